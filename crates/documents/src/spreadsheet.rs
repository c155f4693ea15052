//! Lists as spreadsheets (XLSX).

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::CivilDate;

/// The most characters a cell may hold; a longer text is cut and ends in "…".
pub const MAX_CELL: usize = 32_767;

/// The longest name of a sheet, in characters.
const MAX_NAME: usize = 31;

/// A list: titles above, one head per column, rows of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Name on the tab of the sheet.
    pub name: String,
    /// Lines above the table, the first the largest.
    pub titles: Vec<String>,
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// The rows; missing cells at the end are empty.
    pub rows: Vec<Vec<Cell>>,
    /// Date on which the list was drawn up; kept in the file's properties.
    pub drawn_up: CivilDate,
}

/// A column of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The head.
    pub head: String,
    /// Width in characters.
    pub width: u16,
}

/// A value in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text; never read as a formula, whatever it begins with.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number in hundredths.
    Decimal(i64),
    /// A share in hundredths of a percent.
    Percent(i64),
    /// A date.
    Date(CivilDate),
}

/// Why a list could not be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetFault {
    /// The list has no columns.
    #[error("a list needs at least one column")]
    NoColumns,
    /// The list has more rows or columns than a spreadsheet.
    #[error("the list is too long for a spreadsheet")]
    TooLong,
    /// A cell holds a date no spreadsheet knows.
    #[error("row {row} holds a date the calendar of spreadsheets does not have")]
    Date {
        /// Number of the row, from 1.
        row: usize,
    },
    /// The file could not be put together; the text says why.
    #[error("the spreadsheet cannot be written: {0}")]
    Format(String),
}

impl From<XlsxError> for SheetFault {
    fn from(fault: XlsxError) -> Self {
        match fault {
            XlsxError::RowColumnLimitError => Self::TooLong,
            other => Self::Format(other.to_string()),
        }
    }
}

/// How the parts of a list look.
struct Formats {
    title: Format,
    subtitle: Format,
    head: Format,
    text: Format,
    /// For text that would be a formula if it were typed.
    literal: Format,
    integer: Format,
    decimal: Format,
    percent: Format,
    whole_percent: Format,
    date: Format,
}

impl Formats {
    fn new() -> Self {
        let base = Format::new()
            .set_font_name("Times New Roman")
            .set_font_size(12.0)
            .set_align(FormatAlign::Top);
        let cell = base.clone().set_border(FormatBorder::Thin);
        let text = cell.clone().set_text_wrap();
        let number = cell.clone().set_align(FormatAlign::Right);
        let centred = base.set_align(FormatAlign::Center).set_text_wrap();
        Self {
            title: centred.clone().set_bold().set_font_size(14.0),
            subtitle: centred.clone().set_italic(),
            head: centred
                .set_bold()
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(0xF3_E7_E4)
                .set_border(FormatBorder::Thin),
            literal: text.clone().set_quote_prefix(),
            text,
            integer: number.clone().set_num_format("#,##0"),
            decimal: number.clone().set_num_format("#,##0.00"),
            percent: number.clone().set_num_format("0.00%"),
            whole_percent: number.set_num_format("0%"),
            date: cell
                .set_align(FormatAlign::Center)
                .set_num_format("dd/mm/yyyy"),
        }
    }
}

/// Writes a list as an XLSX file: the head stays in view and is repeated on
/// every printed page, the rows can be filtered, and the pages are A4 across,
/// as wide as the list.
pub fn write(sheet: &Sheet) -> Result<Vec<u8>, SheetFault> {
    let last_column = index(sheet.columns.len())?
        .checked_sub(1)
        .ok_or(SheetFault::NoColumns)?;
    let last_column = u16::try_from(last_column).map_err(|_| SheetFault::TooLong)?;
    let mut workbook = Workbook::new();
    let created = excel_date(sheet.drawn_up).ok_or(SheetFault::Date { row: 0 })?;
    let title = sheet.titles.first().cloned().unwrap_or_default();
    workbook.set_properties(
        &DocProperties::new()
            .set_title(title)
            .set_creation_datetime(&created),
    );
    let formats = Formats::new();
    let page = workbook.add_worksheet();
    page.set_name(tab_name(&sheet.name))?;
    let head_row = write_titles(page, sheet, last_column, &formats)?;
    for (column, number) in sheet.columns.iter().zip(0_u16..) {
        page.set_column_width(number, f64::from(column.width))?;
        page.write_string_with_format(head_row, number, &column.head, &formats.head)?;
    }
    let mut row_number = head_row;
    for (index, row) in sheet.rows.iter().enumerate() {
        row_number += 1;
        let mut cells = row.iter();
        for column in 0..=last_column {
            let cell = cells.next().unwrap_or(&Cell::Empty);
            write_cell(page, (row_number, column), cell, &formats, index + 1)?;
        }
    }
    if !sheet.rows.is_empty() {
        page.autofilter(head_row, 0, row_number, last_column)?;
    }
    page.set_freeze_panes(head_row + 1, 0)?;
    page.set_repeat_rows(head_row, head_row)?;
    page.set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.6, 0.6, 0.6, 0.7, 0.3, 0.3)
        .set_footer("&CTrang &P/&N");
    Ok(workbook.save_to_buffer()?)
}

fn index(number: usize) -> Result<u32, SheetFault> {
    u32::try_from(number).map_err(|_| SheetFault::TooLong)
}

/// Writes the titles and gives the row of the heads, an empty row below them.
fn write_titles(
    page: &mut Worksheet,
    sheet: &Sheet,
    last_column: u16,
    formats: &Formats,
) -> Result<u32, SheetFault> {
    for (number, title) in sheet.titles.iter().enumerate() {
        let format = if number == 0 {
            &formats.title
        } else {
            &formats.subtitle
        };
        let row = index(number)?;
        if last_column > 0 {
            page.merge_range(row, 0, row, last_column, "", format)?;
        }
        page.write_string_with_format(row, 0, shortened(title), format)?;
    }
    let titles = index(sheet.titles.len())?;
    Ok(if titles == 0 { 0 } else { titles + 1 })
}

fn write_cell(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    formats: &Formats,
    number: usize,
) -> Result<(), SheetFault> {
    match cell {
        Cell::Empty => page.write_blank(row, column, &formats.text)?,
        Cell::Text(text) => {
            let format = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
                &formats.literal
            } else {
                &formats.text
            };
            page.write_string_with_format(row, column, shortened(text), format)?
        }
        Cell::Integer(value) => {
            let value = decimal(*value, 0);
            page.write_number_with_format(row, column, value, &formats.integer)?
        }
        Cell::Decimal(hundredths) => {
            let format = if hundredths % 100 == 0 {
                &formats.integer
            } else {
                &formats.decimal
            };
            page.write_number_with_format(row, column, decimal(*hundredths, 2), format)?
        }
        Cell::Percent(hundredths) => {
            let format = if hundredths % 100 == 0 {
                &formats.whole_percent
            } else {
                &formats.percent
            };
            page.write_number_with_format(row, column, decimal(*hundredths, 4), format)?
        }
        Cell::Date(date) => {
            let date = excel_date(*date).ok_or(SheetFault::Date { row: number })?;
            page.write_datetime_with_format(row, column, &date, &formats.date)?
        }
    };
    Ok(())
}

/// The number nearest to `value` divided by ten `places` times. Going through
/// text rounds once; dividing would round twice.
pub(crate) fn decimal(value: i64, places: u8) -> f64 {
    format!("{value}e-{places}").parse().unwrap_or_default()
}

pub(crate) fn excel_date(date: CivilDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year).ok()?;
    let month = u8::try_from(date.month).ok()?;
    let day = u8::try_from(date.day).ok()?;
    if !sangkien_text::is_calendar_date(date.year, date.month, date.day) {
        return None;
    }
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// The text as a cell has it: lines end with a line feed alone, and it is no longer than a cell takes.
fn shortened(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if text.chars().count() <= MAX_CELL {
        return text;
    }
    let mut kept: String = text.chars().take(MAX_CELL - 1).collect();
    kept.push('…');
    kept
}

/// A name a spreadsheet accepts for a tab.
pub(crate) fn tab_name(name: &str) -> String {
    let kept: String = name
        .chars()
        .filter(|c| !c.is_control() && !"[]:*?/\\'".contains(*c))
        .take(MAX_NAME)
        .collect();
    let kept = kept.trim();
    if kept.is_empty() {
        "Danh sách".to_owned()
    } else {
        kept.to_owned()
    }
}

#[cfg(test)]
mod tests;
