//! The content of an uploaded file inside a page.

use askama::Template;

use crate::Shell;
use crate::parts::{Fact, Link, Notice, Pager};

/// What a line of the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A row of a table.
    Row,
}

/// A line of the text: segments, those marked that were looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextLine {
    /// What it is.
    pub kind: LineKind,
    /// Its cells; one where it is no row.
    pub cells: Vec<Vec<(String, bool)>>,
    /// Whether the first marked place is here: where links lead.
    pub found: bool,
}

/// A page of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextSheet {
    /// "Trang 3".
    pub title: String,
    /// Picture of the page.
    pub picture: Option<String>,
    /// Its lines.
    pub lines: Vec<TextLine>,
}

/// `GET /dossiers/{id}/files/{file}/text`.
#[derive(Debug, Clone, Template)]
#[template(path = "dossier/file_text.html")]
pub struct FileTextPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Name of the file.
    pub name: String,
    /// Kind, size, pages.
    pub facts: Vec<Fact>,
    /// How far the reading has come, when the text is not there.
    pub notice: Option<Notice>,
    /// Where the file is downloaded; none where only its text may be read.
    pub download: Option<String>,
    /// Where its stretches are taken over into the form; for whoever writes the dossier.
    pub take: Option<String>,
    /// Where it is read again; for whoever may ask for that.
    pub retry: Option<String>,
    /// What was looked for.
    pub query: String,
    /// Whether there is text to look in.
    pub searchable: bool,
    /// "3 chỗ phù hợp, ở 2 trang.".
    pub result: Option<String>,
    /// Pages with what was looked for.
    pub hits: Vec<Link>,
    /// What is shown of it.
    pub sheet: Option<TextSheet>,
    /// The other pages.
    pub pager: Option<Pager>,
}
