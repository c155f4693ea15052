//! Forms of one's own.

use askama::Template;

use crate::Shell;
use crate::parts::{Act, Errors, Fact, Facts, Opt, Select, Table, Tag};

/// `GET /admin/forms`; posts `unit`, `kind` and `file`.
#[derive(Debug, Clone, Template)]
#[template(path = "admin/own_forms.html")]
pub struct OwnFormsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The forms: kind, version, file, state.
    pub table: Table,
    /// Units whose papers a form may be for.
    pub units: Vec<Opt>,
    /// Kinds of papers.
    pub kinds: Vec<Opt>,
    /// What each kind may say.
    pub fields: Vec<FieldList>,
    /// What is wrong with the file.
    pub errors: Errors,
}

/// What a kind of paper may say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldList {
    /// Name of the kind.
    pub kind: String,
    /// Names of the fields, each as it is written in a form, and whether it is one of a list.
    pub fields: Vec<(String, bool)>,
}

/// `GET /admin/forms/{id}`; posts `revision` and what each place is tied to.
#[derive(Debug, Clone, Template)]
#[template(path = "admin/own_form.html")]
pub struct OwnFormPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Name of the kind with the version.
    pub title: String,
    /// How far it is.
    pub state: Tag,
    /// Unit, file, days.
    pub facts: Vec<Fact>,
    /// Its places.
    pub places: Vec<PlaceRow>,
    /// What each is tied to, once that is fixed.
    pub ties: Vec<Fact>,
    /// Names of places that are tied to nothing.
    pub untied: Vec<String>,
    /// Values of the forms that are not asked for.
    pub seen: Vec<(String, String)>,
    /// Where the ties are posted; nothing once they are fixed.
    pub tie: Option<String>,
    /// The preview as PDF, as Word, and the file as uploaded.
    pub files: Vec<Act>,
    /// Where it is put in force, while it may be.
    pub force: Option<String>,
    /// Where it is ended, while in force.
    pub end: Option<String>,
    /// Problems.
    pub errors: Errors,
}

/// A place in a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceRow {
    /// Name of the control.
    pub name: String,
    /// The words between its braces, with where it stands.
    pub label: String,
    /// What it may be tied to.
    pub options: Vec<Opt>,
}
