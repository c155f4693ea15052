//! A dossier as it is read: sections, authors, files.

use askama::Template;

use super::{Citation, Errors, Fact, Link, Tag, safe};

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
    /// Which part of the dossier it is, and at which step it came in, where that is known.
    pub about: Option<String>,
    /// The page that shows its content, with how far its reading has come: "Đã đọc 12 trang".
    pub content: Option<Link>,
}

/// A part of a dossier that is a file: what is asked, what is there, and where more is added.
/// Uploads post `csrf`, `seen` where the dossier stands at a step, `component` and `file`; removals
/// post `remove` in the place of the last two.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/file_part.html")]
pub struct FilePart {
    /// Token of the forms.
    pub csrf: String,
    /// Where they are posted.
    pub action: String,
    /// The visit the page was made from, at a step.
    pub seen: Option<i64>,
    /// Posted as `component`; problems stand at `file.{key}`.
    pub key: String,
    /// Its name.
    pub label: String,
    /// Whether it must be there.
    pub need: Tag,
    /// Why it must be there, or when.
    pub reason: Option<String>,
    /// How many files are there.
    pub status: Tag,
    /// Its files, each with whether it may be taken off.
    pub files: Vec<(FileRow, bool)>,
    /// Kinds, size and number, one sentence.
    pub limits: String,
    /// The `accept` attribute of the file field.
    pub accept: String,
    /// Greatest size of one file in bytes, checked early by the script.
    pub max_bytes: u64,
    /// Article it rests on.
    pub citation: Option<Citation>,
    /// Problems of the page.
    pub errors: Errors,
}

impl FilePart {
    /// Name under which problems of this part stand.
    fn field(&self) -> String {
        format!("file.{}", self.key)
    }
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

safe!(DossierView, FilePart);
