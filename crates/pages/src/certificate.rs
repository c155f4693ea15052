//! Whether a certificate holds, for those who say so.

use askama::Template;

use crate::Shell;
use crate::parts::{Errors, Fact, Tag};

/// One act about a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActLine {
    /// What was done.
    pub what: String,
    /// By which decision, of which day.
    pub basis: String,
    /// Why.
    pub reason: String,
    /// When it was written down.
    pub at: String,
}

/// What can be done about a certificate now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// It may be taken back or replaced.
    Valid,
    /// It may be put in force again.
    Revoked,
    /// Nothing any more.
    Superseded,
}

/// What was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// Why.
    pub reason: String,
    /// Number of the decision.
    pub decision: String,
    /// Day of the decision.
    pub decided_on: String,
    /// Whether all certificates of the initiative are taken back.
    pub all: bool,
    /// Name for the certificate in its place.
    pub author: String,
    /// Place of work for it.
    pub workplace: String,
}

/// `GET /certificates/{code}/standing`. Posts to `…/revocation` (`reason`, `decision`, `decided_on`,
/// `all=yes`), `…/restoration` (the first three), `…/replacement` (these, `author`, `workplace`).
#[derive(Debug, Clone, Template)]
#[template(path = "decision/certificate.html")]
pub struct CertificateDeskPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Number of the certificate.
    pub number: String,
    /// How it stands.
    pub state: Tag,
    /// Holder, initiative, decision.
    pub facts: Vec<Fact>,
    /// What can be done.
    pub open: Open,
    /// Address of the certificate; acts are below it.
    pub action: String,
    /// Which form is being filled: `revocation`, `restoration` or `replacement`.
    pub form: String,
    /// What was typed in it.
    pub typed: Typed,
    /// What was done before, latest first.
    pub acts: Vec<ActLine>,
    /// Problems.
    pub errors: Errors,
}
