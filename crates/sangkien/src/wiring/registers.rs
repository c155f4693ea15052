//! A register of numbers as a workbook.

use sangkien_app::port::PaperError;
use sangkien_app::record::CertificateState;
use sangkien_app::register::{Bearer, RegisterView};
use sangkien_documents::CivilDate;
use sangkien_documents::spreadsheet::{self, Cell, Column, Sheet};
use sangkien_domain::register::{Register, symbol_text};

use super::papers::civil;

/// Heads and widths in characters.
const COLUMNS: [(&str, u16); 6] = [
    ("Số", 8),
    ("Số, ký hiệu", 18),
    ("Ngày", 14),
    ("Trích yếu hoặc lý do", 70),
    ("Người ký hoặc ghi sổ", 28),
    ("Tình trạng", 24),
];

const fn state(bearer: &Bearer) -> &'static str {
    match bearer {
        Bearer::Decision(_)
        | Bearer::Document(_)
        | Bearer::Certificate(_, CertificateState::Valid) => "Đã cấp",
        Bearer::Certificate(_, CertificateState::Superseded) => "Đã thay bằng giấy khác",
        Bearer::Certificate(_, CertificateState::Revoked) => "Đã thu hồi",
        Bearer::Elsewhere => "Cấp ở hệ thống khác",
        Bearer::Void => "Bỏ số",
        Bearer::Gap(_) => "Trống",
    }
}

pub(super) fn workbook(
    register: &RegisterView,
    drawn_up: CivilDate,
) -> Result<Vec<u8>, PaperError> {
    let what = match &register.key.register {
        Register::Decisions => "QUYẾT ĐỊNH".to_owned(),
        Register::Certificates => "GIẤY CHỨNG NHẬN".to_owned(),
        Register::Documents(symbol) => format!("VĂN BẢN {}", symbol_text(symbol)),
    };
    let rows = register.lines.iter().map(|line| {
        vec![
            Cell::Integer(i64::from(line.number)),
            Cell::Text(line.label.clone()),
            line.dated_on
                .map_or(Cell::Empty, |day| Cell::Date(civil(day))),
            Cell::Text(line.subject.clone()),
            Cell::Text(line.by.clone()),
            Cell::Text(state(&line.bearer).into()),
        ]
    });
    let sheet = Sheet {
        name: "Sổ đăng ký".into(),
        titles: vec![
            format!("SỔ ĐĂNG KÝ {what} NĂM {}", register.key.year),
            format!("{} (lập {})", register.body_name, drawn_up.in_words()),
        ],
        columns: COLUMNS
            .iter()
            .map(|(head, width)| Column {
                head: (*head).into(),
                width: *width,
            })
            .collect(),
        rows: rows.collect(),
        drawn_up,
    };
    spreadsheet::write(&sheet).map_err(|fault| PaperError(fault.to_string()))
}
