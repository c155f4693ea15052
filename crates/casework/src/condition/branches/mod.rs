//! What is wrong between the branches of one act: two that hold at once, facts for which none
//! holds, and branches that never hold.
//!
//! Comparisons are turned into axes: a linear form of facts against numbers, a fact with texts, a
//! fact that is true or false (`space`, `form`). Every axis is cut into cells in which no
//! comparison changes (`formula`). A question is a search over cells (`search`); sums of several
//! facts are kept free of contradiction by elimination (`linear`).

mod calendar;
mod compile;
mod form;
mod formula;
mod linear;
mod pick;
mod search;
mod space;
mod witness;

use serde::Serialize;

use self::formula::{FALSE, Formula, Mask, OPEN, TRUE};
use self::search::{Answer, Search, Wish};
use self::space::Space;
use super::Condition;
use super::fact::Vocabulary;
use super::value::Facts;
use super::verdict::{Reason, Verdict};

/// A fault between the branches of one act. Branches are counted from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "code")]
pub enum BranchFault {
    /// Two branches hold for the same facts.
    Overlap {
        /// One branch.
        first: usize,
        /// The other.
        second: usize,
        /// Facts for which both hold.
        witness: Facts,
    },
    /// No branch holds, and there is no branch for all other cases.
    Hole {
        /// Facts for which none holds.
        witness: Facts,
    },
    /// The branch holds for no facts at all.
    Never {
        /// The branch.
        branch: usize,
    },
    /// The branch for all other cases is never taken, because one of the others always holds.
    OtherwiseNever,
    /// The branch cannot be decided though every fact is known.
    Undecidable {
        /// The branch.
        branch: usize,
        /// Facts for which it cannot be decided.
        witness: Facts,
        /// Why.
        reasons: Vec<Reason>,
    },
    /// The analysis found neither a fault nor that there is none.
    Unproved {
        /// What could not be answered.
        question: Question,
        /// Why not.
        cause: Cause,
    },
}

/// A question about branches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "about")]
pub enum Question {
    /// Whether two branches can hold at once.
    Overlap {
        /// One branch.
        first: usize,
        /// The other.
        second: usize,
    },
    /// Whether a branch holds for all facts.
    Hole,
    /// Whether the branch can hold.
    Never {
        /// The branch.
        branch: usize,
    },
    /// Whether the branch can always be decided.
    Undecidable {
        /// The branch.
        branch: usize,
    },
}

/// Why a question about branches was not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// Too many cases.
    TooLarge,
    /// Facts are multiplied with or divided by each other in a way that was not seen through.
    NotLinear,
}

/// What the search may cost for all questions about the branches of one act together.
const BUDGET: u32 = 50_000;
/// Combinations of likely values that are tried where cells say too little.
const SAMPLES: u32 = 3_000;

/// Looks for faults between the branches of one act. `has_otherwise` says that one more branch is
/// taken when none of these holds.
///
/// Only facts that fit their declarations and the assumptions of the vocabulary count. Facts that
/// are shown have been confirmed by evaluating the branches; a question that was not answered is
/// reported as such, so that no fault at all is a proof.
pub fn analyse(
    branches: &[&Condition],
    has_otherwise: bool,
    vocabulary: &Vocabulary,
) -> Vec<BranchFault> {
    let mut space = Space::default();
    let mut formulas: Vec<Formula> = branches
        .iter()
        .map(|condition| space.formula(condition))
        .collect();
    let assumptions = connected(branches, vocabulary.assumptions());
    let mut assumed: Vec<Formula> = assumptions
        .iter()
        .map(|condition| space.formula(condition))
        .collect();
    space.settle(vocabulary, formulas.iter_mut().chain(&mut assumed));
    let mut analysis = Analysis {
        wishes: branches
            .iter()
            .zip(&formulas)
            .map(|(condition, formula)| wish(condition, formula, TRUE))
            .collect(),
        assumed: assumptions
            .into_iter()
            .zip(&assumed)
            .map(|(condition, formula)| wish(condition, formula, TRUE))
            .collect(),
        search: Search {
            space: &space,
            vocabulary,
            budget: BUDGET,
            samples: SAMPLES,
            chosen: Vec::new(),
            cell: 1,
        },
        faults: Vec::new(),
    };
    analysis.never_and_overlap();
    analysis.hole(has_otherwise);
    analysis.undecidable();
    analysis.faults
}

/// The assumptions that share a fact with a branch, directly or over another assumption; the others
/// can be fulfilled whatever the branches say.
fn connected<'a>(branches: &[&Condition], assumptions: &'a [Condition]) -> Vec<&'a Condition> {
    let mut facts: Vec<&str> = branches
        .iter()
        .flat_map(|branch| branch.mentions())
        .map(String::as_str)
        .collect();
    let mut left: Vec<&Condition> = assumptions.iter().collect();
    let mut kept = Vec::new();
    loop {
        let (near, far): (Vec<&Condition>, Vec<&Condition>) = left.into_iter().partition(|one| {
            one.mentions()
                .iter()
                .any(|name| facts.contains(&name.as_str()))
        });
        if near.is_empty() {
            return kept;
        }
        for one in near {
            facts.extend(one.mentions().iter().map(String::as_str));
            kept.push(one);
        }
        left = far;
    }
}

const fn wish<'a>(condition: &'a Condition, formula: &'a Formula, wanted: Mask) -> Wish<'a> {
    Wish {
        condition,
        formula,
        wanted,
    }
}

struct Analysis<'a> {
    /// Every branch, wanted to hold.
    wishes: Vec<Wish<'a>>,
    assumed: Vec<Wish<'a>>,
    search: Search<'a>,
    faults: Vec<BranchFault>,
}

impl<'a> Analysis<'a> {
    fn ask(&mut self, mut wishes: Vec<Wish<'a>>) -> Answer {
        let own: Vec<&'a Condition> = wishes.iter().map(|wish| wish.condition).collect();
        wishes.extend(&self.assumed);
        match self.search.ask(&wishes) {
            // What only assumptions speak of says nothing about the branches.
            Answer::Facts(facts) => Answer::Facts(
                facts
                    .into_iter()
                    .filter(|(name, _)| own.iter().any(|one| one.mentions().contains(name)))
                    .collect(),
            ),
            answer => answer,
        }
    }

    fn unproved(&mut self, question: Question, cause: Cause) {
        self.faults.push(BranchFault::Unproved { question, cause });
    }

    fn never_and_overlap(&mut self) {
        let mut held = vec![false; self.wishes.len()];
        let mut overlaps = Vec::new();
        for (first, one) in self.wishes.clone().into_iter().enumerate() {
            for (second, other) in self.wishes.clone().into_iter().enumerate().skip(first + 1) {
                match self.ask(vec![one, other]) {
                    Answer::None => {}
                    Answer::Unknown(cause) => {
                        let question = Question::Overlap { first, second };
                        overlaps.push(BranchFault::Unproved { question, cause });
                    }
                    Answer::Facts(witness) => {
                        for (branch, held) in held.iter_mut().enumerate() {
                            *held = *held || branch == first || branch == second;
                        }
                        overlaps.push(BranchFault::Overlap {
                            first,
                            second,
                            witness,
                        });
                    }
                }
            }
        }
        for (branch, held) in held.into_iter().enumerate() {
            let Some(wish) = self.wishes.get(branch).copied().filter(|_| !held) else {
                continue;
            };
            match self.ask(vec![wish]) {
                Answer::Facts(_) => {}
                Answer::None => self.faults.push(BranchFault::Never { branch }),
                Answer::Unknown(cause) => self.unproved(Question::Never { branch }, cause),
            }
        }
        self.faults.append(&mut overlaps);
    }

    fn hole(&mut self, has_otherwise: bool) {
        let none = self
            .wishes
            .iter()
            .map(|wish| Wish {
                wanted: FALSE,
                ..*wish
            })
            .collect();
        match (self.ask(none), has_otherwise) {
            (Answer::Facts(witness), false) => self.faults.push(BranchFault::Hole { witness }),
            (Answer::Unknown(cause), false) => self.unproved(Question::Hole, cause),
            (Answer::None, true) => self.faults.push(BranchFault::OtherwiseNever),
            (Answer::None, false) | (Answer::Facts(_) | Answer::Unknown(_), true) => {}
        }
    }

    /// A branch that cannot be decided while none of the others holds.
    fn undecidable(&mut self) {
        for branch in 0..self.wishes.len() {
            let wishes: Vec<Wish<'a>> = self
                .wishes
                .iter()
                .enumerate()
                .map(|(index, wish)| Wish {
                    wanted: if index == branch { OPEN } else { FALSE | OPEN },
                    ..*wish
                })
                .collect();
            let Some(condition) = wishes.get(branch).map(|wish| wish.condition) else {
                continue;
            };
            match self.ask(wishes) {
                Answer::None => {}
                Answer::Unknown(cause) => self.unproved(Question::Undecidable { branch }, cause),
                Answer::Facts(witness) => {
                    if let Verdict::Undecided(reasons) = condition.evaluate(&witness) {
                        self.faults.push(BranchFault::Undecidable {
                            branch,
                            witness,
                            reasons,
                        });
                    }
                }
            }
        }
    }
}
