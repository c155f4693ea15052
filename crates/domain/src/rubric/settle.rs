//! The result of a dossier from all its sheets, and from the public where it votes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Reason, Rounding, Rubric, Score, Scores, SheetFault, Standing};

/// How totals become one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// The mean, each sheet counting alike.
    #[default]
    Mean,
    /// The mean, each sheet counting by the post of its member.
    Weighted,
    /// The sum; minima are still held against means.
    Sum,
}

/// Leaving out extremes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trim {
    /// From so many sheets on.
    pub from: u32,
    /// How many are left out at either end.
    pub drop: u32,
}

/// What sheets further apart than the limit call for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GapCall {
    /// The council meets on the dossier again before it concludes.
    #[default]
    SecondMeeting,
    /// One further member marks it, as long as marking is open; where nobody is left to mark, or the
    /// further sheet is not sent, the council meets on it again.
    ThirdMarker,
}

/// How the sheet of a further member counts beside the first ones.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FurtherCounts {
    /// Like all others.
    #[default]
    Alike,
    /// With the sheet whose total is nearest to it, or those at the same distance; others are left out.
    Nearest,
    /// Alone: the others are left out.
    Alone,
}

/// How the sheets of a dossier become its result.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelRule {
    /// How totals become one.
    #[serde(default)]
    pub method: Method,
    /// What a sheet counts by the post's code, with [`Method::Weighted`]; one for posts not named.
    #[serde(default)]
    pub weights: BTreeMap<String, u32>,
    /// Leaving out extremes: of the totals, and of the scores of each criterion by itself.
    #[serde(default)]
    pub trim: Option<Trim>,
    /// To what the figures are rounded.
    #[serde(default)]
    pub rounding: Rounding,
    /// Fewest sheets of a result.
    #[serde(default)]
    pub least_sheets: u32,
    /// Totals further apart than this call for what `gap_call` says.
    #[serde(default)]
    pub gap_limit: Option<Score>,
    /// What they call for.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub gap_call: GapCall,
    /// How a further member's sheet counts.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub further_counts: FurtherCounts,
}

/// Points of the public: the greatest times the dossier's votes over those of the dossier that
/// has most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicVote {
    /// Name shown.
    pub label: String,
    /// Points of the dossier with most votes.
    pub max: Score,
    /// To what the points are rounded.
    #[serde(default)]
    pub rounding: Rounding,
}

/// A sheet and what it counts by.
#[derive(Debug, Clone, Copy)]
pub struct MarkedSheet<'a> {
    /// Code of the member's post.
    pub post: &'a str,
    /// The scores.
    pub scores: &'a Scores,
    /// Whether it is that of a further member, called because the first sheets lay too far apart. It
    /// counts only while they do.
    pub further: bool,
}

/// Votes of the public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Votes {
    /// For this dossier.
    pub own: u64,
    /// For the dossier that has most.
    pub most: u64,
}

/// Why there is no result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PanelFault {
    /// Fewer sheets than a result needs.
    TooFewSheets {
        /// How many there are.
        have: usize,
        /// How many there must be.
        least: u32,
    },
    /// A sheet has faults.
    Sheet {
        /// Its position, from 1.
        number: usize,
        /// Its faults.
        faults: Vec<SheetFault>,
    },
    /// The public votes, and its votes are not given.
    VotesMissing,
    /// A dossier with more votes than the one that has most.
    VotesImpossible {
        /// For this dossier.
        own: u64,
        /// For the dossier that has most.
        most: u64,
    },
}

/// The result of a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// Totals of the sheets, in the order given.
    pub sheets: Vec<Score>,
    /// The council's points.
    pub council: Score,
    /// The public's points, where it votes.
    pub public: Option<Score>,
    /// Both together.
    pub total: Score,
    /// Means by the key of the criterion.
    pub criteria: BTreeMap<String, Score>,
    /// Class reached, if any.
    pub class: Option<String>,
    /// Whether it passes.
    pub standing: Standing,
    /// Why.
    pub reasons: Vec<Reason>,
}

impl Rubric {
    /// The result of a dossier from its sheets.
    ///
    /// # Errors
    /// The first thing that stands in the way of a result.
    pub fn settle(
        &self,
        sheets: &[MarkedSheet<'_>],
        votes: Option<Votes>,
    ) -> Result<Settled, PanelFault> {
        let least = self.panel.least_sheets.max(1);
        if u32::try_from(sheets.len()).unwrap_or(u32::MAX) < least {
            let have = sheets.len();
            return Err(PanelFault::TooFewSheets { have, least });
        }
        let mut totals = Vec::with_capacity(sheets.len());
        for (index, sheet) in sheets.iter().enumerate() {
            let number = index + 1;
            let fault = |faults| PanelFault::Sheet { number, faults };
            totals.push(self.counted(sheet.scores).map_err(fault)?);
        }
        let public = self.public_points(votes)?;
        let printed = totals.iter().map(|total| Score(total / 100)).collect();
        let (taken, gap) = self.taken(sheets, &totals);
        let (sheets, totals): (Vec<MarkedSheet<'_>>, Vec<i64>) = taken.into_iter().unzip();
        let weights: Vec<i64> = sheets.iter().map(|sheet| self.weight(sheet.post)).collect();
        // Totals are in ten-thousandths of a point, scores in hundredths.
        let pairs = totals.iter().copied().zip(weights.iter().copied());
        let council = self.panel.combine(pairs, 100);
        let total = Score(council.0 + public.map_or(0, |points| points.0));
        let mean_of = |score: &dyn Fn(&Scores) -> i64, per: i128| {
            let scores = sheets.iter().map(|sheet| score(sheet.scores));
            self.panel.mean(scores.zip(weights.iter().copied()), per)
        };
        let mut criteria = BTreeMap::new();
        for criterion in &self.criteria {
            let own = |scores: &Scores| scores.get(&criterion.key).map_or(0, |score| score.0);
            criteria.insert(criterion.key.clone(), mean_of(&own, 1));
        }
        let at = |key: &str| match criteria.get(key) {
            Some(mean) => *mean,
            None => mean_of(&|scores| self.group_counted(key, scores), 100),
        };
        let mut judged = self.judge(total, true, &at);
        judged.reasons.extend(gap);
        Ok(Settled {
            sheets: printed,
            council,
            public,
            total,
            class: judged.class,
            standing: judged.standing,
            reasons: judged.reasons,
            criteria,
        })
    }

    fn weight(&self, post: &str) -> i64 {
        let named = self.panel.weights.get(post).filter(|_| {
            // Weights of another method are kept with the rubric and not used.
            self.panel.method == Method::Weighted
        });
        i64::from(named.copied().unwrap_or(1))
    }

    fn group_counted(&self, group: &str, scores: &Scores) -> i64 {
        let parts = self.of_group(group).map(|criterion| {
            let score = scores.get(&criterion.key).copied().unwrap_or_default();
            criterion.counts(score)
        });
        parts.sum()
    }

    fn public_points(&self, votes: Option<Votes>) -> Result<Option<Score>, PanelFault> {
        let Some(rule) = &self.public_vote else {
            return Ok(None);
        };
        let Votes { own, most } = votes.ok_or(PanelFault::VotesMissing)?;
        if own > most {
            return Err(PanelFault::VotesImpossible { own, most });
        }
        let points = i128::from(rule.max.0) * i128::from(own);
        Ok(Some(rule.rounding.apply(points, i128::from(most))))
    }

    /// How far totals lie apart, in ten-thousandths of a point, where that is more than the rubric allows.
    fn gap(&self, totals: impl Iterator<Item = i64>) -> Option<(Score, Score)> {
        let limit = self.panel.gap_limit?;
        let span = totals.fold(None, |span, total| match span {
            None => Some((total, total)),
            Some((least, most)) => Some((total.min(least), total.max(most))),
        });
        let gap = span.map(|(least, most)| Score((most - least) / 100))?;
        (gap > limit).then_some((gap, limit))
    }

    /// Whether complete sheets lie further apart than the rubric allows and it calls a further member.
    pub fn calls_further(&self, sheets: &[&Scores]) -> bool {
        let totals: Result<Vec<i64>, _> =
            sheets.iter().map(|scores| self.counted(scores)).collect();
        self.panel.gap_call == GapCall::ThirdMarker
            && totals.is_ok_and(|totals| self.gap(totals.into_iter()).is_some())
    }

    /// The sheets that make the result with their totals, and what is to be said of their distance.
    fn taken<'a>(
        &self,
        sheets: &[MarkedSheet<'a>],
        totals: &[i64],
    ) -> (Vec<(MarkedSheet<'a>, i64)>, Option<Reason>) {
        let all = || sheets.iter().copied().zip(totals.iter().copied());
        let gap = self.gap(all().filter(|(sheet, _)| !sheet.further).map(|one| one.1));
        let further = all().find(|(sheet, _)| sheet.further);
        let first = || all().filter(|(sheet, _)| !sheet.further);
        let Some((sheet, total)) = further.filter(|_| first().next().is_some()) else {
            let over = gap.map(|(gap, limit)| Reason::GapOver { gap, limit });
            return (all().collect(), over);
        };
        let Some((gap, limit)) = gap else {
            return (first().collect(), None);
        };
        let near = first().map(|one| (one.1 - total).abs()).min();
        let beside = first().filter(|one| match self.panel.further_counts {
            FurtherCounts::Alike => true,
            FurtherCounts::Nearest => Some((one.1 - total).abs()) == near,
            FurtherCounts::Alone => false,
        });
        let taken = beside.chain([(sheet, total)]).collect();
        let counts = self.panel.further_counts;
        (taken, Some(Reason::FurtherTaken { gap, limit, counts }))
    }
}

impl Settled {
    /// That two sheets lie further apart than the rubric allows and no further sheet stands beside them:
    /// the council meets on the dossier again before it concludes.
    pub fn gap(&self) -> Option<&Reason> {
        let mut reasons = self.reasons.iter();
        reasons.find(|reason| matches!(reason, Reason::GapOver { .. }))
    }
}

impl PanelRule {
    /// Values with their weights, in `per`ths of a hundredth, as one rounded figure.
    fn combine(&self, values: impl Iterator<Item = (i64, i64)>, per: i128) -> Score {
        if self.method == Method::Sum {
            let (sum, _) = self.kept(values);
            return self.rounding.apply(sum, per);
        }
        self.mean(values, per)
    }

    fn mean(&self, values: impl Iterator<Item = (i64, i64)>, per: i128) -> Score {
        let (sum, weight) = self.kept(values);
        self.rounding.apply(sum, weight * per)
    }

    /// The weighted sum of what is left after trimming, and its weight.
    fn kept(&self, values: impl Iterator<Item = (i64, i64)>) -> (i128, i128) {
        let mut values: Vec<(i64, i64)> = values.collect();
        let count = values.len();
        let dropped = match self.trim {
            Some(trim) if u32::try_from(count).unwrap_or(u32::MAX) >= trim.from => {
                usize::try_from(trim.drop).unwrap_or(usize::MAX)
            }
            Some(_) | None => 0,
        };
        if dropped > 0 {
            values.sort_unstable();
        }
        let kept = count.saturating_sub(dropped.saturating_mul(2));
        let kept = values.iter().skip(dropped).take(kept);
        kept.fold((0, 0), |(sum, weight), (value, by)| {
            let by = i128::from(*by);
            (sum + i128::from(*value) * by, weight + by)
        })
    }
}
