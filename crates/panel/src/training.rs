//! How far a practice sheet lies from what a council found.

use sangkien_domain::rubric::{MarkedSheet, PanelFault, PanelRule, Rubric, Score, Scores};

/// One criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its name.
    pub label: String,
    /// What was practised.
    pub own: Score,
    /// The council's mean.
    pub council: Score,
    /// The greatest score.
    pub max: Score,
}

impl Difference {
    /// How much higher than the council; below zero for lower.
    pub const fn gap(&self) -> Score {
        Score(self.own.0 - self.council.0)
    }
}

/// How near two totals are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closeness {
    /// Within a twentieth of the greatest total.
    Close,
    /// Within a tenth.
    Apart,
    /// Further.
    Far,
}

/// A practice sheet beside the council's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The criteria, in the order of the rubric.
    pub criteria: Vec<Difference>,
    /// The totals.
    pub total: Difference,
    /// Class of the practice sheet.
    pub own_class: Option<String>,
    /// Class of the council's mean.
    pub council_class: Option<String>,
    /// Sheets of the council that were counted.
    pub sheets: usize,
}

impl Comparison {
    /// How near the totals are.
    pub fn closeness(&self) -> Closeness {
        let (gap, max) = (self.total.gap().0.abs(), self.total.max.0);
        if gap * 20 <= max {
            Closeness::Close
        } else if gap * 10 <= max {
            Closeness::Apart
        } else {
            Closeness::Far
        }
    }

    /// The criterion furthest from the council's by its share of the greatest score; none where all
    /// are equal.
    pub fn furthest(&self) -> Option<&Difference> {
        let apart = self.criteria.iter().filter(|one| one.gap().0 != 0);
        // a / m > b / n, without fractions.
        apart.reduce(|far, one| {
            let (a, b) = (one.gap().0.abs(), far.gap().0.abs());
            if a * far.max.0.max(1) > b * one.max.0.max(1) {
                one
            } else {
                far
            }
        })
    }
}

/// Holds a complete practice sheet against sheets of a council, by their plain means.
///
/// # Errors
/// What stands in the way of a result.
pub fn compare(
    rubric: &Rubric,
    own: &Scores,
    council: &[&Scores],
) -> Result<Comparison, PanelFault> {
    // Means of single sheets can be held against a sheet; sums and votes of the public cannot.
    let plain = Rubric {
        panel: PanelRule {
            rounding: rubric.panel.rounding,
            ..PanelRule::default()
        },
        public_vote: None,
        ..rubric.clone()
    };
    let settle = |sheets: &[&Scores]| {
        let marked = sheets.iter().map(|scores| MarkedSheet {
            post: "",
            scores,
            further: false,
        });
        plain.settle(&marked.collect::<Vec<_>>(), None)
    };
    let (mine, theirs) = (settle(&[own])?, settle(council)?);
    let at = |means: &std::collections::BTreeMap<String, Score>, key: &str| {
        means.get(key).copied().unwrap_or_default()
    };
    let criteria = rubric.criteria.iter().map(|criterion| Difference {
        label: criterion.label.clone(),
        own: own.get(&criterion.key).copied().unwrap_or_default(),
        council: at(&theirs.criteria, &criterion.key),
        max: criterion.max,
    });
    Ok(Comparison {
        criteria: criteria.collect(),
        total: Difference {
            label: String::new(),
            own: mine.total,
            council: theirs.total,
            max: rubric.max_total(),
        },
        own_class: mine.class,
        council_class: theirs.class,
        sheets: council.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use sangkien_domain::rubric::{Class, Criterion};

    fn rubric() -> Rubric {
        let criterion = |key: &str, max| Criterion {
            key: key.into(),
            label: key.to_uppercase(),
            max: Score(max),
            step: Score(100),
            ..Criterion::default()
        };
        Rubric {
            criteria: vec![criterion("a", 6_000), criterion("b", 4_000)],
            classes: vec![Class {
                label: "A".into(),
                total: Score(8_000),
                minima: std::collections::BTreeMap::new(),
            }],
            ..Rubric::default()
        }
    }

    fn sheet(a: i64, b: i64) -> Scores {
        Scores::from([("a".into(), Score(a)), ("b".into(), Score(b))])
    }

    #[test]
    fn a_practice_sheet_is_held_against_the_mean_of_the_council_criterion_by_criterion() {
        let (one, other) = (sheet(5_000, 3_000), sheet(5_400, 3_200));
        let found = compare(&rubric(), &sheet(5_200, 2_000), &[&one, &other]).unwrap();
        assert_eq!(found.total.own, Score(7_200));
        assert_eq!(found.total.council, Score(8_300));
        assert_eq!(found.criteria[1].gap(), Score(-1_100));
        assert_eq!(found.furthest().unwrap().label, "B");
        assert_eq!(found.closeness(), Closeness::Far);
        assert_eq!(
            (found.own_class, found.council_class.as_deref()),
            (None, Some("A"))
        );
    }

    #[test]
    fn equal_sheets_are_close_and_no_criterion_is_furthest() {
        let one = sheet(5_000, 3_000);
        let found = compare(&rubric(), &one, &[&one]).unwrap();
        assert_eq!(found.closeness(), Closeness::Close);
        assert!(found.furthest().is_none());
        let apart = compare(&rubric(), &sheet(5_000, 2_200), &[&one]).unwrap();
        assert_eq!(apart.closeness(), Closeness::Apart);
        assert!(compare(&rubric(), &one, &[]).is_err());
    }
}
