//! What only SQLite understands. Everything else is common to both engines.

use sangkien_store::schema;
use sqlx::error::DatabaseError;

/// Begins a unit of work; the write lock is taken at once, so that no later statement meets a
/// writer that came between.
pub(crate) const BEGIN_WRITE: &str = "BEGIN IMMEDIATE";
/// Where the second text stands in the first, from 1; 0 where it does not. Cheaper than LIKE, and
/// no sign of a typed word means anything but itself.
pub(crate) const FIND: &str = "instr";
/// Around a moment in microseconds UTC: its day in Vietnam, as days are stored.
pub(crate) const DAY: [&str; 2] = ["date((", ") / 1000000 + 25200, 'unixepoch')"];
/// Begins a snapshot.
pub(crate) const BEGIN_READ: &str = "BEGIN DEFERRED";
/// [`BEGIN_WRITE`] already keeps other starting programs out.
pub(crate) const LOCK_SCHEMA: Option<&str> = None;
/// The one writer holds everything from its beginning.
pub(crate) const HOLD: Option<&str> = None;
/// Lets tables be made anew while others refer to them; has no effect inside a transaction.
pub(crate) const REFERENCES_OFF: Option<&str> = Some("PRAGMA foreign_keys = OFF");
/// Undoes [`REFERENCES_OFF`].
pub(crate) const REFERENCES_ON: Option<&str> = Some("PRAGMA foreign_keys = ON");
/// Every row that refers to a row that is not there.
pub(crate) const LOST_REFERENCES: Option<&str> = Some("PRAGMA foreign_key_check");
/// The table of applied schema steps.
pub(crate) const SCHEMA_TABLE: &str = include_str!("../../store/queries/sqlite/schema_table.sql");
/// Takes due jobs; the one writer needs no row locks.
pub(crate) const CLAIM_JOBS: &str = include_str!("../../store/queries/sqlite/claim_jobs.sql");

/// Every open limit of dossiers under way, as one list.
pub(crate) const OPEN_LIMITS: &str = include_str!("../../store/queries/sqlite/open_limits.sql");
/// Sets the last moments of many limits from one list.
pub(crate) const MOVE_LIMITS: &str = include_str!("../../store/queries/sqlite/move_limits.sql");
/// Notes the changes of many limits from one list.
pub(crate) const NOTE_LIMITS: &str = include_str!("../../store/queries/sqlite/note_limits.sql");
/// Sets the last days of many dossiers from one list.
pub(crate) const SET_DUE_DAYS: &str = include_str!("../../store/queries/sqlite/set_due_days.sql");

/// A schema step as SQLite runs it.
pub(crate) fn translate(source: &str) -> String {
    schema::for_sqlite(source)
}

/// The low byte of the extended result code.
fn primary_code(error: &dyn DatabaseError) -> Option<i64> {
    let code: i64 = error.code()?.parse().ok()?;
    Some(code & 0xff)
}

/// The constraint that refused a write, under the name PostgreSQL would give. SQLite names only
/// check constraints; of unique ones it lists the columns, and of foreign keys it says nothing.
pub(crate) fn constraint(error: &dyn DatabaseError) -> Option<String> {
    const CONSTRAINT: i64 = 19;
    const PRIMARY_KEY: &str = "1555";
    if primary_code(error)? != CONSTRAINT {
        return None;
    }
    let message = error.message();
    let Some((kind, rest)) = message.split_once(" constraint failed: ") else {
        // Triggers of the schema speak with the name of their rule.
        return Some(message.to_owned());
    };
    if kind != "UNIQUE" {
        return Some(rest.to_owned());
    }
    let table = rest.split('.').next().unwrap_or(rest);
    if error.code().as_deref() == Some(PRIMARY_KEY) {
        return Some(format!("{table}_pkey"));
    }
    let columns: Vec<&str> = rest
        .split(", ")
        .filter_map(|column| column.split_once('.').map(|(_, name)| name))
        .collect();
    Some(format!("{table}_{}_unique", columns.join("_")))
}

/// Whether the file is not, or no longer, a sound database.
pub(crate) fn is_damage(error: &dyn DatabaseError) -> bool {
    const CORRUPT: i64 = 11;
    const NOT_A_DATABASE: i64 = 26;
    matches!(primary_code(error), Some(CORRUPT | NOT_A_DATABASE))
}
