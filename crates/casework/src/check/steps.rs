//! Steps: who acts, with what council and rubric, in which state.

use std::collections::HashSet;

use super::graph::Way;
use super::names::condition_of;
use super::{Judge, Place, Problem, nearest};
use crate::definition::{ActRow, Actor, Quorum, Step, StepKind, UnitOf, Who};

impl Judge<'_> {
    /// Every step with its acts. The ways between steps that can be taken come back.
    pub(super) fn steps(&mut self) -> Vec<Way> {
        let procedure = self.procedure;
        let mut keys = HashSet::new();
        let mut used_facts = HashSet::new();
        let mut ways = Vec::new();
        for (from, step) in procedure.steps.iter().enumerate() {
            let place = Place::Step {
                step: step.key.clone(),
            };
            self.key(&place, &step.key, &mut keys);
            self.label(&place, &step.label);
            self.state(&place, step);
            self.actor(&place, step);
            self.council(&place, step);
            self.uses(step, &mut used_facts);
            if step.kind == StepKind::End {
                self.end(&place, step);
            }
            self.agreement(&place, step);
            self.acts(from, step, &mut used_facts, &mut ways);
        }
        self.unused_facts(&used_facts);
        ways
    }

    fn state(&mut self, place: &Place, step: &Step) {
        let Some(state) = self.state_of(step) else {
            let known = self.procedure.states.iter().map(|state| state.key.as_str());
            let problem = Problem::StateUnknown {
                written: step.state.clone(),
                nearest: nearest(&step.state, known),
            };
            self.fault(place.clone(), problem);
            return;
        };
        let means = state.means;
        let problem = match step.kind {
            StepKind::End => (!means.is_end()).then_some(Problem::EndStateOpen { means }),
            _ if means.is_end() => Some(Problem::EndStateBeforeEnd { means }),
            StepKind::Intake => {
                (!means.is_editable()).then_some(Problem::IntakeNotEditable { means })
            }
            StepKind::WaitForAuthor => {
                (!means.is_editable()).then_some(Problem::WaitNotEditable { means })
            }
            _ => means
                .is_editable()
                .then_some(Problem::EditableElsewhere { means }),
        };
        if let Some(problem) = problem {
            self.fault(place.clone(), problem);
        }
    }

    fn actor(&mut self, place: &Place, step: &Step) {
        let Some(actor) = &step.actor else {
            if step.kind != StepKind::End {
                self.fault(place.clone(), Problem::NoActor);
            }
            return;
        };
        self.who(place, step, &actor.who);
        let kind = step.kind;
        let authors = matches!(kind, StepKind::Intake | StepKind::WaitForAuthor);
        if authors && actor.who != Who::Author {
            self.fault(place.clone(), Problem::AuthorExpected { kind });
        }
        if kind == StepKind::Marking && !matches!(actor.who, Who::Council { .. }) {
            self.fault(place.clone(), Problem::MembersExpected);
        }
        let single = matches!(actor.who, Who::Author | Who::Person { .. });
        if single && actor.rule != Quorum::One {
            self.fault(place.clone(), Problem::QuorumOfOne);
        }
    }

    /// What is missing of an actor, be it of the step or of one of its acts.
    pub(super) fn who(&mut self, place: &Place, step: &Step, who: &Who) {
        let problem = match who {
            Who::Person { account } if account.trim().is_empty() => Problem::AccountMissing,
            Who::Role {
                of: UnitOf::Unit(code),
                ..
            } if code.trim().is_empty() => Problem::UnitMissing,
            Who::Council { .. } if !named(step.council.as_ref()) && !needs_council(step.kind) => {
                Problem::CouncilUnnamed
            }
            _ => return,
        };
        self.fault(place.clone(), problem);
    }

    fn council(&mut self, place: &Place, step: &Step) {
        let kind = step.kind;
        if needs_council(kind) && !named(step.council.as_ref()) {
            self.fault(place.clone(), Problem::NoCouncil { kind });
        }
        if kind == StepKind::Marking && !named(step.rubric.as_ref()) {
            self.fault(place.clone(), Problem::NoRubric);
        }
    }

    fn uses(&mut self, step: &Step, used_facts: &mut HashSet<String>) {
        let mut seen = HashSet::new();
        for used in &step.components {
            let place = Place::Use {
                step: step.key.clone(),
                component: used.component.clone(),
            };
            let procedure = self.procedure;
            if procedure.component(&used.component).is_none() {
                let known = procedure.components.iter();
                let problem = Problem::ComponentUnknown {
                    written: used.component.clone(),
                    nearest: nearest(&used.component, known.map(|known| known.key.as_str())),
                };
                self.fault(place.clone(), problem);
            }
            if !seen.insert(used.component.as_str()) {
                self.fault(place.clone(), Problem::UsedTwice);
            }
            if let Some(source) = condition_of(&used.required)
                && let Some(condition) = self.condition(&place, source)
            {
                used_facts.extend(condition.mentions().iter().cloned());
                self.required(&place, &condition);
            }
        }
    }

    fn end(&mut self, place: &Place, step: &Step) {
        for (is, problem) in [
            (step.actor.is_some(), Problem::ActorAtEnd),
            (!step.acts.is_empty(), Problem::ActsAtEnd),
            (!step.limits.is_empty(), Problem::LimitAtEnd),
            (step.recall, Problem::RecallAtEnd),
        ] {
            if is {
                self.fault(place.clone(), problem);
            }
        }
    }

    /// What is taken when several had to agree and do not.
    fn agreement(&mut self, place: &Place, step: &Step) {
        let rule = step
            .actor
            .as_ref()
            .map_or(Quorum::One, |Actor { rule, .. }| *rule);
        let mut split: Option<&ActRow> = None;
        for act in &step.acts {
            if !act.when_split {
                continue;
            }
            let place = Place::Act {
                step: step.key.clone(),
                act: act.key.clone(),
            };
            if rule == Quorum::One {
                self.fault(place, Problem::SplitOfOne);
            } else if let Some(first) = split {
                let first = first.key.clone();
                self.fault(place, Problem::SplitTwice { first });
            } else {
                split = Some(act);
            }
        }
        if rule != Quorum::One && split.is_none() && step.kind != StepKind::End {
            self.fault(place.clone(), Problem::NoSplitAct { rule });
        }
    }
}

fn needs_council(kind: StepKind) -> bool {
    matches!(kind, StepKind::Marking | StepKind::Session)
}

fn named(key: Option<&String>) -> bool {
    key.is_some_and(|key| !key.trim().is_empty())
}
