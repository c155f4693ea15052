//! Workbooks: a part for each cell that holds something.

use std::io::Cursor;

use calamine::{Data, Reader as _, open_workbook_auto_from_rs};

use super::gather::Gather;
use super::unpack::Package;
use super::{PartKind, ReadFault, Reading};

/// The most cells that are read; more are no list that a person looks at.
const MOST_CELLS: usize = 2_000_000;

/// Reads the sheets in their order.
pub(super) fn read(bytes: &[u8]) -> Result<Reading, ReadFault> {
    if bytes.starts_with(b"PK") {
        refuse_odd_parts(bytes)?;
    }
    let mut workbook =
        open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| ReadFault::Damaged)?;
    let mut gather = Gather::default();
    let mut left = MOST_CELLS;
    let (mut table, mut pages) = (0, 0);
    for name in workbook.sheet_names() {
        pages += 1;
        table += 1;
        let range = workbook
            .worksheet_range(&name)
            .map_err(|_| ReadFault::Damaged)?;
        let (top, edge) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            left = left.checked_sub(1).ok_or(ReadFault::TooLarge)?;
            let place =
                |start: u32, at: usize| start + u32::try_from(at).unwrap_or(u32::MAX - start) + 1;
            gather.page = Some(pages);
            gather.begin(PartKind::Cell {
                table,
                row: place(top, row),
                column: place(edge, column),
            });
            gather.text(&shown(value), None);
            gather.end();
        }
    }
    Ok(gather.done(Some(pages)))
}

/// Letters and figures of the name of the last cell of a sheet, XFD1048576.
const LONGEST_NAME: (usize, usize) = (3, 7);

/// Whether a cell has a longer name than any that a sheet has: the library would count past what its
/// numbers hold and put the cell somewhere else.
fn has_cell_outside(part: &str) -> bool {
    part.match_indices('=').any(|(at, _)| {
        let Some((before, after)) = part.split_at_checked(at) else {
            return false;
        };
        let before = before.trim_end();
        let name = before.rsplit(char::is_whitespace).next();
        let in_tag = before.rfind(['<', '>']);
        let in_tag = in_tag.is_some_and(|at| before.as_bytes().get(at) == Some(&b'<'));
        if !in_tag || !matches!(name, Some("r" | "ref")) {
            return false;
        }
        let value = after.trim_start_matches('=').trim_start();
        let mut value = value.splitn(3, ['"', '\'']).skip(1);
        let cells = value.next().unwrap_or_default();
        cells.split(':').any(|cell| {
            let letters = cell.chars().filter(char::is_ascii_alphabetic).count();
            let figures = cell.chars().filter(char::is_ascii_digit).count();
            letters > LONGEST_NAME.0 || figures > LONGEST_NAME.1
        })
    })
}

/// The parts are read by a library that passes over what attacks put into them; here it is named.
pub(super) fn refuse_odd_parts(bytes: &[u8]) -> Result<(), ReadFault> {
    let mut package = Package::open(bytes)?;
    for name in package.names() {
        let is_part = name
            .strip_prefix("xl/")
            .is_some_and(|name| name.strip_suffix(".xml").is_some());
        if !is_part {
            continue;
        }
        let part = package.part(&name)?.unwrap_or_default();
        if part.contains("<!DOCTYPE") || part.contains("<!ENTITY") {
            return Err(ReadFault::Entities);
        }
        if part.contains("<ddeLink") {
            return Err(ReadFault::Active);
        }
        if name.starts_with("xl/worksheets/") && has_cell_outside(&part) {
            return Err(ReadFault::Damaged);
        }
    }
    Ok(())
}

/// A value as a person reads it.
pub(super) fn shown(value: &Data) -> String {
    match value {
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{day:02}/{month:02}/{year}")
        }
        Data::Error(_) => String::new(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_outside_every_sheet_is_told_by_its_name() {
        for (part, outside) in [
            (
                "<c r=\"XFD1048576\"/><mergeCell ref='A1:XFD1048576'/>",
                false,
            ),
            ("<row r=\"1048576\">", false),
            ("<c r=\"A99999999999\"/>", true),
            ("<c s=\"1\" r = 'ABCDEFGH1'/>", true),
            ("<dimension ref=\"A1:A4294967297\"/>", true),
            ("<f>LET(r=\"ABCDEFGH\",r)</f><c r=\"A1\"/>", false),
        ] {
            assert_eq!(has_cell_outside(part), outside, "{part}");
        }
    }
}
