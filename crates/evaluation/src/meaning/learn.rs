//! Learning a table from texts, in two passes: which syllables belong together, and what company words
//! keep.

use std::collections::HashMap;

use super::{KEPT, Table, Word, name, sound};
use sangkien_novelty::{Document, Token};

/// A word seen less often is not learned.
const FEWEST: u32 = 6;
/// Two syllables are one word when they stand together so many times as often as chance has it.
const TOGETHER: u64 = 24;
/// The most words.
const WORDS: usize = 16_000;
/// Contexts: the most frequent words after the commonest, which stand beside everything.
pub(super) const CONTEXTS: usize = 3_000;
/// See [`CONTEXTS`].
const COMMONEST: usize = 60;
/// So many words to either side are company.
const NEAR: usize = 6;
/// Sixteenths of a bit by which a word has to prefer a context.
const SHIFT: u32 = 16;

/// The first pass: syllables and pairs of them.
#[derive(Debug, Default)]
pub struct Counter {
    singles: HashMap<u64, u32>,
    pairs: HashMap<(u64, u64), u32>,
    all: u64,
}

impl Counter {
    /// Takes a text into account.
    pub fn add(&mut self, document: &Document) {
        let mut before: Option<u64> = None;
        for token in &document.tokens {
            if token.is(Token::OPENS) {
                before = None;
            }
            if token.is_name_or_number() {
                before = None;
                continue;
            }
            *self.singles.entry(sound(token)).or_default() += 1;
            self.all += 1;
            if let Some(first) = before {
                *self.pairs.entry((first, sound(token))).or_default() += 1;
            }
            before = Some(sound(token));
        }
    }

    /// The words found; the order of texts makes no difference.
    pub fn words(self) -> Company {
        let single = |syllable: &u64| self.singles.get(syllable).copied().unwrap_or(0);
        let mut found: Vec<(u32, u64)> = self
            .singles
            .iter()
            .filter(|(_, count)| **count >= FEWEST)
            .map(|(syllable, count)| (*count, name(*syllable, None)))
            .collect();
        for ((first, second), count) in &self.pairs {
            let chance = u64::from(single(first)) * u64::from(single(second));
            if *count >= FEWEST && u64::from(*count) * self.all >= TOGETHER * chance {
                found.push((*count, name(*first, Some(*second))));
            }
        }
        found.sort_unstable_by_key(|(count, name)| (std::cmp::Reverse(*count), *name));
        found.truncate(WORDS);
        let words = found.iter().map(|(_, name)| Word {
            name: *name,
            weight: 0,
            company: Vec::new(),
        });
        let table = Table::of(words.collect());
        let mut contexts = vec![None; table.words.len()];
        let common = found.iter().skip(COMMONEST).take(CONTEXTS);
        for (number, (_, name)) in (0_u16..).zip(common) {
            if let Some(slot) = table
                .places
                .get(name)
                .and_then(|at| contexts.get_mut(*at as usize))
            {
                *slot = Some(number);
            }
        }
        Company {
            together: vec![0; table.words.len() * CONTEXTS],
            seen: vec![0; table.words.len()],
            contexts,
            table,
        }
    }
}

/// The second pass: what company words keep.
#[derive(Debug)]
pub struct Company {
    table: Table,
    /// For each word the number it has as a context.
    contexts: Vec<Option<u16>>,
    seen: Vec<u32>,
    together: Vec<u32>,
}

impl Company {
    /// Takes a text into account.
    pub fn add(&mut self, document: &Document) {
        let starts = (document.tokens.iter().enumerate())
            .filter(|(_, token)| token.is(Token::OPENS))
            .map(|(at, _)| at);
        let mut from = 0;
        for to in starts.chain([document.tokens.len()]) {
            self.sentence(document.tokens.get(from..to).unwrap_or_default());
            from = to;
        }
    }

    fn sentence(&mut self, tokens: &[Token]) {
        let words = self.table.in_order(tokens);
        for (at, word) in words.iter().enumerate() {
            if let Some(seen) = self.seen.get_mut(*word as usize) {
                *seen += 1;
            }
            let from = at.saturating_sub(NEAR);
            let near = words
                .iter()
                .enumerate()
                .skip(from)
                .take(at - from + NEAR + 1);
            for (_, other) in near.filter(|(place, _)| *place != at) {
                let context = self.contexts.get(*other as usize).copied().flatten();
                let Some(context) = context else { continue };
                let cell = *word as usize * CONTEXTS + usize::from(context);
                if let Some(count) = self.together.get_mut(cell) {
                    *count += 1;
                }
            }
        }
    }

    /// The table learned.
    pub fn table(self) -> Table {
        let all: u64 = self.seen.iter().map(|count| u64::from(*count)).sum();
        let mut of_context = vec![0_u64; CONTEXTS];
        for row in self.together.chunks_exact(CONTEXTS) {
            for (sum, count) in of_context.iter_mut().zip(row) {
                *sum += u64::from(*count);
            }
        }
        let every: u64 = of_context.iter().sum();
        let rows = self.together.chunks_exact(CONTEXTS);
        let words = self.table.words.into_iter().zip(rows).zip(&self.seen);
        let learned = words.filter_map(|((word, row), seen)| {
            let own: u64 = row.iter().map(|count| u64::from(*count)).sum();
            let mut company: Vec<(u16, u8)> = (0_u16..)
                .zip(row)
                .zip(&of_context)
                .filter_map(|((context, count), sum)| {
                    // How much oftener than by chance, as a logarithm.
                    let more = sixteenths(u64::from(*count)) + sixteenths(every);
                    let less = sixteenths(own) + sixteenths(*sum) + SHIFT;
                    let weight = more.checked_sub(less).filter(|_| *count > 1)?;
                    (weight > 0).then(|| (context, u8::try_from(weight).unwrap_or(u8::MAX)))
                })
                .collect();
            company
                .sort_unstable_by_key(|(context, weight)| (std::cmp::Reverse(*weight), *context));
            company.truncate(KEPT);
            company.sort_unstable();
            let weight = sixteenths(all).saturating_sub(sixteenths(u64::from(*seen)));
            (*seen > 0).then(|| Word {
                weight: u16::try_from(weight).unwrap_or(u16::MAX),
                company,
                ..word
            })
        });
        Table::of(learned.collect())
    }
}

/// The logarithm of a number to the base 2, in sixteenths, 0 for 0.
fn sixteenths(number: u64) -> u32 {
    let Some(whole) = number.checked_ilog2() else {
        return 0;
    };
    // Between powers of two a straight line is near enough.
    let rest = (number - (1 << whole)) * 16 / (1 << whole);
    whole * 16 + u32::try_from(rest).unwrap_or(0)
}
