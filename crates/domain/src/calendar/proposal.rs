//! The days of rest of a year, computed from the rules of the Labour Code for an administrator to
//! correct and confirm. The rules are data of a pack.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::lunar::{self, LunarDay};
use super::table::{DayEntry, DayKind, YearTable};
use super::{Calendar, day};
use crate::law::Citation;

/// On which day of a year a holiday falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "calendar")]
pub enum YearDay {
    /// A day of the civil calendar.
    Solar {
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
    },
    /// A day of the lunar calendar, never of a leap month.
    Lunar {
        /// 1 to 12.
        month: u8,
        /// 1 to 30.
        day: u8,
    },
}

impl YearDay {
    /// The date in `year`; `None` when the year has none.
    pub fn in_year(self, year: i16) -> Option<Date> {
        match self {
            Self::Solar { month, day } => Date::new(year, month, day).ok(),
            Self::Lunar { month, day } => lunar::to_date(LunarDay {
                year,
                month,
                leap: false,
                day,
            }),
        }
    }
}

/// A holiday of every year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidayRule {
    /// Name shown.
    pub name: String,
    /// The day it is about.
    pub on: YearDay,
    /// How many days are off.
    pub days: u8,
    /// How many of them come before the day itself.
    #[serde(default)]
    pub before: u8,
    /// Whether which days are off is decided anew each year, so that the proposal is a guess.
    #[serde(default)]
    pub decided_yearly: bool,
    /// Whether days that fall on the weekly rest are made up for on the next working days.
    #[serde(default)]
    pub compensated: bool,
    /// The first year it is kept; `None` for as long as anybody asks.
    #[serde(default)]
    pub from_year: Option<i16>,
    /// The last year it is kept.
    #[serde(default)]
    pub until_year: Option<i16>,
    /// Where it is laid down.
    pub citation: Citation,
}

impl HolidayRule {
    fn holds_in(&self, year: i16) -> bool {
        self.from_year.is_none_or(|from| from <= year)
            && self.until_year.is_none_or(|until| year <= until)
    }

    fn days_in(&self, year: i16) -> impl Iterator<Item = i64> {
        let first = self
            .on
            .in_year(year)
            .filter(|_| self.holds_in(year))
            .map(|on| day::number(on) - i64::from(self.before));
        let days = i64::from(self.days);
        first.into_iter().flat_map(move |first| first..first + days)
    }
}

/// The table of `year` as the rules give it, unconfirmed, in the order of days. Only the weekly
/// rest of `week` is asked, not its tables. Swapped days are never proposed: they are decided
/// year by year. `compensation` is where making up for days on the weekly rest is laid down.
pub fn proposals(
    rules: &[HolidayRule],
    week: &Calendar,
    compensation: &Citation,
    year: i16,
) -> YearTable {
    let mut entries: Vec<(i64, DayEntry)> = Vec::new();
    let entry = |number, kind, name: &str, citation: &Citation| {
        let entry = DayEntry {
            day: day::date(number),
            kind,
            name: name.to_owned(),
            citation: citation.clone(),
        };
        (number, entry)
    };
    for rule in rules {
        for number in rule.days_in(year) {
            if entries.iter().all(|(taken, _)| *taken != number) {
                entries.push(entry(number, DayKind::Holiday, &rule.name, &rule.citation));
            }
        }
    }
    // Only now, since making up for one holiday must not fall on another.
    let mut owed: Vec<(i64, &HolidayRule)> = rules
        .iter()
        .filter(|rule| rule.compensated)
        .flat_map(|rule| rule.days_in(year).map(move |number| (number, rule)))
        .filter(|(number, _)| week.rests_weekly(*number))
        .collect();
    owed.sort_by_key(|(number, _)| *number);
    for (number, rule) in owed {
        let mut free = number + 1;
        while week.rests_weekly(free) || entries.iter().any(|(taken, _)| *taken == free) {
            free += 1;
        }
        entries.push(entry(
            free,
            DayKind::CompensatoryRest,
            &rule.name,
            compensation,
        ));
    }
    entries.sort_by_key(|(number, _)| *number);
    YearTable {
        year,
        unit: None,
        edition: 0,
        confirmed: false,
        entries: entries.into_iter().map(|(_, entry)| entry).collect(),
    }
}
