//! What a condition says of the facts of one dossier.

use serde::Serialize;

use super::fault::{Sort, Span};

/// Why a condition could not be decided.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case", tag = "code")]
pub enum Reason {
    /// The fact is not known.
    Missing {
        /// Its name.
        fact: String,
    },
    /// The fact has a value of another sort than it was declared with.
    WrongSort {
        /// Its name.
        fact: String,
        /// What it should be.
        expected: Sort,
    },
    /// A divisor is zero for these facts.
    DivisionByZero {
        /// Where the divisor stands.
        span: Span,
    },
    /// A calculation does not fit into the numbers there are.
    Overflow {
        /// Where it stands.
        span: Span,
    },
}

/// What a condition says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It holds.
    True,
    /// It does not hold.
    False,
    /// Neither can be said, for these reasons; each stands once.
    Undecided(Vec<Reason>),
}

impl Verdict {
    /// Whether it holds.
    pub const fn is_true(&self) -> bool {
        matches!(self, Self::True)
    }

    /// Whether it holds, where that can be said.
    pub const fn decided(&self) -> Option<bool> {
        match self {
            Self::True => Some(true),
            Self::False => Some(false),
            Self::Undecided(_) => None,
        }
    }
}
