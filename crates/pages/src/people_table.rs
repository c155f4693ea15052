//! Taking people from a table.

use askama::Template;

use crate::Shell;
use crate::parts::{Errors, Table};

/// `GET` and `POST /admin/people/table`.
#[derive(Debug, Clone, Template)]
#[template(path = "admin/people_table.html")]
pub struct PeopleTablePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Kinds of files, for the file dialog.
    pub accept: String,
    /// Names of the columns, and whether a table needs them.
    pub columns: Vec<(String, bool)>,
    /// Names of roles.
    pub roles: Vec<String>,
    /// What would become of each row.
    pub fates: Option<Fates>,
    /// What is wrong with the file.
    pub errors: Errors,
}

/// What would become of the rows of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fates {
    /// Name of the file.
    pub file: String,
    /// "12 người mới, 3 người đã có, 1 dòng có lỗi."
    pub summary: String,
    /// Row, person, unit, what becomes of it.
    pub table: Table,
    /// What can be done with them.
    pub next: Next,
}

/// What can be done with the rows of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// They can be taken; the rows, for the form that takes them.
    Take(String),
    /// Faulty ones have to be mended first.
    Mend,
    /// Everybody is there already.
    Nothing,
}
