//! Runs of equal syllables of two texts.

use crate::document::Token;

/// Equal syllables side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Run {
    /// First token in the new text.
    pub query: usize,
    /// First token in the earlier text.
    pub source: usize,
    /// How many.
    pub length: usize,
}

impl Run {
    /// The run as the other text sees it.
    #[must_use]
    pub const fn mirrored(&self) -> Self {
        Self {
            query: self.source,
            source: self.query,
            length: self.length,
        }
    }
}

/// Syllables a run begins with.
const SEED: usize = 3;
/// A seed with more places in both texts together (multiplied) is passed over.
const MOST: u32 = 64;

/// The seeds of the new text by their hash.
#[derive(Debug)]
pub(super) struct Seeds {
    mask: u64,
    /// Per slot: hash, first place + 1.
    slots: Vec<(u64, u32)>,
    /// For each place: the next place with the same hash + 1.
    next: Vec<u32>,
    /// Per slot: places in the new text, and in the earlier one while it is compared.
    counts: Vec<(u32, u32)>,
    found: Vec<u32>,
}

fn hash(tokens: &[Token], at: usize) -> Option<u64> {
    let mut sum = 0_u64;
    for token in tokens.get(at..at + SEED)? {
        sum = (sum.rotate_left(21) ^ token.skeleton).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
    Some(sum ^ sum >> 29)
}

impl Seeds {
    pub(super) fn of(tokens: &[Token]) -> Self {
        let size = (tokens.len() * 2).next_power_of_two().max(16);
        let mut seeds = Self {
            mask: size as u64 - 1,
            slots: vec![(0, 0); size],
            next: vec![0; tokens.len()],
            counts: vec![(0, 0); size],
            found: Vec::new(),
        };
        // From the end, so that the places of a seed come in ascending order.
        for at in (0..tokens.len().saturating_sub(SEED - 1)).rev() {
            let Some(hash) = hash(tokens, at) else {
                continue;
            };
            let slot = seeds.slot(hash);
            let Some(entry) = seeds.slots.get_mut(slot) else {
                continue;
            };
            if let Some(next) = seeds.next.get_mut(at) {
                *next = entry.1;
            }
            *entry = (hash, u32::try_from(at + 1).unwrap_or(0));
            if let Some(count) = seeds.counts.get_mut(slot) {
                count.0 += 1;
            }
        }
        seeds
    }

    /// The slot of a hash, or the free one where it would go.
    #[inline]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "masked to the number of slots"
    )]
    fn slot(&self, hash: u64) -> usize {
        let mut slot = hash & self.mask;
        loop {
            match self.slots.get(slot as usize) {
                Some((other, place)) if *place != 0 && *other != hash => {
                    slot = (slot + 1) & self.mask;
                }
                _ => return slot as usize,
            }
        }
    }

    /// All runs of at least [`SEED`] equal syllables, as long as they go.
    pub(super) fn runs(&mut self, query: &[Token], source: &[Token]) -> Vec<Run> {
        self.look_up(source);
        let mut out = Vec::new();
        let mut before = None;
        for (s, slot) in self.found.iter().enumerate() {
            let slot = (*slot as usize).checked_sub(1);
            let Some(at) = slot.filter(|slot| self.is_telling(*slot)) else {
                before = None;
                continue;
            };
            let mut place = self.slots.get(at).map_or(0, |entry| entry.1) as usize;
            while let Some(q) = place.checked_sub(1) {
                place = self.next.get(q).copied().unwrap_or(0) as usize;
                // Inside a run that began earlier.
                let inside = before.is_some() && q > 0 && equal(query, q - 1, source, s - 1);
                if !inside {
                    let length = query
                        .iter()
                        .skip(q)
                        .zip(source.iter().skip(s))
                        .take_while(|(left, right)| left.skeleton == right.skeleton)
                        .count();
                    if length >= SEED {
                        out.push(Run {
                            query: q,
                            source: s,
                            length,
                        });
                    }
                }
            }
            before = Some(at);
        }
        self.forget();
        out
    }

    fn is_telling(&self, slot: usize) -> bool {
        self.counts
            .get(slot)
            .is_some_and(|(query, source)| query.saturating_mul(*source) <= MOST)
    }

    fn look_up(&mut self, source: &[Token]) {
        self.found.clear();
        for s in 0..source.len().saturating_sub(SEED - 1) {
            let mut mark = 0;
            if let Some(hash) = hash(source, s) {
                let slot = self.slot(hash);
                if self.slots.get(slot).is_some_and(|entry| entry.1 != 0) {
                    mark = u32::try_from(slot + 1).unwrap_or(0);
                    if let Some(count) = self.counts.get_mut(slot) {
                        count.1 += 1;
                    }
                }
            }
            self.found.push(mark);
        }
    }

    fn forget(&mut self) {
        for slot in &self.found {
            let slot = (*slot as usize).wrapping_sub(1);
            if let Some(count) = self.counts.get_mut(slot) {
                count.1 = 0;
            }
        }
    }
}

fn equal(query: &[Token], q: usize, source: &[Token], s: usize) -> bool {
    match (query.get(q), source.get(s)) {
        (Some(left), Some(right)) => left.skeleton == right.skeleton,
        _ => false,
    }
}
