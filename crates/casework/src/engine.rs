//! Follows a procedure: what may be done at a step, where an act leads, when several have agreed.
//!
//! The engine knows nothing of people, storage or time. It is handed a step, an act and facts, and
//! answers with the next step or with what stands in the way.

use std::collections::HashMap;

use sangkien_domain::dossier::{Act, State};

use crate::condition::{Condition, Facts, Reason, Verdict, Vocabulary};
use crate::definition::{
    ActRow, Branch, ComponentUse, Delivery, Effect, Exchange, Payment, Procedure, Quorum, Required,
    StateRow, Step,
};

/// A procedure ready to be followed: every key resolved, every condition parsed.
#[derive(Debug, Clone)]
pub struct Compiled {
    procedure: Procedure,
    vocabulary: Vocabulary,
    steps: HashMap<String, CompiledStep>,
}

#[derive(Debug, Clone)]
struct CompiledStep {
    /// Index among the procedure's steps.
    step: usize,
    /// Index of its state among the procedure's states.
    state: usize,
    /// For each act, for each branch: its condition, and the step it leads to.
    acts: Vec<Vec<CompiledBranch>>,
    /// For each component used: when it is required.
    required: Vec<Option<Condition>>,
}

#[derive(Debug, Clone)]
struct CompiledBranch {
    when: Option<Condition>,
    to: String,
}

/// A definition that cannot be followed. [`crate::check`] says in full what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the procedure cannot be followed: {at}")]
pub struct Broken {
    /// The key of the step, state or condition that does not resolve.
    pub at: String,
}

/// What stands in the way of an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blocked {
    /// The step does not offer it.
    NotOffered,
    /// Facts are missing or cannot be computed.
    Undecided(Vec<Reason>),
    /// The facts are known and no branch holds.
    NoBranch,
}

/// Where an act leads.
#[derive(Debug, Clone, Copy)]
pub struct Taken<'a> {
    /// The act.
    pub act: &'a ActRow,
    /// The branch that held.
    pub branch: &'a Branch,
    /// The next step.
    pub to: &'a Step,
    /// The state of the next step.
    pub state: &'a StateRow,
}

/// An act a step offers, with where it would lead now.
#[derive(Debug, Clone)]
pub struct Possible<'a> {
    /// The act.
    pub act: &'a ActRow,
    /// Where it leads, or why it cannot be done now.
    pub leads: Result<Taken<'a>, Blocked>,
}

/// What the choices of several actors come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement<'a> {
    /// More of them must act.
    Waiting,
    /// This act is taken.
    Decided(&'a ActRow),
}

impl Compiled {
    /// Resolves keys and parses conditions.
    ///
    /// # Errors
    /// [`Broken`] at the first key or condition that does not resolve.
    pub fn new(procedure: Procedure) -> Result<Self, Broken> {
        let vocabulary = Vocabulary::new(procedure.facts.clone()).map_err(|faults| Broken {
            at: faults
                .into_iter()
                .next()
                .map_or_else(String::new, |fault| fault.fact),
        })?;
        let mut steps = HashMap::with_capacity(procedure.steps.len());
        for (index, step) in procedure.steps.iter().enumerate() {
            let broken = |at: &str| Broken {
                at: format!("{}: {at}", step.key),
            };
            let state = procedure
                .states
                .iter()
                .position(|state| state.key == step.state)
                .ok_or_else(|| broken(&step.state))?;
            let parse =
                |source: &str| Condition::parse(source, &vocabulary).map_err(|_| broken(source));
            let mut acts = Vec::with_capacity(step.acts.len());
            for act in &step.acts {
                let mut branches = Vec::with_capacity(act.branches.len());
                for branch in &act.branches {
                    if procedure.step(&branch.step).is_none() {
                        return Err(broken(&branch.step));
                    }
                    branches.push(CompiledBranch {
                        when: branch.when.as_deref().map(parse).transpose()?,
                        to: branch.step.clone(),
                    });
                }
                acts.push(branches);
            }
            let required = step
                .components
                .iter()
                .map(|used| match &used.required {
                    Required::When(source) => parse(source).map(Some),
                    Required::Never | Required::Always => Ok(None),
                })
                .collect::<Result<_, _>>()?;
            steps.insert(
                step.key.clone(),
                CompiledStep {
                    step: index,
                    state,
                    acts,
                    required,
                },
            );
        }
        if !steps.contains_key(&procedure.start) {
            return Err(Broken {
                at: procedure.start,
            });
        }
        Ok(Self {
            procedure,
            vocabulary,
            steps,
        })
    }

    /// The definition.
    pub fn procedure(&self) -> &Procedure {
        &self.procedure
    }

    /// The facts its conditions may name.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The step with this key and its state.
    pub fn at(&self, step: &str) -> Option<(&Step, &StateRow)> {
        let compiled = self.steps.get(step)?;
        Some((
            self.procedure.steps.get(compiled.step)?,
            self.procedure.states.get(compiled.state)?,
        ))
    }

    /// The first act of `kind` that `step` offers.
    pub fn offered(&self, step: &str, kind: Act) -> Option<&ActRow> {
        let (step, _) = self.at(step)?;
        step.acts.iter().find(|act| act.kind == kind)
    }

    /// What a step means for guard and statistics.
    pub fn meaning(&self, step: &str) -> Option<State> {
        self.at(step).map(|(_, state)| state.means)
    }

    /// Every act that `step` offers, with where it would lead on these facts.
    pub fn possible(&self, step: &str, facts: &Facts) -> Vec<Possible<'_>> {
        let Some((step, _)) = self.at(step) else {
            return Vec::new();
        };
        step.acts
            .iter()
            .map(|act| Possible {
                act,
                leads: self.take(&step.key, &act.key, facts),
            })
            .collect()
    }

    /// Where the act `key` at `step` leads on these facts.
    ///
    /// The first branch whose condition holds is taken, else the branch without a condition; a
    /// branch whose condition cannot be decided stands in the way unless an earlier one holds, so
    /// that a missing score never counts as a low one.
    ///
    /// # Errors
    /// [`Blocked`] with what stands in the way.
    pub fn take(&self, step: &str, key: &str, facts: &Facts) -> Result<Taken<'_>, Blocked> {
        let compiled = self.steps.get(step).ok_or(Blocked::NotOffered)?;
        let here = self
            .procedure
            .steps
            .get(compiled.step)
            .ok_or(Blocked::NotOffered)?;
        let (act, branches) = here
            .acts
            .iter()
            .zip(&compiled.acts)
            .find(|(act, _)| act.key == key)
            .ok_or(Blocked::NotOffered)?;
        let mut undecided = Vec::new();
        let mut otherwise = None;
        let mut held = None;
        for (branch, compiled) in act.branches.iter().zip(branches) {
            match &compiled.when {
                None => otherwise = Some((branch, compiled)),
                Some(condition) => match condition.evaluate(facts) {
                    Verdict::True if undecided.is_empty() => {
                        held = Some((branch, compiled));
                        break;
                    }
                    Verdict::True | Verdict::False => {}
                    Verdict::Undecided(reasons) => undecided.extend(reasons),
                },
            }
        }
        let chosen = match held {
            Some(chosen) => Some(chosen),
            None if !undecided.is_empty() => return Err(Blocked::Undecided(undecided)),
            None => otherwise,
        };
        let (branch, compiled) = chosen.ok_or(Blocked::NoBranch)?;
        let (to, state) = self.at(&compiled.to).ok_or(Blocked::NoBranch)?;
        Ok(Taken {
            act,
            branch,
            to,
            state,
        })
    }

    /// What the choices made at `step` come to: one act key for each person who has acted, of
    /// `eligible` who may.
    pub fn agreement(&self, step: &str, choices: &[&str], eligible: usize) -> Agreement<'_> {
        let Some((step, _)) = self.at(step) else {
            return Agreement::Waiting;
        };
        let rule = step.actor.as_ref().map_or(Quorum::One, |actor| actor.rule);
        let needed = match rule {
            Quorum::One => 1,
            Quorum::All => eligible.max(1),
            Quorum::Majority => eligible / 2 + 1,
        };
        let count = |act: &ActRow| choices.iter().filter(|choice| **choice == act.key).count();
        if let Some(act) = step.acts.iter().find(|act| count(act) >= needed) {
            return Agreement::Decided(act);
        }
        let left = eligible.saturating_sub(choices.len());
        let open = step.acts.iter().any(|act| count(act) + left >= needed) && left > 0;
        match step.acts.iter().find(|act| act.when_split) {
            Some(act) if !open => Agreement::Decided(act),
            _ => Agreement::Waiting,
        }
    }

    /// Components that must be there before an act of `step`, on these facts. A condition that
    /// cannot be decided requires.
    pub fn required(&self, step: &str, facts: &Facts) -> Vec<&ComponentUse> {
        let Some(compiled) = self.steps.get(step) else {
            return Vec::new();
        };
        let Some(here) = self.procedure.steps.get(compiled.step) else {
            return Vec::new();
        };
        here.components
            .iter()
            .zip(&compiled.required)
            .filter(|(used, condition)| match (&used.required, condition) {
                (Required::Never, _) => false,
                (_, Some(condition)) => condition.evaluate(facts) != Verdict::False,
                (_, None) => true,
            })
            .map(|(used, _)| used)
            .collect()
    }
}

/// The axes beside the business state. Each moves on its own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Axes {
    /// Whether money is owed.
    pub payment: Payment,
    /// Whether the result has been handed over.
    pub delivery: Delivery,
    /// Where the exchange with other systems stands.
    pub exchange: Exchange,
}

impl Axes {
    /// The axes after `effects`.
    #[must_use]
    pub fn after(self, effects: &[Effect]) -> Self {
        effects.iter().fold(self, |mut axes, effect| {
            match effect {
                Effect::Payment(payment) => axes.payment = *payment,
                Effect::Delivery(delivery) => axes.delivery = *delivery,
                Effect::Send { .. } => axes.exchange = Exchange::Waiting,
                Effect::Number { .. } | Effect::Tell { .. } => {}
            }
            axes
        })
    }
}
