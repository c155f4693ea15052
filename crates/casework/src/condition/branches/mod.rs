//! What is wrong between the branches of one act: two that hold at once, facts for which none
//! holds, and branches that never hold.

use serde::Serialize;

use super::Condition;
use super::fact::Vocabulary;
use super::value::Facts;
use super::verdict::Reason;

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

/// Looks for faults between the branches of one act. `has_otherwise` says that one more branch is
/// taken when none of these holds.
pub fn analyse(
    branches: &[&Condition],
    has_otherwise: bool,
    vocabulary: &Vocabulary,
) -> Vec<BranchFault> {
    let _ = vocabulary;
    let unproved = |question| BranchFault::Unproved {
        question,
        cause: Cause::TooLarge,
    };
    let mut faults: Vec<BranchFault> = Vec::new();
    for first in 0..branches.len() {
        for second in first + 1..branches.len() {
            faults.push(unproved(Question::Overlap { first, second }));
        }
    }
    if !has_otherwise {
        faults.push(unproved(Question::Hole));
    }
    faults
}
