//! Parts of a dossier and how steps use them.

use sangkien_domain::law::Citation;
use serde::{Deserialize, Serialize};

/// A part of the dossier: a file or text with its form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// Stable key.
    pub key: String,
    /// Name shown, such as "02 bản thảo có đóng dấu".
    pub label: String,
    /// Its form.
    pub form: ComponentForm,
    /// Whether its text enters the overlap check.
    #[serde(default)]
    pub overlap: bool,
    /// Whether whoever filed the dossier gets to see what an official attaches as it. What they
    /// bring themselves they always see.
    #[serde(default, skip_serializing_if = "AuthorGets::is_never")]
    pub author: AuthorGets,
    /// Legal basis.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citation: Option<Citation>,
}

/// When whoever filed a dossier gets to see a file that an official attached.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AuthorGets {
    /// It stays among those who handle the dossier.
    #[default]
    Never,
    /// Once the act of the step at which it was attached is done.
    AfterAct,
    /// The same, and the dossier has come to the state of this key there or since.
    From(String),
}

impl AuthorGets {
    /// Whether it stays inside.
    pub fn is_never(&self) -> bool {
        *self == Self::Never
    }
}

/// The form of a component.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum ComponentForm {
    /// Text typed into the form field of the same key.
    Text {
        /// Least length in characters.
        #[serde(default)]
        min_chars: u32,
    },
    /// Attached files.
    File {
        /// Accepted formats by extension in lower case; any accepted one when empty.
        #[serde(default)]
        formats: Vec<String>,
        /// Largest single file, in megabytes.
        max_megabytes: u32,
        /// Least number of files.
        #[serde(default)]
        min_files: u32,
    },
}

/// How a step uses a component.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComponentUse {
    /// Key of the component.
    pub component: String,
    /// Whether it must be there.
    pub required: Required,
}

/// When a component is required.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Required {
    /// It may be there.
    Never,
    /// It must be there.
    Always,
    /// It must be there when the condition holds.
    When(String),
}
