//! One sheet: its faults, its total, what follows from it and why.

use serde::{Deserialize, Serialize};

use super::{ClassFall, Criterion, FurtherCounts, Method, Rubric, Score, Scores};

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
    /// In none of the bands of which one is to be chosen.
    OutsideBands {
        /// The criterion's name.
        label: String,
    },
    /// A criterion the rubric does not have.
    Unknown {
        /// The key given.
        key: String,
    },
}

/// Where a result stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Below the pass mark, or below a minimum.
    Fail,
    /// To be supplemented and marked again.
    Supplement,
    /// The pass mark and all minima are reached.
    Pass,
    /// The rubric states no pass mark, and no minimum is missed.
    Open,
}

/// Why a result is what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Reason {
    /// A criterion below its minimum.
    CriterionBelow {
        /// Its name.
        label: String,
        /// Its score.
        score: Score,
        /// The least score.
        least: Score,
        /// Whether this alone ends the matter.
        knock_out: bool,
    },
    /// A group below its minimum.
    GroupBelow {
        /// Its name.
        label: String,
        /// Its score.
        score: Score,
        /// The least score.
        least: Score,
    },
    /// The total below the pass mark.
    TotalBelow {
        /// The total.
        total: Score,
        /// The pass mark.
        least: Score,
    },
    /// The total reaches the pass mark.
    TotalReaches {
        /// The total.
        total: Score,
        /// The pass mark.
        least: Score,
    },
    /// The total lies in the band of supplements.
    InSupplementBand {
        /// The total.
        total: Score,
        /// Where the band begins.
        from: Score,
    },
    /// The total earns a class of which a minimum is missed.
    ClassMinimum {
        /// The class.
        class: String,
        /// Name of the criterion or group.
        label: String,
        /// Its score.
        score: Score,
        /// What the class asks.
        least: Score,
    },
    /// The council decides on the class.
    ClassUndecided {
        /// The class that the total earns.
        class: String,
    },
    /// The total is below that of every class.
    BelowClasses {
        /// The total.
        total: Score,
    },
    /// Two sheets lie further apart than the rubric allows.
    GapOver {
        /// How far.
        gap: Score,
        /// How far they may.
        limit: Score,
    },
    /// The first sheets lie further apart than the rubric allows, and a further member's counts beside
    /// or instead of them.
    FurtherTaken {
        /// How far.
        gap: Score,
        /// How far they may.
        limit: Score,
        /// How it counts.
        counts: FurtherCounts,
    },
}

/// What a complete sheet amounts to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Assessment {
    /// Sum of the scores, each as often as it counts.
    pub total: Score,
    /// Class reached, if any.
    pub class: Option<String>,
    /// Whether it passes.
    pub standing: Standing,
    /// Why.
    pub reasons: Vec<Reason>,
}

impl Assessment {
    /// Whether the pass mark and all minima are reached.
    pub fn passes(&self) -> bool {
        self.standing == Standing::Pass
    }
}

/// A class, a standing and why.
pub(super) struct Judged {
    pub(super) class: Option<String>,
    pub(super) standing: Standing,
    pub(super) reasons: Vec<Reason>,
}

impl Rubric {
    /// Faults of scores that a draft may not hold either: out of range, off step, unknown.
    pub fn draft_faults(&self, scores: &Scores) -> Vec<SheetFault> {
        let bad = self.criteria.iter().filter_map(|criterion| {
            let score = scores.get(&criterion.key)?;
            criterion.fault(*score)
        });
        let mut faults: Vec<SheetFault> = bad.collect();
        let known = self
            .criteria
            .iter()
            .filter(|criterion| scores.contains_key(&criterion.key));
        if known.count() < scores.len() {
            let unknown = scores
                .keys()
                .filter(|key| self.criteria.iter().all(|criterion| criterion.key != **key));
            faults.extend(unknown.map(|key| SheetFault::Unknown { key: key.clone() }));
        }
        faults
    }

    /// Total, class and recommendation of a complete sheet.
    ///
    /// # Errors
    /// Every fault of the sheet.
    pub fn assess(&self, scores: &Scores) -> Result<Assessment, Vec<SheetFault>> {
        let total = Score(self.counted(scores)? / 100);
        let judged = self.judge(
            total,
            self.panel.method != Method::Sum && self.public_vote.is_none(),
            &|key| self.figure(key, scores),
        );
        Ok(Assessment {
            total,
            class: judged.class,
            standing: judged.standing,
            reasons: judged.reasons,
        })
    }

    /// The total of a complete sheet in ten-thousandths of a point.
    pub(super) fn counted(&self, scores: &Scores) -> Result<i64, Vec<SheetFault>> {
        let mut faults = self.draft_faults(scores);
        let mut total = 0;
        for criterion in &self.criteria {
            match scores.get(&criterion.key) {
                Some(score) => total += criterion.counts(*score),
                None => faults.push(SheetFault::Missing {
                    label: criterion.label.clone(),
                }),
            }
        }
        if faults.is_empty() {
            Ok(total)
        } else {
            Err(faults)
        }
    }

    /// The score of a criterion, or of a group.
    fn figure(&self, key: &str, scores: &Scores) -> Score {
        if let Some(score) = scores.get(key) {
            return *score;
        }
        let parts = self.of_group(key).map(|criterion| {
            let score = scores.get(&criterion.key).copied().unwrap_or_default();
            criterion.counts(score)
        });
        Score(parts.sum::<i64>() / 100)
    }

    /// What follows from a total and the figures of criteria and groups. `marked` says whether
    /// marks for totals are measured against this total.
    pub(super) fn judge(&self, total: Score, marked: bool, at: &dyn Fn(&str) -> Score) -> Judged {
        let mut reasons = Vec::new();
        let mut knocked_out = false;
        for criterion in &self.criteria {
            if criterion.min.0 > 0 && at(&criterion.key) < criterion.min {
                knocked_out |= criterion.knock_out;
                reasons.push(Reason::CriterionBelow {
                    label: criterion.label.clone(),
                    score: at(&criterion.key),
                    least: criterion.min,
                    knock_out: criterion.knock_out,
                });
            }
        }
        for group in &self.groups {
            if group.min.0 > 0 && at(&group.key) < group.min {
                reasons.push(Reason::GroupBelow {
                    label: group.label.clone(),
                    score: at(&group.key),
                    least: group.min,
                });
            }
        }
        let minima_met = reasons.is_empty();
        let least = self.pass_total.filter(|_| marked && !self.unscored);
        let again = self.supplement_from.filter(|from| total >= *from);
        let standing = match least {
            None if !minima_met => Standing::Fail,
            None if self.unscored => Standing::Pass,
            None => Standing::Open,
            Some(least) if minima_met && total >= least => Standing::Pass,
            Some(_) if again.is_some() && !knocked_out => Standing::Supplement,
            Some(_) => Standing::Fail,
        };
        if let Some(least) = least {
            reasons.push(match again {
                _ if total >= least => Reason::TotalReaches { total, least },
                Some(from) => Reason::InSupplementBand { total, from },
                None => Reason::TotalBelow { total, least },
            });
        }
        let class = if marked && standing >= Standing::Pass {
            self.class(total, at, &mut reasons)
        } else {
            None
        };
        Judged {
            class,
            standing,
            reasons,
        }
    }

    fn class(
        &self,
        total: Score,
        at: &dyn Fn(&str) -> Score,
        reasons: &mut Vec<Reason>,
    ) -> Option<String> {
        for class in self.classes.iter().filter(|class| total >= class.total) {
            let before = reasons.len();
            let missed = class.minima.iter().filter(|(key, least)| at(key) < **least);
            reasons.extend(missed.map(|(key, least)| Reason::ClassMinimum {
                class: class.label.clone(),
                label: self.label_of(key).unwrap_or(key).to_owned(),
                score: at(key),
                least: *least,
            }));
            if reasons.len() == before {
                return Some(class.label.clone());
            }
            if self.class_fall == ClassFall::Ask {
                reasons.push(Reason::ClassUndecided {
                    class: class.label.clone(),
                });
                return None;
            }
        }
        if self.classes.iter().all(|class| total < class.total) && !self.classes.is_empty() {
            reasons.push(Reason::BelowClasses { total });
        }
        None
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
        if self.step.0 > 0 && score.0 % self.step.0 != 0 {
            return Some(SheetFault::OffStep {
                label: self.label.clone(),
                step: self.step,
            });
        }
        let outside = self.single_choice && !self.bands.iter().any(|band| band.holds(score));
        outside.then(|| SheetFault::OutsideBands {
            label: self.label.clone(),
        })
    }
}
