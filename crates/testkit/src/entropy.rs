//! Randomness that repeats: the same seed gives the same bytes in the same order.

use std::sync::atomic::{AtomicU64, Ordering};

use sangkien_app::port::Entropy;
use sha2::{Digest, Sha256};

/// Bytes derived from a seed and a running number.
pub struct SeededEntropy {
    seed: u64,
    drawn: AtomicU64,
}

impl SeededEntropy {
    /// Randomness from `seed`.
    pub const fn new(seed: u64) -> Self {
        Self {
            seed,
            drawn: AtomicU64::new(0),
        }
    }
}

impl Entropy for SeededEntropy {
    fn bytes(&self) -> [u8; 32] {
        let drawn = self.drawn.fetch_add(1, Ordering::SeqCst);
        let mut hash = Sha256::new();
        hash.update(self.seed.to_be_bytes());
        hash.update(drawn.to_be_bytes());
        hash.finalize().into()
    }
}
