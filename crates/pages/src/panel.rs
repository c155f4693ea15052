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
    /// Further members called because sheets lie too far apart: when, dossier, member.
    pub further: Option<Table>,
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

/// Fields a member may know; posted as `known`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownFields {
    /// Name of the member.
    pub member: String,
    /// Stable key, for identities of fields on the page.
    pub key: String,
    /// The fields, valued `seat.field`.
    pub options: Vec<Opt>,
}

/// `GET /sessions/{id}/assignment`. Plans are asked for at `…/assignment/preview` with `way`
/// (`automatic`, `list`, `hand`), `needs`, `weight`, `most`, `list`.
#[derive(Debug, Clone, Template)]
#[template(path = "panel/assignment.html")]
pub struct AssignmentPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Council.
    pub eyebrow: String,
    /// Session.
    pub title: String,
    /// What holds now, one sentence.
    pub standing: String,
    /// Members with their dossiers.
    pub loads: Table,
    /// Dossiers with too few members: code, title, why.
    pub short: Vec<(String, String, String)>,
    /// Address of this page; none once marking is closed.
    pub action: Option<String>,
    /// Sheets for each dossier as typed.
    pub needs: String,
    /// How much knowing the field weighs.
    pub weights: Vec<Opt>,
    /// Most dossiers of one member as typed.
    pub most: String,
    /// List as typed.
    pub list: String,
    /// Fields of the members.
    pub known: Vec<KnownFields>,
    /// Version of the plan in force; none without one.
    pub version: Option<u64>,
    /// Problems (`needs`, `most`, `list`, `file`).
    pub errors: Errors,
}

/// Whether a member is given a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GiveCell {
    /// `dossier.seat`, posted as `give`.
    pub value: String,
    /// Name of the member.
    pub member: String,
    /// Whether they are given it.
    pub given: bool,
    /// Why it cannot be changed: the sheet has been sent, or they take no part.
    pub fixed: Option<String>,
    /// What speaks against it; may be empty.
    pub note: String,
}

/// One dossier of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GiveLine {
    /// Code.
    pub code: String,
    /// Title.
    pub title: String,
    /// One cell for each member.
    pub cells: Vec<GiveCell>,
}

/// `POST /sessions/{id}/assignment/preview`; putting in force posts `give`, `seen`, `needs`, `way`
/// to `…/assignment`.
#[derive(Debug, Clone, Template)]
#[template(path = "panel/proposal.html")]
pub struct ProposalPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Council.
    pub eyebrow: String,
    /// Session.
    pub title: String,
    /// The plan in one sentence.
    pub lead: String,
    /// Members with their dossiers.
    pub loads: Table,
    /// Dossiers with too few members: code, title, why.
    pub short: Vec<(String, String, String)>,
    /// Address to post to.
    pub action: String,
    /// Fields posted along.
    pub hidden: Vec<(String, String)>,
    /// Names of the members.
    pub members: Vec<String>,
    /// Dossiers.
    pub rows: Vec<GiveLine>,
    /// Whether the table is too large for a box in every cell; names stand instead.
    pub compact: bool,
    /// Problems.
    pub errors: Errors,
}

/// A picture with the table that says the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureBlock {
    /// What it is called.
    pub title: String,
    /// How it is read, one sentence.
    pub note: String,
    /// The drawing: an SVG element made by the program.
    pub svg: String,
    /// The table.
    pub table: Table,
    /// Where the table is to be had as a file.
    pub csv: String,
}

/// A table under a heading, with how it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableBlock {
    /// Heading.
    pub title: String,
    /// How it is read, one or two sentences.
    pub note: String,
    /// The table.
    pub table: Table,
}

/// `GET /sessions/{id}/calibration`; tables as files at `…/calibration/{name}`.
#[derive(Debug, Clone, Template)]
#[template(path = "panel/calibration.html")]
pub struct CalibrationPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Council.
    pub eyebrow: String,
    /// Session.
    pub title: String,
    /// The figure of agreement and its interval; what is missing while members mark.
    pub lead: String,
    /// What it means; empty while members mark.
    pub reading: String,
    /// Switching names on and off.
    pub names: Option<Link>,
    /// Pictures.
    pub pictures: Vec<PictureBlock>,
    /// Further tables.
    pub tables: Vec<TableBlock>,
}
