//! From a tree as written to one whose names and sorts fit together.

use super::evaluate;
use super::fact::{Kind, Vocabulary};
use super::fault::{ConditionFault, ConditionProblem, Sort, Span};
use super::near::nearest;
use super::parser::{Raw, RawNode};
use super::tree::{Adding, Comparator, Multiplying, Place, Term, TermNode, Test, TestNode};
use super::verdict::Reason;

/// A part with its sort known.
enum Typed {
    Test(Test),
    Term(Term),
}

impl Typed {
    const fn sort(&self) -> Sort {
        match self {
            Self::Test(_) => Sort::Bool,
            Self::Term(term) => term.sort(),
        }
    }
}

struct Typing<'a> {
    vocabulary: &'a Vocabulary,
    /// The facts of the condition in the order they are met.
    facts: Vec<String>,
    faults: Vec<ConditionFault>,
}

/// The typed tree and the names of its facts, or every fault of names and sorts.
pub(super) fn typed(
    raw: Raw,
    vocabulary: &Vocabulary,
) -> Result<(Test, Vec<String>), Vec<ConditionFault>> {
    let mut typing = Typing {
        vocabulary,
        facts: Vec::new(),
        faults: Vec::new(),
    };
    match typing.test(raw) {
        Some(test) if typing.faults.is_empty() => Ok((test, typing.facts)),
        _ => {
            // What stands first is mended first.
            typing.faults.sort_by_key(|fault| fault.span);
            Err(typing.faults)
        }
    }
}

impl Typing<'_> {
    fn fault(&mut self, span: Span, problem: ConditionProblem) {
        self.faults.push(ConditionFault::new(span, problem));
    }

    fn test(&mut self, raw: Raw) -> Option<Test> {
        let span = raw.span;
        match self.part(raw)? {
            Typed::Test(test) => Some(test),
            Typed::Term(term) => {
                let found = term.sort();
                self.fault(span, ConditionProblem::NotACondition { found });
                None
            }
        }
    }

    fn number(&mut self, raw: Raw) -> Option<Term> {
        let span = raw.span;
        match self.part(raw)? {
            Typed::Term(term) if term.sort() == Sort::Number => Some(term),
            other => {
                let found = other.sort();
                self.fault(span, ConditionProblem::NotANumber { found });
                None
            }
        }
    }

    /// Every part is looked at even when an earlier one is at fault, so that all faults are found.
    fn tests(&mut self, raws: Vec<Raw>) -> Option<Vec<Test>> {
        let found: Vec<Option<Test>> = raws.into_iter().map(|raw| self.test(raw)).collect();
        found.into_iter().collect()
    }

    fn part(&mut self, raw: Raw) -> Option<Typed> {
        let span = raw.span;
        let place = Place(span);
        let test = |node| Some(Typed::Test(Test { place, node }));
        let term = |node| Some(Typed::Term(Term { place, node }));
        match raw.node {
            RawNode::Bool(value) => test(TestNode::Constant(value)),
            RawNode::Number { value, percent } => term(TermNode::Number { value, percent }),
            RawNode::Date(date) => term(TermNode::Date(date)),
            RawNode::Text(written) => term(TermNode::Text(written)),
            RawNode::Name(name) => self.name(name, span),
            RawNode::Not(inner) => {
                let inner = self.test(*inner)?;
                test(TestNode::Not(Box::new(inner)))
            }
            RawNode::All(parts) => {
                let parts = self.tests(parts)?;
                test(Test::all(parts))
            }
            RawNode::Any(parts) => {
                let parts = self.tests(parts)?;
                test(Test::any(parts))
            }
            RawNode::Negate(inner) => {
                let inner = self.number(*inner)?;
                term(TermNode::Negate(Box::new(inner)))
            }
            RawNode::Sum(first, rest) => term(self.sum(*first, rest)?),
            RawNode::Product(first, rest) => term(self.product(*first, rest)?),
            RawNode::Compare(comparator, left, right) => {
                let node = self.comparison(span, comparator, *left, *right)?;
                test(node)
            }
            RawNode::Among(negated, left, members) => {
                let node = self.among(negated, *left, members)?;
                test(node)
            }
        }
    }

    fn sum(&mut self, first: Raw, rest: Vec<(Adding, Raw)>) -> Option<TermNode> {
        let first = self.number(first);
        let rest: Vec<Option<(Adding, Term)>> = rest
            .into_iter()
            .map(|(adding, raw)| self.number(raw).map(|term| (adding, term)))
            .collect();
        Some(Term::sum(first?, rest.into_iter().collect::<Option<_>>()?))
    }

    fn product(&mut self, first: Raw, rest: Vec<(Multiplying, Raw)>) -> Option<TermNode> {
        let first = self.number(first);
        let rest: Vec<Option<(Multiplying, Term)>> = rest
            .into_iter()
            .map(|(multiplying, raw)| {
                let span = raw.span;
                let term = self.number(raw)?;
                if multiplying == Multiplying::Over && self.constant(&term) == Some(true) {
                    self.fault(span, ConditionProblem::DivisionByZero);
                    return None;
                }
                Some((multiplying, term))
            })
            .collect();
        Some(Term::product(
            first?,
            rest.into_iter().collect::<Option<_>>()?,
        ))
    }

    /// Whether a constant number is zero; nothing when a fact takes part.
    fn constant(&mut self, term: &Term) -> Option<bool> {
        if term.sort() != Sort::Number || !term.is_constant() {
            return None;
        }
        match evaluate::constant(term) {
            Ok(number) => Some(number.sign() == 0),
            Err(reason) => {
                let (span, problem) = match reason {
                    Reason::DivisionByZero { span } => (span, ConditionProblem::DivisionByZero),
                    Reason::Overflow { span } => (span, ConditionProblem::NumberTooLarge),
                    Reason::Missing { .. } | Reason::WrongSort { .. } => return None,
                };
                self.fault(span, problem);
                None
            }
        }
    }

    fn name(&mut self, name: String, span: Span) -> Option<Typed> {
        let place = Place(span);
        let Some(fact) = self.vocabulary.fact(&name) else {
            let nearest = self
                .vocabulary
                .nearest(&name.to_lowercase())
                .map(str::to_owned);
            self.fault(span, ConditionProblem::UnknownFact { name, nearest });
            return None;
        };
        let sort = fact.kind.sort();
        let held = self.facts.iter().position(|held| *held == name);
        let fact = held.unwrap_or_else(|| {
            self.facts.push(name);
            self.facts.len() - 1
        });
        Some(if sort == Sort::Bool {
            let node = TestNode::Fact(fact);
            Typed::Test(Test { place, node })
        } else {
            let node = TermNode::Fact { fact, sort };
            Typed::Term(Term { place, node })
        })
    }

    fn comparison(
        &mut self,
        span: Span,
        comparator: Comparator,
        left: Raw,
        right: Raw,
    ) -> Option<TestNode> {
        let (left, right) = (self.part(left), self.part(right));
        let (left, right) = (left?, right?);
        let (left_sort, right_sort) = (left.sort(), right.sort());
        if left_sort != right_sort {
            let problem = ConditionProblem::Mismatch {
                left: left_sort,
                right: right_sort,
            };
            self.fault(span, problem);
            return None;
        }
        if comparator.orders() && matches!(left_sort, Sort::Bool | Sort::Text) {
            self.fault(span, ConditionProblem::NoOrder { found: left_sort });
            return None;
        }
        match (left, right) {
            (Typed::Test(left), Typed::Test(right)) => Some(TestNode::Same {
                equal: comparator == Comparator::Equal,
                left: Box::new(left),
                right: Box::new(right),
            }),
            (Typed::Term(left), Typed::Term(right)) => {
                self.constant(&left);
                self.constant(&right);
                self.choices(&left, &right);
                self.choices(&right, &left);
                Some(TestNode::Compare {
                    comparator,
                    left,
                    right,
                })
            }
            // Of one sort they are both tests or both terms.
            (Typed::Test(_), Typed::Term(_)) | (Typed::Term(_), Typed::Test(_)) => None,
        }
    }

    fn among(&mut self, negated: bool, left: Raw, members: Vec<Raw>) -> Option<TestNode> {
        let span = left.span;
        let left = self.part(left);
        let members: Vec<(Span, Option<Typed>)> = members
            .into_iter()
            .map(|raw| (raw.span, self.part(raw)))
            .collect();
        let term = match left? {
            Typed::Term(term) => term,
            Typed::Test(_) => {
                // A list of true and false says nothing that the fact alone does not.
                let found = Sort::Bool;
                self.fault(span, ConditionProblem::NoOrder { found });
                return None;
            }
        };
        self.constant(&term);
        let mut list = Vec::with_capacity(members.len());
        let mut sound = true;
        for (span, member) in members {
            match member {
                Some(Typed::Term(member)) if member.sort() == term.sort() => {
                    self.constant(&member);
                    self.choices(&term, &member);
                    list.push(member);
                }
                Some(other) => {
                    let problem = ConditionProblem::Mismatch {
                        left: term.sort(),
                        right: other.sort(),
                    };
                    self.fault(span, problem);
                    sound = false;
                }
                None => sound = false,
            }
        }
        sound.then_some(TestNode::Among {
            negated,
            term,
            list,
        })
    }

    /// A text compared with a choice has to be one of its choices.
    fn choices(&mut self, fact: &Term, text: &Term) {
        let (TermNode::Fact { fact, .. }, TermNode::Text(written)) = (&fact.node, &text.node)
        else {
            return;
        };
        let Some(fact) = self
            .facts
            .get(*fact)
            .and_then(|name| self.vocabulary.fact(name))
        else {
            return;
        };
        let Kind::Choice(choices) = &fact.kind else {
            return;
        };
        if choices.contains(written) {
            return;
        }
        let nearest = nearest(written, choices.iter().map(String::as_str)).map(str::to_owned);
        let problem = ConditionProblem::UnknownChoice {
            fact: fact.name.clone(),
            written: written.clone(),
            nearest,
        };
        self.fault(text.place.0, problem);
    }
}
