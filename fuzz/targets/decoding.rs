//! Bytes in encodings older than Unicode, and where what was decoded stood.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sangkien_text::legacy::{Decoded, Encoding, decode, decode_declared, from_bytes};

fn places(text: &str, decoded: &Decoded) {
    let mut last = 0;
    for (at, letter) in decoded.text.char_indices() {
        let place = decoded.original(at..at + letter.len_utf8());
        assert!(text.get(place.clone()).is_some(), "between letters");
        assert!(place.start >= last && !place.is_empty(), "in order");
        last = place.start;
    }
    let whole = decoded.original(0..decoded.text.len());
    assert_eq!(whole, 0..text.len(), "nothing is lost");
    for (run, _) in &decoded.runs {
        assert!(text.get(run.clone()).is_some(), "between letters");
    }
}

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let text = from_bytes(rest);
    places(&text, &decode(&text));
    let encoding = match first % 3 {
        0 => Encoding::Tcvn3,
        1 => Encoding::Vni,
        _ => Encoding::Viscii,
    };
    let half = text
        .char_indices()
        .nth(usize::from(first / 3))
        .map_or(text.len(), |(at, _)| at);
    let runs = [
        (0..half, Some(encoding), first % 2 == 0),
        (half..text.len(), None, false),
    ];
    places(&text, &decode_declared(&text, &runs));
});
