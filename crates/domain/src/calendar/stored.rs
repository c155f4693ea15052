//! How a calendar is written inside a rule set. Sets stored before tables had kinds and names hold
//! two bare lists of days, which somebody had confirmed; they stay readable for ever.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Articles, Calendar, DayEntry, DayKind, Week, YearTable};
use crate::law::Citation;

/// A calendar as written.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Stored {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rest_days: Vec<Date>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    working_days: Vec<Date>,
    week: Week,
    years: Vec<YearTable>,
    articles: Articles,
}

impl From<Stored> for Calendar {
    fn from(stored: Stored) -> Self {
        let mut bare: BTreeMap<i16, Vec<DayEntry>> = BTreeMap::new();
        let rest = stored.rest_days.into_iter();
        let work = stored.working_days.into_iter();
        // A day in both lists was one of rest.
        let days = work
            .map(|day| (day, DayKind::SwappedWork))
            .chain(rest.map(|day| (day, DayKind::Holiday)));
        for (day, kind) in days {
            bare.entry(day.year()).or_default().push(DayEntry {
                day,
                kind,
                name: String::new(),
                citation: Citation::default(),
            });
        }
        let bare = bare.into_iter().map(|(year, entries)| YearTable {
            year,
            unit: None,
            edition: 0,
            confirmed: true,
            entries,
        });
        let years = bare.chain(stored.years).collect();
        Self::new(stored.week, years, stored.articles)
    }
}

impl From<Calendar> for Stored {
    fn from(calendar: Calendar) -> Self {
        Self {
            week: calendar.week,
            years: calendar.years,
            articles: calendar.articles,
            ..Self::default()
        }
    }
}
