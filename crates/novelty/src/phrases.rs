//! Set phrases: runs of syllables that so many texts have that sharing them means nothing, such
//! as the headings of forms and the turns of official writing.

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
