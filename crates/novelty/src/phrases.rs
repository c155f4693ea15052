//! Set phrases: runs of syllables that so many texts have that sharing them means nothing, such
//! as the headings of forms and the turns of official writing.

use crate::prints::GRAM;

/// Texts that are looked at when set phrases are learned.
pub const SAMPLE: usize = 4_000;
/// A run in fewer texts than this is never a set phrase.
pub const FEWEST: usize = 6;
/// Otherwise a run is one when it occurs in at least one of so many texts.
pub const ONE_IN: usize = 50;

/// The set phrases of a collection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phrases {
    prints: Vec<u32>,
    /// One bit for each value of the upper bits of a print, to say no quickly.
    filter: Vec<u64>,
}

const FILTER_BITS: u32 = 18;

impl Phrases {
    /// The set with these prints.
    pub fn of(mut prints: Vec<u32>) -> Self {
        prints.sort_unstable();
        prints.dedup();
        let mut filter = vec![0_u64; 1 << (FILTER_BITS - 6)];
        for print in &prints {
            let bit = print >> (32 - FILTER_BITS);
            if let Some(word) = filter.get_mut((bit >> 6) as usize) {
                *word |= 1 << (bit & 63);
            }
        }
        Self { prints, filter }
    }

    /// Whether the run with this print is a set phrase.
    #[inline]
    pub fn contains(&self, print: u32) -> bool {
        let bit = print >> (32 - FILTER_BITS);
        self.filter
            .get((bit >> 6) as usize)
            .is_some_and(|word| word >> (bit & 63) & 1 != 0)
            && self.prints.binary_search(&print).is_ok()
    }

    /// The prints in ascending order.
    pub fn prints(&self) -> &[u32] {
        &self.prints
    }
}

/// Set phrases that run into one another over so many syllables are headings and formulas, which
/// never count. A shorter one, a turn of everyday language, counts within a run that has more.
pub const FORMULA: usize = 2 * GRAM;

/// Calls with each syllable of a stretch of `length` that counts; `starts` says whether a set phrase
/// starts at a syllable. A set phrase counts as one when the whole of it lies in the stretch.
pub(crate) fn each_telling(
    length: usize,
    starts: impl Fn(usize) -> bool,
    mut act: impl FnMut(usize),
) {
    let mut at = 0;
    let mut has_more = false;
    // What lies in short set phrases before anything else is known.
    let mut waiting: Option<usize> = None;
    while at < length {
        if at + GRAM > length || !starts(at) {
            if !has_more {
                (waiting.map_or(at, |from| from)..at).for_each(&mut act);
                has_more = true;
            }
            act(at);
            at += 1;
            continue;
        }
        let from = at;
        let mut end = at + GRAM;
        while at < end {
            at += 1;
            if at + GRAM <= length && starts(at) {
                end = at + GRAM;
            }
        }
        if end - from < FORMULA {
            if has_more {
                (from..end).for_each(&mut act);
            } else {
                waiting = Some(from);
            }
        }
    }
}

/// Learns set phrases from texts, by how many of them have a run.
#[derive(Debug, Default)]
pub struct Learner {
    prints: Vec<u32>,
    texts: usize,
}

impl Learner {
    /// Takes a text into account.
    pub fn add(&mut self, prints: &[u32]) {
        let from = self.prints.len();
        self.prints.extend_from_slice(prints);
        let new = self.prints.get_mut(from..).unwrap_or_default();
        new.sort_unstable();
        let mut kept = from;
        for at in from..self.prints.len() {
            let print = self.prints.get(at).copied().unwrap_or_default();
            let repeated = kept > from && self.prints.get(kept - 1) == Some(&print);
            if !repeated {
                if let Some(slot) = self.prints.get_mut(kept) {
                    *slot = print;
                }
                kept += 1;
            }
        }
        self.prints.truncate(kept);
        self.texts += 1;
    }

    /// The runs that occur in enough of the texts. The order of the texts makes no difference.
    pub fn learned(mut self) -> Phrases {
        let enough = FEWEST.max(self.texts / ONE_IN);
        self.prints.sort_unstable();
        let common = self
            .prints
            .chunk_by(|left, right| left == right)
            .filter(|same| same.len() >= enough)
            .filter_map(|same| same.first().copied())
            .collect();
        Phrases::of(common)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn telling(length: usize, starts: &[usize]) -> Vec<usize> {
        let mut out = Vec::new();
        each_telling(length, |at| starts.contains(&at), |at| out.push(at));
        out
    }

    #[test]
    fn a_turn_of_language_counts_within_more_and_a_formula_never() {
        let all: Vec<usize> = (0..10).collect();
        assert_eq!(telling(10, &[]), all);
        assert_eq!(telling(10, &[3]), all);
        assert_eq!(telling(10, &[0, 1]), all);
        assert_eq!(telling(10, &[6]), all);
        assert_eq!(telling(4, &[0]), []);
        assert_eq!(telling(10, &[0, 4, 5, 6]), []);
        assert_eq!(telling(10, &[1, 3, 5]), [0, 9]);
        // Only the part of a set phrase that lies beyond the end makes it none.
        assert_eq!(telling(10, &[7]), all);
    }

    #[test]
    fn what_enough_texts_have_is_a_set_phrase() {
        let mut learner = Learner::default();
        for text in 0..FEWEST {
            let own = u32::try_from(text).unwrap() + 100;
            learner.add(&[7, 7, own, own, 9]);
        }
        learner.add(&[9]);
        let phrases = learner.learned();
        assert_eq!(phrases.prints(), [7, 9]);
        assert!(phrases.contains(7) && !phrases.contains(100) && !phrases.contains(8));
    }
}
