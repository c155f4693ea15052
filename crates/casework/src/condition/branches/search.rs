//! The search for facts that answer a question about branches.
//!
//! Axes are chosen one after the other, only as far as the question still depends on them; cells
//! that contradict what was chosen are left out. Facts that are found are shown to the conditions
//! themselves before they are believed.

use super::super::Condition;
use super::super::exact::Exact;
use super::super::fact::Vocabulary;
use super::super::value::Facts;
use super::Cause;
use super::formula::{Choice, Formula, Mask};
use super::linear::System;
use super::pick::{Interval, Lost};
use super::space::{Axis, Space};

/// Parts of formulas that are looked at for one unit of the budget.
const PARTS: u32 = 8;
/// What one system of inequalities costs of the budget.
pub(super) const SYSTEM: u32 = 40;

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
    /// What one visited cell costs of the budget, for the question that is asked.
    pub(super) cell: u32,
}

impl Search<'_> {
    /// Facts that fulfil every wish. Facts that only assumptions speak of are left out.
    pub(super) fn ask(&mut self, wishes: &[Wish<'_>]) -> Answer {
        self.chosen = vec![None; self.space.axes.len()];
        let parts = wishes
            .iter()
            .map(|wish| wish.formula.size())
            .fold(0, u32::saturating_add);
        self.cell = 1 + parts / PARTS;
        // What cannot be under any facts needs no search, even when the budget is spent.
        let choice = self.choice();
        if wishes
            .iter()
            .any(|wish| choice.mask(wish.formula) & wish.wanted == 0)
        {
            return Answer::None;
        }
        match self.go(wishes) {
            Answer::Unknown(cause) => match self.sample(wishes) {
                Some(facts) => Answer::Facts(facts),
                None => Answer::Unknown(cause),
            },
            answer => answer,
        }
    }

    fn choice(&self) -> Choice<'_> {
        Choice {
            cells: &self.chosen,
            texts: &self.space.texts,
        }
    }

    pub(super) fn pay(&mut self, cost: u32) -> bool {
        let enough = cost <= self.budget;
        self.budget = self.budget.saturating_sub(cost);
        enough
    }

    fn go(&mut self, wishes: &[Wish<'_>]) -> Answer {
        if !self.pay(self.cell) {
            return Answer::Unknown(Cause::TooLarge);
        }
        let choice = self.choice();
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
    pub(super) fn system(&self, group: usize) -> (Vec<usize>, Result<System, Lost>) {
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
