//! A small total language of conditions over named facts.
//!
//! Officials write branches of a procedure in it: `score >= 70 and agree_ratio >= 2/3`,
//! `overlap < 20% or level in ('xa', 'tinh')`, `filed_on <= 2026-10-01`, `not paid`,
//! `votes_for * 3 >= members * 2`.
//!
//! - [`Condition::parse`] judges names and sorts once, against the [`Vocabulary`] of the procedure.
//!   Every fault has its place.
//! - [`Condition::evaluate`] is total: no loops, no recursion of the source, exact arithmetic. What
//!   is not known gives [`Verdict::Undecided`], never a guess.
//! - [`analyse`] looks for branches that overlap, leave a hole or never hold, and shows facts for
//!   which they do. It never shows facts that [`Condition::evaluate`] does not confirm.
//!
//! # To add an operation
//! A token in `lexer`, its rule in `parser`, its sorts in `typing`, its value in `evaluate`, its
//! writing in `print`, and its linear form (or none) in `branches`.

mod branches;
mod evaluate;
mod exact;
mod explain;
mod fact;
mod fault;
mod lexer;
pub(crate) mod near;
mod parser;
mod print;
mod tree;
mod typing;
mod value;
mod verdict;

#[cfg(test)]
mod tests;

use serde::{Serialize, Serializer};

pub use branches::{BranchFault, Cause, Question, analyse};
pub use exact::{Exact, NotANumber};
pub use explain::{Explained, Part};
pub use fact::{
    Fact, FactFault, FactProblem, Kind, RESERVED, ValueFault, ValueProblem, Vocabulary,
};
pub use fault::{ConditionFault, ConditionProblem, Expected, Sort, Span};
pub use print::Piece;
pub use tree::Comparator;
pub use value::{Facts, Value};
pub use verdict::{Reason, Verdict};

/// Most characters of a condition.
pub const MOST_CHARACTERS: usize = 2_000;
/// How deep parentheses, `not` and signs may be nested.
pub const MOST_DEPTH: usize = 32;

/// A condition whose names and sorts fit the vocabulary it was parsed against. Two are equal when
/// they say the same in the same order, however they are spaced.
#[derive(Debug, Clone)]
pub struct Condition {
    source: String,
    test: tree::Test,
    /// The facts it mentions, in the order it first does.
    facts: Vec<String>,
}

impl PartialEq for Condition {
    fn eq(&self, other: &Self) -> bool {
        self.facts == other.facts && self.test == other.test
    }
}

impl Eq for Condition {}

impl Condition {
    /// Reads a condition, or gives every fault found: those of writing first, and when there are
    /// none, those of names and sorts.
    pub fn parse(source: &str, vocabulary: &Vocabulary) -> Result<Self, Vec<ConditionFault>> {
        let one = |span, problem| Err(vec![ConditionFault::new(span, problem)]);
        // A longer source is not even collected.
        let characters: Vec<char> = source.chars().take(MOST_CHARACTERS + 1).collect();
        if characters.len() > MOST_CHARACTERS {
            return one(
                Span::new(MOST_CHARACTERS, MOST_CHARACTERS + 1),
                ConditionProblem::TooLong {
                    most: MOST_CHARACTERS,
                },
            );
        }
        let tokens = lexer::tokens(&characters)?;
        if tokens.is_empty() {
            return one(Span::new(0, characters.len()), ConditionProblem::Empty);
        }
        let raw = parser::parse(&characters, &tokens).map_err(|fault| vec![fault])?;
        let (test, facts) = typing::typed(raw, vocabulary)?;
        Ok(Self {
            source: source.to_owned(),
            test,
            facts,
        })
    }

    /// The source as it was written.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The facts it mentions, each once.
    pub fn mentions(&self) -> &[String] {
        &self.facts
    }

    /// What it says of these facts.
    pub fn evaluate(&self, facts: &Facts) -> Verdict {
        evaluate::verdict(&self.test, &self.facts, facts)
    }
}

impl Serialize for Condition {
    /// The source. It is parsed again where the procedure is compiled.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.source)
    }
}
