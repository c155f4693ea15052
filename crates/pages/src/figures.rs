//! The figures of casework for a period.

use askama::Template;

use crate::Shell;
use crate::parts::{Notice, Opt, Table};

/// `GET /reports/balance?year=&part=&unit=&procedure=`.
#[derive(Debug, Clone, Template)]
#[template(path = "figures/balance.html")]
pub struct BalancePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Years to choose from; sent as `year`.
    pub years: Vec<Opt>,
    /// The whole year, its quarters and months; sent as `part`.
    pub parts: Vec<Opt>,
    /// Units to choose from; sent as `unit`.
    pub units: Vec<Opt>,
    /// Procedures to choose from; sent as `procedure`.
    pub procedures: Vec<Opt>,
    /// "Quý II năm 2024".
    pub period: String,
    /// "Từ ngày 01/04/2024 đến ngày 30/06/2024".
    pub span: String,
    /// What keeps the figures from being shown.
    pub broken: Option<Notice>,
    /// Shown in the place of a table without rows.
    pub nothing: String,
    /// One row for each unit and procedure, and the sums.
    pub table: Table,
    /// Payment, delivery and exchange; without rows nothing is shown.
    pub axes: Table,
    /// The two sides of the balance, "12 + 30 = 28 + 2 + 9 + 1 + 1 + 1".
    pub balance: String,
    /// "10:15 ngày 01/07/2024 (giờ Việt Nam)".
    pub frozen_at: String,
    /// SHA-256 of period and figures.
    pub sha256: String,
    /// The workbook.
    pub xlsx_href: String,
}
