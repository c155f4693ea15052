//! Rows that a form carries from the page that judged them to the act that takes them.

/// Separates the cells of a row; no cell has one.
const CELL: char = '\u{1f}';
/// Separates rows.
const ROW: char = '\u{1e}';

/// Rows as one value of a form.
pub(crate) fn pack(rows: &[Vec<String>]) -> String {
    let rows: Vec<String> = rows
        .iter()
        .map(|row| {
            let cells: Vec<String> = row
                .iter()
                .map(|cell| cell.replace([CELL, ROW], " "))
                .collect();
            cells.join(&CELL.to_string())
        })
        .collect();
    rows.join(&ROW.to_string())
}

/// The rows of such a value, each with its cells; missing cells are empty.
pub(crate) fn unpack<const CELLS: usize>(text: &str) -> Vec<[String; CELLS]> {
    text.split(ROW)
        .filter(|row| !row.is_empty())
        .map(|row| {
            let mut cells = row.split(CELL).map(str::to_owned);
            std::array::from_fn(|_| cells.next().unwrap_or_default())
        })
        .collect()
}
