//! A dossier as it is read: sections, authors, files.

use askama::Template;

use super::{Fact, Tag, safe};

/// One section of a dossier or of a registry entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocSection {
    /// Its heading.
    pub heading: String,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
}

impl DocSection {
    /// A section whose text is split into paragraphs at line breaks.
    pub fn new(heading: impl Into<String>, text: &str) -> Self {
        let paragraphs = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned);
        Self {
            heading: heading.into(),
            paragraphs: paragraphs.collect(),
        }
    }
}

/// An author as shown beside a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewAuthor {
    /// Full name.
    pub full_name: String,
    /// Position and workplace, one line.
    pub place: String,
    /// Share, "60 %".
    pub share: String,
}

/// One file of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    /// Identifier, posted as `remove` when removal is offered.
    pub id: String,
    /// File name.
    pub name: String,
    /// Where it is downloaded.
    pub href: Option<String>,
    /// Kind in words, "PDF".
    pub kind: String,
    /// Size in words, "2,4 MB".
    pub size: String,
    /// SHA-256 in groups, "9f86d081 884c7d65 …".
    pub hash: String,
    /// Who added it and when.
    pub added: Option<String>,
    /// Its status, when there is something to say.
    pub status: Option<Tag>,
}

/// The dossier on the left of a working screen, set like the printed document.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/dossier_view.html")]
pub struct DossierView {
    /// Number of the dossier.
    pub code: String,
    /// Title of the initiative.
    pub title: String,
    /// Round, stage, what is hidden: one quiet line above the title.
    pub eyebrow: String,
    /// Facts under the title: field, unit, submitted at, first applied on.
    pub facts: Vec<Fact>,
    /// Authors; empty when they are hidden from the reader.
    pub authors: Vec<ViewAuthor>,
    /// Sections.
    pub sections: Vec<DocSection>,
    /// What the files are called.
    pub files_title: &'static str,
    /// Files.
    pub files: Vec<FileRow>,
}

safe!(DossierView);
