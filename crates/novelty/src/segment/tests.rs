//! Tests of segments.

use proptest::prelude::*;

use super::*;
use crate::key::Key;
use crate::phrases::Phrases;

fn build(texts: &[String]) -> Vec<u8> {
    let mut builder = Builder::new();
    for (at, text) in texts.iter().enumerate() {
        let document = Document::of(text);
        builder.add(
            &format!("t{at}"),
            &document,
            &Key::of(b"k"),
            &Phrases::default(),
        );
    }
    builder.finish().unwrap()
}

fn open(bytes: &[u8]) -> Result<Segment, Fault> {
    Segment::of(&Header::of(bytes)?, bytes)
}

fn read(segment: &Segment, bytes: &[u8], text: u32) -> Result<Document, Fault> {
    part(segment, bytes, text, &segment.whole(text))
}

fn part(
    segment: &Segment,
    bytes: &[u8],
    text: u32,
    stretches: &Range<u32>,
) -> Result<Document, Fault> {
    let place = segment.stream(text, stretches).ok_or(Fault::Damaged)?;
    let stream = slice(bytes, place.start, place.end - place.start).ok_or(Fault::Short)?;
    segment.document(text, stretches, stream, true)
}

#[test]
fn a_stretch_of_a_long_text_is_read_alone() {
    let word = |n: usize| format!("từ{} ", n % 300);
    let texts = [
        "ngắn".to_owned(),
        (0..1000).map(word).collect(),
        (0..STRETCH).map(word).collect(),
    ];
    let bytes = build(&texts);
    let segment = open(&bytes).unwrap();
    assert_eq!([0, 1, 2].map(|text| segment.whole(text).end), [1, 4, 1]);
    for (text, whole) in (0_u32..).zip(&texts) {
        let whole = Document::of(whole);
        assert_eq!(read(&segment, &bytes, text).unwrap(), whole);
        for stretch in segment.whole(text) {
            let from = stretch as usize * STRETCH;
            let to = (from + STRETCH).min(whole.tokens.len());
            let found = part(&segment, &bytes, text, &(stretch..stretch + 1)).unwrap();
            assert_eq!(found.tokens, whole.tokens[from..to]);
            let place = segment.stream(text, &(stretch..stretch + 1)).unwrap();
            let stream = slice(&bytes, place.start, place.end - place.start).unwrap();
            let mut sounds = Vec::new();
            segment
                .skeletons(text, &(stretch..stretch + 1), stream, &mut sounds)
                .unwrap();
            let wanted = found.tokens.iter().map(|token| token.skeleton);
            assert!(wanted.eq(sounds));
        }
    }
    assert_eq!(segment.stream(1, &(2..6)), None);
}

#[test]
fn a_segment_gives_back_the_texts_it_was_made_of() {
    let texts = [
        "Sáng kiến:  “Đọc sách” của trường Hoa\u{301} Mai, năm 2024.\n\n\n\n\n\n\n\n\n\nHết"
            .to_owned(),
        String::new(),
        "§¬n vÞ ®· tæ chøc s¬ kÕt phong trµo thi ®ua".to_owned(),
    ];
    let bytes = build(&texts);
    let segment = open(&bytes).unwrap();
    assert_eq!(segment.len(), 3);
    assert_eq!(segment.name(1), Some("t1"));
    for (at, text) in texts.iter().enumerate() {
        let document = read(&segment, &bytes, u32::try_from(at).unwrap()).unwrap();
        assert_eq!(document, Document::of(text));
    }
}

#[test]
fn every_changed_byte_is_noticed() {
    let texts = ["một hai ba bốn năm sáu bảy tám chín mười".to_owned()];
    let bytes = build(&texts);
    for at in 0..bytes.len() {
        // Most of the table of so small a segment is the same empty bucket over and over.
        if at > HEADER + 64 && at < bytes.len() - 400 && at % 97 != 0 {
            continue;
        }
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        let noticed = open(&changed)
            .and_then(|segment| read(&segment, &changed, 0))
            .map_or(true, |document| document != Document::of(&texts[0]));
        // The checksum of the streams' section as a whole is for whoever reads all of it.
        let of_streams = (HEADER - 32..HEADER).contains(&at);
        assert!(noticed || of_streams, "{at}");
    }
    for length in [0, 7, 100, HEADER, bytes.len() / 2] {
        assert!(open(&bytes[..length]).is_err(), "{length}");
    }
}

proptest! {
    #[test]
    fn reading_never_fails_whatever_the_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = Header::of(&bytes).and_then(|header| Segment::of(&header, &bytes));
        let words = Words::of(bytes.get(..bytes.len() / 13 * 13).unwrap()).unwrap();
        let _ = words.read(&mut bytes.as_slice(), 10, true, &mut Vec::new());
        let _ = stream::renumber(&bytes, 10, &[1, 0], &mut Vec::new(), |_| ());
    }
}
