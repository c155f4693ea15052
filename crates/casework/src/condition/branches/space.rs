//! The axes along which conditions differ, and how each is cut into cells.

use std::collections::BTreeMap;

use super::super::exact::Exact;
use super::super::fact::{Fact, Kind, Vocabulary};
use super::calendar;
use super::form::{Meaning, Variables};
use super::formula::Formula;
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
    pub(super) crossed: bool,
}

impl Space {
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
