//! Documents kept in a Microsoft compound file: Word and Excel up to 2003,
//! and newer ones under a password.
//!
//! Source: \[MS-CFB\], section 2.6, for the layout of a directory entry.

use super::{MediaType, SniffFault};

/// Size of a directory entry; entries stand on multiples of it.
const ENTRY: usize = 128;

/// Names the streams and storages in a compound file.
///
/// Every place where a directory entry could stand is looked at, instead of
/// following the chain of directory sectors: a damaged or crafted chain can
/// then hide nothing.
fn names(bytes: &[u8]) -> impl Iterator<Item = String> + '_ {
    let (entries, _) = bytes.as_chunks::<ENTRY>();
    entries.iter().filter_map(name)
}

fn name(entry: &[u8; ENTRY]) -> Option<String> {
    let [low, high, kind] = *entry.get(64..67)?.first_chunk::<3>()?;
    // Length of the name in bytes, with the zero at its end.
    let length = usize::from(u16::from_le_bytes([low, high]));
    let known_kind = matches!(kind, 1 | 2 | 5);
    if !known_kind || !(4..=64).contains(&length) || length % 2 != 0 {
        return None;
    }
    let (pairs, _) = entry.get(..length - 2)?.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
    String::from_utf16(&units).ok()
}

pub(super) fn classify(bytes: &[u8]) -> Result<MediaType, SniffFault> {
    let mut kind = Err(SniffFault::Unknown);
    for name in names(bytes) {
        match name.as_str() {
            "EncryptedPackage" => return Err(SniffFault::PasswordProtected),
            "Macros" | "VBA" | "_VBA_PROJECT" | "_VBA_PROJECT_CUR" => {
                return Err(SniffFault::Macros);
            }
            "WordDocument" if kind.is_err() => kind = Ok(MediaType::Doc),
            "Workbook" | "Book" if kind.is_err() => kind = Ok(MediaType::Xls),
            _ => {}
        }
    }
    kind
}
