//! Application forms.

use sangkien_domain::form::{Choice, Field, FieldKind, Form, Section, SectionKind};
use serde::Deserialize;

use crate::error::{PackError, Result};
use crate::read::{Source, source};

const FORMS: [Source; 2] = [
    source!("vietnam/forms/initiative-application.toml"),
    source!("vietnam/forms/reach-application.toml"),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormFile {
    code: String,
    section: Vec<RawSection>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSection {
    key: String,
    title: String,
    #[serde(default)]
    lead: String,
    #[serde(default)]
    kind: SectionKind,
    #[serde(default)]
    field: Vec<RawField>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawField {
    key: String,
    label: String,
    #[serde(default)]
    hint: String,
    kind: RawKind,
    #[serde(default)]
    options: Vec<Choice>,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    min_chars: u32,
    #[serde(default)]
    max_chars: u32,
    #[serde(default)]
    confidential: bool,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RawKind {
    Text,
    LongText,
    Date,
    FieldCatalogue,
    Choice,
    Consent,
}

impl RawField {
    fn resolve(self, file: &str) -> Result<Field> {
        if (self.kind == RawKind::Choice) == self.options.is_empty() {
            return Err(PackError::new(
                file,
                format!("field \"{}\"", self.key),
                "a choice has options, and nothing else has",
            ));
        }
        Ok(Field {
            key: self.key,
            label: self.label,
            hint: self.hint,
            kind: match self.kind {
                RawKind::Text => FieldKind::Text,
                RawKind::LongText => FieldKind::LongText,
                RawKind::Date => FieldKind::Date,
                RawKind::FieldCatalogue => FieldKind::FieldCatalogue,
                RawKind::Choice => FieldKind::Choice {
                    options: self.options,
                },
                RawKind::Consent => FieldKind::Consent,
            },
            required: self.required,
            min_chars: self.min_chars,
            max_chars: self.max_chars,
            confidential: self.confidential,
        })
    }
}

/// The forms of the pack.
pub fn forms() -> Result<Vec<Form>> {
    FORMS.into_iter().map(read_form).collect()
}

/// The form of one file.
pub(crate) fn read_form(file: Source<'_>) -> Result<Form> {
    let raw: FormFile = file.parse()?;
    let sections = raw
        .section
        .into_iter()
        .map(|section| {
            Ok(Section {
                key: section.key,
                title: section.title,
                lead: section.lead,
                kind: section.kind,
                fields: section
                    .field
                    .into_iter()
                    .map(|field| field.resolve(file.path))
                    .collect::<Result<_>>()?,
            })
        })
        .collect::<Result<_>>()?;
    Ok(Form {
        code: raw.code,
        sections,
    })
}
