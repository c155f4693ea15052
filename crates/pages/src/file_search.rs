//! Words looked for in uploaded files.

use askama::Template;

use crate::Shell;
use crate::parts::Empty;
use crate::public::Hit;

/// `GET /dossiers/in-files?q=`.
#[derive(Debug, Clone, Template)]
#[template(path = "dossier/file_search.html")]
pub struct FileSearchPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// What was looked for.
    pub query: String,
    /// "Thấy trong 3 tệp."
    pub summary: String,
    /// Files found.
    pub hits: Vec<Hit>,
    /// Shown when words were given and nothing was found.
    pub empty: Option<Empty>,
}
