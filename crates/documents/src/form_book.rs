//! Workbooks that are filled in and come back (XLSX): what is asked for is open, everything else is
//! locked, and each open cell says what it takes.
//!
//! Behind the columns that are seen, a hidden one holds the key of each row and, in the first row,
//! the seal of the sheet.

use rust_xlsxwriter::{
    DataValidation, DocProperties, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet,
};

use crate::CivilDate;
use crate::spreadsheet::{self, Column, SheetFault};

/// A sheet to be filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormTab {
    /// Name on its tab, unlike every other of the workbook.
    pub name: String,
    /// Lines above the table, the first the largest.
    pub titles: Vec<String>,
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<FormRow>,
    /// What the sheet is bound to, signed; empty for one that only explains.
    pub seal: String,
}

/// A row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormRow {
    /// By what the row is known when the workbook comes back; may be empty.
    pub key: String,
    /// Cells; missing ones at the end are empty and locked.
    pub cells: Vec<FormCell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormCell {
    /// Nothing; locked.
    Empty,
    /// Text; locked.
    Text(String),
    /// A heading; locked.
    Heading(String),
    /// A number in hundredths; locked.
    Number(i64),
    /// Any text.
    OpenText(String),
    /// A number in hundredths, from nothing to `max`, in multiples of `step`.
    OpenNumber {
        /// What stands there.
        value: Option<i64>,
        /// The greatest.
        max: i64,
        /// The step.
        step: i64,
        /// What is said beside the cell and to a number that does not fit.
        rule: String,
    },
    /// One of a few words.
    OpenChoice {
        /// What stands there; may be empty.
        value: String,
        /// The words.
        choices: Vec<String>,
        /// What is said beside the cell and to words that do not fit.
        rule: String,
    },
    /// The sum of open numbers of the same column, each with its row, from 0, and what a point of it
    /// counts in hundredths; locked.
    Sum {
        /// Rows and what they count.
        of: Vec<(usize, i64)>,
        /// What they come to now, in hundredths.
        value: i64,
    },
}

/// The longest text that a spreadsheet shows beside a cell.
const MAX_RULE: usize = 240;

struct Formats {
    title: Format,
    subtitle: Format,
    head: Format,
    text: Format,
    heading: Format,
    number: Format,
    open_text: Format,
    open_number: Format,
}

impl Formats {
    fn new() -> Self {
        let base = Format::new()
            .set_font_name("Times New Roman")
            .set_font_size(12.0)
            .set_align(FormatAlign::Top);
        let cell = base.clone().set_border(FormatBorder::Thin).set_text_wrap();
        let number = cell
            .clone()
            .set_align(FormatAlign::Right)
            .set_num_format("0.##");
        let open = |format: Format| format.set_unlocked().set_background_color(0xFF_FB_E6);
        Self {
            title: base.clone().set_bold().set_font_size(14.0),
            subtitle: base.clone().set_text_wrap(),
            head: cell
                .clone()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_background_color(0xF3_E7_E4),
            heading: cell.clone().set_bold(),
            open_text: open(cell.clone().set_num_format("@")),
            open_number: open(number.clone()),
            text: cell,
            number,
        }
    }
}

/// Writes the sheets of a workbook in their order.
///
/// # Errors
/// A sheet without columns, one that is too long, or a name that no tab may have.
pub fn write(title: &str, tabs: &[FormTab], drawn_up: CivilDate) -> Result<Vec<u8>, SheetFault> {
    let created = spreadsheet::excel_date(drawn_up).ok_or(SheetFault::Date { row: 0 })?;
    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new()
            .set_title(title)
            .set_creation_datetime(&created),
    );
    let formats = Formats::new();
    for tab in tabs {
        let page = workbook.add_worksheet();
        page.set_name(spreadsheet::tab_name(&tab.name))?;
        write_tab(page, tab, &formats)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn write_tab(page: &mut Worksheet, tab: &FormTab, formats: &Formats) -> Result<(), SheetFault> {
    let hidden = u16::try_from(tab.columns.len()).map_err(|_| SheetFault::TooLong)?;
    let last = hidden.checked_sub(1).ok_or(SheetFault::NoColumns)?;
    for (column, number) in tab.columns.iter().zip(0_u16..) {
        page.set_column_width(number, f64::from(column.width))?;
    }
    let mut row = 0;
    for title in &tab.titles {
        let format = if row == 0 {
            &formats.title
        } else {
            &formats.subtitle
        };
        if last > 0 {
            page.merge_range(row, 0, row, last, "", format)?;
        }
        page.write_string_with_format(row, 0, title, format)?;
        row += 1;
    }
    if !tab.seal.is_empty() {
        page.write_string(0, hidden, &tab.seal)?;
        page.set_column_hidden(hidden)?;
    }
    row += 1;
    if tab.columns.iter().any(|column| !column.head.is_empty()) {
        for (column, number) in tab.columns.iter().zip(0_u16..) {
            page.write_string_with_format(row, number, &column.head, &formats.head)?;
        }
        page.set_freeze_panes(row + 1, 0)?;
        row += 1;
    }
    let first = row;
    for line in &tab.rows {
        let mut cells = line.cells.iter();
        for column in 0..=last {
            let cell = cells.next().unwrap_or(&FormCell::Empty);
            write_cell(page, (row, column), cell, first, formats)?;
        }
        if !line.key.is_empty() {
            page.write_string(row, hidden, &line.key)?;
        }
        row += 1;
    }
    page.protect();
    page.set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.6, 0.6, 0.6, 0.7, 0.3, 0.3);
    Ok(())
}

fn write_cell(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &FormCell,
    first: u32,
    formats: &Formats,
) -> Result<(), SheetFault> {
    match cell {
        FormCell::Empty => page.write_blank(row, column, &formats.text)?,
        FormCell::Text(text) => page.write_string_with_format(row, column, text, &formats.text)?,
        FormCell::Heading(text) => {
            page.write_string_with_format(row, column, text, &formats.heading)?
        }
        FormCell::Number(value) => {
            let value = spreadsheet::decimal(*value, 2);
            page.write_number_with_format(row, column, value, &formats.number)?
        }
        FormCell::OpenText(text) if text.is_empty() => {
            page.write_blank(row, column, &formats.open_text)?
        }
        FormCell::OpenText(text) => {
            page.write_string_with_format(row, column, text, &formats.open_text)?
        }
        FormCell::OpenNumber {
            value,
            max,
            step,
            rule,
        } => {
            let taken = told(DataValidation::new(), rule)?.allow_custom(fits(
                &place(row, column),
                *max,
                *step,
            ));
            page.add_data_validation(row, column, row, column, &taken)?;
            match value {
                Some(value) => {
                    let value = spreadsheet::decimal(*value, 2);
                    page.write_number_with_format(row, column, value, &formats.open_number)?
                }
                None => page.write_blank(row, column, &formats.open_number)?,
            }
        }
        FormCell::OpenChoice {
            value,
            choices,
            rule,
        } => {
            let taken = told(DataValidation::new(), rule)?.allow_list_strings(choices)?;
            page.add_data_validation(row, column, row, column, &taken)?;
            page.write_string_with_format(row, column, value, &formats.open_text)?
        }
        FormCell::Sum { of, value } => {
            let formula = sum(column, first, of)?.set_result(plain(*value));
            page.write_formula_with_format(row, column, formula, &formats.number)?
        }
    };
    Ok(())
}

/// Says what a cell takes when it is entered, and again to what does not fit.
fn told(validation: DataValidation, rule: &str) -> Result<DataValidation, SheetFault> {
    let rule: String = rule.chars().take(MAX_RULE).collect();
    Ok(validation
        .set_input_message(&rule)?
        .set_error_message(&rule)?)
}

/// `B7`.
fn place(row: u32, column: u16) -> String {
    rust_xlsxwriter::utility::row_col_to_cell(row, column)
}

/// A number from nothing to `max`, all in hundredths, that is a multiple of `step`.
fn fits(cell: &str, max: i64, step: i64) -> Formula {
    let most = plain(max);
    Formula::new(format!(
        "=AND(ISNUMBER({cell}),{cell}>=0,{cell}<={most},\
         ABS({cell}*100-ROUND({cell}*100,0))<0.000001,MOD(ROUND({cell}*100,0),{step})=0)"
    ))
}

fn sum(column: u16, first: u32, of: &[(usize, i64)]) -> Result<Formula, SheetFault> {
    let mut terms = Vec::with_capacity(of.len());
    for (at, factor) in of {
        let at = u32::try_from(*at).map_err(|_| SheetFault::TooLong)?;
        let cell = place(first + at, column);
        terms.push(match factor {
            100 => cell,
            factor => format!("{cell}*{}", plain(*factor)),
        });
    }
    Ok(Formula::new(format!("=ROUND(SUM({}),2)", terms.join(","))))
}

/// Hundredths as a decimal number with a point.
fn plain(hundredths: i64) -> String {
    spreadsheet::decimal(hundredths, 2).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::workbook;

    fn tab() -> FormTab {
        let open = |value| FormCell::OpenNumber {
            value,
            max: 4_000,
            step: 50,
            rule: "Từ 0 đến 40, bước 0,5.".to_owned(),
        };
        let row = |key: &str, cell| FormRow {
            key: key.to_owned(),
            cells: vec![FormCell::Text("Tiêu chí".to_owned()), cell],
        };
        FormTab {
            name: "1. SK/01".to_owned(),
            titles: vec!["PHIẾU CHẤM".to_owned(), "Tên mẫu".to_owned()],
            columns: ["Tiêu chí", "Điểm"]
                .map(|head| Column {
                    head: head.to_owned(),
                    width: 20,
                })
                .to_vec(),
            rows: vec![
                row("one", open(Some(3_350))),
                row("other", open(None)),
                row(
                    "",
                    FormCell::Sum {
                        of: vec![(0, 100), (1, 200)],
                        value: 3_350,
                    },
                ),
                row("say", FormCell::OpenText("=1+1".to_owned())),
            ],
            seal: "SEAL".to_owned(),
        }
    }

    fn day() -> CivilDate {
        CivilDate {
            year: 2024,
            month: 4,
            day: 9,
        }
    }

    #[test]
    fn what_was_written_comes_back_with_its_keys_and_its_seal() {
        let bytes = write("Phiếu", &[tab()], day()).unwrap();
        let tabs = workbook::read(&bytes).unwrap();
        assert_eq!(tabs[0].name, "1. SK01");
        let at = |row, column| {
            let mut cells = tabs[0].cells.iter();
            cells.find(|cell| (cell.row, cell.column) == (row, column))
        };
        assert_eq!(at(1, 3).unwrap().text, "SEAL");
        assert_eq!(at(5, 3).unwrap().text, "one");
        assert_eq!(at(5, 2).unwrap().text, "33.5");
        assert_eq!(at(6, 2), None);
        let total = at(7, 2).unwrap();
        assert_eq!(
            (total.text.as_str(), total.formula),
            ("ROUND(SUM(B5,B6*2),2)", true)
        );
        let said = at(8, 2).unwrap();
        assert_eq!((said.text.as_str(), said.formula), ("=1+1", false));
    }

    #[test]
    fn only_what_is_asked_for_is_open_and_says_what_it_takes() {
        let bytes = write("Phiếu", &[tab()], day()).unwrap();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut page = String::new();
        let mut part = archive.by_name("xl/worksheets/sheet1.xml").unwrap();
        std::io::Read::read_to_string(&mut part, &mut page).unwrap();
        assert!(page.contains("<sheetProtection"), "{page}");
        assert!(page.contains("MOD(ROUND(B5*100,0),50)=0"), "{page}");
        assert!(page.contains("Từ 0 đến 40, bước 0,5."));
        assert!(page.contains(r#"min="3" max="3""#) && page.contains("hidden=\"1\""));
    }
}
