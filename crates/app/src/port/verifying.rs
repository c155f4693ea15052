//! Judging the signatures of files.

use async_trait::async_trait;
use sangkien_domain::signature::{Verification, VerifyFault};

/// Why nothing is said of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unverified {
    /// What stands against the file.
    Fault(VerifyFault),
    /// Its reading was stopped by its limits, or could not be begun.
    Stopped,
}

/// Judges the signatures of files that strangers bring, by what the instance believes and by the
/// time of the world: a demo's clock says nothing about signatures made outside.
#[async_trait]
pub trait Verifying: Send + Sync {
    /// Judges all signatures of a file now.
    async fn verify(&self, file: Vec<u8>) -> Result<Verification, Unverified>;
}
