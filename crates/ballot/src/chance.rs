//! Randomness handed in, as the library of signatures asks for it.

use std::convert::Infallible;

use rand_core::{TryCryptoRng, TryRng};

use crate::Entropy;

/// Draws 32 bytes at a time and hands them out once each.
pub(crate) struct Drawn<'a> {
    entropy: Entropy<'a>,
    left: Vec<u8>,
}

impl<'a> Drawn<'a> {
    pub(crate) const fn new(entropy: Entropy<'a>) -> Self {
        Self {
            entropy,
            left: Vec::new(),
        }
    }

    fn byte(&mut self) -> u8 {
        loop {
            if let Some(byte) = self.left.pop() {
                return byte;
            }
            self.left.extend((self.entropy)());
        }
    }

    fn array<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| self.byte())
    }
}

impl TryRng for Drawn<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_le_bytes(self.array()))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_le_bytes(self.array()))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for byte in bytes {
            *byte = self.byte();
        }
        Ok(())
    }
}

impl TryCryptoRng for Drawn<'_> {}
