//! What people say about passages that a dossier shares with earlier ones.

use std::ops::Range;

use sangkien_domain::id::{DossierId, PersonId, ProcedureVersionId, RuleSetId};
use sangkien_domain::time::Instant;

/// The latest submission of a dossier, as far as keeping its text for comparison needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubmittedText {
    /// Which dossier.
    pub dossier: DossierId,
    /// Which submission.
    pub submission: i64,
    /// Its stamp.
    pub submitted_at: Instant,
    /// When a file of the dossier was last read, if one was.
    pub read_at: Option<Instant>,
    /// The rules whose form it answers.
    pub rules: RuleSetId,
    /// The version of the procedure it goes by, if it has one: it says which parts are compared.
    pub procedure: Option<ProcedureVersionId>,
}

impl SubmittedText {
    /// When what is compared of it last changed.
    pub fn changed_at(&self) -> Instant {
        Instant(self.edition().max(self.submitted_at.0))
    }

    /// Tells texts of one submission apart: files are read after they came.
    pub fn edition(&self) -> i64 {
        self.read_at.map_or(0, |at| at.0)
    }
}

/// A stretch of a submission that does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverlapExclusion {
    /// Whose.
    pub dossier: DossierId,
    /// Which of the dossier, from 1.
    pub number: i64,
    /// Of which submission.
    pub submission: i64,
    /// Where it stands in the compared text, in Unicode scalar values.
    pub place: Range<u32>,
    /// Its words, shortened.
    pub quote: String,
    /// Why it does not count.
    pub reason: String,
    /// Who said so.
    pub by: PersonId,
    /// Their name then.
    pub by_name: String,
    /// When.
    pub at: Instant,
    /// Since when it counts again.
    pub lifted_at: Option<Instant>,
}

/// What somebody holds of a dossier and an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OverlapVerdict {
    /// Trùng.
    Duplicate,
    /// Kế thừa: builds on the earlier one and says what is new.
    Continues,
    /// Cùng chủ đề.
    SameTopic,
    /// Không trùng.
    Different,
}

impl OverlapVerdict {
    /// All of them, the gravest first.
    pub const ALL: [Self; 4] = [
        Self::Duplicate,
        Self::Continues,
        Self::SameTopic,
        Self::Different,
    ];

    /// Stable code, as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Duplicate => "duplicate",
            Self::Continues => "continues",
            Self::SameTopic => "same-topic",
            Self::Different => "different",
        }
    }

    /// The verdict of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.code() == code)
    }
}

/// A verdict as it was given, with what was found then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverlapJudgement {
    /// The later dossier.
    pub dossier: DossierId,
    /// The earlier one.
    pub source: DossierId,
    /// Which verdict of the pair, from 1; the last counts.
    pub ordinal: i64,
    /// What is held.
    pub verdict: OverlapVerdict,
    /// Why; may be empty where nothing is held against the author.
    pub note: String,
    /// Submission of the later dossier that was looked at.
    pub submission: i64,
    /// Submission of the earlier one.
    pub source_submission: i64,
    /// Share of the later text found in the earlier one, in hundredths of a percent.
    pub share: u32,
    /// Counted syllables of the longest passage.
    pub longest: u32,
    /// Who gave it.
    pub by: PersonId,
    /// Their name then.
    pub by_name: String,
    /// When.
    pub at: Instant,
}
