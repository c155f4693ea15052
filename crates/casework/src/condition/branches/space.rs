//! The axes along which conditions differ, and how each is cut into cells.

use std::collections::BTreeMap;

use super::super::Condition;
use super::super::exact::Exact;
use super::super::fact::{Fact, Kind, Vocabulary};
use super::super::fault::Sort;
use super::super::tree::{Comparator, Term, TermNode, Test, TestNode};
use super::calendar;
use super::form::{Forms, Linear, Meaning, Variables};
use super::formula::{ANY, FALSE, Formula, OPEN, TRUE};
use super::pick::{End, Interval, Lost, between, on_grid};

/// What an axis measures.
#[derive(Debug, Clone)]
pub(super) enum Axis {
    /// A fact that is false (cell 0) or true (cell 1).
    Bool(String),
    /// A fact with texts; each cell is one text.
    Text(String),
    /// A sum of variables. Cell `2n + 1` is the n-th number, `2n` lies before it.
    Form {
        parts: Vec<(usize, Exact)>,
        /// Ascending, once settled.
        numbers: Vec<Exact>,
    },
}

/// The values a variable can have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Range {
    pub(super) interval: Interval,
    /// Anchor and step of its values.
    pub(super) grid: Option<(Exact, Exact)>,
    /// Where to look for a value first.
    pub(super) wanted: Exact,
}

impl Range {
    fn of(fact: Option<&Fact>) -> Self {
        match fact {
            Some(fact) if fact.kind == Kind::Date => {
                let (first, last) = calendar::ends();
                Self {
                    interval: Interval::closed(Some(first), Some(last)),
                    grid: Some((Exact::ZERO, Exact::ONE)),
                    wanted: calendar::ordinary(),
                }
            }
            Some(fact) => Self {
                interval: Interval::closed(fact.least, fact.most),
                grid: fact
                    .step
                    .map(|step| (fact.least.unwrap_or(Exact::ZERO), step)),
                wanted: Exact::ZERO,
            },
            None => Self {
                interval: Interval::default(),
                grid: None,
                wanted: Exact::ZERO,
            },
        }
    }

    /// A value inside an interval, if there is one.
    pub(super) fn value(&self, interval: Interval) -> Result<Option<Exact>, Lost> {
        let interval = self.interval.and(interval);
        match self.grid {
            Some((anchor, step)) => on_grid(interval, anchor, step),
            None => between(interval),
        }
    }
}

/// Axes, cells and variables of all conditions together.
#[derive(Debug, Default)]
pub(super) struct Space {
    pub(super) axes: Vec<Axis>,
    pub(super) variables: Variables,
    /// One for each variable.
    pub(super) ranges: Vec<Range>,
    /// Variables that stand in one sum with each other have the same number.
    pub(super) groups: Vec<usize>,
    /// The cells of each axis that can be reached, the likelier witness first.
    pub(super) cells: Vec<Vec<usize>>,
    /// The texts of each axis by cell; empty for axes of other sorts.
    pub(super) texts: Vec<Vec<usize>>,
    /// Every text by number.
    pub(super) words: Vec<String>,
    /// Whether two facts with texts are compared with each other.
    crossed: bool,
}

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

    fn word(&mut self, text: &str) -> usize {
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

    /// Cuts every axis into cells, now that all numbers and texts are known.
    pub(super) fn settle<'a>(
        &mut self,
        vocabulary: &Vocabulary,
        formulas: impl Iterator<Item = &'a mut Formula>,
    ) {
        for axis in &mut self.axes {
            if let Axis::Form { numbers, .. } = axis {
                numbers.sort_unstable();
                numbers.dedup();
            }
        }
        let axes = &self.axes;
        let rank = |axis: usize, number: Exact| match axes.get(axis) {
            Some(Axis::Form { numbers, .. }) => numbers.binary_search(&number).unwrap_or_default(),
            _ => 0,
        };
        for formula in formulas {
            formula.settle(&rank);
        }
        self.ranges = self
            .variables
            .meanings
            .iter()
            .map(|meaning| {
                Range::of(match meaning {
                    Meaning::Fact(name) => vocabulary.fact(name),
                    Meaning::Times(..) | Meaning::Over(..) => None,
                })
            })
            .collect();
        self.group();
        self.choose_texts(vocabulary);
        self.cells = (0..self.axes.len())
            .map(|axis| self.reachable(axis))
            .collect();
    }

    fn group(&mut self) {
        self.groups = (0..self.variables.meanings.len()).collect();
        for axis in &self.axes {
            let Axis::Form { parts, .. } = axis else {
                continue;
            };
            let of = |variable: usize| self.groups.get(variable).copied();
            let joined: Vec<usize> = parts.iter().filter_map(|(one, _)| of(*one)).collect();
            let Some(first) = joined.iter().min().copied() else {
                continue;
            };
            for group in &mut self.groups {
                if joined.contains(group) {
                    *group = first;
                }
            }
        }
    }

    /// A text axis has the texts it is compared with, and one more that stands for all others.
    /// Where facts are compared with each other every text can be met on every axis, and each
    /// fact may differ from all the others.
    fn choose_texts(&mut self, vocabulary: &Vocabulary) {
        self.texts.resize(self.axes.len(), Vec::new());
        let named: BTreeMap<usize, String> = self
            .axes
            .iter()
            .enumerate()
            .filter_map(|(index, axis)| match axis {
                Axis::Text(name) => Some((index, name.clone())),
                _ => None,
            })
            .collect();
        let kind = |name: &str| vocabulary.fact(name).map(|fact| &fact.kind);
        if self.crossed {
            for name in named.values() {
                if let Some(Kind::Choice(choices)) = kind(name) {
                    for choice in choices {
                        self.word(choice);
                    }
                }
            }
        }
        let others: Vec<usize> = (0..named.len()).map(|nth| self.other(nth)).collect();
        for (axis, name) in named {
            let mut texts = if self.crossed {
                (0..self.words.len()).collect()
            } else {
                self.texts.get(axis).cloned().unwrap_or_default()
            };
            match kind(&name) {
                Some(Kind::Choice(choices)) => {
                    let words = &self.words;
                    texts
                        .retain(|text| words.get(*text).is_some_and(|word| choices.contains(word)));
                    let unnamed = choices
                        .iter()
                        .find(|choice| !texts.iter().any(|text| words.get(*text) == Some(choice)))
                        .cloned();
                    if let Some(choice) = unnamed {
                        texts.push(self.word(&choice));
                    }
                }
                _ if self.crossed => {}
                _ => texts.extend(others.first()),
            }
            if let Some(held) = self.texts.get_mut(axis) {
                *held = texts;
            }
        }
    }

    /// A text that is none of those that conditions speak of.
    fn other(&mut self, nth: usize) -> usize {
        let mut text = "khác".to_owned();
        for _ in 0..nth {
            text.push('…');
        }
        while self.words.contains(&text) {
            text.push('…');
        }
        self.word(&text)
    }

    fn reachable(&self, axis: usize) -> Vec<usize> {
        match self.axes.get(axis) {
            None => Vec::new(),
            Some(Axis::Bool(_)) => vec![1, 0],
            Some(Axis::Text(_)) => {
                let texts = self.texts.get(axis).map_or(0, Vec::len);
                (0..texts).collect()
            }
            Some(Axis::Form { parts, numbers }) => {
                let points = (0..numbers.len()).map(|nth| 2 * nth + 1);
                let gaps = (0..=numbers.len()).map(|nth| 2 * nth);
                let all = points.chain(gaps);
                match self.alone(parts) {
                    Some(range) => all
                        .filter(|cell| range.value(self.interval(axis, *cell)) != Ok(None))
                        .collect(),
                    None => all.collect(),
                }
            }
        }
    }

    /// The range of a form that is one variable and shares no other form.
    fn alone(&self, parts: &[(usize, Exact)]) -> Option<&Range> {
        match parts {
            [(variable, _)] if self.is_alone(*variable) => self.ranges.get(*variable),
            _ => None,
        }
    }

    /// Whether no sum of several variables has this one in it.
    pub(super) fn is_alone(&self, variable: usize) -> bool {
        let group = self.groups.get(variable);
        self.groups
            .iter()
            .filter(|held| Some(*held) == group)
            .count()
            == 1
    }

    /// The interval of a cell of an axis of numbers.
    pub(super) fn interval(&self, axis: usize, cell: usize) -> Interval {
        let Some(Axis::Form { numbers, .. }) = self.axes.get(axis) else {
            return Interval::default();
        };
        let end = |nth: Option<usize>| {
            nth.and_then(|nth| numbers.get(nth)).map(|at| End {
                at: *at,
                strict: true,
            })
        };
        let nth = cell / 2;
        if cell % 2 == 1 {
            return numbers
                .get(nth)
                .map_or_else(Interval::default, |at| Interval::point(*at));
        }
        Interval {
            low: end(nth.checked_sub(1)),
            high: end(Some(nth)),
        }
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
