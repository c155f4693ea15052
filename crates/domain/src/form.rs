//! The application form as data: sections, fields and what a complete answer is.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::refusal::Refusal;

/// Keys that the procedure itself reads from the answers.
pub mod key {
    /// Name of the initiative.
    pub const TITLE: &str = "title";
    /// Code of the field of application.
    pub const FIELD: &str = "field";
    /// Day of first application or trial, whichever came first (ISO 8601).
    pub const FIRST_APPLIED_ON: &str = "first_applied_on";
    /// Short summary shown in the public registry.
    pub const SUMMARY: &str = "summary";
    /// Whether the author agrees to publication ("yes").
    pub const PUBLISH: &str = "publish";
}

/// A form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Code and edition, such as "tt-18-2013-annex-1".
    pub code: String,
    /// Sections in the order of the task list.
    pub sections: Vec<Section>,
}

/// What a section holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SectionKind {
    /// Fields to fill in.
    #[default]
    Fields,
    /// The table of authors.
    Authors,
    /// Attached files.
    Evidence,
}

/// One task of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Stable key.
    pub key: String,
    /// Title shown.
    pub title: String,
    /// One sentence of help.
    #[serde(default)]
    pub lead: String,
    /// What it holds.
    #[serde(default)]
    pub kind: SectionKind,
    /// Fields, when it holds fields.
    #[serde(default)]
    pub fields: Vec<Field>,
}

/// How a field is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "type")]
pub enum FieldKind {
    /// One line.
    Text,
    /// Several paragraphs.
    LongText,
    /// A day.
    Date,
    /// One of the fields of application in the catalogue.
    FieldCatalogue,
    /// One of the options.
    Choice {
        /// The options.
        options: Vec<Choice>,
    },
    /// A box to tick; the answer is "yes".
    Consent,
}

/// An option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Stored value.
    pub value: String,
    /// Text shown.
    pub label: String,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Stable key, unique in the form.
    pub key: String,
    /// The question.
    pub label: String,
    /// Help under the question.
    #[serde(default)]
    pub hint: String,
    /// How it is answered.
    pub kind: FieldKind,
    /// Whether the dossier can be submitted without it.
    #[serde(default)]
    pub required: bool,
    /// Least length in characters.
    #[serde(default)]
    pub min_chars: u32,
    /// Greatest length in characters; 0 means the general limit.
    #[serde(default)]
    pub max_chars: u32,
    /// Whether the answer is withheld from the public registry and from replies to strangers.
    #[serde(default)]
    pub confidential: bool,
}

/// Greatest length of an answer where the form states none, in characters.
pub const GENERAL_MAX_CHARS: u32 = 60_000;

/// Answers of one section: field key to text.
pub type Answers = BTreeMap<String, String>;

impl Form {
    /// The section with this key.
    pub fn section(&self, key: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.key == key)
    }

    /// Every field of the form with its section.
    pub fn fields(&self) -> impl Iterator<Item = (&Section, &Field)> {
        self.sections
            .iter()
            .flat_map(|section| section.fields.iter().map(move |field| (section, field)))
    }
}

impl Section {
    /// Keeps only answers to this section's questions, so that a stranger's extra keys are never
    /// stored.
    #[must_use]
    pub fn only_known(&self, answers: Answers) -> Answers {
        answers
            .into_iter()
            .filter(|(key, _)| self.fields.iter().any(|field| field.key == *key))
            .collect()
    }

    /// What forbids storing these answers at all, even as a draft: text beyond the greatest
    /// length, a choice that is not offered, a day that does not exist. Empty answers are fine.
    pub fn faults(&self, answers: &Answers) -> Vec<Refusal> {
        self.fields
            .iter()
            .filter_map(|field| answers.get(&field.key).and_then(|text| field.fault(text)))
            .collect()
    }

    /// What is still missing before the dossier can be submitted.
    pub fn missing(&self, answers: &Answers) -> Vec<Refusal> {
        self.fields
            .iter()
            .filter_map(|field| field.lack(answers.get(&field.key).map_or("", String::as_str)))
            .collect()
    }
}

impl Field {
    /// Greatest length in characters.
    pub fn max_chars(&self) -> u32 {
        if self.max_chars == 0 {
            GENERAL_MAX_CHARS
        } else {
            self.max_chars
        }
    }

    fn fault(&self, text: &str) -> Option<Refusal> {
        let field = self.key.clone();
        let label = self.label.clone();
        let length = char_count(text);
        if length > self.max_chars() {
            return Some(Refusal::AnswerTooLong {
                field,
                label,
                length,
                most: self.max_chars(),
            });
        }
        if text.is_empty() {
            return None;
        }
        match &self.kind {
            FieldKind::Date if text.parse::<Date>().is_err() => {
                Some(Refusal::NotADate { field, label })
            }
            FieldKind::Choice { options } if options.iter().all(|option| option.value != text) => {
                Some(Refusal::NotAnOption { field, label })
            }
            FieldKind::Consent if text != "yes" => Some(Refusal::NotAnOption { field, label }),
            _ => None,
        }
    }

    fn lack(&self, text: &str) -> Option<Refusal> {
        let field = self.key.clone();
        let label = self.label.clone();
        let text = text.trim();
        if text.is_empty() {
            return self
                .required
                .then_some(Refusal::AnswerMissing { field, label });
        }
        let length = char_count(text);
        if length < self.min_chars {
            return Some(Refusal::AnswerTooShort {
                field,
                label,
                length,
                least: self.min_chars,
            });
        }
        self.fault(text)
    }
}

fn char_count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section() -> Section {
        let field = |key: &str, kind, required, min_chars| Field {
            key: key.into(),
            label: key.into(),
            hint: String::new(),
            kind,
            required,
            min_chars,
            max_chars: 10,
            confidential: false,
        };
        Section {
            key: "general".into(),
            title: "Thông tin chung".into(),
            lead: String::new(),
            kind: SectionKind::Fields,
            fields: vec![
                field("title", FieldKind::Text, true, 3),
                field("first_applied_on", FieldKind::Date, true, 0),
                field(
                    "kind",
                    FieldKind::Choice {
                        options: vec![Choice {
                            value: "a".into(),
                            label: "A".into(),
                        }],
                    },
                    false,
                    0,
                ),
            ],
        }
    }

    fn answers(pairs: &[(&str, &str)]) -> Answers {
        pairs
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect()
    }

    #[test]
    fn a_draft_may_be_empty_but_not_impossible() {
        assert!(section().faults(&answers(&[])).is_empty());
        assert!(section().faults(&answers(&[("title", "Đề")])).is_empty());
        for (key, text) in [
            ("title", "Dài hơn mười chữ"),
            ("first_applied_on", "2024-02-30"),
            ("kind", "b"),
        ] {
            assert_eq!(
                section().faults(&answers(&[(key, text)])).len(),
                1,
                "{key}={text}"
            );
        }
    }

    #[test]
    fn submission_names_each_missing_or_short_answer() {
        let missing = section().missing(&answers(&[("title", "Đề")]));
        assert_eq!(missing.len(), 2);
        assert!(matches!(
            missing.first(),
            Some(Refusal::AnswerTooShort {
                least: 3,
                length: 2,
                ..
            })
        ));
        assert!(
            section()
                .missing(&answers(&[
                    ("title", "Đề tài"),
                    ("first_applied_on", "2024-01-02")
                ]))
                .is_empty()
        );
    }

    #[test]
    fn unknown_keys_are_dropped() {
        let kept = section().only_known(answers(&[("title", "x"), ("state", "recognised")]));
        assert_eq!(kept.len(), 1);
    }
}
