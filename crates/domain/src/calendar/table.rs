//! What a calendar is made of, as packs and administrators give it: the working week, and a table
//! of single days per year. Only a confirmed table counts.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::Calendar;
use crate::law::Citation;

/// What a single day of a table is, beside the weekly rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayKind {
    /// A public holiday (Bộ luật Lao động, Điều 112).
    Holiday,
    /// Rest in place of a holiday that fell on the weekly rest (Điều 111 khoản 3).
    CompensatoryRest,
    /// A working day off, in exchange for a day of weekly rest that is worked.
    SwappedRest,
    /// A day of weekly rest that is worked, in exchange for a working day off.
    SwappedWork,
}

impl DayKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [
        Self::Holiday,
        Self::CompensatoryRest,
        Self::SwappedRest,
        Self::SwappedWork,
    ];

    /// Whether offices rest on such a day.
    pub const fn is_rest(self) -> bool {
        !matches!(self, Self::SwappedWork)
    }

    /// Stable code, as packs and databases write it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Holiday => "holiday",
            Self::CompensatoryRest => "compensatory-rest",
            Self::SwappedRest => "swapped-rest",
            Self::SwappedWork => "swapped-work",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A single day of a year's table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayEntry {
    /// The day.
    pub day: Date,
    /// What it is.
    pub kind: DayKind,
    /// Name shown, such as "Giỗ Tổ Hùng Vương"; empty in tables from before names were kept.
    #[serde(default)]
    pub name: String,
    /// Where it is laid down.
    #[serde(default)]
    pub citation: Citation,
}

/// The days of one year, for the whole country or for one unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearTable {
    /// The year; every entry lies in it.
    pub year: i16,
    /// Code of the unit it holds for, and for those below; `None` for the whole country. A unit's
    /// table adds to the country's, and outweighs it day by day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Which edition of this year's table; the highest confirmed one counts.
    #[serde(default)]
    pub edition: u32,
    /// Whether an administrator has confirmed it. An unconfirmed table is a proposal.
    pub confirmed: bool,
    /// Its days, each at most once.
    pub entries: Vec<DayEntry>,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WeekDay {
    /// Thứ Hai.
    Monday,
    /// Thứ Ba.
    Tuesday,
    /// Thứ Tư.
    Wednesday,
    /// Thứ Năm.
    Thursday,
    /// Thứ Sáu.
    Friday,
    /// Thứ Bảy.
    Saturday,
    /// Chủ nhật.
    Sunday,
}

impl WeekDay {
    /// Every day, Monday first.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// 0 for Monday to 6 for Sunday.
    pub const fn index(self) -> u8 {
        match self {
            Self::Monday => 0,
            Self::Tuesday => 1,
            Self::Wednesday => 2,
            Self::Thursday => 3,
            Self::Friday => 4,
            Self::Saturday => 5,
            Self::Sunday => 6,
        }
    }
}

/// Working time without a break, such as 07:30–11:30.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// When it begins.
    pub from: Time,
    /// When it ends, later on the same day.
    pub until: Time,
}

/// Sessions on a day of weekly rest, such as Saturday morning at a one-stop office. They count for
/// limits in working hours; the day does not become a working day by them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartDay {
    /// On which day of the week.
    pub day: WeekDay,
    /// When the office works.
    pub sessions: Vec<Session>,
}

/// The working week of the country or of one unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Week {
    /// Code of the unit it holds for, and for those below; `None` for the whole country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The weekly rest.
    pub rest: Vec<WeekDay>,
    /// Sessions of a working day, in order and without overlap. Empty when not known: then a
    /// working day counts from 00:00 to 24:00, and the count says so.
    #[serde(default)]
    pub sessions: Vec<Session>,
    /// Sessions on days of the weekly rest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartDay>,
    /// Where the weekly rest is laid down.
    #[serde(default)]
    pub citation: Citation,
    /// Where the sessions are laid down.
    #[serde(default)]
    pub sessions_citation: Citation,
}

impl Default for Week {
    fn default() -> Self {
        Self {
            unit: None,
            rest: vec![WeekDay::Saturday, WeekDay::Sunday],
            sessions: Vec::new(),
            parts: Vec::new(),
            citation: Citation::default(),
            sessions_citation: Citation::default(),
        }
    }
}

/// Where the manner of counting is laid down (Bộ luật Dân sự 2015, Điều 145–148), so that each
/// step of an arithmetic can name its article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Articles {
    /// A limit in hours begins at the moment itself.
    pub hours: Citation,
    /// The day of the event is not counted.
    pub event_day: Citation,
    /// A limit in days ends with its last day.
    pub days: Citation,
    /// A limit in months ends on the corresponding day, or on the month's last.
    pub months: Citation,
    /// A limit in years ends on the corresponding day.
    pub years: Citation,
    /// A last day of rest gives way to the next working day.
    pub rest_day: Citation,
    /// The last day ends at 24:00.
    pub end_of_day: Citation,
}

/// Everything known about days: weeks, tables of all years and units, confirmed or not.
/// [`Book::calendar`] takes from it what counts for one unit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Book {
    /// The country's week and those of units.
    pub weeks: Vec<Week>,
    /// Tables, in any order.
    pub years: Vec<YearTable>,
    /// Where counting is laid down.
    #[serde(default)]
    pub articles: Articles,
}

impl Book {
    /// What counts for a unit. `units` holds its code and those of the units above it, nearest
    /// first; empty for the country as a whole.
    ///
    /// The nearest week counts. Of each year and unit, the confirmed table with the highest
    /// edition counts; a nearer unit's day outweighs a farther one's.
    pub fn calendar(&self, units: &[&str]) -> Calendar {
        let week = units
            .iter()
            .map(|unit| Some(*unit))
            .chain([None])
            .find_map(|unit| self.weeks.iter().find(|week| week.unit.as_deref() == unit))
            .cloned()
            .unwrap_or_default();
        // Farthest first: a later entry of the same day outweighs an earlier one.
        let mut years: Vec<(usize, &YearTable)> = Vec::new();
        for table in self.years.iter().filter(|table| table.confirmed) {
            let nearness = match table.unit.as_deref() {
                None => 0,
                Some(code) => match units.iter().position(|unit| *unit == code) {
                    Some(position) => units.len() - position,
                    None => continue,
                },
            };
            match years
                .iter_mut()
                .find(|(other, known)| *other == nearness && known.year == table.year)
            {
                Some((_, known)) if known.edition < table.edition => *known = table,
                Some(_) => {}
                None => years.push((nearness, table)),
            }
        }
        years.sort_by_key(|(nearness, table)| (table.year, *nearness));
        let years = years.into_iter().map(|(_, table)| table.clone()).collect();
        Calendar::new(week, years, self.articles.clone())
    }
}
