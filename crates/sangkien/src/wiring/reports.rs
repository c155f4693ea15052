//! Tables of reports as workbooks and as documents.

use sangkien_app::port::{PaperError, ReportCell, ReportTable};
use sangkien_documents::official::{
    self, Block, Column as PrintedColumn, Document, Issue, Signature, Sitting, Table,
};
use sangkien_documents::spreadsheet::{self, Cell, Column, Sheet};
use sangkien_documents::{CivilDate, Fonts};
use sangkien_text::{date_dmy, decimal_comma};

use super::papers::{civil, failed, unless_empty};

/// How wide a workbook is, in characters.
const WIDTH: u16 = 170;

fn cell(cell: &ReportCell) -> Cell {
    match cell {
        ReportCell::Empty => Cell::Empty,
        ReportCell::Text(text) => Cell::Text(text.clone()),
        ReportCell::Count(count) => Cell::Integer(i64::try_from(*count).unwrap_or(i64::MAX)),
        ReportCell::Hundredths(number) => Cell::Decimal(*number),
        ReportCell::Day(day) => Cell::Date(civil(*day)),
    }
}

/// Typed cells, a head that stays in view, filters.
pub(super) fn workbook(table: &ReportTable, drawn_up: CivilDate) -> Result<Vec<u8>, PaperError> {
    let whole: u16 = table.columns.iter().map(|(_, share)| share).sum();
    let sheet = Sheet {
        name: "Báo cáo".into(),
        titles: vec![
            table.title.to_uppercase(),
            table.body.clone(),
            format!("(Lập {})", drawn_up.in_words()),
        ],
        columns: table
            .columns
            .iter()
            .map(|(head, share)| Column {
                head: (*head).into(),
                width: (WIDTH * share / whole.max(1)).max(6),
            })
            .collect(),
        rows: table
            .rows
            .iter()
            .map(|row| row.iter().map(cell).collect())
            .collect(),
        drawn_up,
    };
    spreadsheet::write(&sheet).map_err(failed)
}

/// A value as it is read.
fn words(cell: &ReportCell) -> String {
    match cell {
        ReportCell::Empty => String::new(),
        ReportCell::Text(text) => text.clone(),
        ReportCell::Count(count) => count.to_string(),
        ReportCell::Hundredths(number) => decimal_comma(*number),
        ReportCell::Day(day) => date_dmy(day.year(), day.month(), day.day()),
    }
}

/// A list in the form of an official document, across.
pub(super) fn document(
    table: &ReportTable,
    drawn_up: CivilDate,
    fonts: &Fonts,
) -> Result<Vec<u8>, PaperError> {
    let is_words = |at: usize| {
        let mut column = table.rows.iter().filter_map(|row| row.get(at));
        column.any(|cell| matches!(cell, ReportCell::Text(_)))
    };
    let columns = table.columns.iter().enumerate();
    let columns = columns.map(|(at, (head, share))| PrintedColumn {
        head: (*head).to_owned(),
        share: *share,
        sitting: if is_words(at) {
            Sitting::Left
        } else {
            Sitting::Centre
        },
    });
    let rows = table.rows.iter().map(|row| {
        let cells = row.iter().map(|cell| vec![words(cell)]);
        cells.collect()
    });
    let document = Document {
        issue: Issue {
            superior: unless_empty(&table.superior),
            body: table.body.clone(),
            number: None,
            place: table.place.clone(),
            date: Some(drawn_up),
            drawn_up,
        },
        kind: "DANH SÁCH".into(),
        subject: table.title.clone(),
        addressees: Vec::new(),
        authority: String::new(),
        grounds: Vec::new(),
        enacting: String::new(),
        content: vec![Block::Table(Table {
            columns: columns.collect(),
            rows: rows.collect(),
        })],
        recipients: Vec::new(),
        signatures: vec![Signature {
            post: vec!["Người lập".into()],
            note: "(Ký, ghi rõ họ tên)".into(),
            name: String::new(),
        }],
        annexes: Vec::new(),
        across: true,
    };
    official::pdf(fonts, &document).map_err(failed)
}
