//! Whether a PDF would do something by itself: run a script, start a program, carry other files.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Dict, MaybeRef, Name, Object};

/// Deeper than this no honest object is nested.
const DEEPEST: u32 = 32;
/// Keys that only scripts, forms of programs and carried files have.
const KEYS: [&str; 4] = ["JS", "JavaScript", "XFA", "EmbeddedFiles"];
/// Actions that run something.
const ACTIONS: [&str; 2] = ["JavaScript", "Launch"];

/// Whether any object of the document would run something or carries other files.
pub(super) fn acts(pdf: &Pdf) -> bool {
    pdf.objects()
        .into_iter()
        .any(|object| is_active(&object, 0))
}

fn is_active(object: &Object<'_>, depth: u32) -> bool {
    if depth > DEEPEST {
        return false;
    }
    match object {
        Object::Dict(dict) => dict_is_active(dict, depth),
        Object::Stream(stream) => dict_is_active(stream.dict(), depth),
        Object::Array(array) => array.raw_iter().any(|item| within(&item, depth)),
        _ => false,
    }
}

/// Objects that are only referred to are looked at by themselves.
fn within(item: &MaybeRef<Object<'_>>, depth: u32) -> bool {
    match item {
        MaybeRef::Ref(_) => false,
        MaybeRef::NotRef(object) => is_active(object, depth + 1),
    }
}

fn dict_is_active(dict: &Dict<'_>, depth: u32) -> bool {
    let action: Option<Name<'_>> = dict.get("S");
    KEYS.iter().any(|key| dict.contains_key(key))
        || action.is_some_and(|name| ACTIONS.contains(&name.as_str()))
        || dict.entries().any(|(_, item)| within(&item, depth))
}
