//! A version of a dossier as parts of text that can be compared and read.

use std::collections::BTreeMap;

use sangkien_domain::form::{Field, FieldKind, Form, Section, SectionKind};
use sangkien_domain::time::day_text;
use sangkien_text::changes::{FileFace, Part};

use crate::record::{DossierAuthor, SavedSection, StoredFile};

/// A version of a dossier: what was frozen at one submission, or what the author has now.
pub(super) struct Content {
    pub(super) sections: Vec<SavedSection>,
    pub(super) authors: Vec<DossierAuthor>,
    pub(super) files: Vec<StoredFile>,
}

/// Key of the part of a file.
pub(super) fn file_key(id: &str) -> String {
    format!("file:{id}")
}

impl Content {
    /// Answers and authors as parts; `fields` names fields of application by code.
    pub(super) fn parts(&self, form: &Form, fields: &BTreeMap<String, String>) -> Vec<Part> {
        let mut parts = Vec::new();
        for section in &form.sections {
            match section.kind {
                SectionKind::Fields => {
                    for field in &section.fields {
                        let text = self.answer(section, field, fields);
                        parts.push(Part {
                            key: format!("{}.{}", section.key, field.key),
                            text,
                        });
                    }
                }
                SectionKind::Authors => parts.push(Part {
                    key: section.key.clone(),
                    text: self.author_lines(),
                }),
                SectionKind::Evidence => {}
            }
        }
        parts
    }

    fn answer(
        &self,
        section: &Section,
        field: &Field,
        fields: &BTreeMap<String, String>,
    ) -> String {
        let stored = self
            .sections
            .iter()
            .find(|saved| saved.section == section.key)
            .and_then(|saved| saved.answers.get(&field.key))
            .map_or("", String::as_str);
        let named = match &field.kind {
            FieldKind::Text | FieldKind::LongText => None,
            FieldKind::Date => stored.parse().ok().map(day_text),
            FieldKind::FieldCatalogue => fields.get(stored).cloned(),
            FieldKind::Choice { options } => options
                .iter()
                .find(|option| option.value == stored)
                .map(|option| option.label.clone()),
            FieldKind::Consent => (stored == "yes").then(|| "Đồng ý".to_owned()),
        };
        named.unwrap_or_else(|| stored.to_owned())
    }

    /// One line for each author, in order.
    fn author_lines(&self) -> String {
        let lines: Vec<String> = self
            .authors
            .iter()
            .map(|row| {
                let author = &row.author;
                let share = author.share.to_string();
                [
                    author.full_name.clone(),
                    author.born_on.map(day_text).unwrap_or_default(),
                    author.position.clone(),
                    author.workplace.clone(),
                    author.qualification.clone(),
                    share,
                ]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(", ")
            })
            .collect();
        lines.join("\n")
    }

    /// The files as far as a comparison needs to know them.
    pub(super) fn faces(&self) -> Vec<FileFace> {
        self.files
            .iter()
            .map(|file| FileFace {
                id: file.id.to_string(),
                name: file.name.clone(),
                hash: file.sha256.clone(),
            })
            .collect()
    }
}

/// The parts that a place of the form names: a question, or every part of a section.
pub(super) fn parts_at(place: &str, parts: &[String]) -> Vec<String> {
    let inside = format!("{place}.");
    parts
        .iter()
        .filter(|key| **key == place || key.starts_with(&inside))
        .cloned()
        .collect()
}

/// What a part is called.
pub(super) fn title_of(form: &Form, key: &str) -> Option<String> {
    let (section, field) = key
        .split_once('.')
        .map_or((key, None), |(section, field)| (section, Some(field)));
    let section = form.section(section)?;
    let Some(field) = field else {
        return Some(section.title.clone());
    };
    let field = section.fields.iter().find(|known| known.key == field)?;
    Some(format!("{}: {}", section.title, field.label))
}
