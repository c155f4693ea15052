//! The two offices, their calendars as they were known at each moment, and the changes of the law.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, Time};
use sangkien_casework::check::{Severity, check};
use sangkien_casework::definition::Procedure;
use sangkien_casework::engine::Compiled;
use sangkien_domain::calendar::proposal::{HolidayRule, YearDay, proposals};
use sangkien_domain::calendar::{
    Articles, Book, Calendar, DayEntry, DayKind, Session, Week, WeekDay, YearTable,
};
use sangkien_domain::law::Citation;
use sangkien_domain::time::Instant;

/// The office that stays.
pub(crate) const STAYS: &str = "PHUONG-MAU-1";
/// The office that is taken into the other.
pub(crate) const TAKEN: &str = "PHUONG-MAU-2";

pub(crate) fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap()
}

fn start(date: Date) -> Instant {
    Instant::start_of(date).unwrap()
}

/// Which version of every procedure is in force at a moment: the law changes twice.
pub(crate) fn version_at(at: Instant) -> usize {
    let changes = [start(day(2029, 3, 1)), start(day(2032, 7, 1))];
    changes.iter().filter(|change| **change <= at).count()
}

/// How long a limit of `first` units is in a version.
pub(crate) fn amount(first: u16, version: usize) -> u16 {
    match version {
        0 => first,
        1 => (first * 2).div_ceil(3),
        _ => first + 1,
    }
}

/// A calendar and the moment from which it is the one known.
struct Edition {
    from: Instant,
    stays: Calendar,
    taken: Calendar,
}

/// The offices.
pub(crate) struct Offices {
    editions: Vec<Edition>,
    /// For each procedure of the packs, its versions.
    pub(crate) procedures: Vec<Vec<Compiled>>,
}

impl Offices {
    pub(crate) fn new() -> Self {
        Self {
            editions: editions(),
            procedures: files().iter().map(|path| versions(path)).collect(),
        }
    }

    /// The calendar of an office as it was known at a moment.
    pub(crate) fn calendar(&self, office: &str, at: Instant) -> &Calendar {
        let edition = self
            .editions
            .iter()
            .rev()
            .find(|edition| edition.from <= at)
            .unwrap_or(&self.editions[0]);
        if office == TAKEN {
            &edition.taken
        } else {
            &edition.stays
        }
    }

    /// Moments after `from` and up to `until` at which calendars changed.
    pub(crate) fn changes(&self, from: Instant, until: Instant) -> impl Iterator<Item = Instant> {
        self.editions
            .iter()
            .map(|edition| edition.from)
            .filter(move |at| from < *at && *at <= until)
    }
}

fn session(from: (i8, i8), until: (i8, i8)) -> Session {
    let time = |(hour, minute)| Time::new(hour, minute, 0, 0).unwrap();
    Session {
        from: time(from),
        until: time(until),
    }
}

fn week(unit: Option<&str>) -> Week {
    Week {
        unit: unit.map(str::to_owned),
        // The office that is taken in used to work on Saturdays.
        rest: if unit.is_some() {
            vec![WeekDay::Sunday]
        } else {
            vec![WeekDay::Saturday, WeekDay::Sunday]
        },
        sessions: vec![session((7, 30), (11, 30)), session((13, 30), (17, 30))],
        ..Week::default()
    }
}

fn holidays() -> Vec<HolidayRule> {
    let rule = |name: &str, on, days, before| HolidayRule {
        name: name.to_owned(),
        on,
        days,
        before,
        decided_yearly: false,
        compensated: true,
        from_year: None,
        until_year: None,
        citation: Citation::default(),
    };
    let solar = |month, day| YearDay::Solar { month, day };
    let lunar = |month, day| YearDay::Lunar { month, day };
    vec![
        rule("Tết Dương lịch", solar(1, 1), 1, 0),
        rule("Tết Nguyên đán", lunar(1, 1), 5, 1),
        rule("Giỗ Tổ Hùng Vương", lunar(3, 10), 1, 0),
        rule("Ngày Chiến thắng", solar(4, 30), 1, 0),
        rule("Ngày Quốc tế lao động", solar(5, 1), 1, 0),
        rule("Quốc khánh", solar(9, 2), 2, 1),
    ]
}

/// The country's table of a year; with `swaps`, a Friday between a holiday and Saturday is off and
/// the Saturday of the week before is worked for it.
fn table(year: i16, swaps: bool) -> YearTable {
    let plain = Calendar::new(week(None), Vec::new(), Articles::default());
    let mut table = proposals(&holidays(), &plain, &Citation::default(), year);
    table.confirmed = true;
    if swaps {
        table.edition = 1;
        let named = |table: &YearTable, at: Date| table.entries.iter().any(|entry| entry.day == at);
        let bridges: Vec<Date> = table
            .entries
            .iter()
            .filter(|entry| entry.day.weekday() == jiff::civil::Weekday::Thursday)
            .filter_map(|entry| entry.day.tomorrow().ok())
            .filter(|friday| !named(&table, *friday))
            .collect();
        for friday in bridges {
            let saturday = friday.checked_sub(jiff::Span::new().days(6)).unwrap();
            if saturday.year() != year || named(&table, saturday) {
                continue;
            }
            for (day, kind) in [
                (friday, DayKind::SwappedRest),
                (saturday, DayKind::SwappedWork),
            ] {
                table.entries.push(DayEntry {
                    day,
                    kind,
                    name: "Hoán đổi".into(),
                    citation: Citation::default(),
                });
            }
        }
    }
    table
}

/// The local day of rest of the office that is taken in.
fn local(year: i16) -> YearTable {
    YearTable {
        year,
        unit: Some(TAKEN.into()),
        edition: 0,
        confirmed: true,
        entries: vec![DayEntry {
            day: day(year, 8, 19),
            kind: DayKind::Holiday,
            name: "Ngày truyền thống".into(),
            citation: Citation::default(),
        }],
    }
}

/// Calendars in the order in which they became known: each December the table of the next year but
/// one, each March the swaps of the year, and in the middle of 2030 the merger.
fn editions() -> Vec<Edition> {
    let merger = start(day(2030, 7, 1));
    let mut moments: Vec<Instant> = vec![start(day(2025, 12, 1)), merger];
    for year in 2026..=2037 {
        moments.push(start(day(year, 3, 1)));
        moments.push(start(day(year, 12, 1)));
    }
    moments.sort();
    moments
        .into_iter()
        .map(|from| {
            let known = (2026..=2038).filter(|year| start(day(year - 2, 12, 1)) <= from);
            let years: Vec<YearTable> = known
                .map(|year| table(year, start(day(year, 3, 1)) <= from))
                .collect();
            let mut book = Book {
                weeks: vec![week(None), week(Some(TAKEN))],
                years,
                ..Book::default()
            };
            book.years.extend((2026..=2030).map(local));
            let joined = from >= merger;
            Edition {
                from,
                stays: book.calendar(&[STAYS]),
                taken: book.calendar(if joined { &[STAYS] } else { &[TAKEN] }),
            }
        })
        .collect()
}

/// Every file `packs/**/procedures/*.toml`, in the order of paths.
fn files() -> Vec<PathBuf> {
    fn below(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                below(&path, found);
            } else if path.parent().is_some_and(|at| at.ends_with("procedures")) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    let packs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs");
    below(Path::new(packs), &mut found);
    found.sort();
    found
}

/// A procedure as its file has it, and as the law changed it twice.
fn versions(path: &Path) -> Vec<Compiled> {
    let procedure = Procedure::read(&fs::read_to_string(path).unwrap()).unwrap();
    (0..3)
        .map(|version| {
            let mut procedure = procedure.clone();
            let steps = procedure.steps.iter_mut().flat_map(|step| &mut step.limits);
            for row in procedure.limits.iter_mut().chain(steps) {
                row.limit.amount = amount(row.limit.amount, version);
            }
            assert!(
                check(&procedure)
                    .iter()
                    .all(|fault| fault.severity != Severity::Error),
                "{}",
                path.display()
            );
            Compiled::new(procedure).unwrap()
        })
        .collect()
}
