//! What a rule says: a number, a sum of money, a ratio, a limit of time, or words.

use serde::{Deserialize, Serialize};

use crate::law::Unit;

/// The value of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Value {
    /// A number, in hundredths: 50 is one half.
    Number {
        /// Hundredths.
        hundredths: i64,
    },
    /// A sum of money in whole đồng.
    Money {
        /// Đồng.
        dong: i64,
    },
    /// A part of a whole, such as two thirds or seven hundredths.
    Ratio {
        /// Above the line.
        numerator: i64,
        /// Below the line, at least 1.
        denominator: i64,
    },
    /// A limit of time.
    Limit {
        /// How many units.
        amount: u16,
        /// Which unit.
        unit: Unit,
    },
    /// Words, such as the name of a level.
    Text {
        /// The words.
        text: String,
    },
}

impl Value {
    /// Stable code of the type, as stored.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Number { .. } => "number",
            Self::Money { .. } => "money",
            Self::Ratio { .. } => "ratio",
            Self::Limit { .. } => "limit",
            Self::Text { .. } => "text",
        }
    }

    /// Whether the value means something: no sum below zero, no part of nothing, no limit of zero.
    pub fn is_possible(&self) -> bool {
        match self {
            Self::Number { .. } => true,
            Self::Money { dong } => *dong >= 0,
            Self::Ratio {
                numerator,
                denominator,
            } => *numerator >= 0 && *denominator >= 1,
            Self::Limit { amount, .. } => *amount >= 1,
            Self::Text { text } => !text.trim().is_empty(),
        }
    }

    /// `part` of `whole`, rounded half up; for ratios only.
    pub fn part_of(&self, whole: i64) -> Option<i64> {
        match self {
            Self::Ratio {
                numerator,
                denominator,
            } if *denominator > 0 => {
                let twice = i128::from(whole) * i128::from(*numerator) * 2;
                let below = i128::from(*denominator);
                i64::try_from((twice + below).div_euclid(below * 2)).ok()
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_sum_is_rounded_half_up() {
        let seven = Value::Ratio {
            numerator: 7,
            denominator: 100,
        };
        for (whole, part) in [(100, 7), (50, 4), (1_000_000, 70_000), (0, 0), (-100, -7)] {
            assert_eq!(seven.part_of(whole), Some(part), "{whole}");
        }
        assert_eq!(Value::Money { dong: 5 }.part_of(100), None);
    }
}
