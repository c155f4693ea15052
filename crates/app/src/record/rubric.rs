//! Rubrics written on pages.

use jiff::civil::Date;
use sangkien_domain::id::{PersonId, RubricVersionId, RuleSetId};
use sangkien_domain::rubric::Rubric;
use sangkien_domain::time::Instant;

/// A version of a rubric; [`Rubric::code`] is the same for all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RubricVersion {
    /// Identity.
    pub id: RubricVersionId,
    /// 1 for the first.
    pub number: u32,
    /// Raised by one with every change; 1 for a new version.
    pub revision: i64,
    /// What it says.
    pub rubric: Rubric,
    /// What is new in it, in the words of whoever made it.
    pub note: String,
    /// The first day on which rounds may be opened by it, and the rule set that was made of it then;
    /// none while it is a draft.
    pub in_force: Option<(Date, RuleSetId)>,
    /// Who changed it last.
    pub edited_by: PersonId,
    /// That person's name. Ignored when written.
    pub edited_by_name: String,
    /// When it was changed last.
    pub edited_at: Instant,
}

impl RubricVersion {
    /// Whether it may still change.
    pub const fn is_draft(&self) -> bool {
        self.in_force.is_none()
    }
}
