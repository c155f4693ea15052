//! How a session's dossiers are shared out among its members.

use sangkien_domain::id::{DossierId, PersonId, SeatId, SessionId};
use sangkien_domain::time::Instant;

/// How a plan came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanWay {
    /// Chosen one by one.
    Hand,
    /// From a list.
    List,
    /// Worked out.
    Automatic,
}

impl PlanWay {
    /// Stable code, as stored and posted.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hand => "hand",
            Self::List => "list",
            Self::Automatic => "automatic",
        }
    }

    /// The way of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Hand, Self::List, Self::Automatic]
            .into_iter()
            .find(|way| way.code() == code)
    }
}

/// That a further member was called to mark a dossier because the first sheets lay too far apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FurtherMarker {
    /// In which session.
    pub session: SessionId,
    /// Which dossier.
    pub dossier: DossierId,
    /// Whose seat; none where nobody was left to call.
    pub seat: Option<SeatId>,
    /// When.
    pub called_at: Instant,
}

/// The plan of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkingPlan {
    /// Which session.
    pub session: SessionId,
    /// Sheets asked for on each dossier.
    pub needs: u32,
    /// How it came about.
    pub way: PlanWay,
    /// Counts changes, from 1.
    pub version: i64,
    /// Who made it.
    pub made_by: PersonId,
    /// When.
    pub made_at: Instant,
}
