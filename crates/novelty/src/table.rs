//! From a print to the texts that keep it, and about where: four bytes and a half for each kept print.

/// Syllables in a stretch.
pub const STRETCH: usize = 256;

/// Texts divided into stretches that are numbered through. An empty stretch follows each text, so
/// that no stretch has one of another text for a neighbour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretches {
    /// The first stretch of each text, and the end.
    starts: Vec<u32>,
}

impl Default for Stretches {
    fn default() -> Self {
        Self { starts: vec![0] }
    }
}

impl Stretches {
    /// Those of texts with so many syllables.
    pub fn of(syllables: impl IntoIterator<Item = usize>) -> Self {
        let mut out = Self::default();
        for count in syllables {
            out.push(count);
        }
        out
    }

    /// Adds a text with so many syllables.
    pub fn push(&mut self, syllables: usize) {
        let own = syllables.div_ceil(STRETCH).max(1) + 1;
        let own = u32::try_from(own).unwrap_or(u32::MAX);
        let end = self.starts.last().copied().unwrap_or(0);
        self.starts.push(end.saturating_add(own));
    }

    /// How many stretches there are.
    pub fn len(&self) -> usize {
        self.starts.last().map_or(0, |end| *end as usize)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The first stretch of a text.
    pub fn first(&self, text: u32) -> u32 {
        self.start(text).unwrap_or(0)
    }

    /// The first stretch of a text, the end of all for the one after the last, nothing beyond.
    pub fn start(&self, text: u32) -> Option<u32> {
        self.starts.get(text as usize).copied()
    }

    /// How many stretches a text has, the empty one left out.
    pub fn count(&self, text: u32) -> u32 {
        let next = self.first(text.saturating_add(1));
        next.saturating_sub(self.first(text) + 1)
    }

    /// The stretch of a text that a syllable stands in.
    pub fn at(&self, text: u32, syllable: usize) -> u32 {
        let within = u32::try_from(syllable / STRETCH).unwrap_or(u32::MAX);
        self.first(text).saturating_add(within)
    }

    /// The text that a stretch belongs to.
    pub fn text(&self, stretch: u32) -> u32 {
        let after = self.starts.partition_point(|start| *start <= stretch);
        u32::try_from(after.saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// Bytes it takes in memory.
    pub fn bytes(&self) -> usize {
        4 * self.starts.len()
    }
}

/// Kept prints of up to 2^26 stretches, ready to be asked. Made once, never changed.
///
/// The upper bits of a print choose a bucket; an entry has the lower bits of the print above and
/// the stretch below, so that the whole print is compared however large the table is, and dividing
/// texts over several tables gives the same answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    bits: u32,
    starts: Vec<u32>,
    entries: Vec<u32>,
}

const FEWEST_BITS: u32 = 12;
const MOST_BITS: u32 = 26;

impl Table {
    /// Puts prints and the stretches that keep them in order; `None` when there are more than the
    /// layout can hold (2^26 stretches or 2^32 prints).
    pub fn of(mut kept: Vec<(u32, u32)>, stretches: &Stretches) -> Option<Self> {
        kept.sort_unstable();
        kept.dedup();
        let wanted = (kept.len() / 8).next_power_of_two().trailing_zeros();
        let for_all = usize::BITS - stretches.len().leading_zeros();
        let bits = wanted.max(for_all).max(FEWEST_BITS);
        if bits > MOST_BITS || u32::try_from(kept.len()).is_err() {
            return None;
        }
        let mut starts = Vec::with_capacity((1 << bits) + 1);
        let mut entries = Vec::with_capacity(kept.len());
        for (print, stretch) in kept {
            let bucket = (print >> (32 - bits)) as usize;
            while starts.len() <= bucket {
                starts.push(u32::try_from(entries.len()).unwrap_or(u32::MAX));
            }
            entries.push(print << bits | stretch);
        }
        starts.resize(
            (1 << bits) + 1,
            u32::try_from(entries.len()).unwrap_or(u32::MAX),
        );
        Some(Self {
            bits,
            starts,
            entries,
        })
    }

    /// The parts of a stored table, checked so that asking it cannot fail.
    pub fn from_parts(bits: u32, starts: Vec<u32>, entries: Vec<u32>) -> Option<Self> {
        let ordered = starts.is_sorted();
        let complete = starts.last().map(|end| *end as usize) == Some(entries.len());
        let sized = (FEWEST_BITS..=MOST_BITS).contains(&bits) && starts.len() == (1 << bits) + 1;
        (ordered && complete && sized).then_some(Self {
            bits,
            starts,
            entries,
        })
    }

    /// The parts to store.
    pub fn parts(&self) -> (u32, &[u32], &[u32]) {
        (self.bits, &self.starts, &self.entries)
    }

    /// The stretches that keep this print, in ascending order.
    #[inline]
    pub fn stretches(&self, print: u32) -> impl Iterator<Item = u32> + '_ {
        let bucket = (print >> (32 - self.bits)) as usize;
        let from = self.starts.get(bucket).copied().unwrap_or(0) as usize;
        let to = self.starts.get(bucket + 1).copied().unwrap_or(0) as usize;
        let low = print << self.bits;
        let mask = u32::MAX << self.bits;
        self.entries
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .filter(move |entry| **entry & mask == low)
            .map(move |entry| entry & !mask)
    }

    /// Brings what the answers to these prints need near the processor, all at once.
    #[inline]
    pub fn warm(&self, prints: impl Iterator<Item = u32>) {
        let mut seen = 0;
        for print in prints {
            let bucket = (print >> (32 - self.bits)) as usize;
            let from = self.starts.get(bucket).copied().unwrap_or(0) as usize;
            let to = self.starts.get(bucket + 1).copied().unwrap_or(0) as usize;
            // The entries of a bucket may lie on two cache lines.
            seen ^= self.entries.get(from).copied().unwrap_or(0);
            seen ^= self.entries.get(to).copied().unwrap_or(0);
        }
        std::hint::black_box(seen);
    }

    /// How many prints it holds.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Bytes it takes in memory.
    pub fn bytes(&self) -> usize {
        4 * (self.starts.len() + self.entries.len())
    }

    /// Prints with the stretches that keep them, in ascending order of prints.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        let mask = u32::MAX << self.bits;
        self.starts
            .windows(2)
            .enumerate()
            .flat_map(move |(bucket, ends)| {
                let (from, to) = match ends {
                    [from, to] => (*from as usize, *to as usize),
                    _ => (0, 0),
                };
                let high = u32::try_from(bucket).unwrap_or(0) << (32 - self.bits);
                let entries = self.entries.get(from..to).unwrap_or_default();
                entries
                    .iter()
                    .map(move |entry| (high | (entry & mask) >> self.bits, entry & !mask))
            })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn no_stretch_has_a_neighbour_of_another_text() {
        let stretches = Stretches::of([0, 256, 257]);
        let places = [(0, 0), (1, 255), (2, 0), (2, 256)].map(|(text, at)| stretches.at(text, at));
        assert_eq!(places, [0, 2, 4, 5]);
        assert_eq!(places.map(|place| stretches.text(place)), [0, 1, 2, 2]);
        assert_eq!(stretches.len(), 7);
    }

    proptest! {
        #[test]
        fn a_table_answers_with_exactly_the_stretches_that_keep_a_print(
            kept in prop::collection::vec((0_u32..64, 0_u32..40), 0..200),
            spread in 0_u32..27,
        ) {
            let kept: Vec<(u32, u32)> =
                kept.into_iter().map(|(print, at)| (print << spread, at)).collect();
            let table = Table::of(kept.clone(), &Stretches::of([100; 20])).unwrap();
            for print in (0..64).map(|print| print << spread) {
                let mut wanted: Vec<u32> = kept
                    .iter()
                    .filter(|(other, _)| *other == print)
                    .map(|(_, at)| *at)
                    .collect();
                wanted.sort_unstable();
                wanted.dedup();
                prop_assert_eq!(table.stretches(print).collect::<Vec<_>>(), wanted);
            }
            let mut all = kept;
            all.sort_unstable();
            all.dedup();
            prop_assert_eq!(table.iter().collect::<Vec<_>>(), all);
            let (bits, starts, entries) = table.parts();
            let again = Table::from_parts(bits, starts.to_vec(), entries.to_vec());
            prop_assert_eq!(again, Some(table.clone()));
        }
    }
}
