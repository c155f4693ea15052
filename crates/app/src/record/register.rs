//! Registers: the numbers of a body, series and year.

use jiff::civil::Date;
use sangkien_domain::id::{PersonId, UnitId};
use sangkien_domain::register::Register;
use sangkien_domain::time::Instant;

/// Which register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterKey {
    /// Of which body.
    pub body: UnitId,
    /// What it numbers.
    pub register: Register,
    /// Of which year.
    pub year: i16,
}

/// A number that no document of this instance bears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterEntry {
    /// The number.
    pub number: u32,
    /// Whether it is out of use; otherwise a document of another system bears it.
    pub void: bool,
    /// What the document is about, or why the number is out of use.
    pub subject: String,
    /// Day of the document; none of a void number.
    pub dated_on: Option<Date>,
    /// Who entered it.
    pub entered_by: PersonId,
    /// When.
    pub entered_at: Instant,
}
