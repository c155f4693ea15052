//! Arithmetic as linear forms over variables.
//!
//! A variable is a fact with numbers or dates, or a product or quotient of facts that nothing is
//! known of beyond its name ("opaque"): `a * b >= 5` and `a * b < 5` exclude each other whatever
//! `a * b` is.

use super::super::exact::Exact;
use super::super::tree::{Adding, Multiplying, Term, TermNode};
use super::calendar;

/// A sum of variables with factors, and a constant. Variables ascend, no factor is zero.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Linear {
    pub(super) parts: Vec<(usize, Exact)>,
    pub(super) constant: Option<Exact>,
}

impl Linear {
    pub(super) const fn constant(number: Exact) -> Self {
        Self {
            parts: Vec::new(),
            constant: Some(number),
        }
    }

    pub(super) fn variable(variable: usize) -> Self {
        Self {
            parts: vec![(variable, Exact::ONE)],
            constant: None,
        }
    }

    pub(super) fn offset(&self) -> Exact {
        self.constant.unwrap_or(Exact::ZERO)
    }

    /// The number, when no variable takes part.
    pub(super) fn as_number(&self) -> Option<Exact> {
        self.parts.is_empty().then(|| self.offset())
    }

    pub(super) fn scaled(&self, factor: Exact) -> Option<Self> {
        if factor.sign() == 0 {
            return Some(Self::constant(Exact::ZERO));
        }
        let parts = self
            .parts
            .iter()
            .map(|(variable, held)| Some((*variable, held.checked_mul(factor)?)))
            .collect::<Option<_>>()?;
        let constant = self.offset().checked_mul(factor)?;
        Some(Self {
            parts,
            constant: Some(constant),
        })
    }

    pub(super) fn plus(&self, other: &Self) -> Option<Self> {
        let mut parts = self.parts.clone();
        for (variable, factor) in &other.parts {
            match parts.binary_search_by_key(variable, |(held, _)| *held) {
                Ok(place) => {
                    if let Some((_, held)) = parts.get_mut(place) {
                        *held = held.checked_add(*factor)?;
                    }
                }
                Err(place) => parts.insert(place, (*variable, *factor)),
            }
        }
        parts.retain(|(_, factor)| factor.sign() != 0);
        let constant = self.offset().checked_add(other.offset())?;
        Some(Self {
            parts,
            constant: Some(constant),
        })
    }

    /// Equal forms have equal parts and equal offsets, however the offset is written.
    pub(super) fn same(&self, other: &Self) -> bool {
        self.parts == other.parts && self.offset() == other.offset()
    }
}

/// What a variable stands for.
#[derive(Debug, Clone)]
pub(super) enum Meaning {
    /// A fact by name.
    Fact(String),
    /// A product of two forms.
    Times(Linear, Linear),
    /// A quotient of two forms.
    Over(Linear, Linear),
}

impl Meaning {
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Fact(left), Self::Fact(right)) => left == right,
            (Self::Times(left, right), Self::Times(other_left, other_right)) => {
                (left.same(other_left) && right.same(other_right))
                    || (left.same(other_right) && right.same(other_left))
            }
            (Self::Over(left, right), Self::Over(other_left, other_right)) => {
                left.same(other_left) && right.same(other_right)
            }
            _ => false,
        }
    }
}

/// Every variable met so far.
#[derive(Debug, Default)]
pub(super) struct Variables {
    pub(super) meanings: Vec<Meaning>,
}

impl Variables {
    fn place(&mut self, meaning: Meaning) -> usize {
        let held = self.meanings.iter().position(|held| held.same(&meaning));
        held.unwrap_or_else(|| {
            self.meanings.push(meaning);
            self.meanings.len() - 1
        })
    }

    pub(super) fn fact(&mut self, name: &str) -> usize {
        let held = self
            .meanings
            .iter()
            .position(|held| matches!(held, Meaning::Fact(held) if held == name));
        held.unwrap_or_else(|| {
            self.meanings.push(Meaning::Fact(name.to_owned()));
            self.meanings.len() - 1
        })
    }
}

/// A quotient of two linear forms, with every divisor that was met on the way.
#[derive(Debug, Clone)]
pub(super) struct Fraction {
    pub(super) top: Linear,
    /// 1 where there is no division by a variable.
    pub(super) bottom: Linear,
    /// Forms that have to differ from zero for the term to have a value.
    pub(super) divisors: Vec<Linear>,
}

impl Fraction {
    const fn of(top: Linear) -> Self {
        Self {
            top,
            bottom: Linear::constant(Exact::ONE),
            divisors: Vec::new(),
        }
    }

    fn number(&self) -> Option<Exact> {
        self.bottom.as_number()?;
        self.top.as_number()
    }

    fn is_linear(&self) -> bool {
        self.bottom.as_number().is_some()
    }
}

/// Turns terms into fractions of linear forms. `None` everywhere means that constants overflow.
pub(super) struct Forms<'a> {
    pub(super) names: &'a [String],
    pub(super) variables: &'a mut Variables,
}

impl Forms<'_> {
    /// A fraction as one linear form; its quotient becomes a variable where it is none.
    fn flat(&mut self, fraction: &Fraction) -> Linear {
        if fraction.is_linear() {
            return fraction.top.clone();
        }
        let meaning = Meaning::Over(fraction.top.clone(), fraction.bottom.clone());
        Linear::variable(self.variables.place(meaning))
    }

    pub(super) fn term(&mut self, term: &Term) -> Option<Fraction> {
        Some(match &term.node {
            TermNode::Number { value, .. } => Fraction::of(Linear::constant(*value)),
            TermNode::Date(date) => Fraction::of(Linear::constant(calendar::day(*date))),
            TermNode::Fact { fact, .. } => {
                let name = self.names.get(*fact)?;
                Fraction::of(Linear::variable(self.variables.fact(name)))
            }
            TermNode::Negate(inner) => self.term(inner)?.scaled(Exact::whole(-1))?,
            TermNode::Sum(first, rest) => {
                let mut sum = self.term(first)?;
                for (adding, part) in rest {
                    let part = self.term(part)?;
                    let part = match adding {
                        Adding::Plus => part,
                        Adding::Minus => part.scaled(Exact::whole(-1))?,
                    };
                    sum = self.add(sum, part)?;
                }
                sum
            }
            TermNode::Product(first, rest) => {
                let mut product = self.term(first)?;
                for (multiplying, factor) in rest {
                    let factor = self.term(factor)?;
                    product = match multiplying {
                        Multiplying::Times => self.multiply(product, factor)?,
                        Multiplying::Over => self.divide(product, factor)?,
                    };
                }
                product
            }
            TermNode::Text(_) => return None,
        })
    }

    /// The difference of two terms.
    pub(super) fn difference(&mut self, left: &Term, right: &Term) -> Option<Fraction> {
        let (left, right) = (self.term(left)?, self.term(right)?);
        let right = right.scaled(Exact::whole(-1))?;
        self.add(left, right)
    }

    fn add(&mut self, left: Fraction, right: Fraction) -> Option<Fraction> {
        let (left, right) = if left.is_linear() {
            (right, left)
        } else {
            (left, right)
        };
        let (top, bottom) = if left.is_linear() || left.bottom.same(&right.bottom) {
            (left.top.plus(&right.top)?, left.bottom.clone())
        } else if let Some(number) = right.number() {
            (
                left.top.plus(&left.bottom.scaled(number)?)?,
                left.bottom.clone(),
            )
        } else {
            let sum = self.flat(&left).plus(&self.flat(&right))?;
            (sum, Linear::constant(Exact::ONE))
        };
        Some(Fraction {
            top,
            bottom,
            divisors: joined(left.divisors, right.divisors),
        })
    }

    fn multiply(&mut self, left: Fraction, right: Fraction) -> Option<Fraction> {
        let (left, right) = if left.number().is_some() {
            (right, left)
        } else {
            (left, right)
        };
        let (top, bottom) = if let Some(number) = right.number() {
            (left.top.scaled(number)?, left.bottom.clone())
        } else {
            let meaning = Meaning::Times(self.flat(&left), self.flat(&right));
            let product = Linear::variable(self.variables.place(meaning));
            (product, Linear::constant(Exact::ONE))
        };
        Some(Fraction {
            top,
            bottom,
            divisors: joined(left.divisors, right.divisors),
        })
    }

    fn divide(&mut self, left: Fraction, right: Fraction) -> Option<Fraction> {
        let mut divisors = joined(left.divisors.clone(), right.divisors.clone());
        let (top, bottom) = match (right.number(), left.number()) {
            (Some(number), _) if number.sign() != 0 => {
                let factor = Exact::ONE.checked_div(number)?;
                (left.top.scaled(factor)?, left.bottom)
            }
            // A number over a fraction turns the fraction over.
            (_, Some(number)) => {
                divisors.push(right.top.clone());
                (right.bottom.scaled(number)?, right.top)
            }
            _ if left.is_linear() && right.is_linear() => {
                divisors.push(right.top.clone());
                (left.top, right.top)
            }
            _ => {
                divisors.push(right.top.clone());
                let meaning = Meaning::Over(self.flat(&left), self.flat(&right));
                let quotient = Linear::variable(self.variables.place(meaning));
                (quotient, Linear::constant(Exact::ONE))
            }
        };
        // What has become a number below the bar is divided away; zero is told by the divisors.
        let (top, bottom) = match bottom.as_number() {
            Some(number) if number.sign() == 0 => (top, Linear::constant(Exact::ONE)),
            Some(number) => {
                let factor = Exact::ONE.checked_div(number)?;
                (top.scaled(factor)?, Linear::constant(Exact::ONE))
            }
            None => (top, bottom),
        };
        Some(Fraction {
            top,
            bottom,
            divisors,
        })
    }
}

impl Fraction {
    fn scaled(mut self, factor: Exact) -> Option<Self> {
        self.top = self.top.scaled(factor)?;
        Some(self)
    }
}

fn joined(mut left: Vec<Linear>, right: Vec<Linear>) -> Vec<Linear> {
    for divisor in right {
        if !left.iter().any(|held| held.same(&divisor)) {
            left.push(divisor);
        }
    }
    left
}
