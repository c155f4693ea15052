//! What signing and verifying read in a PDF.

use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};
use sangkien_domain::signature::VerifyFault;
use sangkien_domain::time::Instant;

/// Most objects of a file.
const MOST_OBJECTS: usize = 200_000;
/// Most fields of a form, and steps from the form down to one.
const MOST_FIELDS: usize = 2_000;
const DEEPEST: usize = 16;
/// Most that one stream of objects may unpack to.
const MOST_UNPACKED: usize = 64 << 20;

/// Reads a file as it is written; one that would have to be repaired is damaged.
pub(crate) fn read(file: &[u8]) -> Result<Document, VerifyFault> {
    if !file.starts_with(b"%PDF-") {
        return Err(VerifyFault::NotPdf);
    }
    let options = LoadOptions {
        max_decompressed_size: Some(MOST_UNPACKED),
        ..LoadOptions::default()
    };
    let document =
        Document::load_mem_with_options(file, options).map_err(|_| VerifyFault::NotPdf)?;
    if document.is_encrypted() || document.trailer.has(b"Encrypt") {
        return Err(VerifyFault::Encrypted);
    }
    if document.xref_recovery.is_some() || document.catalog().is_err() {
        return Err(VerifyFault::NotPdf);
    }
    if document.objects.len() > MOST_OBJECTS {
        return Err(VerifyFault::TooMuch);
    }
    Ok(document)
}

/// What stands behind a key, references followed.
pub(crate) fn entry<'a>(
    document: &'a Document,
    dictionary: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Object> {
    let found = dictionary.get(key).ok()?;
    document.dereference(found).ok().map(|(_, object)| object)
}

/// A dictionary behind a key, references followed.
pub(crate) fn dictionary<'a>(
    document: &'a Document,
    of: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Dictionary> {
    entry(document, of, key)?.as_dict().ok()
}

/// The form of a file.
pub(crate) fn form(document: &Document) -> Option<&Dictionary> {
    dictionary(document, document.catalog().ok()?, b"AcroForm")
}

/// A field for a signature.
#[derive(Debug, Clone)]
pub(crate) struct Field<'a> {
    /// Its full name.
    pub(crate) name: String,
    /// The signature in it.
    pub(crate) value: Option<&'a Dictionary>,
}

/// The fields for signatures.
pub(crate) fn fields(document: &Document) -> Result<Vec<Field<'_>>, VerifyFault> {
    let Some(top) = form(document).and_then(|form| entry(document, form, b"Fields")) else {
        return Ok(Vec::new());
    };
    let top = top.as_array().map_err(|_| VerifyFault::NotPdf)?;
    let mut found = Vec::new();
    let mut open: Vec<(&Object, usize, bool, String)> = top
        .iter()
        .rev()
        .map(|field| (field, 0, false, String::new()))
        .collect();
    let mut seen = 0;
    while let Some((object, depth, signature, above)) = open.pop() {
        seen += 1;
        if seen > MOST_FIELDS || depth > DEEPEST {
            return Err(VerifyFault::TooMuch);
        }
        let Ok((_, object)) = document.dereference(object) else {
            continue;
        };
        let Ok(field) = object.as_dict() else {
            continue;
        };
        let signature = match entry(document, field, b"FT") {
            Some(kind) => kind.as_name().is_ok_and(|kind| kind == b"Sig"),
            None => signature,
        };
        let own = entry(document, field, b"T").map(text).unwrap_or_default();
        let name = match (above.is_empty(), own.is_empty()) {
            (true, _) => own,
            (false, true) => above,
            (false, false) => format!("{above}.{own}"),
        };
        let value = dictionary(document, field, b"V");
        if signature && (value.is_some() || !field.has(b"Kids")) {
            found.push(Field {
                name: name.clone(),
                value,
            });
        }
        if let Some(Ok(kids)) = entry(document, field, b"Kids").map(Object::as_array) {
            let kids = kids.iter().rev();
            open.extend(kids.map(|kid| (kid, depth + 1, signature, name.clone())));
        }
    }
    Ok(found)
}

/// A text of a PDF, shortened, without what does not show.
pub(crate) fn text(object: &Object) -> String {
    let text = lopdf::decode_text_string(object).unwrap_or_default();
    text.chars()
        .filter(|letter| !letter.is_control())
        .take(200)
        .collect()
}

/// The moment of `D:20240425083000+07'00'`.
pub(crate) fn moment(object: &Object) -> Option<Instant> {
    let text = std::str::from_utf8(object.as_str().ok()?).ok()?;
    let text = text.strip_prefix("D:").unwrap_or(text);
    let (at, zone) = match text.find(['Z', '+', '-']) {
        Some(place) => text.split_at_checked(place)?,
        None => (text, ""),
    };
    let part = |from: usize, to: usize, otherwise: i8| match at.get(from..to) {
        Some(digits) => digits.parse::<i8>().ok(),
        None => Some(otherwise),
    };
    let year = at.get(0..4)?.parse().ok()?;
    let day = Date::new(year, part(4, 6, 1)?, part(6, 8, 1)?).ok()?;
    let time =
        jiff::civil::Time::new(part(8, 10, 0)?, part(10, 12, 0)?, part(12, 14, 0)?, 0).ok()?;
    let digits: Vec<i32> = zone
        .split(['+', '-', '\'', 'Z'])
        .filter_map(|part| part.parse().ok())
        .collect();
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = (digits.first().copied(), digits.get(1).copied());
    let hours = hours.unwrap_or_default().min(24);
    let seconds = sign * (hours * 3_600 + minutes.unwrap_or_default().min(59) * 60);
    let stamp = Offset::from_seconds(seconds)
        .ok()?
        .to_timestamp(DateTime::from_parts(day, time))
        .ok()?;
    Some(Instant(stamp.as_microsecond()))
}

/// The identities of the pages, in their order.
pub(crate) fn pages(document: &Document) -> Vec<ObjectId> {
    document.page_iter().take(MOST_OBJECTS).collect()
}
