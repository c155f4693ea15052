//! What the passages shared with earlier texts amount to.

use std::collections::BTreeSet;

use crate::align::{Kind, Passage};
use crate::document::{Document, Token};
use crate::phrases::{self, Phrases};

/// From when on an overlap is pointed out. Counted syllables are equal ones that are neither set
/// phrase nor quotation; a passage is *alike* when enough of it is equal on the longer side.
///
/// Two reports on one event share names, titles and turns of phrase; what they share is scattered.
/// The defaults ask for about two whole sentences, for a long passage however much was changed in
/// it, or for a tenth of the new text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Counted syllables in one passage that is alike.
    pub passage: u32,
    /// Equal syllables of a hundred from which on a passage is alike.
    pub alike: u32,
    /// Counted syllables in one passage, whatever stands between.
    pub long: u32,
    /// Passages of fewer counted syllables do not add to the share, nor do those that are not alike
    /// unless they reach `long`.
    pub least: u32,
    /// Share of the new text taken from one earlier text, in hundredths of a percent.
    pub share: u32,
}

impl Limits {
    /// What holds unless configured otherwise.
    pub const DEFAULT: Self = Self {
        passage: 40,
        alike: 65,
        long: 120,
        least: 20,
        share: 1000,
    };

    fn is_alike(&self, passage: &Passage) -> bool {
        let length = passage.query.len().max(passage.source.len());
        let same = passage.equal + exchanged(passage);
        same as usize * 100 >= length * self.alike as usize
    }
}

/// Names and numbers that stand for others are as good as equal where hardly anything else differs, as
/// long as more than names is equal.
fn exchanged(passage: &Passage) -> u32 {
    match passage.kind {
        Kind::Names => passage.swapped.min(passage.counted / 2),
        _ => 0,
    }
}

/// What one earlier text has of the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// Syllables of the new text that count and are in a passage.
    pub counted: u32,
    /// Of all syllables of the new text that count, in hundredths of a percent, rounded down.
    pub hundredths: u32,
    /// The most counted syllables in one passage.
    pub longest: u32,
    /// Whether a limit is reached.
    pub flagged: bool,
}

/// The syllables of a text that can count, its prints given: neither within a formula of set phrases
/// nor quotation.
pub fn countable(document: &Document, prints: &[u32], phrases: &Phrases) -> u32 {
    let mut count = 0;
    let starts = |at| prints.get(at).is_some_and(|print| phrases.contains(*print));
    phrases::each_telling(document.tokens.len(), starts, |at| {
        let token = document.tokens.get(at);
        count += u32::from(token.is_some_and(|token| !token.is(Token::QUOTED)));
    });
    count
}

/// The share of the new text that the passages make up; `countable` as counted over it. Several
/// passages over the same syllables count once, so that passages from all earlier texts together
/// give the share of the whole.
pub fn share<'passages>(
    passages: impl IntoIterator<Item = &'passages Passage>,
    countable: u32,
    limits: &Limits,
) -> Share {
    let (mut longest, mut alike) = (0, 0);
    let mut parts: Vec<(usize, usize, u32)> = Vec::new();
    for passage in passages {
        if passage.kind == Kind::Quoted {
            continue;
        }
        longest = longest.max(passage.counted);
        let is_alike = limits.is_alike(passage);
        if is_alike {
            alike = alike.max(passage.counted + exchanged(passage));
        }
        if passage.counted >= limits.long || is_alike && passage.counted >= limits.least {
            parts.push((passage.query.start, passage.query.end, passage.counted));
        }
    }
    parts.sort_unstable();
    // Of overlapping passages the larger counts.
    let mut counted = 0_u32;
    let mut last: Option<(usize, u32)> = None;
    for (from, to, count) in parts {
        match last {
            Some((end, before)) if from < end => {
                counted += count.saturating_sub(before);
                last = Some((end.max(to), before.max(count)));
            }
            _ => {
                counted += count;
                last = Some((to, count));
            }
        }
    }
    let counted = counted.min(countable);
    let hundredths = u64::from(counted) * 10_000 / u64::from(countable.max(1));
    let hundredths = u32::try_from(hundredths).unwrap_or(10_000);
    Share {
        counted,
        hundredths,
        longest,
        flagged: alike >= limits.passage
            || longest >= limits.long
            || counted > 0 && hundredths >= limits.share,
    }
}

/// Whose the earlier text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Authorship {
    /// All authors of the earlier text are authors of the new one.
    Own,
    /// Some are.
    Joint,
    /// None is.
    Others,
}

impl Authorship {
    /// Compares the authors of two texts; a text without known authors is someone else's.
    pub fn of<T: Ord>(new: &[T], earlier: &[T]) -> Self {
        let new: BTreeSet<&T> = new.iter().collect();
        let shared = earlier.iter().filter(|author| new.contains(author)).count();
        match shared {
            0 => Self::Others,
            all if all == earlier.len() => Self::Own,
            _ => Self::Joint,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(from: usize, to: usize, counted: u32) -> Passage {
        Passage {
            query: from..to,
            source: 0..to - from,
            kind: Kind::Edited,
            runs: Vec::new(),
            counted,
            equal: counted,
            swapped: 0,
        }
    }

    #[test]
    fn syllables_found_twice_count_once() {
        let all = [
            passage(0, 100, 90),
            passage(10, 60, 40),
            passage(200, 300, 70),
        ];
        let share = share(&all, 1000, &Limits::DEFAULT);
        assert_eq!(
            (share.counted, share.hundredths, share.longest),
            (160, 1600, 90)
        );
        assert!(share.flagged);
    }

    #[test]
    fn scattered_agreement_is_told_but_not_flagged() {
        let told = |length: usize, counted| {
            share(&[passage(0, length, counted)], 1000, &Limits::DEFAULT).flagged
        };
        assert!(told(45, 40) && !told(45, 39));
        assert!(told(300, 120) && !told(300, 119));
        let short = share(&[passage(0, 25, 20)], 200, &Limits::DEFAULT);
        assert_eq!((short.hundredths, short.flagged), (1000, true));
        let below = share(&[passage(0, 25, 20)], 201, &Limits::DEFAULT);
        assert!(!below.flagged);
    }

    #[test]
    fn a_quotation_is_never_counted() {
        let mut quoted = passage(0, 100, 90);
        quoted.kind = Kind::Quoted;
        let share = share(&[quoted], 1000, &Limits::DEFAULT);
        assert_eq!((share.counted, share.flagged), (0, false));
    }

    #[test]
    fn own_and_joint_earlier_work_are_told_apart() {
        assert_eq!(Authorship::of(&["a", "b"], &["a"]), Authorship::Own);
        assert_eq!(Authorship::of(&["a"], &["a", "b"]), Authorship::Joint);
        assert_eq!(Authorship::of(&["a"], &["b"]), Authorship::Others);
        assert_eq!(Authorship::of::<&str>(&["a"], &[]), Authorship::Others);
    }
}
