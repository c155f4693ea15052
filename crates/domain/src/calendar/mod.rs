//! The legal clock: which days and hours offices work, and when a limit ends.
//!
//! [`Calendar`] is what counts for one unit: its working week and the confirmed tables of single
//! days. A year without a confirmed table is answered by the weekly rest alone, and every answer
//! says so. [`count`] applies the Civil Code 2015, articles 145–148, and keeps each step as data;
//! sentences stand in the `i18n` crate. [`lunar`] and [`proposal`] compute the days of Tết and
//! Giỗ Tổ for an administrator to confirm: what is computed never counts by itself.
//!
//! # Conventions
//! - A limit is kept by whoever acts at its last moment: what happens after
//!   [`Counted::due`] is late. Limits in days end at 24:00, which is kept as the last microsecond
//!   of the day, so that the day of the due moment is the last day.
//! - A pause from day P to day R takes out the days after P up to and including R: like the day of
//!   every event, the day that starts the clock again is not counted. A pause within one day takes
//!   out nothing. Limits in months and years are paused by plain days.
//! - A last day on whose evening the clock stands moves to the day the clock runs again.
//! - Limits in working hours are paused by the working time that lies in the pause.
//! - Overlapping pauses take out their common time once.
//!
//! # To add a kind of day
//! Add it to [`DayKind`]; the compiler asks for its name in the `i18n` crate.

mod count;
mod day;
mod hours;
pub mod lunar;
pub mod proposal;
mod stored;
mod table;
#[cfg(test)]
mod tests;
mod trace;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

pub use count::{count, recount};
pub use table::{Articles, Book, DayEntry, DayKind, PartDay, Session, Week, WeekDay, YearTable};
pub use trace::{Counted, Left, NamedDays, Skipped, Standing, TraceStep, WorkedDay};

use crate::law::{Citation, Limit};
use crate::time::Instant;

/// What is received after this time of day counts as received on the next day the office works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cutoff {
    /// The time, such as 15:00; what is received at that very moment is in time.
    pub at: Time,
    /// Where the rule is laid down.
    #[serde(default)]
    pub citation: Citation,
}

/// How a procedure counts, beside what the Civil Code says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counting {
    /// Until when a day's receipts count for that day; `None` for until 24:00.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cutoff: Option<Cutoff>,
}

/// Time in which the clock of a limit stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// Since when.
    pub from: Instant,
    /// Until when; `None` while it lasts. A pause that ends before it begins is none.
    #[serde(default)]
    pub until: Option<Instant>,
    /// Why, as shown.
    #[serde(default)]
    pub reason: String,
}

/// What a day is to offices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayStatus<'a> {
    /// Whether offices rest.
    pub rests: bool,
    /// The entry that makes it so; `None` when the working week does.
    pub entry: Option<&'a DayEntry>,
    /// Whether the year has a confirmed table. Without one, only the weekly rest is known.
    pub confirmed: bool,
}

/// Which days and hours offices of one unit work.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(from = "stored::Stored", into = "stored::Stored")]
pub struct Calendar {
    week: Week,
    years: Vec<YearTable>,
    articles: Articles,
    /// Bit per weekday, Monday lowest: set for the weekly rest.
    weekly: u8,
    /// Number of the first day in `rest`.
    first: i64,
    /// Bit per day from `first` on: set when offices rest.
    rest: Vec<u64>,
    /// Numbered days with an entry, sorted: the table and the entry in it.
    entries: Vec<(i64, usize, usize)>,
    hours: hours::Hours,
}

impl PartialEq for Calendar {
    fn eq(&self, other: &Self) -> bool {
        self.week == other.week && self.years == other.years && self.articles == other.articles
    }
}

impl Eq for Calendar {}

impl Default for Calendar {
    /// Saturday and Sunday off, and nothing confirmed.
    fn default() -> Self {
        Self::new(Week::default(), Vec::new(), Articles::default())
    }
}

impl Calendar {
    /// A calendar of a week and of tables. Of several entries for one day the last one counts;
    /// tables that nobody has confirmed are left out.
    pub fn new(week: Week, years: Vec<YearTable>, articles: Articles) -> Self {
        let years: Vec<YearTable> = years.into_iter().filter(|table| table.confirmed).collect();
        let mut weekly = week
            .rest
            .iter()
            .fold(0, |mask, day| mask | 1 << day.index());
        // A week without a working day would have no next one to end a limit on.
        if weekly == 0b111_1111 {
            weekly = 0b110_0000;
        }
        let mut entries: Vec<(i64, usize, usize)> = years
            .iter()
            .enumerate()
            .flat_map(|(table, year)| {
                let days = year.entries.iter().enumerate();
                days.map(move |(place, entry)| (day::number(entry.day), table, place))
            })
            .collect();
        entries.sort_unstable();
        entries.reverse();
        entries.dedup_by_key(|(day, _, _)| *day);
        entries.reverse();
        let mut calendar = Self {
            hours: hours::Hours::of(&week),
            weekly,
            first: entries.first().map_or(0, |(day, _, _)| *day),
            rest: Vec::new(),
            week,
            years,
            articles,
            entries,
        };
        calendar.fill();
        calendar
    }

    fn fill(&mut self) {
        let Some((last, _, _)) = self.entries.last() else {
            return;
        };
        let length = last - self.first + 1;
        let mut rest = vec![0_u64; usize::try_from(length / 64 + 1).unwrap_or(0)];
        let mut entries = self.entries.iter().peekable();
        for (offset, number) in (self.first..=*last).enumerate() {
            let mut rests = self.rests_weekly(number);
            if let Some((_, table, place)) = entries.next_if(|(day, _, _)| *day == number)
                && let Some(entry) = self.entry(*table, *place)
            {
                rests = entry.kind.is_rest();
            }
            if rests && let Some(word) = rest.get_mut(offset / 64) {
                *word |= 1 << (offset % 64);
            }
        }
        // Days after the last entry are asked of the week.
        self.rest = rest;
        let beyond = usize::try_from(length).unwrap_or(0)..self.rest.len() * 64;
        for offset in beyond {
            let number = self.first + i64::try_from(offset).unwrap_or(0);
            if self.rests_weekly(number)
                && let Some(word) = self.rest.get_mut(offset / 64)
            {
                *word |= 1 << (offset % 64);
            }
        }
    }

    fn entry(&self, table: usize, place: usize) -> Option<&DayEntry> {
        self.years.get(table)?.entries.get(place)
    }

    fn rests_weekly(&self, number: i64) -> bool {
        self.weekly >> day::weekday(number) & 1 == 1
    }

    fn rests(&self, number: i64) -> bool {
        let word = usize::try_from(number - self.first)
            .ok()
            .and_then(|offset| Some(self.rest.get(offset / 64)? >> (offset % 64) & 1 == 1));
        word.unwrap_or_else(|| self.rests_weekly(number))
    }

    fn entry_of(&self, number: i64) -> Option<&DayEntry> {
        let found = self
            .entries
            .binary_search_by_key(&number, |(day, _, _)| *day)
            .ok()?;
        let (_, table, place) = self.entries.get(found)?;
        self.entry(*table, *place)
    }

    /// The first day from `number` on that is worked.
    fn working_from(&self, number: i64) -> i64 {
        let mut number = number;
        while number < day::last() && self.rests(number) {
            number += 1;
        }
        number
    }

    /// Whether offices rest on `day`.
    pub fn rests_on(&self, day: Date) -> bool {
        self.rests(day::number(day))
    }

    /// What `day` is, and whether that is known from a confirmed table.
    pub fn status(&self, day: Date) -> DayStatus<'_> {
        let number = day::number(day);
        DayStatus {
            rests: self.rests(number),
            entry: self.entry_of(number),
            confirmed: self.is_confirmed(day.year()),
        }
    }

    /// Whether the year has a confirmed table for the whole country.
    pub fn is_confirmed(&self, year: i16) -> bool {
        self.years
            .iter()
            .any(|table| table.year == year && table.unit.is_none())
    }

    /// The working week.
    pub fn week(&self) -> &Week {
        &self.week
    }

    /// The confirmed tables, by year; a unit's after the country's.
    pub fn years(&self) -> &[YearTable] {
        &self.years
    }

    /// Where the manner of counting is laid down.
    pub fn articles(&self) -> &Articles {
        &self.articles
    }

    /// `day`, or the next working day when `day` is a rest day.
    pub fn roll_forward(&self, day: Date) -> Date {
        day::date(self.working_from(day::number(day)))
    }

    /// The day on which something received at `at` counts as received: the same day, or, when a
    /// cut-off has passed or the office does not work at all that day, the next one it works.
    /// Without a cut-off always the same day.
    pub fn received_on(&self, at: Instant, rules: &Counting) -> Date {
        day::date(count::received(self, at, rules))
    }

    /// The last day of `limit` counted from the day `event`. The limit runs to the end of that
    /// day, or, in working hours, to a moment on it.
    pub fn last_day(&self, event: Date, limit: &Limit) -> Date {
        let start = day::moment(day::number(event), 0);
        recount(self, start, limit, &Counting::default(), &[]).last_day
    }
}
