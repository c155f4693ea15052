//! What a count found, and how it came to it, step by step. Sentences are made in the `i18n`
//! crate.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::day;
use super::table::{Articles, DayKind};
use crate::law::Citation;
use crate::time::Instant;

/// The outcome of a count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// The last moment in time: whoever acts later is late. While the clock stands, the moment it
    /// would be if the clock ran again at once.
    pub due: Instant,
    /// The day of that moment.
    pub last_day: Date,
    /// Set while the clock stands.
    pub standing: Option<Standing>,
    /// Years the count looked into without a confirmed table: their holidays are not known yet.
    pub unconfirmed: Vec<i16>,
    /// How it was counted; empty from [`super::recount`].
    pub trace: Vec<TraceStep>,
}

impl Counted {
    /// Whether the limit runs to the end of its last day and not to a moment on it.
    pub fn ends_with_the_day(&self) -> bool {
        self.due == day::end(day::number(self.last_day))
    }
}

/// A clock that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Since when.
    pub since: Instant,
    /// What will be left when it runs again.
    pub left: Left,
}

/// An amount of the time a limit is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Left {
    /// Minutes of working time, begun ones included.
    WorkingMinutes(i64),
    /// Working days.
    WorkingDays(i64),
    /// Plain days.
    Days(i64),
}

/// Days in a row with the same reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedDays {
    /// The first.
    pub first: Date,
    /// The last.
    pub last: Date,
    /// What they are.
    pub kind: DayKind,
    /// Name shown; may be empty.
    pub name: String,
    /// Where it is laid down.
    pub citation: Citation,
}

/// The days of rest between two days, with their reasons.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// How many days of the weekly rest.
    pub weekly: u32,
    /// Holidays, compensatory and swapped rest.
    pub named: Vec<NamedDays>,
    /// Days of the weekly rest that were worked and therefore counted.
    pub worked: Vec<NamedDays>,
}

/// What of a day was counted in working hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkedDay {
    /// The day.
    pub day: Date,
    /// Working time counted, in microseconds.
    pub microseconds: i64,
}

/// A step of a count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub enum TraceStep {
    /// The event.
    Begins {
        /// When it happened.
        at: Instant,
    },
    /// It counts as received later: after the cut-off, or on a day without work.
    ReceivedLater {
        /// The cut-off.
        cutoff: Time,
        /// Whether it came on a day on which the office does not work.
        on_rest_day: bool,
        /// The day it counts for.
        counts_as: Date,
        /// Where the rule is laid down.
        citation: Citation,
    },
    /// The day of the event is not counted.
    EventDayExcluded {
        /// That day.
        day: Date,
        /// The day counting begins with.
        first: Date,
    },
    /// The event came outside working hours.
    OutsideHours {
        /// When working hours go on.
        begins: Instant,
    },
    /// The calendar does not know the working hours: a working day counted from 00:00 to 24:00.
    HoursUnknown,
    /// The clock stood.
    Paused {
        /// Since when.
        from: Instant,
        /// Until when.
        until: Instant,
        /// Why.
        reason: String,
        /// What was not counted because of it.
        taken_out: Left,
    },
    /// Working hours, counted to their last moment.
    WorkingHours {
        /// How many.
        hours: u16,
        /// When they are used up.
        until: Instant,
        /// What was counted of each day.
        worked: Vec<WorkedDay>,
        /// Rest days on the way.
        skipped: Skipped,
    },
    /// Working days, counted to the last.
    WorkingDays {
        /// How many.
        days: u16,
        /// The last.
        until: Date,
        /// Rest days on the way.
        skipped: Skipped,
    },
    /// Plain days.
    Days {
        /// How many.
        days: u16,
        /// The last.
        until: Date,
    },
    /// Months, to the corresponding day.
    Months {
        /// How many.
        months: u16,
        /// The corresponding day, or the month's last.
        until: Date,
        /// Whether the month has no corresponding day.
        month_end: bool,
    },
    /// Years, to the corresponding day.
    Years {
        /// How many.
        years: u16,
        /// The corresponding day, or the month's last.
        until: Date,
        /// Whether the month has no corresponding day: 29 February.
        month_end: bool,
    },
    /// Pauses moved the end of a limit in days, months or years.
    Extended {
        /// By how many plain days.
        days: i64,
        /// To which day.
        until: Date,
    },
    /// The last day came while the clock stood.
    EndsInPause {
        /// That day.
        day: Date,
        /// The day the clock runs again.
        resumes: Date,
    },
    /// The last day is one of rest; the limit ends on the next working day.
    RestDay {
        /// That day.
        day: Date,
        /// The next working day.
        next: Date,
        /// Why offices rest in between.
        skipped: Skipped,
    },
    /// The last day ends at 24:00.
    EndOfDay {
        /// That day.
        day: Date,
    },
    /// The clock still stands.
    Stands {
        /// Since when.
        since: Instant,
        /// Why.
        reason: String,
        /// What is left.
        left: Left,
    },
    /// Years without a confirmed table: only the weekly rest was known.
    Unconfirmed {
        /// Which.
        years: Vec<i16>,
    },
}

impl TraceStep {
    /// Where this step is laid down, as far as one article says it. Empty citations are none.
    pub fn article<'a>(&'a self, articles: &'a Articles) -> Option<&'a Citation> {
        let citation = match self {
            Self::ReceivedLater { citation, .. } => citation,
            Self::EventDayExcluded { .. } => &articles.event_day,
            Self::WorkingHours { .. } => &articles.hours,
            Self::WorkingDays { .. } | Self::Days { .. } => &articles.days,
            Self::Months { .. } => &articles.months,
            Self::Years { .. } => &articles.years,
            Self::RestDay { .. } => &articles.rest_day,
            Self::EndOfDay { .. } => &articles.end_of_day,
            Self::Begins { .. }
            | Self::OutsideHours { .. }
            | Self::HoursUnknown
            | Self::Paused { .. }
            | Self::Extended { .. }
            | Self::EndsInPause { .. }
            | Self::Stands { .. }
            | Self::Unconfirmed { .. } => return None,
        };
        (!citation.act.is_empty()).then_some(citation)
    }
}
