use std::io::{Cursor, Write as _};

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{MediaType, SniffFault, classify};

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        writer.write_all(text.as_bytes()).expect("written");
    }
    writer.finish().expect("an archive").into_inner()
}

fn office(main: &str) -> Vec<u8> {
    let types = format!(
        "<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.{main}+xml\"/></Types>"
    );
    archive(&[
        ("[Content_Types].xml", &types),
        ("word/document.xml", "<x/>"),
    ])
}

/// A compound file with directory entries of these names.
fn compound(names: &[&str]) -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(512, 0);
    for name in names {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = u16::try_from(entry.len() + 2).expect("short");
        entry.resize(64, 0);
        entry.extend(length.to_le_bytes());
        entry.push(2);
        entry.resize(128, 0);
        bytes.extend(entry);
    }
    bytes
}

#[test]
fn every_accepted_kind_is_recognised_by_its_content() {
    let odt = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("META-INF/manifest.xml", "<manifest/>"),
    ]);
    let utf16: Vec<u8> = "\u{feff}Tiếng Việt"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for (bytes, name, kind) in [
        (b"%PDF-1.7\n".to_vec(), "a.pdf", MediaType::Pdf),
        (
            office("wordprocessingml.document.main"),
            "a.docx",
            MediaType::Docx,
        ),
        (
            office("spreadsheetml.sheet.main"),
            "a.XLSX",
            MediaType::Xlsx,
        ),
        (
            office("presentationml.presentation.main"),
            "a.pptx",
            MediaType::Pptx,
        ),
        (odt, "a.odt", MediaType::Odt),
        (
            compound(&["Root Entry", "WordDocument"]),
            "a.doc",
            MediaType::Doc,
        ),
        (
            compound(&["Root Entry", "Workbook"]),
            "a.xls",
            MediaType::Xls,
        ),
        (b"{\\rtf1\\ansi}".to_vec(), "a.rtf", MediaType::Rtf),
        (b"\x89PNG\r\n\x1a\n\0".to_vec(), "a.png", MediaType::Png),
        (b"\xff\xd8\xff\xe0".to_vec(), "a.jpeg", MediaType::Jpeg),
        (
            "Tiếng Việt\r\n".as_bytes().to_vec(),
            "a.txt",
            MediaType::PlainText,
        ),
        (utf16, "a.txt", MediaType::PlainText),
        (b"MZ la hai chu cai".to_vec(), "a.txt", MediaType::PlainText),
    ] {
        assert_eq!(classify(&bytes, name), Ok(kind), "{name}");
    }
}

#[test]
fn each_kind_has_its_own_media_type_and_extension() {
    for kind in MediaType::ALL {
        let same = |other: &&MediaType| {
            other.mime() == kind.mime() || other.extensions() == kind.extensions()
        };
        assert_eq!(MediaType::ALL.iter().filter(same).count(), 1, "{kind:?}");
    }
}

#[test]
fn a_spreadsheet_of_our_own_is_recognised() {
    use crate::spreadsheet::{Column, Sheet, write};
    let sheet = Sheet {
        name: "Mẫu".to_owned(),
        titles: vec![],
        columns: vec![Column {
            head: "TT".to_owned(),
            width: 5,
        }],
        rows: vec![],
        drawn_up: crate::CivilDate {
            year: 2024,
            month: 4,
            day: 9,
        },
    };
    let bytes = write(&sheet).expect("a spreadsheet");
    assert_eq!(classify(&bytes, "danh sách.xlsx"), Ok(MediaType::Xlsx));
}

#[test]
fn macros_are_refused_wherever_they_are() {
    let macro_type = archive(&[(
        "[Content_Types].xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )]);
    let hidden = archive(&[
        ("[Content_Types].xml", "wordprocessingml.document.main+xml"),
        ("word/VBAProject.bin", ""),
    ]);
    let old = compound(&["Root Entry", "WordDocument", "Macros"]);
    let basic = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("META-INF/manifest.xml", "<manifest/>"),
        ("Basic/Standard/Module1.xml", ""),
    ]);
    for (bytes, name) in [
        (macro_type, "a.docm"),
        (hidden, "a.docx"),
        (old, "a.doc"),
        (basic, "a.odt"),
    ] {
        assert_eq!(classify(&bytes, name), Err(SniffFault::Macros), "{name}");
    }
}

#[test]
fn a_document_under_a_password_is_named_as_such() {
    let office = compound(&["Root Entry", "EncryptionInfo", "EncryptedPackage"]);
    let odt = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("META-INF/manifest.xml", "<manifest:encryption-data/>"),
    ]);
    assert_eq!(
        classify(&office, "a.docx"),
        Err(SniffFault::PasswordProtected)
    );
    assert_eq!(classify(&odt, "a.odt"), Err(SniffFault::PasswordProtected));
}

#[test]
fn programs_archives_and_markup_are_refused() {
    let program_inside = archive(&[
        ("[Content_Types].xml", "wordprocessingml.document.main+xml"),
        ("word/embeddings/setup.exe", ""),
    ]);
    for (bytes, name, fault) in [
        (Vec::new(), "a.pdf", SniffFault::Empty),
        (b"MZ\x90\0\x03\0".to_vec(), "a.pdf", SniffFault::Program),
        (b"\x7fELF\x02\x01".to_vec(), "a.pdf", SniffFault::Program),
        (b"#!/bin/sh\n".to_vec(), "a.txt", SniffFault::Program),
        (program_inside, "a.docx", SniffFault::Program),
        (archive(&[("a.txt", "a")]), "a.zip", SniffFault::Archive),
        (archive(&[]), "a.docx", SniffFault::Archive),
        (b"Rar!\x1a\x07\0".to_vec(), "a.docx", SniffFault::Archive),
        (
            b" <!DOCTYPE html><p>a".to_vec(),
            "a.txt",
            SniffFault::Markup,
        ),
        (b"<svg xmlns='x'/>".to_vec(), "a.png", SniffFault::Markup),
        (
            b"<?xml version='1.0'?>".to_vec(),
            "a.txt",
            SniffFault::Markup,
        ),
        (b"PK\x03\x04 broken".to_vec(), "a.docx", SniffFault::Damaged),
        (b"\0\x01\x02".to_vec(), "a.txt", SniffFault::Unknown),
        (b"\xff\xfea".to_vec(), "a.txt", SniffFault::Unknown),
        (
            compound(&["Root Entry", "PowerPoint Document"]),
            "a.ppt",
            SniffFault::Unknown,
        ),
    ] {
        assert_eq!(classify(&bytes, name), Err(fault), "{name}");
    }
}

#[test]
fn a_name_that_says_something_else_is_refused() {
    let mismatch = |content, extension: &str| {
        let extension = extension.to_owned();
        Err(SniffFault::NameMismatch { content, extension })
    };
    let docx = office("wordprocessingml.document.main");
    assert_eq!(
        classify(b"%PDF-1.4", "a.docx"),
        mismatch(MediaType::Pdf, "docx")
    );
    assert_eq!(classify(&docx, "a.docm"), mismatch(MediaType::Docx, "docm"));
    assert_eq!(classify(b"%PDF-1.4", "tep"), mismatch(MediaType::Pdf, ""));
    assert_eq!(
        classify("chữ".as_bytes(), "a.html"),
        mismatch(MediaType::PlainText, "html")
    );
}

#[test]
fn a_part_that_unpacks_to_too_much_is_not_read() {
    let bomb = " ".repeat(3 * 1024 * 1024);
    let bytes = archive(&[("[Content_Types].xml", &bomb)]);
    assert!(bytes.len() < 10_000);
    assert_eq!(classify(&bytes, "a.docx"), Err(SniffFault::Damaged));
}

proptest! {
    #[test]
    fn no_bytes_break_the_reader(
        signature in prop::sample::select(vec![&b""[..], b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"MZ"]),
        rest in prop::collection::vec(any::<u8>(), 0..700),
    ) {
        let bytes: Vec<u8> = signature.iter().copied().chain(rest).collect();
        let _ = classify(&bytes, "a.docx");
    }

    #[test]
    fn a_damaged_document_does_not_break_the_reader(place in any::<prop::sample::Index>(), byte in any::<u8>(), keep in any::<prop::sample::Index>()) {
        let mut bytes = office("wordprocessingml.document.main");
        let place = place.index(bytes.len());
        bytes[place] = byte;
        let _ = classify(&bytes, "a.docx");
        bytes.truncate(keep.index(bytes.len()));
        let _ = classify(&bytes, "a.docx");
    }
}
