//! Screens around requests for supplements: the preview, the comparison of two versions, waivers.

use askama::Template;

use crate::Shell;
use crate::dossier::CorrectionItem;
use crate::parts::{Errors, Link, Opt, Tag};

/// A stretch of a changed passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stretch {
    /// In both versions.
    Same(String),
    /// Only in the old one.
    Removed(String),
    /// Only in the new one.
    Added(String),
}

/// A changed passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Component and page: "Hiệu quả, trang 37".
    pub place: String,
    /// "Sửa", "Thêm", "Bỏ", "Chuyển chỗ".
    pub kind: String,
    /// Its words.
    pub stretches: Vec<Stretch>,
}

/// An item with what the two versions say about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedItem {
    /// The item.
    pub item: CorrectionItem,
    /// What the program proposes.
    pub proposal: Tag,
    /// What changed.
    pub passages: Vec<Passage>,
}

/// `GET /dossiers/{id}/changes?submission=`.
#[derive(Debug, Clone, Template)]
#[template(path = "correction/changes.html")]
pub struct ChangesPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Title of the dossier.
    pub title: String,
    /// Number of the dossier.
    pub code: String,
    /// What is compared with what, one sentence.
    pub compared: String,
    /// Shown when there is nothing to compare.
    pub nothing: Option<String>,
    /// Other versions that can be compared.
    pub others: Vec<Link>,
    /// The items of the request between the two.
    pub items: Vec<ComparedItem>,
    /// "4 trên 5 nội dung có vẻ đã sửa."
    pub summary: String,
    /// Passages nobody asked to be changed.
    pub unrequested: Vec<Passage>,
    /// Files nobody asked to be changed, one sentence each.
    pub unrequested_files: Vec<String>,
    /// Where the reader goes on: the intake, or the answers.
    pub onward: Option<Link>,
}

/// `GET, POST /dossiers/{id}/return/preview`. Posts `version`.
#[derive(Debug, Clone, Template)]
#[template(path = "correction/preview.html")]
pub struct PreviewPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Title of the dossier.
    pub title: String,
    /// Number of the dossier.
    pub code: String,
    /// To whom it goes and until when to answer, one sentence.
    pub answer_by: String,
    /// The items as the author will see them.
    pub items: Vec<CorrectionItem>,
    /// What may be wrong but forbids nothing, one sentence each.
    pub warnings: Vec<String>,
    /// Address to post to; none while something is missing.
    pub action: Option<String>,
    /// Version of the draft the page was made from.
    pub version: u64,
    /// What whoever filed it is called inside a sentence: "tác giả".
    pub author: &'static str,
    /// The letter as a file; none while something is missing.
    pub letter: Option<String>,
    /// Where the draft is written.
    pub edit: String,
    /// What is missing.
    pub errors: Errors,
}

/// An item that may be given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaivableItem {
    /// Identity, posted as `item`.
    pub id: String,
    /// Posted name of the reason: `reason.{number}`.
    pub field: String,
    /// The item.
    pub item: CorrectionItem,
    /// Reason as typed.
    pub reason: String,
}

/// `GET, POST /dossiers/{id}/waivers`. Each item's form posts `item`, `number`, `reason.{number}`.
#[derive(Debug, Clone, Template)]
#[template(path = "correction/waivers.html")]
pub struct WaiversPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Title of the dossier.
    pub title: String,
    /// Number of the dossier.
    pub code: String,
    /// Address to post to.
    pub action: String,
    /// Items that may be given up; empty shows that there are none.
    pub items: Vec<WaivableItem>,
    /// Problems (`reason.2`).
    pub errors: Errors,
}

/// An item the desk judges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgedItem {
    /// The item.
    pub item: CorrectionItem,
    /// What the program proposes.
    pub proposal: Option<Tag>,
    /// What changed.
    pub passages: Vec<Passage>,
    /// Posted name of the finding: `verdict.{identity}`.
    pub verdict: String,
    /// Findings to choose from; empty where nothing is to be judged.
    pub verdicts: Vec<Opt>,
    /// Posted name of the remark: `remark.{identity}`.
    pub remark: String,
}

/// The items of earlier requests on the intake page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judging {
    /// Address to post to; posts `version`, `verdict.{identity}`, `remark.{identity}`.
    pub action: String,
    /// Version the page was made from.
    pub version: u64,
    /// The items.
    pub items: Vec<JudgedItem>,
    /// Whether any can be judged.
    pub open: bool,
    /// "Có 5 thay đổi ngoài nội dung yêu cầu.", with the comparison.
    pub unrequested: Option<Link>,
    /// The comparison of both versions.
    pub compare: Option<Link>,
    /// That supplements were asked for more than once.
    pub again: Option<String>,
}
