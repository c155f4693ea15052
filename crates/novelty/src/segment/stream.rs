//! The syllables of a text as bytes: a number for each word, and a second byte only where case,
//! spacing or length are not the usual ones.

use std::collections::HashMap;

use crate::document::{Document, Token};
use crate::table::STRETCH;

/// What is not usual about a token; upper bits of the second byte are the gap before it.
const CAPITAL: u8 = 1;
const OPENS: u8 = 2;
const DECODED: u8 = 4;
const QUOTED: u8 = 8;
const LENGTH: u8 = 16;
const GAP_SHIFT: u8 = 5;
const LONG_GAP: u8 = 7;

type Word = (u64, u32, u8);

/// Numbers words while streams are written.
#[derive(Debug, Default)]
pub(super) struct Collector {
    numbers: HashMap<(u64, u32), u32>,
    words: Vec<(Word, u64)>,
}

impl Collector {
    /// Writes a text with numbers in order of appearance, four bytes each; before each stretch
    /// stands where the one before ended.
    pub(super) fn write(&mut self, document: &Document, out: &mut Vec<u8>) {
        let mut end = 0_u32;
        for (at, token) in document.tokens.iter().enumerate() {
            if at % STRETCH == 0 {
                out.extend(end.to_le_bytes());
            }
            let length = token.to - token.from;
            let next = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
            let number = *self
                .numbers
                .entry((token.skeleton, token.marks))
                .or_insert(next);
            if number == next {
                let usual = u8::try_from(length).unwrap_or(u8::MAX);
                let digits = if token.is(Token::DIGIT) { 0x80 } else { 0 };
                let word = (token.skeleton, token.marks, usual.min(0x7f) | digits);
                self.words.push((word, 0));
            }
            let mut usual = 0;
            if let Some((word, count)) = self.words.get_mut(number as usize) {
                *count += 1;
                usual = u32::from(word.2 & 0x7f);
            }
            let gap = token.from - end;
            end = token.to;
            let expected = u32::from(at > 0);
            let mut extra = 0;
            for (flag, bit) in [
                (Token::CAPITAL, CAPITAL),
                (Token::OPENS, OPENS),
                (Token::DECODED, DECODED),
                (Token::QUOTED, QUOTED),
            ] {
                if token.is(flag) {
                    extra |= bit;
                }
            }
            if length != usual {
                extra |= LENGTH;
            }
            let has_extra = extra != 0 || gap != expected;
            out.extend((number << 1 | u32::from(has_extra)).to_le_bytes());
            if has_extra {
                let short = u8::try_from(gap).unwrap_or(LONG_GAP).min(LONG_GAP);
                out.push(extra | short << GAP_SHIFT);
                if short == LONG_GAP {
                    varint(gap, out);
                }
                if extra & LENGTH != 0 {
                    varint(length, out);
                }
            }
        }
    }

    /// The words in order of frequency, as bytes, and the new number of each.
    pub(super) fn finish(self) -> (Vec<u8>, Vec<u32>) {
        let mut sorted: Vec<(usize, &(Word, u64))> = self.words.iter().enumerate().collect();
        sorted.sort_by_key(|(_, (word, count))| (std::cmp::Reverse(*count), *word));
        let mut order = vec![0; self.words.len()];
        let mut out = Vec::with_capacity(self.words.len() * 13);
        for (new, (old, (word, _))) in sorted.iter().enumerate() {
            if let Some(slot) = order.get_mut(*old) {
                *slot = u32::try_from(new).unwrap_or(u32::MAX);
            }
            out.extend(word.0.to_le_bytes());
            out.extend(word.1.to_le_bytes());
            out.push(word.2);
        }
        (out, order)
    }
}

fn varint(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push((number & 0x7f) as u8);
}

/// Reads a number off the front. Nearly all end within four bytes, which are looked at together:
/// how long the next number is cannot be foreseen, so no step depends on it.
#[inline]
fn take(bytes: &mut &[u8]) -> Option<u32> {
    let four = bytes.first_chunk().copied().map(u32::from_le_bytes);
    // The byte that ends a number has its top bit clear.
    let ends = four.map_or(0, |four| !four & 0x8080_8080);
    let (Some(four), 1..) = (four, ends) else {
        return take_slowly(bytes);
    };
    let length = ends.trailing_zeros() / 8 + 1;
    let own = four & u32::MAX >> (32 - 8 * length);
    *bytes = bytes.get(length as usize..)?;
    Some(own & 0x7f | own >> 1 & 0x3f80 | own >> 2 & 0x1f_c000 | own >> 3 & 0xfe0_0000)
}

/// The same byte by byte: near the end, and for numbers of five bytes.
fn take_slowly(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for shift in 0..5 {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(first & 0x7f) << (7 * shift);
        if first & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

fn take_four(bytes: &mut &[u8]) -> Option<u32> {
    let (four, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(u32::from_le_bytes(*four))
}

/// Copies a stream of so many tokens with the new numbers of words, short ones for frequent words.
/// `stretch` gets the bytes of each stretch.
pub(super) fn renumber(
    mut raw: &[u8],
    tokens: usize,
    order: &[u32],
    out: &mut Vec<u8>,
    mut stretch: impl FnMut(usize),
) -> Option<()> {
    let mut start = out.len();
    for at in 0..tokens {
        if at % STRETCH == 0 {
            if at > 0 {
                stretch(out.len() - start);
                start = out.len();
            }
            varint(take_four(&mut raw)?, out);
        }
        let old = take_four(&mut raw)?;
        let new = order.get((old >> 1) as usize)?;
        varint(new << 1 | old & 1, out);
        if old & 1 != 0 {
            let (extra, rest) = raw.split_first()?;
            raw = rest;
            out.push(*extra);
            let more =
                usize::from(extra >> GAP_SHIFT == LONG_GAP) + usize::from(extra & LENGTH != 0);
            for _ in 0..more {
                varint(take(&mut raw)?, out);
            }
        }
    }
    stretch(out.len() - start);
    raw.is_empty().then_some(())
}

/// The words of a segment, frequent ones first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// What each sounds like without marks, by itself: it is all that most texts are asked for.
    skeletons: Vec<u64>,
    /// Its marks; its usual length and whether it has digits.
    rest: Vec<(u32, u8)>,
}

impl Words {
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        if !bytes.len().is_multiple_of(13) {
            return None;
        }
        let number = |bytes: &[u8]| {
            bytes
                .iter()
                .rev()
                .fold(0_u64, |number, byte| number << 8 | u64::from(*byte))
        };
        let words = bytes.chunks_exact(13).filter_map(|word| {
            let marks = u32::try_from(number(word.get(8..12)?)).ok()?;
            Some((number(word.get(..8)?), (marks, *word.get(12)?)))
        });
        let (skeletons, rest) = words.unzip();
        Some(Self { skeletons, rest })
    }

    pub(super) fn bytes(&self) -> usize {
        self.skeletons.len() * (size_of::<u64>() + size_of::<(u32, u8)>())
    }

    /// Reads only what the syllables of a stretch of so many tokens sound like without marks.
    pub(super) fn skeletons(
        &self,
        bytes: &mut &[u8],
        count: usize,
        out: &mut Vec<u64>,
    ) -> Option<()> {
        let mut unread = *bytes;
        take(&mut unread)?;
        out.reserve(count);
        for _ in 0..count {
            let number = take(&mut unread)?;
            out.push(*self.skeletons.get((number >> 1) as usize)?);
            if number & 1 != 0 {
                let (extra, rest) = unread.split_first()?;
                unread = rest;
                if extra >> GAP_SHIFT == LONG_GAP {
                    take(&mut unread)?;
                }
                if extra & LENGTH != 0 {
                    take(&mut unread)?;
                }
            }
        }
        *bytes = unread;
        Some(())
    }

    /// Reads a stretch of so many tokens from the front of `bytes`.
    pub(super) fn read(
        &self,
        bytes: &mut &[u8],
        count: usize,
        is_first: bool,
        tokens: &mut Vec<Token>,
    ) -> Option<()> {
        let mut end = take(bytes)?;
        for at in 0..count {
            let number = take(bytes)?;
            let word = (number >> 1) as usize;
            let skeleton = *self.skeletons.get(word)?;
            let (marks, usual) = *self.rest.get(word)?;
            let mut length = u32::from(usual & 0x7f);
            let mut gap = u32::from(at > 0 || !is_first);
            let mut flags = if usual & 0x80 != 0 { Token::DIGIT } else { 0 };
            if number & 1 != 0 {
                let (extra, rest) = bytes.split_first()?;
                *bytes = rest;
                gap = u32::from(extra >> GAP_SHIFT);
                if extra >> GAP_SHIFT == LONG_GAP {
                    gap = take(bytes)?;
                }
                if extra & LENGTH != 0 {
                    length = take(bytes)?;
                }
                for (flag, bit) in [
                    (Token::CAPITAL, CAPITAL),
                    (Token::OPENS, OPENS),
                    (Token::DECODED, DECODED),
                    (Token::QUOTED, QUOTED),
                ] {
                    if extra & bit != 0 {
                        flags |= flag;
                    }
                }
            }
            let from = end.checked_add(gap)?;
            end = from.checked_add(length)?;
            tokens.push(Token {
                skeleton,
                marks,
                from,
                to: end,
                flags,
            });
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{take, varint};

    proptest! {
        #[test]
        fn numbers_of_any_length_are_read_as_they_were_written(
            numbers in prop::collection::vec((any::<u32>(), 0_u32..32), 0..40),
        ) {
            let numbers: Vec<u32> = numbers.iter().map(|(number, less)| number >> less).collect();
            let mut bytes = Vec::new();
            for number in &numbers {
                varint(*number, &mut bytes);
            }
            let mut unread = bytes.as_slice();
            for number in numbers {
                prop_assert_eq!(take(&mut unread), Some(number));
            }
            prop_assert_eq!(take(&mut unread), None);
        }
    }
}
