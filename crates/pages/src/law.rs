//! The registry of law, packs and calendars.

use askama::Template;

use crate::Shell;
use crate::parts::{Errors, Event, Fact, Link, Notice, Opt, Tab, Table, Tag};

/// `GET /admin/law?q=`.
#[derive(Debug, Clone, Template)]
#[template(path = "law/acts.html")]
pub struct ActsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Parts of the registry.
    pub tabs: Vec<Tab>,
    /// What was searched for.
    pub query: String,
    /// Acts: how it is cited with its subject, issuer, days in force, standing, certainty.
    pub table: Table,
}

/// A rule as it holds for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleRow {
    /// "2.530.000 đồng/tháng".
    pub value: String,
    /// "từ 01/07/2026".
    pub period: String,
    /// Whether it holds today.
    pub now: bool,
    /// Where it holds, when that is not the whole nation.
    pub scope: Option<String>,
    /// Article and act.
    pub act: Link,
    /// How well it is attested, unless the official text was read.
    pub certainty: Option<Tag>,
    /// Remark; may be empty.
    pub note: String,
}

/// A rule with its rows over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleCard {
    /// Place of the card on the page, for links.
    pub anchor: String,
    /// Its name.
    pub name: String,
    /// Its rows, first to last.
    pub rows: Vec<RuleRow>,
}

/// `GET /admin/law/acts/{code}`.
#[derive(Debug, Clone, Template)]
#[template(path = "law/act.html")]
pub struct ActPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Kind of document.
    pub kind: String,
    /// How it is cited.
    pub cited_as: String,
    /// Its subject.
    pub title: String,
    /// Standing, certainty.
    pub tags: Vec<Tag>,
    /// Number, issuer, days.
    pub facts: Vec<Fact>,
    /// What it replaced, itself, what replaced it.
    pub chain: Vec<Event>,
    /// What amended it.
    pub amended_by: Vec<Link>,
    /// What it amended.
    pub amends: Vec<Link>,
    /// Rules that rest on it.
    pub rules: Vec<RuleCard>,
    /// Words of the source; may be empty.
    pub source: String,
}

/// `GET /admin/law/rules?q=`.
#[derive(Debug, Clone, Template)]
#[template(path = "law/rules.html")]
pub struct RulesPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Parts of the registry.
    pub tabs: Vec<Tab>,
    /// What was searched for.
    pub query: String,
    /// Rules.
    pub rules: Vec<RuleCard>,
}

/// A pack that comes with the program, compared with what is loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferCard {
    /// Its name.
    pub title: String,
    /// Edition and scope: one quiet line.
    pub note: String,
    /// Whether it is loaded.
    pub state: Tag,
    /// Rows that would move, by kind of row, each a sentence.
    pub changes: Vec<(String, Vec<String>)>,
    /// Open dossiers that keep their rules, each a sentence.
    pub kept: Vec<String>,
    /// Limits that would move, each a sentence.
    pub limits: Vec<String>,
    /// Address that loads it; none when there is nothing to load, or not for this reader.
    pub action: Option<String>,
    /// SHA-256 of what was compared; posted, so that nothing else is loaded.
    pub sha256: String,
}

/// `GET /admin/law/packs`; each offer posts `sha256`.
#[derive(Debug, Clone, Template)]
#[template(path = "law/packs.html")]
pub struct PacksPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Parts of the registry.
    pub tabs: Vec<Tab>,
    /// Packs that come with the program.
    pub offers: Vec<OfferCard>,
    /// Every load: pack with edition, scope, when, by whom, rows, hash.
    pub table: Table,
    /// Problems.
    pub errors: Errors,
}

/// `GET, POST /admin/calendar`. Posts `scope`, `year`.
#[derive(Debug, Clone, Template)]
#[template(path = "law/calendars.html")]
pub struct CalendarsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Parts of the registry.
    pub tabs: Vec<Tab>,
    /// Tables: year, scope, edition, days, state.
    pub table: Table,
    /// Years that limits may reach and that nobody has confirmed.
    pub missing: Option<Notice>,
    /// Where a draft is begun; none for those who only read.
    pub begin: Option<BeginCalendar>,
    /// Problems.
    pub errors: Errors,
}

/// The form that begins a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BeginCalendar {
    /// Scopes to choose from.
    pub scopes: Vec<Opt>,
    /// Year as typed.
    pub year: String,
}

/// A day of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayLine {
    /// "Thứ Ba, ngày 17/02/2026".
    pub day: String,
    /// What it is.
    pub kind: Tag,
    /// Its name.
    pub name: String,
    /// Act or announcement.
    pub source: String,
    /// The day as posted.
    pub value: String,
    /// Why it differs from the table in force: "thêm", "sửa".
    pub change: Option<String>,
}

/// What an administrator may do with a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftForms {
    /// Address that puts a day.
    pub put: String,
    /// Address that takes a day out.
    pub remove: String,
    /// Address that takes over proposals.
    pub adopt: String,
    /// Address that confirms.
    pub confirm: String,
    /// Address that throws the draft away.
    pub discard: String,
    /// Version of the draft.
    pub version: i64,
    /// Day as typed.
    pub day: String,
    /// Kinds.
    pub kinds: Vec<Opt>,
    /// Name as typed.
    pub name: String,
    /// Act or announcement as typed.
    pub source: String,
    /// How well attested.
    pub certainties: Vec<Opt>,
    /// Reason as typed.
    pub reason: String,
    /// What confirming does, each a sentence.
    pub consequences: Vec<String>,
}

/// `GET /admin/calendar/{id}`. Putting a day posts `version`, `day`, `kind`, `name`, `source`,
/// `certainty`; taking one out `version`, `day`; taking proposals over `version`, `day` (several);
/// confirming `version`, `reason`; throwing away `version`.
#[derive(Debug, Clone, Template)]
#[template(path = "law/calendar.html")]
pub struct CalendarPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// "Lịch năm 2026".
    pub title: String,
    /// Where it holds.
    pub scope: String,
    /// State.
    pub state: Tag,
    /// Edition, by whom, when, why.
    pub facts: Vec<Fact>,
    /// Its days.
    pub days: Vec<DayLine>,
    /// Days of the table in force that the draft leaves out.
    pub gone: Vec<DayLine>,
    /// Days computed from the holidays of every year that it does not have.
    pub proposals: Vec<DayLine>,
    /// Forms of a draft, for those who may change it.
    pub draft: Option<DraftForms>,
    /// Address that begins a draft from this table.
    pub begin: Option<String>,
    /// The draft of the same year, when it is another page.
    pub other_draft: Option<String>,
    /// Problems.
    pub errors: Errors,
}
