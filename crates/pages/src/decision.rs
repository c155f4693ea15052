//! Decisions and the yearly report.

use askama::Template;

use crate::Shell;
use crate::parts::{Act, DecisionPaper, Empty, Errors, Fact, Link, Opt, Pick, Tab, Table, Tag};

/// `GET /decisions`.
#[derive(Debug, Clone, Template)]
#[template(path = "decision/list.html")]
pub struct DecisionListPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Decisions: number, subject, date, initiatives, state.
    pub table: Table,
    /// Shown instead of an empty table.
    pub empty: Empty,
    /// Where one is made.
    pub new_href: Option<String>,
}

/// `GET, POST /decisions/new?kind=`. Posts `kind`, `dossier` (several), `subject`, `bases` (one per
/// line).
#[derive(Debug, Clone, Template)]
#[template(path = "decision/new.html")]
pub struct NewDecisionPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Kinds of decision (body and recognition); shown when there is more than one.
    pub kinds: Vec<Tab>,
    /// The kind chosen, posted as `kind`.
    pub kind: String,
    /// Deciding body and recognition, one line.
    pub kind_label: String,
    /// Passed dossiers of that kind; none hides the form.
    pub picks: Vec<Pick>,
    /// Subject as typed.
    pub subject: String,
    /// Legal bases as typed, one per line.
    pub bases: String,
    /// Problems.
    pub errors: Errors,
}

/// One certificate of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateLine {
    /// Its number.
    pub number: String,
    /// Who holds it.
    pub holder: String,
    /// Title of the initiative.
    pub title: String,
    /// Its verification page.
    pub href: String,
    /// Its PDF.
    pub file: Option<String>,
    /// Its standing.
    pub status: Tag,
}

/// Issuing a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueForm {
    /// Address to post to (`/decisions/{id}/issue`); posts `version`, `confirm=yes`.
    pub action: String,
    /// Version the page was made from.
    pub version: u64,
    /// What will happen, one sentence each.
    pub consequences: Vec<String>,
    /// Where the confirmation is asked for (`/decisions/{id}?confirm=issue`).
    pub confirm_href: String,
    /// Whether the confirmation is being asked for.
    pub confirming: bool,
    /// Number given in another system, as typed.
    pub given_number: String,
    /// Day given there, as typed.
    pub given_on: String,
    /// Why it is not possible now; hides the button.
    pub blocked: Option<String>,
}

/// `GET /decisions/{id}`.
#[derive(Debug, Clone, Template)]
#[template(path = "decision/decision.html")]
pub struct DecisionPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// "Dự thảo quyết định công nhận sáng kiến" or "Quyết định số …".
    pub heading: String,
    /// State.
    pub state: Tag,
    /// The document.
    pub paper: DecisionPaper,
    /// Number, date, signer, initiatives.
    pub facts: Vec<Fact>,
    /// Issuing; none once issued, or for those who may only read.
    pub issue: Option<IssueForm>,
    /// The document as a file.
    pub file: Option<Link>,
    /// The same for a word processor.
    pub word: Option<Link>,
    /// The same as data for other systems, of an issued one.
    pub data: Option<Link>,
    /// All certificates in one file.
    pub certificates_file: Option<Link>,
    /// Other acts (discard the draft).
    pub acts: Vec<Act>,
    /// Problems.
    pub errors: Errors,
    /// Certificates.
    pub certificates: Vec<CertificateLine>,
    /// Why and by what it was cancelled.
    pub cancelled: Option<String>,
    /// Address of the list.
    pub list_href: String,
}

/// One line of the yearly table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportLine {
    /// What is counted.
    pub label: String,
    /// How many.
    pub count: u64,
    /// Whether it is a part of the line above (shown indented).
    pub part: bool,
    /// Where the dossiers are listed.
    pub href: Option<String>,
}

/// `GET /reports/yearly?year=`.
#[derive(Debug, Clone, Template)]
#[template(path = "decision/report.html")]
pub struct YearlyReportPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Years to choose from; sent as `year`.
    pub years: Vec<Opt>,
    /// The year shown.
    pub year: String,
    /// The finding in one sentence.
    pub headline: String,
    /// The table.
    pub lines: Vec<ReportLine>,
    /// The sum with its parts, "41 = 30 + 6 + 3 + 2".
    pub balance: String,
    /// Whether the parts make up the whole.
    pub balanced: bool,
    /// Recognised initiatives by field or unit.
    pub breakdowns: Vec<Table>,
    /// The lists of the year.
    pub tabs: Vec<Tab>,
    /// The workbook.
    pub xlsx_href: String,
}

impl YearlyReportPage {
    fn most(&self) -> u64 {
        self.lines
            .iter()
            .map(|line| line.count)
            .max()
            .unwrap_or(0)
            .max(1)
    }

    fn bar(&self, line: &ReportLine) -> u64 {
        line.count * 1000 / self.most()
    }
}
