use std::io::{Cursor, Write as _};

use proptest::prelude::*;
use sangkien_text::legacy::{Encoding, encode};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{PartKind, ReadFault, Reading, read};
use crate::CivilDate;
use crate::fonts::Fonts;
use crate::official::Kind;
use crate::sniff::MediaType;
use crate::spreadsheet::{self, Cell, Column, Sheet};

fn package(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn word(body: &str) -> Vec<u8> {
    let body =
        format!("<w:document xmlns:w=\"w\" xmlns:mc=\"mc\"><w:body>{body}</w:body></w:document>");
    let styles = "<w:styles><w:docDefaults><w:rFonts w:ascii=\".VnTime\"/></w:docDefaults>\
        <w:style w:styleId=\"A1\"><w:name w:val=\"heading 2\"/><w:rPr><w:rFonts w:ascii=\"Arial\"/></w:rPr></w:style>\
        <w:style w:styleId=\"A2\"><w:basedOn w:val=\"A1\"/></w:style></w:styles>";
    package(&[("word/document.xml", &body), ("word/styles.xml", styles)])
}

fn texts(reading: &Reading) -> Vec<&str> {
    reading
        .parts
        .iter()
        .map(|part| part.text.as_str())
        .collect()
}

fn sample(kind: Kind) -> crate::official::Paper {
    kind.fill(&serde_json::from_str(kind.sample()).unwrap())
        .unwrap()
}

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn our_own_documents_are_read_back_from_word_and_pdf_alike() {
    let fonts = Fonts::embedded().unwrap();
    for kind in [
        Kind::Decision,
        Kind::ReplicationLetter,
        Kind::Refusal,
        Kind::Certificate,
    ] {
        let paper = sample(kind);
        let docx = read(MediaType::Docx, &paper.docx(&fonts).unwrap()).unwrap();
        let pdf = read(MediaType::Pdf, &paper.pdf(&fonts).unwrap()).unwrap();
        let joined = |reading: &Reading| bare(&texts(reading).concat());
        let mut pdf_text = joined(&pdf);
        if pdf.pages == Some(2) {
            // The number of the second page.
            let at = pdf.parts.iter().find(|part| part.page == Some(2)).unwrap();
            assert_eq!(at.text, "2");
            pdf_text = pdf_text.replacen("2DANHSÁCH", "DANHSÁCH", 1);
        }
        assert_eq!(pdf_text, joined(&docx), "{}", kind.code());
    }
}

#[test]
fn words_of_a_pdf_stay_apart_and_lines_become_paragraphs() {
    let pdf = sample(Kind::Decision)
        .pdf(&Fonts::embedded().unwrap())
        .unwrap();
    let reading = read(MediaType::Pdf, &pdf).unwrap();
    let article = reading
        .parts
        .iter()
        .find(|part| part.text.starts_with("Điều 4."))
        .unwrap();
    assert_eq!(
        article.text,
        "Điều 4. Văn phòng Ủy ban nhân dân, các bộ phận có liên quan và các cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./."
    );
    assert_eq!((article.page, reading.pages), (Some(1), Some(2)));
    let [left, top, right, bottom] = article.frame.unwrap();
    assert!(
        (85.0..=114.0).contains(&left) && right < 548.0 && top < bottom,
        "{article:?}"
    );
}

#[test]
fn headings_tables_pages_and_cells_are_told_apart() {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"A2\"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii=\"Arial\"/></w:rPr><w:t>Hiệu quả</w:t></w:r></w:p>\
         <w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>\
         <w:p><w:r><w:br w:type=\"page\"/><w:t>Trang sau &amp; hết</w:t></w:r></w:p>",
        cell("a"),
        cell("b"),
        cell("c"),
        cell("d")
    );
    let reading = read(MediaType::Docx, &word(&body)).unwrap();
    assert_eq!(
        texts(&reading),
        ["Hiệu quả", "a", "b", "c", "d", "Trang sau & hết"]
    );
    assert_eq!(reading.parts[0].kind, PartKind::Heading(2));
    assert_eq!(
        reading.parts[4].kind,
        PartKind::Cell {
            table: 1,
            row: 2,
            column: 2
        }
    );
    assert_eq!(reading.pages, Some(2));
}

#[test]
fn fonts_older_than_unicode_are_converted_run_by_run() {
    let old = encode("cộng hòa xã hội", Encoding::Tcvn3);
    let vni = encode("độc lập tự do", Encoding::Vni);
    let run = |font: &str, text: &str| {
        format!(
            "<w:r><w:rPr><w:rFonts w:ascii=\"{font}\"/></w:rPr><w:t xml:space=\"preserve\">{text} </w:t></w:r>"
        )
    };
    let body = format!(
        "<w:p><w:r><w:t xml:space=\"preserve\">{old} </w:t></w:r>{}{}{}</w:p>",
        run("VNI-Times", &vni),
        run(".VnTimeH", &old),
        run("Times New Roman", "hạnh phúc"),
    );
    let reading = read(MediaType::Docx, &word(&body)).unwrap();
    assert_eq!(
        texts(&reading),
        ["cộng hòa xã hội độc lập tự do CỘNG HÒA XÃ HỘI hạnh phúc"]
    );
    assert_eq!(reading.parts[0].converted.len(), 3);
}

#[test]
fn text_said_twice_for_older_programs_or_deleted_is_read_once_or_not_at_all() {
    let body = "<w:p><w:r><w:t>Một</w:t></w:r><w:del><w:r><w:t>bỏ</w:t></w:r></w:del>\
        <w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>Hai</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
        <mc:Fallback><w:p><w:r><w:t>Hai</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>";
    let reading = read(MediaType::Docx, &word(body)).unwrap();
    assert_eq!(texts(&reading), ["Hai", "Một"]);
}

#[test]
fn open_document_texts_are_read_with_their_fonts() {
    let old = encode("kính gửi", Encoding::Tcvn3);
    let content = format!(
        "<o:document xmlns:o=\"o\" xmlns:t=\"t\" xmlns:s=\"s\" xmlns:b=\"b\"><o:automatic-styles><s:style s:name=\"P1\"><s:text-properties s:font-name=\".VnTime\"/></s:style></o:automatic-styles>\
         <o:body><t:h t:outline-level=\"3\">Mở đầu</t:h><t:p t:style-name=\"P1\">{old}<t:s t:c=\"2\"/>ai</t:p>\
         <b:table><b:table-row><b:table-cell><t:p>ô</t:p></b:table-cell></b:table-row></b:table></o:body></o:document>"
    );
    let reading = read(MediaType::Odt, &package(&[("content.xml", &content)])).unwrap();
    assert_eq!(texts(&reading), ["Mở đầu", "kính gửi  ai", "ô"]);
    assert_eq!(reading.parts[0].kind, PartKind::Heading(3));
}

#[test]
fn slides_are_pages_and_their_titles_headings() {
    let slide = |title: &str| {
        format!(
            "<p:sld xmlns:p=\"p\" xmlns:a=\"a\"><p:sp><p:nvPr><p:ph type=\"title\"/></p:nvPr><a:p><a:r><a:t>{title}</a:t></a:r></a:p></p:sp>\
                 <p:sp><a:p><a:r><a:t>nội dung</a:t></a:r></a:p></p:sp></p:sld>"
        )
    };
    let bytes = package(&[
        ("ppt/slides/slide10.xml", &slide("Sau")),
        ("ppt/slides/slide2.xml", &slide("Trước")),
    ]);
    let reading = read(MediaType::Pptx, &bytes).unwrap();
    assert_eq!(texts(&reading), ["Trước", "nội dung", "Sau", "nội dung"]);
    assert_eq!(reading.parts[2].kind, PartKind::Heading(1));
    assert_eq!((reading.parts[2].page, reading.pages), (Some(2), Some(2)));
}

#[test]
fn cells_of_a_workbook_keep_their_rows_and_columns() {
    let date = CivilDate {
        year: 2024,
        month: 4,
        day: 9,
    };
    let sheet = Sheet {
        name: "Mẫu".into(),
        titles: vec![],
        columns: vec![
            Column {
                head: "Tên".into(),
                width: 10,
            },
            Column {
                head: "Ngày".into(),
                width: 10,
            },
        ],
        rows: vec![vec![Cell::Text("=1+1".into()), Cell::Date(date)]],
        drawn_up: date,
    };
    let reading = read(MediaType::Xlsx, &spreadsheet::write(&sheet).unwrap()).unwrap();
    assert_eq!(texts(&reading), ["Tên", "Ngày", "=1+1", "09/04/2024"]);
    assert_eq!(
        reading.parts[3].kind,
        PartKind::Cell {
            table: 1,
            row: 2,
            column: 2
        }
    );
}

#[test]
fn what_attacks_do_is_refused_by_its_name() {
    let entity = "<!DOCTYPE w [<!ENTITY a \"aaaa\">]><w:document xmlns:w=\"w\"><w:body>&a;</w:body></w:document>";
    let deep = format!("{}{}", "<w:p>".repeat(400), "</w:p>".repeat(400));
    let template = "<Relationships><Relationship Id=\"a\" Type=\"x/attachedTemplate\" Target=\"http://mau.example/x.dotm\" TargetMode=\"External\"/></Relationships>";
    let plain = "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>x</w:t></w:r></w:p></w:body></w:document>";
    for (bytes, fault) in [
        (
            package(&[("word/document.xml", entity)]),
            ReadFault::Entities,
        ),
        (word(&deep), ReadFault::TooLarge),
        (word("<w:p>"), ReadFault::Damaged),
        (
            word("<w:p><w:r><w:t>&la;</w:t></w:r></w:p>"),
            ReadFault::Entities,
        ),
        (
            package(&[
                ("word/document.xml", plain),
                ("word/_rels/settings.xml.rels", template),
            ]),
            ReadFault::Outside,
        ),
        (package(&[("other.xml", "<a/>")]), ReadFault::Damaged),
        (word("<w:p/>"), ReadFault::NoText),
        (b"PK\x03\x04 nothing".to_vec(), ReadFault::Damaged),
    ] {
        assert_eq!(read(MediaType::Docx, &bytes), Err(fault));
    }
    assert_eq!(
        read(MediaType::Pdf, b"%PDF-1.4 nothing"),
        Err(ReadFault::Damaged)
    );
    assert_eq!(read(MediaType::Doc, b""), Err(ReadFault::NeedsConversion));
}

#[test]
fn a_part_that_unpacks_beyond_all_measure_is_refused() {
    let long = "a".repeat((64 << 20) + 1);
    let body = format!("<w:document xmlns:w=\"w\"><w:p><w:t>{long}</w:t></w:p></w:document>");
    let bytes = package(&[("word/document.xml", &body)]);
    assert!(bytes.len() < 1 << 20, "{}", bytes.len());
    assert_eq!(read(MediaType::Docx, &bytes), Err(ReadFault::TooLarge));
}

/// A list with a date, a number and words.
fn list() -> Vec<u8> {
    let day = CivilDate {
        year: 2024,
        month: 4,
        day: 9,
    };
    let column = |head: &str| Column {
        head: head.into(),
        width: 10,
    };
    let row = |number| {
        vec![
            Cell::Integer(number),
            Cell::Text("Tên".into()),
            Cell::Date(day),
        ]
    };
    let sheet = Sheet {
        name: "Mẫu".into(),
        titles: vec!["Danh sách".into()],
        columns: ["TT", "Tên", "Ngày"].map(column).to_vec(),
        rows: (1..20).map(row).collect(),
        drawn_up: day,
    };
    spreadsheet::write(&sheet).unwrap()
}

/// The markup of the parts of a list, damaged inside its packing.
fn rewritten(book: &[u8], changes: &[(prop::sample::Index, u8)]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.unwrap().to_string())
        .collect();
    let parts: Vec<(String, Vec<u8>)> = names
        .into_iter()
        .map(|name| {
            let mut part = Vec::new();
            std::io::copy(&mut archive.by_name(&name).unwrap(), &mut part).unwrap();
            (name, damaged(part, changes, None))
        })
        .collect();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&part).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn damaged(
    mut bytes: Vec<u8>,
    changes: &[(prop::sample::Index, u8)],
    cut: Option<prop::sample::Index>,
) -> Vec<u8> {
    for (at, value) in changes {
        let at = at.index(bytes.len());
        bytes[at] = *value;
    }
    if let Some(cut) = cut {
        bytes.truncate(cut.index(bytes.len()).max(1));
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn damaged_documents_are_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let fonts = Fonts::embedded().unwrap();
        let paper = sample(Kind::Refusal);
        for (kind, bytes) in [
            (MediaType::Docx, paper.docx(&fonts).unwrap()),
            (MediaType::Pdf, paper.pdf(&fonts).unwrap()),
            (MediaType::Xlsx, list()),
        ] {
            if let Ok(reading) = read(kind, &damaged(bytes, &changes, cut)) {
                prop_assert!(reading.parts.iter().all(|part| !part.text.is_empty()));
            }
        }
    }

    #[test]
    fn a_workbook_with_damaged_markup_is_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let bytes = rewritten(&list(), &changes);
        let _ = read(MediaType::Xlsx, &bytes);
        let _ = super::table::sheet(MediaType::Xlsx, &bytes);
    }

    #[test]
    fn any_lines_with_separators_are_a_table(text in "([a-zà;,\\t|\"]{0,8}\r?\n?){0,12}") {
        let told = super::table::separated(text.as_bytes()).unwrap();
        let is_cell = |part: &super::Part| matches!(part.kind, PartKind::Cell { .. });
        prop_assert!(told.parts.iter().all(is_cell));
    }

    #[test]
    fn any_markup_in_a_document_is_read_or_refused(body in "(<w:(p|r|t|tbl|tr|tc|del|br)>|</w:(p|r|t|tbl|tr|tc|del)>|<w:tab/>|&(amp|#39|x);|[a-zà&<>]{0,4}){0,20}") {
        if let Ok(reading) = read(MediaType::Docx, &word(&body)) {
            prop_assert!(!reading.parts.is_empty());
        }
    }
}
