//! Pictures of hand signatures and seals.

use askama::Template;

use crate::Shell;
use crate::parts::Errors;

/// A picture that somebody keeps, or could.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StampSlot {
    /// "Con dấu của Ủy ban nhân dân huyện mẫu".
    pub heading: String,
    /// Kind as forms carry it.
    pub kind: String,
    /// Identity of the person or body, as forms carry it.
    pub owner: String,
    /// Address of the picture, if there is one.
    pub picture: Option<String>,
    /// When it was placed, and its size.
    pub note: String,
    /// Real width in millimetres, as typed; nothing for a hand.
    pub millimetres: Option<String>,
    /// Problems of this one.
    pub errors: Errors,
}

/// `GET /stamps`. Posts `kind`, `owner`, `millimetres` and `file` to `/stamps`, `kind` and `owner` to
/// `/stamps/remove`.
#[derive(Debug, Clone, Template)]
#[template(path = "decision/stamps.html")]
pub struct StampsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The pictures.
    pub slots: Vec<StampSlot>,
    /// Problems.
    pub errors: Errors,
}
