//! Forms of one's own: a Word document in which an official wrote `{{…}}` wherever data go.
//!
//! A place is words between braces, tied to a [`Field`] of the kind of document. A row of a table,
//! or a paragraph, with a field of a list is repeated for each value of the list. Nothing in a form
//! is computed, fetched or run; what would be is refused when it is read.

mod field;
mod find;
#[cfg(test)]
mod tests;
mod tree;

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

pub use field::Field;
use find::{Mark, marks, put, text_of};
use tree::{Element, Node};

use super::fill::{Fill, FillFault};
use super::kind::Kind;
use crate::reading::unpack::Package;
use crate::reading::{ReadFault, guard};

/// The most places a form may have.
const MOST_PLACES: usize = 500;

/// A place in a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The words between its braces.
    pub name: String,
    /// Whether it stands in a row of a table.
    pub in_row: bool,
}

/// What was found in a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The places, each once, in the order of the text.
    pub places: Vec<Place>,
    /// How what follows braces begins that are not closed or name nothing.
    pub broken: Vec<String>,
}

/// Why a form is not filled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormFault {
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] ReadFault),
    /// The data do not fit its fields.
    #[error(transparent)]
    Fill(#[from] FillFault),
}

/// Finds the places of a form.
///
/// # Errors
/// Why it cannot be read, or must not be.
pub fn places(bytes: &[u8]) -> Result<Found, ReadFault> {
    let mut found = Found::default();
    for (_, nodes) in text_parts(bytes)? {
        look(&nodes, false, &mut found)?;
    }
    Ok(found)
}

fn look(nodes: &[Node], in_row: bool, found: &mut Found) -> Result<(), ReadFault> {
    for node in nodes {
        let Node::Element(element) = node else {
            continue;
        };
        if element.is("p") {
            for mark in marks(&text_of(element)) {
                match mark {
                    Mark::Broken(words) => found.broken.push(words),
                    Mark::Place(_, name) => {
                        if found.places.iter().all(|place| place.name != name) {
                            found.places.push(Place { name, in_row });
                        }
                    }
                }
                if found.places.len() + found.broken.len() > MOST_PLACES {
                    return Err(ReadFault::TooLarge);
                }
            }
        }
        look(&element.nodes, in_row || element.is("tr"), found)?;
    }
    Ok(())
}

/// Fills a form of a kind: `mapping` gives the field of each place. A place without one stays empty.
///
/// # Errors
/// Why it cannot be read, or which data do not fit.
pub fn fill(
    bytes: &[u8],
    kind: Kind,
    mapping: &BTreeMap<String, String>,
    data: &Value,
) -> Result<Vec<u8>, FormFault> {
    let fields = kind.fields();
    let tied = mapping
        .iter()
        .filter_map(|(place, code)| {
            let field = fields.iter().find(|field| field.code == *code)?;
            Some((place.as_str(), field))
        })
        .collect();
    let mut filler = Filler {
        tied,
        fill: Fill::new(data),
        inside: Vec::new(),
    };
    let mut written = BTreeMap::new();
    for (name, nodes) in text_parts(bytes)? {
        let nodes = filler.nodes(nodes);
        written.insert(name, tree::write(&nodes)?);
    }
    filler.fill.done(())?;
    Ok(rewritten(bytes, &written)?)
}

/// The parts of the package that hold text, taken apart; what acts by itself is refused.
fn text_parts(bytes: &[u8]) -> Result<Vec<(String, Vec<Node>)>, ReadFault> {
    let mut package = Package::open(bytes)?;
    guard(&mut package)?;
    let mut names: Vec<String> = package.names();
    names.retain(|name| {
        let part = name
            .strip_prefix("word/")
            .and_then(|name| name.strip_suffix(".xml"));
        part.is_some_and(|part| {
            part == "document" || part.starts_with("header") || part.starts_with("footer")
        })
    });
    // The text itself, then what stands above and below it.
    names.sort();
    if !names.iter().any(|name| name == "word/document.xml") {
        return Err(ReadFault::Damaged);
    }
    let mut parts = Vec::new();
    for name in names {
        let xml = package.part(&name)?.ok_or(ReadFault::Damaged)?;
        parts.push((name, tree::read(&xml)?));
    }
    Ok(parts)
}

/// The package with some parts written anew, the others as they are.
fn rewritten(bytes: &[u8], parts: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, ReadFault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadFault::Damaged)?;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for index in 0..archive.len() {
        let entry = archive
            .by_index_raw(index)
            .map_err(|_| ReadFault::Damaged)?;
        let name = entry.name().map_err(|_| ReadFault::Damaged)?.to_string();
        match parts.get(&name) {
            Some(part) => {
                zip.start_file(name, options)
                    .map_err(|_| ReadFault::Damaged)?;
                zip.write_all(part).map_err(|_| ReadFault::Damaged)?;
            }
            None => zip.raw_copy_file(entry).map_err(|_| ReadFault::Damaged)?,
        }
    }
    let file = zip.finish().map_err(|_| ReadFault::Damaged)?;
    Ok(file.into_inner())
}

/// Puts data into the trees of a form.
struct Filler<'f> {
    /// The field of each place.
    tied: BTreeMap<&'f str, &'f Field>,
    fill: Fill<'f>,
    /// The lists being gone through with the number of the value, from 1; 0 when the list is empty.
    inside: Vec<(&'f str, usize)>,
}

impl<'f> Filler<'f> {
    fn nodes(&mut self, nodes: Vec<Node>) -> Vec<Node> {
        let mut out = Vec::new();
        for node in nodes {
            match node {
                Node::Element(element) if element.is("tr") || element.is("p") => {
                    out.extend(self.repeated(element));
                }
                Node::Element(mut element) => {
                    element.nodes = self.nodes(element.nodes);
                    out.push(Node::Element(element));
                }
                other => out.push(other),
            }
        }
        out
    }

    /// A row or paragraph, once for each value of the list its fields are of.
    fn repeated(&mut self, element: Element) -> Vec<Node> {
        let Some(list) = self.list_of(&element) else {
            return vec![Node::Element(self.element(element))];
        };
        let count = self.fill.list(list).len();
        if count == 0 {
            // A table needs a row, and a cell a paragraph.
            self.inside.push((list, 0));
            let blank = self.element(element);
            self.inside.pop();
            return vec![Node::Element(blank)];
        }
        let mut out = Vec::new();
        for number in 1..=count {
            let mut copy = element.clone();
            if number > 1 {
                without_names(&mut copy);
            }
            self.inside.push((list, number));
            let entered = self.fill.enter(list, number);
            let filled = self.element(copy);
            if entered {
                self.fill.leave();
            }
            self.inside.pop();
            out.push(Node::Element(filled));
        }
        out
    }

    fn element(&mut self, mut element: Element) -> Element {
        if element.is("p") {
            let text = text_of(&element);
            let empty = self.inside.iter().any(|(_, number)| *number == 0);
            let words: Vec<_> = if empty {
                vec![(0..text.len(), String::new())]
            } else {
                let places = marks(&text).into_iter();
                places
                    .filter_map(|mark| match mark {
                        Mark::Place(range, name) => Some((range, self.value(&name))),
                        Mark::Broken(_) => None,
                    })
                    .collect()
            };
            if !words.is_empty() {
                put(&mut element, &words);
            }
        }
        element.nodes = self.nodes(element.nodes);
        element
    }

    /// The list that a row or paragraph is repeated for, unless that is being done.
    fn list_of(&self, element: &Element) -> Option<&'f str> {
        let mut names = Vec::new();
        if element.is("p") {
            own_names(element, &mut names);
        } else {
            names_in(&element.nodes, &mut names);
        }
        names
            .iter()
            .filter_map(|name| self.tied.get(name.as_str())?.each.as_deref())
            .find(|list| self.inside.iter().all(|(open, _)| open != list))
    }

    fn value(&mut self, place: &str) -> String {
        let Some(field) = self.tied.get(place).copied() else {
            return String::new();
        };
        let list = field.each.as_deref();
        let inside = self.inside.iter().rev();
        let number = inside
            .clone()
            .find(|(open, _)| Some(*open) == list)
            .map_or(0, |(_, number)| *number);
        self.fill.place(&field.words, number)
    }
}

fn own_names(paragraph: &Element, into: &mut Vec<String>) {
    for mark in marks(&text_of(paragraph)) {
        if let Mark::Place(_, name) = mark {
            into.push(name);
        }
    }
}

/// The places in a row, without those of rows of tables within it.
fn names_in(nodes: &[Node], into: &mut Vec<String>) {
    for node in nodes {
        if let Node::Element(element) = node
            && !element.is("tr")
        {
            if element.is("p") {
                own_names(element, into);
            }
            names_in(&element.nodes, into);
        }
    }
}

/// Takes away what may stand only once in a document.
fn without_names(element: &mut Element) {
    let kept: Vec<(String, String)> = element
        .start
        .attributes()
        .with_checks(false)
        .flatten()
        .filter(|one| !["paraId", "textId"].contains(&one.key.local_name().as_ref()))
        .map(|one| (one.key.as_ref().to_owned(), one.value.to_string()))
        .collect();
    element.start.clear_attributes();
    for (name, value) in &kept {
        // The value is escaped already.
        element
            .start
            .push_attribute(quick_xml::events::attributes::Attribute {
                key: quick_xml::name::QName(name),
                value: value.as_str().into(),
            });
    }
    element.nodes.retain(|node| {
        !matches!(node, Node::Element(inner) if inner.is("bookmarkStart") || inner.is("bookmarkEnd"))
    });
    for node in &mut element.nodes {
        if let Node::Element(inner) = node {
            without_names(inner);
        }
    }
}
