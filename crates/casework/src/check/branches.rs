//! Branches: conditions, the branch for all other cases, overlaps and holes.

use std::collections::HashSet;

use sangkien_domain::dossier::Act;

use super::graph::Way;
use super::{Judge, Place, Problem, nearest};
use crate::condition::{BranchFault, Condition, Question, analyse};
use crate::definition::{ActRow, Step};

/// The branches of one act, as far as they are sound.
struct Parsed {
    /// Each condition with the number of its branch.
    conditions: Vec<(usize, Condition)>,
    /// The first branch without a condition.
    otherwise: Option<usize>,
    /// Whether a condition could not be read.
    broken: bool,
}

impl Parsed {
    /// The number of the branch with the condition at `place`.
    fn branch(&self, place: usize) -> usize {
        self.conditions
            .get(place)
            .map_or(place, |(branch, _)| *branch)
    }

    fn question(&self, question: Question) -> Question {
        match question {
            Question::Overlap { first, second } => Question::Overlap {
                first: self.branch(first),
                second: self.branch(second),
            },
            Question::Hole => Question::Hole,
            Question::Never { branch } => Question::Never {
                branch: self.branch(branch),
            },
            Question::Undecidable { branch } => Question::Undecidable {
                branch: self.branch(branch),
            },
        }
    }
}

impl<'a> Judge<'a> {
    /// The branches of an act, and the ways they open.
    pub(super) fn branches(
        &mut self,
        from: usize,
        step: &'a Step,
        act: &'a ActRow,
        used_facts: &mut HashSet<String>,
        ways: &mut Vec<Way>,
    ) {
        let place = Place::Act {
            step: step.key.clone(),
            act: act.key.clone(),
        };
        if act.branches.is_empty() {
            self.fault(place, Problem::NoBranch);
            return;
        }
        let parsed = self.parsed(step, act);
        for (_, condition) in &parsed.conditions {
            used_facts.extend(condition.mentions().iter().cloned());
        }
        let dead = self.between(&place, &parsed);
        for (number, branch) in act.branches.iter().enumerate() {
            let place = branch_place(step, act, number);
            let Some(to) = self.step(&branch.step) else {
                let known = self.procedure.steps.iter().map(|step| step.key.as_str());
                let problem = Problem::StepUnknown {
                    written: branch.step.clone(),
                    nearest: nearest(&branch.step, known),
                };
                self.fault(place, problem);
                continue;
            };
            self.destination(&place, act, to);
            let to = self.steps.get(branch.step.as_str()).copied();
            if let Some(to) = to
                && !dead.contains(&number)
            {
                ways.push(Way {
                    from,
                    to,
                    withdrawing: act.kind == Act::Withdraw,
                });
            }
        }
    }

    /// Reads the conditions and looks for the branch for all other cases.
    fn parsed(&mut self, step: &Step, act: &ActRow) -> Parsed {
        let mut parsed = Parsed {
            conditions: Vec::with_capacity(act.branches.len()),
            otherwise: None,
            broken: false,
        };
        for (number, branch) in act.branches.iter().enumerate() {
            let place = branch_place(step, act, number);
            match (&branch.when, parsed.otherwise) {
                (None, Some(first)) => self.fault(place, Problem::OtherwiseTwice { first }),
                (None, None) => parsed.otherwise = Some(number),
                (Some(source), otherwise) => {
                    match self.condition(&place, source) {
                        Some(condition) => parsed.conditions.push((number, condition)),
                        None => parsed.broken = true,
                    }
                    if let Some(otherwise) = otherwise {
                        self.fault(place, Problem::AfterOtherwise { otherwise });
                    }
                }
            }
        }
        parsed
    }

    /// Faults between branches. The numbers of those that are never taken come back.
    fn between(&mut self, place: &Place, parsed: &Parsed) -> Vec<usize> {
        let mut dead = Vec::new();
        if parsed.conditions.is_empty() {
            return dead;
        }
        let conditions: Vec<&Condition> = parsed.conditions.iter().map(|(_, one)| one).collect();
        // What a condition that cannot be read leaves open is not a hole.
        let has_otherwise = parsed.otherwise.is_some() || parsed.broken;
        for fault in analyse(&conditions, has_otherwise, &self.vocabulary) {
            let (branch, problem) = match fault {
                BranchFault::Overlap {
                    first,
                    second,
                    witness,
                } => (
                    Some(parsed.branch(first)),
                    Problem::Overlap {
                        other: parsed.branch(second),
                        witness,
                    },
                ),
                BranchFault::Hole { witness } => (None, Problem::Hole { witness }),
                BranchFault::Never { branch } => {
                    let branch = parsed.branch(branch);
                    dead.push(branch);
                    (Some(branch), Problem::NeverTrue)
                }
                BranchFault::OtherwiseNever => {
                    let Some(branch) = parsed.otherwise else {
                        continue;
                    };
                    dead.push(branch);
                    (Some(branch), Problem::OtherwiseNever)
                }
                BranchFault::Undecidable {
                    branch,
                    witness,
                    reasons,
                } => (
                    Some(parsed.branch(branch)),
                    Problem::Undecidable { witness, reasons },
                ),
                BranchFault::Unproved { question, cause } => (
                    None,
                    Problem::Unproved {
                        question: parsed.question(question),
                        cause,
                    },
                ),
            };
            let place = match branch {
                Some(branch) => place.branch(branch),
                None => place.clone(),
            };
            self.fault(place, problem);
        }
        dead
    }

    /// The condition under which a component is required.
    pub(super) fn required(&mut self, place: &Place, condition: &Condition) {
        for fault in analyse(&[condition], true, &self.vocabulary) {
            match fault {
                BranchFault::Never { .. } => self.fault(place.clone(), Problem::NeverRequired),
                BranchFault::Undecidable {
                    witness, reasons, ..
                } => self.fault(place.clone(), Problem::Undecidable { witness, reasons }),
                // That it always holds, or that nobody can tell, does no harm: then it requires.
                BranchFault::Overlap { .. }
                | BranchFault::Hole { .. }
                | BranchFault::OtherwiseNever
                | BranchFault::Unproved { .. } => {}
            }
        }
    }
}

fn branch_place(step: &Step, act: &ActRow, branch: usize) -> Place {
    Place::Branch {
        step: step.key.clone(),
        act: act.key.clone(),
        branch,
    }
}

impl Place {
    /// A branch of the act that this is.
    fn branch(&self, branch: usize) -> Self {
        match self {
            Self::Act { step, act } => Self::Branch {
                step: step.clone(),
                act: act.clone(),
                branch,
            },
            other => other.clone(),
        }
    }
}
