//! What changed in a file after a signature, and whether signing alone explains it.
//!
//! Two readings of the file are compared object by object: as it was when signed, and as it is. The
//! places in which something may have changed are named here; all else voids the signature. So it
//! does not matter what a change would make visible, hide or swap.

use std::collections::BTreeSet;

use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::pdf;

/// Where objects stand, as the tables of contents of a file and its earlier states say.
pub(crate) type Places = BTreeSet<(ObjectId, usize)>;

/// Where the objects of a reading stand.
pub(crate) fn places(document: &Document) -> impl Iterator<Item = (ObjectId, usize)> {
    let entries = document.reference_table.entries.iter();
    entries.filter_map(|(number, entry)| match entry {
        XrefEntry::Normal { offset, generation } => {
            Some(((*number, *generation), usize::try_from(*offset).ok()?))
        }
        _ => None,
    })
}

/// Whether all changes are those that further signatures and the data to verify them bring.
/// What lies in the file behind `end` was appended.
pub(crate) fn harmless(
    earlier: &Document,
    later: &Document,
    file: &[u8],
    end: usize,
    places: &Places,
) -> bool {
    let (Ok(before), Ok(after)) = (earlier.trailer.get(b"Root"), later.trailer.get(b"Root")) else {
        return false;
    };
    if before != after {
        return false;
    }
    // What was appended ends like a file, and is where readers begin.
    let begins = later.xref_start >= end;
    if !begins || !file.trim_ascii_end().ends_with(b"%%EOF") {
        return false;
    }
    let compare = Compare { earlier, later };
    let changed: BTreeSet<ObjectId> = earlier
        .objects
        .iter()
        .filter(|(id, object)| !later.objects.get(id).is_some_and(|now| same(object, now)))
        .map(|(id, _)| *id)
        .collect();
    // Programs that rebuild a file from what they find would show objects that no table of contents
    // names.
    let named = |(id, place): (ObjectId, usize)| {
        changed.contains(&id) || places.contains(&(id, place)) || !earlier.objects.contains_key(&id)
    };
    changed.iter().all(|id| compare.may_change(*id)) && defined(file, end).all(named)
}

/// Whether two objects are the same, wherever they stand in the file.
fn same(left: &Object, right: &Object) -> bool {
    match (left, right) {
        (Object::Stream(left), Object::Stream(right)) => {
            left.dict == right.dict && left.content == right.content
        }
        _ => left == right,
    }
}

/// Whether two dictionaries agree in all but some keys.
fn agree(before: &Dictionary, after: &Dictionary, but: &[&[u8]]) -> bool {
    let keys = before.iter().chain(after).map(|(key, _)| key);
    keys.filter(|key| !but.contains(&key.as_slice()))
        .all(|key| before.get(key).ok() == after.get(key).ok())
}

/// What further signatures may change in the catalogue: the form, data to verify with, and the
/// version of the format that the new parts need.
const CATALOG: &[&[u8]] = &[b"AcroForm", b"DSS", b"Extensions", b"Version"];

struct Compare<'a> {
    earlier: &'a Document,
    later: &'a Document,
}

impl Compare<'_> {
    fn may_change(&self, id: ObjectId) -> bool {
        let (Some(before), Some(after)) =
            (self.earlier.objects.get(&id), self.later.objects.get(&id))
        else {
            // Something that was there is gone; only tables of contents of the file come and go.
            return self.earlier.objects.get(&id).is_some_and(is_table);
        };
        if is_table(before) && is_table(after) {
            return true;
        }
        match (before, after) {
            (Object::Dictionary(before), Object::Dictionary(after)) => {
                self.catalog(id, before, after)
                    || self.form(id, before, after)
                    || self.page(before, after)
                    || self.field(before, after)
                    || self.is_behind(id, b"DSS")
                    || self.about(id, before, after)
            }
            (Object::Array(before), Object::Array(after)) => {
                self.is_list(id) && self.grown(before, after)
            }
            (Object::Stream(before), Object::Stream(after)) => {
                // The description of the file in XML, of which nothing is drawn.
                self.is_behind(id, b"Metadata")
                    && agree(&before.dict, &after.dict, &[b"Length", b"Filter"])
            }
            _ => false,
        }
    }

    fn root(&self) -> Option<ObjectId> {
        self.earlier
            .trailer
            .get(b"Root")
            .and_then(Object::as_reference)
            .ok()
    }

    /// Whether the catalogue refers to this object under a key.
    fn is_behind(&self, id: ObjectId, key: &[u8]) -> bool {
        self.earlier
            .catalog()
            .and_then(|catalog| catalog.get(key))
            .and_then(Object::as_reference)
            .is_ok_and(|found| found == id)
    }

    fn catalog(&self, id: ObjectId, before: &Dictionary, after: &Dictionary) -> bool {
        if self.root() != Some(id) || !agree(before, after, CATALOG) {
            return false;
        }
        let (was, is) = (before.get(b"AcroForm").ok(), after.get(b"AcroForm").ok());
        match (was, is) {
            (Some(Object::Dictionary(was)), Some(Object::Dictionary(is))) => {
                self.grown_form(was, is)
            }
            // Moved out of the catalogue without another change than may be.
            (Some(Object::Dictionary(was)), Some(Object::Reference(apart))) => {
                self.later.get_dictionary(*apart).is_ok_and(|is| {
                    !self.earlier.objects.contains_key(apart) && self.grown_form(was, is)
                })
            }
            (was, is) => was == is,
        }
    }

    fn form(&self, id: ObjectId, before: &Dictionary, after: &Dictionary) -> bool {
        self.is_behind(id, b"AcroForm") && self.grown_form(before, after)
    }

    fn grown_form(&self, before: &Dictionary, after: &Dictionary) -> bool {
        agree(before, after, &[b"Fields", b"SigFlags"])
            && self.grown_entry(before, after, b"Fields")
    }

    fn page(&self, before: &Dictionary, after: &Dictionary) -> bool {
        let page = before.get(b"Type").and_then(Object::as_name);
        page.is_ok_and(|kind| kind == b"Page")
            && agree(before, after, &[b"Annots"])
            && self.grown_entry(before, after, b"Annots")
    }

    /// An empty field of which only the signature was filled in.
    fn field(&self, before: &Dictionary, after: &Dictionary) -> bool {
        let kind = before.get(b"FT").and_then(Object::as_name);
        kind.is_ok_and(|kind| kind == b"Sig")
            && !before.has(b"V")
            && agree(before, after, &[b"V", b"AP"])
            && self.signed(after)
    }

    /// The facts about the file, of which nothing is drawn.
    fn about(&self, id: ObjectId, before: &Dictionary, after: &Dictionary) -> bool {
        let info = self
            .earlier
            .trailer
            .get(b"Info")
            .and_then(Object::as_reference);
        info.is_ok_and(|info| info == id) && agree(before, after, &[b"ModDate", b"Producer"])
    }

    /// Whether an array stands apart as the fields of the form or the annotations of a page.
    fn is_list(&self, id: ObjectId) -> bool {
        let refers = |of: &Dictionary, key: &[u8]| {
            of.get(key)
                .and_then(Object::as_reference)
                .is_ok_and(|found| found == id)
        };
        pdf::form(self.earlier).is_some_and(|form| refers(form, b"Fields"))
            || pdf::pages(self.earlier).into_iter().any(|page| {
                self.earlier
                    .get_dictionary(page)
                    .is_ok_and(|page| refers(page, b"Annots"))
            })
    }

    /// An array in a dictionary that only grew; one that stands apart is judged by itself.
    fn grown_entry(&self, before: &Dictionary, after: &Dictionary, key: &[u8]) -> bool {
        match (before.get(key).ok(), after.get(key).ok()) {
            (Some(Object::Array(before)), Some(Object::Array(after))) => self.grown(before, after),
            (None, Some(Object::Array(after))) => self.grown(&[], after),
            (before, after) => before == after,
        }
    }

    /// Whether an array only had new signature fields added at its end.
    fn grown(&self, before: &[Object], after: &[Object]) -> bool {
        after.starts_with(before)
            && after.iter().skip(before.len()).all(|added| {
                added.as_reference().is_ok_and(|id| {
                    !self.earlier.objects.contains_key(&id)
                        && self
                            .later
                            .get_dictionary(id)
                            .is_ok_and(|field| self.signed(field))
                })
            })
    }

    /// Whether a field is for a signature and has one. An empty one could lie over the text.
    fn signed(&self, field: &Dictionary) -> bool {
        let kind = field.get(b"FT").and_then(Object::as_name);
        kind.is_ok_and(|kind| kind == b"Sig")
            && !field.has(b"Kids")
            && pdf::dictionary(self.later, field, b"V").is_some_and(|value| value.has(b"ByteRange"))
    }
}

/// Whether an object only serves to find others.
fn is_table(object: &Object) -> bool {
    let Object::Stream(stream) = object else {
        return false;
    };
    stream
        .dict
        .get(b"Type")
        .and_then(Object::as_name)
        .is_ok_and(|kind| kind == b"XRef" || kind == b"ObjStm")
}

/// The objects that begin behind a place: the identity before each word `obj`, and where it stands.
fn defined(file: &[u8], from: usize) -> impl Iterator<Item = (ObjectId, usize)> {
    let words = file.windows(4).enumerate().skip(from);
    words.filter_map(move |(place, word)| {
        let blank = word.first().is_some_and(u8::is_ascii_whitespace);
        if !blank || word.get(1..) != Some(b"obj") {
            return None;
        }
        let start = place.saturating_sub(24).max(from);
        let head = file.get(start..place)?.trim_ascii_end();
        let (head, generation) = last_number(head)?;
        let (head, number) = last_number(head.trim_ascii_end())?;
        let generation = u16::try_from(generation).ok()?;
        Some(((number, generation), start + head.len()))
    })
}

/// Takes the number off the end of bytes.
fn last_number(bytes: &[u8]) -> Option<(&[u8], u32)> {
    let digits = bytes
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let (head, number) = bytes.split_at_checked(bytes.len() - digits)?;
    Some((head, std::str::from_utf8(number).ok()?.parse().ok()?))
}
