//! Council sessions.

use askama::Template;

use crate::Shell;
use crate::parts::{Act, Empty, Errors, Event, Fact, Link, Meter, Opt, Pick, Table, Tag};

/// `GET /sessions`.
#[derive(Debug, Clone, Template)]
#[template(path = "session/list.html")]
pub struct SessionListPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Sessions: name, time, place, dossiers, state.
    pub table: Table,
    /// Shown instead of an empty table.
    pub empty: Empty,
    /// Where one is made.
    pub new_href: Option<String>,
}

/// `GET, POST /sessions/new`. Posts `council`, `place`, `date`, `time`, `voting`, `dossier` (several).
#[derive(Debug, Clone, Template)]
#[template(path = "session/new.html")]
pub struct NewSessionPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Councils.
    pub councils: Vec<Opt>,
    /// Place as typed.
    pub place: String,
    /// Date as typed, dd/mm/yyyy.
    pub date: String,
    /// Time as typed, hh:mm.
    pub time: String,
    /// Ways of voting; empty when the rules leave no choice.
    pub voting: Vec<Opt>,
    /// Confirmed dossiers.
    pub picks: Vec<Pick>,
    /// Problems.
    pub errors: Errors,
}

/// One dossier on the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaItem {
    /// Number of the dossier.
    pub code: String,
    /// Title.
    pub title: String,
    /// Where it is read; none for a line of which the reader learns nothing.
    pub href: Option<String>,
    /// Authors, one line; why nothing is shown, without `href`.
    pub note: String,
    /// Its state.
    pub status: Tag,
    /// Sheets sent.
    pub sent: u32,
    /// Sheets expected.
    pub expected: u32,
}

/// One member of the council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberLine {
    /// Name.
    pub name: String,
    /// Role in the council.
    pub role: String,
    /// Sheets sent.
    pub sent: u32,
    /// Sheets expected.
    pub expected: u32,
    /// Codes of the dossiers with a declared conflict; may be empty.
    pub conflicts: String,
}

/// One member's mark and vote on one dossier, known only after closing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Total, "81,5", or "–".
    pub total: String,
    /// Vote in favour; none when absent or in conflict.
    pub in_favour: Option<bool>,
}

/// The result of one dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultRow {
    /// Number of the dossier.
    pub code: String,
    /// Title.
    pub title: String,
    /// Where it is read.
    pub href: String,
    /// One mark for each member, in the order of `members`; with votes in the session
    /// `in_favour` is none.
    pub marks: Vec<Mark>,
    /// Average, "81,25".
    pub average: String,
    /// Class, when the rubric has classes.
    pub class: String,
    /// Why the rubric comes to this, one sentence each.
    pub reasons: Vec<String>,
    /// The rule with the numbers in it, "4/5 ≥ 2/3 (4 × 3 = 12 ≥ 5 × 2 = 10)".
    pub arithmetic: String,
    /// The result in words.
    pub result: Tag,
}

/// A step that cannot be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepForm {
    /// Address to post to; posts `version`, `remark` when asked for.
    pub action: String,
    /// Version the page was made from.
    pub version: u64,
    /// What will happen, one sentence each.
    pub consequences: Vec<String>,
    /// What is missing but does not stand in the way.
    pub warnings: Vec<String>,
    /// Why it is not possible now; hides the button.
    pub blocked: Option<String>,
    /// Remark as typed; none does not ask for one.
    pub remark: Option<String>,
}

/// `GET /sessions/{id}`; closing posts to `…/marking-closure`, concluding to `…/conclusion`.
#[derive(Debug, Clone, Template)]
#[template(path = "session/session.html")]
pub struct SessionPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Council and year, one line.
    pub eyebrow: String,
    /// "Phiên họp ngày 18/04/2024".
    pub title: String,
    /// State of the session.
    pub state: Tag,
    /// Place, time, chair, secretary, quorum.
    pub facts: Vec<Fact>,
    /// Dossiers.
    pub agenda: Vec<AgendaItem>,
    /// Members.
    pub members: Vec<MemberLine>,
    /// Sheets sent in all.
    pub sent: u32,
    /// Sheets expected in all.
    pub expected: u32,
    /// Results, only after closing.
    pub results: Option<Vec<ResultRow>>,
    /// The rule in words.
    pub rule: String,
    /// Closing of the marking.
    pub closure: Option<StepForm>,
    /// Conclusion.
    pub conclusion: Option<StepForm>,
    /// Other acts (open the marking, …).
    pub acts: Vec<Act>,
    /// Documents of the session.
    pub documents: Vec<Link>,
    /// What happened.
    pub timeline: Vec<Event>,
    /// Problems (`remark`).
    pub errors: Errors,
}

impl SessionPage {
    fn progress(&self) -> Meter {
        Meter {
            label: format!("Đã gửi {} trên {} phiếu", self.sent, self.expected),
            value: self.sent,
            max: self.expected,
            marks: Vec::new(),
        }
    }
}
