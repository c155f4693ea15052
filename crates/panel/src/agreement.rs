//! Krippendorff's alpha with an interval, and how each member marks beside the others.
//!
//! Alpha is 1 where all agree and 0 where marks are as far apart within dossiers as between them
//! (K. Krippendorff, *Content Analysis*, chapter on reliability; “Computing Krippendorff's
//! Alpha-Reliability”, 2011). The interval comes from drawing dossiers anew with replacement, a
//! thousand times, from a seed.

mod members;
#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::{Marks, count, real};

pub use members::{MemberFigures, Outlier, members, outliers};

/// How far apart two marks are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Equal or not.
    Nominal,
    /// By how many ranks.
    Ordinal,
    /// By how many points.
    Interval,
}

impl Level {
    /// Every level.
    pub const ALL: [Self; 3] = [Self::Nominal, Self::Ordinal, Self::Interval];
}

/// Agreement with its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Agreement {
    /// At which level.
    pub level: Level,
    /// Alpha; none where all marks are equal or no dossier has two.
    pub alpha: Option<f64>,
    /// The range that holds 95 of a hundred redraws; none without alpha.
    pub interval: Option<(f64, f64)>,
    /// Dossiers with at least two marks.
    pub dossiers: usize,
    /// Marks on them.
    pub marks: usize,
}

/// What a figure says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reading {
    /// Nothing can be said.
    Unknown,
    /// No better than chance.
    None,
    /// Below two thirds: results should not rest on these marks alone.
    Weak,
    /// From 0.667: tentative conclusions.
    Fair,
    /// From 0.8: reliable.
    Good,
}

impl Agreement {
    /// What the figure says, by the bounds Krippendorff gives.
    pub fn reading(&self) -> Reading {
        match self.alpha {
            None => Reading::Unknown,
            Some(alpha) if alpha >= 0.8 => Reading::Good,
            Some(alpha) if alpha >= 0.667 => Reading::Fair,
            Some(alpha) if alpha > 0.0 => Reading::Weak,
            Some(_) => Reading::None,
        }
    }
}

/// Redraws for the interval.
const REDRAWS: usize = 1_000;

/// Agreement of the members at a level.
pub fn agreement(marks: &Marks, level: Level, seed: u64) -> Agreement {
    let units: Vec<Vec<i64>> = marks
        .given()
        .filter(|given| given.len() > 1)
        .map(|given| given.into_iter().map(|(_, score)| score.0).collect())
        .collect();
    let mut values: Vec<i64> = units.iter().flatten().copied().collect();
    values.sort_unstable();
    values.dedup();
    // Each mark by its place among the different marks.
    let placed: Vec<Vec<usize>> = units
        .iter()
        .map(|unit| {
            let places = unit.iter().map(|mark| values.partition_point(|v| v < mark));
            places.collect()
        })
        .collect();
    let all: Vec<&[usize]> = placed.iter().map(Vec::as_slice).collect();
    let alpha = alpha(&all, &values, level);
    let interval = alpha.and_then(|_| interval(&all, &values, level, seed));
    Agreement {
        level,
        alpha,
        interval,
        dossiers: units.len(),
        marks: units.iter().map(Vec::len).sum(),
    }
}

/// Alpha of units, whose marks stand as places among `values`.
fn alpha(units: &[&[usize]], values: &[i64], level: Level) -> Option<f64> {
    let mut counts = vec![0_i64; values.len()];
    for place in units.iter().copied().flatten() {
        if let Some(number) = counts.get_mut(*place) {
            *number += 1;
        }
    }
    let all: i64 = counts.iter().sum();
    let (within, between) = match level {
        Level::Nominal => (nominal(units), real(all * all) - squares(&counts)),
        Level::Ordinal | Level::Interval => {
            let at = coordinates(&counts, values, level);
            let within = units.iter().map(|unit| {
                let marks = unit.iter().filter_map(|place| at.get(*place)).copied();
                spread(marks.map(|mark| (mark, 1.0))) / (count(unit.len()) - 1.0)
            });
            let weighted = at.iter().copied().zip(counts.iter().map(|n| real(*n)));
            (within.sum(), spread(weighted))
        }
    };
    let expected = between / (real(all) - 1.0);
    (all > 1 && expected > 0.0).then(|| 1.0 - within / expected)
}

/// Where the different marks stand: at their points, or at the middle of their ranks, whose
/// distance is the ordinal one.
fn coordinates(counts: &[i64], values: &[i64], level: Level) -> Vec<f64> {
    if level == Level::Interval {
        // From the first, so that squares stay small.
        let first = values.first().copied().unwrap_or_default();
        return values.iter().map(|value| real(value - first)).collect();
    }
    let mut before = 0;
    let middle = |number: &i64| {
        let at = real(2 * before + number) / 2.0;
        before += number;
        at
    };
    counts.iter().map(middle).collect()
}

/// The sum of squared distances over all ordered pairs, marks coming with how often they stand.
fn spread(marks: impl Iterator<Item = (f64, f64)>) -> f64 {
    let (mut number, mut sum, mut square) = (0.0, 0.0, 0.0);
    for (mark, times) in marks {
        number += times;
        sum += mark * times;
        square += mark * mark * times;
    }
    2.0 * (number * square - sum * sum)
}

fn squares(counts: &[i64]) -> f64 {
    real(counts.iter().map(|number| number * number).sum())
}

/// Ordered pairs of different marks within units, each unit by how many pairs a mark has there.
fn nominal(units: &[&[usize]]) -> f64 {
    let within = units.iter().map(|unit| {
        let mut marks = unit.to_vec();
        marks.sort_unstable();
        let equal = marks.chunk_by(|one, other| one == other);
        let equal: f64 = equal.map(|same| count(same.len() * same.len())).sum();
        (count(unit.len() * unit.len()) - equal) / (count(unit.len()) - 1.0)
    });
    within.sum()
}

fn interval(units: &[&[usize]], values: &[i64], level: Level, seed: u64) -> Option<(f64, f64)> {
    let mut chance = Chance(seed);
    let mut found = Vec::with_capacity(REDRAWS);
    let mut drawn = Vec::with_capacity(units.len());
    for _ in 0..REDRAWS {
        drawn.clear();
        drawn.extend((0..units.len()).filter_map(|_| units.get(chance.below(units.len()))));
        // Marks that happen to be all equal say nothing of agreement.
        found.extend(alpha(&drawn, values, level));
    }
    found.sort_unstable_by(f64::total_cmp);
    let tail = found.len() / 40;
    let low = found.get(tail)?;
    let high = found.get(found.len().checked_sub(tail + 1)?)?;
    Some((*low, *high))
}

/// Numbers that look like chance and follow from a seed (SplitMix64, Steele, Lea and Flood 2014).
struct Chance(u64);

impl Chance {
    /// A number below `most`, which is above 0.
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        let most = u64::try_from(most.max(1)).unwrap_or(1);
        usize::try_from(mixed % most).unwrap_or(0)
    }
}
