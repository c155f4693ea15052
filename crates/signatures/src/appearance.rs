//! How a signature looks: the page of one file as a form in another.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId, Stream, dictionary};

use crate::{SignFault, pdf};

/// Puts the first page of a drawing into a document as a form, with all it needs.
pub(crate) fn form(into: &mut Document, drawing: &[u8]) -> Result<ObjectId, SignFault> {
    let wrong = || SignFault::Paper("the drawing of the stamp cannot be read".into());
    let from = pdf::read(drawing).map_err(|_| wrong())?;
    let page = *pdf::pages(&from).first().ok_or_else(wrong)?;
    let content = from.get_page_content(page);
    let (resources, parents) = from.get_page_resources(page).map_err(|_| wrong())?;
    let resources = match (resources, parents.first()) {
        (Some(found), _) => Object::Dictionary(found.clone()),
        (None, Some(parent)) => Object::Reference(*parent),
        (None, None) => Object::Dictionary(dictionary! {}),
    };
    let frame = from
        .get_dictionary(page)
        .ok()
        .and_then(|page| pdf::entry(&from, page, b"MediaBox"))
        .cloned()
        .ok_or_else(wrong)?;
    let resources = copy(&from, into, resources, &mut BTreeMap::new());
    let dictionary = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "BBox" => frame, "Resources" => resources,
    };
    Ok(into.add_object(Stream::new(dictionary, content)))
}

/// Copies a value and all it refers to.
fn copy(
    from: &Document,
    into: &mut Document,
    value: Object,
    known: &mut BTreeMap<ObjectId, ObjectId>,
) -> Object {
    match value {
        Object::Reference(id) => {
            if let Some(copied) = known.get(&id) {
                return Object::Reference(*copied);
            }
            let copied = into.new_object_id();
            known.insert(id, copied);
            let target = from.get_object(id).cloned().unwrap_or(Object::Null);
            let target = copy(from, into, target, known);
            into.set_object(copied, target);
            Object::Reference(copied)
        }
        Object::Array(entries) => entries
            .into_iter()
            .map(|entry| copy(from, into, entry, known))
            .collect::<Vec<_>>()
            .into(),
        Object::Dictionary(entries) => {
            let mut copied = dictionary! {};
            for (key, entry) in entries {
                copied.set(key, copy(from, into, entry, known));
            }
            copied.into()
        }
        Object::Stream(mut stream) => {
            for (_, entry) in &mut stream.dict {
                let value = std::mem::replace(entry, Object::Null);
                *entry = copy(from, into, value, known);
            }
            Object::Stream(stream)
        }
        plain => plain,
    }
}
