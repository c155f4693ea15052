//! What stands in an uploaded document: its text in parts, each with its place.
//!
//! Readers are functions from bytes to values that bound what they unpack; whoever calls them for
//! files of strangers does so in a process of its own. Text in fonts older than Unicode is
//! converted run by run, by the font's name where the format tells it.

mod active;
mod gather;
mod guard;
mod open_document;
mod open_xml;
mod pdf;
mod sheet;
pub mod table;
#[cfg(test)]
mod tests;
pub(crate) mod unpack;
pub mod workbook;

use std::ops::Range;

use sangkien_text::legacy::Encoding;

use crate::sniff::MediaType;

pub(crate) use guard::guard;

/// The text of a document in its parts, in reading order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// The parts; none is empty.
    pub parts: Vec<Part>,
    /// Number of pages or slides, where the format has them.
    pub pages: Option<u32>,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Its text in Unicode.
    pub text: String,
    /// The page or slide it begins on, from 1, where the format tells it.
    pub page: Option<u32>,
    /// Where it stands on its page: left, top, right and bottom in points from the upper left
    /// corner.
    pub frame: Option<[f32; 4]>,
    /// What was converted from an old encoding, in bytes of the text before.
    pub converted: Vec<(Range<usize>, Encoding)>,
}

/// What a part of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// A heading of a level, from 1.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A paragraph in a cell of a table; all are counted from 1.
    Cell {
        /// The table, or the sheet of a workbook.
        table: u32,
        /// Its row.
        row: u32,
        /// Its column.
        column: u32,
    },
}

/// Why a document is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReadFault {
    /// It cannot be taken apart as what it says it is.
    #[error("the document is damaged")]
    Damaged,
    /// It opens only with a password.
    #[error("the document is protected by a password")]
    PasswordProtected,
    /// Unpacked it is larger than any honest document.
    #[error("the document is too large when unpacked")]
    TooLarge,
    /// It defines entities, which office documents do not and attacks do.
    #[error("the document defines entities")]
    Entities,
    /// It refers to things outside that would be fetched or run.
    #[error("the document refers to templates or programs outside itself")]
    Outside,
    /// It would run something or carries other files.
    #[error("the document runs scripts or carries other files")]
    Active,
    /// It has no text; scanned pages have none.
    #[error("the document has no text")]
    NoText,
    /// Its kind is read only after it was converted by another program.
    #[error("this kind of document must be converted first")]
    NeedsConversion,
}

/// Reads a document of a kind.
pub fn read(kind: MediaType, bytes: &[u8]) -> Result<Reading, ReadFault> {
    let reading = match kind {
        MediaType::Docx => open_xml::document(bytes)?,
        MediaType::Pptx => open_xml::slides(bytes)?,
        MediaType::Odt => open_document::read(bytes)?,
        MediaType::Xlsx | MediaType::Xls => sheet::read(bytes)?,
        MediaType::Pdf => pdf::read(bytes)?,
        MediaType::PlainText => plain(bytes),
        MediaType::Doc | MediaType::Rtf | MediaType::Png | MediaType::Jpeg => {
            return Err(ReadFault::NeedsConversion);
        }
    };
    if reading.parts.is_empty() {
        return Err(ReadFault::NoText);
    }
    Ok(reading)
}

/// A paragraph for each line.
fn plain(bytes: &[u8]) -> Reading {
    let mut gather = gather::Gather::default();
    for line in sangkien_text::legacy::from_bytes(bytes).lines() {
        gather.begin(PartKind::Paragraph);
        gather.text(line, None);
        gather.end();
    }
    gather.done(None)
}
