//! Three-valued evaluation: what is not known decides nothing unless the rest does.
//!
//! Total: the tree is finite, every node is visited at most once, and each step of arithmetic
//! either fits or says that it does not. The bounds on source and depth bound the work.

use jiff::civil::Date;

use super::exact::Exact;
use super::fault::{Sort, Span};
use super::tree::{Adding, Multiplying, Term, TermNode, Test, TestNode};
use super::value::{Facts, Value};
use super::verdict::{Reason, Verdict};

/// A value on the way, without a copy of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Held<'a> {
    Number(Exact),
    Text(&'a str),
    Date(Date),
}

impl From<Held<'_>> for Value {
    fn from(held: Held<'_>) -> Self {
        match held {
            Held::Number(number) => Self::Number(number),
            Held::Text(text) => Self::Text(text.to_owned()),
            Held::Date(date) => Self::Date(date),
        }
    }
}

/// An evaluation under way.
pub(super) struct Evaluation<'a> {
    pub(super) names: &'a [String],
    pub(super) facts: &'a Facts,
    pub(super) reasons: Vec<Reason>,
}

/// The verdict of a tree.
pub(super) fn verdict(test: &Test, names: &[String], facts: &Facts) -> Verdict {
    let mut evaluation = Evaluation {
        names,
        facts,
        reasons: Vec::new(),
    };
    match evaluation.test(test) {
        Some(true) => Verdict::True,
        Some(false) => Verdict::False,
        None => Verdict::Undecided(distinct(evaluation.reasons)),
    }
}

/// The value of a number without facts.
pub(super) fn constant(term: &Term) -> Result<Exact, Reason> {
    let mut evaluation = Evaluation {
        names: &[],
        facts: &Facts::new(),
        reasons: Vec::new(),
    };
    match (evaluation.number(term), evaluation.reasons.pop()) {
        (Some(number), _) => Ok(number),
        (None, Some(reason)) => Err(reason),
        (None, None) => Err(Reason::Overflow { span: term.place.0 }),
    }
}

/// Each reason once, in the order they were met.
fn distinct(reasons: Vec<Reason>) -> Vec<Reason> {
    let mut kept: Vec<Reason> = Vec::with_capacity(reasons.len());
    for reason in reasons {
        if !kept.contains(&reason) {
            kept.push(reason);
        }
    }
    kept
}

impl<'a> Evaluation<'a> {
    fn reason(&mut self, reason: Reason) {
        self.reasons.push(reason);
    }

    /// Whether the part holds; nothing when it cannot be said, with the reasons kept.
    pub(super) fn test(&mut self, test: &'a Test) -> Option<bool> {
        match &test.node {
            TestNode::Constant(value) => Some(*value),
            TestNode::Fact(fact) => match self.fact(*fact, Sort::Bool)? {
                Value::Bool(value) => Some(*value),
                _ => None,
            },
            TestNode::Not(inner) => self.test(inner).map(|held| !held),
            TestNode::All(parts) => self.parts(parts, false),
            TestNode::Any(parts) => self.parts(parts, true),
            TestNode::Same { equal, left, right } => {
                let (left, right) = (self.test(left), self.test(right));
                Some((left? == right?) == *equal)
            }
            TestNode::Compare {
                comparator,
                left,
                right,
            } => {
                let (left, right) = (self.term(left), self.term(right));
                Some(comparator.holds(left?.cmp(&right?)))
            }
            TestNode::Among {
                negated,
                term,
                list,
            } => self.among(term, list).map(|found| found != *negated),
        }
    }

    /// `All` and `Any`: one part of the deciding value decides, whatever the others are.
    fn parts(&mut self, parts: &'a [Test], deciding: bool) -> Option<bool> {
        let before = self.reasons.len();
        let mut open = false;
        for part in parts {
            match self.test(part) {
                Some(held) if held == deciding => {
                    self.reasons.truncate(before);
                    return Some(deciding);
                }
                Some(_) => {}
                None => open = true,
            }
        }
        if open { None } else { Some(!deciding) }
    }

    fn among(&mut self, term: &'a Term, list: &'a [Term]) -> Option<bool> {
        let value = self.term(term)?;
        let before = self.reasons.len();
        let mut open = false;
        for member in list {
            match self.term(member) {
                Some(member) if member == value => {
                    self.reasons.truncate(before);
                    return Some(true);
                }
                Some(_) => {}
                None => open = true,
            }
        }
        if open { None } else { Some(false) }
    }

    fn fact(&mut self, fact: usize, expected: Sort) -> Option<&'a Value> {
        let name = self.names.get(fact)?;
        let Some(value) = self.facts.get(name) else {
            self.reason(Reason::Missing { fact: name.clone() });
            return None;
        };
        let sort = match value {
            Value::Bool(_) => Sort::Bool,
            Value::Number(_) => Sort::Number,
            Value::Text(_) => Sort::Text,
            Value::Date(_) => Sort::Date,
        };
        if sort == expected {
            Some(value)
        } else {
            let fact = name.clone();
            self.reason(Reason::WrongSort { fact, expected });
            None
        }
    }

    /// The value of a part; nothing when there is none, with the reasons kept.
    pub(super) fn term(&mut self, term: &'a Term) -> Option<Held<'a>> {
        match &term.node {
            TermNode::Text(text) => Some(Held::Text(text)),
            TermNode::Date(date) => Some(Held::Date(*date)),
            TermNode::Fact { fact, sort } => match self.fact(*fact, *sort)? {
                Value::Number(number) => Some(Held::Number(*number)),
                Value::Text(text) => Some(Held::Text(text)),
                Value::Date(date) => Some(Held::Date(*date)),
                Value::Bool(_) => None,
            },
            _ => self.number(term).map(Held::Number),
        }
    }

    fn number(&mut self, term: &'a Term) -> Option<Exact> {
        match &term.node {
            TermNode::Number { value, .. } => Some(*value),
            TermNode::Negate(inner) => {
                let inner = self.number(inner)?;
                self.fits(inner.checked_neg(), term.place.0)
            }
            TermNode::Sum(first, rest) => {
                let mut sum = self.number(first);
                for (adding, part) in rest {
                    // Every part is looked at, so that every missing fact is named.
                    let part = self.number(part);
                    let (Some(so_far), Some(part)) = (sum, part) else {
                        sum = None;
                        continue;
                    };
                    sum = match adding {
                        Adding::Plus => self.fits(so_far.checked_add(part), term.place.0),
                        Adding::Minus => self.fits(so_far.checked_sub(part), term.place.0),
                    };
                }
                sum
            }
            TermNode::Product(first, rest) => {
                let mut product = self.number(first);
                for (multiplying, factor) in rest {
                    let value = self.number(factor);
                    let (Some(so_far), Some(value)) = (product, value) else {
                        product = None;
                        continue;
                    };
                    product = match multiplying {
                        Multiplying::Times => self.fits(so_far.checked_mul(value), term.place.0),
                        Multiplying::Over if value.sign() == 0 => {
                            let span = factor.place.0;
                            self.reason(Reason::DivisionByZero { span });
                            None
                        }
                        Multiplying::Over => self.fits(so_far.checked_div(value), term.place.0),
                    };
                }
                product
            }
            TermNode::Fact { .. } | TermNode::Text(_) | TermNode::Date(_) => {
                match self.term(term)? {
                    Held::Number(number) => Some(number),
                    Held::Text(_) | Held::Date(_) => None,
                }
            }
        }
    }

    fn fits(&mut self, number: Option<Exact>, span: Span) -> Option<Exact> {
        if number.is_none() {
            self.reason(Reason::Overflow { span });
        }
        number
    }
}
