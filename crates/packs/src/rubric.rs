//! Marking rubrics.

use std::collections::BTreeMap;

use sangkien_domain::law_registry::Act;
use sangkien_domain::rubric::{Band, Class, Criterion, Rubric};
use serde::Deserialize;

use crate::error::Result;
use crate::law::RawCitation;
use crate::read::{Points, Source, source};

const RUBRICS: [Source; 3] = [
    source!("vietnam/rubrics/da-nang-2026.toml"),
    source!("vietnam/rubrics/tuyen-quang-2025.toml"),
    source!("vietnam/rubrics/lap-vo-2026.toml"),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RubricFile {
    code: String,
    title: String,
    pass_total: Points,
    citation: RawCitation,
    criterion: Vec<RawCriterion>,
    #[serde(default)]
    class: Vec<RawClass>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCriterion {
    key: String,
    label: String,
    max: Points,
    #[serde(default)]
    min: Points,
    step: Points,
    #[serde(default)]
    bands: Vec<RawBand>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBand {
    from: Points,
    to: Points,
    label: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClass {
    label: String,
    total: Points,
    #[serde(default)]
    minima: BTreeMap<String, Points>,
}

impl RawCriterion {
    fn resolve(self) -> Criterion {
        Criterion {
            key: self.key,
            label: self.label,
            max: self.max.0,
            min: self.min.0,
            step: self.step.0,
            bands: self
                .bands
                .into_iter()
                .map(|band| Band {
                    from: band.from.0,
                    to: band.to.0,
                    label: band.label,
                })
                .collect(),
        }
    }
}

impl RawClass {
    fn resolve(self) -> Class {
        Class {
            label: self.label,
            total: self.total.0,
            minima: self
                .minima
                .into_iter()
                .map(|(key, least)| (key, least.0))
                .collect(),
        }
    }
}

/// The rubrics of the pack.
pub fn rubrics(acts: &[Act]) -> Result<Vec<Rubric>> {
    RUBRICS
        .into_iter()
        .map(|file| read_rubric(file, acts))
        .collect()
}

/// The rubric of one file.
pub(crate) fn read_rubric(file: Source<'_>, acts: &[Act]) -> Result<Rubric> {
    let raw: RubricFile = file.parse()?;
    Ok(Rubric {
        citation: raw.citation.resolve(acts, file.path, "citation")?,
        code: raw.code,
        title: raw.title,
        criteria: raw
            .criterion
            .into_iter()
            .map(RawCriterion::resolve)
            .collect(),
        pass_total: raw.pass_total.0,
        classes: raw.class.into_iter().map(RawClass::resolve).collect(),
    })
}
