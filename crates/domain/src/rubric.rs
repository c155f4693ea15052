//! Rubrics: criteria with maxima, steps, minima and bands; classes by total and minima.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::law::Citation;

/// A score in hundredths of a point, so that a quarter point is exact.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Score(pub i64);

impl std::fmt::Display for Score {
    /// `8,5`, with a decimal comma.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, part) = (self.0 / 100, (self.0 % 100).abs());
        match (part, part % 10) {
            (0, _) => write!(out, "{whole}"),
            (_, 0) => write!(out, "{whole},{}", part / 10),
            _ => write!(out, "{whole},{part:02}"),
        }
    }
}

/// A rubric.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rubric {
    /// Stable code with edition.
    pub code: String,
    /// Name shown.
    pub title: String,
    /// Criteria in the order of the sheet.
    pub criteria: Vec<Criterion>,
    /// Least total that earns a recommendation.
    pub pass_total: Score,
    /// Classes from the best down; the first whose conditions hold applies.
    #[serde(default)]
    pub classes: Vec<Class>,
    /// Where the rubric is laid down.
    pub citation: Citation,
}

/// One criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// Stable key.
    pub key: String,
    /// Name shown.
    pub label: String,
    /// Greatest score.
    pub max: Score,
    /// Least score for a recommendation.
    #[serde(default)]
    pub min: Score,
    /// Scores are multiples of this.
    pub step: Score,
    /// Guidance, from the best band down.
    #[serde(default)]
    pub bands: Vec<Band>,
}

/// A range of scores with its meaning; both ends included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// Least score.
    pub from: Score,
    /// Greatest score.
    pub to: Score,
    /// What earns it.
    pub label: String,
}

/// A class of result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    /// Name shown, such as "Loại A".
    pub label: String,
    /// Least total.
    pub total: Score,
    /// Least score by criterion key.
    #[serde(default)]
    pub minima: BTreeMap<String, Score>,
}

/// Scores by criterion key.
pub type Scores = BTreeMap<String, Score>;

/// What is wrong with a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetFault {
    /// No score for this criterion.
    Missing {
        /// The criterion's name.
        label: String,
    },
    /// Below zero or above the maximum.
    OutOfRange {
        /// The criterion's name.
        label: String,
        /// The greatest score.
        max: Score,
    },
    /// Not a multiple of the step.
    OffStep {
        /// The criterion's name.
        label: String,
        /// The step.
        step: Score,
    },
    /// A criterion the rubric does not have.
    Unknown {
        /// The key given.
        key: String,
    },
}

/// What a complete sheet amounts to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Assessment {
    /// Sum of the scores.
    pub total: Score,
    /// Class reached, if any.
    pub class: Option<String>,
    /// Whether total and all minima reach the pass mark.
    pub passes: bool,
}

impl Rubric {
    /// Greatest possible total.
    pub fn max_total(&self) -> Score {
        Score(self.criteria.iter().map(|criterion| criterion.max.0).sum())
    }

    /// Faults of scores that a draft may not hold either: out of range, off step, unknown.
    pub fn draft_faults(&self, scores: &Scores) -> Vec<SheetFault> {
        let unknown = scores
            .keys()
            .filter(|key| self.criteria.iter().all(|criterion| criterion.key != **key))
            .map(|key| SheetFault::Unknown { key: key.clone() });
        let bad = self.criteria.iter().filter_map(|criterion| {
            scores
                .get(&criterion.key)
                .and_then(|score| criterion.fault(*score))
        });
        bad.chain(unknown).collect()
    }

    /// Total, class and recommendation of a complete sheet.
    ///
    /// # Errors
    /// Every fault of the sheet.
    pub fn assess(&self, scores: &Scores) -> Result<Assessment, Vec<SheetFault>> {
        let mut faults = self.draft_faults(scores);
        faults.extend(
            self.criteria
                .iter()
                .filter(|criterion| !scores.contains_key(&criterion.key))
                .map(|criterion| SheetFault::Missing {
                    label: criterion.label.clone(),
                }),
        );
        if !faults.is_empty() {
            return Err(faults);
        }
        let score_of = |key: &str| scores.get(key).copied().unwrap_or_default();
        let total = Score(scores.values().map(|score| score.0).sum());
        let class = self
            .classes
            .iter()
            .find(|class| {
                total >= class.total
                    && class
                        .minima
                        .iter()
                        .all(|(key, least)| score_of(key) >= *least)
            })
            .map(|class| class.label.clone());
        let minima_met = self
            .criteria
            .iter()
            .all(|criterion| score_of(&criterion.key) >= criterion.min);
        Ok(Assessment {
            total,
            class,
            passes: total >= self.pass_total && minima_met,
        })
    }
}

impl Criterion {
    fn fault(&self, score: Score) -> Option<SheetFault> {
        if score.0 < 0 || score > self.max {
            return Some(SheetFault::OutOfRange {
                label: self.label.clone(),
                max: self.max,
            });
        }
        (self.step.0 > 0 && score.0 % self.step.0 != 0).then(|| SheetFault::OffStep {
            label: self.label.clone(),
            step: self.step,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn criterion(key: &str, max: i64) -> Criterion {
        Criterion {
            key: key.into(),
            label: key.into(),
            max: Score(max * 100),
            min: Score(1_000),
            step: Score(100),
            bands: vec![],
        }
    }

    /// The Đà Nẵng rubric of 2026: 40 + 30 + 30, pass at 50 with no criterion below 10.
    fn rubric() -> Rubric {
        let class = |label: &str, total: i64, novelty: i64| Class {
            label: label.into(),
            total: Score(total * 100),
            minima: BTreeMap::from([("novelty".to_owned(), Score(novelty * 100))]),
        };
        Rubric {
            code: "r1".into(),
            title: "R1".into(),
            criteria: vec![
                criterion("novelty", 40),
                criterion("use", 30),
                criterion("benefit", 30),
            ],
            pass_total: Score(5_000),
            classes: vec![
                class("Loại A", 85, 30),
                class("Loại B", 70, 20),
                class("Loại C", 50, 10),
            ],
            citation: Citation::default(),
        }
    }

    fn sheet(novelty: i64, used: i64, benefit: i64) -> Scores {
        [("novelty", novelty), ("use", used), ("benefit", benefit)]
            .into_iter()
            .map(|(key, score)| (key.to_owned(), Score(score * 100)))
            .collect()
    }

    #[test]
    fn class_needs_the_total_and_the_minimum() {
        for (scores, class, passes) in [
            (sheet(33, 28, 28), Some("Loại A"), true),
            (sheet(29, 30, 30), Some("Loại B"), true),
            (sheet(20, 15, 15), Some("Loại C"), true),
            (sheet(10, 20, 19), None, false),
            (sheet(9, 30, 30), None, false),
            (sheet(40, 30, 9), Some("Loại B"), false),
        ] {
            let found = rubric().assess(&scores).unwrap();
            assert_eq!(
                (found.class.as_deref(), found.passes),
                (class, passes),
                "{scores:?}"
            );
        }
    }

    #[test]
    fn impossible_scores_are_named() {
        let mut scores = sheet(41, 30, 30);
        scores.insert("use".into(), Score(50));
        scores.insert("charm".into(), Score(100));
        scores.remove("benefit");
        assert_eq!(rubric().assess(&scores).unwrap_err().len(), 4);
    }

    proptest! {
        #[test]
        fn a_higher_score_never_lowers_the_result(a in 0i64..=40, b in 0i64..=30, c in 0i64..=30, up in 0i64..=10) {
            let low = rubric().assess(&sheet(a, b, c)).unwrap();
            let high = rubric().assess(&sheet((a + up).min(40), b, c)).unwrap();
            prop_assert!(high.total >= low.total);
            prop_assert!(high.passes || !low.passes);
        }
    }
}
