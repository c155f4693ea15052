//! Facts in the cells that were chosen.

use super::super::exact::Exact;
use super::super::fact::Kind;
use super::super::value::{Facts, Value};
use super::super::verdict::Verdict;
use super::form::Meaning;
use super::formula::{FALSE, OPEN, TRUE};
use super::linear::Solution;
use super::pick::{Interval, Lost};
use super::search::{Answer, SYSTEM, Search, Wish};
use super::space::Axis;
use super::{Cause, calendar};

/// Values of a group of variables: its number, its variables, and the value of each.
type Solved = (usize, Vec<usize>, Vec<Exact>);

impl Search<'_> {
    /// Values for every fact the wishes speak of, shown to the conditions themselves.
    pub(super) fn witness(&mut self, wishes: &[Wish<'_>]) -> Answer {
        let mut facts = Facts::new();
        let mut solved: Vec<Solved> = Vec::new();
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
    fn value(&mut self, name: &str, solved: &mut Vec<Solved>) -> Result<Option<Value>, Lost> {
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
        solved: &mut Vec<Solved>,
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
    pub(super) fn sample(&mut self, wishes: &[Wish<'_>]) -> Option<Facts> {
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
