//! Signatures judged in processes of their own, a few at a time.

use std::sync::Arc;

use async_trait::async_trait;
use sangkien_app::port::{Clock as _, Unverified, Verifying};
use sangkien_domain::signature::Verification;
use tokio::sync::Semaphore;

use super::SystemClock;
use crate::reader::signed::{self, Believed};

/// Files judged at the same time; each may take a gigabyte and a processor for a while.
const AT_ONCE: usize = 2;

/// Judges by what the configuration believes.
#[derive(Debug)]
pub struct ShutInVerifier {
    believed: Arc<Believed>,
    places: Semaphore,
    clock: SystemClock,
}

impl ShutInVerifier {
    /// Judges by these certificates and lists.
    pub fn new(believed: Believed) -> Self {
        Self {
            believed: Arc::new(believed),
            places: Semaphore::new(AT_ONCE),
            clock: SystemClock::default(),
        }
    }
}

#[async_trait]
impl Verifying for ShutInVerifier {
    async fn verify(&self, file: Vec<u8>) -> Result<Verification, Unverified> {
        let _place = self
            .places
            .acquire()
            .await
            .map_err(|_| Unverified::Stopped)?;
        let at = self.clock.now();
        let believed = Arc::clone(&self.believed);
        tokio::task::spawn_blocking(move || signed::verify(&file, &believed, at))
            .await
            .map_err(|_| Unverified::Stopped)?
    }
}
