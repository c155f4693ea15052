//! The phrase library: the same fault in the same words, whoever finds it.

use serde::{Deserialize, Serialize};

use super::Severity;
use crate::law::Citation;

/// Phrases for the dossiers of some forms. A version never changes; a better wording is a new
/// version, and an item keeps the version it was written from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhraseLibrary {
    /// Stable code.
    pub code: String,
    /// Version, from 1.
    pub version: u32,
    /// Name shown to clerks.
    pub title: String,
    /// Codes of the forms whose dossiers it serves.
    pub forms: Vec<String>,
    /// The phrases, in the order in which they are offered.
    pub phrases: Vec<Phrase>,
}

/// One kind of fault with its wording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    /// Stable key within the library.
    pub key: String,
    /// The fault in few words.
    pub label: String,
    /// How much it weighs.
    #[serde(default)]
    pub severity: Severity,
    /// Components it usually concerns; none for any.
    #[serde(default)]
    pub places: Vec<String>,
    /// What the author is asked to do.
    pub requirement: String,
    /// What asks for it.
    pub basis: Citation,
}

/// What is wrong with a library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhraseFault {
    /// It has no code, title, form or phrase, or its version is 0.
    Empty,
    /// Two phrases have this key.
    Twice(String),
    /// The phrase with this key lacks words or basis.
    Incomplete(String),
}

impl PhraseLibrary {
    /// What is wrong with it.
    pub fn faults(&self) -> Vec<PhraseFault> {
        let mut faults = Vec::new();
        let unusable = self.code.is_empty()
            || self.title.trim().is_empty()
            || self.version == 0
            || self.forms.is_empty()
            || self.phrases.is_empty();
        if unusable {
            faults.push(PhraseFault::Empty);
        }
        for (at, phrase) in self.phrases.iter().enumerate() {
            let before = self.phrases.iter().take(at);
            if before.clone().any(|other| other.key == phrase.key) {
                faults.push(PhraseFault::Twice(phrase.key.clone()));
            }
            let wordless = [&phrase.key, &phrase.label, &phrase.requirement]
                .into_iter()
                .any(|text| text.trim().is_empty());
            if wordless || phrase.basis.act.trim().is_empty() {
                faults.push(PhraseFault::Incomplete(phrase.key.clone()));
            }
        }
        faults
    }

    /// Whether it serves dossiers of this form.
    pub fn serves(&self, form: &str) -> bool {
        self.forms.iter().any(|code| code == form)
    }

    /// How an item names a phrase of this version: `sang-kien@2/so-lieu`.
    pub fn reference(&self, phrase: &Phrase) -> String {
        format!("{}@{}/{}", self.code, self.version, phrase.key)
    }

    /// The phrase that an item names, if it is one of this version.
    pub fn referred(&self, reference: &str) -> Option<&Phrase> {
        self.phrases
            .iter()
            .find(|phrase| self.reference(phrase) == reference)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrase(key: &str) -> Phrase {
        Phrase {
            key: key.into(),
            label: "Thiếu nguồn số liệu".into(),
            severity: Severity::Must,
            places: Vec::new(),
            requirement: "Ghi rõ nguồn của số liệu.".into(),
            basis: Citation {
                act: "Quy chế mẫu".into(),
                ..Citation::default()
            },
        }
    }

    fn library(phrases: Vec<Phrase>) -> PhraseLibrary {
        PhraseLibrary {
            code: "mau".into(),
            version: 2,
            title: "Mẫu câu".into(),
            forms: vec!["don-mau".into()],
            phrases,
        }
    }

    #[test]
    fn an_item_names_the_version_of_its_phrase() {
        let library = library(vec![phrase("a"), phrase("b")]);
        let reference = library.reference(&library.phrases[1]);
        assert_eq!(reference, "mau@2/b");
        assert_eq!(library.referred(&reference), Some(&library.phrases[1]));
        assert_eq!(library.referred("mau@1/b"), None);
        assert!(library.serves("don-mau") && !library.serves("don-khac"));
    }

    #[test]
    fn a_library_without_words_or_basis_is_not_usable() {
        assert!(library(vec![phrase("a")]).faults().is_empty());
        assert_eq!(library(Vec::new()).faults(), [PhraseFault::Empty]);
        let baseless = Phrase {
            basis: Citation::default(),
            ..phrase("a")
        };
        assert_eq!(
            library(vec![phrase("a"), baseless]).faults(),
            [
                PhraseFault::Twice("a".into()),
                PhraseFault::Incomplete("a".into())
            ]
        );
    }
}
