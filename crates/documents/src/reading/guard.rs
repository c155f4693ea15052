//! What an office document since 2007 may not hold: whatever is fetched, run or unpacked when it is
//! opened.

use super::ReadFault;
use super::unpack::{Package, Seen, attribute, walk};

/// Relations whose target outside is fetched by opening the document. Links that people click are
/// none of these.
const FETCHED: [&str; 6] = [
    "attachedTemplate",
    "oleObject",
    "frame",
    "subDocument",
    "image",
    "externalLinkPath",
];
/// Fields that start programs or read other files.
const FIELDS: [&str; 5] = [
    "DDE",
    "DDEAUTO",
    "INCLUDETEXT",
    "INCLUDEPICTURE",
    "DATABASE",
];

/// Refuses a package that would act by being opened.
pub(crate) fn guard(package: &mut Package<'_>) -> Result<(), ReadFault> {
    for name in package.names() {
        if name.strip_suffix(".rels").is_some() {
            let relations = package.part(&name)?.unwrap_or_default();
            walk(&relations, |seen| relation(&seen))?;
        } else if is_word_text(&name) {
            let xml = package.part(&name)?.unwrap_or_default();
            // Most parts have neither, and are not gone through twice.
            if ["instrText", "fldSimple", "OLEObject", "altChunk"]
                .iter()
                .any(|mark| xml.contains(mark))
            {
                fields(&xml)?;
            }
        }
    }
    Ok(())
}

/// A part of a Word document that holds text.
fn is_word_text(name: &str) -> bool {
    let part = name
        .strip_prefix("word/")
        .and_then(|name| name.strip_suffix(".xml"));
    part.is_some_and(|part| {
        ["document", "header", "footer", "footnotes", "endnotes"]
            .iter()
            .any(|kind| part.starts_with(kind))
    })
}

fn relation(seen: &Seen<'_>) -> Result<(), ReadFault> {
    let Seen::Start(tag) = seen else {
        return Ok(());
    };
    let kind = attribute(tag, "Type").unwrap_or_default();
    let outside = attribute(tag, "TargetMode").as_deref() == Some("External");
    if outside && FETCHED.iter().any(|word| kind.ends_with(word)) {
        return Err(ReadFault::Outside);
    }
    // Text of another kind that Word takes in by itself.
    if kind.ends_with("aFChunk") {
        return Err(ReadFault::Active);
    }
    Ok(())
}

fn fields(xml: &str) -> Result<(), ReadFault> {
    let mut instruction = String::new();
    let mut inside = false;
    walk(xml, |seen| {
        match seen {
            Seen::Start(tag) => match tag.local_name().as_ref() {
                "instrText" => inside = true,
                "fldSimple" => judge(&attribute(&tag, "instr").unwrap_or_default())?,
                "fldChar" => {
                    judge(&instruction)?;
                    instruction.clear();
                }
                "OLEObject" if attribute(&tag, "ProgID").as_deref() == Some("Package") => {
                    return Err(ReadFault::Active);
                }
                _ => {}
            },
            Seen::End(name) if name == "instrText" => inside = false,
            Seen::Text(text) if inside => instruction.push_str(&text),
            _ => {}
        }
        Ok(())
    })?;
    judge(&instruction)
}

fn judge(instruction: &str) -> Result<(), ReadFault> {
    let first = instruction.split_whitespace().next().unwrap_or_default();
    if FIELDS.iter().any(|field| first.eq_ignore_ascii_case(field)) {
        return Err(ReadFault::Active);
    }
    Ok(())
}
