//! The procedures that come with the program.

use std::collections::{BTreeMap, BTreeSet};

use sangkien_casework::check::{check, may_be_activated};
use sangkien_casework::condition::Facts;
use sangkien_casework::engine::Compiled;
use sangkien_domain::dossier::{Act, State};
use sangkien_domain::round::Stage;

use crate::{ProcedureFile, plan, procedures};

fn of_rounds(stage: Stage) -> ProcedureFile {
    let plan = plan().unwrap();
    let code = plan
        .rounds
        .into_iter()
        .find(|round| round.stage == stage)
        .unwrap()
        .procedure;
    procedures()
        .unwrap()
        .into_iter()
        .find(|file| file.procedure.code == code)
        .unwrap()
}

/// Every step of the recognition of initiatives, as it has been since the first program.
const STEPS: [(State, Act, State); 19] = [
    (State::Draft, Act::Submit, State::Submitted),
    (State::Draft, Act::SubmitLate, State::Late),
    (State::Draft, Act::Withdraw, State::Withdrawn),
    (State::Submitted, Act::Accept, State::Accepted),
    (State::Submitted, Act::Return, State::Returned),
    (State::Submitted, Act::Refuse, State::Refused),
    (State::Submitted, Act::Withdraw, State::Withdrawn),
    (State::Returned, Act::Resubmit, State::Submitted),
    (State::Returned, Act::Withdraw, State::Withdrawn),
    (State::Accepted, Act::Confirm, State::Confirmed),
    (State::Accepted, Act::Stop, State::Stopped),
    (State::Accepted, Act::Refuse, State::Refused),
    (State::Accepted, Act::Withdraw, State::Withdrawn),
    (State::Confirmed, Act::Convene, State::Marking),
    (State::Confirmed, Act::Withdraw, State::Withdrawn),
    (State::Marking, Act::Pass, State::Passed),
    (State::Marking, Act::Reject, State::NotRecognised),
    (State::Marking, Act::Withdraw, State::Withdrawn),
    (State::Passed, Act::Recognise, State::Recognised),
];

#[test]
fn every_procedure_may_be_activated_and_comes_back_from_its_own_writing() {
    for file in procedures().unwrap() {
        let faults = check(&file.procedure);
        assert!(may_be_activated(&faults), "{}: {faults:#?}", file.path);
        let written = file.procedure.write().unwrap();
        let read = sangkien_casework::definition::Procedure::read(&written).unwrap();
        assert_eq!(read, file.procedure, "{}", file.path);
    }
}

#[test]
fn recognition_allows_these_steps_and_no_others() {
    let allowed: BTreeMap<(State, Act), State> = STEPS
        .into_iter()
        .map(|(from, act, to)| ((from, act), to))
        .collect();
    for stage in [Stage::Base, Stage::Reach] {
        let compiled = Compiled::new(of_rounds(stage).procedure).unwrap();
        let mut met = BTreeSet::new();
        for step in &compiled.procedure().steps {
            let state = compiled.meaning(&step.key).unwrap();
            assert!(met.insert(state), "{state:?} has one step");
            for act in Act::ALL {
                let found = compiled.offered(&step.key, act).map(|row| {
                    let taken = compiled.take(&step.key, &row.key, &Facts::new()).unwrap();
                    taken.state.means
                });
                assert_eq!(
                    found,
                    allowed.get(&(state, act)).copied(),
                    "{state:?} {act:?}"
                );
            }
            assert_eq!(step.acts.is_empty(), state.is_end(), "{state:?}");
        }
        let general = [State::Processing, State::Resolved];
        assert_eq!(met.len() + general.len(), State::ALL.len());
    }
}

#[test]
fn limits_of_the_procedure_are_those_of_the_rules() {
    let plan = plan().unwrap();
    for stage in [Stage::Base, Stage::Reach] {
        let procedure = of_rounds(stage).procedure;
        let limit = |state: State| {
            let step = procedure
                .steps
                .iter()
                .find(|step| procedure.meaning(&step.key) == Some(state))
                .unwrap();
            step.limits.first().unwrap().limit.clone()
        };
        for rules in plan.rule_sets.iter().filter(|rules| rules.stage == stage) {
            for (state, same) in [
                (State::Submitted, &rules.limits.formality),
                (State::Returned, &rules.limits.correction),
                (State::Accepted, &rules.limits.evaluation),
            ] {
                let found = limit(state);
                assert_eq!(
                    (found.amount, found.unit, &found.citation.article),
                    (same.amount, same.unit, &same.citation.article),
                    "{}: {state:?}",
                    rules.code
                );
            }
        }
    }
}
