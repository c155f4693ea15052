//! Random numbers from a seed.

/// A generator; the same seed gives the same numbers.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to but not including `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).expect("small").max(1);
        usize::try_from(self.next() % bound).expect("small")
    }

    /// Values of the three facts.
    pub(crate) fn values(&mut self) -> (i64, usize, bool) {
        let score = i64::try_from(self.below(11)).expect("small");
        (score, self.below(3), self.below(2) == 0)
    }
}
