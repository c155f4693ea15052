//! A sheet as typed, and as the use case takes it.

use std::collections::BTreeMap;

use sangkien_app::council::SheetInput;
use sangkien_app::record::{Sheet, Vote};
use sangkien_domain::form::Answers;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::rubric::{Rubric, Score, Scores, SheetFault};
use sangkien_http::form::Fields;
use sangkien_i18n::sheet_fault;
use sangkien_pages::parts::Errors;

use crate::show::{self, VI};

/// A sheet as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// Scores as typed, by criterion.
    pub(super) scores: BTreeMap<String, String>,
    /// Comments by criterion.
    pub(super) comments: Answers,
    /// The vote, if chosen.
    pub(super) vote: Option<Vote>,
    /// General remark.
    pub(super) remark: String,
}

impl Typed {
    /// A stored sheet, or an empty one.
    pub(super) fn stored(sheet: Option<&Sheet>) -> Self {
        let Some(sheet) = sheet else {
            return Self::default();
        };
        Self {
            scores: sheet
                .scores
                .iter()
                .map(|(key, score)| (key.clone(), score.to_string()))
                .collect(),
            comments: sheet.comments.clone(),
            vote: sheet.vote,
            remark: sheet.remark.clone(),
        }
    }

    /// Scores alone, or an empty sheet.
    pub(super) fn of_scores(scores: Option<&Scores>) -> Self {
        let scores = scores.into_iter().flatten();
        Self {
            scores: scores
                .map(|(key, score)| (key.clone(), score.to_string()))
                .collect(),
            ..Self::default()
        }
    }

    /// A posted sheet; what does not belong to the rubric is passed over.
    pub(super) fn posted(fields: &Fields, rubric: &Rubric) -> Self {
        let known = |prefix: &str| -> BTreeMap<String, String> {
            rubric
                .criteria
                .iter()
                .filter_map(|criterion| {
                    let text = fields.find(&format!("{prefix}.{}", criterion.key))?;
                    Some((criterion.key.clone(), text.to_owned()))
                })
                .collect()
        };
        Self {
            scores: known("score"),
            comments: known("comment"),
            vote: Vote::from_code(fields.get("vote")),
            remark: fields.get("remark").to_owned(),
        }
    }

    /// Scores that can be read.
    pub(super) fn readable(&self) -> Scores {
        self.scores
            .iter()
            .filter_map(|(key, text)| Some((key.clone(), score(text)?)))
            .collect()
    }

    /// The sheet as the use case takes it.
    ///
    /// # Errors
    /// Each score that is no number, beside its field, and with them what the rubric says against
    /// the others.
    pub(super) fn input(
        &self,
        rubric: &Rubric,
        seen: i64,
        send: bool,
    ) -> Result<SheetInput, Errors> {
        let scores = self.readable();
        let mut errors = Errors::none();
        for criterion in &rubric.criteria {
            let typed = self
                .scores
                .get(&criterion.key)
                .map_or("", |text| text.trim());
            if !typed.is_empty() && !scores.contains_key(&criterion.key) {
                errors.push(
                    format!("score.{}", criterion.key),
                    format!(
                        "Ghi điểm “{}” bằng số từ 0 đến {}.",
                        criterion.label, criterion.max
                    ),
                );
            }
        }
        if !errors.is_empty() {
            for fault in rubric.draft_faults(&scores) {
                errors.push(field(&fault, rubric), sheet_fault(&fault, VI));
            }
            return Err(errors);
        }
        Ok(SheetInput {
            scores,
            comments: self.comments.clone(),
            vote: self.vote,
            remark: self.remark.clone(),
            seen,
            send,
        })
    }
}

fn score(text: &str) -> Option<Score> {
    sangkien_text::parse_decimal(text.trim()).map(Score)
}

/// Each fault beside its field. `vote_too` adds the missing vote, so that all is said at once.
pub(super) fn errors(refusals: &[Refusal], rubric: &Rubric, vote_too: bool) -> Errors {
    let mut errors = Errors::none();
    for refusal in refusals {
        match refusal {
            Refusal::SheetFaulty { faults } => {
                for fault in faults {
                    errors.push(field(fault, rubric), sheet_fault(fault, VI));
                }
                if vote_too {
                    errors.push("vote", show::refusal(&Refusal::VoteMissing));
                }
            }
            Refusal::VoteMissing => errors.push("vote", show::refusal(refusal)),
            _ => errors.push("", show::refusal(refusal)),
        }
    }
    errors
}

fn field(fault: &SheetFault, rubric: &Rubric) -> String {
    let label = match fault {
        SheetFault::Missing { label }
        | SheetFault::OutOfRange { label, .. }
        | SheetFault::OffStep { label, .. }
        | SheetFault::OutsideBands { label } => label,
        SheetFault::Unknown { .. } => return String::new(),
    };
    rubric
        .criteria
        .iter()
        .find(|criterion| criterion.label == *label)
        .map(|criterion| format!("score.{}", criterion.key))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sangkien_domain::rubric::Criterion;

    fn rubric() -> Rubric {
        Rubric {
            code: "r".into(),
            title: "R".into(),
            criteria: ["novelty", "use"]
                .map(|key| Criterion {
                    key: key.into(),
                    label: key.to_uppercase(),
                    max: Score(4_000),
                    step: Score(50),
                    ..Criterion::default()
                })
                .to_vec(),
            pass_total: Some(Score(5_000)),
            ..Rubric::default()
        }
    }

    #[test]
    fn scores_are_read_with_a_comma_and_an_empty_one_stays_open() {
        let fields = Fields::parse(b"score.novelty=33%2C5&score.use=+&score.charm=9&vote=for");
        let typed = Typed::posted(&fields, &rubric());
        let input = typed.input(&rubric(), 0, false).expect("readable scores");
        assert_eq!(
            input.scores,
            Scores::from([("novelty".to_owned(), Score(3_350))])
        );
        assert_eq!(input.vote, Some(Vote::For));
    }

    #[test]
    fn a_score_that_is_no_number_is_named_beside_its_field() {
        let fields = Fields::parse("score.novelty=ba mươi&score.use=99".as_bytes());
        let typed = Typed::posted(&fields, &rubric());
        let errors = typed.input(&rubric(), 0, true).expect_err("two faults");
        assert!(errors.at("score.novelty").is_some());
        assert!(errors.at("score.use").is_some());
    }

    #[test]
    fn a_sheet_to_be_sent_is_told_every_fault_at_once() {
        let faults = vec![SheetFault::Missing {
            label: "USE".into(),
        }];
        let errors = errors(&[Refusal::SheetFaulty { faults }], &rubric(), true);
        assert!(errors.at("score.use").is_some());
        assert!(errors.at("vote").is_some());
    }
}
