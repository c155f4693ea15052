//! Work list, dossier list, a dossier's home.

use askama::Template;

use crate::Shell;
use crate::course::{Standing, StepPanel};
use crate::parts::{
    Act, Citation, Deadline, DocSection, Due, Empty, Errors, Event, Fact, FileRow, Link, Notice,
    Opt, Pager, Select, Tab, Table, Tag, Task,
};

/// One thing waiting for the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkItem {
    /// What.
    pub title: String,
    /// Where it is done.
    pub href: String,
    /// Code, author, round: one quiet line.
    pub note: String,
    /// Its status.
    pub status: Tag,
    /// By when.
    pub due: Option<Due>,
}

/// Things of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkGroup {
    /// "Hồ sơ chờ tiếp nhận".
    pub title: String,
    /// What is to be done with them.
    pub hint: Option<String>,
    /// The things.
    pub items: Vec<WorkItem>,
    /// The whole list, when only the first are shown.
    pub more: Option<Link>,
}

/// `GET /work`, "Việc của tôi".
#[derive(Debug, Clone, Template)]
#[template(path = "dossier/work.html")]
pub struct WorkPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Today in words, "Thứ Ba, ngày 09/04/2024".
    pub today: String,
    /// A deadline that concerns the person.
    pub deadline: Option<Deadline>,
    /// Waiting things by kind; all empty shows `empty`.
    pub groups: Vec<WorkGroup>,
    /// Shown when nothing waits.
    pub empty: Empty,
    /// What the person may begin.
    pub acts: Vec<Act>,
}

/// A filter of a list: a select field sent by GET.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Parameter name.
    pub name: String,
    /// Label.
    pub label: String,
    /// Choices; the first is "all".
    pub options: Vec<Opt>,
}

impl Filter {
    /// The field of the filter.
    pub(crate) fn field(&self) -> Select<'_> {
        Select::new(&self.name, &self.label, &self.options)
    }
}

/// `GET /dossiers?tab=&q=&state=&round=&field=&unit=&sort=&page=`.
#[derive(Debug, Clone, Template)]
#[template(path = "dossier/list.html")]
pub struct DossierListPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// "Hồ sơ của tôi" or "Hồ sơ".
    pub heading: String,
    /// Parts of the list.
    pub tabs: Vec<Tab>,
    /// What was searched for.
    pub query: String,
    /// Filters.
    pub filters: Vec<Filter>,
    /// Parameters sent along unseen (tab, sort): name, value.
    pub kept: Vec<(String, String)>,
    /// Address without filters, shown when any applies.
    pub clear: Option<String>,
    /// The list; usual columns: code, title with authors, unit, state, due, changed.
    pub table: Table,
    /// Shown instead of an empty table.
    pub empty: Empty,
    /// Other pages.
    pub pager: Option<Pager>,
    /// Where an author begins a dossier.
    pub new_href: Option<String>,
}

/// A round to begin a dossier in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundChoice {
    /// Posted as `round`.
    pub value: String,
    /// Its name.
    pub name: String,
    /// Stage label, "Công nhận sáng kiến cấp cơ sở".
    pub stage: String,
    /// What that stage is about, one sentence.
    pub explained: String,
    /// Receiving desk.
    pub desk: String,
    /// "Nhận hồ sơ đến 23:59:59 ngày 09/04/2024 (giờ Việt Nam)".
    pub closes: Due,
    /// Name of the group that begins with it; none within a group.
    pub heading: Option<String>,
    /// Whether it is chosen.
    pub selected: bool,
}

/// `GET, POST /dossiers/new`. Posts `round`.
#[derive(Debug, Clone, Template)]
#[template(path = "dossier/new.html")]
pub struct NewDossierPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Open rounds; empty shows `none_open`.
    pub rounds: Vec<RoundChoice>,
    /// When the next round opens.
    pub none_open: String,
    /// Problems (`round`).
    pub errors: Errors,
}

/// One numbered item of a return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionItem {
    /// Its number, from 1; names the answer field `answer.{number}`.
    pub number: u32,
    /// Where in the dossier.
    pub place: String,
    /// File, page and quotation, one line each.
    pub anchor: Vec<String>,
    /// Where the place is shown, in a file that was read.
    pub shown_at: Option<Link>,
    /// How much it weighs.
    pub severity: Tag,
    /// What is required.
    pub requirement: String,
    /// The words that are wrong, and those that are to stand instead; either may be empty.
    pub words: Option<(String, String)>,
    /// On which basis.
    pub basis: String,
    /// Where the author changes it.
    pub edit: Option<Link>,
    /// What the author can say to have done; empty where nothing is expected.
    pub replies: Vec<Opt>,
    /// What the author said to have done.
    pub reply: Option<String>,
    /// The author's answer so far.
    pub answer: String,
    /// "Chưa trả lời", "Đã trả lời".
    pub state: Tag,
    /// What happened to it, one sentence each.
    pub history: Vec<String>,
}

/// How a dossier ended other than by a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// "Hồ sơ dừng: quá thời hiệu".
    pub title: String,
    /// Why, in full.
    pub text: String,
    /// The article.
    pub citation: Option<Citation>,
    /// Who can change it and how.
    pub remedy: Option<String>,
}

/// `GET /dossiers/{id}`. A draft shows its tasks; any other state shows what happened.
#[derive(Debug, Clone, Template)]
#[template(path = "dossier/home.html")]
pub struct DossierHomePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Round, agency, desk: one line.
    pub eyebrow: String,
    /// Title; "Hồ sơ chưa đặt tên" before there is one.
    pub title: String,
    /// Number, from submission on.
    pub code: Option<String>,
    /// State.
    pub state: Tag,
    /// Closing of the round, or the clock of the current step.
    pub deadline: Option<Deadline>,
    /// "Đã lưu lúc 21:58:12."
    pub saved: Option<String>,
    /// Task list; empty unless a draft (or a returned dossier in correction).
    pub tasks: Vec<Task>,
    /// Time limits with their arithmetic.
    pub citations: Vec<Citation>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Facts.
    pub facts: Vec<Fact>,
    /// What may be done now.
    pub acts: Vec<Act>,
    /// Items of the last return.
    pub corrections: Vec<CorrectionItem>,
    /// Letters of the requests, and the comparison of versions.
    pub letters: Vec<Link>,
    /// Letters to the applicant beside those.
    pub papers: Vec<Link>,
    /// What happened and what is to come.
    pub timeline: Vec<Event>,
    /// Content, for reading.
    pub sections: Vec<DocSection>,
    /// What the files are called.
    pub files_title: &'static str,
    /// Files.
    pub files: Vec<FileRow>,
    /// Files that were attached at its steps, as far as the reader may know of them.
    pub attached: Vec<FileRow>,
    /// The decision.
    pub decision: Option<Link>,
    /// Certificates, one each author.
    pub certificates: Vec<Link>,
    /// Shown inside the page, below the heading, besides the shell's banner.
    pub remark: Option<Notice>,
    /// Where it stands on each axis; none for a draft.
    pub standing: Option<Standing>,
    /// What the reader may do at the step.
    pub panel: Option<StepPanel>,
}
