//! The registry of acts and the limits they lay down.

use jiff::civil::Date;
use sangkien_domain::law::{Certainty, Citation, Limit, Limits, Unit};
use serde::Deserialize;

use crate::error::{PackError, Result};
use crate::read::{Source, source};

const ACTS: Source = source!("vietnam/acts.toml");
const LIMITS: Source = source!("vietnam/limits.toml");

/// An act of the registry. Days without a source are left out.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalAct {
    /// Code used by the other files, such as "nd-13-2012".
    pub code: String,
    /// How it is called on screens and in documents, such as "Nghị định 13/2012/NĐ-CP".
    pub cited_as: String,
    /// Number and symbol; empty when not known.
    pub number: String,
    /// Subject.
    pub title: String,
    /// Day of signing.
    #[serde(default)]
    pub signed_on: Option<Date>,
    /// First day in force.
    #[serde(default)]
    pub in_force_from: Option<Date>,
    /// First day no longer in force.
    #[serde(default)]
    pub in_force_until: Option<Date>,
    /// Code of the act that replaced it.
    #[serde(default)]
    pub replaced_by: Option<String>,
    /// Codes of the acts that amended it.
    #[serde(default)]
    pub amended_by: Vec<String>,
    /// Remark for officials.
    #[serde(default)]
    pub note: String,
    /// How well the entry is attested.
    pub certainty: Certainty,
}

impl LegalAct {
    /// Whether the act applied on `day`, as far as its days are known.
    pub fn in_force_on(&self, day: Date) -> bool {
        self.in_force_from.is_none_or(|from| from <= day)
            && self.in_force_until.is_none_or(|until| day < until)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActsFile {
    act: Vec<LegalAct>,
}

/// The registry of acts.
pub fn acts() -> Result<Vec<LegalAct>> {
    let acts = ACTS.parse::<ActsFile>()?.act;
    for act in &acts {
        for other in act.replaced_by.iter().chain(&act.amended_by) {
            if acts.iter().all(|known| known.code != *other) {
                return Err(PackError::new(
                    ACTS.path,
                    format!("act \"{}\"", act.code),
                    format!("unknown act \"{other}\""),
                ));
            }
        }
    }
    Ok(acts)
}

/// A citation as written in a pack: the act by its code.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawCitation {
    act: String,
    #[serde(default)]
    article: String,
    certainty: Certainty,
}

impl RawCitation {
    /// Spells the act out.
    pub(crate) fn resolve(self, acts: &[LegalAct], file: &str, place: &str) -> Result<Citation> {
        let act = acts
            .iter()
            .find(|act| act.code == self.act)
            .ok_or_else(|| PackError::new(file, place, format!("unknown act \"{}\"", self.act)))?;
        Ok(Citation {
            act: act.cited_as.clone(),
            article: self.article,
            certainty: self.certainty,
        })
    }
}

/// A limit as written in a pack.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawLimit {
    amount: u16,
    unit: Unit,
    citation: RawCitation,
}

impl RawLimit {
    pub(crate) fn resolve(self, acts: &[LegalAct], file: &str, place: &str) -> Result<Limit> {
        Ok(Limit {
            amount: self.amount,
            unit: self.unit,
            citation: self.citation.resolve(acts, file, place)?,
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitsFile {
    claim: RawLimit,
    formality: RawLimit,
    correction: RawLimit,
    evaluation: RawLimit,
}

/// The limits of the national procedure.
pub fn limits() -> Result<Limits> {
    let acts = acts()?;
    let raw: LimitsFile = LIMITS.parse()?;
    let limit = |raw: RawLimit, place: &str| raw.resolve(&acts, LIMITS.path, place);
    Ok(Limits {
        claim: limit(raw.claim, "claim")?,
        formality: limit(raw.formality, "formality")?,
        correction: limit(raw.correction, "correction")?,
        evaluation: limit(raw.evaluation, "evaluation")?,
    })
}
