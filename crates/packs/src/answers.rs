//! Answer keys of rubrics: sheets with the result they must have, worked out by hand.
//!
//! A rubric without a key is a rubric nobody has tried; the tests ask for one each.

use std::collections::BTreeMap;

use sangkien_domain::rubric::{Scores, Standing, Votes};
use serde::Deserialize;

use crate::error::Result;
use crate::read::{Points, Source, source};

const ANSWERS: [Source; 10] = [
    source!("vietnam/answers/da-nang-2026.toml"),
    source!("vietnam/answers/tuyen-quang-2025.toml"),
    source!("vietnam/answers/lap-vo-2026.toml"),
    source!("vietnam/answers/son-la-2014.toml"),
    source!("vietnam/answers/van-mon-2026.toml"),
    source!("vietnam/answers/dien-luc-2026.toml"),
    source!("vietnam/answers/truong-hoc-20.toml"),
    source!("vietnam/answers/thai-nguyen-thi.toml"),
    source!("vietnam/answers/ham-yen-2026.toml"),
    source!("vietnam/answers/ca-mau-2021.toml"),
];

/// The answer key of a rubric.
#[derive(Debug, Clone)]
pub struct AnswerKey {
    /// Path below `packs/`.
    pub path: &'static str,
    /// Code of the rubric.
    pub rubric: String,
    /// Cases.
    pub answers: Vec<Answer>,
}

/// A case: sheets and what follows from them.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What it shows.
    pub name: String,
    /// Post and scores of each sheet.
    pub sheets: Vec<(String, Scores)>,
    /// Votes of the public.
    pub votes: Option<Votes>,
    /// The total as printed, with a comma.
    pub total: String,
    /// The class.
    pub class: Option<String>,
    /// Whether it passes.
    pub standing: Standing,
    /// The reasons in Vietnamese, in order.
    pub reasons: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerFile {
    rubric: String,
    case: Vec<RawAnswer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAnswer {
    name: String,
    #[serde(default)]
    posts: Vec<String>,
    sheets: Vec<BTreeMap<String, Points>>,
    #[serde(default)]
    votes: Option<[u64; 2]>,
    total: String,
    #[serde(default)]
    class: Option<String>,
    standing: Standing,
    reasons: Vec<String>,
}

impl RawAnswer {
    fn resolve(self) -> Answer {
        let posts = self
            .posts
            .into_iter()
            .chain(std::iter::repeat(String::new()));
        let scores = |sheet: BTreeMap<String, Points>| -> Scores {
            let scores = sheet.into_iter();
            scores.map(|(key, points)| (key, points.0)).collect()
        };
        Answer {
            name: self.name,
            sheets: posts.zip(self.sheets.into_iter().map(scores)).collect(),
            votes: self.votes.map(|[own, most]| Votes { own, most }),
            total: self.total,
            class: self.class,
            standing: self.standing,
            reasons: self.reasons,
        }
    }
}

/// The answer keys of the rubrics that come with the program.
pub fn answer_keys() -> Result<Vec<AnswerKey>> {
    let read = |file: Source<'static>| {
        let raw: AnswerFile = file.parse()?;
        Ok(AnswerKey {
            path: file.path,
            rubric: raw.rubric,
            answers: raw.case.into_iter().map(RawAnswer::resolve).collect(),
        })
    };
    ANSWERS.into_iter().map(read).collect()
}
