//! Randomness of the operating system.

use rand::TryRng as _;
use rand::rngs::SysRng;
use sangkien_app::port::Entropy;

/// The operating system's random source.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn bytes(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        if let Err(error) = SysRng.try_fill_bytes(&mut bytes) {
            // A token that can be guessed is worse than no program.
            tracing::error!(%error, "the operating system gives no randomness");
            std::process::abort();
        }
        bytes
    }
}
