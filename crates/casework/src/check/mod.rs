//! Judges a procedure before it may be activated: every fault at once, each with its place.
//!
//! A procedure without faults of [`Severity::Error`] compiles ([`crate::engine::Compiled`]), every
//! step can be reached and can reach an end, and at every step exactly one branch of each act
//! holds, whatever the facts. Where the analysis of conditions cannot prove that, a note says so.
//!
//! # To add a fault
//! A variant of [`Problem`] with its facts and severity, a line in the module of its subject, a
//! sentence in `crates/i18n/src/procedure`, and a definition that has the fault in the tests.

mod acts;
mod branches;
mod components;
mod graph;
mod limits;
mod names;
mod problem;
mod states;
mod steps;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use serde::Serialize;

pub use problem::{Counted, EffectPart, Needs, Problem};

use crate::condition::{Condition, Vocabulary, near};
use crate::definition::{Procedure, StateRow, Step};

/// Most facts of a procedure.
pub const MOST_FACTS: usize = 200;
/// Most states of a procedure.
pub const MOST_STATES: usize = 200;
/// Most steps of a procedure.
pub const MOST_STEPS: usize = 1_000;
/// Most components of a procedure.
pub const MOST_COMPONENTS: usize = 200;
/// Most limits of a procedure, and of a step.
pub const MOST_LIMITS: usize = 50;
/// Most acts of a step.
pub const MOST_ACTS: usize = 40;
/// Most branches of an act.
pub const MOST_BRANCHES: usize = 40;
/// Most characters of a name for people.
pub const MOST_LABEL: usize = 200;

/// Whether a fault stands in the way of activation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// It does.
    Error,
    /// It is to be looked at.
    Note,
}

/// Where a fault is. Numbers of branches are counted from 0.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case", tag = "at")]
pub enum Place {
    /// The procedure as a whole.
    Procedure,
    /// A fact.
    Fact {
        /// Its name.
        fact: String,
    },
    /// A state.
    State {
        /// Its key.
        state: String,
    },
    /// A component.
    Component {
        /// Its key.
        component: String,
    },
    /// A limit of the whole, or of a step.
    Limit {
        /// The key of the step.
        #[serde(skip_serializing_if = "Option::is_none")]
        step: Option<String>,
        /// Its key.
        limit: String,
    },
    /// A step.
    Step {
        /// Its key.
        step: String,
    },
    /// A component as a step uses it.
    Use {
        /// The key of the step.
        step: String,
        /// The key of the component.
        component: String,
    },
    /// An act of a step.
    Act {
        /// The key of the step.
        step: String,
        /// Its key.
        act: String,
    },
    /// A branch of an act.
    Branch {
        /// The key of the step.
        step: String,
        /// The key of the act.
        act: String,
        /// Which branch.
        branch: usize,
    },
}

impl Place {
    /// The key of the step it is in, if it is in one.
    pub fn step(&self) -> Option<&str> {
        match self {
            Self::Step { step }
            | Self::Use { step, .. }
            | Self::Act { step, .. }
            | Self::Branch { step, .. } => Some(step),
            Self::Limit { step, .. } => step.as_deref(),
            Self::Procedure | Self::Fact { .. } | Self::State { .. } | Self::Component { .. } => {
                None
            }
        }
    }
}

/// A fault of a procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Whether it stands in the way of activation.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What it is.
    #[serde(flatten)]
    pub problem: Problem,
}

/// Every fault of a procedure: of the whole first, then facts, states, limits, components and
/// steps in the order of the definition.
pub fn check(procedure: &Procedure) -> Vec<Fault> {
    let mut judge = Judge::new(procedure);
    judge.whole();
    if judge.countable() {
        judge.facts();
        judge.states();
        judge.limits();
        judge.components();
        let ways = judge.steps();
        judge.graph(&ways);
    }
    judge.faults
}

/// Whether a procedure with these faults may be activated.
pub fn may_be_activated(faults: &[Fault]) -> bool {
    faults.iter().all(|fault| fault.severity != Severity::Error)
}

/// The judgement under way.
struct Judge<'a> {
    procedure: &'a Procedure,
    /// The first of each key.
    states: HashMap<&'a str, &'a StateRow>,
    /// Index of the first of each key.
    steps: HashMap<&'a str, usize>,
    /// Facts whose declaration is sound.
    vocabulary: Vocabulary,
    /// Whether a condition could not be read, so that nobody knows what it mentions.
    unread: bool,
    faults: Vec<Fault>,
}

impl<'a> Judge<'a> {
    fn new(procedure: &'a Procedure) -> Self {
        let mut states = HashMap::with_capacity(procedure.states.len());
        for state in &procedure.states {
            states.entry(state.key.as_str()).or_insert(state);
        }
        let mut steps = HashMap::with_capacity(procedure.steps.len());
        for (index, step) in procedure.steps.iter().enumerate() {
            steps.entry(step.key.as_str()).or_insert(index);
        }
        Self {
            procedure,
            states,
            steps,
            vocabulary: Vocabulary::default(),
            unread: false,
            faults: Vec::new(),
        }
    }

    fn fault(&mut self, place: Place, problem: Problem) {
        self.faults.push(Fault {
            severity: problem.severity(),
            place,
            problem,
        });
    }

    fn state_of(&self, step: &Step) -> Option<&'a StateRow> {
        self.states.get(step.state.as_str()).copied()
    }

    fn step(&self, key: &str) -> Option<&'a Step> {
        let index = *self.steps.get(key)?;
        self.procedure.steps.get(index)
    }

    /// Parses a condition and reports its faults. A fact whose own declaration is faulty is not
    /// reported as unknown once more.
    fn condition(&mut self, place: &Place, source: &str) -> Option<Condition> {
        match Condition::parse(source, &self.vocabulary) {
            Ok(condition) => Some(condition),
            Err(faults) => {
                self.unread = true;
                for fault in faults {
                    if !self.names_faulty_fact(&fault.problem) {
                        self.fault(
                            place.clone(),
                            Problem::Condition {
                                source: source.to_owned(),
                                fault,
                            },
                        );
                    }
                }
                None
            }
        }
    }

    fn names_faulty_fact(&self, problem: &crate::condition::ConditionProblem) -> bool {
        match problem {
            crate::condition::ConditionProblem::UnknownFact { name, .. } => {
                self.procedure.facts.iter().any(|fact| fact.name == *name)
            }
            _ => false,
        }
    }
}

/// The known key that looks like a mistyped one.
fn nearest<'k>(written: &str, known: impl Iterator<Item = &'k str>) -> Option<String> {
    near::nearest(written, known).map(str::to_owned)
}
