//! Refusals as people read them.

use sangkien_domain::refusal::Refusal;
use sangkien_domain::rubric::SheetFault;

use crate::{Language, refusal_en, refusal_vi};

/// A refusal in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message {
    /// What stands in the way, with its figures; one sentence or two.
    pub sentence: String,
    /// What was kept, where somebody might fear a loss.
    pub kept: Option<String>,
    /// What to do.
    pub todo: Option<String>,
    /// The article the refusal rests on.
    pub article: Option<String>,
}

impl Message {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self {
            sentence: sentence.into(),
            ..Self::default()
        }
    }

    pub(crate) fn todo(mut self, todo: impl Into<String>) -> Self {
        self.todo = Some(todo.into());
        self
    }

    pub(crate) fn kept(mut self, kept: impl Into<String>) -> Self {
        self.kept = Some(kept.into());
        self
    }

    pub(crate) fn article(mut self, article: impl std::fmt::Display) -> Self {
        self.article = Some(article.to_string());
        self
    }

    /// What happened and what to do in one line, for an error beside a field.
    pub fn line(&self) -> String {
        match &self.todo {
            Some(todo) => format!("{} {todo}", self.sentence),
            None => self.sentence.clone(),
        }
    }

    /// The line, followed by the article in brackets.
    pub fn cited_line(&self, language: Language) -> String {
        match &self.article {
            Some(article) => {
                let word = language.pick("Căn cứ", "Basis");
                format!("{} {word}: {article}.", self.line())
            }
            None => self.line(),
        }
    }
}

/// A refusal in words.
pub fn refusal(refusal: &Refusal, language: Language) -> Message {
    match language {
        Language::Vi => refusal_vi::message(refusal),
        Language::En => refusal_en::message(refusal),
    }
}

/// A fault of a marking sheet in words.
pub fn sheet_fault(fault: &SheetFault, language: Language) -> String {
    match language {
        Language::Vi => refusal_vi::sheet_fault(fault),
        Language::En => refusal_en::sheet_fault(fault),
    }
}
