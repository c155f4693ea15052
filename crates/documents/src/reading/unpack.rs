//! Parts of a package, unpacked within bounds, and XML without entities.

use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use zip::ZipArchive;
use zip::result::ZipError;

use super::ReadFault;

/// The most bytes one part may have.
const MOST_PART: u64 = 64 << 20;
/// The most entries a package may have.
const MOST_ENTRIES: usize = 10_000;
/// The deepest an element may stand.
pub(crate) const DEEPEST: usize = 256;

/// A package of parts.
pub(crate) struct Package<'b>(ZipArchive<Cursor<&'b [u8]>>);

impl<'b> Package<'b> {
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Self, ReadFault> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| fault(&error))?;
        if archive.len() > MOST_ENTRIES {
            return Err(ReadFault::TooLarge);
        }
        Ok(Self(archive))
    }

    pub(crate) fn names(&self) -> Vec<String> {
        self.0
            .file_names()
            .filter_map(|name| Some(name.ok()?.to_string()))
            .collect()
    }

    /// A part as text; nothing when there is none of this name.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, ReadFault> {
        let file = match self.0.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(fault(&error)),
        };
        let mut text = String::new();
        let read = file.take(MOST_PART + 1).read_to_string(&mut text);
        read.map_err(|_| ReadFault::Damaged)?;
        if u64::try_from(text.len()).is_ok_and(|length| length > MOST_PART) {
            return Err(ReadFault::TooLarge);
        }
        Ok(Some(text))
    }
}

fn fault(error: &ZipError) -> ReadFault {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            ReadFault::PasswordProtected
        }
        _ => ReadFault::Damaged,
    }
}

/// Something in XML that a reader of texts wants to know.
pub(super) enum Seen<'x> {
    /// An element begins.
    Start(BytesStart<'x>),
    /// An element ends: its name without prefix.
    End(String),
    /// Text.
    Text(String),
}

/// Goes through XML; empty elements begin and end.
pub(super) fn walk(
    xml: &str,
    mut see: impl FnMut(Seen<'_>) -> Result<(), ReadFault>,
) -> Result<(), ReadFault> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_| ReadFault::Damaged)? {
            Event::Start(tag) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(ReadFault::TooLarge);
                }
                see(Seen::Start(tag))?;
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                see(Seen::End(tag.local_name().as_ref().to_owned()))?;
            }
            Event::Text(text) => see(Seen::Text(text.xml10_content().into_owned()))?,
            Event::CData(text) => see(Seen::Text(text.to_string()))?,
            Event::GeneralRef(reference) => see(Seen::Text(resolved(&reference)?))?,
            Event::DocType(_) => return Err(ReadFault::Entities),
            Event::Eof => break,
            _ => {}
        }
    }
    // A text cut off in the middle is not half a text.
    if depth == 0 {
        Ok(())
    } else {
        Err(ReadFault::Damaged)
    }
}

/// What a reference to a character stands for; no other references exist without a definition.
pub(crate) fn resolved(reference: &BytesRef<'_>) -> Result<String, ReadFault> {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return Ok(letter.to_string());
    }
    quick_xml::escape::resolve_predefined_entity(reference)
        .map(str::to_owned)
        .ok_or(ReadFault::Entities)
}

/// The value of an attribute by its name without prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value = quick_xml::escape::unescape(&found.value).ok()?;
    Some(value.into_owned())
}
