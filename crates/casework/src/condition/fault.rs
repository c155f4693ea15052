//! What is wrong with a condition, and where.

use serde::Serialize;

/// A place in a source: characters from `start` up to but not including `end`, counted from 0.
/// Both are equal where something is missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// The first character.
    pub start: usize,
    /// The character after the last.
    pub end: usize,
}

impl Span {
    /// From one character up to another.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// From the start of this place to the end of another.
    #[must_use]
    pub const fn to(self, other: Self) -> Self {
        Self {
            start: self.start,
            end: other.end,
        }
    }

    /// The characters of the place.
    pub fn text(self, source: &str) -> String {
        source
            .chars()
            .skip(self.start)
            .take(self.end.saturating_sub(self.start))
            .collect()
    }

    /// The source before the place, the place, and what follows; for a page that marks it.
    pub fn split(self, source: &str) -> (String, String, String) {
        (
            Self::new(0, self.start).text(source),
            self.text(source),
            source.chars().skip(self.end.max(self.start)).collect(),
        )
    }
}

/// What values of a term can be compared with each other. A choice is a text here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// True or false.
    Bool,
    /// Numbers.
    Number,
    /// Texts and choices.
    Text,
    /// Civil dates.
    Date,
}

/// What could have stood where something else was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expected {
    /// A fact, a number, a date, a text in quotes or an opening parenthesis.
    Operand,
    /// A comparison, `and`, `or`, or the end.
    OperatorOrEnd,
    /// The parenthesis that opens a list after `in`.
    OpeningParenthesis,
    /// A comma or the closing parenthesis of a list.
    CommaOrClosing,
    /// The word `in` after `not`.
    In,
}

/// What is wrong with a condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "code")]
pub enum ConditionProblem {
    /// Nothing is written.
    Empty,
    /// More characters than a condition may have.
    TooLong {
        /// How many it may have.
        most: usize,
    },
    /// Parentheses, `not` and signs are nested too deep.
    TooDeep {
        /// How deep they may be.
        most: usize,
    },
    /// A character that means nothing here.
    UnexpectedCharacter {
        /// The character.
        found: char,
    },
    /// A text without its closing quote.
    UnterminatedText,
    /// A number with too many digits, or a calculation with constants that does not fit.
    NumberTooLarge,
    /// Digits in the form of a date that the calendar does not have.
    NotADate {
        /// The digits.
        written: String,
    },
    /// A word or sign that cannot stand here.
    Unexpected {
        /// What stands here; nothing at the end of the source.
        found: Option<String>,
        /// What could stand here.
        expected: Expected,
    },
    /// A decimal written with a comma, which separates the members of a list.
    DecimalComma,
    /// `1 < x < 3`: two comparisons without `and` between them.
    ChainedComparison,
    /// An opening parenthesis that is never closed.
    UnclosedParenthesis,
    /// No fact has this name.
    UnknownFact {
        /// The name as written.
        name: String,
        /// The name of a fact that looks alike.
        nearest: Option<String>,
    },
    /// The choices of the fact do not have this one.
    UnknownChoice {
        /// The fact.
        fact: String,
        /// The choice as written.
        written: String,
        /// A choice that looks alike.
        nearest: Option<String>,
    },
    /// Two sorts that cannot be compared.
    Mismatch {
        /// The sort to the left.
        left: Sort,
        /// The sort to the right.
        right: Sort,
    },
    /// True or false is needed, and this is a value.
    NotACondition {
        /// What it is.
        found: Sort,
    },
    /// A number is needed to calculate with.
    NotANumber {
        /// What it is.
        found: Sort,
    },
    /// Less and greater mean nothing for texts, choices, true and false.
    NoOrder {
        /// What it is.
        found: Sort,
    },
    /// The divisor is always zero.
    DivisionByZero,
}

impl ConditionProblem {
    /// A stable name of the problem, for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong { .. } => "too-long",
            Self::TooDeep { .. } => "too-deep",
            Self::UnexpectedCharacter { .. } => "unexpected-character",
            Self::UnterminatedText => "unterminated-text",
            Self::NumberTooLarge => "number-too-large",
            Self::NotADate { .. } => "not-a-date",
            Self::Unexpected { .. } => "unexpected",
            Self::DecimalComma => "decimal-comma",
            Self::ChainedComparison => "chained-comparison",
            Self::UnclosedParenthesis => "unclosed-parenthesis",
            Self::UnknownFact { .. } => "unknown-fact",
            Self::UnknownChoice { .. } => "unknown-choice",
            Self::Mismatch { .. } => "mismatch",
            Self::NotACondition { .. } => "not-a-condition",
            Self::NotANumber { .. } => "not-a-number",
            Self::NoOrder { .. } => "no-order",
            Self::DivisionByZero => "division-by-zero",
        }
    }
}

/// One fault of a condition with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConditionFault {
    /// Where it is.
    pub span: Span,
    /// What it is.
    #[serde(flatten)]
    pub problem: ConditionProblem,
}

impl ConditionFault {
    pub(super) const fn new(span: Span, problem: ConditionProblem) -> Self {
        Self { span, problem }
    }

    /// A stable name of the problem, for programs.
    pub const fn code(&self) -> &'static str {
        self.problem.code()
    }
}
