//! Tables that are taken in row by row: text with separators, in whatever encoding, and the first
//! sheet of a workbook, where what a merged cell says counts for each of its rows.

use std::io::Cursor;

use calamine::{Reader as _, Xlsx, open_workbook_from_rs};
use sangkien_text::legacy;

use super::gather::Gather;
use super::{PartKind, ReadFault, Reading, sheet};
use crate::sniff::MediaType;

/// The most cells that are read.
const MOST_CELLS: usize = 200_000;
/// Cells may be separated by these.
const SEPARATORS: [u8; 4] = [b';', b',', b'\t', b'|'];
/// Lines that are looked at to find out by which.
const LINES: usize = 20;

/// Text with separators.
pub fn separated(bytes: &[u8]) -> Result<Reading, ReadFault> {
    // Rows are counted by their line ends, whichever program wrote them.
    let text = legacy::decode(&legacy::from_bytes(bytes)).text;
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&text))
        .from_reader(text.as_bytes());
    let mut gather = Gather::default();
    let mut left = MOST_CELLS;
    let mut row = 0;
    for record in reader.records() {
        let record = record.map_err(|_| ReadFault::Damaged)?;
        row = record
            .position()
            .and_then(|position| u32::try_from(position.line()).ok())
            .unwrap_or(row + 1);
        for (column, cell) in (1..).zip(&record) {
            left = left.checked_sub(1).ok_or(ReadFault::TooLarge)?;
            put(&mut gather, row, column, cell);
        }
    }
    Ok(gather.done(None))
}

fn put(gather: &mut Gather, row: u32, column: u32, cell: &str) {
    gather.begin(PartKind::Cell {
        table: 1,
        row,
        column,
    });
    gather.text(cell.trim(), None);
    gather.end();
}

/// The separator that most lines have, equally often.
fn separator(text: &str) -> u8 {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(LINES)
        .collect();
    let weight = |separator: u8| {
        let counts: Vec<usize> = lines
            .iter()
            .map(|line| line.bytes().filter(|byte| *byte == separator).count())
            .collect();
        let most = counts.iter().copied().max().unwrap_or(0);
        let alike = counts.iter().filter(|count| **count == most).count();
        if most == 0 { 0 } else { alike * 100 + most }
    };
    SEPARATORS
        .into_iter()
        .max_by_key(|separator| weight(*separator))
        .unwrap_or(b',')
}

/// The first sheet of a workbook.
pub fn sheet(kind: MediaType, bytes: &[u8]) -> Result<Reading, ReadFault> {
    let mut reading = sheet::read(bytes)?;
    reading
        .parts
        .retain(|part| matches!(part.kind, PartKind::Cell { table: 1, .. }));
    if kind == MediaType::Xlsx {
        fill(&mut reading, bytes)?;
    }
    Ok(reading)
}

/// Repeats what a merged cell says in the rows that it covers.
fn fill(reading: &mut Reading, bytes: &[u8]) -> Result<(), ReadFault> {
    let mut workbook: Xlsx<_> =
        open_workbook_from_rs(Cursor::new(bytes)).map_err(|_| ReadFault::Damaged)?;
    let Some(name) = workbook.sheet_names().into_iter().next() else {
        return Ok(());
    };
    let merged = workbook
        .merge_cells_by_sheet_name(&name)
        .map_err(|_| ReadFault::Damaged)?;
    let mut repeated = Vec::new();
    let mut left = MOST_CELLS;
    for region in merged {
        let ((top, edge), (bottom, _)) = (region.start, region.end);
        let said = reading.parts.iter().find(|part| {
            let PartKind::Cell { row, column, .. } = part.kind else {
                return false;
            };
            row == top + 1 && column == edge + 1
        });
        let Some(said) = said else { continue };
        for row in top + 2..=bottom.saturating_add(1) {
            left = left.checked_sub(1).ok_or(ReadFault::TooLarge)?;
            let mut again = said.clone();
            again.kind = PartKind::Cell {
                table: 1,
                row,
                column: edge + 1,
            };
            repeated.push(again);
        }
    }
    reading.parts.extend(repeated);
    reading.parts.sort_by_key(|part| match part.kind {
        PartKind::Cell { row, column, .. } => (row, column),
        _ => (0, 0),
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use sangkien_text::legacy::{Encoding, encode};

    use super::*;

    fn cells(reading: &Reading) -> Vec<(u32, u32, &str)> {
        let parts = reading.parts.iter();
        parts
            .map(|part| match part.kind {
                PartKind::Cell { row, column, .. } => (row, column, part.text.as_str()),
                _ => panic!("{part:?}"),
            })
            .collect()
    }

    // Capitals without marks only: TCVN3 draws the others with a font of capitals.
    const HEAD: &str = "Họ và tên;Nơi làm việc;Ghi chú";
    const ROW: &str = "Người mẫu được thưởng;Phòng Nội vụ huyện mẫu;\"Có dấu ; ở giữa\"";

    #[test]
    fn a_table_is_the_same_in_every_encoding() {
        let text = format!("{HEAD}\r\n{ROW}\r\n");
        let utf16: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let written: String = text
            .chars()
            .map(|letter| match letter {
                'A'..='Z' => letter.to_string(),
                _ => encode(&letter.to_string(), Encoding::Tcvn3),
            })
            .collect();
        let old: Vec<u8> = written
            .chars()
            .map(|letter| u8::try_from(u32::from(letter)).unwrap())
            .collect();
        let wanted = separated(text.as_bytes()).unwrap();
        assert_eq!(
            cells(&wanted)[3..5],
            [
                (2, 1, "Người mẫu được thưởng"),
                (2, 2, "Phòng Nội vụ huyện mẫu")
            ]
        );
        assert_eq!(cells(&wanted)[5], (2, 3, "Có dấu ; ở giữa"));
        let marked = [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat();
        for bytes in [marked, utf16, old] {
            let told = separated(&bytes).unwrap();
            assert_eq!(cells(&told), cells(&wanted));
        }
    }

    #[test]
    fn the_separator_is_found_out() {
        for (line, separator) in [
            ("Tên;Đơn vị, tổ;Số\nA;B, C;1", b';'),
            ("Tên,Đơn vị\n\"A;B\",C", b','),
            ("Tên\tĐơn vị\nA, B\tC", b'\t'),
            ("Tên|Đơn vị\nA|C", b'|'),
        ] {
            assert_eq!(self::separator(line), separator, "{line}");
        }
    }

    #[test]
    fn what_a_merged_cell_says_counts_for_each_row() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let page = book.add_worksheet();
        let plain = rust_xlsxwriter::Format::new();
        page.merge_range(1, 0, 3, 0, "Phòng Nội vụ", &plain)
            .unwrap();
        for row in 1..4 {
            page.write_string(row, 1, format!("Người {row}")).unwrap();
        }
        let bytes = book.save_to_buffer().unwrap();
        let reading = sheet(MediaType::Xlsx, &bytes).unwrap();
        assert_eq!(
            cells(&reading),
            [
                (2, 1, "Phòng Nội vụ"),
                (2, 2, "Người 1"),
                (3, 1, "Phòng Nội vụ"),
                (3, 2, "Người 2"),
                (4, 1, "Phòng Nội vụ"),
                (4, 2, "Người 3")
            ]
        );
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_a_table_fail_otherwise_than_by_a_word(bytes: Vec<u8>) {
            let _ = separated(&bytes);
            let _ = sheet(MediaType::Xlsx, &bytes);
        }
    }
}
