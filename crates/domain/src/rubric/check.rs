//! What is wrong with a rubric before anybody marks by it.

use std::collections::BTreeSet;

use crate::council::Post;

use super::{Class, Criterion, Method, Rubric, Score};

/// The part of a rubric a fault lies in; positions count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The rubric as a whole.
    Whole,
    /// A group.
    Group(usize),
    /// A criterion.
    Criterion(usize),
    /// A class.
    Class(usize),
}

/// A fault of a rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RubricFault {
    /// Where.
    pub part: Part,
    /// What.
    pub kind: RubricFaultKind,
}

/// What can be wrong with a rubric.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RubricFaultKind {
    /// No criterion at all.
    NoCriterion,
    /// A key that a group or criterion has already.
    KeyTwice {
        /// The key.
        key: String,
    },
    /// A name that a class has already.
    ClassTwice {
        /// The name.
        label: String,
    },
    /// A greatest score of nothing.
    NoMax,
    /// Scores without a step.
    NoStep,
    /// Steps from nothing do not end at the greatest score.
    StepMissesMax {
        /// The step.
        step: Score,
        /// The greatest score.
        max: Score,
    },
    /// A least score above the greatest.
    MinAboveMax {
        /// The least score.
        min: Score,
        /// The greatest score.
        max: Score,
    },
    /// A factor of nothing, or one that makes parts of a hundredth of a point.
    FactorUnusable,
    /// A group that is not there.
    GroupUnknown {
        /// Its key.
        key: String,
    },
    /// A group without criteria.
    GroupEmpty,
    /// Maxima of criteria that do not make the group's.
    GroupSum {
        /// The group's.
        stated: Score,
        /// The sum.
        sum: Score,
    },
    /// Maxima that do not make the scale.
    ScaleSum {
        /// The scale.
        stated: Score,
        /// The sum.
        sum: Score,
    },
    /// A band that ends before it begins, or lies outside the scores.
    BandOutside {
        /// Where it begins.
        from: Score,
        /// Where it ends.
        to: Score,
        /// The greatest score.
        max: Score,
    },
    /// Scores that lie in two bands.
    BandsOverlap {
        /// The first such score.
        from: Score,
        /// The last.
        to: Score,
    },
    /// Scores that lie in no band.
    BandGap {
        /// The first such score.
        from: Score,
        /// The last.
        to: Score,
    },
    /// One band is to be chosen, and there is none.
    NoBands,
    /// A total that no result reaches.
    TotalBeyond {
        /// The total.
        total: Score,
        /// The greatest result.
        max: Score,
    },
    /// Supplements that begin at the pass mark or above, or without one.
    SupplementUseless,
    /// A minimum for what is neither criterion nor group.
    MinimumUnknown {
        /// The key.
        key: String,
    },
    /// A class below a class with a lower total.
    ClassOrder,
    /// A class that no result earns.
    ClassUnreachable,
    /// Criteria that are met or not met have one point, one step and one factor.
    UnscoredMarks,
    /// Results would have nothing left after leaving out extremes.
    TrimAll {
        /// From so many sheets on.
        from: u32,
        /// Left out at either end.
        drop: u32,
    },
    /// Extremes are left out of sheets that do not count alike, or of a sum.
    TrimUnequal,
    /// Weights for a post that is none, of nothing, or for sheets that count alike.
    WeightUnusable {
        /// The post's code.
        post: String,
    },
    /// Figures rounded to nothing.
    NoRounding,
    /// A vote of the public without points.
    PublicWithoutPoints,
}

use RubricFaultKind as Kind;

struct Found<'a> {
    rubric: &'a Rubric,
    faults: Vec<RubricFault>,
}

/// Every fault of a rubric, in the order of its parts.
pub fn faults(rubric: &Rubric) -> Vec<RubricFault> {
    let mut found = Found {
        rubric,
        faults: Vec::new(),
    };
    found.whole();
    found.keys();
    for index in 0..rubric.groups.len() {
        found.group(index);
    }
    for (index, criterion) in rubric.criteria.iter().enumerate() {
        found.criterion(index, criterion);
    }
    // What classes ask can only be judged of criteria that are sound.
    let sound = found.faults.is_empty();
    for (index, class) in rubric.classes.iter().enumerate() {
        found.class(index, class, sound);
    }
    found.faults.sort_by_key(|fault| fault.part);
    found.faults
}

impl Found<'_> {
    fn push(&mut self, part: Part, kind: Kind) {
        self.faults.push(RubricFault { part, kind });
    }

    /// The greatest result that marks for totals are measured against.
    fn most(&self) -> Score {
        let sheets = match self.rubric.panel.method {
            Method::Sum => i64::from(self.rubric.panel.least_sheets.max(1)),
            Method::Mean | Method::Weighted => 1,
        };
        let public = self.rubric.max_result().0 - self.rubric.max_total().0;
        Score(self.rubric.max_total().0 * sheets + public)
    }

    fn whole(&mut self) {
        let rubric = self.rubric;
        if rubric.criteria.is_empty() {
            self.push(Part::Whole, Kind::NoCriterion);
            return;
        }
        let (sum, most) = (rubric.max_result(), self.most());
        if let Some(stated) = rubric.scale.filter(|scale| *scale != sum) {
            self.push(Part::Whole, Kind::ScaleSum { stated, sum });
        }
        if let Some(total) = rubric.pass_total.filter(|total| *total > most) {
            self.push(Part::Whole, Kind::TotalBeyond { total, max: most });
        }
        let pass = rubric.pass_total.unwrap_or_default();
        if rubric.supplement_from.is_some_and(|from| from >= pass) {
            self.push(Part::Whole, Kind::SupplementUseless);
        }
        self.panel();
        if let Some(vote) = &rubric.public_vote {
            if vote.max.0 <= 0 {
                self.push(Part::Whole, Kind::PublicWithoutPoints);
            }
            if vote.rounding.unit.0 <= 0 {
                self.push(Part::Whole, Kind::NoRounding);
            }
        }
    }

    fn panel(&mut self) {
        let panel = &self.rubric.panel;
        if panel.rounding.unit.0 <= 0 {
            self.push(Part::Whole, Kind::NoRounding);
        }
        if let Some(trim) = panel.trim {
            if trim.drop == 0 || trim.from <= trim.drop.saturating_mul(2) {
                let (from, drop) = (trim.from, trim.drop);
                self.push(Part::Whole, Kind::TrimAll { from, drop });
            }
            if panel.method != Method::Mean {
                self.push(Part::Whole, Kind::TrimUnequal);
            }
        }
        for (post, weight) in &panel.weights {
            let known = Post::from_code(post).is_some();
            if !known || *weight == 0 || panel.method != Method::Weighted {
                let post = post.clone();
                self.push(Part::Whole, Kind::WeightUnusable { post });
            }
        }
    }

    fn keys(&mut self) {
        let rubric = self.rubric;
        let groups = rubric.groups.iter().enumerate();
        let groups = groups.map(|(index, group)| (Part::Group(index), &group.key));
        let criteria = rubric.criteria.iter().enumerate();
        let criteria = criteria.map(|(index, one)| (Part::Criterion(index), &one.key));
        let mut seen = BTreeSet::new();
        for (part, key) in groups.chain(criteria) {
            if !seen.insert(key) {
                self.push(part, Kind::KeyTwice { key: key.clone() });
            }
        }
    }

    fn group(&mut self, index: usize) {
        let rubric = self.rubric;
        let Some(group) = rubric.groups.get(index) else {
            return;
        };
        let part = Part::Group(index);
        let (stated, min) = (group.max, group.min);
        let sum: i64 = rubric
            .of_group(&group.key)
            .map(|one| one.counts(one.max))
            .sum();
        let sum = Score(sum / 100);
        if rubric.of_group(&group.key).next().is_none() {
            self.push(part, Kind::GroupEmpty);
        } else if sum != stated {
            self.push(part, Kind::GroupSum { stated, sum });
        }
        if min > stated {
            self.push(part, Kind::MinAboveMax { min, max: stated });
        }
    }

    fn criterion(&mut self, index: usize, criterion: &Criterion) {
        let part = Part::Criterion(index);
        let (min, max, step) = (criterion.min, criterion.max, criterion.step);
        if let Some(key) = &criterion.group
            && self.rubric.groups.iter().all(|group| group.key != *key)
        {
            self.push(part, Kind::GroupUnknown { key: key.clone() });
        }
        if max.0 <= 0 {
            self.push(part, Kind::NoMax);
            return;
        }
        if step.0 <= 0 {
            self.push(part, Kind::NoStep);
            return;
        }
        if max.0 % step.0 != 0 {
            self.push(part, Kind::StepMissesMax { step, max });
        }
        if min > max {
            self.push(part, Kind::MinAboveMax { min, max });
        }
        if criterion.factor <= 0 || criterion.counts(step) % 100 != 0 {
            self.push(part, Kind::FactorUnusable);
        }
        let one = Score(100);
        if self.rubric.unscored && (max != one || step != one || criterion.factor != one.0) {
            self.push(part, Kind::UnscoredMarks);
        }
        self.bands(part, criterion);
    }

    fn bands(&mut self, part: Part, criterion: &Criterion) {
        let (max, step) = (criterion.max, criterion.step.0);
        let mut bands: Vec<(Score, Score)> = criterion
            .bands
            .iter()
            .map(|band| (band.from, band.to))
            .collect();
        if bands.is_empty() {
            if criterion.single_choice {
                self.push(part, Kind::NoBands);
            }
            return;
        }
        bands.sort_unstable();
        for &(from, to) in &bands {
            if from > to || from.0 < 0 || to > max {
                self.push(part, Kind::BandOutside { from, to, max });
                return;
            }
        }
        let first = bands.first().map_or(0, |(from, _)| from.0);
        // Guidance may say nothing of poor work; a choice must offer something for every score.
        let mut next = if criterion.single_choice { 0 } else { first };
        for (from, to) in bands.into_iter().chain([(Score(max.0 + step), max)]) {
            // Scores are multiples of the step, so the next one may lie above where a band ends.
            let possible = next.div_euclid(step) * step;
            let possible = if possible < next {
                possible + step
            } else {
                possible
            };
            if from.0 < next {
                let to = Score(to.0.min(next - 1));
                self.push(part, Kind::BandsOverlap { from, to });
            } else if possible < from.0.min(max.0 + 1) {
                let last = (from.0.min(max.0 + step) - 1).div_euclid(step) * step;
                self.push(
                    part,
                    Kind::BandGap {
                        from: Score(possible),
                        to: Score(last),
                    },
                );
            }
            next = next.max(to.0 + 1);
        }
    }

    fn class(&mut self, index: usize, class: &Class, sound: bool) {
        let rubric = self.rubric;
        let part = Part::Class(index);
        let before = || rubric.classes.iter().take(index);
        if before().any(|earlier| earlier.label == class.label) {
            let label = class.label.clone();
            self.push(part, Kind::ClassTwice { label });
        }
        for key in class.minima.keys() {
            if rubric.label_of(key).is_none() {
                self.push(part, Kind::MinimumUnknown { key: key.clone() });
            }
        }
        if before().any(|earlier| earlier.total < class.total) {
            self.push(part, Kind::ClassOrder);
            return;
        }
        let (total, max) = (class.total, self.most());
        if total > max {
            self.push(part, Kind::TotalBeyond { total, max });
        } else if sound && rubric.panel.method != Method::Sum && !rubric.is_reachable(index) {
            self.push(part, Kind::ClassUnreachable);
        }
    }
}
