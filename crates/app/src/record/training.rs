//! Practising on past dossiers.

use sangkien_domain::id::{DossierId, PersonId, SessionId};
use sangkien_domain::rubric::Scores;
use sangkien_domain::time::Instant;

/// A past dossier released for practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrainingRelease {
    /// The session that concluded on it.
    pub session: SessionId,
    /// Which dossier.
    pub dossier: DossierId,
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: Instant,
    /// How many have finished a practice sheet on it.
    pub practised: i64,
}

/// What somebody marked for practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrainingSheet {
    /// Which dossier.
    pub dossier: DossierId,
    /// Who.
    pub person: PersonId,
    /// Scores by criterion.
    pub scores: Scores,
    /// Counts saves; 0 before the first.
    pub version: i64,
    /// Last save.
    pub saved_at: Instant,
    /// When it was finished; it does not change afterwards.
    pub sent_at: Option<Instant>,
}
