//! Taking an author's own report over into the form.

use askama::Template;

use crate::Shell;
use crate::parts::{Errors, Opt, Radios, Select};

/// A stretch of the report. Posts `to.{number}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StretchRow {
    /// Posted name.
    pub name: String,
    /// Its heading.
    pub heading: String,
    /// "Trang 3, 1.240 ký tự".
    pub size: String,
    /// How it begins.
    pub excerpt: String,
    /// All of it, where that is more.
    pub whole: Option<Vec<String>>,
    /// The questions to choose from.
    pub options: Vec<Opt>,
}

/// A question that is answered already. Posts `existing.{question}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnsweredRow {
    /// Posted name.
    pub name: String,
    /// The question.
    pub label: String,
    /// What stands there, in paragraphs.
    pub answer: Vec<String>,
    /// What may become of it.
    pub options: Vec<Opt>,
}

/// `GET /dossiers/{id}/files/{file}/report`.
#[derive(Debug, Clone, Template)]
#[template(path = "dossier/report.html")]
pub struct ReportPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Name of the file.
    pub file: String,
    /// Where the form goes.
    pub action: String,
    /// Where to go without taking anything over.
    pub leave: String,
    /// Versions of the sections as they were seen.
    pub seen: Vec<(String, String)>,
    /// The report, stretch by stretch.
    pub stretches: Vec<StretchRow>,
    /// Questions with an answer.
    pub answered: Vec<AnsweredRow>,
    /// What is wrong with a posted form.
    pub errors: Errors,
}
