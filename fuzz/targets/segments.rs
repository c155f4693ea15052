//! Segment files of the overlap index, whose sums are made right so that what they guard is read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sangkien_novelty::segment::{HEADER_BYTES, Header, Segment};
use sha2::{Digest as _, Sha256};

/// Sections of a segment.
const SECTIONS: usize = 4;

/// Sections laid out one after another as the header says their lengths, with their sums.
fn summed(data: &[u8]) -> Option<Vec<u8>> {
    let mut file = data.to_vec();
    let mut from = HEADER_BYTES;
    for section in 0..SECTIONS {
        let at = 16 + section * 48;
        let length: [u8; 8] = *file.get(at + 8..)?.first_chunk()?;
        let length = usize::try_from(u64::from_le_bytes(length)).ok()?;
        let sum = Sha256::digest(file.get(from..from.checked_add(length)?)?);
        file.get_mut(at..at + 8)?
            .copy_from_slice(&(from as u64).to_le_bytes());
        file.get_mut(at + 16..at + 48)?.copy_from_slice(&sum);
        from += length;
    }
    Some(file)
}

fuzz_target!(|data: &[u8]| {
    let _ = Header::of(data).and_then(|header| Segment::of(&header, data));
    let Some(file) = summed(data) else {
        return;
    };
    let Ok(header) = Header::of(&file) else {
        return;
    };
    let Ok(segment) = Segment::of(&header, &file) else {
        return;
    };
    for text in 0..u32::try_from(segment.len()).unwrap_or(0).min(64) {
        let whole = segment.whole(text);
        let stream = segment.stream(text, &whole);
        let bytes = stream.and_then(|place| {
            let from = usize::try_from(place.start).ok()?;
            file.get(from..usize::try_from(place.end).ok()?)
        });
        let bytes = bytes.unwrap_or_default();
        let _ = segment.document(text, &whole, bytes, true);
        let read = segment.document(text, &whole, bytes, false);
        let mut skeletons = Vec::new();
        let sounds = segment.skeletons(text, &whole, bytes, &mut skeletons);
        if let (Ok(document), Ok(())) = (read, sounds) {
            let of_document = document.tokens.iter().map(|token| token.skeleton);
            assert!(of_document.eq(skeletons), "both ways of reading agree");
        }
    }
});
