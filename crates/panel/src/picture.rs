//! Pictures of marks and of overlaps, each with the table that says the same.
//!
//! A drawing is made of attributes alone, without style sheet, script or outside reference, as those of
//! procedures are; a square may lead to a page of ours. What a mark means is told by its shape and place; colour repeats it. Members
//! stand by number unless the caller asks for names. All words come from the caller.

mod canvas;
mod members;
mod pairs;
mod progress;
mod scores;
#[cfg(test)]
mod tests;

pub use members::{MemberDots, member_dots};
pub use pairs::{PairMap, PairSquare, pair_map};
pub use progress::{Progress, progress};
pub use scores::{DotPlot, DotRow, dot_plot};

/// A drawing and its table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picture {
    /// The drawing as an SVG element.
    pub svg: String,
    /// Heads of the table's columns.
    pub head: Vec<String>,
    /// Rows of the table.
    pub rows: Vec<Vec<String>>,
}

impl Picture {
    /// The table as comma-separated values (RFC 4180), with a byte order mark, by which
    /// spreadsheets know that it is UTF-8.
    pub fn csv(&self) -> String {
        let mut out = String::from("\u{feff}");
        for row in std::iter::once(&self.head).chain(&self.rows) {
            for (index, cell) in row.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                out.push_str(&field(cell));
            }
            out.push_str("\r\n");
        }
        out
    }
}

/// A cell, in quotes where it must be. What a spreadsheet would take for a formula is kept from
/// being one by an apostrophe; numbers below zero stay numbers.
fn field(cell: &str) -> String {
    let digits = |rest: &str| {
        rest.chars()
            .all(|sign| sign.is_ascii_digit() || sign == ',')
    };
    let number = cell.strip_prefix('-').is_some_and(digits);
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !number;
    let cell = if formula {
        format!("'{cell}")
    } else {
        cell.to_owned()
    };
    if cell.contains([',', '"', '\n', '\r', ';']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

/// Tenths with a decimal comma: -12 is "-1,2".
fn tenths(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let (whole, part) = (number.abs() / 10, number.abs() % 10);
    if part == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole},{part}")
    }
}

/// A real number of points, to tenths.
#[expect(
    clippy::cast_possible_truncation,
    reason = "distances of points are far below the limits of the type, and the cast saturates"
)]
fn to_tenths(points: f64) -> i64 {
    (points * 10.0).round() as i64
}
