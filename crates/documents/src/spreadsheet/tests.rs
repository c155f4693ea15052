use super::{Cell, Column, MAX_CELL, Sheet, SheetFault, write};
use crate::CivilDate;
use calamine::{Data, Range, Reader, Xlsx};
use std::io::{Cursor, Read};

const DAY: CivilDate = CivilDate {
    year: 2024,
    month: 4,
    day: 9,
};

fn sheet(rows: Vec<Vec<Cell>>) -> Sheet {
    let column = |head: &str, width| Column {
        head: head.to_owned(),
        width,
    };
    Sheet {
        name: "Năm 2024".to_owned(),
        titles: vec!["DANH SÁCH SÁNG KIẾN".to_owned(), "Năm 2024".to_owned()],
        columns: vec![
            column("TT", 6),
            column("Tên sáng kiến", 40),
            column("Tỷ lệ", 12),
        ],
        rows,
        drawn_up: DAY,
    }
}

fn read(bytes: &[u8]) -> Range<Data> {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    book.worksheet_range_at(0)
        .expect("a sheet")
        .expect("readable")
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    let mut file = archive.by_name(name).expect("a part");
    file.read_to_string(&mut text).expect("text");
    text
}

#[test]
fn every_kind_of_value_is_read_back() {
    let bytes = write(&sheet(vec![
        vec![
            Cell::Integer(1),
            Cell::Text("Sổ tay số".to_owned()),
            Cell::Percent(3_333),
        ],
        vec![Cell::Decimal(1_205), Cell::Empty],
        vec![Cell::Integer(-7), Cell::Date(DAY), Cell::Percent(10_000)],
    ]))
    .expect("a spreadsheet");
    let range = read(&bytes);
    assert_eq!(
        range.get((0, 0)),
        Some(&Data::String("DANH SÁCH SÁNG KIẾN".to_owned()))
    );
    assert_eq!(
        range.get((3, 1)),
        Some(&Data::String("Tên sáng kiến".to_owned()))
    );
    assert_eq!(range.get((4, 0)), Some(&Data::Float(1.0)));
    assert_eq!(range.get((4, 2)), Some(&Data::Float(0.3333)));
    assert_eq!(range.get((5, 0)), Some(&Data::Float(12.05)));
    let Some(Data::DateTime(date)) = range.get((6, 1)) else {
        panic!("a date");
    };
    assert_eq!(date.to_ymd_hms_milli(), (2024, 4, 9, 0, 0, 0, 0));
}

#[test]
fn text_is_never_a_formula() {
    let risky = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "=HYPERLINK(\"http://x\")",
    ];
    let rows = risky.map(|text| vec![Cell::Empty, Cell::Text(text.to_owned())]);
    let bytes = write(&sheet(rows.to_vec())).expect("a spreadsheet");
    let range = read(&bytes);
    for (row, text) in (4..).zip(risky) {
        // Lines end with a line feed alone.
        let kept = text.replace('\r', "\n");
        assert_eq!(range.get((row, 1)), Some(&Data::String(kept)));
    }
    let page = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(!page.contains("<f>") && !page.contains("<f "), "{page}");
}

#[test]
fn the_head_stays_in_view_and_rows_can_be_filtered_and_printed() {
    let bytes = write(&sheet(vec![vec![Cell::Integer(1)]])).expect("a spreadsheet");
    let page = part(&bytes, "xl/worksheets/sheet1.xml");
    for mark in [
        "state=\"frozen\"",
        "<autoFilter ref=\"A4:C5\"",
        "orientation=\"landscape\"",
        "paperSize=\"9\"",
        "fitToHeight=\"0\"",
    ] {
        assert!(page.contains(mark), "{mark} in {page}");
    }
}

#[test]
fn a_list_without_rows_or_titles_is_still_a_list() {
    let bytes = write(&Sheet {
        titles: vec![],
        ..sheet(vec![])
    })
    .expect("a spreadsheet");
    assert_eq!(
        read(&bytes).get((0, 0)),
        Some(&Data::String("TT".to_owned()))
    );
    let none = Sheet {
        columns: vec![],
        ..sheet(vec![])
    };
    assert_eq!(write(&none), Err(SheetFault::NoColumns));
}

#[test]
fn odd_names_texts_and_dates_are_handled() {
    let long = "ế".repeat(MAX_CELL + 5);
    let odd = Sheet {
        name: "Báo cáo [2024]: tổng/hợp của tất cả các đơn vị trực thuộc".to_owned(),
        ..sheet(vec![vec![
            Cell::Text(long),
            Cell::Text("\u{0}\u{b}ﬁ".to_owned()),
        ]])
    };
    let bytes = write(&odd).expect("a spreadsheet");
    let Some(Data::String(text)) = read(&bytes).get((4, 0)).cloned() else {
        panic!("a text");
    };
    assert_eq!(text.chars().count(), MAX_CELL);
    let impossible = CivilDate {
        month: 2,
        day: 30,
        ..DAY
    };
    assert_eq!(
        write(&sheet(vec![vec![], vec![Cell::Date(impossible)]])),
        Err(SheetFault::Date { row: 2 })
    );
}

#[test]
fn the_same_list_gives_the_same_bytes() {
    let list = sheet(vec![vec![Cell::Integer(1)]]);
    assert_eq!(write(&list), write(&list));
}
