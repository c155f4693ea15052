//! The search for facts that answer a question about branches.
//!
//! Axes are chosen one after the other, only as far as the question still depends on them; cells
//! that contradict what was chosen are left out. Facts that are found are shown to the conditions
//! themselves before they are believed.

use super::super::Condition;
use super::super::exact::Exact;
use super::super::fact::{Kind, Vocabulary};
use super::super::value::{Facts, Value};
use super::super::verdict::Verdict;
use super::form::Meaning;
use super::formula::{Choice, FALSE, Formula, Mask, OPEN, TRUE};
use super::linear::{Solution, System};
use super::pick::{Interval, Lost};
use super::space::{Axis, Space};
use super::{Cause, calendar};

/// What one visited cell costs, and what one system of inequalities costs, of the budget.
const CELL: u32 = 1;
const SYSTEM: u32 = 40;

/// A condition, its formula, and what it is wanted to say.
#[derive(Clone, Copy)]
pub(super) struct Wish<'a> {
    pub(super) condition: &'a Condition,
    pub(super) formula: &'a Formula,
    pub(super) wanted: Mask,
}

/// The answer to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// These facts fulfil every wish.
    Facts(Facts),
    /// No facts do.
    None,
    /// Neither is known.
    Unknown(Cause),
}

/// A search over one space. The budget is shared by all questions.
pub(super) struct Search<'a> {
    pub(super) space: &'a Space,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) budget: u32,
    /// Combinations of likely values that may still be tried where the search found nothing.
    pub(super) samples: u32,
    pub(super) chosen: Vec<Option<usize>>,
}

impl Search<'_> {
    /// Facts that fulfil every wish. Facts that only assumptions speak of are left out.
    pub(super) fn ask(&mut self, wishes: &[Wish<'_>]) -> Answer {
        self.chosen = vec![None; self.space.axes.len()];
        match self.go(wishes) {
            Answer::Unknown(cause) => match self.sample(wishes) {
                Some(facts) => Answer::Facts(facts),
                None => Answer::Unknown(cause),
            },
            answer => answer,
        }
    }

    fn pay(&mut self, cost: u32) -> bool {
        match self.budget.checked_sub(cost) {
            Some(left) => {
                self.budget = left;
                true
            }
            None => {
                self.budget = 0;
                false
            }
        }
    }

    fn go(&mut self, wishes: &[Wish<'_>]) -> Answer {
        if !self.pay(CELL) {
            return Answer::Unknown(Cause::TooLarge);
        }
        let choice = Choice {
            cells: &self.chosen,
            texts: &self.space.texts,
        };
        let mut axis = None;
        for wish in wishes {
            let mask = choice.mask(wish.formula);
            if mask & wish.wanted == 0 {
                return Answer::None;
            }
            if mask & !wish.wanted != 0 {
                axis = axis.or_else(|| choice.open_axis(wish.formula));
            }
        }
        let Some(axis) = axis else {
            // Without an axis left a formula is open only where it could not be made exact; the
            // witness tells.
            return self.witness(wishes);
        };
        let space = self.space;
        let mut unknown = None;
        for cell in space.cells.get(axis).into_iter().flatten() {
            self.choose(axis, Some(*cell));
            if self.contradicts(axis) {
                continue;
            }
            match self.go(wishes) {
                Answer::None => {}
                Answer::Unknown(cause) => {
                    unknown = Some(cause);
                    if cause == Cause::TooLarge && self.budget == 0 {
                        break;
                    }
                }
                found @ Answer::Facts(_) => {
                    self.choose(axis, None);
                    return found;
                }
            }
        }
        self.choose(axis, None);
        unknown.map_or(Answer::None, Answer::Unknown)
    }

    fn choose(&mut self, axis: usize, cell: Option<usize>) {
        if let Some(held) = self.chosen.get_mut(axis) {
            *held = cell;
        }
    }

    /// Whether the cells chosen so far are proved to have no value in common.
    fn contradicts(&mut self, axis: usize) -> bool {
        let Some(Axis::Form { parts, .. }) = self.space.axes.get(axis) else {
            return false;
        };
        let Some((variable, _)) = parts.first() else {
            return false;
        };
        if self.space.is_alone(*variable) || !self.pay(SYSTEM) {
            return false;
        }
        let Some(group) = self.space.groups.get(*variable) else {
            return false;
        };
        let (_, system) = self.system(*group);
        system.and_then(|system| system.is_possible()) == Ok(false)
    }

    /// The inequalities of a group of variables, and the variables in their order.
    fn system(&self, group: usize) -> (Vec<usize>, Result<System, Lost>) {
        let space = self.space;
        let members: Vec<usize> = space
            .groups
            .iter()
            .enumerate()
            .filter(|(_, held)| **held == group)
            .map(|(variable, _)| variable)
            .collect();
        let system = self.system_of(&members);
        (members, system)
    }

    fn system_of(&self, members: &[usize]) -> Result<System, Lost> {
        let space = self.space;
        let range = |variable: usize| space.ranges.get(variable).ok_or(Lost);
        let grids: Vec<Option<(Exact, Exact)>> = members
            .iter()
            .map(|variable| range(*variable).map(|range| range.grid))
            .collect::<Result<_, Lost>>()?;
        let wanted = members
            .iter()
            .map(|variable| {
                let range = range(*variable)?;
                match range.grid {
                    None => Ok(range.wanted),
                    Some((anchor, step)) => range
                        .wanted
                        .checked_sub(anchor)
                        .and_then(|above| above.checked_div(step))
                        .ok_or(Lost),
                }
            })
            .collect::<Result<_, Lost>>()?;
        let mut system = System::new(grids.iter().map(Option::is_some).collect(), wanted);
        for variable in members {
            let interval = range(*variable)?.interval;
            keep(
                &mut system,
                members,
                &grids,
                &[(*variable, Exact::ONE)],
                interval,
            )?;
        }
        for (index, held) in space.axes.iter().zip(&self.chosen).enumerate() {
            let (Axis::Form { parts, .. }, Some(cell)) = held else {
                continue;
            };
            if parts.iter().all(|(variable, _)| members.contains(variable)) {
                keep(
                    &mut system,
                    members,
                    &grids,
                    parts,
                    space.interval(index, *cell),
                )?;
            }
        }
        Ok(system)
    }

    /// Values for every fact the wishes speak of, shown to the conditions themselves.
    fn witness(&mut self, wishes: &[Wish<'_>]) -> Answer {
        let mut facts = Facts::new();
        let mut solved: Vec<(usize, Vec<usize>, Vec<Exact>)> = Vec::new();
        for name in mentioned(wishes) {
            if facts.get(name).is_some() {
                continue;
            }
            match self.value(name, &mut solved) {
                Ok(Some(value)) => facts.set(name, value),
                Ok(None) => return Answer::None,
                Err(Lost) => return Answer::Unknown(Cause::TooLarge),
            }
        }
        if fulfils(wishes, &facts) {
            Answer::Facts(facts)
        } else {
            Answer::Unknown(Cause::NotLinear)
        }
    }

    /// A value of the fact in the chosen cells. `None` when there is none.
    fn value(
        &mut self,
        name: &str,
        solved: &mut Vec<(usize, Vec<usize>, Vec<Exact>)>,
    ) -> Result<Option<Value>, Lost> {
        let space = self.space;
        let kind = self.vocabulary.fact(name).map(|fact| &fact.kind);
        match kind {
            None => Err(Lost),
            Some(Kind::Bool) => Ok(Some(Value::Bool(self.cell_of(name) != Some(0)))),
            Some(Kind::Text | Kind::Choice(_)) => Ok(Some(Value::Text(self.text_of(name)))),
            Some(kind @ (Kind::Number | Kind::Date)) => {
                let variable = space
                    .variables
                    .meanings
                    .iter()
                    .position(|meaning| matches!(meaning, Meaning::Fact(held) if held == name));
                let number = match variable {
                    Some(variable) if space.is_alone(variable) => self.alone(variable)?,
                    Some(variable) => self.grouped(variable, solved)?,
                    None => Some(Exact::ZERO),
                };
                let Some(number) = number else {
                    return Ok(None);
                };
                if *kind == Kind::Date {
                    let date = calendar::date_of(number).ok_or(Lost)?;
                    return Ok(Some(Value::Date(date)));
                }
                Ok(Some(Value::Number(number)))
            }
        }
    }

    fn cell_of(&self, name: &str) -> Option<usize> {
        let axis =
            self.space.axes.iter().position(
                |axis| matches!(axis, Axis::Bool(held) | Axis::Text(held) if held == name),
            )?;
        self.chosen.get(axis).copied().flatten()
    }

    fn text_of(&self, name: &str) -> String {
        let space = self.space;
        let axis = space
            .axes
            .iter()
            .position(|axis| matches!(axis, Axis::Text(held) if held == name));
        let texts = axis.and_then(|axis| space.texts.get(axis));
        let cell = self.cell_of(name).unwrap_or_default();
        texts
            .and_then(|texts| texts.get(cell))
            .and_then(|text| space.words.get(*text))
            .cloned()
            .unwrap_or_default()
    }

    fn alone(&self, variable: usize) -> Result<Option<Exact>, Lost> {
        let space = self.space;
        let range = space.ranges.get(variable).ok_or(Lost)?;
        let axis = space.axes.iter().position(|axis| match axis {
            Axis::Form { parts, .. } => parts.first().is_some_and(|(held, _)| *held == variable),
            _ => false,
        });
        let cell = axis.and_then(|axis| Some((axis, self.chosen.get(axis).copied().flatten()?)));
        match cell {
            Some((axis, cell)) => range.value(space.interval(axis, cell)),
            None => match range.value(Interval::point(range.wanted))? {
                Some(value) => Ok(Some(value)),
                None => range.value(Interval::default()),
            },
        }
    }

    fn grouped(
        &mut self,
        variable: usize,
        solved: &mut Vec<(usize, Vec<usize>, Vec<Exact>)>,
    ) -> Result<Option<Exact>, Lost> {
        let group = self.space.groups.get(variable).copied().ok_or(Lost)?;
        if !solved.iter().any(|(held, ..)| *held == group) {
            if !self.pay(SYSTEM) {
                return Err(Lost);
            }
            let (members, system) = self.system(group);
            match system?.solve() {
                Solution::Impossible => return Ok(None),
                Solution::Unknown => return Err(Lost),
                Solution::Values(values) => solved.push((group, members, values)),
            }
        }
        let (_, members, values) = solved
            .iter()
            .find(|(held, ..)| *held == group)
            .ok_or(Lost)?;
        let place = members.iter().position(|held| *held == variable);
        let number = place.and_then(|place| values.get(place)).ok_or(Lost)?;
        let grid = self.space.ranges.get(variable).and_then(|range| range.grid);
        match grid {
            None => Ok(Some(*number)),
            Some((anchor, step)) => number
                .checked_mul(step)
                .and_then(|above| above.checked_add(anchor))
                .map(Some)
                .ok_or(Lost),
        }
    }

    /// Tries combinations of likely values where forms say too little.
    fn sample(&mut self, wishes: &[Wish<'_>]) -> Option<Facts> {
        let mut facts = Facts::new();
        let names: Vec<&str> = mentioned(wishes).collect();
        let mut lists: Vec<(&str, Vec<Value>)> = Vec::new();
        for name in names {
            if !lists.iter().any(|(held, _)| *held == name) {
                lists.push((name, self.likely(name)));
            }
        }
        self.combine(&lists, &mut facts, wishes).then_some(facts)
    }

    fn combine(
        &mut self,
        lists: &[(&str, Vec<Value>)],
        facts: &mut Facts,
        wishes: &[Wish<'_>],
    ) -> bool {
        let Some(((name, values), rest)) = lists.split_first() else {
            self.samples = self.samples.saturating_sub(1);
            return fulfils(wishes, facts);
        };
        for value in values {
            if self.samples == 0 {
                return false;
            }
            facts.set(*name, value.clone());
            if self.combine(rest, facts, wishes) {
                return true;
            }
        }
        false
    }

    fn likely(&self, name: &str) -> Vec<Value> {
        let space = self.space;
        let Some(fact) = self.vocabulary.fact(name) else {
            return Vec::new();
        };
        match &fact.kind {
            Kind::Bool => vec![Value::Bool(true), Value::Bool(false)],
            Kind::Choice(choices) => choices
                .iter()
                .map(|text| Value::Text(text.clone()))
                .collect(),
            Kind::Text => space
                .words
                .iter()
                .map(|text| Value::Text(text.clone()))
                .collect(),
            Kind::Number | Kind::Date => {
                let mut numbers: Vec<Exact> = [0, 1, 2, 5, 10, 100, -1].map(Exact::whole).to_vec();
                numbers.extend(fact.least);
                numbers.extend(fact.most);
                for axis in &space.axes {
                    let Axis::Form {
                        parts,
                        numbers: held,
                    } = axis
                    else {
                        continue;
                    };
                    if let [(variable, _)] = parts.as_slice()
                        && matches!(space.variables.meanings.get(*variable), Some(Meaning::Fact(held)) if held == name)
                    {
                        numbers.extend(held);
                    }
                }
                let value = |number: Exact| match fact.kind {
                    Kind::Date => calendar::date_of(number).map(Value::Date),
                    _ => Some(Value::Number(number)),
                };
                let mut values: Vec<Value> = Vec::new();
                for value in numbers.into_iter().filter_map(value) {
                    if fact.admits(&value).is_ok() && !values.contains(&value) {
                        values.push(value);
                    }
                }
                values
            }
        }
    }
}

/// Keeps a sum of facts inside an interval, with values counted in steps where facts have steps.
fn keep(
    system: &mut System,
    members: &[usize],
    grids: &[Option<(Exact, Exact)>],
    parts: &[(usize, Exact)],
    interval: Interval,
) -> Result<(), Lost> {
    let mut offset = Exact::ZERO;
    let mut factors = Vec::with_capacity(parts.len());
    for (variable, factor) in parts {
        let place = members
            .iter()
            .position(|held| held == variable)
            .ok_or(Lost)?;
        match grids.get(place).copied().flatten() {
            None => factors.push((place, *factor)),
            Some((anchor, step)) => {
                factors.push((place, factor.checked_mul(step).ok_or(Lost)?));
                offset = factor
                    .checked_mul(anchor)
                    .and_then(|part| offset.checked_add(part))
                    .ok_or(Lost)?;
            }
        }
    }
    let moved = interval.moved(offset.checked_neg().ok_or(Lost)?)?;
    system.keep(&factors, moved)
}

fn mentioned<'a>(wishes: &'a [Wish<'a>]) -> impl Iterator<Item = &'a str> {
    wishes
        .iter()
        .flat_map(|wish| wish.condition.mentions())
        .map(String::as_str)
}

/// Whether the conditions themselves say what is wanted.
fn fulfils(wishes: &[Wish<'_>], facts: &Facts) -> bool {
    wishes.iter().all(|wish| {
        let said = match wish.condition.evaluate(facts) {
            Verdict::True => TRUE,
            Verdict::False => FALSE,
            Verdict::Undecided(_) => OPEN,
        };
        said & wish.wanted != 0
    })
}
