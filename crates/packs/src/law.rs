//! The registry of acts and the rules they lay down.

use jiff::civil::Date;
use sangkien_domain::law::{Certainty, Citation, Limit, Limits, Unit};
use sangkien_domain::law_registry::{Act, ActKind, Rule, Scope, Value, rule_on};
use serde::Deserialize;

use crate::error::{PackError, Result};
use crate::read::{Points, Source, source};

const ACTS: Source = source!("vietnam/acts.toml");
const RULES: Source = source!("vietnam/rules.toml");

/// An act as written in a pack. Days without a source are left out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAct {
    code: String,
    cited_as: String,
    number: String,
    kind: ActKind,
    title: String,
    #[serde(default)]
    issuer: String,
    #[serde(default)]
    issued_on: Option<Date>,
    #[serde(default)]
    in_force_from: Option<Date>,
    #[serde(default)]
    ended_on: Option<Date>,
    #[serde(default)]
    replaced_by: Vec<String>,
    #[serde(default)]
    amended_by: Vec<String>,
    certainty: Certainty,
    #[serde(default)]
    note: String,
    #[serde(default)]
    source: String,
}

impl From<RawAct> for Act {
    fn from(raw: RawAct) -> Self {
        Self {
            code: raw.code,
            cited_as: raw.cited_as,
            number: raw.number,
            kind: raw.kind,
            title: raw.title,
            issuer: raw.issuer,
            issued_on: raw.issued_on,
            in_force_from: raw.in_force_from,
            ended_on: raw.ended_on,
            replaced_by: raw.replaced_by,
            amended_by: raw.amended_by,
            certainty: raw.certainty,
            note: raw.note,
            source: raw.source,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActsFile {
    #[serde(default)]
    act: Vec<RawAct>,
}

/// The acts of a file, as they are written.
pub(crate) fn read_acts(file: Source<'_>) -> Result<Vec<Act>> {
    let acts = file.parse::<ActsFile>()?.act;
    Ok(acts.into_iter().map(Act::from).collect())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesFile {
    #[serde(default)]
    rule: Vec<RawRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    key: String,
    name: String,
    value: RawValue,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    from: Option<Date>,
    #[serde(default)]
    until: Option<Date>,
    act: String,
    #[serde(default)]
    article: String,
    certainty: Certainty,
    #[serde(default)]
    note: String,
}

/// A value as written: the name of its one member says what it is.
#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum RawValue {
    Money { money: i64 },
    Number { number: Points },
    Ratio { ratio: (i64, i64) },
    Limit { limit: u16, unit: Unit },
    Text { text: String },
}

impl From<RawValue> for Value {
    fn from(raw: RawValue) -> Self {
        match raw {
            RawValue::Money { money } => Self::Money { dong: money },
            RawValue::Number { number } => Self::Number {
                hundredths: number.0.0,
            },
            RawValue::Ratio {
                ratio: (numerator, denominator),
            } => Self::Ratio {
                numerator,
                denominator,
            },
            RawValue::Limit { limit, unit } => Self::Limit {
                amount: limit,
                unit,
            },
            RawValue::Text { text } => Self::Text { text },
        }
    }
}

/// The rules of a file, all holding in `scope`.
pub(crate) fn read_rules(file: Source<'_>, scope: &Scope) -> Result<Vec<Rule>> {
    let rules = file.parse::<RulesFile>()?.rule.into_iter();
    Ok(rules
        .map(|raw| Rule {
            key: raw.key,
            scope: scope.clone(),
            value: raw.value.into(),
            unit: raw.unit,
            from: raw.from,
            until: raw.until,
            act: raw.act,
            article: raw.article,
            certainty: raw.certainty,
            name: raw.name,
            note: raw.note,
        })
        .collect())
}

/// The registry of acts.
pub fn acts() -> Result<Vec<Act>> {
    let acts = read_acts(ACTS)?;
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
    pub(crate) fn resolve(self, acts: &[Act], file: &str, place: &str) -> Result<Citation> {
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
    pub(crate) fn resolve(self, acts: &[Act], file: &str, place: &str) -> Result<Limit> {
        Ok(Limit {
            amount: self.amount,
            unit: self.unit,
            citation: self.citation.resolve(acts, file, place)?,
        })
    }
}

/// The rules of the nation.
pub fn rules() -> Result<Vec<Rule>> {
    read_rules(RULES, &Scope::Nation)
}

/// The limits of the national procedure, as the latest rows of the registry state them.
pub fn limits() -> Result<Limits> {
    let (acts, rules) = (acts()?, rules()?);
    let limit = |key: &str| {
        let fault = |what: &str| PackError::new(RULES.path, format!("rule \"{key}\""), what);
        let rule =
            rule_on(&rules, key, &[Scope::Nation], Date::MAX).ok_or_else(|| fault("is missing"))?;
        let act = acts.iter().find(|act| act.code == rule.act);
        let act = act.ok_or_else(|| fault("rests on an unknown act"))?;
        match rule.value {
            Value::Limit { amount, unit } => Ok(Limit {
                amount,
                unit,
                citation: Citation {
                    act: act.cited_as.clone(),
                    article: rule.article.clone(),
                    certainty: rule.certainty,
                },
            }),
            _ => Err(fault("is no limit of time")),
        }
    };
    Ok(Limits {
        claim: limit("limit.claim")?,
        formality: limit("limit.formality")?,
        correction: limit("limit.correction")?,
        evaluation: limit("limit.evaluation")?,
    })
}
