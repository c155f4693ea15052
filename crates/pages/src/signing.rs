//! Signing the papers of an issued decision.

use askama::Template;

use crate::Shell;
use crate::parts::{Errors, Link, Opt, Table};

/// One step that the viewer may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SigningPart {
    /// "Ký số" or "Đóng dấu cơ quan".
    pub heading: String,
    /// How many papers wait for it, in a sentence.
    pub waiting: String,
    /// Posted as `step`.
    pub step: String,
    /// Words of the button that signs with the key of the server; none where it holds no key.
    pub by_server: Option<String>,
    /// Whether any paper waits.
    pub open: bool,
}

/// `GET /decisions/{id}/signing`.
#[derive(Debug, Clone, Template)]
#[template(path = "decision/signing.html")]
pub struct SigningPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Number of the decision.
    pub number: String,
    /// Address of the page; acts are below it.
    pub action: String,
    /// How far all is, in a sentence.
    pub lead: String,
    /// The steps that the viewer may do.
    pub parts: Vec<SigningPart>,
    /// Where the signatures of a token are brought; whether any is waited for.
    pub awaited: bool,
    /// What is to be signed, paper by paper, for tools that hash themselves.
    pub bytes: Vec<Link>,
    /// Papers that a signed file may be brought for, posted as `paper`; none hides the form.
    pub papers: Vec<Opt>,
    /// Papers: number, for whom, how far.
    pub table: Table,
    /// Problems.
    pub errors: Errors,
}
