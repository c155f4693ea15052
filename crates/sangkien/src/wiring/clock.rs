//! Clocks: the system's, and one for the demo that can be moved forward.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use sangkien_app::port::Clock;
use sangkien_domain::time::Instant;

/// The system's clock, which never goes back: when the system's does, it stands still.
#[derive(Debug, Default)]
pub struct SystemClock {
    latest: AtomicI64,
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the one clock of the product"
)]
impl Clock for SystemClock {
    fn now(&self) -> Instant {
        let micros = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| {
                i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
            });
        let before = self.latest.fetch_max(micros, Ordering::Relaxed);
        Instant(before.max(micros))
    }
}

/// The demo's clock: it shows a moment of the story and goes on from there. It can be moved
/// forward and be held still, never moved back.
#[derive(Debug)]
pub struct DemoClock(Mutex<Hand>);

#[derive(Debug, Clone, Copy)]
struct Hand {
    /// What the clock showed last when it was set or held.
    shown: Instant,
    /// Since when it runs; nothing while it is held.
    running_since: Option<std::time::Instant>,
}

impl Hand {
    fn now(self) -> Instant {
        let run = self.running_since.map_or(0, |since| {
            i64::try_from(since.elapsed().as_micros()).unwrap_or(i64::MAX)
        });
        Instant(self.shown.0.saturating_add(run))
    }
}

impl DemoClock {
    /// A clock held at `at`.
    pub fn held_at(at: Instant) -> Self {
        Self(Mutex::new(Hand {
            shown: at,
            running_since: None,
        }))
    }

    /// Holds the clock at `at`, or where it stands if that is later.
    pub fn hold_at(&self, at: Instant) {
        self.set(at, None);
    }

    /// Lets the clock run on from `at`, or from where it stands if that is later.
    pub fn run_from(&self, at: Instant) {
        self.set(at, Some(std::time::Instant::now()));
    }

    fn set(&self, at: Instant, running_since: Option<std::time::Instant>) {
        let mut hand = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *hand = Hand {
            shown: at.max(hand.now()),
            running_since,
        };
    }
}

impl Clock for DemoClock {
    fn now(&self) -> Instant {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).now()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_clock_stands_while_held_and_never_goes_back() {
        let clock = DemoClock::held_at(Instant(1_000));
        assert_eq!(clock.now(), Instant(1_000));
        clock.hold_at(Instant(5_000));
        clock.hold_at(Instant(2_000));
        assert_eq!(clock.now(), Instant(5_000));
        clock.run_from(Instant(9_000));
        let first = clock.now();
        std::thread::sleep(std::time::Duration::from_millis(2));
        assert!(first >= Instant(9_000) && clock.now().0 >= first.0 + 2_000);
    }

    #[test]
    fn the_system_clock_never_goes_back() {
        let clock = SystemClock::default();
        let ahead = clock.now().0 + 60_000_000;
        clock.latest.store(ahead, Ordering::Relaxed);
        assert_eq!(clock.now(), Instant(ahead));
    }
}
