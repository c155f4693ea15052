//! What lists are narrowed to and how they are paged.

use jiff::civil::Date;
use sangkien_domain::access::Role;
use sangkien_domain::council::Post;
use sangkien_domain::dossier::State;
use sangkien_domain::id::{CouncilId, FieldId, PersonId, RoundId, UnitId};
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

/// Somebody for whom dossiers may wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiter {
    /// Who.
    pub person: PersonId,
    /// Their roles.
    pub roles: Vec<(Role, UnitId)>,
    /// Their seats.
    pub seats: Vec<(CouncilId, Post)>,
}

/// For whom filed dossiers under way wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waiting {
    /// For this person: the step names them, and no interest keeps them from it.
    For(Waiter),
    /// For an apology that this person can send: they have the dossier, or sit at its desk.
    Apology(Waiter),
    /// For others, after this person filed or handed them on.
    Others(Waiter),
}

/// How the limits of a dossier stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueSpan {
    /// A limit is exceeded at this moment.
    Late(Instant),
    /// None is exceeded, and one ends by this day (included).
    Soon(Instant, Date),
    /// None is exceeded and none ends by this day.
    Later(Instant, Date),
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
    /// Only those that wait so.
    pub waiting: Option<Waiting>,
    /// Only those whose limits stand so.
    pub due: Option<DueSpan>,
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
