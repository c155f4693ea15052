//! Procedures and their versions.

use sangkien_domain::id::{PersonId, ProcedureId, ProcedureVersionId};
use sangkien_domain::time::Instant;

/// A procedure through all its versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredProcedure {
    /// Identity.
    pub id: ProcedureId,
    /// Stable code, such as "1.003868".
    pub code: String,
    /// Name shown, as the latest activated version states it.
    pub name: String,
    /// When it was first made or loaded.
    pub created_at: Instant,
}

/// How far a version has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum VersionStatus {
    /// Its text may change.
    Draft,
    /// Without fault; its text is fixed.
    Checked,
    /// New dossiers are bound to it within its range.
    Active,
    /// Given up, or taken out of use.
    Retired,
}

impl VersionStatus {
    /// Every status, in order of a version's life.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Checked, Self::Active, Self::Retired];

    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Checked => "checked",
            Self::Active => "active",
            Self::Retired => "retired",
        }
    }

    /// The status with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}

/// A version without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcedureVersion {
    /// Identity.
    pub id: ProcedureVersionId,
    /// Of which procedure.
    pub procedure: ProcedureId,
    /// 1 for the first.
    pub number: u32,
    /// How far it has come.
    pub status: VersionStatus,
    /// SHA-256 of the text, lower-case hexadecimal.
    pub sha256: String,
    /// Raised by one with every change; 1 for a new version.
    pub revision: i64,
    /// The first moment at which new dossiers are bound to it.
    pub active_from: Option<Instant>,
    /// The moment from which they no longer are.
    pub active_to: Option<Instant>,
    /// What is new in it, in the words of whoever made it.
    pub note: String,
    /// Who changed it last; nobody when it was loaded from a file on the machine.
    pub edited_by: Option<PersonId>,
    /// That person's name; empty likewise. Ignored when written.
    pub edited_by_name: String,
    /// When it was changed last.
    pub edited_at: Instant,
}

impl ProcedureVersion {
    /// Whether new dossiers are bound to it at `now`.
    pub fn is_active_at(&self, now: Instant) -> bool {
        self.active_from.is_some_and(|from| from <= now) && self.active_to.is_none_or(|to| now < to)
    }
}

/// A version with its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcedureText {
    /// The version.
    pub version: ProcedureVersion,
    /// The procedure as one readable file.
    pub document: String,
}
