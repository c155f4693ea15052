//! Lists of a year: what was recognised, what was not, each unit's figures.

use askama::Template;

use crate::Shell;
use crate::parts::{Opt, Select, Tab, Table};

/// `GET /reports/{list}?year=`.
#[derive(Debug, Clone, Template)]
#[template(path = "decision/report_list.html")]
pub struct ReportListPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Its title with the year.
    pub title: String,
    /// The reports.
    pub tabs: Vec<Tab>,
    /// Where the year is sent.
    pub action: String,
    /// Years to choose from; sent as `year`.
    pub years: Vec<Opt>,
    /// What the list says in one sentence.
    pub headline: String,
    /// The list.
    pub table: Table,
    /// The workbook and the PDF.
    pub files: [String; 2],
}
