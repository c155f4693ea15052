//! Random procedures, random acts, random time, held against a small model of its own.
//!
//! The model knows a procedure as numbers: steps, thresholds, targets. It judges branches by
//! trying every value, ends by walking all ways, agreement by completing every vote, and pauses by
//! adding them up.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a panic is how a test fails"
)]

mod model {
    pub(crate) mod procedure;
    pub(crate) mod random;
    pub(crate) mod value;
}

use std::collections::BTreeSet;

use model::procedure::{ModelAct, ModelProcedure, Target};
use model::random::Random;
use proptest::prelude::*;
use sangkien_casework::check::{Place, Problem, check, may_be_activated};
use sangkien_casework::definition::{ClockMode, Quorum};
use sangkien_casework::engine::{Agreement, Blocked, Compiled};
use sangkien_casework::sample::{Event, Outcome, Refused, Sample};
use sangkien_domain::calendar::{Calendar, Pause};
use sangkien_domain::dossier::State;
use sangkien_domain::time::Instant;

const MINUTE: i64 = 60_000_000;

/// What the model says of the branches of an act, by trying every value.
fn judged(act: &ModelAct) -> (bool, bool, BTreeSet<usize>) {
    let (mut overlaps, mut hole) = (false, false);
    let mut held = BTreeSet::new();
    for values in model::value::all_values() {
        let holding: Vec<usize> = act.holding(values);
        overlaps |= holding.len() > 1;
        hole |= holding.is_empty() && act.otherwise().is_none();
        held.extend(holding);
    }
    let never: BTreeSet<usize> = act
        .tests()
        .filter(|number| !held.contains(number))
        .collect();
    (overlaps, hole, never)
}

/// Compares what the checker says of every act with what the model found.
fn compare_branches(procedure: &ModelProcedure) {
    let faults = check(&procedure.definition());
    for (number, step) in procedure.steps.iter().enumerate() {
        for (index, act) in step.acts.iter().enumerate() {
            let (overlaps, hole, never) = judged(act);
            let here = |place: &Place| match place {
                Place::Act { step, act } | Place::Branch { step, act, .. } => {
                    *step == format!("b{number}") && *act == format!("v{index}")
                }
                _ => false,
            };
            let found: Vec<_> = faults.iter().filter(|fault| here(&fault.place)).collect();
            let says =
                |wanted: fn(&Problem) -> bool| found.iter().any(|fault| wanted(&fault.problem));
            assert!(
                !says(|problem| matches!(problem, Problem::Unproved { .. })),
                "nothing here is too hard: {act:?}"
            );
            assert_eq!(
                says(|problem| matches!(problem, Problem::Overlap { .. })),
                overlaps,
                "overlap of {act:?}: {found:?}"
            );
            assert_eq!(
                says(|problem| matches!(problem, Problem::Hole { .. })),
                hole,
                "hole of {act:?}: {found:?}"
            );
            let told: BTreeSet<usize> = found
                .iter()
                .filter(|fault| fault.problem == Problem::NeverTrue)
                .filter_map(|fault| match fault.place {
                    Place::Branch { branch, .. } => Some(branch),
                    _ => None,
                })
                .collect();
            assert_eq!(told, never, "{act:?}: {found:?}");
        }
    }
    let told = |wanted: fn(&Problem) -> bool| -> BTreeSet<String> {
        let told = faults.iter().filter(|fault| wanted(&fault.problem));
        told.filter_map(|fault| fault.place.step().map(str::to_owned))
            .collect()
    };
    let ways = procedure.ways();
    let unreached: BTreeSet<String> = (0..procedure.places())
        .filter(|place| !ModelProcedure::reached(&ways, 0).contains(place))
        .map(|place| procedure.key(place))
        .collect();
    assert_eq!(told(|problem| *problem == Problem::Unreachable), unreached);
    let endless = (0..procedure.steps.len()).any(|place| {
        let reached = ModelProcedure::reached(&ways, place);
        reached.iter().all(|other| *other < procedure.steps.len())
    });
    let stuck = told(|problem| {
        matches!(
            problem,
            Problem::DeadEnd | Problem::Endless { .. } | Problem::LeadsNowhere { .. }
        )
    });
    assert_eq!(!stuck.is_empty(), endless, "{stuck:?}");
}

/// Whether some way of completing the vote would bring an act its support, by trying them all.
fn can_still_agree(acts: usize, rule: Quorum, votes: &mut Vec<usize>, eligible: usize) -> bool {
    if votes.len() >= eligible {
        return agreed(acts, rule, votes, eligible).is_some();
    }
    (0..acts).any(|act| {
        votes.push(act);
        let agrees = can_still_agree(acts, rule, votes, eligible);
        votes.pop();
        agrees
    })
}

fn agreed(acts: usize, rule: Quorum, votes: &[usize], eligible: usize) -> Option<usize> {
    (0..acts).find(|act| {
        let count = votes.iter().filter(|vote| *vote == act).count();
        match rule {
            Quorum::One => count >= 1,
            Quorum::All => count == eligible && eligible > 0,
            Quorum::Majority => count * 2 > eligible,
        }
    })
}

fn compare_agreement(compiled: &Compiled, procedure: &ModelProcedure, random: &mut Random) {
    for (number, step) in procedure.steps.iter().enumerate() {
        let eligible = 1 + random.below(4);
        let mut votes: Vec<usize> = Vec::new();
        for _ in 0..eligible {
            votes.push(random.below(step.acts.len()));
            let keys: Vec<String> = votes.iter().map(|vote| format!("v{vote}")).collect();
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            let expected = match agreed(step.acts.len(), step.rule, &votes, eligible) {
                Some(act) => Some(act),
                None if can_still_agree(
                    step.acts.len(),
                    step.rule,
                    &mut votes.clone(),
                    eligible,
                ) =>
                {
                    None
                }
                None => step.split(),
            };
            let found = match compiled.agreement(&format!("b{number}"), &keys, eligible) {
                Agreement::Waiting => None,
                Agreement::Decided(act) => Some(act.key.clone()),
            };
            assert_eq!(
                found,
                expected.map(|act| format!("v{act}")),
                "{:?} of {eligible}: {votes:?}",
                step.rule
            );
            if expected.is_some() {
                break;
            }
        }
    }
}

/// Follows a dossier and the model side by side.
fn follow(compiled: &Compiled, procedure: &ModelProcedure, random: &mut Random) {
    let calendar = Calendar::default();
    let begin = Instant(1_767_600_000_000_000);
    let mut sample = Sample::begin(compiled, &calendar, begin).expect("it has a first step");
    let (mut place, mut now, mut paused, mut since) = (0, begin, 0_i64, begin);
    let mut votes: Vec<usize> = Vec::new();
    let eligible = 3;
    for turn in 0..40 {
        let step = procedure.steps.get(place);
        let at = Instant(now.0 + i64::try_from(random.below(2_000)).expect("small") * MINUTE);
        let values = random.values();
        let choice = random.below(step.map_or(1, |step| step.acts.len() + 1));
        let event = Event {
            at,
            act: format!("v{choice}"),
            by: format!("nguoi-{turn}"),
            eligible,
            facts: model::value::facts(values),
            opinion: String::new(),
        };
        if random.below(10) == 0 {
            let early = Event {
                at: Instant(now.0 - 1),
                ..event.clone()
            };
            assert_eq!(sample.happen(&early), Err(Refused::TimeRunsBack { now }));
        }
        let found = sample.happen(&event);
        now = at;
        assert_eq!(sample.now(), now);
        let Some(step) = step else {
            assert_eq!(found, Err(Refused::Ended), "an end is never left");
            continue;
        };
        if choice >= step.acts.len() {
            assert!(
                matches!(found, Err(Refused::NotOffered { .. })),
                "{found:?}"
            );
            continue;
        }
        votes.push(choice);
        let decided = agreed(step.acts.len(), step.rule, &votes, eligible).or_else(|| {
            if can_still_agree(step.acts.len(), step.rule, &mut votes.clone(), eligible) {
                None
            } else {
                step.split()
            }
        });
        let Some(decided) = decided else {
            assert_eq!(
                found,
                Ok(Outcome::Waiting {
                    chosen: votes.len(),
                    eligible
                })
            );
            continue;
        };
        let target = step.acts[decided].target(values);
        let to = match target {
            Target::Step(to) => to,
            Target::None => {
                assert_eq!(found, Err(Refused::Blocked(Blocked::NoBranch)));
                votes.pop();
                continue;
            }
        };
        assert_eq!(
            found,
            Ok(Outcome::Moved {
                act: format!("v{decided}"),
                to: procedure.key(to)
            })
        );
        if procedure.clock(place) == ClockMode::Suspended {
            paused += now.0 - since.0;
        }
        (place, since) = (to, now);
        votes.clear();
    }
    if procedure.clock(place) == ClockMode::Suspended {
        paused += now.0 - since.0;
    }
    let last = |pause: &Pause| pause.until.unwrap_or(now).0 - pause.from.0;
    let known: i64 = sample.pauses().iter().map(last).sum();
    assert_eq!(known, paused, "pauses add up");
    let visits = sample.visits();
    assert!(visits.is_sorted_by_key(|visit| visit.entered_at));
    assert!(
        visits
            .iter()
            .all(|visit| compiled.at(&visit.step).is_some())
    );
    assert!(visits.iter().rev().skip(1).all(|visit| {
        compiled
            .meaning(&visit.step)
            .is_some_and(|means| !means.is_end())
    }));
    assert_eq!(
        sample.visits().last().map(|visit| visit.step.clone()),
        Some(procedure.key(place))
    );
}

/// From every step of an accepted procedure an end can be reached by acts the engine takes.
fn every_step_ends(compiled: &Compiled, procedure: &ModelProcedure) {
    let mut ending: BTreeSet<String> = compiled
        .procedure()
        .steps
        .iter()
        .filter(|step| compiled.meaning(&step.key).is_some_and(State::is_end))
        .map(|step| step.key.clone())
        .collect();
    loop {
        let known = ending.len();
        for step in &compiled.procedure().steps {
            let leads = model::value::all_values().any(|values| {
                let facts = model::value::facts(values);
                compiled
                    .possible(&step.key, &facts)
                    .iter()
                    .filter_map(|possible| possible.leads.as_ref().ok())
                    .any(|taken| ending.contains(&taken.to.key))
            });
            if leads {
                ending.insert(step.key.clone());
            }
        }
        if ending.len() == known {
            break;
        }
    }
    assert_eq!(ending.len(), procedure.places());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn the_engine_does_what_a_small_model_says(seed in any::<u64>()) {
        let mut random = Random::new(seed);
        let mut procedure = ModelProcedure::sound(&mut random);
        let broken = random.below(2) == 0;
        if broken {
            procedure.mutate(&mut random);
        }
        compare_branches(&procedure);
        let definition = procedure.definition();
        let accepted = may_be_activated(&check(&definition));
        prop_assert!(broken || accepted, "sound by construction: {:?}", check(&definition));
        let compiled = Compiled::new(definition).expect("it can be followed");
        compare_agreement(&compiled, &procedure, &mut random);
        follow(&compiled, &procedure, &mut random);
        if accepted {
            every_step_ends(&compiled, &procedure);
        }
    }
}
