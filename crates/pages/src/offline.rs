//! Sheets filled in without a connection.

use askama::Template;

use crate::Shell;
use crate::parts::{Errors, Table};

/// `GET, POST /marking/workbook`.
#[derive(Debug, Clone, Template)]
#[template(path = "marking/offline.html")]
pub struct OfflinePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Sheets not sent yet.
    pub open: u32,
    /// What would become of the sheets of a file.
    pub fates: Option<OfflineFates>,
    /// What is wrong with the file (`file`).
    pub errors: Errors,
}

/// What would become of the sheets of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfflineFates {
    /// Name of the file.
    pub file: String,
    /// "3 phiếu có nội dung mới, 1 phiếu không đổi, 0 trang không nhận được."
    pub summary: String,
    /// Tab, title, what becomes of it, why.
    pub table: Table,
    /// What can be done with them.
    pub next: OfflineNext,
}

/// What can be done with the sheets of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfflineNext {
    /// They can be saved; the drafts, for the form that saves them.
    Save(String),
    /// Some have to be mended first.
    Mend,
    /// Nothing in them is new.
    Nothing,
}
