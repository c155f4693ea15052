//! A clock that shows what it is told.

use std::sync::atomic::{AtomicI64, Ordering};

use sangkien_app::port::Clock;
use sangkien_domain::time::Instant;

/// A clock that stands still until it is set. It may also be set back, as a machine's clock may.
pub struct SetClock(AtomicI64);

impl SetClock {
    /// A clock that shows `at`.
    pub fn at(at: Instant) -> Self {
        Self(AtomicI64::new(at.0))
    }

    /// Shows `at` from now on.
    pub fn set(&self, at: Instant) {
        self.0.store(at.0, Ordering::SeqCst);
    }

    /// Moves on by `seconds`.
    pub fn forward(&self, seconds: i64) {
        self.0
            .fetch_add(seconds.saturating_mul(1_000_000), Ordering::SeqCst);
    }
}

impl Clock for SetClock {
    fn now(&self) -> Instant {
        Instant(self.0.load(Ordering::SeqCst))
    }
}
