//! Likeness of meaning: a static table of which words keep the same company.
//!
//! Words that stand among the same others mean something alike: “bệnh nhân” and “người bệnh” both
//! stand beside “khám”, “thuốc”, “trạm”. The table is learned from texts
//! ([`learn`]) and has, for each word, the contexts it prefers, with weights; two sentences are
//! compared word by word through it. All of it is in integers, so the same texts give the same table
//! and the same likeness everywhere.
//!
//! This is an experiment with a figure ([`crate::runs::meaning`]): see `docs/adr/0014`. What it finds would
//! never be called copied: it is a likeness, and a person judges it.

pub mod distil;
pub mod learn;

use std::collections::HashMap;

use sangkien_novelty::Token;

/// Contexts that a word keeps, at most.
pub const KEPT: usize = 96;
/// Likeness of words that keep the same company as far as it matters: more than a quarter is the same
/// subject, and equal words say no more than that, because sentences on one subject share them.
pub const EQUAL: u32 = 250;

/// A word of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// One syllable with its marks, or two; see [`name`].
    pub name: u64,
    /// How much it tells, in sixteenths of a bit: rare words tell more.
    pub weight: u16,
    /// Contexts in ascending order, with how strongly the word prefers them.
    pub company: Vec<(u16, u8)>,
}

/// The name of a word of one or two syllables ([`sound`]).
pub fn name(first: u64, second: Option<u64>) -> u64 {
    match second {
        None => first,
        // A single syllable has never the top bit.
        Some(second) => {
            (first.rotate_left(29) ^ second).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1 << 63
        }
    }
}

/// A syllable with its marks: “giảm” and “giám” keep other company.
pub fn sound(token: &Token) -> u64 {
    token.skeleton ^ u64::from(token.marks).wrapping_mul(0xd6e8_feb8_6659_fd93) >> 1
}

/// What is known of words, ready to be asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    words: Vec<Word>,
    norms: Vec<u64>,
    places: HashMap<u64, u32>,
}

/// A sentence as the words of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentence {
    words: Vec<u32>,
}

impl Sentence {
    /// How many words of it the table knows.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

impl Table {
    /// A table of these words.
    pub fn of(mut words: Vec<Word>) -> Self {
        words.sort_by_key(|word| word.name);
        words.dedup_by_key(|word| word.name);
        let square = |word: &Word| {
            let company = word.company.iter();
            company
                .map(|(_, weight)| u64::from(*weight) * u64::from(*weight))
                .sum::<u64>()
        };
        Self {
            norms: words.iter().map(square).collect(),
            places: (0_u32..)
                .zip(&words)
                .map(|(at, word)| (word.name, at))
                .collect(),
            words,
        }
    }

    /// The words in ascending order of their names.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// Divides syllables into words: two that the table knows as one word, before one alone.
    fn in_order(&self, tokens: &[Token]) -> Vec<u32> {
        let mut words = Vec::new();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let next = tokens.get(at + 1).filter(|next| !next.is(Token::OPENS));
            let pair = next.map(|next| name(sound(token), Some(sound(next))));
            let pair = pair.and_then(|pair| self.places.get(&pair));
            at += 1 + usize::from(pair.is_some());
            let word = pair.or_else(|| self.places.get(&name(sound(token), None)));
            words.extend(word);
        }
        words
    }

    /// The words of a sentence, each once.
    pub fn sentence(&self, tokens: &[Token]) -> Sentence {
        let mut words = self.in_order(tokens);
        words.sort_unstable();
        words.dedup();
        Sentence { words }
    }

    /// The company of a sentence: that of its words, each by what it tells.
    pub fn company(&self, sentence: &Sentence) -> Vec<f32> {
        let mut sum = vec![0.0; learn::CONTEXTS];
        for at in &sentence.words {
            let (Some(word), Some(norm)) =
                (self.words.get(*at as usize), self.norms.get(*at as usize))
            else {
                continue;
            };
            let length = f32::from(u16::try_from(norm.isqrt()).unwrap_or(u16::MAX));
            for (context, strength) in &word.company {
                if let Some(sum) = sum.get_mut(usize::from(*context)) {
                    *sum += f32::from(word.weight) * f32::from(*strength) / length;
                }
            }
        }
        sum
    }

    /// How alike two words are, from 0 to [`EQUAL`].
    fn words_alike(&self, left: u32, right: u32) -> u32 {
        if left == right {
            return EQUAL;
        }
        let (Some(one), Some(other)) = (
            self.words.get(left as usize),
            self.words.get(right as usize),
        ) else {
            return 0;
        };
        let mut dot = 0_u64;
        let mut others = other.company.iter().peekable();
        for (context, weight) in &one.company {
            while others.next_if(|(other, _)| other < context).is_some() {}
            if let Some((_, same)) = others.next_if(|(other, _)| other == context) {
                dot += u64::from(*weight) * u64::from(*same);
            }
        }
        let norm = |at: u32| self.norms.get(at as usize).copied().unwrap_or(0);
        let size = (norm(left) * norm(right)).isqrt().max(1);
        u32::try_from(dot * 1000 / size).map_or(EQUAL, |alike| alike.min(EQUAL))
    }

    /// How alike in meaning two sentences are, in thousandths: each word with the one on the other side
    /// that is most like it, by what it tells; the mean of both directions.
    pub fn likeness(&self, left: &Sentence, right: &Sentence) -> u32 {
        let one_way = |from: &Sentence, to: &Sentence| {
            let (mut sum, mut all) = (0_u64, 0_u64);
            for word in &from.words {
                let weight = self.words.get(*word as usize).map_or(0, |word| word.weight);
                let best = to.words.iter().map(|other| self.words_alike(*word, *other));
                sum += u64::from(weight) * u64::from(best.max().unwrap_or(0)) * 1000;
                all += u64::from(weight);
            }
            sum / (all * u64::from(EQUAL)).max(1)
        };
        let both = one_way(left, right) + one_way(right, left);
        u32::try_from(both / 2).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests;
