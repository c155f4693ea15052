//! What lists are narrowed to and how they are paged.

use sangkien_domain::dossier::State;
use sangkien_domain::id::{FieldId, PersonId, RoundId};
use sangkien_domain::time::Instant;

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Rows in all pages together.
    pub total: u64,
}

/// Which page, from 1, and how many rows on each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// Page number, from 1.
    pub page: u32,
    /// Rows on a page.
    pub size: u32,
}

impl Paging {
    /// Rows to skip.
    pub fn offset(&self) -> i64 {
        i64::from(self.page.saturating_sub(1)) * i64::from(self.size)
    }
}

/// Order of a list of dossiers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DossierOrder {
    /// Latest change first.
    #[default]
    Latest,
    /// First submitted first; the queue of a desk.
    Submitted,
    /// Due soonest first; without limit last.
    Due,
    /// Title in Vietnamese order.
    Title,
}

/// What a list of dossiers is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DossierFilter {
    /// Any of these states; all when empty.
    pub states: Vec<State>,
    /// Only this round.
    pub round: Option<RoundId>,
    /// Only this field.
    pub field: Option<FieldId>,
    /// Only dossiers owned by, or naming as author, this person.
    pub mine: Option<PersonId>,
    /// Folded words that must all occur in title, authors or code.
    pub words: Vec<String>,
    /// Order of the rows.
    pub order: DossierOrder,
}

/// What the public registry is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegistryFilter {
    /// Folded words that must all occur in title, summary, authors, unit or code.
    pub words: Vec<String>,
    /// Only this field, by code.
    pub field: Option<String>,
    /// Only this year.
    pub year: Option<i16>,
}

/// How many entries carry a value; for the registry's filters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// Stored value.
    pub value: String,
    /// Text shown.
    pub label: String,
    /// Entries with it.
    pub count: u64,
}

/// What the audit list is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Only this person's acts.
    pub actor: Option<PersonId>,
    /// Only events about this subject id.
    pub subject: Option<String>,
    /// Only acts whose code begins so.
    pub act: Option<String>,
    /// Only events from this moment on.
    pub since: Option<Instant>,
    /// Only events before this moment.
    pub before: Option<Instant>,
}
