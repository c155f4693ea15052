//! Checking, submitting, the receipt, lateness, withdrawal, corrections.

use askama::Template;

use crate::Shell;
use crate::dossier::CorrectionItem;
use crate::parts::{Citation, Deadline, Errors, Fact, FileRow, Link, Step, SummaryGroup};

/// `GET /dossiers/{id}/check`; its form posts `commitment=yes` and `version` to
/// `/dossiers/{id}/submission`.
#[derive(Debug, Clone, Template)]
#[template(path = "submission/check.html")]
pub struct CheckPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Title of the dossier.
    pub dossier: String,
    /// Address to post to.
    pub action: String,
    /// Version the page was made from.
    pub version: u64,
    /// Closing of the round.
    pub deadline: Option<Deadline>,
    /// Every answer once.
    pub groups: Vec<SummaryGroup>,
    /// What stands in the way, each with the place to mend it.
    pub problems: Vec<Link>,
    /// The check for overlaps with earlier dossiers; none where nothing is compared.
    pub overlap: Option<Link>,
    /// What the authors commit to, one sentence each.
    pub commitment: Vec<String>,
    /// Whether the commitment was ticked.
    pub committed: bool,
    /// Problems of this form (`commitment`).
    pub errors: Errors,
    /// Whether the dossier was returned: the button then says "Nộp lại hồ sơ".
    pub again: bool,
}

/// `GET /dossiers/{id}/receipt`.
#[derive(Debug, Clone, Template)]
#[template(path = "submission/receipt.html")]
pub struct ReceiptPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// What the paper is called: "Giấy biên nhận hồ sơ sáng kiến".
    pub kind: String,
    /// Number of the dossier.
    pub code: String,
    /// Instant of submission, "21:59:03 ngày 09/04/2024 (giờ Việt Nam)".
    pub submitted_at: String,
    /// Title of the dossier.
    pub title: String,
    /// Authors, round, desk.
    pub facts: Vec<Fact>,
    /// SHA-256 of the content, in groups.
    pub hash: String,
    /// Files with their hashes.
    pub files: Vec<FileRow>,
    /// What happens next.
    pub next: Vec<Step>,
    /// QR code of the dossier's address as an SVG element written by the server; may be empty.
    pub qr_svg: String,
    /// The dossier.
    pub dossier_href: String,
}

/// The round a late dossier can be carried into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarryOver {
    /// Address to post to; posts `round`.
    pub action: String,
    /// Posted as `round`.
    pub round: String,
    /// "Đợt 2 năm 2024".
    pub label: String,
    /// When that round receives.
    pub when: String,
}

/// Shown at the receipt's address when the dossier came after closing.
#[derive(Debug, Clone, Template)]
#[template(path = "submission/late.html")]
pub struct LateReceiptPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Title of the dossier.
    pub title: String,
    /// Instant of arrival.
    pub submitted_at: String,
    /// Instant of closing.
    pub closed_at: String,
    /// "0,4 giây".
    pub late_by: String,
    /// The rule.
    pub citation: Citation,
    /// What was kept, one line each.
    pub kept: Vec<String>,
    /// SHA-256 of the content, in groups.
    pub hash: String,
    /// The next round, when there is one.
    pub carry: Option<CarryOver>,
    /// Who can be asked.
    pub contact: Option<String>,
    /// The dossier.
    pub dossier_href: String,
}

/// `GET, POST /dossiers/{id}/withdrawal`. Posts `reason`, `version`.
#[derive(Debug, Clone, Template)]
#[template(path = "submission/withdrawal.html")]
pub struct WithdrawalPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Title of the dossier.
    pub title: String,
    /// Number of the dossier, when it has one.
    pub code: Option<String>,
    /// Address to post to.
    pub action: String,
    /// Version the page was made from.
    pub version: u64,
    /// What will happen, one sentence each.
    pub consequences: Vec<String>,
    /// Reason as typed.
    pub reason: String,
    /// Problems (`reason`).
    pub errors: Errors,
    /// Where "Giữ hồ sơ" leads.
    pub keep_href: String,
}

/// `GET, POST /dossiers/{id}/corrections`. Posts `answer.{number}`, `version`,
/// button `intent=save|send`.
#[derive(Debug, Clone, Template)]
#[template(path = "submission/corrections.html")]
pub struct CorrectionsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Title of the dossier.
    pub title: String,
    /// Number of the dossier.
    pub code: String,
    /// Who returned it and when, one sentence.
    pub returned: String,
    /// Address to post to; autosave uses the same.
    pub action: String,
    /// Version the page was made from.
    pub version: u64,
    /// Until when to answer.
    pub deadline: Option<Deadline>,
    /// Items.
    pub items: Vec<CorrectionItem>,
    /// Problems (`answer.2`).
    pub errors: Errors,
    /// "Đã lưu lúc 21:58:12."
    pub saved: Option<String>,
    /// The letter, and what the author has changed since.
    pub links: Vec<crate::parts::Link>,
}
