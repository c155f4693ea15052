//! Digitally signed documents that anybody brings to be judged.

use sangkien_domain::signature::Verification;

use crate::App;
use crate::port::Unverified;

/// Largest file that is judged, in bytes.
pub const MOST_BYTES: usize = 32 << 20;

impl App {
    /// Judges the signatures of a file, for anybody; nothing of it is kept.
    pub async fn verify_signatures(&self, file: Vec<u8>) -> Result<Verification, Unverified> {
        self.ports.verifying.verify(file).await
    }
}
