//! What was read in uploaded files.

use std::ops::Range;

use sangkien_domain::id::{DossierId, FileId};
use sangkien_domain::reading::Unread;
use sangkien_domain::time::Instant;
use serde::{Deserialize, Serialize};

/// What a part of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReadKind {
    /// A heading of a level, from 1.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A paragraph in a cell: table, row and column, each from 1.
    Cell(u32, u32, u32),
}

/// A part of the text of a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReadPart {
    /// What it is.
    pub kind: ReadKind,
    /// Its words.
    pub text: String,
    /// The page or slide it begins on, from 1, where the format tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Where it stands on its page: left, top, right and bottom in points from the upper left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frame: Option<[f32; 4]>,
}

/// The text of a file in its parts, in reading order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ReadText {
    /// The parts.
    pub parts: Vec<ReadPart>,
    /// Number of pages or slides, where the format has them.
    #[serde(default)]
    pub pages: Option<u32>,
    /// How sure the reading of letters in pictures is, in percent; nothing where there was text.
    #[serde(default)]
    pub confidence: Option<u32>,
    /// Whether letters of encodings older than Unicode were converted.
    #[serde(default)]
    pub converted: bool,
}

impl ReadText {
    /// The whole text, a line end between two parts.
    pub fn whole(&self) -> String {
        let texts: Vec<&str> = self.parts.iter().map(|part| part.text.as_str()).collect();
        texts.join("\n")
    }

    /// The parts with their places in [`ReadText::whole`], in Unicode scalar values.
    pub fn places(&self) -> impl Iterator<Item = (Range<u32>, &ReadPart)> {
        let mut at = 0;
        self.parts.iter().map(move |part| {
            let length = u32::try_from(part.text.chars().count()).unwrap_or(0);
            let place = at..at + length;
            at = place.end + 1;
            (place, part)
        })
    }
}

/// A sheet of a workbook.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadTab {
    /// The name on its tab.
    pub name: String,
    /// Cells that hold something, row by row.
    pub cells: Vec<ReadCell>,
}

/// A cell that holds something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadCell {
    /// Its row, from 1.
    pub row: u32,
    /// Its column, from 1.
    pub column: u32,
    /// What it shows; a number has a decimal point.
    pub text: String,
    /// Whether it is worked out by a formula.
    pub formula: bool,
}

/// How far the reading of a file has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadState {
    /// It is waited for.
    Waiting,
    /// Its text is there.
    Read,
    /// It was given up.
    Unread(Unread),
}

/// The reading of an uploaded file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileReading {
    /// The file.
    pub file: FileId,
    /// Its dossier.
    pub dossier: DossierId,
    /// SHA-256 of its content.
    pub sha256: String,
    /// Media type.
    pub media_type: String,
    /// How far it has come.
    pub state: ReadState,
    /// When it is tried, or tried again should whoever tries it fall over.
    pub due_at: Instant,
    /// How often it was tried.
    pub tries: i64,
    /// When it ended.
    pub done_at: Option<Instant>,
    /// Number of pages, where the format has them.
    pub pages: Option<u32>,
    /// Number of letters and signs.
    pub characters: i64,
    /// How sure the reading of letters in pictures is, in percent.
    pub confidence: Option<u32>,
}
