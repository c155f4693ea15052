//! Why a form of one's own is not taken, put in force or filled.

use crate::reading::Unread;

/// What stands in the way of a form of one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnFormRefusal {
    /// The file is no Word document since 2007.
    NotWord,
    /// The file cannot be read, or must not be.
    Unread(Unread),
    /// The file has no place for data.
    NoPlaces,
    /// Braces are opened and not closed, or name nothing; the words after them.
    Broken {
        /// How each goes on.
        words: Vec<String>,
    },
    /// A place is tied to a field that the kind of document does not have.
    NoSuchField {
        /// The place.
        place: String,
    },
    /// Places are tied to nothing.
    Untied {
        /// The places.
        places: Vec<String>,
    },
    /// The form is or was in force, and stays as it is.
    Fixed,
    /// The form is not in force.
    NotInForce,
    /// What the document would say does not fit the form.
    Unfilled,
}

impl OwnFormRefusal {
    /// Stable code for API clients and tests.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotWord => "form-not-word",
            Self::Unread(_) => "form-unread",
            Self::NoPlaces => "form-without-places",
            Self::Broken { .. } => "form-broken-places",
            Self::NoSuchField { .. } => "form-no-such-field",
            Self::Untied { .. } => "form-untied-places",
            Self::Fixed => "form-fixed",
            Self::NotInForce => "form-not-in-force",
            Self::Unfilled => "form-unfilled",
        }
    }

    /// The form field the refusal belongs to, where there is one.
    pub const fn field(&self) -> Option<&'static str> {
        match self {
            Self::NotWord | Self::Unread(_) | Self::NoPlaces | Self::Broken { .. } => Some("file"),
            _ => None,
        }
    }
}
