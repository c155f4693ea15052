//! Why a change of a calendar is refused.

use jiff::civil::{Date, Weekday};

use crate::calendar::{DayEntry, DayKind, YearTable};

/// A change of a calendar table that is not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LawRefusal {
    /// A year for which no table is kept.
    YearOutOfRange {
        /// First year.
        first: i16,
        /// Last year.
        last: i16,
    },
    /// The day lies in another year than its table.
    OtherYear {
        /// The table's year.
        year: i16,
    },
    /// The day has no name.
    DayUnnamed,
    /// Nothing says where the day is laid down.
    DayWithoutSource,
    /// Only a day of weekly rest can be worked in exchange.
    NotWeeklyRest {
        /// The day.
        day: Date,
    },
    /// A table without a day is confirmed by nobody.
    EmptyTable,
    /// The draft says what is in force already.
    NothingNew,
    /// The unit is not known.
    UnknownScope,
}

impl LawRefusal {
    /// Stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::YearOutOfRange { .. } => "calendar-year-out-of-range",
            Self::OtherYear { .. } => "calendar-other-year",
            Self::DayUnnamed => "calendar-day-unnamed",
            Self::DayWithoutSource => "calendar-day-without-source",
            Self::NotWeeklyRest { .. } => "calendar-not-weekly-rest",
            Self::EmptyTable => "calendar-empty",
            Self::NothingNew => "calendar-nothing-new",
            Self::UnknownScope => "calendar-unknown-scope",
        }
    }

    /// The field of the form it is about.
    pub const fn field(&self) -> Option<&'static str> {
        match self {
            Self::YearOutOfRange { .. } => Some("year"),
            Self::OtherYear { .. } => Some("day"),
            Self::DayUnnamed => Some("name"),
            Self::DayWithoutSource => Some("source"),
            Self::NotWeeklyRest { .. } => Some("kind"),
            Self::UnknownScope => Some("scope"),
            Self::EmptyTable | Self::NothingNew => None,
        }
    }
}

/// First and last year of which tables are kept.
pub const YEARS: (i16, i16) = (1990, 2199);

/// Everything wrong with a day for the table of `year`.
pub fn day_faults(year: i16, entry: &DayEntry) -> Vec<LawRefusal> {
    let mut faults = Vec::new();
    if entry.day.year() != year {
        faults.push(LawRefusal::OtherYear { year });
    }
    if entry.name.trim().is_empty() {
        faults.push(LawRefusal::DayUnnamed);
    }
    if entry.citation.act.trim().is_empty() {
        faults.push(LawRefusal::DayWithoutSource);
    }
    let weekly = matches!(entry.day.weekday(), Weekday::Saturday | Weekday::Sunday);
    if entry.kind == DayKind::SwappedWork && !weekly {
        faults.push(LawRefusal::NotWeeklyRest { day: entry.day });
    }
    faults
}

/// Days that two tables of one year do not have alike: as in the first, as in the second.
pub fn day_changes(
    before: &YearTable,
    after: &YearTable,
) -> Vec<(Option<DayEntry>, Option<DayEntry>)> {
    let mut changes: Vec<(Date, Option<DayEntry>, Option<DayEntry>)> = Vec::new();
    for old in &before.entries {
        let new = after.entries.iter().find(|new| new.day == old.day);
        if new != Some(old) {
            changes.push((old.day, Some(old.clone()), new.cloned()));
        }
    }
    for new in &after.entries {
        if before.entries.iter().all(|old| old.day != new.day) {
            changes.push((new.day, None, Some(new.clone())));
        }
    }
    changes.sort_by_key(|(day, _, _)| *day);
    changes
        .into_iter()
        .map(|(_, old, new)| (old, new))
        .collect()
}
