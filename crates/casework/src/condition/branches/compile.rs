//! From the tree of a condition to a formula over axes.

use super::super::Condition;
use super::super::exact::Exact;
use super::super::fault::Sort;
use super::super::tree::{Comparator, Term, TermNode, Test, TestNode};
use super::form::{Forms, Linear};
use super::formula::{ANY, FALSE, Formula, OPEN, TRUE};
use super::space::{Axis, Space};

impl Space {
    /// The formula of a condition. [`Self::settle`] has to follow the last one.
    pub(super) fn formula(&mut self, condition: &Condition) -> Formula {
        self.test(&condition.test, &condition.facts)
    }

    fn test(&mut self, test: &Test, names: &[String]) -> Formula {
        match &test.node {
            TestNode::Constant(value) => known(*value),
            TestNode::Fact(fact) => {
                let axis = self.named(names, *fact, true);
                Formula::Cells {
                    axis,
                    from: 1,
                    to: 1,
                }
            }
            TestNode::Not(inner) => Formula::Not(Box::new(self.test(inner, names))),
            TestNode::All(parts) => Formula::All(self.tests(parts, names)),
            TestNode::Any(parts) => Formula::Any(self.tests(parts, names)),
            TestNode::Same { equal, left, right } => {
                let both = [self.test(left, names), self.test(right, names)];
                turned(Formula::Same(Box::new(both)), *equal)
            }
            TestNode::Compare {
                comparator,
                left,
                right,
            } => self.compare(*comparator, left, right, names),
            TestNode::Among {
                negated,
                term,
                list,
            } => {
                let each = list
                    .iter()
                    .map(|member| self.compare(Comparator::Equal, term, member, names))
                    .collect();
                turned(Formula::Any(each), !negated)
            }
        }
    }

    fn tests(&mut self, parts: &[Test], names: &[String]) -> Vec<Formula> {
        parts.iter().map(|part| self.test(part, names)).collect()
    }

    fn compare(
        &mut self,
        comparator: Comparator,
        left: &Term,
        right: &Term,
        names: &[String],
    ) -> Formula {
        if left.sort() == Sort::Text {
            let equal = comparator == Comparator::Equal;
            return turned(self.alike(left, right, names), equal);
        }
        let mut forms = Forms {
            names,
            variables: &mut self.variables,
        };
        let Some(fraction) = forms.difference(left, right) else {
            return Formula::Known(ANY);
        };
        let positive = self.side(&fraction.top, comparator);
        let mut formula = if fraction.bottom.as_number().is_some() {
            positive
        } else {
            let negative = self.side(&fraction.top, mirrored(comparator));
            let sides = [negative, Formula::Known(OPEN), positive];
            self.sides(&fraction.bottom, sides)
        };
        for divisor in &fraction.divisors {
            match divisor.as_number() {
                Some(number) if number.sign() == 0 => return Formula::Known(OPEN),
                Some(_) => {}
                None if divisor.same(&fraction.bottom) => {}
                None => {
                    let sides = [formula.clone(), Formula::Known(OPEN), formula];
                    formula = self.sides(divisor, sides);
                }
            }
        }
        formula
    }

    /// A form compared with zero.
    fn side(&mut self, form: &Linear, comparator: Comparator) -> Formula {
        match self.place(form) {
            Placed::Number(number) => known(comparator.holds(number.cmp(&Exact::ZERO))),
            Placed::Lost => Formula::Known(ANY),
            Placed::At {
                axis,
                number,
                turned,
            } => Formula::Against {
                axis,
                comparator: if turned {
                    mirrored(comparator)
                } else {
                    comparator
                },
                number,
            },
        }
    }

    fn sides(&mut self, form: &Linear, sides: [Formula; 3]) -> Formula {
        match self.place(form) {
            Placed::Number(_) | Placed::Lost => Formula::Known(ANY),
            Placed::At {
                axis,
                number,
                turned,
            } => {
                let [below, at, above] = sides;
                Formula::Sides {
                    axis,
                    number,
                    cell: 0,
                    sides: Box::new(if turned {
                        [above, at, below]
                    } else {
                        [below, at, above]
                    }),
                }
            }
        }
    }

    /// The axis of a form and the number on it at which the form is zero.
    fn place(&mut self, form: &Linear) -> Placed {
        let Some((_, lead)) = form.parts.first().copied() else {
            return Placed::Number(form.offset());
        };
        let scaled = Exact::ONE
            .checked_div(lead)
            .and_then(|factor| form.scaled(factor));
        let Some(scaled) = scaled else {
            return Placed::Lost;
        };
        let Some(number) = scaled.offset().checked_neg() else {
            return Placed::Lost;
        };
        let held = self
            .axes
            .iter_mut()
            .enumerate()
            .find_map(|(index, axis)| match axis {
                Axis::Form { parts, numbers } if *parts == scaled.parts => Some((index, numbers)),
                _ => None,
            });
        let axis = if let Some((index, numbers)) = held {
            numbers.push(number);
            index
        } else {
            self.axes.push(Axis::Form {
                parts: scaled.parts,
                numbers: vec![number],
            });
            self.axes.len() - 1
        };
        Placed::At {
            axis,
            number,
            turned: lead.sign() < 0,
        }
    }

    fn named(&mut self, names: &[String], fact: usize, bool: bool) -> usize {
        let name = names.get(fact).map_or("", String::as_str);
        let held = self
            .axes
            .iter()
            .position(|axis| matches!(axis, Axis::Bool(held) | Axis::Text(held) if held == name));
        held.unwrap_or_else(|| {
            let name = name.to_owned();
            self.axes.push(if bool {
                Axis::Bool(name)
            } else {
                Axis::Text(name)
            });
            self.axes.len() - 1
        })
    }

    pub(super) fn word(&mut self, text: &str) -> usize {
        let held = self.words.iter().position(|held| held == text);
        held.unwrap_or_else(|| {
            self.words.push(text.to_owned());
            self.words.len() - 1
        })
    }

    fn alike(&mut self, left: &Term, right: &Term, names: &[String]) -> Formula {
        match (&left.node, &right.node) {
            (TermNode::Text(left), TermNode::Text(right)) => known(left == right),
            (TermNode::Fact { fact, .. }, TermNode::Text(text))
            | (TermNode::Text(text), TermNode::Fact { fact, .. }) => {
                let (axis, text) = (self.named(names, *fact, false), self.word(text));
                if let Some(texts) = self.texts_of(axis)
                    && !texts.contains(&text)
                {
                    texts.push(text);
                }
                Formula::Text { axis, text }
            }
            (TermNode::Fact { fact: left, .. }, TermNode::Fact { fact: right, .. }) => {
                let left = self.named(names, *left, false);
                let right = self.named(names, *right, false);
                self.crossed = self.crossed || left != right;
                Formula::Alike { left, right }
            }
            _ => Formula::Known(ANY),
        }
    }

    fn texts_of(&mut self, axis: usize) -> Option<&mut Vec<usize>> {
        if self.texts.len() <= axis {
            self.texts.resize(axis + 1, Vec::new());
        }
        self.texts.get_mut(axis)
    }
}

enum Placed {
    /// The form is this number everywhere.
    Number(Exact),
    /// The form against zero is the axis against this number, turned around or not.
    At {
        axis: usize,
        number: Exact,
        turned: bool,
    },
    Lost,
}

const fn known(held: bool) -> Formula {
    Formula::Known(if held { TRUE } else { FALSE })
}

fn turned(formula: Formula, as_it_is: bool) -> Formula {
    if as_it_is {
        formula
    } else {
        Formula::Not(Box::new(formula))
    }
}

/// The comparison when both sides change their sign.
const fn mirrored(comparator: Comparator) -> Comparator {
    match comparator {
        Comparator::Equal => Comparator::Equal,
        Comparator::Unequal => Comparator::Unequal,
        Comparator::Less => Comparator::Greater,
        Comparator::AtMost => Comparator::AtLeast,
        Comparator::Greater => Comparator::Less,
        Comparator::AtLeast => Comparator::AtMost,
    }
}
