//! Rounds: the windows in which dossiers are received, by the server's clock and no other.

use serde::{Deserialize, Serialize};

use crate::refusal::Refusal;
use crate::time::Instant;

/// What a round serves: one of the two recognitions, or another administrative procedure.
///
/// The two recognitions are different acts: recognition by the unit itself (Nghị định 13/2012/NĐ-CP), and
/// recognition of effect and reach for awards (Luật Thi đua, khen thưởng 2022), which presupposes
/// the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// (A) Recognition of the initiative by its unit.
    Base,
    /// (B) Recognition of effect of application and reach.
    Reach,
    /// Another administrative procedure; the round is its standing intake.
    Service,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Self; 3] = [Self::Base, Self::Reach, Self::Service];

    /// Stable code, as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Base => "base",
            Self::Reach => "reach",
            Self::Service => "service",
        }
    }

    /// The stage of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }
}

/// When a round receives dossiers: from `opens_at` (included) to `closes_at` (excluded).
///
/// "Trước ngày 10/4" therefore closes at 00:00:00 on 10/4: a dossier stamped one microsecond
/// before is received, one stamped at that moment is late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// First moment of receiving.
    pub opens_at: Instant,
    /// First moment that is too late.
    pub closes_at: Instant,
}

/// Where a moment lies relative to a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Not yet open.
    Before,
    /// Receiving.
    Open,
    /// Closed.
    After,
}

impl Window {
    /// Whether it never closes, as the window of a standing intake.
    pub fn is_standing(&self) -> bool {
        self.closes_at.day().year() >= 9999
    }

    /// Where `now` lies.
    pub fn phase(&self, now: Instant) -> Phase {
        if now < self.opens_at {
            Phase::Before
        } else if now < self.closes_at {
            Phase::Open
        } else {
            Phase::After
        }
    }

    /// Whether a dossier stamped `now` is received.
    ///
    /// # Errors
    /// [`Refusal::RoundNotOpen`] before, [`Refusal::RoundClosed`] after.
    pub fn receive(&self, now: Instant) -> Result<(), Refusal> {
        match self.phase(now) {
            Phase::Open => Ok(()),
            Phase::Before => Err(Refusal::RoundNotOpen {
                opens_at: self.opens_at,
            }),
            Phase::After => Err(Refusal::RoundClosed {
                closes_at: self.closes_at,
                stamped_at: now,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn window() -> Window {
        Window {
            opens_at: Instant::parse("2024-03-01T08:00:00+07:00").unwrap(),
            closes_at: Instant::parse("2024-04-10T00:00:00+07:00").unwrap(),
        }
    }

    #[test]
    fn a_round_closes_at_its_instant_and_not_a_microsecond_earlier() {
        let close = window().closes_at;
        for (shift, phase) in [(-1, Phase::Open), (0, Phase::After), (1, Phase::After)] {
            assert_eq!(window().phase(Instant(close.0 + shift)), phase);
        }
        assert_eq!(window().phase(window().opens_at), Phase::Open);
        assert_eq!(
            window().phase(Instant(window().opens_at.0 - 1)),
            Phase::Before
        );
    }

    proptest! {
        #[test]
        fn a_dossier_is_received_exactly_inside_the_window(at in any::<i64>()) {
            let inside = window().opens_at.0 <= at && at < window().closes_at.0;
            prop_assert_eq!(window().receive(Instant(at)).is_ok(), inside);
        }
    }
}
