//! Dossiers walked through their procedures by chance, with the limits that run for them.

use sangkien_casework::condition::{Facts, Kind, Vocabulary};
use sangkien_casework::definition::{ClockMode, Effect, LimitRow, Procedure, Step};
use sangkien_casework::engine::{Compiled, Taken};
use sangkien_domain::calendar::{Calendar, Counting, Cutoff, Pause, recount};
use sangkien_domain::dossier::{Act, State};
use sangkien_domain::law::Citation;
use sangkien_domain::time::Instant;

use crate::office::{Offices, STAYS, TAKEN, day, version_at};

/// A stay at a step.
#[derive(Debug)]
pub(crate) struct Visit {
    pub(crate) at: Instant,
    pub(crate) step: String,
    pub(crate) state: State,
    pub(crate) clock: ClockMode,
}

/// A limit of a dossier.
#[derive(Debug)]
pub(crate) struct Running {
    pub(crate) key: String,
    pub(crate) whole: bool,
    pub(crate) since: Instant,
    pub(crate) amount: u16,
    /// The amount in the first version.
    pub(crate) first_amount: u16,
    pub(crate) due: Option<Instant>,
    pub(crate) met: bool,
    /// When it was last counted.
    pub(crate) counted_at: Instant,
    /// Whether a new calendar moved it.
    pub(crate) moved: bool,
}

/// A dossier and all that happened to it.
#[derive(Debug)]
pub(crate) struct Dossier {
    pub(crate) office: &'static str,
    pub(crate) procedure: String,
    pub(crate) version: usize,
    pub(crate) visits: Vec<Visit>,
    pub(crate) limits: Vec<Running>,
    pub(crate) pauses: Vec<(Instant, Option<Instant>)>,
    pub(crate) numbers: Vec<(Instant, String)>,
}

impl Dossier {
    /// When it left its author for the first time.
    pub(crate) fn received_at(&self) -> Option<Instant> {
        let first = self.visits.get(1)?;
        let counted = !matches!(first.state, State::Withdrawn | State::Late);
        counted.then_some(first.at)
    }

    /// When and how it ended.
    pub(crate) fn ended(&self) -> Option<(Instant, State)> {
        let last = self.visits.last()?;
        last.state.is_end().then_some((last.at, last.state))
    }

    /// The limit of the whole procedure.
    pub(crate) fn whole(&self) -> Option<&Running> {
        self.limits.iter().find(|limit| limit.whole)
    }
}

/// Chance that repeats: SplitMix64.
pub(crate) struct Seed(pub(crate) u64);

impl Seed {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }

    /// Between `least` and `most`, both included.
    fn between(&mut self, least: i64, most: i64) -> i64 {
        least + i64::try_from(self.below(usize::try_from(most - least + 1).unwrap())).unwrap()
    }
}

/// Ten years of `many` dossiers.
pub(crate) fn simulate(mut seed: Seed, many: usize, offices: &Offices) -> Vec<Dossier> {
    (0..many).map(|_| one(&mut seed, offices)).collect()
}

fn one(seed: &mut Seed, offices: &Offices) -> Dossier {
    let first = Instant::start_of(day(2026, 1, 1)).unwrap();
    let last = Instant::start_of(day(2036, 1, 1)).unwrap();
    let versions = &offices.procedures[seed.below(offices.procedures.len())];
    let mut now = first.plus_seconds(seed.between(0, last.seconds_since(first) - 1));
    let version = version_at(now);
    let compiled = &versions[version];
    let beginning = &compiled.procedure().start;
    let mut dossier = Dossier {
        office: if seed.below(2) == 0 { STAYS } else { TAKEN },
        procedure: compiled.procedure().code.clone(),
        version,
        visits: Vec::new(),
        limits: Vec::new(),
        pauses: Vec::new(),
        numbers: Vec::new(),
    };
    let (step, state) = compiled.at(beginning).unwrap();
    dossier.visits.push(Visit {
        // The draft is begun before; filing is the first act that counts.
        at: now.plus_seconds(-3_600),
        step: step.key.clone(),
        state: state.means,
        clock: state.clock,
    });
    while let Some(taken) = choose(seed, compiled, &dossier) {
        arrive(&mut dossier, &taken, now, &versions[0], offices);
        let hurried = seed.below(4) > 0;
        let wait = if hurried {
            seed.between(600, 86_400)
        } else {
            seed.between(3_600, 12 * 86_400)
        };
        let next = now.plus_seconds(wait);
        if next >= last || dossier.ended().is_some() {
            break;
        }
        for change in offices.changes(now, next) {
            let calendar = offices.calendar(dossier.office, change);
            count_again(&mut dossier, compiled.procedure(), calendar, change, true);
        }
        now = next;
    }
    dossier
}

/// An act that the step offers, by chance; nothing at an end. Withdrawing is rare, and so is asking
/// for supplements again and again.
fn choose<'a>(seed: &mut Seed, compiled: &'a Compiled, dossier: &Dossier) -> Option<Taken<'a>> {
    let here = dossier.visits.last()?;
    let (step, _) = compiled.at(&here.step)?;
    if step.acts.is_empty() {
        return None;
    }
    for _ in 0..1_000 {
        let act = &step.acts[seed.below(step.acts.len())];
        let rare = matches!(
            act.kind,
            Act::Withdraw | Act::Refuse | Act::SubmitLate | Act::Stop
        );
        let again = act.kind == Act::Return && dossier.pauses.len() > 2;
        if (rare && seed.below(12) > 0) || (again && seed.below(8) > 0) {
            continue;
        }
        let facts = facts(seed, compiled.vocabulary());
        if let Ok(taken) = compiled.take(&step.key, &act.key, &facts) {
            return Some(taken);
        }
    }
    panic!("{}: no act of {} leads on", dossier.procedure, step.key);
}

/// Every fact of the vocabulary, by chance.
fn facts(seed: &mut Seed, vocabulary: &Vocabulary) -> Facts {
    let mut facts = Facts::new();
    for fact in vocabulary.facts() {
        let name = fact.name.as_str();
        match &fact.kind {
            Kind::Bool => facts.set(name, seed.below(2) == 0),
            Kind::Number => facts.set(name, seed.between(0, 600)),
            Kind::Text => facts.set(name, "mẫu"),
            Kind::Date => facts.set(name, day(2026, 1, 5)),
            Kind::Choice(options) => {
                facts.set(name, options[seed.below(options.len())].as_str());
            }
        }
    }
    facts
}

fn arrive(
    dossier: &mut Dossier,
    taken: &Taken<'_>,
    at: Instant,
    first: &Compiled,
    offices: &Offices,
) {
    let clock = taken.state.clock;
    dossier.visits.push(Visit {
        at,
        step: taken.to.key.clone(),
        state: taken.state.means,
        clock,
    });
    for effect in &taken.act.effects {
        if let Effect::Number { symbol, .. } = effect {
            dossier.numbers.push((at, symbol.clone()));
        }
    }
    match dossier.pauses.last_mut().filter(|pause| pause.1.is_none()) {
        Some(pause) if clock != ClockMode::Suspended => pause.1 = Some(at),
        None if clock == ClockMode::Suspended => dossier.pauses.push((at, None)),
        _ => {}
    }
    let compiled = &offices.procedures;
    let procedure = compiled
        .iter()
        .flatten()
        .map(Compiled::procedure)
        .filter(|procedure| procedure.code == dossier.procedure)
        .nth(dossier.version)
        .unwrap();
    let to = taken.to.key.as_str();
    for limit in dossier.limits.iter_mut().filter(|limit| !limit.met) {
        let through =
            row(procedure, &limit.key).is_some_and(|row| row.through.iter().any(|step| step == to));
        limit.met = clock == ClockMode::Stopped || !(limit.whole || through);
    }
    if clock != ClockMode::Stopped {
        let whole = procedure
            .limits
            .iter()
            .filter(|_| clock == ClockMode::Running)
            .map(|row| (row, true));
        let own = taken.to.limits.iter().map(|row| (row, false));
        for (row, whole) in whole.chain(own) {
            let begun = dossier
                .limits
                .iter()
                .any(|limit| limit.key == row.key && (limit.whole || !limit.met));
            if !begun {
                dossier.limits.push(Running {
                    key: row.key.clone(),
                    whole,
                    since: at,
                    amount: row.limit.amount,
                    first_amount: amount_of(first.procedure(), &row.key),
                    due: None,
                    met: false,
                    counted_at: at,
                    moved: false,
                });
            }
        }
    }
    let calendar = offices.calendar(dossier.office, at);
    count_again(dossier, procedure, calendar, at, false);
}

fn row<'a>(procedure: &'a Procedure, key: &str) -> Option<&'a LimitRow> {
    let steps = procedure.steps.iter().flat_map(|step: &Step| &step.limits);
    procedure
        .limits
        .iter()
        .chain(steps)
        .find(|row| row.key == key)
}

fn amount_of(procedure: &Procedure, key: &str) -> u16 {
    row(procedure, key).map_or(0, |row| row.limit.amount)
}

/// Counts every limit that runs by the calendar known at `at`.
fn count_again(
    dossier: &mut Dossier,
    procedure: &Procedure,
    calendar: &Calendar,
    at: Instant,
    changed: bool,
) {
    let pauses = &dossier.pauses;
    for limit in dossier.limits.iter_mut().filter(|limit| !limit.met) {
        let Some(row) = row(procedure, &limit.key) else {
            continue;
        };
        let stands = limit.whole || !row.through.is_empty();
        let pauses: Vec<Pause> = pauses
            .iter()
            .filter(|(from, _)| stands && *from > limit.since)
            .map(|(from, until)| Pause {
                from: *from,
                until: *until,
                reason: String::new(),
            })
            .collect();
        let counting = Counting {
            cutoff: row.counts_tomorrow_after.map(|at| Cutoff {
                at,
                citation: Citation::default(),
            }),
        };
        let counted = recount(calendar, limit.since, &row.limit, &counting, &pauses);
        let due = counted.standing.is_none().then_some(counted.due);
        limit.moved |= changed && limit.due != due;
        limit.due = due;
        limit.counted_at = at;
    }
}
