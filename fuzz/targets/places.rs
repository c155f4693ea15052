//! Any text: where its syllables stand, and that a span of them read alone gives them again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sangkien_novelty::document::{Document, Places};
use sangkien_text::reading::{Level, Reading};

fuzz_target!(|data: &[u8]| {
    let Some(([from, length], rest)) = data.split_first_chunk::<2>() else {
        return;
    };
    let Ok(text) = str::from_utf8(rest) else {
        return;
    };
    let reading = Reading::of(text);
    let mut last = 0;
    for syllable in &reading.syllables {
        let place = syllable.range();
        assert!(place.start >= last && place.start < place.end, "in order");
        assert!(text.get(place.clone()).is_some(), "between letters");
        last = place.end;
    }
    let count = reading.syllables.len();
    let from = usize::from(*from).min(count);
    let to = (from + usize::from(*length)).min(count);
    // What was decoded is told by its neighbours too.
    if reading.decoded.is_empty() && from < to {
        let place = reading.place(from..to);
        assert_eq!(
            reading.within(&place),
            from..to,
            "a place is of its syllables"
        );
        let again = Reading::of(text.get(place).expect("between letters"));
        if again.decoded.is_empty() {
            assert_eq!(again.syllables.len(), to - from);
            for (left, right) in again.syllables.iter().zip(&reading.syllables[from..to]) {
                assert!(left.equals(right, Level::Tone));
            }
        }
    }
    let document = Document::of(text);
    let places = Places::of(text);
    for token in &document.tokens {
        assert!(!places.part(text, &(token.from..token.to)).is_empty());
    }
    let once = sangkien_text::normalise(text);
    assert_eq!(
        sangkien_text::normalise(&once),
        once,
        "a normal form is its own"
    );
});
