//! The secret of an installation that its prints are made with.

use sha2::{Digest as _, Sha256};

/// Mixes syllables into prints. Without the secret, nobody can compute the print of a guessed
/// sentence and look whether an index has it.
///
/// The mixing is fast, not cryptographic: it withstands guessing by someone who has an index but
/// not the key, and is no seal against someone who may have texts of their choice indexed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Key {
    first: u64,
    second: u64,
    third: u64,
    check: u64,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Key({:016x})", self.check)
    }
}

impl Key {
    /// The key of a secret.
    pub fn of(secret: &[u8]) -> Self {
        let mut digest = Sha256::new();
        digest.update(b"sangkien overlap key 1");
        digest.update(secret);
        let digest = digest.finalize();
        let mut words = digest.chunks_exact(8).map(|word| {
            word.iter()
                .fold(0_u64, |number, byte| number << 8 | u64::from(*byte))
        });
        let mut next = || words.next().unwrap_or_default();
        Self {
            first: next(),
            second: next() | 1,
            third: next(),
            check: next(),
        }
    }

    /// A number that tells keys apart and says nothing about them.
    pub const fn check(&self) -> u64 {
        self.check
    }

    /// The keyed number of one syllable's skeleton.
    #[inline]
    pub(crate) const fn syllable(&self, skeleton: u64) -> u64 {
        fold(skeleton ^ self.first, self.second)
    }

    /// The print of a run, from the sum of its syllables.
    #[inline]
    pub(crate) const fn print(&self, sum: u64) -> u32 {
        (fold(sum ^ self.third, self.second) >> 32) as u32
    }
}

/// Multiplies to 128 bits and lays the halves over one another.
#[inline]
#[expect(
    clippy::cast_possible_truncation,
    reason = "both halves are taken on purpose"
)]
const fn fold(left: u64, right: u64) -> u64 {
    let wide = left as u128 * right as u128;
    (wide as u64) ^ (wide >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn another_secret_gives_other_prints() {
        let (one, other) = (Key::of(b"one"), Key::of(b"other"));
        assert_ne!(one.print(one.syllable(7)), other.print(other.syllable(7)));
        assert_eq!(one, Key::of(b"one"));
        assert!(!format!("{one:?}").contains("first"));
    }
}
