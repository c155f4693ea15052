//! PDF files as they are uploaded.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sangkien_documents::reading::read;
use sangkien_documents::sniff::{MediaType, classify};

fuzz_target!(|data: &[u8]| {
    let _ = classify(data, "a.pdf");
    if let Ok(reading) = read(MediaType::Pdf, data) {
        assert!(!reading.parts.is_empty(), "what has no text is refused");
    }
});
