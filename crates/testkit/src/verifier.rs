//! Signatures judged in the process of the test.

use async_trait::async_trait;
use sangkien_app::port::{Unverified, Verifying};
use sangkien_domain::signature::Verification;
use sangkien_domain::time::Instant;
use sangkien_signatures::Trust;

/// The year 2050, in microseconds: what tests sign has long been valid by then.
const FAR: i64 = 2_524_608_000_000_000;

/// Judges by what it is given to believe, at a moment that is given.
#[derive(Debug)]
pub struct PlainVerifier {
    /// What is believed.
    pub trust: Trust,
    /// When it is.
    pub now: Instant,
}

impl Default for PlainVerifier {
    fn default() -> Self {
        Self {
            trust: Trust::default(),
            now: Instant(FAR),
        }
    }
}

#[async_trait]
impl Verifying for PlainVerifier {
    async fn verify(&self, file: Vec<u8>) -> Result<Verification, Unverified> {
        sangkien_signatures::verify(&file, &self.trust, self.now).map_err(Unverified::Fault)
    }
}
