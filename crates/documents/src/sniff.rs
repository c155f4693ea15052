//! What an uploaded file really is, told by its content.
//!
//! The name of a file is only compared with what its content says. Nothing is
//! unpacked but the two small parts that name the kind of an office document.

mod archive;
mod compound;
#[cfg(test)]
mod tests;

use crate::file_name::extension;
use crate::picture;

/// A kind of file that may be handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediaType {
    /// Portable document.
    Pdf,
    /// Word document.
    Docx,
    /// Excel workbook.
    Xlsx,
    /// PowerPoint presentation.
    Pptx,
    /// OpenDocument text.
    Odt,
    /// Word document in the format up to 2003.
    Doc,
    /// Excel workbook in the format up to 2003.
    Xls,
    /// Rich text.
    Rtf,
    /// PNG image.
    Png,
    /// JPEG image.
    Jpeg,
    /// Text without markup, in UTF-8, or in UTF-16 with a byte order mark.
    PlainText,
}

impl MediaType {
    /// The media type for the `Content-Type` header.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pptx => {
                "application/vnd.openxmlformats-officedocument.presentationml.presentation"
            }
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Doc => "application/msword",
            Self::Xls => "application/vnd.ms-excel",
            Self::Rtf => "application/rtf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::PlainText => "text/plain",
        }
    }

    /// The kind of a media type.
    pub fn of_mime(mime: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.mime() == mime)
    }

    /// The extensions a file of this kind may have, the usual one first.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
            Self::Pptx => &["pptx"],
            Self::Odt => &["odt"],
            Self::Doc => &["doc"],
            Self::Xls => &["xls"],
            Self::Rtf => &["rtf"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::PlainText => &["txt"],
        }
    }

    /// All kinds that may be handed in.
    pub const ALL: [Self; 11] = [
        Self::Pdf,
        Self::Docx,
        Self::Xlsx,
        Self::Pptx,
        Self::Odt,
        Self::Doc,
        Self::Xls,
        Self::Rtf,
        Self::Png,
        Self::Jpeg,
        Self::PlainText,
    ];
}

/// Why a file is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SniffFault {
    /// The file has no bytes.
    #[error("the file is empty")]
    Empty,
    /// The document opens only with a password.
    #[error("the document is protected by a password")]
    PasswordProtected,
    /// The document holds macros or other programs.
    #[error("the document holds macros")]
    Macros,
    /// The file is a program or a script.
    #[error("the file is a program")]
    Program,
    /// The file is an archive of other files.
    #[error("the file is an archive")]
    Archive,
    /// The file is a web page, a drawing or other markup a browser would run.
    #[error("the file is a web page or other markup")]
    Markup,
    /// The parts of an office document repeat, overlap or lead outside, as no editor writes them.
    #[error("the parts of the file repeat, overlap or lead outside")]
    Entries,
    /// The picture has more points than any screen or camera.
    #[error("the picture has too many points")]
    TooManyPixels,
    /// The PDF would run a script or a program, or carries other files.
    #[error("the document runs scripts or carries other files")]
    Active,
    /// The file begins like a known kind but cannot be read as one.
    #[error("the file is damaged")]
    Damaged,
    /// The content is of an accepted kind but the name says another.
    #[error("the file is {} but its name ends in {extension:?}", content.mime())]
    NameMismatch {
        /// What the content is.
        content: MediaType,
        /// The extension of the name in lower case; empty when there is none.
        extension: String,
    },
    /// The content is of no kind that is accepted.
    #[error("the kind of the file is not accepted")]
    Unknown,
}

/// Tells what a file is by its content and checks that its name agrees.
///
/// `bytes` is the whole file: the directory of an office document stands at
/// its end.
pub fn classify(bytes: &[u8], file_name: &str) -> Result<MediaType, SniffFault> {
    let content = by_content(bytes)?;
    if content == MediaType::Pdf {
        refuse_two_faced(bytes)?;
        if names_an_action(bytes) {
            return Err(SniffFault::Active);
        }
    }
    if let Some((width, height)) = picture::size(content, bytes)
        && u64::from(width) * u64::from(height) > MOST_PIXELS
    {
        return Err(SniffFault::TooManyPixels);
    }
    let extension = extension(file_name);
    if content.extensions().contains(&extension.as_str()) {
        Ok(content)
    } else {
        Err(SniffFault::NameMismatch { content, extension })
    }
}

/// The most points of a picture: four times the largest cameras.
const MOST_PIXELS: u64 = 400_000_000;
/// Names in a PDF that only scripts, programs and carried files have. What is packed within it is
/// found when it is read.
const ACTIONS: [&[u8]; 3] = [b"/JavaScript", b"/Launch", b"/EmbeddedFiles"];

/// Refuses a PDF that is a web page or an archive as well, for programs that look elsewhere.
fn refuse_two_faced(bytes: &[u8]) -> Result<(), SniffFault> {
    let beginning = bytes.get(..4_096).unwrap_or(bytes);
    let beginning = String::from_utf8_lossy(beginning).to_lowercase();
    if ["<html", "<script", "<!doctype html", "<svg"]
        .iter()
        .any(|mark| beginning.contains(mark))
    {
        return Err(SniffFault::Markup);
    }
    if archive::is_one(bytes) {
        return Err(SniffFault::Archive);
    }
    Ok(())
}

fn names_an_action(bytes: &[u8]) -> bool {
    let named = |at: usize| {
        let rest = bytes.get(at..).unwrap_or_default();
        ACTIONS.iter().any(|name| {
            rest.starts_with(name)
                && rest
                    .get(name.len())
                    .is_none_or(|next| !next.is_ascii_alphanumeric())
        })
    };
    bytes
        .iter()
        .enumerate()
        .any(|(at, byte)| *byte == b'/' && named(at))
}

const PROGRAMS: [&[u8]; 9] = [
    b"\x7fELF",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"\0asm",
    b"#!",
    b"L\0\0\0\x01\x14\x02\0",
];

const ARCHIVES: [&[u8]; 7] = [
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ\0",
    b"\x28\xb5\x2f\xfd",
    b"MSCF",
];

fn by_content(bytes: &[u8]) -> Result<MediaType, SniffFault> {
    let begins = |signature: &&[u8]| bytes.starts_with(signature);
    if bytes.is_empty() {
        Err(SniffFault::Empty)
    } else if PROGRAMS.iter().any(begins) {
        Err(SniffFault::Program)
    } else if bytes.starts_with(b"%PDF-") {
        Ok(MediaType::Pdf)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Ok(MediaType::Png)
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        Ok(MediaType::Jpeg)
    } else if bytes.starts_with(b"PK") && bytes.get(2..4).is_some_and(is_zip_mark) {
        archive::classify(bytes)
    } else if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        compound::classify(bytes)
    } else if bytes.starts_with(b"{\\rtf") {
        Ok(MediaType::Rtf)
    } else if ARCHIVES.iter().any(begins) {
        Err(SniffFault::Archive)
    } else {
        text(bytes)
    }
}

fn is_zip_mark(mark: &[u8]) -> bool {
    matches!(mark, b"\x03\x04" | b"\x05\x06" | b"\x07\x08")
}

/// What begins a web page, a drawing or a script for a browser.
const MARKUP: [&str; 10] = [
    "<!doctype",
    "<html",
    "<head",
    "<body",
    "<script",
    "<svg",
    "<?xml",
    "<?php",
    "<iframe",
    "<img",
];

/// Accepts text without control characters and without markup.
fn text(bytes: &[u8]) -> Result<MediaType, SniffFault> {
    let Some(text) = decode(bytes) else {
        let program = bytes.starts_with(b"MZ");
        return Err(if program {
            SniffFault::Program
        } else {
            SniffFault::Unknown
        });
    };
    if text
        .chars()
        .any(|c| c.is_control() && !"\t\n\r\u{c}".contains(c))
    {
        let program = bytes.starts_with(b"MZ");
        return Err(if program {
            SniffFault::Program
        } else {
            SniffFault::Unknown
        });
    }
    let beginning: String = text.chars().take(4_096).collect();
    let beginning = beginning.to_lowercase();
    if MARKUP.iter().any(|mark| beginning.contains(mark)) {
        Err(SniffFault::Markup)
    } else {
        Ok(MediaType::PlainText)
    }
}

fn decode(bytes: &[u8]) -> Option<String> {
    let order: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => {
            let text = std::str::from_utf8(bytes).ok()?;
            return Some(text.trim_start_matches('\u{feff}').to_owned());
        }
    };
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    let units: Vec<u16> = pairs.iter().skip(1).map(|pair| order(*pair)).collect();
    String::from_utf16(&units).ok()
}
