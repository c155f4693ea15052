//! Workbooks that come back filled in: every sheet with its cells, and which of them are formulas.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Reader as _, Xlsx, open_workbook_from_rs};

use super::ReadFault;
use super::sheet::{refuse_odd_parts, shown};

/// The most cells that are read.
const MOST_CELLS: usize = 200_000;

/// A sheet of a workbook.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tab {
    /// The name on its tab.
    pub name: String,
    /// Cells that hold something, row by row.
    pub cells: Vec<TabCell>,
}

/// A cell that holds something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TabCell {
    /// Its row, from 1.
    pub row: u32,
    /// Its column, from 1.
    pub column: u32,
    /// What it shows; a number has a decimal point.
    pub text: String,
    /// Whether it is worked out by a formula.
    pub formula: bool,
}

/// Reads the sheets of an XLSX file in their order.
pub fn read(bytes: &[u8]) -> Result<Vec<Tab>, ReadFault> {
    refuse_odd_parts(bytes)?;
    let mut workbook: Xlsx<_> =
        open_workbook_from_rs(Cursor::new(bytes)).map_err(|_| ReadFault::Damaged)?;
    let mut left = MOST_CELLS;
    let mut tabs = Vec::new();
    for name in workbook.sheet_names() {
        let values = workbook
            .worksheet_range(&name)
            .map_err(|_| ReadFault::Damaged)?;
        let formulas = workbook
            .worksheet_formula(&name)
            .map_err(|_| ReadFault::Damaged)?;
        let mut cells = BTreeMap::new();
        let from = values.start().unwrap_or_default();
        for (row, column, value) in values.used_cells() {
            put(&mut cells, from, (row, column), (shown(value), false));
        }
        let from = formulas.start().unwrap_or_default();
        for (row, column, formula) in formulas.used_cells() {
            if !formula.is_empty() {
                put(&mut cells, from, (row, column), (formula.clone(), true));
            }
        }
        left = left.checked_sub(cells.len()).ok_or(ReadFault::TooLarge)?;
        let cells = cells.into_values().collect();
        tabs.push(Tab { name, cells });
    }
    Ok(tabs)
}

/// Puts a cell where it stands; a formula takes the place of its value.
fn put(
    cells: &mut BTreeMap<(u32, u32), TabCell>,
    (top, edge): (u32, u32),
    (row, column): (usize, usize),
    (text, formula): (String, bool),
) {
    let place = |start: u32, at: usize| {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        start.saturating_add(at).saturating_add(1)
    };
    let (row, column) = (place(top, row), place(edge, column));
    let cell = TabCell {
        row,
        column,
        text,
        formula,
    };
    cells.insert((row, column), cell);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_words_and_formulas_are_told_apart_with_their_places() {
        let mut book = rust_xlsxwriter::Workbook::new();
        book.add_worksheet().set_name("Trống").unwrap();
        let page = book.add_worksheet();
        page.set_name("Phiếu").unwrap();
        page.write_number(2, 1, 33.5).unwrap();
        page.write_string(2, 2, "=không phải công thức").unwrap();
        page.write_formula(4, 3, "=B3*2").unwrap();
        let tabs = read(&book.save_to_buffer().unwrap()).unwrap();
        assert_eq!(tabs[0].cells, []);
        assert_eq!(tabs[1].name, "Phiếu");
        let told: Vec<(u32, u32, &str, bool)> = tabs[1]
            .cells
            .iter()
            .map(|cell| (cell.row, cell.column, cell.text.as_str(), cell.formula))
            .collect();
        assert_eq!(
            told,
            [
                (3, 2, "33.5", false),
                (3, 3, "=không phải công thức", false),
                (5, 4, "B3*2", true)
            ]
        );
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_a_workbook_fail_otherwise_than_by_a_word(bytes: Vec<u8>) {
            let _ = read(&bytes);
        }
    }
}
