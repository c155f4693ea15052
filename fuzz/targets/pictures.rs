//! Pictures as they are uploaded: told by their content, bared, and taken apart for stamps.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sangkien_documents::picture::{bare, size};
use sangkien_documents::sniff::{MediaType, classify};
use sangkien_documents::transparent::Transparent;

fuzz_target!(|data: &[u8]| {
    let _ = classify(data, "a.png");
    let _ = classify(data, "a.jpg");
    for kind in [MediaType::Png, MediaType::Jpeg] {
        let _ = size(kind, data);
        if let Some(once) = bare(kind, data) {
            assert_eq!(
                bare(kind, &once).as_ref(),
                Some(&once),
                "nothing more is taken away"
            );
        }
    }
    if let Ok(picture) = Transparent::read(data) {
        let png = picture.png();
        assert_eq!(
            Transparent::read(&png),
            Ok(picture),
            "what is kept can be read"
        );
    }
});
