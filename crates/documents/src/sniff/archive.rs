//! Office documents kept in a ZIP archive.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::{MediaType, SniffFault};

/// The most entries an office document is believed to have.
const MAX_ENTRIES: usize = 10_000;
/// The most bytes of a part that are unpacked.
const MAX_PART: u64 = 1024 * 1024;

const CONTENT_TYPES: &str = "[Content_Types].xml";

/// Extensions of programs and scripts hidden in a document.
const PROGRAMS: [&str; 11] = [
    "exe", "dll", "scr", "com", "bat", "cmd", "ps1", "vbs", "js", "jar", "lnk",
];

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Whether something that begins otherwise can be opened as an archive too.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    ZipArchive::new(Cursor::new(bytes)).is_ok_and(|archive| !archive.is_empty())
}

pub(super) fn classify(bytes: &[u8]) -> Result<MediaType, SniffFault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| SniffFault::Damaged)?;
    if archive.len() > MAX_ENTRIES {
        return Err(SniffFault::Archive);
    }
    let names: Result<Vec<String>, _> = archive
        .file_names()
        .map(|name| name.map(|name| name.to_lowercase()))
        .collect();
    let names = names.map_err(|_| SniffFault::Damaged)?;
    refuse_odd_entries(&mut archive, bytes)?;
    let kind = if archive.index_for_name(CONTENT_TYPES).is_some() {
        open_xml(&mut archive)
    } else if archive.index_for_name("mimetype").is_some() {
        open_document(&mut archive)
    } else {
        Err(SniffFault::Archive)
    };
    // A program inside makes even a plain archive worth naming for what it is.
    refuse_programs(&names)?;
    kind
}

/// Refuses entries that share bytes, have the same name, are links, or are called so that unpacking
/// them would write elsewhere or show another name.
fn refuse_odd_entries(archive: &mut Archive<'_>, bytes: &[u8]) -> Result<(), SniffFault> {
    let mut odd = archive
        .has_overlapping_entries()
        .map_err(|_| SniffFault::Damaged)?;
    odd = odd || listed(bytes).is_some_and(|count| count != archive.len());
    for index in 0..archive.len() {
        let entry = archive
            .by_index_raw(index)
            .map_err(|_| SniffFault::Damaged)?;
        odd = odd || entry.is_symlink() || entry.name().map_or(true, |name| is_odd(&name));
    }
    if odd {
        Err(SniffFault::Entries)
    } else {
        Ok(())
    }
}

/// Whether a name leads out of the folder it is unpacked in, or reads otherwise than it is.
fn is_odd(name: &str) -> bool {
    name.starts_with(['/', '\\'])
        || name.contains(':')
        || name.split(['/', '\\']).any(|part| part == "..")
        || name.chars().any(|c| {
            c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        })
}

/// How many entries the end of an archive lists; nothing where it cannot say.
fn listed(bytes: &[u8]) -> Option<usize> {
    let end = bytes.windows(4).rposition(|four| four == b"PK\x05\x06")?;
    let count = bytes.get(end + 10..end + 12)?;
    let count = u16::from_le_bytes(count.try_into().ok()?);
    // More than fit are counted elsewhere.
    (count != u16::MAX).then_some(usize::from(count))
}

fn refuse_programs(names: &[String]) -> Result<(), SniffFault> {
    for name in names {
        let macros = name.ends_with("vbaproject.bin")
            || name.contains("/activex/")
            || name.starts_with("basic/")
            || name.starts_with("scripts/");
        if macros {
            return Err(SniffFault::Macros);
        }
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        if PROGRAMS.contains(&extension) {
            return Err(SniffFault::Program);
        }
    }
    Ok(())
}

/// Word, Excel and PowerPoint since 2007.
fn open_xml(archive: &mut Archive<'_>) -> Result<MediaType, SniffFault> {
    let types = part(archive, CONTENT_TYPES)?;
    if types.contains("macroEnabled") || types.contains("vbaProject") {
        return Err(SniffFault::Macros);
    }
    for (mark, kind) in [
        ("wordprocessingml.document.main+xml", MediaType::Docx),
        ("spreadsheetml.sheet.main+xml", MediaType::Xlsx),
        ("presentationml.presentation.main+xml", MediaType::Pptx),
    ] {
        if types.contains(mark) {
            return Ok(kind);
        }
    }
    Err(SniffFault::Unknown)
}

/// LibreOffice and others.
fn open_document(archive: &mut Archive<'_>) -> Result<MediaType, SniffFault> {
    if part(archive, "mimetype")?.trim() != MediaType::Odt.mime() {
        return Err(SniffFault::Unknown);
    }
    if part(archive, "META-INF/manifest.xml")?.contains("encryption-data") {
        return Err(SniffFault::PasswordProtected);
    }
    Ok(MediaType::Odt)
}

/// The text of a small part.
fn part(archive: &mut Archive<'_>, name: &str) -> Result<String, SniffFault> {
    let index = archive.index_for_name(name).ok_or(SniffFault::Damaged)?;
    let encrypted = archive
        .by_index_raw(index)
        .map(|file| file.encrypted())
        .map_err(|_| SniffFault::Damaged)?;
    if encrypted {
        return Err(SniffFault::PasswordProtected);
    }
    let file = archive.by_index(index).map_err(|_| SniffFault::Damaged)?;
    read(file)
}

fn read(file: ZipFile<'_, Cursor<&[u8]>>) -> Result<String, SniffFault> {
    let mut bytes = Vec::new();
    file.take(MAX_PART + 1)
        .read_to_end(&mut bytes)
        .map_err(|_| SniffFault::Damaged)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MAX_PART {
        return Err(SniffFault::Damaged);
    }
    String::from_utf8(bytes).map_err(|_| SniffFault::Damaged)
}
