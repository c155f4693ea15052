//! Rubrics: list, editing with live checks, results by another rubric.

use askama::Template;

use crate::Shell;
use crate::parts::{EditGroup, Errors, Fact, Link, Opt, Table, Tag};

/// `GET, POST /admin/rubrics`. Posts `code`, `title`, `from`.
#[derive(Debug, Clone, Template)]
#[template(path = "rubric/list.html")]
pub struct RubricsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Versions: name with code, number, state, since when, last change.
    pub table: Table,
    /// Whether the reader may begin one.
    pub edits: bool,
    /// Rubrics to copy, the first standing for none.
    pub from: Vec<Opt>,
    /// Code as typed.
    pub code: String,
    /// Name as typed.
    pub title: String,
    /// Problems (`code`, `title`).
    pub errors: Errors,
}

/// One fault of a rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RubricFaultLine {
    /// "Tiêu chí “Tính mới”".
    pub place: String,
    /// Id of its group in the form.
    pub target: String,
    /// What is wrong.
    pub text: String,
}

/// What a check finds, and what the rubric looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RubricCheck {
    /// What is wrong.
    pub faults: Vec<RubricFaultLine>,
    /// Totals and classes.
    pub facts: Vec<Fact>,
    /// Criteria: name with group, greatest, how to mark, bands.
    pub table: Table,
}

/// Putting a version in force; posts `round`, `from`, `version`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForceForm {
    /// Rounds in whose rules it takes the place of the rubric.
    pub rounds: Vec<Opt>,
    /// Day as typed.
    pub from: String,
}

/// `GET, POST /admin/rubrics/{code}/versions/{number}`. Posts `version`, the fields and `intent`
/// (`save`, `check`, or what a group's button says).
#[derive(Debug, Clone, Template)]
#[template(path = "rubric/rubric.html")]
pub struct RubricPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Code.
    pub eyebrow: String,
    /// Name and version.
    pub heading: String,
    /// Draft, waiting or in force.
    pub state: Tag,
    /// Since when it is in force; may be empty.
    pub since: String,
    /// What is new in it; may be empty.
    pub note: String,
    /// Address of the version.
    pub action: String,
    /// Revision the page was made from.
    pub version: u64,
    /// Whether it is a draft that the reader may change.
    pub editing: bool,
    /// The form.
    pub groups: Vec<EditGroup>,
    /// The check of what is shown.
    pub check: RubricCheck,
    /// Putting it in force, where the stored draft has no fault.
    pub force: Option<ForceForm>,
    /// Whether the reader may begin a version from it.
    pub copies: bool,
    /// Sessions whose results can be counted by it.
    pub sessions: Vec<Link>,
    /// Other versions.
    pub versions: Vec<Link>,
    /// Problems.
    pub errors: Errors,
}

/// `GET /admin/rubrics/{code}/versions/{number}/results/{session}`.
#[derive(Debug, Clone, Template)]
#[template(path = "rubric/results.html")]
pub struct RubricResultsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Rubric and version.
    pub eyebrow: String,
    /// Session.
    pub heading: String,
    /// How many results differ, or why there is none.
    pub lead: String,
    /// Dossiers: code, title, before, after, whether it differs.
    pub table: Option<Table>,
}
