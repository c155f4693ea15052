//! Forms of one's own: their places found, and filled with the data of a decision.
#![no_main]

use std::collections::BTreeMap;
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use sangkien_documents::official::{Kind, own};
use sangkien_fuzz::{made, package};
use serde_json::Value;

fuzz_target!(|data: &[u8]| {
    static SAMPLE: OnceLock<(Value, Vec<String>)> = OnceLock::new();
    let (sample, codes) = SAMPLE.get_or_init(|| {
        let sample = serde_json::from_str(Kind::Decision.sample()).unwrap();
        let fields = Kind::Decision.fields().into_iter();
        (sample, fields.map(|field| field.code).collect())
    });
    let Some(form) = package(data, made::form(), "word/document.xml") else {
        return;
    };
    let Ok(found) = own::places(&form) else {
        return;
    };
    // Which field a place gets is as good as chance.
    let mapping: BTreeMap<String, String> = found
        .places
        .iter()
        .enumerate()
        .filter_map(|(at, place)| {
            let field = codes.get((at + place.name.len()) % codes.len())?;
            Some((place.name.clone(), field.clone()))
        })
        .collect();
    if let Ok(filled) = own::fill(&form, Kind::Decision, &mapping, sample) {
        assert!(own::places(&filled).is_ok(), "what was filled can be read");
    }
});
