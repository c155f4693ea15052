//! Rounding fractions of hundredths, once and exactly.

use serde::{Deserialize, Serialize};

use super::Score;

/// Which way a fraction goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RoundMode {
    /// To the nearest; from the middle upwards.
    #[default]
    HalfUp,
    /// To the nearest; from the middle to the even neighbour.
    HalfEven,
    /// Downwards.
    Down,
    /// Upwards.
    Up,
}

/// To what figures are rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rounding {
    /// Figures are multiples of this.
    pub unit: Score,
    /// Which way.
    #[serde(default)]
    pub mode: RoundMode,
}

impl Default for Rounding {
    /// Two places, from the middle upwards.
    fn default() -> Self {
        Self {
            unit: Score(1),
            mode: RoundMode::HalfUp,
        }
    }
}

impl Rounding {
    /// `numerator / denominator` hundredths of a point, rounded. Nothing here is below zero; a
    /// denominator of zero counts as one.
    pub fn apply(self, numerator: i128, denominator: i128) -> Score {
        let unit = i128::from(self.unit.0.max(1));
        let whole = denominator.max(1) * unit;
        let (below, rest) = (numerator.div_euclid(whole), numerator.rem_euclid(whole));
        let up = match self.mode {
            RoundMode::HalfUp => rest * 2 >= whole,
            RoundMode::HalfEven => rest * 2 > whole || (rest * 2 == whole && below % 2 != 0),
            RoundMode::Down => false,
            RoundMode::Up => rest > 0,
        };
        let rounded = (below + i128::from(up)) * unit;
        Score(i64::try_from(rounded).unwrap_or(i64::MAX))
    }
}
