//! Places for data in the text of a Word document: `{{…}}`, over however many runs Word has
//! divided it.

use std::ops::Range;

use super::tree::{Element, Node};
use crate::layout::one_line;

/// The longest name of a place, in characters.
const LONGEST: usize = 120;
/// How much of a place that is not closed is shown, in characters.
const SHOWN: usize = 60;

/// What stands between braces in a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// A place: its bytes in the paragraph's text, and its name.
    Place(Range<usize>, String),
    /// Braces that are opened and not closed, or name nothing.
    Broken(String),
}

/// The marks in a paragraph's text, in order.
pub(super) fn marks(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut at = 0;
    while let Some((before, after)) = text.get(at..).and_then(|rest| rest.split_once("{{")) {
        let start = at + before.len();
        let inside = after.split_once("}}").map(|(inside, _)| inside);
        let name = inside.map(one_line).unwrap_or_default();
        let fits = !name.is_empty() && name.chars().count() <= LONGEST && !name.contains("{{");
        if let Some(inside) = inside
            && fits
        {
            at = start + inside.len() + 4;
            marks.push(Mark::Place(start..at, name));
        } else {
            at = start + 2;
            marks.push(Mark::Broken(after.chars().take(SHOWN).collect()));
        }
    }
    marks
}

/// Whether text in an element does not belong to the paragraph around it.
fn apart(element: &Element) -> bool {
    ["p", "del", "txbxContent"]
        .iter()
        .any(|name| element.is(name))
}

/// The text of a paragraph, without that of paragraphs in text boxes within it.
pub(super) fn text_of(paragraph: &Element) -> String {
    let mut text = String::new();
    gather(&paragraph.nodes, false, &mut text);
    text
}

fn gather(nodes: &[Node], inside: bool, into: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) if inside => into.push_str(text),
            Node::Element(element) if !apart(element) => {
                gather(&element.nodes, inside || element.is("t"), into);
            }
            _ => {}
        }
    }
}

/// Puts words in the places of a paragraph: `words` are bytes of its text and what stands there
/// instead, in order. They are set as the first run of their place is.
pub(super) fn put(paragraph: &mut Element, words: &[(Range<usize>, String)]) {
    let mut at = 0;
    let nodes = std::mem::take(&mut paragraph.nodes);
    paragraph.nodes = replaced(nodes, words, &mut at);
}

fn replaced(nodes: Vec<Node>, words: &[(Range<usize>, String)], at: &mut usize) -> Vec<Node> {
    let mut out = Vec::new();
    for node in nodes {
        match node {
            Node::Element(element) if element.is("t") => {
                out.extend(text_element(&element, words, at));
            }
            Node::Element(mut element) if !apart(&element) => {
                element.nodes = replaced(element.nodes, words, at);
                out.push(Node::Element(element));
            }
            other => out.push(other),
        }
    }
    out
}

/// A text element with its share of the words; further lines of theirs follow after breaks.
fn text_element(element: &Element, words: &[(Range<usize>, String)], at: &mut usize) -> Vec<Node> {
    let mut text = String::new();
    for node in &element.nodes {
        if let Node::Text(part) = node {
            text.push_str(part);
        }
    }
    let (start, end) = (*at, *at + text.len());
    *at = end;
    if !words
        .iter()
        .any(|(range, _)| range.start < end && start < range.end)
    {
        return vec![Node::Element(element.clone())];
    }
    let mut told = String::new();
    let mut kept = start;
    for (range, word) in words {
        if range.end <= start || range.start >= end {
            continue;
        }
        if range.start >= start {
            told.push_str(
                text.get(kept - start..range.start - start)
                    .unwrap_or_default(),
            );
            told.push_str(word);
        }
        kept = range.end.min(end);
    }
    told.push_str(text.get(kept - start..).unwrap_or_default());
    let name = element.start.name().as_ref().to_owned();
    let prefix = name.strip_suffix('t').unwrap_or_default();
    let mut nodes = Vec::new();
    for (number, line) in told.split('\n').enumerate() {
        if number > 0 {
            nodes.push(Node::Element(Element::new(
                format!("{prefix}br"),
                Vec::new(),
            )));
        }
        let mut element = Element::new(name.clone(), vec![Node::Text(line.to_owned())]);
        element.start.push_attribute(("xml:space", "preserve"));
        nodes.push(Node::Element(element));
    }
    nodes
}
