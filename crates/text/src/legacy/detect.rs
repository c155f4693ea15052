//! Which stretches of a text are in which encoding.

use std::ops::Range;

use super::{Encoding, word_in};
use crate::syllable::is_syllable;

#[expect(
    clippy::struct_excessive_bools,
    reason = "independent observations on one word, each with its name"
)]
/// A word with letters beyond ASCII and the readings under which it can be Vietnamese.
struct Word {
    place: Range<usize>,
    unicode: bool,
    /// It has a letter that only Unicode has, and is Vietnamese with it.
    certain: bool,
    old: [bool; 3],
    /// It has a character that no Vietnamese text in Unicode has.
    odd: bool,
    opens_line: bool,
}

/// Words shorter than a stretch of this many need the rest of the text to speak for them.
const ENOUGH: usize = 4;

/// Stretches in an old encoding, in order. Words in plain ASCII are the same in all of them.
pub(super) fn runs(text: &str) -> Vec<(Range<usize>, Encoding)> {
    let words = words(text);
    let stretches = stretches(&words);
    let chosen: Vec<Option<Encoding>> = stretches
        .iter()
        .map(|stretch| alone(stretch.words))
        .collect();
    let dominant = dominant(&stretches, &chosen);
    let mut out: Vec<(Range<usize>, Encoding)> = Vec::new();
    for (stretch, own) in stretches.iter().zip(chosen) {
        let encoding = own.or_else(|| dominant.filter(|encoding| follows(stretch, *encoding)));
        let (Some(encoding), Some(first), Some(last)) =
            (encoding, stretch.words.first(), stretch.words.last())
        else {
            continue;
        };
        out.push((first.place.start..last.place.end, encoding));
    }
    out
}

fn words(text: &str) -> Vec<Word> {
    let mut out = Vec::new();
    let mut offset = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let mut at = offset;
        let mut opens_line = true;
        for word in line.split_inclusive([' ', '\t', '\n', '\r']) {
            let place = at..at + word.len();
            at += word.len();
            let word = word.trim_end_matches([' ', '\t', '\n', '\r']);
            // The controls of VISCII are ASCII too.
            if !word.bytes().any(|byte| !(0x20..0x7f).contains(&byte)) {
                continue;
            }
            let place = place.start..place.start + word.len();
            out.push(judge(word, place, opens_line));
            opens_line = false;
        }
        offset += line.len();
    }
    out
}

fn judge(word: &str, place: Range<usize>, opens_line: bool) -> Word {
    let unicode = is_vietnamese(word);
    let only_unicode = |c: char| matches!(u32::from(c), 0x102..0x1b1 | 0x1e00..0x1f00);
    let odd = |c: char| {
        matches!(u32::from(c), 0xa1..0xc0 | 0x3bc | 0xc4..0xc8 | 0xcb | 0xcf | 0xd1 | 0xd6..0xd9
            | 0xdb | 0xdc | 0xde | 0xdf | 0xe4..0xe8 | 0xeb | 0xee..0xf2 | 0xf6..0xf9 | 0xfb
            | 0xfc | 0xfe | 0xff | 0..0x20 | 0x7f..=0x9f)
    };
    let [tcvn3, vni, viscii] = Encoding::ALL;
    let certain = unicode && word.chars().any(only_unicode);
    let mut decoded = String::with_capacity(2 * word.len());
    let mut old = |encoding| {
        // What is certainly Unicode is not read otherwise.
        if certain {
            return false;
        }
        word_in(word, encoding, &mut decoded);
        is_vietnamese(&decoded)
    };
    Word {
        place,
        unicode,
        certain,
        old: [old(tcvn3), old(vni), old(viscii)],
        odd: word.chars().any(odd),
        opens_line,
    }
}

/// Whether every part of the word with marks can be a syllable, and there is one.
fn is_vietnamese(word: &str) -> bool {
    let mut marked = 0;
    for part in word.split(|c: char| !c.is_alphabetic() || matches!(c, 'ª' | 'º' | 'µ')) {
        if part.is_ascii() {
            continue;
        }
        if !is_syllable(part) {
            return false;
        }
        marked += 1;
    }
    let stray = |c: char| !c.is_ascii() && !c.is_alphabetic() && !is_quotation(c);
    marked > 0 && !word.chars().any(stray)
}

const fn is_quotation(c: char) -> bool {
    matches!(
        c,
        '\u{2010}'..='\u{2030}' | '«' | '»' | '°' | '²' | '³' | '·' | '\u{a0}'
    )
}

/// Words that belong together: a line, divided where a word is certainly Unicode.
struct Stretch<'words> {
    words: &'words [Word],
    /// The line has words that are certainly Unicode.
    beside_unicode: bool,
}

fn stretches(words: &[Word]) -> Vec<Stretch<'_>> {
    let mut out = Vec::new();
    for line in words.chunk_by(|_, right| !right.opens_line) {
        let beside_unicode = line.iter().any(|word| word.certain);
        for part in line.chunk_by(|left, right| left.certain == right.certain) {
            if part.first().is_some_and(|word| !word.certain) {
                out.push(Stretch {
                    words: part,
                    beside_unicode,
                });
            }
        }
    }
    out
}

fn count(words: &[Word], encoding: Encoding) -> usize {
    words
        .iter()
        .filter(|word| {
            let at = Encoding::ALL.iter().position(|other| *other == encoding);
            at.and_then(|at| word.old.get(at)) == Some(&true)
        })
        .count()
}

/// The encoding a stretch shows by itself.
fn alone(words: &[Word]) -> Option<Encoding> {
    if words.len() < ENOUGH || !words.iter().any(|word| word.odd) {
        return None;
    }
    let unicode = words.iter().filter(|word| word.unicode).count();
    let mut counted = Encoding::ALL.map(|encoding| (count(words, encoding), encoding));
    counted.sort_by_key(|(count, encoding)| (std::cmp::Reverse(*count), *encoding));
    let [(best, encoding), (second, _), _] = counted;
    let clear = best * 5 >= words.len() * 3 && best * 4 >= (second.max(unicode)) * 5;
    clear.then_some(encoding)
}

/// The encoding most of the text is in, when there is one.
fn dominant(stretches: &[Stretch<'_>], chosen: &[Option<Encoding>]) -> Option<Encoding> {
    let words = |wanted: Option<Encoding>| {
        let fitting = stretches
            .iter()
            .zip(chosen)
            .filter(|(_, own)| **own == wanted);
        fitting
            .map(|(stretch, _)| stretch.words.len())
            .sum::<usize>()
    };
    let best = Encoding::ALL
        .into_iter()
        .max_by_key(|encoding| (words(Some(*encoding)), std::cmp::Reverse(*encoding)))?;
    let counted = words(Some(best));
    if counted > 0 {
        return Some(best);
    }
    // Nothing but short lines: let them speak together.
    let all = stretches
        .iter()
        .map(|stretch| stretch.words.len())
        .sum::<usize>();
    let unicode = stretches
        .iter()
        .flat_map(|stretch| stretch.words.iter())
        .filter(|word| word.unicode)
        .count();
    let odd = stretches
        .iter()
        .any(|stretch| stretch.words.iter().any(|word| word.odd));
    let best = Encoding::ALL
        .into_iter()
        .map(|encoding| {
            let counted = stretches
                .iter()
                .map(|stretch| count(stretch.words, encoding))
                .sum::<usize>();
            (counted, std::cmp::Reverse(encoding))
        })
        .max()?;
    let clear = odd && all >= 2 && best.0 * 5 >= all * 4 && best.0 >= unicode * 2;
    clear.then_some(best.1.0)
}

/// Whether a stretch too short to judge goes with the rest of the text.
fn follows(stretch: &Stretch<'_>, encoding: Encoding) -> bool {
    let unicode = stretch.words.iter().filter(|word| word.unicode).count();
    let old = count(stretch.words, encoding);
    if stretch.beside_unicode {
        return old > unicode;
    }
    let odd = stretch.words.iter().any(|word| word.odd);
    old > unicode || old == unicode && (old > 0 || odd)
}
