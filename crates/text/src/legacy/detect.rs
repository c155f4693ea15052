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
    runs_among(&[text], [0; 3]).pop().unwrap_or_default()
}

/// The same for texts that belong together, such as the cells of a table: one too short to be judged
/// goes with the others. `declared` counts words known to be in each encoding beside these.
pub(super) fn runs_among(
    texts: &[&str],
    declared: [usize; 3],
) -> Vec<Vec<(Range<usize>, Encoding)>> {
    let words: Vec<Vec<Word>> = texts.iter().map(|text| words(text)).collect();
    let judged: Vec<Vec<Judged<'_>>> = words.iter().map(|words| judged(words)).collect();
    let certain = words.iter().flatten().filter(|word| word.certain).count();
    let dominant = dominant(&judged.concat(), declared, certain);
    let runs = |judged: &Vec<Judged<'_>>| {
        let run = |(at, (stretch, own)): (usize, &Judged<'_>)| {
            let beside = || beside(judged, at).into_iter().flatten();
            let mut others = dominant.into_iter().chain(beside());
            let encoding = own.or_else(|| others.find(|encoding| follows(stretch, *encoding)));
            let (first, last) = (stretch.words.first()?, stretch.words.last()?);
            Some((first.place.start..last.place.end, encoding?))
        };
        judged.iter().enumerate().filter_map(run).collect()
    };
    judged.iter().map(runs).collect()
}

fn judged(words: &[Word]) -> Vec<Judged<'_>> {
    let stretches = stretches(words).into_iter();
    stretches.map(|one| (one, alone(one.words))).collect()
}

/// A stretch with the encoding it shows by itself.
type Judged<'words> = (Stretch<'words>, Option<Encoding>);

/// The encodings that the stretches right before and after one show, and what both show that are
/// nearest of those that show one.
fn beside(judged: &[Judged<'_>], at: usize) -> [Option<Encoding>; 3] {
    let (before, rest) = judged.split_at(at);
    let after = rest.get(1..).unwrap_or_default();
    let own = |judged: Option<&Judged<'_>>| judged.and_then(|(_, own)| *own);
    let mut ends = (
        before.iter().rev().filter_map(|(_, own)| *own),
        after.iter().filter_map(|(_, own)| *own),
    );
    let both = (ends.0.next()).filter(|encoding| ends.1.next() == Some(*encoding));
    [own(before.last()), own(after.first()), both]
}

/// The encoding that a text shows against the one its font declares: four of five words are Vietnamese
/// in it, more than twice as many as in the declared one. Where other texts of the document showed
/// that encoding in the same way (`elsewhere`), one word is enough, and a few more than in the declared one.
pub(super) fn contradicted(
    text: &str,
    declared: Encoding,
    elsewhere: &[Encoding],
) -> Option<Encoding> {
    let words = words(text);
    let in_declared = count(&words, declared);
    let shown = |other: &Encoding| {
        let shown = count(&words, *other);
        let clear = if elsewhere.contains(other) {
            shown > in_declared
        } else {
            words.len() >= 2 && shown > 2 * in_declared
        };
        clear && shown * 5 >= words.len() * 4
    };
    let mut others = Encoding::ALL.into_iter();
    others.find(|other| *other != declared && shown(other))
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
#[derive(Clone, Copy)]
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

/// The encoding most of the text is in, when there is one: more than is certainly Unicode.
fn dominant(stretches: &[Judged<'_>], declared: [usize; 3], certain: usize) -> Option<Encoding> {
    let chosen = |wanted: Encoding| {
        let fitting = stretches.iter().filter(|(_, own)| *own == Some(wanted));
        fitting
            .map(|(stretch, _)| stretch.words.len())
            .sum::<usize>()
    };
    let (best, counted) = Encoding::ALL
        .into_iter()
        .zip(declared)
        .map(|(encoding, declared)| (encoding, declared + chosen(encoding)))
        .max_by_key(|(encoding, counted)| (*counted, std::cmp::Reverse(*encoding)))?;
    if counted > 0 {
        return (counted > certain).then_some(best);
    }
    let stretches = || stretches.iter().map(|(stretch, _)| stretch);
    // Nothing but short lines: let them speak together.
    let all = stretches()
        .map(|stretch| stretch.words.len())
        .sum::<usize>();
    let unicode = stretches()
        .flat_map(|stretch| stretch.words.iter())
        .filter(|word| word.unicode)
        .count();
    let odd = stretches().any(|stretch| stretch.words.iter().any(|word| word.odd));
    let best = Encoding::ALL
        .into_iter()
        .map(|encoding| {
            let counted = stretches()
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
