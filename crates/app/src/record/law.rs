//! Packs as loaded, rows of the registry of law, calendar tables.

use jiff::civil::Date;
use sangkien_casework::clock::RunningLimit;
use sangkien_domain::calendar::DayEntry;
use sangkien_domain::id::{
    CalendarTableId, DossierId, PackLoadId, PersonId, ProcedureVersionId, RuleId, UnitId,
};
use sangkien_domain::law_registry::{Act, CalendarBase, PackFile, Rule, Scope};
use sangkien_domain::time::Instant;

/// A pack as it was loaded once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackLoad {
    /// Identity of the load.
    pub id: PackLoadId,
    /// Code of the pack, the same through editions.
    pub code: String,
    /// Which load of this code it is, from 1; the highest is in force.
    pub ordinal: u32,
    /// Its edition.
    pub edition: String,
    /// Its name.
    pub title: String,
    /// Where its content comes from.
    pub source: String,
    /// Where it holds.
    pub scope: Scope,
    /// Code of the province in which the unit of a local pack lies.
    pub province: Option<String>,
    /// Day from which the edition is meant to be used.
    pub valid_from: Option<Date>,
    /// SHA-256 of its files, lower-case hexadecimal.
    pub sha256: String,
    /// Its files, as they were.
    pub files: Vec<PackFile>,
    /// What the calendars of its scope rest on.
    pub base: CalendarBase,
    /// Rows that moved when it was loaded.
    pub changes: u32,
    /// When it was loaded.
    pub loaded_at: Instant,
    /// By whom; nobody when the program or a command on the machine did.
    pub loaded_by: Option<PersonId>,
    /// Full name of that person; empty for nobody.
    pub loaded_by_name: String,
}

/// An act with the pack that brought it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAct {
    /// Code of the pack.
    pub pack: String,
    /// The act.
    pub act: Act,
}

/// A rule with the pack that brought it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRule {
    /// Identity of the row.
    pub id: RuleId,
    /// Code of the pack.
    pub pack: String,
    /// The rule.
    pub rule: Rule,
}

/// A limit of an open dossier that is not met, with what counting it anew needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenLimit {
    /// Which dossier.
    pub dossier: DossierId,
    /// The limit; its citation is left out.
    pub limit: RunningLimit,
    /// Receipt code of the dossier.
    pub code: String,
    /// The receiving desk, by whose calendar it is counted.
    pub desk: UnitId,
    /// The version of the procedure the dossier is bound to.
    pub version: ProcedureVersionId,
}

/// A calendar table of one year and scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredTable {
    /// Identity.
    pub id: CalendarTableId,
    /// Where it holds.
    pub scope: Scope,
    /// Which year.
    pub year: i16,
    /// Which edition; none for a draft.
    pub edition: Option<u32>,
    /// Code of the pack that brought it; none when an administrator wrote it.
    pub pack: Option<String>,
    /// Counts the changes of a draft.
    pub version: i64,
    /// When it was begun.
    pub made_at: Instant,
    /// By whom.
    pub made_by: Option<PersonId>,
    /// When it was confirmed; what is not confirmed counts for nothing.
    pub confirmed_at: Option<Instant>,
    /// By whom.
    pub confirmed_by: Option<PersonId>,
    /// Full name of that person; empty for nobody.
    pub confirmed_by_name: String,
    /// Why the edition was made, as stated at its confirmation.
    pub reason: String,
    /// Its days, in order.
    pub entries: Vec<DayEntry>,
}
