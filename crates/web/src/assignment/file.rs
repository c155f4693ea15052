//! A plan from a table that comes as a file.

use axum::extract::Request;
use axum::http::StatusCode;
use sangkien_app::record::PlanWay;
use sangkien_domain::id::SessionId;
use sangkien_domain::refusal::Refusal;
use sangkien_i18n::reading::unread;
use sangkien_pages::parts::Errors;

use super::{Listed, Typed, proposed, view};
use crate::context::Reply;
use crate::extract::{self, Id};
use crate::intake::at_the_top;
use crate::judged::judged;
use crate::problem::Problem;
use crate::show::{self, VI};
use crate::upload;

/// Largest table, in bytes.
const MOST: usize = 8 << 20;
/// The most rows above the names of the columns: titles of the list.
const MOST_TITLES: usize = 20;
/// Names of the column of codes, folded.
const CODES: [&str; 4] = ["ma ho so", "ma", "ma so", "ho so"];
/// What the names of columns of members begin with, folded.
const MEMBERS: [&str; 4] = ["nguoi cham", "thanh vien", "uy vien", "giam khao"];

/// Shows the plan of a file; nothing counts before it is confirmed.
pub(super) async fn preview(Id(id): Id<SessionId>, request: Request) -> Reply {
    let context = extract::context(request.extensions())?;
    let caller = context.caller.clone().ok_or(Problem::Expired)?;
    let found = context.app().assignment(&caller, id).await?;
    let typed = Typed::beginning(&found);
    let refused = |errors: Errors| {
        let page = view::page(&context, &found, &typed, errors);
        context.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
    };
    let wrong = |words: String| refused(Errors::none().with("file", words));
    if !found.sheets.open() {
        return refused(at_the_top(&[Refusal::MarkingClosed]));
    }
    let (_, file) = upload::fields_and_file(&context, request, MOST).await?;
    let Some(file) = file else {
        return wrong("Chọn tệp bảng tính hoặc CSV, không quá 8 MB.".to_owned());
    };
    let rows = context.app().table_in_file(&file.name, file.content).await;
    let rows = match judged(rows)? {
        Ok(Ok(rows)) => rows,
        Ok(Err(reason)) => return wrong(unread(reason, VI).to_owned()),
        Err(refusals) => return wrong(refusals.first().map(show::refusal).unwrap_or_default()),
    };
    let matched = listed(&rows).and_then(|rows| super::matched(&found, &rows));
    match matched {
        Err(lines) => wrong(lines.join(" ")),
        Ok(tasks) => {
            let needs = typed.needs.parse().unwrap_or(1);
            let proposal = proposed(&found, tasks, needs, PlanWay::List);
            context.html(&view::proposal(&context, &found, &proposal, Errors::none()))
        }
    }
}

/// The rows of a table: the code and the members stand in columns of those names, or, where no row
/// names columns, the code in the first and members in the others.
fn listed(rows: &[(u32, Vec<(u32, String)>)]) -> Result<Vec<Listed>, Vec<String>> {
    let is_code = |text: &str| CODES.contains(&sangkien_text::search_key(text).as_str());
    let is_member = |text: &str| {
        let key = sangkien_text::search_key(text);
        MEMBERS.iter().any(|name| key.starts_with(name))
    };
    let head = rows
        .iter()
        .take(MOST_TITLES)
        .position(|(_, cells)| cells.iter().any(|(_, text)| is_code(text)) && cells.len() > 1);
    let Some(head) = head else {
        let rows = rows.iter().map(|(number, cells)| {
            let mut cells = cells.iter().map(|(_, text)| text.trim().to_owned());
            Listed {
                row: *number,
                code: cells.next().unwrap_or_default(),
                members: cells.flat_map(|cell| names(&cell)).collect(),
            }
        });
        return Ok(rows.collect());
    };
    let heads = rows
        .get(head)
        .map_or(&[][..], |(_, cells)| cells.as_slice());
    let code = heads.iter().find(|(_, text)| is_code(text));
    let code = code.map_or(1, |(column, _)| *column);
    let columns: Vec<u32> = heads
        .iter()
        .filter(|(_, text)| is_member(text))
        .map(|(column, _)| *column)
        .collect();
    if columns.is_empty() {
        let words = "Không thấy cột người chấm; đặt tên cột là “Người chấm”.";
        return Err(vec![words.to_owned()]);
    }
    let rows = rows.iter().skip(head + 1).map(|(number, cells)| {
        let at = |wanted: u32| {
            let cell = cells.iter().find(|(column, _)| *column == wanted);
            cell.map(|(_, text)| text.trim()).unwrap_or_default()
        };
        Listed {
            row: *number,
            code: at(code).to_owned(),
            members: columns
                .iter()
                .flat_map(|column| names(at(*column)))
                .collect(),
        }
    });
    Ok(rows.collect())
}

/// The names in a cell.
fn names(cell: &str) -> Vec<String> {
    let names = cell.split(['\n', ';', ',']).map(str::trim);
    let names = names.filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[&str]]) -> Vec<(u32, Vec<(u32, String)>)> {
        let row = |cells: &&[&str]| {
            let cells = (1..).zip(cells.iter());
            let cells = cells.filter(|(_, cell)| !cell.is_empty());
            cells
                .map(|(column, cell)| (column, (*cell).to_owned()))
                .collect()
        };
        (1..).zip(rows.iter().map(row)).collect()
    }

    fn told(rows: &[&[&str]]) -> Vec<(u32, String, Vec<String>)> {
        let listed = listed(&table(rows)).expect("a list");
        let rows = listed.into_iter();
        rows.map(|one| (one.row, one.code, one.members)).collect()
    }

    #[test]
    fn columns_are_known_by_their_names_below_titles_or_by_their_order() {
        let wanted = |row: u32| {
            let members = ["Ủy viên mẫu 01", "Ủy viên mẫu 02"].map(str::to_owned);
            (row, "SK-01".to_owned(), members.to_vec())
        };
        let named = told(&[
            &["BẢNG PHÂN CÔNG"],
            &[
                "TT",
                "Mã hồ sơ",
                "Sáng kiến",
                "Người chấm 1",
                "Người chấm 2",
            ],
            &[
                "1",
                "SK-01",
                "Giấy hẹn, có mã",
                "Ủy viên mẫu 01",
                "Ủy viên mẫu 02",
            ],
        ]);
        assert_eq!(named, [wanted(3)]);
        let bare = told(&[&["SK-01", "Ủy viên mẫu 01; Ủy viên mẫu 02"]]);
        assert_eq!(bare, [wanted(1)]);
    }

    #[test]
    fn a_table_without_members_is_told_what_it_lacks() {
        let faults = listed(&table(&[&["Mã hồ sơ", "Sáng kiến"], &["SK-01", "Tên"]]));
        assert_eq!(faults.unwrap_err().len(), 1);
    }
}
