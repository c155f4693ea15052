//! Files that were damaged on purpose, thousands of ways: whatever reads strangers' files answers, and
//! never ends the program. `SANGKIEN_TEST_DAMAGES=100000` goes on for hours.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::io::{Cursor, Write as _};

use sangkien_documents::official::Kind;
use sangkien_documents::official::own::places;
use sangkien_documents::reading::{read, table, workbook};
use sangkien_documents::sniff::MediaType;
use sangkien_documents::spreadsheet::{self, Cell, Column, Sheet};
use sangkien_documents::{CivilDate, Fonts, picture};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// How often each sample is damaged.
fn times() -> u32 {
    let asked = std::env::var("SANGKIEN_TEST_DAMAGES").ok();
    asked.and_then(|asked| asked.parse().ok()).unwrap_or(150)
}

/// A row of numbers that is the same in every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below.max(1)
    }
}

/// A sample with some bytes changed, a piece cut out, or a piece doubled.
fn damaged(sample: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut out = sample.to_vec();
    match numbers.next(4) {
        0 => {
            for _ in 0..=numbers.next(8) {
                let at = numbers.next(out.len());
                if let Some(byte) = out.get_mut(at) {
                    *byte = u8::try_from(numbers.next(256)).unwrap();
                }
            }
        }
        1 => out.truncate(numbers.next(sample.len())),
        2 => {
            let from = numbers.next(sample.len());
            let to = from + numbers.next(sample.len() - from);
            out.drain(from..to);
        }
        _ => {
            let from = numbers.next(sample.len());
            let to = from + numbers.next((sample.len() - from).min(400));
            let piece = sample.get(from..to).unwrap().to_vec();
            let at = numbers.next(sample.len());
            out.splice(at..at, piece);
        }
    }
    out
}

/// What lies within a package is damaged too, behind checksums that fit.
fn repacked(name: &str, content: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(name, SimpleFileOptions::default()).unwrap();
    zip.write_all(content).unwrap();
    zip.finish().unwrap().into_inner()
}

fn each(sample: &[u8], seed: u64, reader: impl Fn(&[u8])) {
    let mut numbers = Numbers(seed);
    reader(sample);
    for _ in 0..times() {
        reader(&damaged(sample, &mut numbers));
    }
}

fn paper() -> sangkien_documents::official::Paper {
    let data = serde_json::from_str(Kind::Decision.sample()).unwrap();
    Kind::Decision.fill(&data).unwrap()
}

fn list() -> Vec<u8> {
    let drawn_up = CivilDate {
        year: 2024,
        month: 4,
        day: 9,
    };
    spreadsheet::write(&Sheet {
        name: "Danh sách".into(),
        titles: vec!["DANH SÁCH MẪU".into()],
        columns: vec![Column {
            head: "Họ và tên".into(),
            width: 30,
        }],
        rows: vec![vec![Cell::Text("Tác giả mẫu 01".into())]],
        drawn_up,
    })
    .unwrap()
}

const BODY: &str = "<w:document xmlns:w=\"w\"><w:body><w:p><w:pPr><w:pStyle w:val=\"A1\"/></w:pPr>\
    <w:r><w:t>Tên: {{ ten }}</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>{{ tac_gia.ten }}</w:t></w:r>\
    </w:p></w:tc></w:tr></w:tbl></w:body></w:document>";

#[test]
fn a_damaged_word_file_is_answered() {
    let docx = paper().docx(&Fonts::embedded().unwrap()).unwrap();
    each(&docx, 1, |file| {
        let _answered = read(MediaType::Docx, file);
        let _answered = places(file);
    });
}

#[test]
fn damaged_placeholders_within_a_sound_package_are_answered() {
    each(BODY.as_bytes(), 2, |body| {
        let file = repacked("word/document.xml", body);
        let _answered = read(MediaType::Docx, &file);
        let _answered = places(&file);
    });
}

#[test]
fn a_damaged_workbook_is_answered() {
    each(&list(), 3, |file| {
        let _answered = read(MediaType::Xlsx, file);
        let _answered = workbook::read(file);
    });
}

#[test]
fn a_damaged_csv_file_is_answered() {
    let csv =
        "Họ và tên;\"Đơn vị; nơi làm việc\";Điểm\r\nTác giả mẫu 01;\"Phòng \"\"mẫu\"\"\";9,5\r\n";
    each(csv.as_bytes(), 4, |file| {
        let _answered = table::separated(file);
    });
}

#[test]
fn a_damaged_pdf_is_answered() {
    let pdf = paper().pdf(&Fonts::embedded().unwrap()).unwrap();
    each(&pdf, 5, |file| {
        let _answered = read(MediaType::Pdf, file);
    });
}

#[test]
fn a_damaged_picture_is_answered() {
    each(&[0x89, b'P', b'N', b'G'].repeat(40), 6, |file| {
        let _answered = picture::bare(MediaType::Png, file);
        let _answered = picture::bare(MediaType::Jpeg, file);
    });
}
