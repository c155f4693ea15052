//! Why a condition holds or does not, for pages that answer "vì sao".

use super::Condition;
use super::evaluate::Evaluation;
use super::fault::Span;
use super::print;
use super::tree::{Term, TermNode, Test, TestNode};
use super::value::{Facts, Value};

/// A part of a condition with what it says of the facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// Whether the part holds; nothing when that cannot be said.
    pub held: Option<bool>,
    /// The part in its canonical form.
    pub text: String,
    /// Where the part stands in the source.
    pub span: Span,
    /// What it consists of.
    pub part: Part,
}

/// What a part of a condition consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// All of these have to hold.
    All(Vec<Explained>),
    /// One of these has to hold.
    Any(Vec<Explained>),
    /// This must not hold.
    Not(Box<Explained>),
    /// A comparison, a list, or a fact that is true or false.
    Single {
        /// The value to the left, of a comparison or a list.
        left: Option<Value>,
        /// The value to the right, of a comparison.
        right: Option<Value>,
        /// The facts that take part, with their values; nothing where one is missing.
        facts: Vec<(String, Option<Value>)>,
    },
}

impl Condition {
    /// What each part of the condition says of these facts.
    pub fn explain(&self, facts: &Facts) -> Explained {
        self.explain_part(&self.test, facts)
    }

    fn explain_part(&self, test: &Test, facts: &Facts) -> Explained {
        let each = |parts: &[Test]| {
            parts
                .iter()
                .map(|part| self.explain_part(part, facts))
                .collect()
        };
        let part = match &test.node {
            TestNode::All(parts) => Part::All(each(parts)),
            TestNode::Any(parts) => Part::Any(each(parts)),
            TestNode::Not(inner) => Part::Not(Box::new(self.explain_part(inner, facts))),
            _ => self.single(test, facts),
        };
        let held = match &part {
            // The parts have been evaluated; evaluating them again at every level would make deep
            // conditions slow.
            Part::All(parts) => joined(parts, false),
            Part::Any(parts) => joined(parts, true),
            Part::Not(inner) => inner.held.map(|held| !held),
            Part::Single { .. } => self.evaluation_of(test, facts),
        };
        Explained {
            held,
            text: print::text(&self.pieces_of(test)),
            span: test.place.0,
            part,
        }
    }

    fn evaluation_of(&self, test: &Test, facts: &Facts) -> Option<bool> {
        let mut evaluation = Evaluation {
            names: &self.facts,
            facts,
            reasons: Vec::new(),
        };
        evaluation.test(test)
    }

    fn single(&self, test: &Test, facts: &Facts) -> Part {
        let (left, right) = match &test.node {
            TestNode::Compare { left, right, .. } => (Some(left), Some(right)),
            TestNode::Among { term, .. } => (Some(term), None),
            _ => (None, None),
        };
        let value = |term: Option<&Term>| {
            let mut evaluation = Evaluation {
                names: &self.facts,
                facts,
                reasons: Vec::new(),
            };
            term.and_then(|term| evaluation.term(term).map(Value::from))
        };
        let (left, right) = (value(left), value(right));
        let mut used = Vec::new();
        facts_of_test(test, &mut used);
        let facts = used
            .into_iter()
            .filter_map(|fact| self.facts.get(fact))
            .map(|name| (name.clone(), facts.get(name).cloned()))
            .collect();
        Part::Single { left, right, facts }
    }
}

fn joined(parts: &[Explained], deciding: bool) -> Option<bool> {
    if parts.iter().any(|part| part.held == Some(deciding)) {
        Some(deciding)
    } else if parts.iter().any(|part| part.held.is_none()) {
        None
    } else {
        Some(!deciding)
    }
}

fn note(fact: usize, used: &mut Vec<usize>) {
    if !used.contains(&fact) {
        used.push(fact);
    }
}

fn facts_of_test(test: &Test, used: &mut Vec<usize>) {
    match &test.node {
        TestNode::Constant(_) => {}
        TestNode::Fact(fact) => note(*fact, used),
        TestNode::Not(inner) => facts_of_test(inner, used),
        TestNode::All(parts) | TestNode::Any(parts) => {
            for part in parts {
                facts_of_test(part, used);
            }
        }
        TestNode::Same { left, right, .. } => {
            facts_of_test(left, used);
            facts_of_test(right, used);
        }
        TestNode::Compare { left, right, .. } => {
            facts_of_term(left, used);
            facts_of_term(right, used);
        }
        TestNode::Among { term, list, .. } => {
            facts_of_term(term, used);
            for member in list {
                facts_of_term(member, used);
            }
        }
    }
}

fn facts_of_term(term: &Term, used: &mut Vec<usize>) {
    match &term.node {
        TermNode::Fact { fact, .. } => note(*fact, used),
        TermNode::Number { .. } | TermNode::Text(_) | TermNode::Date(_) => {}
        TermNode::Negate(inner) => facts_of_term(inner, used),
        TermNode::Sum(first, rest) => {
            facts_of_term(first, used);
            for (_, part) in rest {
                facts_of_term(part, used);
            }
        }
        TermNode::Product(first, rest) => {
            facts_of_term(first, used);
            for (_, part) in rest {
                facts_of_term(part, used);
            }
        }
    }
}
