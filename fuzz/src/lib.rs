//! What fuzz targets share: packages made of their parts.
//!
//! A changed byte in a packed part is found by its checksum before it is read. So a target takes its
//! bytes either as a package or, what reaches deeper, as the text of one part of an honest package.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// What the first byte asks for: the rest as it is, or put in place of the part called `part` of
/// `package`.
pub fn package(data: &[u8], package: &[u8], part: &str) -> Option<Vec<u8>> {
    let (first, rest) = data.split_first()?;
    if first % 4 == 0 {
        return Some(rest.to_vec());
    }
    replaced(package, part, rest)
}

/// A package with one part in the place of another.
pub fn replaced(package: &[u8], part: &str, content: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(package)).ok()?;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for index in 0..archive.len() {
        let name = archive.by_index(index).ok()?.name().ok()?.to_string();
        zip.start_file(name.as_str(), stored).ok()?;
        if name == part {
            zip.write_all(content).ok()?;
        } else {
            zip.write_all(&read(package, &name)?).ok()?;
        }
    }
    Some(zip.finish().ok()?.into_inner())
}

/// A part of a package.
pub fn read(package: &[u8], part: &str) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(package)).ok()?;
    let mut content = Vec::new();
    let mut entry = archive.by_name(part).ok()?;
    entry.read_to_end(&mut content).ok()?;
    Some(content)
}

/// Honest papers of every kind, and a list, made by the program.
pub mod made {
    use std::sync::OnceLock;

    use sangkien_documents::official::{Kind, Paper};
    use sangkien_documents::spreadsheet::{Cell, Column, Sheet, write};
    use sangkien_documents::{CivilDate, Fonts};

    fn fonts() -> &'static Fonts {
        static FONTS: OnceLock<Fonts> = OnceLock::new();
        FONTS.get_or_init(|| Fonts::embedded().expect("the fonts of the program"))
    }

    fn paper(kind: Kind) -> Paper {
        let data = serde_json::from_str(kind.sample()).expect("the sample of a kind");
        kind.fill(&data).expect("a sample fills its kind")
    }

    /// A kind as a Word document.
    pub fn docx(kind: Kind) -> Vec<u8> {
        paper(kind).docx(fonts()).expect("a Word document")
    }

    /// A kind as PDF.
    pub fn pdf(kind: Kind) -> Vec<u8> {
        paper(kind).pdf(fonts()).expect("a PDF")
    }

    /// A decision whose words are places of a form.
    pub fn form() -> &'static [u8] {
        static FORM: OnceLock<Vec<u8>> = OnceLock::new();
        FORM.get_or_init(|| {
            let mut data: serde_json::Value =
                serde_json::from_str(Kind::Decision.sample()).expect("the sample of a decision");
            data["subject"] = "{{Trích yếu}}".into();
            data["initiatives"] = serde_json::json!([{
                "code": "{{Mã}}", "title": "{{Tên}}", "authors": ["{{Tác giả}}"], "unit": "{{Đơn vị}}",
            }]);
            let paper = Kind::Decision.fill(&data).expect("a form");
            paper.docx(fonts()).expect("a Word document")
        })
    }

    /// A list with cells of every kind.
    pub fn xlsx() -> &'static [u8] {
        static LIST: OnceLock<Vec<u8>> = OnceLock::new();
        LIST.get_or_init(|| {
            let date = CivilDate {
                year: 2024,
                month: 4,
                day: 25,
            };
            let column = |head: &str| Column {
                head: head.to_owned(),
                width: 20,
            };
            let sheet = Sheet {
                name: "Danh sách".into(),
                titles: vec!["Danh sách mẫu".into()],
                columns: ["Tên", "Số", "Điểm", "Tỷ lệ", "Ngày"].map(column).to_vec(),
                rows: vec![vec![
                    Cell::Text("Sáng kiến mẫu 01".into()),
                    Cell::Integer(12),
                    Cell::Decimal(8_550),
                    Cell::Percent(6_000),
                    Cell::Date(date),
                ]],
                drawn_up: date,
            };
            write(&sheet).expect("a list")
        })
    }
}
