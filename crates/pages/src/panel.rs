//! What whoever runs a council sees of its marking.

use askama::Template;

use crate::Shell;
use crate::parts::{Empty, Errors, Link, Meter, Opt, Table, Tag};

/// One dossier with the state of each member's sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetLine {
    /// Code of the dossier.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Where it is read.
    pub href: String,
    /// One state for each member.
    pub states: Vec<Tag>,
}

/// The form that opens a sent sheet again. Posts `code`, `seat`, `reason`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReopenForm {
    /// Address to post to.
    pub action: String,
    /// Code as typed.
    pub code: String,
    /// Members.
    pub seats: Vec<Opt>,
    /// Reason as typed.
    pub reason: String,
}

/// `GET /sessions/{id}/sheets`; opening again posts to `…/sheets/reopening`.
#[derive(Debug, Clone, Template)]
#[template(path = "panel/sheets.html")]
pub struct SheetsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Council.
    pub eyebrow: String,
    /// Session.
    pub title: String,
    /// Where other parts of running the marking are.
    pub links: Vec<Link>,
    /// Sheets sent.
    pub sent: u32,
    /// Sheets expected.
    pub expected: u32,
    /// Names of the members.
    pub members: Vec<String>,
    /// Dossiers.
    pub rows: Vec<SheetLine>,
    /// Shown without dossiers.
    pub empty: Empty,
    /// Opening a sheet again, while members mark.
    pub reopen: Option<ReopenForm>,
    /// Sheets that were opened again: when, dossier, member, by whom, why.
    pub reopened: Option<Table>,
    /// Problems (`code`, `seat`, `reason`).
    pub errors: Errors,
}

impl SheetsPage {
    fn progress(&self) -> Meter {
        Meter {
            label: format!("Đã gửi {} trên {} phiếu", self.sent, self.expected),
            value: self.sent,
            max: self.expected,
            marks: Vec::new(),
        }
    }
}
