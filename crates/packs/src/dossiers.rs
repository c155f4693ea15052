//! Sample dossiers, one file each.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sangkien_domain::dossier::{Author, Content};
use sangkien_domain::form::Answers;
use serde::Deserialize;

use crate::error::{PackError, Result};
use crate::plan::Plan;
use crate::read::{Percent, Source, source};

include!("dossier_files.rs");

/// A dossier as its author fills it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleDossier {
    /// Key used by the story's events.
    pub key: String,
    /// Code of the round.
    pub round: String,
    /// Code of the authors' unit.
    pub unit: String,
    /// Account of whoever files it.
    pub filed_by: String,
    /// Answers by section.
    pub sections: BTreeMap<String, Answers>,
    /// Authors, the main one first.
    pub authors: Vec<SampleAuthor>,
    /// Attached files.
    pub files: Vec<SampleFile>,
}

/// A named author, with an account or without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleAuthor {
    /// The account, if the author has one.
    pub account: Option<String>,
    /// What the dossier says of the author.
    pub author: Author,
}

/// A file to attach: the demo makes a small document of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleFile {
    /// File name; its ending, ".pdf" or ".txt", says what to make.
    pub name: String,
    /// What the document says.
    pub text: String,
    /// Key of the part of the dossier that it is, where the procedure names parts.
    #[serde(default)]
    pub component: Option<String>,
}

impl SampleDossier {
    /// The content, with the SHA-256 sums the files got when they were stored.
    pub fn content(&self, files: Vec<String>) -> Content {
        Content {
            sections: self.sections.clone(),
            authors: self
                .authors
                .iter()
                .map(|named| named.author.clone())
                .collect(),
            files,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DossierFile {
    key: String,
    round: String,
    unit: String,
    filed_by: String,
    #[serde(default)]
    author: Vec<RawAuthor>,
    #[serde(default)]
    sections: BTreeMap<String, Answers>,
    #[serde(default)]
    file: Vec<SampleFile>,
}

/// An author: by account, with everything else from the list of people, or in full.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAuthor {
    account: Option<String>,
    full_name: Option<String>,
    born_on: Option<Date>,
    workplace: Option<String>,
    position: Option<String>,
    qualification: Option<String>,
    share: Percent,
}

impl RawAuthor {
    fn resolve(self, plan: &Plan, file: &str) -> Result<SampleAuthor> {
        let person = match &self.account {
            Some(account) => Some(plan.person(account).ok_or_else(|| {
                PackError::new(file, "author", format!("unknown account \"{account}\""))
            })?),
            None => None,
        };
        let workplace = person
            .and_then(|person| plan.unit(&person.unit))
            .map(|unit| unit.name.clone());
        let known = |given: Option<String>, of: Option<&String>| given.or_else(|| of.cloned());
        Ok(SampleAuthor {
            author: Author {
                full_name: known(self.full_name, person.map(|person| &person.full_name))
                    .unwrap_or_default(),
                born_on: self.born_on.or(person.and_then(|person| person.born_on)),
                workplace: known(self.workplace, workplace.as_ref()).unwrap_or_default(),
                position: known(self.position, person.map(|person| &person.position))
                    .unwrap_or_default(),
                qualification: known(
                    self.qualification,
                    person.map(|person| &person.qualification),
                )
                .unwrap_or_default(),
                share: self.share.0,
            },
            account: self.account,
        })
    }
}

/// The sample dossiers.
pub(crate) fn dossiers(plan: &Plan) -> Result<Vec<SampleDossier>> {
    DOSSIERS
        .iter()
        .map(|file| {
            let raw: DossierFile = file.parse()?;
            Ok(SampleDossier {
                key: raw.key,
                round: raw.round,
                unit: raw.unit,
                filed_by: raw.filed_by,
                // Paragraphs are written between triple quotes; the last line break belongs to
                // the file and not to the answer.
                sections: raw
                    .sections
                    .into_iter()
                    .map(|(key, answers)| {
                        let answers = answers
                            .into_iter()
                            .map(|(field, text)| (field, text.trim().to_owned()))
                            .collect();
                        (key, answers)
                    })
                    .collect(),
                authors: raw
                    .author
                    .into_iter()
                    .map(|author| author.resolve(plan, file.path))
                    .collect::<Result<_>>()?,
                files: raw.file,
            })
        })
        .collect()
}
