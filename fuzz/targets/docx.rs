//! Word documents as they are uploaded.
#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use sangkien_documents::official::Kind;
use sangkien_documents::reading::read;
use sangkien_documents::sniff::{MediaType, classify};
use sangkien_fuzz::{made, package};

fuzz_target!(|data: &[u8]| {
    static HONEST: OnceLock<Vec<u8>> = OnceLock::new();
    let honest = HONEST.get_or_init(|| made::docx(Kind::Decision));
    let Some(file) = package(data, honest, "word/document.xml") else {
        return;
    };
    let _ = classify(&file, "a.docx");
    if let Ok(reading) = read(MediaType::Docx, &file) {
        assert!(!reading.parts.is_empty(), "what has no text is refused");
    }
});
