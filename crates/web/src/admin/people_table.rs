//! Taking people from a table: each row judged first, then all of them or none.

use axum::extract::Request;
use axum::http::StatusCode;
use sangkien_app::people::{Fate, Listed};
use sangkien_domain::access::Role;
use sangkien_domain::people_table::Column;
use sangkien_i18n::label;
use sangkien_i18n::people_table::{column, role, row_fault, table_fault};
use sangkien_i18n::reading::unread;
use sangkien_pages::parts::{Cell, Errors, Head, Link, Table};
use sangkien_pages::people_table::{Fates, Next, PeopleTablePage};

use crate::context::{Context, Reply};
use crate::extract::{Signed, SignedForm, context};
use crate::judged::judged;
use crate::packed;
use crate::problem::Problem;
use crate::show::{self, VI};
use crate::upload::fields_and_file;

/// Largest table, in bytes.
const MOST_BYTES: usize = 8 << 20;
pub(super) async fn show_page(signed: Signed) -> Reply {
    signed.app().administered_units(&signed.caller).await?;
    signed.html(&page(&signed, None, Errors::none()))
}

/// Judges the rows of a file.
pub(super) async fn judge(request: Request) -> Reply {
    let context = context(request.extensions())?;
    let caller = context.caller.clone().ok_or(Problem::Expired)?;
    let app = context.app();
    app.administered_units(&caller).await?;
    let (_, posted) = fields_and_file(&context, request, MOST_BYTES).await?;
    let refused = |words: String| {
        let page = page(&context, None, Errors::none().with("file", words));
        context.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
    };
    let Some(posted) = posted else {
        return refused("Chọn tệp bảng tính hoặc CSV, không quá 8 MB.".to_owned());
    };
    let read = app
        .people_in_file(&caller, &posted.name, posted.content)
        .await;
    let rows = match judged(read)? {
        Ok(Ok(Ok(rows))) => rows,
        Ok(Ok(Err(table))) => return refused(table_fault(&table, VI)),
        Ok(Err(reason)) => return refused(unread(reason, VI).to_owned()),
        Err(refusals) => {
            return refused(refusals.first().map(show::refusal).unwrap_or_default());
        }
    };
    let fates = app.judge_people(&caller, &rows, role).await?;
    let shown = fates_of(&posted.name, &rows, &fates);
    context.html(&page(&context, Some(shown), Errors::none()))
}

/// Takes the rows that were judged; they are judged again.
pub(super) async fn take(form: SignedForm) -> Reply {
    let rows = unpack(form.fields.get("rows"));
    let app = form.app();
    if let Ok(taken) = judged(app.take_people(&form.caller, &rows, role).await)? {
        return form.done(
            "/admin/people",
            &format!(
                "Đã thêm {} người; {} người đã có từ trước. Đường dẫn đặt mật khẩu được gửi qua thư điện tử, hoặc tạo lại ở trang của từng người.",
                taken.added, taken.known
            ),
        );
    }
    // Something has changed since the rows were judged.
    let fates = app.judge_people(&form.caller, &rows, role).await?;
    let shown = fates_of("", &rows, &fates);
    let errors = Errors::none().with("", "Chưa thêm ai: có dòng không còn hợp lệ.");
    let page = page(&form, Some(shown), errors);
    form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn page(context: &Context, fates: Option<Fates>, errors: Errors) -> PeopleTablePage {
    let mut shell = context.shell();
    shell.back = Some(Link::new("Người dùng", "/admin/people"));
    PeopleTablePage {
        shell,
        accept: ".xlsx,.xls,.csv,.tsv,.txt".to_owned(),
        columns: Column::ALL
            .into_iter()
            .map(|one| (column(one, VI).to_owned(), one.is_needed()))
            .collect(),
        roles: Role::ALL
            .into_iter()
            .map(|role| label::role(role, VI).to_owned())
            .collect(),
        fates,
        errors,
    }
}

fn fates_of(file: &str, rows: &[Listed], fates: &[Fate]) -> Fates {
    let count = |wanted: fn(&Fate) -> bool| fates.iter().filter(|fate| wanted(fate)).count();
    let new = count(|fate| matches!(fate, Fate::New));
    let known = count(|fate| matches!(fate, Fate::Known));
    let faulty = fates.len() - new - known;
    let heads = ["Dòng", "Người", "Đơn vị", "Kết quả"];
    let cells = rows.iter().zip(fates).map(|(row, fate)| {
        vec![
            Cell::text(row.row.to_string()),
            Cell::text(format!("{} ({})", row.full_name, row.account)),
            Cell::text(&row.unit),
            Cell::text(told(fate)),
        ]
    });
    Fates {
        file: file.to_owned(),
        summary: format!("{new} người mới, {known} người đã có, {faulty} dòng có lỗi."),
        table: Table::new(
            "Các dòng của bảng",
            heads.map(Head::new).to_vec(),
            cells.collect(),
        ),
        next: match (faulty, new) {
            (0, 0) => Next::Nothing,
            (0, _) => Next::Take(pack(rows)),
            _ => Next::Mend,
        },
    }
}

fn told(fate: &Fate) -> String {
    match fate {
        Fate::New => "Thêm mới".to_owned(),
        Fate::Known => "Đã có, giữ nguyên".to_owned(),
        Fate::Faulty(faults) => {
            let words: Vec<String> = faults.iter().map(|fault| row_fault(fault, VI)).collect();
            words.join(" ")
        }
    }
}

fn pack(rows: &[Listed]) -> String {
    let row = |row: &Listed| {
        let number = row.row.to_string();
        let Listed {
            full_name,
            account,
            email,
            unit,
            post,
            roles,
            ..
        } = row.clone();
        vec![number, full_name, account, email, unit, post, roles]
    };
    packed::pack(&rows.iter().map(row).collect::<Vec<_>>())
}

fn unpack(text: &str) -> Vec<Listed> {
    packed::unpack(text)
        .into_iter()
        .map(
            |[row, full_name, account, email, unit, post, roles]| Listed {
                row: row.parse().unwrap_or(0),
                full_name,
                account,
                email,
                unit,
                post,
                roles,
            },
        )
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_from_the_form_as_they_were_judged() {
        let rows = [Listed {
            row: 7,
            full_name: "Tác giả mẫu 01".into(),
            account: "tac-gia-01".into(),
            unit: "UBND huyện mẫu\nPhòng Nội vụ".into(),
            ..Listed::default()
        }];
        assert_eq!(unpack(&pack(&rows)), rows);
        assert!(unpack("").is_empty());
    }
}
