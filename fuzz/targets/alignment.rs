//! Two texts compared: passages lie in both, their runs are equal, and who asks makes no difference.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sangkien_novelty::align::{Aligner, Passage, SHORTEST};
use sangkien_novelty::document::Document;
use sangkien_novelty::key::Key;
use sangkien_novelty::phrases::Phrases;

/// Separates the two texts.
const BETWEEN: char = '\u{1}';
/// Longer texts are compared as well, but slowly with every check on.
const MOST_BYTES: usize = 8 << 10;

fn compared(query: &Document, source: &Document) -> Vec<Passage> {
    let phrases = Phrases::default();
    Aligner::of(query, &Key::of(b"mau"), &phrases).compare(source)
}

fuzz_target!(|data: &[u8]| {
    if data.len() > MOST_BYTES {
        return;
    }
    let text = String::from_utf8_lossy(data);
    let (left, right) = text.split_once(BETWEEN).unwrap_or((&text, &text));
    let (left, right) = (Document::of(left), Document::of(right));
    let there = compared(&left, &right);
    let mut last = 0;
    for passage in &there {
        assert!(passage.query.start >= last, "in the order of the new text");
        last = passage.query.start;
        assert!(passage.query.end <= left.tokens.len() && passage.source.end <= right.tokens.len());
        assert!(!passage.query.is_empty() && !passage.source.is_empty());
        for run in &passage.runs {
            let of = |tokens: &[_], at: usize| -> Vec<u64> {
                let run = tokens.get(at..at + run.length).expect("inside its text");
                run.iter()
                    .map(|token: &sangkien_novelty::document::Token| token.skeleton)
                    .collect()
            };
            let (new, earlier) = (of(&left.tokens, run.query), of(&right.tokens, run.source));
            assert_eq!(new, earlier, "a run is equal in both");
        }
    }
    let back = compared(&right, &left);
    let order = |passage: &Passage, turned: bool| {
        let (one, other) = (passage.query.clone(), passage.source.clone());
        let (one, other) = if turned { (other, one) } else { (one, other) };
        (one.start, one.end, other.start, other.end, passage.counted)
    };
    // A quotation is told to whoever quotes, however little of it counts.
    let counts = |passage: &&Passage| passage.counted >= SHORTEST;
    let mut there: Vec<_> = there
        .iter()
        .filter(counts)
        .map(|passage| order(passage, false))
        .collect();
    let mut back: Vec<_> = back
        .iter()
        .filter(counts)
        .map(|passage| order(passage, true))
        .collect();
    there.sort_unstable();
    back.sort_unstable();
    assert_eq!(there, back, "who asks makes no difference");
});
