//! A text ready to be compared.

use std::ops::Range;

use sangkien_text::abbreviation::abbreviations;
use sangkien_text::reading::{Reading, Syllable};

/// One syllable: what it sounds like and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Token {
    /// Its letters without marks; see [`Syllable::skeleton`].
    pub skeleton: u64,
    /// Its vowel marks and tone.
    pub marks: u32,
    /// Where it starts, in Unicode scalar values of the text.
    pub from: u32,
    /// Where it ends, in Unicode scalar values of the text.
    pub to: u32,
    /// What else is known; see the constants.
    pub flags: u8,
}

impl Token {
    /// Its first letter is a capital.
    pub const CAPITAL: u8 = 1;
    /// It opens a sentence or a line.
    pub const OPENS: u8 = 2;
    /// It was decoded from an encoding older than Unicode.
    pub const DECODED: u8 = 4;
    /// It contains a digit.
    pub const DIGIT: u8 = 8;
    /// It stands between quotation marks or is otherwise marked as a quotation of law.
    pub const QUOTED: u8 = 16;

    /// Whether a flag is set.
    pub const fn is(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    fn new(syllable: &Syllable, places: &mut Counter<'_>) -> Self {
        let mut flags = 0;
        for (set, flag) in [
            (syllable.is_capital(), Self::CAPITAL),
            (syllable.opens_sentence(), Self::OPENS),
            (syllable.was_decoded(), Self::DECODED),
            (syllable.has_digit(), Self::DIGIT),
        ] {
            if set {
                flags |= flag;
            }
        }
        Self {
            skeleton: syllable.skeleton,
            marks: syllable.marks,
            from: places.scalar(syllable.start),
            to: places.scalar(syllable.end),
            flags,
        }
    }

    /// Whether it is a part of a name or a number: what changes when a text is moved to another
    /// school or year.
    pub const fn is_name_or_number(&self) -> bool {
        self.is(Self::DIGIT) || self.is(Self::CAPITAL) && !self.is(Self::OPENS)
    }
}

/// A text as tokens.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// The syllables in order.
    pub tokens: Vec<Token>,
}

impl Document {
    /// Reads a text; quotations of law are marked ([`crate::quotation`]), and abbreviations are what
    /// they stand for ([`sangkien_text::abbreviation`]).
    pub fn of(text: &str) -> Self {
        let reading = Reading::of(text);
        let mut counter = Counter {
            text,
            byte: 0,
            scalar: 0,
        };
        let mut short = abbreviations(text, &reading).into_iter().peekable();
        let mut quoted = crate::quotation::quotations(text, &reading)
            .into_iter()
            .peekable();
        let mut tokens = Vec::with_capacity(reading.syllables.len());
        for (at, syllable) in reading.syllables.iter().enumerate() {
            while quoted.next_if(|range| range.end <= at).is_some() {}
            let in_quotation = quoted.peek().is_some_and(|range| range.contains(&at));
            let stands_for = short.next_if(|one| one.at == at);
            let stands_for = stands_for.as_ref().map(|one| one.syllables.as_slice());
            for syllable in stands_for.unwrap_or(std::slice::from_ref(syllable)) {
                let mut token = Token::new(syllable, &mut counter);
                if in_quotation {
                    token.flags |= Token::QUOTED;
                }
                tokens.push(token);
            }
        }
        Self { tokens }
    }

    /// A number by which two documents are put in the same order whoever asks.
    pub fn rank(&self) -> (usize, u64) {
        let sum = self.tokens.iter().fold(0_u64, |sum, token| {
            (sum.rotate_left(5) ^ token.skeleton ^ u64::from(token.marks) << 40)
                .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        });
        (self.tokens.len(), sum)
    }

    /// The tokens that lie within a range of Unicode scalar values.
    pub fn within(&self, place: &Range<u32>) -> Range<usize> {
        let from = self.tokens.partition_point(|token| token.to <= place.start);
        let to = self.tokens.partition_point(|token| token.from < place.end);
        from..to.max(from)
    }
}

/// Counts Unicode scalar values up to byte positions that only grow.
struct Counter<'text> {
    text: &'text str,
    byte: u32,
    scalar: u32,
}

impl Counter<'_> {
    #[inline]
    fn scalar(&mut self, byte: u32) -> u32 {
        let rest = self.text.as_bytes().get(self.byte as usize..);
        let rest = rest.unwrap_or_default();
        let length = byte.saturating_sub(self.byte);
        // Every scalar value has one byte that does not continue another.
        self.scalar += match rest.first_chunk() {
            Some(eight) if length <= 8 => length - continuing(*eight, length),
            _ => {
                let starts = rest.iter().take(length as usize);
                let starts = starts.filter(|byte| **byte & 0xc0 != 0x80);
                u32::try_from(starts.count()).unwrap_or(0)
            }
        };
        self.byte = byte;
        self.scalar
    }
}

/// How many of the first so many bytes continue a scalar value, counted side by side.
#[inline]
const fn continuing(eight: [u8; 8], length: u32) -> u32 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let eight = u64::from_le_bytes(eight);
    let all = eight >> 7 & !(eight >> 6) & ONES;
    let Some(beyond) = ONES.checked_shl(8 * length) else {
        return all.count_ones();
    };
    (all & !beyond).count_ones()
}

/// Turns Unicode scalar values of a text back into bytes.
#[derive(Debug, Clone)]
pub struct Places {
    marks: Vec<u32>,
}

const STEP: usize = 64;

impl Places {
    /// Prepares a text.
    pub fn of(text: &str) -> Self {
        let marks = text
            .char_indices()
            .step_by(STEP)
            .map(|(byte, _)| u32::try_from(byte).unwrap_or(u32::MAX))
            .collect();
        Self { marks }
    }

    /// The byte at which the scalar value with this number starts in `text`; its end beyond.
    pub fn byte(&self, text: &str, scalar: u32) -> usize {
        let scalar = scalar as usize;
        let Some(near) = self.marks.get(scalar / STEP) else {
            return text.len();
        };
        let rest = text.get(*near as usize..).unwrap_or_default();
        rest.char_indices()
            .nth(scalar % STEP)
            .map_or(text.len(), |(byte, _)| *near as usize + byte)
    }

    /// The part of `text` between two scalar values.
    pub fn part<'text>(&self, text: &'text str, place: &Range<u32>) -> &'text str {
        let range = self.byte(text, place.start)..self.byte(text, place.end);
        text.get(range).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn places_are_unicode_scalar_values_of_the_text() {
        let text = "Sáng kiến: ½ của trường Hoa\u{301} Mai 2024";
        let places = Places::of(text);
        let document = Document::of(text);
        let parts: Vec<&str> = document
            .tokens
            .iter()
            .map(|token| places.part(text, &(token.from..token.to)))
            .collect();
        assert_eq!(
            parts,
            ["Sáng", "kiến", "của", "trường", "Hoa\u{301}", "Mai", "2024"]
        );
        assert!(document.tokens[5].is_name_or_number());
        assert!(!document.tokens[0].is_name_or_number());
        assert!(document.tokens[6].is_name_or_number());
    }

    proptest! {
        #[test]
        fn places_count_every_scalar_value_before(text in "[a-cáế ,。“\u{301}😀]{0,80}") {
            let reading = Reading::of(&text);
            let counted = |byte: u32| {
                let before = text.get(..byte as usize).unwrap();
                u32::try_from(before.chars().count()).unwrap()
            };
            let wanted = reading.syllables.iter().map(|one| (counted(one.start), counted(one.end)));
            let document = Document::of(&text);
            prop_assert!(wanted.eq(document.tokens.iter().map(|token| (token.from, token.to))));
        }
    }

    #[test]
    fn an_abbreviation_is_what_it_stands_for_in_its_place() {
        let short = "Tham mưu UBND xã giao GV soạn bài";
        let long = "Tham mưu ủy ban nhân dân xã giao giáo viên soạn bài";
        let (one, other) = (Document::of(short), Document::of(long));
        let sounds = |document: &Document| -> Vec<(u64, u32)> {
            let tokens = document.tokens.iter();
            tokens.map(|token| (token.skeleton, token.marks)).collect()
        };
        assert_eq!(sounds(&one), sounds(&other));
        assert!(one.tokens.iter().all(|token| !token.is_name_or_number()));
        let places = Places::of(short);
        let office = one.tokens[2].from..one.tokens[5].to;
        assert_eq!(places.part(short, &office), "UBND");
        assert!(one.tokens.windows(2).all(|pair| pair[0].to <= pair[1].from));
    }
}
