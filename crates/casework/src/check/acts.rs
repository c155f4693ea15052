//! Acts: what the program does along with them, who may do them, where they lead, what they cause.

use std::collections::{HashMap, HashSet};

use sangkien_domain::dossier::{Act, State};

use super::graph::Way;
use super::{EffectPart, Judge, Place, Problem, nearest};
use crate::definition::{ActRow, Effect, Step, StepKind, Who};

/// Whether what the program does along with an act makes sense at such a step.
const fn fits(act: Act, kind: StepKind) -> bool {
    use StepKind::{
        Check, Decision, End, Intake, Issue, Marking, Opinion, Publish, Session, WaitForAuthor,
    };
    match act {
        Act::Submit | Act::SubmitLate => matches!(kind, Intake),
        Act::Resubmit => matches!(kind, Intake | WaitForAuthor),
        Act::Withdraw => !matches!(kind, End),
        Act::Accept => matches!(kind, Check),
        Act::Return | Act::Convene => !matches!(kind, Intake | WaitForAuthor | End),
        Act::Refuse | Act::Stop | Act::Forward => !matches!(kind, Intake | End),
        Act::Confirm => matches!(kind, Check | Opinion | Decision),
        Act::Pass | Act::Reject => matches!(kind, Marking | Session),
        Act::Recognise => matches!(kind, Decision | Issue),
        Act::Grant => matches!(kind, Decision | Issue | Publish),
        Act::Recall => false,
    }
}

/// Whether only the author can do it.
const fn is_of_author(act: Act) -> bool {
    matches!(
        act,
        Act::Submit | Act::SubmitLate | Act::Resubmit | Act::Withdraw
    )
}

/// Whether the state that an act leads to says what the act did.
const fn leads(act: Act, to: State) -> bool {
    let goes_on = !to.is_end() && !to.is_editable();
    match act {
        Act::Submit | Act::Resubmit | Act::Accept | Act::Confirm | Act::Convene | Act::Pass => {
            goes_on
        }
        Act::SubmitLate => matches!(to, State::Late),
        Act::Withdraw => matches!(to, State::Withdrawn),
        Act::Return => to.is_editable(),
        // The letter or the result may still have to be handed over.
        Act::Refuse => goes_on || matches!(to, State::Refused),
        Act::Reject => goes_on || matches!(to, State::NotRecognised),
        Act::Grant => goes_on || matches!(to, State::Resolved),
        Act::Stop => matches!(to, State::Stopped),
        Act::Recognise => matches!(to, State::Recognised),
        Act::Forward => !matches!(
            to,
            State::Draft | State::Recognised | State::Withdrawn | State::Late
        ),
        Act::Recall => true,
    }
}

/// Whether a step may offer several acts with which the program does the same.
const fn may_stand_twice(act: Act) -> bool {
    matches!(act, Act::Forward | Act::Grant)
}

impl<'a> Judge<'a> {
    /// Every act of a step. The ways it opens are added to `ways`, the facts it mentions or asks
    /// for to `used_facts`.
    pub(super) fn acts(
        &mut self,
        from: usize,
        step: &'a Step,
        used_facts: &mut HashSet<String>,
        ways: &mut Vec<Way>,
    ) {
        let mut keys = HashSet::new();
        let mut kinds: HashMap<Act, &str> = HashMap::new();
        for act in &step.acts {
            let place = Place::Act {
                step: step.key.clone(),
                act: act.key.clone(),
            };
            self.key(&place, &act.key, &mut keys);
            self.label(&place, &act.label);
            self.kind(&place, act, step);
            if !may_stand_twice(act.kind) {
                if let Some(first) = kinds.get(&act.kind) {
                    let problem = Problem::ActTwice {
                        act: act.kind,
                        first: (*first).to_owned(),
                    };
                    self.fault(place.clone(), problem);
                } else {
                    kinds.insert(act.kind, &act.key);
                }
            }
            self.asks(&place, act, used_facts);
            self.effects(&place, act);
            self.branches(from, step, act, used_facts, ways);
        }
    }

    fn kind(&mut self, place: &Place, row: &ActRow, step: &Step) {
        let (act, kind) = (row.kind, step.kind);
        if act == Act::Recall {
            self.fault(place.clone(), Problem::RecallAsAct);
        } else if kind != StepKind::End && !fits(act, kind) {
            // Acts of an end are one fault of the end.
            self.fault(place.clone(), Problem::ActOutOfPlace { act, kind });
        }
        if let Some(who) = &row.who {
            self.who(place, step, who);
        }
        if kind == StepKind::End {
            return;
        }
        match row.actor(step) {
            Some(Who::Author) => {
                let judges = !is_of_author(act) && act != Act::Forward && act != Act::Recall;
                if judges {
                    self.fault(place.clone(), Problem::ActNotOfAuthor { act });
                }
            }
            Some(_) if is_of_author(act) => {
                self.fault(place.clone(), Problem::ActOfAuthor { act });
            }
            Some(_) | None => {}
        }
    }

    fn asks(&mut self, place: &Place, act: &ActRow, used_facts: &mut HashSet<String>) {
        let procedure = self.procedure;
        let mut seen = HashSet::new();
        for name in &act.asks {
            if !seen.insert(name) {
                let problem = Problem::AskedTwice { fact: name.clone() };
                self.fault(place.clone(), problem);
            }
            if procedure.facts.iter().all(|fact| fact.name != *name) {
                let known = procedure.facts.iter().map(|fact| fact.name.as_str());
                let problem = Problem::FactUnknown {
                    written: name.clone(),
                    nearest: nearest(name, known),
                };
                self.fault(place.clone(), problem);
            }
            used_facts.insert(name.clone());
        }
    }

    fn effects(&mut self, place: &Place, act: &ActRow) {
        for effect in &act.effects {
            let parts: &[(&str, EffectPart)] = match effect {
                Effect::Number { symbol, title } => {
                    &[(symbol, EffectPart::Symbol), (title, EffectPart::Title)]
                }
                Effect::Tell { subject, text } => {
                    &[(subject, EffectPart::Subject), (text, EffectPart::Text)]
                }
                Effect::Send { system } => &[(system, EffectPart::System)],
                Effect::Payment(_) | Effect::Delivery(_) => &[],
            };
            for (text, part) in parts {
                if text.trim().is_empty() {
                    self.fault(place.clone(), Problem::EffectIncomplete { part: *part });
                }
            }
        }
    }

    /// Whether the step an act leads to says what the act did.
    pub(super) fn destination(&mut self, place: &Place, act: &ActRow, to: &Step) {
        let Some(state) = self.state_of(to) else {
            return;
        };
        if !leads(act.kind, state.means) {
            let problem = Problem::LeadsElsewhere {
                act: act.kind,
                step: to.key.clone(),
                means: state.means,
            };
            self.fault(place.clone(), problem);
        }
    }
}
