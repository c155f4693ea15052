//! XML as a tree, for parts of strangers' documents that are written again.

use quick_xml::events::{BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

use super::super::xml::is_xml;
use crate::reading::ReadFault;
use crate::reading::unpack::{DEEPEST, resolved};

/// A node of a tree.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// An element.
    Element(Element),
    /// Text, nothing in it escaped.
    Text(String),
    /// What is kept as it stands: a declaration, a comment.
    Kept(Event<'static>),
}

/// An element with what stands in it.
#[derive(Debug, Clone)]
pub(super) struct Element {
    pub(super) start: BytesStart<'static>,
    pub(super) nodes: Vec<Node>,
}

impl Element {
    /// An element without attributes.
    pub(super) fn new(name: String, nodes: Vec<Node>) -> Self {
        Self {
            start: BytesStart::new(name),
            nodes,
        }
    }

    /// Whether its name, without prefix, is this.
    pub(super) fn is(&self, name: &str) -> bool {
        self.start.local_name().as_ref() == name
    }
}

/// Reads a part. Entities are refused, and elements that stand deeper than in honest documents.
pub(super) fn read(xml: &str) -> Result<Vec<Node>, ReadFault> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut top = Vec::new();
    let mut open: Vec<Element> = Vec::new();
    loop {
        let node = match reader.read_event().map_err(|_| ReadFault::Damaged)? {
            Event::Start(start) => {
                if open.len() >= DEEPEST {
                    return Err(ReadFault::TooLarge);
                }
                open.push(Element {
                    start: start.into_owned(),
                    nodes: Vec::new(),
                });
                continue;
            }
            Event::End(_) => Node::Element(open.pop().ok_or(ReadFault::Damaged)?),
            Event::Text(text) => Node::Text(text.xml10_content().into_owned()),
            Event::CData(text) => Node::Text(text.to_string()),
            Event::GeneralRef(reference) => Node::Text(resolved(&reference)?),
            Event::DocType(_) => return Err(ReadFault::Entities),
            Event::Eof => break,
            other => Node::Kept(other.into_owned()),
        };
        open.last_mut()
            .map_or(&mut top, |element| &mut element.nodes)
            .push(node);
    }
    // A text cut off in the middle is not half a text.
    if open.is_empty() {
        Ok(top)
    } else {
        Err(ReadFault::Damaged)
    }
}

/// Writes a part.
pub(super) fn write(nodes: &[Node]) -> Result<Vec<u8>, ReadFault> {
    let mut writer = Writer::new(Vec::new());
    put(&mut writer, nodes).map_err(|_| ReadFault::Damaged)?;
    Ok(writer.into_inner())
}

fn put(writer: &mut Writer<Vec<u8>>, nodes: &[Node]) -> std::io::Result<()> {
    for node in nodes {
        match node {
            Node::Element(element) if element.nodes.is_empty() => {
                writer.write_event(Event::Empty(element.start.borrow()))?;
            }
            Node::Element(element) => {
                writer.write_event(Event::Start(element.start.borrow()))?;
                put(writer, &element.nodes)?;
                writer.write_event(Event::End(element.start.to_end()))?;
            }
            Node::Text(text) => {
                let kept: String = text.chars().filter(|c| is_xml(*c)).collect();
                writer.write_event(Event::Text(BytesText::new(&kept)))?;
            }
            Node::Kept(event) => writer.write_event(event.borrow())?,
        }
    }
    Ok(())
}
