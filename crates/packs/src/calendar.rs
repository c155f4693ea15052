//! Calendars: tables of years, working weeks, holidays of every year, and where counting is laid
//! down.

use jiff::civil::{Date, Time};
use sangkien_domain::calendar::proposal::{self, HolidayRule, YearDay};
use sangkien_domain::calendar::{
    Articles, Book, Calendar, DayEntry, DayKind, PartDay, Session, Week, WeekDay, YearTable,
};
use sangkien_domain::law::{Certainty, Citation};
use sangkien_domain::law_registry::Act;
use serde::Deserialize;

use crate::error::{PackError, Result};
use crate::law::{RawCitation, acts};
use crate::read::{Source, source};

const YEARS: [Source; 4] = [
    source!("vietnam/calendars/2023.toml"),
    source!("vietnam/calendars/2024.toml"),
    source!("vietnam/calendars/2025.toml"),
    source!("vietnam/calendars/2026.toml"),
];
/// The country's week, then those of units.
const WEEKS: [Source; 2] = [
    source!("vietnam/calendars/week.toml"),
    source!("phuc-tho/calendars/week.toml"),
];
const HOLIDAYS: Source = source!("vietnam/calendars/holidays.toml");
const COUNTING: Source = source!("vietnam/calendars/counting.toml");

/// A source: an act of the registry, or a notice that the registry does not hold.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum RawSource {
    Act(RawCitation),
    Notice(RawNotice),
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNotice {
    text: String,
    certainty: Certainty,
}

impl RawSource {
    fn resolve(self, acts: &[Act], file: &str, place: &str) -> Result<Citation> {
        match self {
            Self::Act(citation) => citation.resolve(acts, file, place),
            Self::Notice(notice) => Ok(Citation {
                act: notice.text,
                article: String::new(),
                certainty: notice.certainty,
            }),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawYear {
    year: i16,
    edition: u32,
    confirmed: bool,
    #[serde(default)]
    unit: Option<String>,
    source: RawSource,
    entry: Vec<RawEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntry {
    name: String,
    kind: DayKind,
    days: Vec<Date>,
    #[serde(default)]
    source: Option<RawSource>,
}

impl RawYear {
    fn resolve(self, acts: &[Act], file: &str) -> Result<YearTable> {
        let mut entries: Vec<DayEntry> = Vec::new();
        for raw in self.entry {
            let place = format!("entry \"{}\"", raw.name);
            let source = raw.source.unwrap_or_else(|| self.source.clone());
            let citation = source.resolve(acts, file, &place)?;
            for day in raw.days {
                let fault = |message: &str| {
                    Err(PackError::new(
                        file,
                        format!("day {day}"),
                        message.to_owned(),
                    ))
                };
                if day.year() != self.year {
                    return fault(&format!("not in the year {}", self.year));
                }
                if entries.iter().any(|entry| entry.day == day) {
                    return fault("appears twice");
                }
                entries.push(DayEntry {
                    day,
                    kind: raw.kind,
                    name: raw.name.clone(),
                    citation: citation.clone(),
                });
            }
        }
        entries.sort_by_key(|entry| entry.day);
        Ok(YearTable {
            year: self.year,
            unit: self.unit,
            edition: self.edition,
            confirmed: self.confirmed,
            entries,
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WeeksFile {
    week: Vec<RawWeek>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWeek {
    #[serde(default)]
    unit: Option<String>,
    rest: Vec<WeekDay>,
    sessions: Vec<RawSession>,
    #[serde(default)]
    part: Vec<RawPart>,
    source: RawSource,
    sessions_source: RawSource,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPart {
    day: WeekDay,
    sessions: Vec<RawSession>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSession {
    from: Time,
    until: Time,
}

fn sessions(raw: &[RawSession], file: &str, place: &str) -> Result<Vec<Session>> {
    let mut reached = None;
    raw.iter()
        .map(|session| {
            let RawSession { from, until } = *session;
            if from >= until || reached.is_some_and(|reached| from < reached) {
                return Err(PackError::new(
                    file,
                    place,
                    format!("session {from}–{until} is out of order"),
                ));
            }
            reached = Some(until);
            Ok(Session { from, until })
        })
        .collect()
}

impl RawWeek {
    fn resolve(self, acts: &[Act], file: &str) -> Result<Week> {
        let place = self
            .unit
            .as_ref()
            .map_or_else(|| "week".to_owned(), |unit| format!("week of \"{unit}\""));
        let fault = |message: &str| Err(PackError::new(file, &place, message.to_owned()));
        let rests = |day: WeekDay| self.rest.contains(&day);
        if WeekDay::ALL.into_iter().all(rests) {
            return fault("has no working day");
        }
        if let Some(part) = self.part.iter().find(|part| !rests(part.day)) {
            return fault(&format!("{:?} is not a day of rest", part.day));
        }
        let parts = self
            .part
            .iter()
            .map(|part| {
                Ok(PartDay {
                    day: part.day,
                    sessions: sessions(&part.sessions, file, &place)?,
                })
            })
            .collect::<Result<_>>()?;
        Ok(Week {
            sessions: sessions(&self.sessions, file, &place)?,
            citation: self.source.resolve(acts, file, &place)?,
            sessions_citation: self.sessions_source.resolve(acts, file, &place)?,
            unit: self.unit,
            rest: self.rest,
            parts,
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HolidaysFile {
    compensation: RawSource,
    holiday: Vec<RawHoliday>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHoliday {
    name: String,
    on: YearDay,
    days: u8,
    #[serde(default)]
    before: u8,
    #[serde(default)]
    decided_yearly: bool,
    #[serde(default)]
    compensated: bool,
    #[serde(default)]
    from_year: Option<i16>,
    #[serde(default)]
    until_year: Option<i16>,
    source: RawSource,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CountingFile {
    hours: RawCitation,
    event_day: RawCitation,
    days: RawCitation,
    months: RawCitation,
    years: RawCitation,
    rest_day: RawCitation,
    end_of_day: RawCitation,
}

/// The tables of years, confirmed or not.
pub fn calendar_years() -> Result<Vec<YearTable>> {
    let acts = acts()?;
    YEARS
        .into_iter()
        .map(|file| read_year(file, &acts))
        .collect()
}

/// The table of one file.
pub(crate) fn read_year(file: Source<'_>, acts: &[Act]) -> Result<YearTable> {
    file.parse::<RawYear>()?.resolve(acts, file.path)
}

/// The weeks of one file.
pub(crate) fn read_weeks(file: Source<'_>, acts: &[Act]) -> Result<Vec<Week>> {
    let weeks = file.parse::<WeeksFile>()?.week.into_iter();
    weeks.map(|raw| raw.resolve(acts, file.path)).collect()
}

fn weeks() -> Result<Vec<Week>> {
    let acts = acts()?;
    let mut weeks: Vec<Week> = Vec::new();
    for file in WEEKS {
        for week in read_weeks(file, &acts)? {
            if weeks.iter().any(|known| known.unit == week.unit) {
                let unit = week.unit.unwrap_or_default();
                return Err(PackError::new(
                    file.path,
                    format!("week of \"{unit}\""),
                    "appears twice",
                ));
            }
            weeks.push(week);
        }
    }
    Ok(weeks)
}

/// Where each step of counting is laid down.
pub fn articles() -> Result<Articles> {
    read_counting(COUNTING, &acts()?)
}

/// Where each step of counting is laid down, as one file says.
pub(crate) fn read_counting(file: Source<'_>, acts: &[Act]) -> Result<Articles> {
    let raw: CountingFile = file.parse()?;
    let citation = |raw: RawCitation, place: &str| raw.resolve(acts, file.path, place);
    Ok(Articles {
        hours: citation(raw.hours, "hours")?,
        event_day: citation(raw.event_day, "event_day")?,
        days: citation(raw.days, "days")?,
        months: citation(raw.months, "months")?,
        years: citation(raw.years, "years")?,
        rest_day: citation(raw.rest_day, "rest_day")?,
        end_of_day: citation(raw.end_of_day, "end_of_day")?,
    })
}

/// Everything the packs know about days.
pub fn calendar_book() -> Result<Book> {
    Ok(Book {
        weeks: weeks()?,
        years: calendar_years()?,
        articles: articles()?,
    })
}

/// What counts for the country as a whole.
pub fn calendar() -> Result<Calendar> {
    Ok(calendar_book()?.calendar(&[]))
}

/// The holidays of every year, and where making up for those on the weekly rest is laid down.
pub fn holiday_rules() -> Result<(Vec<HolidayRule>, Citation)> {
    read_holidays(HOLIDAYS, &acts()?)
}

/// The holidays of every year of one file.
pub(crate) fn read_holidays(
    file: Source<'_>,
    acts: &[Act],
) -> Result<(Vec<HolidayRule>, Citation)> {
    let raw: HolidaysFile = file.parse()?;
    let compensation = raw.compensation.resolve(acts, file.path, "compensation")?;
    let rules = raw
        .holiday
        .into_iter()
        .map(|holiday| {
            let place = format!("holiday \"{}\"", holiday.name);
            Ok(HolidayRule {
                citation: holiday.source.resolve(acts, file.path, &place)?,
                name: holiday.name,
                on: holiday.on,
                days: holiday.days,
                before: holiday.before,
                decided_yearly: holiday.decided_yearly,
                compensated: holiday.compensated,
                from_year: holiday.from_year,
                until_year: holiday.until_year,
            })
        })
        .collect::<Result<_>>()?;
    Ok((rules, compensation))
}

/// The table of `year` as the country's holidays give it, unconfirmed.
pub fn calendar_proposal(year: i16) -> Result<YearTable> {
    let (rules, compensation) = holiday_rules()?;
    Ok(proposal::proposals(
        &rules,
        &calendar()?,
        &compensation,
        year,
    ))
}
