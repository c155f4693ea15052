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
const MOST: u32 = 12;

/// Twenty syllables in a row have eighteen seeds, sixty of which four in ten were changed about thirteen;
/// texts on other subjects share five or six turns of language within so many syllables.
const PROMISING: usize = 11;
/// See [`PROMISING`].
const CLOSE: usize = 64;

/// Bits of the filter that most seeds of an unrelated text do not pass.
const FILTER_BITS: u32 = 20;
pub(super) const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// The seeds of the new text by their hash.
#[derive(Debug)]
pub(super) struct Seeds {
    filter: Vec<u64>,
    mask: u64,
    /// Per slot: hash, first place + 1.
    slots: Vec<(u64, u32)>,
    /// For each place: the next place with the same hash + 1.
    next: Vec<u32>,
    /// Per slot: places in the new text, and in the earlier one while it is compared.
    counts: Vec<(u32, u32)>,
    /// Places of the earlier text whose seed the new one has, with its slot.
    found: Vec<(u32, u32)>,
    reach: Vec<u32>,
}

/// The hash of the seed at each place, in order.
fn hashes(skeletons: impl Iterator<Item = u64>) -> impl Iterator<Item = u64> {
    let mut window = (0_u64, 0_u64);
    skeletons.enumerate().filter_map(move |(at, skeleton)| {
        let last = skeleton.wrapping_mul(SPREAD);
        let sum = window.0.rotate_left(41) ^ window.1.rotate_left(19) ^ last;
        window = (window.1, last);
        (at + 1 >= SEED).then(|| sum.wrapping_mul(SPREAD))
    })
}

impl Seeds {
    pub(super) fn of(tokens: &[Token]) -> Self {
        let size = (tokens.len() * 2).next_power_of_two().max(16);
        let mut seeds = Self {
            filter: vec![0; 1 << (FILTER_BITS - 6)],
            mask: size as u64 - 1,
            slots: vec![(0, 0); size],
            next: vec![0; tokens.len()],
            counts: vec![(0, 0); size],
            found: Vec::new(),
            reach: Vec::new(),
        };
        let all: Vec<u64> = hashes(tokens.iter().map(|token| token.skeleton)).collect();
        // From the end, so that the places of a seed come in ascending order.
        for (at, hash) in all.into_iter().enumerate().rev() {
            let bit = hash >> (64 - FILTER_BITS);
            if let Some(word) = seeds.filter.get_mut(usize::try_from(bit >> 6).unwrap_or(0)) {
                *word |= 1 << (bit & 63);
            }
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

    /// All runs of equal syllables, as long as they go, that have a telling seed in them.
    pub(super) fn runs(&mut self, query: &[Token], source: &[Token]) -> Vec<Run> {
        self.look_up(source);
        let mut out = Vec::new();
        // How far each diagonal is already covered, in places of the new text.
        self.reach.clear();
        self.reach.resize(query.len() + source.len(), 0);
        for (s, slot) in &self.found {
            let (s, slot) = (*s as usize, *slot as usize);
            if !self.is_telling(slot) {
                continue;
            }
            let mut place = self.slots.get(slot).map_or(0, |entry| entry.1) as usize;
            while let Some(q) = place.checked_sub(1) {
                place = self.next.get(q).copied().unwrap_or(0) as usize;
                let Some(reach) = self.reach.get_mut(q + source.len() - s) else {
                    continue;
                };
                if *reach as usize > q {
                    continue;
                }
                let before = (0..q.min(s))
                    .take_while(|step| equal(query, q - 1 - step, source, s - 1 - step))
                    .count();
                let left = query.get(q..).unwrap_or_default();
                let right = source.get(s..).unwrap_or_default();
                let after = left
                    .iter()
                    .zip(right)
                    .take_while(|(left, right)| left.skeleton == right.skeleton)
                    .count();
                *reach = u32::try_from(q + after).unwrap_or(u32::MAX);
                // Two seeds may share a hash and nothing else.
                if before + after >= SEED {
                    out.push(Run {
                        query: q - before,
                        source: s - before,
                        length: before + after,
                    });
                }
            }
        }
        self.forget();
        out
    }

    /// Whether the new text may have this seed; certainly not when the answer is no.
    #[inline]
    fn may_have(&self, hash: u64) -> bool {
        let bit = hash >> (64 - FILTER_BITS);
        let word = self.filter.get(usize::try_from(bit >> 6).unwrap_or(0));
        word.is_some_and(|word| word >> (bit & 63) & 1 != 0)
    }

    /// Whether [`PROMISING`] seeds of the new text, or what looks like them, lie close together.
    pub(super) fn promise(&self, skeletons: &[u64]) -> bool {
        let mut last = [usize::MAX; PROMISING];
        let mut count = 0;
        for (s, hash) in hashes(skeletons.iter().copied()).enumerate() {
            if !self.may_have(hash) {
                continue;
            }
            let Some(slot) = last.get_mut(count % PROMISING) else {
                return true;
            };
            // The slot has the place of the seed so many before this one.
            if s.checked_sub(*slot).is_some_and(|apart| apart < CLOSE) {
                return true;
            }
            *slot = s;
            count += 1;
        }
        false
    }

    fn is_telling(&self, slot: usize) -> bool {
        self.counts
            .get(slot)
            .is_some_and(|(query, source)| query.saturating_mul(*source) <= MOST)
    }

    fn look_up(&mut self, source: &[Token]) {
        let mut found = std::mem::take(&mut self.found);
        found.clear();
        let skeletons = source.iter().map(|token| token.skeleton);
        for (s, hash) in hashes(skeletons).enumerate() {
            if !self.may_have(hash) {
                continue;
            }
            let slot = self.slot(hash);
            if self.slots.get(slot).is_some_and(|entry| entry.1 != 0) {
                let place = (
                    u32::try_from(s).unwrap_or(0),
                    u32::try_from(slot).unwrap_or(0),
                );
                found.push(place);
                if let Some(count) = self.counts.get_mut(slot) {
                    count.1 += 1;
                }
            }
        }
        self.found = found;
    }

    fn forget(&mut self) {
        for (_, slot) in &self.found {
            if let Some(count) = self.counts.get_mut(*slot as usize) {
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
