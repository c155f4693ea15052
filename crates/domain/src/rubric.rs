//! Rubrics: groups of criteria with maxima, steps, minima and bands; classes by total and minima.
//!
//! A sheet is judged by [`Rubric::assess`], a dossier by all its sheets with [`Rubric::settle`];
//! [`check`] tells what is wrong with a rubric before anybody marks by it.
//!
//! # Invariants
//! - Every figure is a whole number of hundredths of a point. Means are kept as fractions until
//!   they are rounded once, by the rule that the rubric states.
//! - What a result is compared by is what is printed: the rounded figure.
//! - The order of sheets and of criteria never matters, and no higher score lowers a total or a
//!   standing.
//!
//! # To add a rule of rubrics
//! A field here, empty by default, so that rubrics stored before keep their meaning; what can be
//! wrong with it in `check`; and a sentence in the `i18n` crate.

pub mod check;
mod exact;
mod reach;
mod settle;
mod sheet;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::law::Citation;

pub use exact::{RoundMode, Rounding};
pub use settle::{
    FurtherCounts, GapCall, MarkedSheet, Method, PanelFault, PanelRule, PublicVote, Settled, Trim,
    Votes,
};
pub use sheet::{Assessment, Reason, SheetFault, Standing};

/// A score in hundredths of a point, so that a quarter point is exact.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
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
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rubric {
    /// Stable code with edition.
    pub code: String,
    /// Name shown.
    pub title: String,
    /// Parts of the sheet, where it has any; each criterion names its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// Criteria in the order of the sheet.
    pub criteria: Vec<Criterion>,
    /// The greatest total as the document states it, to be held against the sum of the maxima.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<Score>,
    /// Least total that earns a recommendation; none where the document states none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pass_total: Option<Score>,
    /// From this total up to the pass mark, a dossier is supplemented and marked again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplement_from: Option<Score>,
    /// Classes from the best down.
    #[serde(default)]
    pub classes: Vec<Class>,
    /// What a missed minimum does to a class.
    #[serde(default, skip_serializing_if = "is_default")]
    pub class_fall: ClassFall,
    /// Whether criteria are only met or not met: each is worth one point, and no total is shown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unscored: bool,
    /// How the sheets of a dossier become its result.
    #[serde(default, skip_serializing_if = "is_default")]
    pub panel: PanelRule,
    /// Points given by a vote of the public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_vote: Option<PublicVote>,
    /// What is known to be missing, or to be confirmed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Where the rubric is laid down.
    pub citation: Citation,
}

/// A part of the sheet: criteria under one heading.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Stable key, different from those of criteria.
    pub key: String,
    /// Name shown.
    pub label: String,
    /// Greatest score: the sum of its criteria.
    pub max: Score,
    /// Least score for a recommendation.
    #[serde(default, skip_serializing_if = "is_default")]
    pub min: Score,
}

/// One criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// Stable key.
    pub key: String,
    /// Name shown.
    pub label: String,
    /// The part of the sheet it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Greatest score.
    pub max: Score,
    /// Least score for a recommendation.
    #[serde(default)]
    pub min: Score,
    /// Whether a score below the least ends the matter, with no supplement.
    #[serde(default, skip_serializing_if = "is_default")]
    pub knock_out: bool,
    /// Scores are multiples of this.
    pub step: Score,
    /// What a point of it counts in the total, in hundredths: 200 counts double.
    #[serde(default = "once", skip_serializing_if = "is_once")]
    pub factor: i64,
    /// Guidance, from the best band down.
    #[serde(default)]
    pub bands: Vec<Band>,
    /// Whether one of the bands is chosen and the score must lie in it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub single_choice: bool,
    /// How to judge it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub guidance: String,
    /// What the dossier must bring for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// Where the criterion is laid down, if elsewhere than the rubric.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citation: Option<Citation>,
}

impl Default for Criterion {
    fn default() -> Self {
        Self {
            key: String::new(),
            label: String::new(),
            group: None,
            max: Score(0),
            min: Score(0),
            knock_out: false,
            step: Score(100),
            factor: once(),
            bands: Vec::new(),
            single_choice: false,
            guidance: String::new(),
            evidence: Vec::new(),
            citation: None,
        }
    }
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

impl Band {
    /// Whether a score lies in the band.
    pub fn holds(&self, score: Score) -> bool {
        self.from <= score && score <= self.to
    }
}

/// A class of result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    /// Name shown, such as "Loại A".
    pub label: String,
    /// Least total.
    pub total: Score,
    /// Least score by the key of a criterion or group.
    #[serde(default)]
    pub minima: BTreeMap<String, Score>,
}

/// What happens when the total earns a class and a minimum of it is missed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClassFall {
    /// The next class whose conditions all hold applies.
    #[default]
    Next,
    /// No class is given by itself; the council decides.
    Ask,
}

/// Scores by criterion key.
pub type Scores = BTreeMap<String, Score>;

/// A criterion counts as it is marked.
const fn once() -> i64 {
    100
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the form that serde calls"
)]
const fn is_once(factor: &i64) -> bool {
    *factor == once()
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Criterion {
    /// What a score counts in the total, in ten-thousandths of a point.
    const fn counts(&self, score: Score) -> i64 {
        score.0 * self.factor
    }
}

impl Rubric {
    /// The greatest total of a sheet.
    pub fn max_total(&self) -> Score {
        let counted = self
            .criteria
            .iter()
            .map(|criterion| criterion.counts(criterion.max));
        Score(counted.sum::<i64>() / 100)
    }

    /// The greatest result of a dossier, with the points of the public.
    pub fn max_result(&self) -> Score {
        let public = self.public_vote.as_ref().map_or(0, |vote| vote.max.0);
        Score(self.max_total().0 + public)
    }

    /// What the scores given so far come to.
    pub fn running_total(&self, scores: &Scores) -> Score {
        let counted = self.criteria.iter().filter_map(|criterion| {
            let score = scores.get(&criterion.key)?;
            Some(criterion.counts(*score))
        });
        Score(counted.sum::<i64>() / 100)
    }

    /// The criteria of a group, in the order of the sheet.
    pub fn of_group<'a>(&'a self, group: &'a str) -> impl Iterator<Item = &'a Criterion> {
        self.criteria
            .iter()
            .filter(move |criterion| criterion.group.as_deref() == Some(group))
    }

    /// The name of a criterion or group.
    pub fn label_of(&self, key: &str) -> Option<&str> {
        let criterion = self.criteria.iter().find(|criterion| criterion.key == key);
        let group = || self.groups.iter().find(|group| group.key == key);
        criterion
            .map(|criterion| criterion.label.as_str())
            .or_else(|| group().map(|group| group.label.as_str()))
    }
}
