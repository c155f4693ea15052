//! Lists of a year as pages, workbooks and PDF: one table for all three.

use sangkien_app::port::{ReportCell, ReportFormat, ReportTable};
use sangkien_app::record::{OutcomeRow, RegistryEntry};
use sangkien_app::report::{Outcomes, UnitOutcomes};
use sangkien_domain::round::Stage;
use sangkien_i18n::label;
use sangkien_pages::parts::{Cell, Head, Opt, Tab, Table};
use sangkien_pages::report_list::ReportListPage;
use sangkien_text::{date_dmy, decimal_comma, group_thousands};

use crate::address;
use crate::context::Reply;
use crate::extract::{Id, Query, Signed};
use crate::problem::Problem;
use crate::show::VI;

const PDF: &str = "application/pdf";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum List {
    Recognised,
    Unrecognised,
    Units,
}

impl List {
    const ALL: [Self; 3] = [Self::Recognised, Self::Unrecognised, Self::Units];

    const fn code(self) -> &'static str {
        match self {
            Self::Recognised => "recognised",
            Self::Unrecognised => "unrecognised",
            Self::Units => "units",
        }
    }

    const fn tab(self) -> &'static str {
        match self {
            Self::Recognised => "Được công nhận",
            Self::Unrecognised => "Không được công nhận",
            Self::Units => "Theo đơn vị",
        }
    }

    fn title(self, year: i16) -> String {
        match self {
            Self::Recognised => format!("Sáng kiến được công nhận năm {year}"),
            Self::Unrecognised => format!("Hồ sơ không được công nhận năm {year}"),
            Self::Units => format!("Kết quả xét công nhận theo đơn vị năm {year}"),
        }
    }

    fn headline(self, count: usize, withdrawn: usize) -> String {
        match self {
            _ if count == 0 => "Danh sách chưa có dòng nào.".to_owned(),
            Self::Recognised if withdrawn > 0 => format!(
                "{count} sáng kiến được công nhận; {} còn hiệu lực, {withdrawn} đã bị thu hồi.",
                count.saturating_sub(withdrawn)
            ),
            Self::Recognised => format!("{count} sáng kiến được công nhận."),
            Self::Unrecognised => format!("{count} hồ sơ kết thúc mà không được công nhận."),
            Self::Units => format!("{count} đơn vị có hồ sơ đã nộp."),
        }
    }

    /// Heads with their share of the width.
    const fn columns(self) -> &'static [(&'static str, u16)] {
        match self {
            Self::Recognised => &[
                ("TT", 4),
                ("Mã hồ sơ", 11),
                ("Tên sáng kiến", 32),
                ("Tác giả, đồng tác giả", 20),
                ("Đơn vị", 18),
                ("Nội dung công nhận", 16),
                ("Điểm", 6),
                ("Xếp loại", 8),
                ("Số quyết định", 13),
                ("Ngày", 9),
            ],
            Self::Unrecognised => &[
                ("TT", 4),
                ("Mã hồ sơ", 11),
                ("Tên sáng kiến", 30),
                ("Tác giả, đồng tác giả", 18),
                ("Đơn vị", 16),
                ("Kết quả", 12),
                ("Lý do", 26),
                ("Điểm", 6),
                ("Số phiếu đồng ý", 8),
                ("Ngày", 9),
            ],
            Self::Units => &[
                ("TT", 4),
                ("Đơn vị", 40),
                ("Đã nộp", 10),
                ("Được công nhận", 10),
                ("Hội đồng không công nhận", 12),
                ("Từ chối, nộp muộn, dừng", 12),
                ("Rút", 8),
                ("Đang xét", 10),
            ],
        }
    }
}

/// The ways between the reports of a year.
pub(crate) fn tabs(shown: Option<List>, year: i16) -> Vec<Tab> {
    let year = year.to_string();
    let tab = |label: &str, path: &str, current: bool| Tab {
        label: label.to_owned(),
        href: address::address(path, [("year", year.as_str())]),
        count: None,
        current,
    };
    let mut tabs = vec![tab("Tổng hợp", "/reports/yearly", shown.is_none())];
    tabs.extend(List::ALL.map(|list| {
        let path = format!("/reports/{}", list.code());
        tab(list.tab(), &path, shown == Some(list))
    }));
    tabs
}

/// A list as a page, or with an extension as a file.
pub(crate) async fn list(signed: Signed, Id(name): Id<String>, Query(query): Query) -> Reply {
    let (code, format) = match name.rsplit_once('.') {
        Some((code, "xlsx")) => (code, Some((ReportFormat::Xlsx, XLSX))),
        Some((code, "pdf")) => (code, Some((ReportFormat::Pdf, PDF))),
        Some(_) => return Err(Problem::Absent),
        None => (name.as_str(), None),
    };
    let list = List::ALL.into_iter().find(|list| list.code() == code);
    let list = list.ok_or(Problem::Absent)?;
    let asked = query.get("year").trim().parse().ok();
    let app = signed.app();
    let outcomes = app.outcomes(&signed.caller, asked).await?;
    let mut withdrawn = 0;
    let rows: Vec<Vec<ReportCell>> = match list {
        List::Recognised => {
            let report = app
                .yearly_report(&signed.caller, Some(outcomes.year))
                .await?;
            withdrawn = report.withdrawn();
            (1..).zip(&report.recognised).map(recognised).collect()
        }
        List::Unrecognised => (1..)
            .zip(outcomes.unrecognised())
            .map(unrecognised)
            .collect(),
        List::Units => (1..).zip(&outcomes.units).map(unit).collect(),
    };
    let table = ReportTable {
        superior: outcomes.superior.clone(),
        body: outcomes.body.clone(),
        place: outcomes.place.clone(),
        title: list.title(outcomes.year),
        columns: list.columns().to_vec(),
        rows,
    };
    if let Some((format, media_type)) = format {
        let file = app.report_file(&table, format)?;
        let extension = name.rsplit('.').next().unwrap_or_default();
        let name = format!("{}.{extension}", table.title);
        return Ok(address::download(&name, media_type, file));
    }
    signed.html(&page(&signed, (list, withdrawn), &outcomes, &table))
}

fn page(
    signed: &Signed,
    (list, withdrawn): (List, usize),
    outcomes: &Outcomes,
    table: &ReportTable,
) -> ReportListPage {
    let year = outcomes.year.to_string();
    let mut years = outcomes.years.clone();
    if !years.contains(&outcomes.year) {
        years.insert(0, outcomes.year);
    }
    let file = |extension: &str| {
        let path = format!("/reports/{}.{extension}", list.code());
        address::address(&path, [("year", year.as_str())])
    };
    let numeric = |at: usize| {
        let mut column = table.rows.iter().filter_map(|row| row.get(at));
        column.all(|cell| !matches!(cell, ReportCell::Text(_) | ReportCell::Day(_)))
    };
    let heads = table.columns.iter().enumerate().map(|(at, (head, _))| {
        let head = Head::new(*head);
        if numeric(at) { head.numeric() } else { head }
    });
    let rows = table.rows.iter();
    let rows = rows.map(|row| row.iter().map(shown).collect());
    ReportListPage {
        shell: signed.shell(),
        title: table.title.clone(),
        tabs: tabs(Some(list), outcomes.year),
        action: format!("/reports/{}", list.code()),
        years: years
            .iter()
            .map(|year| {
                Opt::new(year.to_string(), year.to_string()).selected(*year == outcomes.year)
            })
            .collect(),
        headline: list.headline(table.rows.len(), withdrawn),
        table: Table::new(table.title.clone(), heads.collect(), rows.collect()),
        files: [file("xlsx"), file("pdf")],
    }
}

fn shown(cell: &ReportCell) -> Cell {
    match cell {
        ReportCell::Empty => Cell::text(""),
        ReportCell::Text(text) => Cell::text(text),
        ReportCell::Count(count) => {
            Cell::number(group_thousands(i64::try_from(*count).unwrap_or(i64::MAX)))
        }
        ReportCell::Hundredths(number) => Cell::number(decimal_comma(*number)),
        ReportCell::Day(day) => Cell::text(date_dmy(day.year(), day.month(), day.day())),
    }
}

fn text(words: &str) -> ReportCell {
    if words.is_empty() {
        ReportCell::Empty
    } else {
        ReportCell::Text(words.to_owned())
    }
}

fn recognised((number, entry): (u64, &RegistryEntry)) -> Vec<ReportCell> {
    let what = match entry.stage {
        Stage::Base => "Sáng kiến cấp cơ sở",
        Stage::Service => "Thủ tục hành chính",
        Stage::Reach => "Hiệu quả áp dụng, phạm vi ảnh hưởng",
    };
    let average = entry.average;
    vec![
        ReportCell::Count(number),
        text(&entry.code),
        text(&entry.title),
        text(&entry.authors_line),
        text(&entry.unit_name),
        text(what),
        average.map_or(ReportCell::Empty, |score| ReportCell::Hundredths(score.0)),
        text(&entry.class),
        text(&decided(entry)),
        ReportCell::Day(entry.decided_on),
    ]
}

/// The decision, and whether its recognition was taken back.
fn decided(entry: &RegistryEntry) -> String {
    if entry.withdrawn {
        format!("{} (đã thu hồi)", entry.decision_label)
    } else {
        entry.decision_label.clone()
    }
}

/// Why a dossier was not recognised, in words.
fn reason(row: &OutcomeRow) -> String {
    let named = row.refusal.map(|reason| label::reason(reason, VI));
    match (named, row.end_note.trim()) {
        (Some(named), "") => named.to_owned(),
        (Some(named), note) => format!("{named}: {note}"),
        (None, note) => note.to_owned(),
    }
}

fn unrecognised((number, row): (u64, &OutcomeRow)) -> Vec<ReportCell> {
    let votes = row
        .votes
        .map(|[in_favour, base, needed]| format!("{in_favour}/{base}, cần {needed}"));
    let average = row.average;
    vec![
        ReportCell::Count(number),
        text(row.code.as_deref().unwrap_or_default()),
        text(&row.title),
        text(&row.authors_line),
        text(&row.unit_name),
        text(label::state(row.state, VI)),
        text(&reason(row)),
        average.map_or(ReportCell::Empty, |score| ReportCell::Hundredths(score.0)),
        text(votes.as_deref().unwrap_or_default()),
        row.ended_at
            .map_or(ReportCell::Empty, |at| ReportCell::Day(at.day())),
    ]
}

fn unit((number, unit): (u64, &UnitOutcomes)) -> Vec<ReportCell> {
    vec![
        ReportCell::Count(number),
        text(if unit.unit.is_empty() {
            "Hồ sơ đang chấm không nêu tên"
        } else {
            &unit.unit
        }),
        ReportCell::Count(unit.filed),
        ReportCell::Count(unit.recognised),
        ReportCell::Count(unit.not_recognised),
        ReportCell::Count(unit.unjudged),
        ReportCell::Count(unit.withdrawn),
        ReportCell::Count(unit.under_way),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_a_cell_below_each_head() {
        let units = unit((1, &UnitOutcomes::default()));
        assert_eq!(units.len(), List::Units.columns().len());
        let row = OutcomeRow {
            id: "00000000-0000-0000-0000-000000000000".parse().unwrap(),
            code: Some("SK-2024-0003".to_owned()),
            title: "=1+1".to_owned(),
            authors_line: String::new(),
            unit_name: String::new(),
            field_name: String::new(),
            round_name: String::new(),
            state: sangkien_domain::dossier::State::NotRecognised,
            refusal: Some(sangkien_domain::dossier::RefusalReason::NotEnoughVotes),
            end_note: "1 trên 4 phiếu".to_owned(),
            ended_at: None,
            average: None,
            votes: Some([1, 4, 3]),
        };
        let cells = unrecognised((1, &row));
        assert_eq!(cells.len(), List::Unrecognised.columns().len());
        assert_eq!(
            cells[6],
            text("Không đủ số phiếu đồng ý của hội đồng: 1 trên 4 phiếu")
        );
        assert_eq!(cells[8], text("1/4, cần 3"));
    }
}
