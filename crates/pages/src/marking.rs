//! A member's sheet.

use askama::Template;

use crate::Shell;
use crate::parts::{Deadline, DossierView, Empty, Errors, Meter, Pick, Table, Tag};

/// One band of a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// "31–40".
    pub label: String,
    /// Lowest score of the band as a decimal number with a point, "31".
    pub low: String,
    /// Highest score, "40".
    pub high: String,
    /// What deserves it.
    pub text: String,
    /// Whether the present score lies in it.
    pub current: bool,
}

/// One criterion of the rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// Key; names the fields `score.{key}` and `comment.{key}`.
    pub key: String,
    /// Its name.
    pub title: String,
    /// Name of the group that begins with it, if one does.
    pub group: Option<String>,
    /// Key of its group; may be empty.
    pub group_key: String,
    /// Greatest score, "40".
    pub max: String,
    /// "Chấm theo bước 0,5. Điểm tối thiểu 10."; may be empty.
    pub rule: String,
    /// What a point counts in the total as a decimal number with a point, "1".
    pub factor: String,
    /// How to judge it; may be empty.
    pub guidance: String,
    /// What the dossier must bring for it.
    pub evidence: Vec<String>,
    /// Where it is laid down; may be empty.
    pub basis: String,
    /// Score as typed, with a decimal comma; may be empty.
    pub score: String,
    /// Comment as typed.
    pub comment: String,
    /// Bands, best first.
    pub bands: Vec<Band>,
}

/// A member's vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vote {
    /// In favour.
    For,
    /// Against.
    Against,
}

/// A threshold of the total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Threshold {
    /// Least total as a decimal number with a point, "85".
    pub least: String,
    /// What it means, "Loại A".
    pub label: String,
    /// Least scores by key of criterion or group, as decimal numbers with a point.
    pub minima: Vec<(String, String)>,
}

impl Threshold {
    fn least_written(&self) -> String {
        self.least.replace('.', ",")
    }

    /// `novelty:30 use:20`, as the script reads it.
    fn minima_written(&self) -> String {
        let pairs = self.minima.iter();
        let pairs: Vec<String> = pairs.map(|(key, least)| format!("{key}:{least}")).collect();
        pairs.join(" ")
    }
}

/// A practice sheet beside what the council found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparisonBlock {
    /// What the differences say.
    pub reading: String,
    /// Criteria: own, council, difference, greatest.
    pub table: Table,
}

/// What is different on a practice sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Practice {
    /// How far it is from the council, once finished.
    pub comparison: Option<ComparisonBlock>,
    /// Whether it is finished and there is nothing to compare it with.
    pub nothing: bool,
}

/// `GET /training`: dossiers to practise on.
#[derive(Debug, Clone, Template)]
#[template(path = "training/list.html")]
pub struct TrainingListPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Dossiers: code, title, state, total.
    pub table: Table,
    /// Shown instead of an empty table.
    pub empty: Empty,
}

/// `GET, POST /sessions/{id}/training`. Posts `dossier` (several).
#[derive(Debug, Clone, Template)]
#[template(path = "training/release.html")]
pub struct TrainingReleasePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Council.
    pub eyebrow: String,
    /// Session.
    pub title: String,
    /// Address to post to.
    pub action: String,
    /// Dossiers of the session.
    pub picks: Vec<Pick>,
    /// Problems.
    pub errors: Errors,
}

/// The form of a sheet that is still open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetForm {
    /// Address to post to; autosave uses the same.
    pub action: String,
    /// Version the page was made from.
    pub version: u64,
    /// "Đã lưu nháp 09:41:07."
    pub saved: Option<String>,
    /// Address of the declaration of a conflict of interest; posts `conflict=yes`, `reason`.
    pub conflict_action: Option<String>,
}

/// `GET, POST /dossiers/{id}/marking`. Posts `score.{key}`, `comment.{key}`,
/// `vote=for|against`, `remark`, `version`, button `intent=draft|send`.
#[derive(Debug, Clone, Template)]
#[template(path = "marking/sheet.html")]
pub struct MarkingPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The dossier, as much of it as the member may see.
    pub dossier: DossierView,
    /// "7 trên 30".
    pub position: Option<String>,
    /// The dossier before.
    pub prev: Option<String>,
    /// The next one not yet sent.
    pub next: Option<String>,
    /// Closing of the marking.
    pub deadline: Option<Deadline>,
    /// The open form; none when the sheet is locked or given up.
    pub form: Option<SheetForm>,
    /// Why there is no form: sent at …, conflict declared at …, marking closed.
    pub locked: Option<String>,
    /// What is different where the sheet is one of practice; none for a sheet that counts.
    pub practice: Option<Practice>,
    /// Why the sheet was opened again, when it was.
    pub reopened: Option<String>,
    /// Name of the rubric and where it is laid down.
    pub rubric: String,
    /// Criteria.
    pub criteria: Vec<Criterion>,
    /// Sum so far, "81".
    pub total: String,
    /// Greatest sum, "100".
    pub total_max: String,
    /// The sum as a bar with the thresholds.
    pub meter: Meter,
    /// Thresholds, highest first.
    pub thresholds: Vec<Threshold>,
    /// Class of the sum so far.
    pub class: Option<Tag>,
    /// Whether the sheet carries a vote.
    pub votes: bool,
    /// Vote.
    pub vote: Option<Vote>,
    /// Remark as typed.
    pub remark: String,
    /// Whether the seat entitles to remarks.
    pub comments: bool,
    /// Problems (`score.novelty`, `vote`, `reason`).
    pub errors: Errors,
}

/// `GET /marking`: the sheets of the member.
#[derive(Debug, Clone, Template)]
#[template(path = "marking/list.html")]
pub struct MarkingListPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Session, place, time.
    pub eyebrow: String,
    /// Sent so far.
    pub sent: u32,
    /// All sheets.
    pub expected: u32,
    /// Closing of the marking.
    pub deadline: Option<Deadline>,
    /// Sheets: code, title, state, total.
    pub table: Table,
    /// Shown instead of an empty table.
    pub empty: Empty,
}

impl MarkingListPage {
    fn progress(&self) -> Meter {
        Meter {
            label: format!("Đã gửi {} trên {} phiếu", self.sent, self.expected),
            value: self.sent,
            max: self.expected,
            marks: Vec::new(),
        }
    }
}
