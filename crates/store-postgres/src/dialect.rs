//! What only PostgreSQL understands. Everything else is common to both engines.

use sangkien_store::schema;
use sqlx::error::DatabaseError;

/// Begins a unit of work. Rows that decide are taken by updates, so no statement relies on what
/// an earlier one saw.
pub(crate) const BEGIN_WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED";
/// Where the second text stands in the first, from 1; 0 where it does not. Cheaper than LIKE, and
/// no sign of a typed word means anything but itself.
pub(crate) const FIND: &str = "strpos";
/// Around a moment in microseconds UTC: its day in Vietnam, as days are stored.
pub(crate) const DAY: [&str; 2] = [
    "to_char(to_timestamp((",
    ") / 1000000 + 25200) AT TIME ZONE 'UTC', 'YYYY-MM-DD')",
];
/// Begins a snapshot.
pub(crate) const BEGIN_READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/// Keeps other programs that start at the same time out until the schema is in place.
pub(crate) const LOCK_SCHEMA: Option<&str> =
    Some(include_str!("../../store/queries/postgres/lock_schema.sql"));
/// Holds what the key stands for until the end of the unit of work.
pub(crate) const HOLD: Option<&str> = Some(include_str!("../../store/queries/postgres/hold.sql"));
/// Tables are changed in place; references stay enforced.
pub(crate) const REFERENCES_OFF: Option<&str> = None;
/// Likewise.
pub(crate) const REFERENCES_ON: Option<&str> = None;
/// Likewise.
pub(crate) const LOST_REFERENCES: Option<&str> = None;
/// The table of applied schema steps.
pub(crate) const SCHEMA_TABLE: &str = include_str!("../../store/queries/postgres/schema_table.sql");
/// Takes due jobs past the rows other workers hold.
pub(crate) const CLAIM_JOBS: &str = include_str!("../../store/queries/postgres/claim_jobs.sql");

/// Every open limit of dossiers under way, as one list.
pub(crate) const OPEN_LIMITS: &str = include_str!("../../store/queries/postgres/open_limits.sql");
/// Sets the last moments of many limits from one list.
pub(crate) const MOVE_LIMITS: &str = include_str!("../../store/queries/postgres/move_limits.sql");
/// Notes the changes of many limits from one list.
pub(crate) const NOTE_LIMITS: &str = include_str!("../../store/queries/postgres/note_limits.sql");
/// Sets the last days of many dossiers from one list.
pub(crate) const SET_DUE_DAYS: &str = include_str!("../../store/queries/postgres/set_due_days.sql");

/// A schema step as PostgreSQL runs it.
pub(crate) fn translate(source: &str) -> String {
    schema::for_postgres(source)
}

/// The constraint that refused a write: class 23, integrity; class 22, values that no column can
/// hold, which carry no name but a sentence.
pub(crate) fn constraint(error: &dyn DatabaseError) -> Option<String> {
    let code = error.code()?;
    if code.starts_with("23") || code.starts_with("22") {
        let name = error.constraint().unwrap_or_else(|| error.message());
        return Some(name.to_owned());
    }
    None
}

/// Whether the server found its data damaged (class XX).
pub(crate) fn is_damage(error: &dyn DatabaseError) -> bool {
    error.code().is_some_and(|code| code.starts_with("XX"))
}
