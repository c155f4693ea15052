//! Marking rubrics.

use std::collections::BTreeMap;

use sangkien_domain::law_registry::{Act, Fault, FaultKind, Place};
use sangkien_domain::rubric::check::{Part, faults};
use sangkien_domain::rubric::{
    Band, Class, ClassFall, Criterion, FurtherCounts, GapCall, Group, Method, PanelRule,
    PublicVote, RoundMode, Rounding, Rubric, Score, Trim,
};
use serde::Deserialize;

use crate::error::Result;
use crate::law::RawCitation;
use crate::read::{Points, Source, source};
use crate::shape::{Seen, lines_of, look};
use crate::shapes;

const RUBRICS: [Source; 10] = [
    source!("vietnam/rubrics/da-nang-2026.toml"),
    source!("vietnam/rubrics/tuyen-quang-2025.toml"),
    source!("vietnam/rubrics/lap-vo-2026.toml"),
    source!("vietnam/rubrics/son-la-2014.toml"),
    source!("vietnam/rubrics/van-mon-2026.toml"),
    source!("vietnam/rubrics/dien-luc-2026.toml"),
    source!("vietnam/rubrics/truong-hoc-20.toml"),
    source!("vietnam/rubrics/thai-nguyen-thi.toml"),
    source!("vietnam/rubrics/ham-yen-2026.toml"),
    source!("vietnam/rubrics/ca-mau-2021.toml"),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RubricFile {
    code: String,
    title: String,
    #[serde(default)]
    scale: Option<Points>,
    #[serde(default)]
    pass_total: Option<Points>,
    #[serde(default)]
    supplement_from: Option<Points>,
    #[serde(default)]
    class_fall: ClassFall,
    #[serde(default)]
    unscored: bool,
    #[serde(default)]
    note: String,
    citation: RawCitation,
    #[serde(default)]
    panel: RawPanel,
    #[serde(default)]
    public_vote: Option<RawPublicVote>,
    #[serde(default)]
    group: Vec<RawGroup>,
    criterion: Vec<RawCriterion>,
    #[serde(default)]
    class: Vec<RawClass>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct RawPanel {
    #[serde(default)]
    method: Method,
    #[serde(default)]
    weights: BTreeMap<String, u32>,
    #[serde(default)]
    trim: Option<Trim>,
    #[serde(default)]
    rounding: Option<RawRounding>,
    #[serde(default)]
    least_sheets: u32,
    #[serde(default)]
    gap_limit: Option<Points>,
    #[serde(default)]
    gap_call: GapCall,
    #[serde(default)]
    further_counts: FurtherCounts,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRounding {
    unit: Points,
    #[serde(default)]
    mode: RoundMode,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPublicVote {
    label: String,
    max: Points,
    #[serde(default)]
    rounding: Option<RawRounding>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGroup {
    key: String,
    label: String,
    max: Points,
    #[serde(default)]
    min: Points,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCriterion {
    key: String,
    label: String,
    #[serde(default)]
    group: Option<String>,
    max: Points,
    #[serde(default)]
    min: Points,
    #[serde(default)]
    knock_out: bool,
    step: Points,
    #[serde(default)]
    factor: Option<Points>,
    #[serde(default)]
    bands: Vec<RawBand>,
    #[serde(default)]
    single_choice: bool,
    #[serde(default)]
    guidance: String,
    #[serde(default)]
    evidence: Vec<String>,
    #[serde(default)]
    citation: Option<RawCitation>,
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

fn rounding(raw: Option<RawRounding>) -> Rounding {
    raw.map_or_else(Rounding::default, |raw| Rounding {
        unit: raw.unit.0,
        mode: raw.mode,
    })
}

fn points(raw: Option<Points>) -> Option<Score> {
    raw.map(|points| points.0)
}

impl RawPanel {
    fn resolve(self) -> PanelRule {
        PanelRule {
            method: self.method,
            weights: self.weights,
            trim: self.trim,
            rounding: rounding(self.rounding),
            least_sheets: self.least_sheets,
            gap_limit: points(self.gap_limit),
            gap_call: self.gap_call,
            further_counts: self.further_counts,
        }
    }
}

impl RawCriterion {
    fn resolve(self, acts: &[Act], file: &str) -> Result<Criterion> {
        let place = format!("criterion \"{}\"", self.key);
        let citation = self
            .citation
            .map(|citation| citation.resolve(acts, file, &place));
        let bands = self.bands.into_iter().map(|band| Band {
            from: band.from.0,
            to: band.to.0,
            label: band.label,
        });
        Ok(Criterion {
            key: self.key,
            label: self.label,
            group: self.group,
            max: self.max.0,
            min: self.min.0,
            knock_out: self.knock_out,
            step: self.step.0,
            factor: self
                .factor
                .map_or(Criterion::default().factor, |points| points.0.0),
            bands: bands.collect(),
            single_choice: self.single_choice,
            guidance: self.guidance,
            evidence: self.evidence,
            citation: citation.transpose()?,
        })
    }
}

impl RawClass {
    fn resolve(self) -> Class {
        let minima = self.minima.into_iter();
        Class {
            label: self.label,
            total: self.total.0,
            minima: minima.map(|(key, least)| (key, least.0)).collect(),
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
    let criteria = raw.criterion.into_iter();
    let groups = raw.group.into_iter().map(|group| Group {
        key: group.key,
        label: group.label,
        max: group.max.0,
        min: group.min.0,
    });
    Ok(Rubric {
        citation: raw.citation.resolve(acts, file.path, "citation")?,
        code: raw.code,
        title: raw.title,
        groups: groups.collect(),
        criteria: criteria
            .map(|criterion| criterion.resolve(acts, file.path))
            .collect::<Result<_>>()?,
        scale: points(raw.scale),
        pass_total: points(raw.pass_total),
        supplement_from: points(raw.supplement_from),
        classes: raw.class.into_iter().map(RawClass::resolve).collect(),
        class_fall: raw.class_fall,
        unscored: raw.unscored,
        panel: raw.panel.resolve(),
        public_vote: raw.public_vote.map(|vote| PublicVote {
            label: vote.label,
            max: vote.max.0,
            rounding: rounding(vote.rounding),
        }),
        note: raw.note,
    })
}

/// What is wrong with the rubric of a file, each fault at the line where its part begins.
pub(crate) fn rubric_faults(file: Source<'_>, rubric: &Rubric) -> Vec<Fault> {
    let list = |name| lines_of(file.text, name);
    let (groups, criteria, classes) = (list("group"), list("criterion"), list("class"));
    let found = faults(rubric).into_iter().map(|fault| {
        let line = match fault.part {
            Part::Whole => None,
            Part::Group(index) => groups.get(index),
            Part::Criterion(index) => criteria.get(index),
            Part::Class(index) => classes.get(index),
        };
        Fault {
            place: Place {
                file: file.path.to_owned(),
                line: line.copied().unwrap_or(0),
            },
            kind: FaultKind::Rubric(fault.kind),
        }
    });
    found.collect()
}

/// The rubric in the text of a file, which rests on `acts`.
///
/// # Errors
/// Every fault of the file's form; of a file of the right form, every fault of the rubric.
pub fn check_rubric(
    path: &str,
    text: &str,
    acts: &[Act],
) -> std::result::Result<Rubric, Vec<Fault>> {
    let file = Source { path, text };
    let Seen {
        mut faults,
        acts: named,
    } = look(path, text, shapes::RUBRIC);
    let unknown = named
        .into_iter()
        .filter(|(_, code)| acts.iter().all(|act| act.code != *code));
    faults.extend(unknown.map(|(place, code)| Fault {
        place,
        kind: FaultKind::UnknownAct { code },
    }));
    if !faults.is_empty() {
        return Err(faults);
    }
    let rubric = read_rubric(file, acts).map_err(|error| vec![crate::folder::unfit(&error)])?;
    let faults = rubric_faults(file, &rubric);
    if faults.is_empty() {
        Ok(rubric)
    } else {
        Err(faults)
    }
}
