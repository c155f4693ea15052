//! Systems of linear inequalities: whether they can be fulfilled, and by what values.
//!
//! Fourier and Motzkin's elimination over the fractions, with every row that speaks of whole
//! numbers only tightened to whole bounds. Values are then chosen backwards. An answer "impossible"
//! is a proof; values fulfil every row; everything else is "unknown".

use super::super::exact::{Exact, common_divisor};
use super::pick::{End, Interval, Lost, between};

/// More rows than this are given up.
const MOST_ROWS: usize = 240;
/// Values tried for one whole number.
const MOST_TRIES: i128 = 48;
/// Values tried for all whole numbers together.
const MOST_STEPS: u32 = 600;

/// The factors times the values are at most, or below, the bound.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    factors: Vec<i128>,
    bound: i128,
    strict: bool,
}

/// What is known of a system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Solution {
    /// No values fulfil it.
    Impossible,
    /// These do.
    Values(Vec<Exact>),
    /// Neither was found.
    Unknown,
}

/// Inequalities over values, some of them whole.
#[derive(Debug, Clone)]
pub(super) struct System {
    /// Which values are whole numbers.
    whole: Vec<bool>,
    /// Where to look for a value first.
    wanted: Vec<Exact>,
    rows: Vec<Row>,
    impossible: bool,
}

/// The rows with which one value is bounded when the others after it are chosen.
struct Level {
    value: usize,
    rows: Vec<Row>,
}

impl System {
    pub(super) const fn new(whole: Vec<bool>, wanted: Vec<Exact>) -> Self {
        Self {
            whole,
            wanted,
            rows: Vec::new(),
            impossible: false,
        }
    }

    /// Keeps a sum of values inside an interval.
    pub(super) fn keep(
        &mut self,
        factors: &[(usize, Exact)],
        interval: Interval,
    ) -> Result<(), Lost> {
        if let Some(End { at, strict }) = interval.high {
            self.below(factors, at, strict)?;
        }
        if let Some(End { at, strict }) = interval.low {
            let turned: Vec<(usize, Exact)> = factors
                .iter()
                .map(|(value, factor)| factor.checked_neg().map(|factor| (*value, factor)))
                .collect::<Option<_>>()
                .ok_or(Lost)?;
            self.below(&turned, at.checked_neg().ok_or(Lost)?, strict)?;
        }
        Ok(())
    }

    fn below(
        &mut self,
        factors: &[(usize, Exact)],
        bound: Exact,
        strict: bool,
    ) -> Result<(), Lost> {
        // One multiple of all denominators makes every number whole.
        let mut scale = bound.denominator();
        for (_, factor) in factors {
            let common = common_divisor(scale.unsigned_abs(), factor.denominator().unsigned_abs());
            let common = i128::try_from(common).map_err(|_| Lost)?;
            scale = (scale / common)
                .checked_mul(factor.denominator())
                .ok_or(Lost)?;
        }
        let grown = |number: Exact| {
            number
                .numerator()
                .checked_mul(scale / number.denominator())
                .ok_or(Lost)
        };
        let mut row = Row {
            factors: vec![0; self.whole.len()],
            bound: grown(bound)?,
            strict,
        };
        for (value, factor) in factors {
            if let Some(held) = row.factors.get_mut(*value) {
                *held = grown(*factor)?;
            }
        }
        match tightened(row, &self.whole)? {
            Tight::Row(row) => self.rows.push(row),
            Tight::Always => {}
            Tight::Never => self.impossible = true,
        }
        Ok(())
    }

    /// Whether some fractions fulfil every row.
    pub(super) fn is_possible(&self) -> Result<bool, Lost> {
        Ok(self.levels()?.is_some())
    }

    /// Values that fulfil every row.
    pub(super) fn solve(&self) -> Solution {
        match self.levels() {
            Err(Lost) => Solution::Unknown,
            Ok(None) => Solution::Impossible,
            Ok(Some(levels)) => {
                let mut choosing = Choosing {
                    system: self,
                    levels: &levels,
                    values: vec![None; self.whole.len()],
                    steps: MOST_STEPS,
                    complete: true,
                };
                match choosing.from(levels.len()) {
                    Ok(true) => Solution::Values(
                        choosing
                            .values
                            .into_iter()
                            .map(|value| value.unwrap_or(Exact::ZERO))
                            .collect(),
                    ),
                    Ok(false) if choosing.complete => Solution::Impossible,
                    _ => Solution::Unknown,
                }
            }
        }
    }

    /// Takes one value after the other out of the rows; nothing when they contradict each other.
    fn levels(&self) -> Result<Option<Vec<Level>>, Lost> {
        if self.impossible {
            return Ok(None);
        }
        let mut rows = self.rows.clone();
        let mut left: Vec<usize> = (0..self.whole.len()).collect();
        let mut levels = Vec::with_capacity(left.len());
        while let Some(value) = self.next(&left, &rows) {
            left.retain(|held| *held != value);
            let (with, without): (Vec<Row>, Vec<Row>) =
                rows.into_iter().partition(|row| factor(row, value) != 0);
            rows = without;
            let (above, below): (Vec<&Row>, Vec<&Row>) =
                with.iter().partition(|row| factor(row, value) > 0);
            for above in &above {
                for below in &below {
                    let row = combined(above, below, value)?;
                    match tightened(row, &self.whole)? {
                        Tight::Row(row) => add(&mut rows, row),
                        Tight::Always => {}
                        Tight::Never => return Ok(None),
                    }
                }
                if rows.len() > MOST_ROWS {
                    return Err(Lost);
                }
            }
            levels.push(Level { value, rows: with });
        }
        Ok(Some(levels))
    }

    /// Fractions first, because a fraction can be chosen whatever the whole numbers are; among
    /// equals the one that makes the fewest rows.
    fn next(&self, left: &[usize], rows: &[Row]) -> Option<usize> {
        let cost = |value: usize| {
            let above = rows.iter().filter(|row| factor(row, value) > 0).count();
            let below = rows.iter().filter(|row| factor(row, value) < 0).count();
            (self.is_whole(value), above * below)
        };
        left.iter().copied().min_by_key(|value| cost(*value))
    }

    fn is_whole(&self, value: usize) -> bool {
        self.whole.get(value).copied().unwrap_or_default()
    }
}

fn factor(row: &Row, value: usize) -> i128 {
    row.factors.get(value).copied().unwrap_or_default()
}

/// Adds a row, keeping of two with the same factors the tighter.
fn add(rows: &mut Vec<Row>, row: Row) {
    match rows.iter_mut().find(|held| held.factors == row.factors) {
        Some(held) => {
            if (row.bound, !row.strict) < (held.bound, !held.strict) {
                *held = row;
            }
        }
        None => rows.push(row),
    }
}

/// The sum of multiples of both rows in which the value is gone.
fn combined(above: &Row, below: &Row, value: usize) -> Result<Row, Lost> {
    let upper = factor(above, value);
    let lower = factor(below, value).checked_neg().ok_or(Lost)?;
    let mixed = |above: i128, below: i128| {
        above
            .checked_mul(lower)
            .zip(below.checked_mul(upper))
            .and_then(|(above, below)| above.checked_add(below))
            .ok_or(Lost)
    };
    let factors = above
        .factors
        .iter()
        .zip(&below.factors)
        .map(|(above, below)| mixed(*above, *below))
        .collect::<Result<_, Lost>>()?;
    Ok(Row {
        factors,
        bound: mixed(above.bound, below.bound)?,
        strict: above.strict || below.strict,
    })
}

enum Tight {
    Row(Row),
    Always,
    Never,
}

/// The row in lowest terms; over whole numbers with a whole bound that belongs to it.
fn tightened(mut row: Row, whole: &[bool]) -> Result<Tight, Lost> {
    let mut common = 0;
    for factor in &row.factors {
        common = common_divisor(common, factor.unsigned_abs());
    }
    if common == 0 {
        let held = if row.strict {
            row.bound > 0
        } else {
            row.bound >= 0
        };
        return Ok(if held { Tight::Always } else { Tight::Never });
    }
    let over_whole = row
        .factors
        .iter()
        .zip(whole)
        .all(|(factor, whole)| *whole || *factor == 0);
    if over_whole {
        if row.strict {
            row.bound = row.bound.checked_sub(1).ok_or(Lost)?;
            row.strict = false;
        }
    } else {
        common = common_divisor(common, row.bound.unsigned_abs());
    }
    let common = i128::try_from(common).map_err(|_| Lost)?;
    for factor in &mut row.factors {
        *factor /= common;
    }
    row.bound = row.bound.div_euclid(common);
    Ok(Tight::Row(row))
}

struct Choosing<'a> {
    system: &'a System,
    levels: &'a [Level],
    values: Vec<Option<Exact>>,
    steps: u32,
    /// Whether every possible value has been tried so far.
    complete: bool,
}

impl Choosing<'_> {
    /// Chooses the values of the levels below this one, the last taken out first.
    fn from(&mut self, level: usize) -> Result<bool, Lost> {
        let Some(below) = level.checked_sub(1) else {
            return Ok(true);
        };
        let levels = self.levels;
        let Some(level) = levels.get(below) else {
            return Ok(true);
        };
        let interval = self.interval(level)?;
        if !self.system.is_whole(level.value) {
            // The rows left a place for it, whatever was chosen before.
            let value = between(interval)?.ok_or(Lost)?;
            return self.with(level.value, value, below);
        }
        let (low, high) = interval.whole_ends().ok_or(Lost)?;
        let wanted = self
            .system
            .wanted
            .get(level.value)
            .map_or(0, |at| at.floor());
        let first = high.map_or(wanted, |high| wanted.min(high));
        let first = low.map_or(first, |low| first.max(low));
        let inside = |number: i128| {
            low.is_none_or(|low| number >= low) && high.is_none_or(|high| number <= high)
        };
        for away in 0..MOST_TRIES {
            let down = first.checked_sub(away).ok_or(Lost)?;
            let up = first.checked_add(away).ok_or(Lost)?;
            if !inside(down) && !inside(up) {
                return Ok(false);
            }
            let both = [Some(up), (away > 0).then_some(down)];
            for number in both.into_iter().flatten().filter(|number| inside(*number)) {
                let number = Exact::new(number, 1).ok_or(Lost)?;
                if self.with(level.value, number, below)? {
                    return Ok(true);
                }
            }
        }
        self.complete = false;
        Ok(false)
    }

    fn with(&mut self, value: usize, number: Exact, below: usize) -> Result<bool, Lost> {
        self.steps = self.steps.checked_sub(1).ok_or(Lost)?;
        self.set(value, Some(number));
        let found = self.from(below)?;
        if !found {
            self.set(value, None);
        }
        Ok(found)
    }

    fn set(&mut self, value: usize, number: Option<Exact>) {
        if let Some(held) = self.values.get_mut(value) {
            *held = number;
        }
    }

    /// Where the value may lie when the later ones are as chosen.
    fn interval(&self, level: &Level) -> Result<Interval, Lost> {
        let mut interval = Interval::default();
        for row in &level.rows {
            let mut rest = Exact::new(row.bound, 1).ok_or(Lost)?;
            for (other, factor) in row.factors.iter().enumerate() {
                if other == level.value || *factor == 0 {
                    continue;
                }
                let value = self.values.get(other).copied().flatten().ok_or(Lost)?;
                let part = Exact::new(*factor, 1)
                    .and_then(|factor| factor.checked_mul(value))
                    .ok_or(Lost)?;
                rest = rest.checked_sub(part).ok_or(Lost)?;
            }
            let factor = factor(row, level.value);
            let at = Exact::new(factor, 1)
                .and_then(|factor| rest.checked_div(factor))
                .ok_or(Lost)?;
            let end = Some(End {
                at,
                strict: row.strict,
            });
            let bound = if factor > 0 {
                Interval {
                    low: None,
                    high: end,
                }
            } else {
                Interval {
                    low: end,
                    high: None,
                }
            };
            interval = interval.and(bound);
        }
        Ok(interval)
    }
}
