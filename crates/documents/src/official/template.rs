//! The template of a kind of document: its words, with places for data, in TOML.

use serde::Deserialize;

use super::document::Sitting;
use super::placeholder::{Piece, PlaceholderFault, parse};

/// Words with places for data, taken apart when the template is read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Words(pub(super) Vec<Piece>);

impl TryFrom<String> for Words {
    type Error = PlaceholderFault;

    fn try_from(text: String) -> Result<Self, PlaceholderFault> {
        parse(&text).map(Self)
    }
}

/// A template: what [`super::Document`] holds, as words with places for data.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Template {
    pub(super) kind: Words,
    pub(super) subject: Words,
    pub(super) authority: Words,
    pub(super) enacting: Words,
    pub(super) numbered: bool,
    pub(super) across: bool,
    pub(super) addressees: Vec<Words>,
    pub(super) grounds: Vec<Words>,
    pub(super) content: Vec<Part>,
    pub(super) recipients: Vec<Words>,
    pub(super) signatures: Vec<SignatureTemplate>,
    pub(super) annexes: Vec<AnnexTemplate>,
}

impl Default for Template {
    fn default() -> Self {
        Self {
            kind: Words::default(),
            subject: Words::default(),
            authority: Words::default(),
            enacting: Words::default(),
            numbered: true,
            across: false,
            addressees: Vec::new(),
            grounds: Vec::new(),
            content: Vec::new(),
            recipients: Vec::new(),
            signatures: Vec::new(),
            annexes: Vec::new(),
        }
    }
}

/// A part of the text: one of the blocks, or parts of its own, once or for each of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Part {
    /// Left out unless this value is there and neither empty nor false.
    pub(super) when: Option<String>,
    /// Once for each value of this list.
    pub(super) each: Option<String>,
    pub(super) heading: Option<Words>,
    pub(super) article: Option<Words>,
    pub(super) clause: Option<Words>,
    pub(super) point: Option<Words>,
    pub(super) paragraph: Option<Words>,
    pub(super) centred: Option<Words>,
    pub(super) table: Option<TableTemplate>,
    pub(super) content: Vec<Self>,
}

/// A table: a row for each value of a list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableTemplate {
    pub(super) each: String,
    pub(super) columns: Vec<ColumnTemplate>,
    /// A row below the others, one text for each column.
    #[serde(default)]
    pub(super) last: Vec<Words>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnTemplate {
    pub(super) head: Words,
    pub(super) share: u16,
    #[serde(default)]
    pub(super) centred: bool,
    pub(super) cell: Vec<Words>,
    /// The column is repeated for each value of this list, which its head sees …
    #[serde(default)]
    pub(super) each: Option<String>,
    /// … and the cells of a row are made for the values of this list of the row.
    #[serde(default)]
    pub(super) values: String,
}

impl ColumnTemplate {
    pub(super) const fn sitting(&self) -> Sitting {
        if self.centred {
            Sitting::Centre
        } else {
            Sitting::Left
        }
    }
}

/// A place for a signature.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct SignatureTemplate {
    /// Once for each value of this list.
    pub(super) each: Option<String>,
    pub(super) post: Vec<Words>,
    pub(super) note: Words,
    pub(super) name: Words,
}

/// An annex.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct AnnexTemplate {
    pub(super) when: Option<String>,
    pub(super) title: Words,
    pub(super) across: bool,
    pub(super) content: Vec<Part>,
}

/// A template that cannot be read; the text says where and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the template cannot be read: {0}")]
pub struct TemplateFault(pub String);

impl Template {
    /// Reads a template.
    pub fn read(text: &str) -> Result<Self, TemplateFault> {
        toml::from_str(text).map_err(|fault| TemplateFault(fault.to_string()))
    }
}
