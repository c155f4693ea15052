//! Ten simulated years of two offices: ten thousand dossiers, two changes of the law, a calendar
//! table for every year with swapped days, and one office taken into the other.
//!
//! Every procedure of the packs is walked by chance, from one seed. What is held against the
//! engine is told again from each dossier's own history, by counting, and never by the engine.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod office;
mod walk;

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use sangkien_casework::definition::ClockMode;
use sangkien_casework::statistics::{Counts, Ending, Life, Period, count};
use sangkien_domain::dossier::State;
use sangkien_domain::time::Instant;

use office::{Offices, day};
use walk::{Dossier, Seed, simulate};

const DOSSIERS: usize = 10_000;

/// What dossiers are counted under: the office and the procedure.
type Key<'a> = (&'static str, &'a str);

fn ending(state: State) -> Ending {
    match state {
        State::Withdrawn => Ending::Withdrawn,
        _ => Ending::Resolved,
    }
}

fn lives(dossiers: &[Dossier]) -> impl Iterator<Item = Life<'_, Key<'_>>> {
    dossiers.iter().filter_map(|dossier| {
        Some(Life {
            key: (dossier.office, dossier.procedure.as_str()),
            received_at: dossier.received_at()?,
            ended: dossier.ended().map(|(at, state)| (at, ending(state))),
            pauses: &dossier.pauses,
            due_at: dossier.whole().and_then(|limit| limit.due),
        })
    })
}

/// The same counts, told from where each dossier stood just before the period's two ends.
fn told(dossiers: &[Dossier], period: Period) -> BTreeMap<Key<'_>, Counts> {
    let mut told: BTreeMap<Key<'_>, Counts> = BTreeMap::new();
    for dossier in dossiers {
        let Some(received) = dossier.received_at() else {
            continue;
        };
        let counts = told
            .entry((dossier.office, dossier.procedure.as_str()))
            .or_default();
        let late = |at: Instant| {
            let due = dossier.whole().and_then(|limit| limit.due);
            due.is_some_and(|due| due < at)
        };
        let stood = |at: Instant| {
            dossier
                .visits
                .iter()
                .rev()
                .find(|visit| visit.at < at)
                .filter(|_| received < at)
        };
        match stood(period.from) {
            Some(visit) if visit.state.is_end() => continue,
            Some(_) => counts.opening += 1,
            None if received < period.until => counts.received += 1,
            None => continue,
        }
        match stood(period.until) {
            Some(visit) if visit.state == State::Withdrawn => counts.withdrawn += 1,
            Some(visit) if visit.state.is_end() && late(visit.at) => counts.resolved_late += 1,
            Some(visit) if visit.state.is_end() => counts.resolved_in_time += 1,
            Some(visit) if visit.clock == ClockMode::Suspended => counts.paused += 1,
            Some(_) if late(period.until) => counts.overdue += 1,
            Some(_) => counts.in_process += 1,
            None => unreachable!("a dossier received before the end stands somewhere"),
        }
    }
    told.retain(|_, counts| *counts != Counts::default());
    told
}

fn start(date: Date) -> Instant {
    Instant::start_of(date).unwrap()
}

/// Periods of `months` months through the ten years.
fn periods(months: i16) -> Vec<Period> {
    let at = |month: i16| {
        start(day(
            2026 + month / 12,
            i8::try_from(month % 12).unwrap() + 1,
            1,
        ))
    };
    (0..120 / months)
        .map(|number| Period {
            from: at(number * months),
            until: at((number + 1) * months),
        })
        .collect()
}

/// FNV-1a over everything that happened, in order.
fn digest(dossiers: &[Dossier]) -> u64 {
    let text = format!("{dossiers:?}");
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn world() -> Vec<Dossier> {
    simulate(Seed(20_260_101), DOSSIERS, &Offices::new())
}

#[test]
fn the_same_seed_gives_the_same_ten_years() {
    let first = world();
    assert_eq!(first.len(), DOSSIERS);
    assert_eq!(digest(&first), digest(&world()));
    let other = simulate(Seed(1), DOSSIERS, &Offices::new());
    assert_ne!(digest(&first), digest(&other));
}

#[test]
fn every_month_quarter_and_year_balances_and_agrees_with_the_histories() {
    let dossiers = world();
    for months in [1, 3, 12] {
        let mut left: HashMap<Key<'_>, u64> = HashMap::new();
        for period in periods(months) {
            let counts = count(lives(&dossiers), period);
            assert_eq!(counts, told(&dossiers, period), "{period:?}");
            for (key, counts) in &counts {
                assert_eq!(counts.balance(), Ok(()), "{key:?} {period:?}");
                assert_eq!(counts.opening, left.get(key).copied().unwrap_or(0));
            }
            left = counts
                .into_iter()
                .map(|(key, counts)| (key, counts.in_process + counts.overdue + counts.paused))
                .collect();
        }
    }
    // The ten years were not empty of anything that the report tells apart.
    let all = Period {
        from: start(day(2026, 1, 1)),
        until: start(day(2036, 1, 1)),
    };
    let total = count(lives(&dossiers), all)
        .values()
        .fold(Counts::default(), Counts::plus);
    for (name, figure) in [
        ("received", total.received),
        ("resolved in time", total.resolved_in_time),
        ("resolved late", total.resolved_late),
        ("withdrawn", total.withdrawn),
        ("in process", total.in_process),
        ("paused", total.paused),
        ("overdue", total.overdue),
    ] {
        assert!(figure > 0, "no dossier {name}: {total:?}");
    }
}

#[test]
fn a_month_opens_with_what_its_quarter_and_year_open_with() {
    let dossiers = world();
    let opening = |months: i16, number: usize| {
        let period = periods(months)[number];
        count(lives(&dossiers), period)
            .into_iter()
            .map(|(key, counts)| (key, counts.opening))
            .filter(|(_, opening)| *opening > 0)
            .collect::<BTreeMap<_, _>>()
    };
    for year in 0..10 {
        assert_eq!(opening(12, year), opening(3, year * 4));
        assert_eq!(opening(12, year), opening(1, year * 12));
    }
}

#[test]
fn a_dossier_is_counted_to_its_end_by_the_version_it_was_filed_under() {
    let dossiers = world();
    let mut crossed = 0;
    for dossier in &dossiers {
        let Some(received) = dossier.received_at() else {
            continue;
        };
        let expected = office::version_at(received);
        assert_eq!(dossier.version, expected);
        for limit in &dossier.limits {
            assert_eq!(
                limit.amount,
                office::amount(limit.first_amount, expected),
                "{} {}",
                dossier.procedure,
                limit.key
            );
        }
        let last = dossier.visits.last().map_or(received, |visit| visit.at);
        crossed += usize::from(office::version_at(last) != expected);
    }
    // Some were under way when the law changed.
    assert!(crossed > 0);
}

#[test]
fn no_limit_ends_on_a_day_of_rest_whatever_calendar_it_was_last_counted_by() {
    let offices = Offices::new();
    let mut counted = 0;
    let mut recounted = 0;
    for dossier in &world() {
        for limit in &dossier.limits {
            let Some(due) = limit.due else {
                continue;
            };
            let calendar = offices.calendar(dossier.office, limit.counted_at);
            assert!(
                !calendar.rests_on(due.day()),
                "{} {} ends on {}",
                dossier.procedure,
                limit.key,
                due.day()
            );
            counted += 1;
            recounted += usize::from(limit.moved);
        }
    }
    assert!(counted > DOSSIERS);
    // Tables that came out while limits ran did move some of them.
    assert!(recounted > 0);
}

#[test]
fn a_suspended_clock_has_no_last_moment_and_a_clock_that_runs_again_has_one() {
    for dossier in &world() {
        let Some(visit) = dossier.visits.last() else {
            continue;
        };
        for limit in dossier.limits.iter().filter(|limit| !limit.met) {
            match visit.clock {
                // A limit that had run out before the clock stopped stays run out.
                ClockMode::Suspended if limit.whole => {
                    assert!(limit.due.is_none_or(|due| due < visit.at));
                }
                ClockMode::Running => assert!(limit.due.is_some()),
                _ => {}
            }
        }
        for pair in dossier.pauses.windows(2) {
            let [before, after] = pair else { continue };
            assert!(before.1.is_some_and(|until| until <= after.0));
        }
    }
}

#[test]
fn the_numbers_of_each_register_and_year_run_without_gap_or_repetition() {
    let dossiers = world();
    let mut issued: Vec<(Instant, usize, &str, &str)> = dossiers
        .iter()
        .enumerate()
        .flat_map(|(place, dossier)| {
            dossier
                .numbers
                .iter()
                .map(move |(at, symbol)| (*at, place, dossier.office, symbol.as_str()))
        })
        .collect();
    issued.sort();
    let mut registers: BTreeMap<(&str, &str, i16), u32> = BTreeMap::new();
    let mut given = std::collections::BTreeSet::new();
    for (at, _, office, symbol) in &issued {
        let next = registers
            .entry((office, symbol, at.day().year()))
            .or_default();
        *next += 1;
        assert!(given.insert((*office, *symbol, at.day().year(), *next)));
    }
    let highest: u32 = registers.values().sum();
    assert_eq!(usize::try_from(highest).unwrap(), issued.len());
    assert!(issued.len() > 100, "{}", issued.len());
}
