//! What follows from the ends of limits: reminders, acts of the program, apologies.

use jiff::civil::Date;
use sangkien_casework::clock::RunningLimit;
use sangkien_domain::id::{DossierId, PersonId, ProcedureVersionId, RuleSetId, UnitId};
use sangkien_domain::time::Instant;

/// A limit that the program is to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchedLimit {
    /// Which dossier.
    pub dossier: DossierId,
    /// The limit.
    pub limit: RunningLimit,
    /// The rules the dossier is bound to.
    pub rule_set: RuleSetId,
    /// The receiving desk, by whose calendar it is counted.
    pub desk: UnitId,
    /// The version of the procedure the dossier is bound to.
    pub version: ProcedureVersionId,
}

/// What the program has done because the time of a limit had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DeedKind {
    /// Reminded whoever has the dossier.
    Reminder,
    /// Did the act that the procedure asks for, or found that it cannot be done.
    Act,
}

impl DeedKind {
    /// Stable code, as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reminder => "reminder",
            Self::Act => "act",
        }
    }

    /// The kind of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Reminder, Self::Act]
            .into_iter()
            .find(|kind| kind.code() == code)
    }
}

/// One thing done because the time of a limit had come; done once for each limit, kind, reminder and
/// extension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitDeed {
    /// Which dossier.
    pub dossier: DossierId,
    /// Key of the limit.
    pub key: String,
    /// The visit at which the limit began.
    pub visit: i64,
    /// What was done.
    pub kind: DeedKind,
    /// Working hours before the end for which a reminder stands; 0 for an act.
    pub hours_before: u16,
    /// Units by which the limit had been extended then.
    pub extended: u16,
    /// The last moment of the limit as it was then.
    pub due_at: Instant,
    /// When.
    pub at: Instant,
    /// Why the act could not be done; empty otherwise.
    pub hindrance: String,
}

/// An apology owed for a limit that ended unmet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apology {
    /// Which dossier.
    pub dossier: DossierId,
    /// Key of the limit.
    pub key: String,
    /// The visit at which the limit began.
    pub visit: i64,
    /// Which apology of the dossier it is, from 1.
    pub number: i64,
    /// The last moment of the limit.
    pub due_at: Instant,
    /// When the program found that it was owed.
    pub owed_at: Instant,
    /// The apology itself, once sent.
    pub sent: Option<SentApology>,
}

/// An apology as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentApology {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: PersonId,
    /// Their name then.
    pub by_name: String,
    /// The day promised instead; none when the result was there by then.
    pub new_day: Option<Date>,
    /// Why the limit was not kept.
    pub reason: String,
}
