//! Keys, names for people and counts; the procedure as a whole; facts.

use std::collections::HashSet;

use super::{
    Counted, Judge, MOST_ACTS, MOST_BRANCHES, MOST_COMPONENTS, MOST_FACTS, MOST_LABEL, MOST_LIMITS,
    MOST_STATES, MOST_STEPS, Place, Problem, nearest,
};
use crate::condition::Vocabulary;
use crate::definition::{Required, StepKind};

/// Most characters of a key.
const LONGEST_KEY: usize = 60;

/// Whether a key is of letters a to z, digits, `-` and `_`, so that it can stand in addresses,
/// files and statements as it is.
fn key_is_well(key: &str) -> bool {
    (1..=LONGEST_KEY).contains(&key.len())
        && key.starts_with(|first: char| first.is_ascii_lowercase() || first.is_ascii_digit())
        && key
            .chars()
            .all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || "-_".contains(one))
}

/// Whether the code of a procedure can stand in addresses. National numbers have dots.
fn code_is_well(code: &str) -> bool {
    (1..=LONGEST_KEY).contains(&code.len())
        && code.starts_with(|first: char| first.is_ascii_alphanumeric())
        && code
            .chars()
            .all(|one| one.is_ascii_alphanumeric() || "-_.".contains(one))
}

impl Judge<'_> {
    /// The procedure's own names, counts, start and ends.
    pub(super) fn whole(&mut self) {
        let procedure = self.procedure;
        if !code_is_well(&procedure.code) {
            self.fault(Place::Procedure, Problem::KeyMalformed);
        }
        self.label(&Place::Procedure, &procedure.name);
        self.counts();
        match self.step(&procedure.start) {
            None => {
                let known = procedure.steps.iter().map(|step| step.key.as_str());
                let problem = Problem::StartUnknown {
                    written: procedure.start.clone(),
                    nearest: nearest(&procedure.start, known),
                };
                self.fault(Place::Procedure, problem);
            }
            Some(start) if start.kind != StepKind::Intake => {
                let problem = Problem::StartNotIntake { kind: start.kind };
                self.fault(Place::Procedure, problem);
            }
            Some(_) => {}
        }
        if procedure
            .steps
            .iter()
            .all(|step| step.kind != StepKind::End)
        {
            self.fault(Place::Procedure, Problem::NoEnd);
        }
    }

    fn counts(&mut self) {
        let procedure = self.procedure;
        for (what, found, most) in [
            (Counted::Facts, procedure.facts.len(), MOST_FACTS),
            (Counted::States, procedure.states.len(), MOST_STATES),
            (Counted::Steps, procedure.steps.len(), MOST_STEPS),
            (
                Counted::Components,
                procedure.components.len(),
                MOST_COMPONENTS,
            ),
            (Counted::Limits, procedure.limits.len(), MOST_LIMITS),
        ] {
            self.count(&Place::Procedure, what, found, most);
        }
        if procedure.steps.len() > MOST_STEPS {
            return;
        }
        for step in &procedure.steps {
            let place = Place::Step {
                step: step.key.clone(),
            };
            self.count(&place, Counted::Acts, step.acts.len(), MOST_ACTS);
            self.count(&place, Counted::Limits, step.limits.len(), MOST_LIMITS);
            for act in &step.acts {
                let place = Place::Act {
                    step: step.key.clone(),
                    act: act.key.clone(),
                };
                self.count(&place, Counted::Branches, act.branches.len(), MOST_BRANCHES);
            }
        }
    }

    fn count(&mut self, place: &Place, what: Counted, found: usize, most: usize) {
        if found > most {
            self.fault(place.clone(), Problem::TooMany { what, found, most });
        }
    }

    /// Whether every count is small enough to look at what is counted.
    pub(super) fn countable(&self) -> bool {
        self.faults
            .iter()
            .all(|fault| !matches!(fault.problem, Problem::TooMany { .. }))
    }

    /// A key that stands beside others of its kind.
    pub(super) fn key<'k>(&mut self, place: &Place, key: &'k str, seen: &mut HashSet<&'k str>) {
        if !key_is_well(key) {
            self.fault(place.clone(), Problem::KeyMalformed);
        }
        if !seen.insert(key) {
            self.fault(place.clone(), Problem::KeyTwice);
        }
    }

    /// A name for people.
    pub(super) fn label(&mut self, place: &Place, label: &str) {
        if label.trim().is_empty() {
            self.fault(place.clone(), Problem::LabelMissing);
        } else if label.chars().count() > MOST_LABEL {
            self.fault(place.clone(), Problem::LabelTooLong { most: MOST_LABEL });
        }
    }

    /// The declarations of facts. Sound ones become the vocabulary of conditions.
    pub(super) fn facts(&mut self) {
        let procedure = self.procedure;
        let mut sound = procedure.facts.clone();
        if let Err(faults) = Vocabulary::new(procedure.facts.clone()) {
            let faulty: HashSet<usize> = faults.iter().map(|fault| fault.index).collect();
            let mut index = 0;
            sound.retain(|_| {
                index += 1;
                !faulty.contains(&(index - 1))
            });
            for fault in faults {
                let place = Place::Fact { fact: fault.fact };
                self.fault(
                    place,
                    Problem::Fact {
                        fault: fault.problem,
                    },
                );
            }
        }
        self.vocabulary = Vocabulary::new(sound).unwrap_or_default();
    }

    /// Facts that no condition mentions and no act asks for. Looked at after the conditions, whose
    /// mentions are `used`.
    pub(super) fn unused_facts(&mut self, used: &HashSet<String>) {
        if self.unread {
            return;
        }
        for fact in &self.procedure.facts {
            if !used.contains(&fact.name) {
                let place = Place::Fact {
                    fact: fact.name.clone(),
                };
                self.fault(place, Problem::Unused);
            }
        }
    }

    /// Components that no step uses.
    pub(super) fn unused_components(&mut self) {
        let procedure = self.procedure;
        let used: HashSet<&str> = procedure
            .steps
            .iter()
            .flat_map(|step| &step.components)
            .map(|used| used.component.as_str())
            .collect();
        for component in &procedure.components {
            if !used.contains(component.key.as_str()) {
                let place = Place::Component {
                    component: component.key.clone(),
                };
                self.fault(place, Problem::Unused);
            }
        }
    }

    /// States that no step has.
    pub(super) fn unused_states(&mut self) {
        let procedure = self.procedure;
        let used: HashSet<&str> = procedure
            .steps
            .iter()
            .map(|step| step.state.as_str())
            .collect();
        for state in &procedure.states {
            if !used.contains(state.key.as_str()) {
                let place = Place::State {
                    state: state.key.clone(),
                };
                self.fault(place, Problem::Unused);
            }
        }
    }
}

/// The condition of a required component, if it has one.
pub(super) fn condition_of(required: &Required) -> Option<&str> {
    match required {
        Required::When(source) => Some(source),
        Required::Never | Required::Always => None,
    }
}
