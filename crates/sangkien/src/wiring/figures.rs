//! The figures of casework as a workbook.

use sangkien_app::balance::BalanceReport;
use sangkien_app::port::PaperError;
use sangkien_casework::statistics::Counts;
use sangkien_documents::CivilDate;
use sangkien_documents::spreadsheet::{self, Cell, Column, Sheet};
use sangkien_domain::time::{day_text, moment_text};

/// Heads and widths in characters.
const COLUMNS: [(&str, u16); 11] = [
    ("TT", 5),
    ("Cơ quan giải quyết", 36),
    ("Thủ tục", 44),
    ("Kỳ trước chuyển sang", 12),
    ("Tiếp nhận trong kỳ", 12),
    ("Đã giải quyết trước hạn, đúng hạn", 14),
    ("Đã giải quyết quá hạn", 12),
    ("Đang giải quyết trong hạn", 12),
    ("Đang giải quyết quá hạn", 12),
    ("Tạm dừng", 10),
    ("Rút", 8),
];

pub(super) fn workbook(report: &BalanceReport, drawn_up: CivilDate) -> Result<Vec<u8>, PaperError> {
    let last = report.until.yesterday().unwrap_or(report.until);
    let rows = (1_i64..).zip(&report.lines).map(|(number, line)| {
        let mut row = vec![
            Cell::Integer(number),
            Cell::Text(line.unit_name.clone()),
            Cell::Text(line.procedure_name.clone()),
        ];
        row.extend(figures(&line.counts));
        row
    });
    let mut total = vec![Cell::Empty, Cell::Text("Tổng số".into()), Cell::Empty];
    total.extend(figures(&report.total));
    let sheet = Sheet {
        name: "Giải quyết hồ sơ".into(),
        titles: vec![
            "TÌNH HÌNH TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ".into(),
            format!(
                "(Từ ngày {} đến ngày {}; chốt số liệu lúc {}; SHA-256 {})",
                day_text(report.from),
                day_text(last),
                moment_text(report.frozen_at),
                report.sha256
            ),
        ],
        columns: COLUMNS
            .iter()
            .map(|(head, width)| Column {
                head: (*head).into(),
                width: *width,
            })
            .collect(),
        rows: rows.chain([total]).collect(),
        drawn_up,
    };
    spreadsheet::write(&sheet).map_err(|fault| PaperError(fault.to_string()))
}

fn figures(counts: &Counts) -> impl Iterator<Item = Cell> {
    [
        counts.opening,
        counts.received,
        counts.resolved_in_time,
        counts.resolved_late,
        counts.in_process,
        counts.overdue,
        counts.paused,
        counts.withdrawn,
    ]
    .into_iter()
    .map(|count| Cell::Integer(i64::try_from(count).unwrap_or(i64::MAX)))
}
