//! The typed tree of a condition.

use jiff::civil::Date;
use serde::Serialize;

use super::exact::Exact;
use super::fault::{Sort, Span};

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparator {
    /// `=`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

impl Comparator {
    /// The sign in the canonical form.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::Unequal => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
        }
    }

    /// Whether it asks for more than equality.
    pub(super) const fn orders(self) -> bool {
        !matches!(self, Self::Equal | Self::Unequal)
    }

    /// Whether two values in this order are as it says.
    pub(super) fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::Unequal => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::AtLeast => order.is_ge(),
        }
    }
}

/// Where a part stands. It is no part of what the condition says: all places are equal.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place(pub(super) Span);

impl PartialEq for Place {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Place {}

/// A part that is true or false.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Test {
    pub(super) place: Place,
    pub(super) node: TestNode,
}

/// What a part that is true or false consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TestNode {
    Constant(bool),
    /// A fact of sort `Bool`, by its place among the facts of the condition.
    Fact(usize),
    Not(Box<Test>),
    /// Two or more, none of them `All`.
    All(Vec<Test>),
    /// Two or more, none of them `Any`.
    Any(Vec<Test>),
    /// Whether both are true or both false.
    Same {
        equal: bool,
        left: Box<Test>,
        right: Box<Test>,
    },
    Compare {
        comparator: Comparator,
        left: Term,
        right: Term,
    },
    Among {
        negated: bool,
        term: Term,
        list: Vec<Term>,
    },
}

/// A part that has a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) place: Place,
    pub(super) node: TermNode,
}

/// What a part that has a value consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TermNode {
    /// A number, never negative. With `percent` it was written in hundredths.
    Number {
        value: Exact,
        percent: bool,
    },
    Text(String),
    Date(Date),
    /// A fact by its place among the facts of the condition.
    Fact {
        fact: usize,
        sort: Sort,
    },
    Negate(Box<Term>),
    /// The first is no `Sum`.
    Sum(Box<Term>, Vec<(Adding, Term)>),
    /// The first is no `Product`.
    Product(Box<Term>, Vec<(Multiplying, Term)>),
}

/// How a further part of a sum enters it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Adding {
    Plus,
    Minus,
}

/// How a further part of a product enters it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Multiplying {
    Times,
    Over,
}

impl Term {
    pub(super) const fn sort(&self) -> Sort {
        match &self.node {
            TermNode::Text(_) => Sort::Text,
            TermNode::Date(_) => Sort::Date,
            TermNode::Fact { sort, .. } => *sort,
            TermNode::Number { .. }
            | TermNode::Negate(_)
            | TermNode::Sum(..)
            | TermNode::Product(..) => Sort::Number,
        }
    }

    /// Whether no fact takes part.
    pub(super) fn is_constant(&self) -> bool {
        match &self.node {
            TermNode::Fact { .. } => false,
            TermNode::Number { .. } | TermNode::Text(_) | TermNode::Date(_) => true,
            TermNode::Negate(inner) => inner.is_constant(),
            TermNode::Sum(first, rest) => {
                first.is_constant() && rest.iter().all(|(_, term)| term.is_constant())
            }
            TermNode::Product(first, rest) => {
                first.is_constant() && rest.iter().all(|(_, term)| term.is_constant())
            }
        }
    }

    /// A sum; a sum in first place becomes part of it.
    pub(super) fn sum(first: Self, rest: Vec<(Adding, Self)>) -> TermNode {
        match first.node {
            TermNode::Sum(head, mut parts) => {
                parts.extend(rest);
                TermNode::Sum(head, parts)
            }
            _ => TermNode::Sum(Box::new(first), rest),
        }
    }

    /// A product; a product in first place becomes part of it.
    pub(super) fn product(first: Self, rest: Vec<(Multiplying, Self)>) -> TermNode {
        match first.node {
            TermNode::Product(head, mut parts) => {
                parts.extend(rest);
                TermNode::Product(head, parts)
            }
            _ => TermNode::Product(Box::new(first), rest),
        }
    }
}

impl Test {
    /// All of several; one that is itself `All` becomes part of it.
    pub(super) fn all(parts: Vec<Self>) -> TestNode {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part.node {
                TestNode::All(inner) => flat.extend(inner),
                _ => flat.push(part),
            }
        }
        TestNode::All(flat)
    }

    /// Any of several; one that is itself `Any` becomes part of it.
    pub(super) fn any(parts: Vec<Self>) -> TestNode {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part.node {
                TestNode::Any(inner) => flat.extend(inner),
                _ => flat.push(part),
            }
        }
        TestNode::Any(flat)
    }
}
