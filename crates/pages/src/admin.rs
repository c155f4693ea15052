//! People, rounds and the audit trail.

use askama::Template;

use crate::Shell;
use crate::dossier::Filter;
use crate::parts::{Act, Deadline, Errors, Fact, Notice, Opt, Pager, Table, Tag};

/// `GET /admin/people?q=&page=`.
#[derive(Debug, Clone, Template)]
#[template(path = "admin/people.html")]
pub struct PeoplePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// What was searched for.
    pub query: String,
    /// People: name with account, unit, roles, state.
    pub table: Table,
    /// Other pages.
    pub pager: Option<Pager>,
    /// Where one is invited.
    pub new_href: Option<String>,
    /// Where many are taken from a table.
    pub table_href: Option<String>,
}

/// A one-time link to hand over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InviteLink {
    /// The whole address.
    pub url: String,
    /// Until when it works.
    pub expires: String,
}

/// `GET, POST /admin/people/new`. Posts `full_name`, `account`, `email`, `unit`,
/// `post`, `role` (several).
#[derive(Debug, Clone, Template)]
#[template(path = "admin/person_new.html")]
pub struct NewPersonPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Full name as typed.
    pub full_name: String,
    /// Account as typed.
    pub account: String,
    /// E-mail address as typed.
    pub email: String,
    /// Units.
    pub units: Vec<Opt>,
    /// State post as typed, "Phó Chủ tịch".
    pub post: String,
    /// Roles.
    pub roles: Vec<Opt>,
    /// Problems.
    pub errors: Errors,
}

/// One role held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Role.
    pub role: String,
    /// Unit.
    pub unit: String,
    /// "từ 01/01/2024", "01/01/2023 – 31/12/2023".
    pub period: String,
    /// State.
    pub state: Tag,
    /// Address that ends it; none when it has ended or is not the reader's to end.
    pub end: Option<String>,
}

/// `GET /admin/people/{id}`. Granting posts `role`, `unit`; ending a role posts nothing more.
#[derive(Debug, Clone, Template)]
#[template(path = "admin/person.html")]
pub struct PersonPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Full name.
    pub name: String,
    /// State of the account.
    pub state: Tag,
    /// Account, e-mail address, last seen.
    pub facts: Vec<Fact>,
    /// Roles.
    pub grants: Vec<Grant>,
    /// Address that grants a role.
    pub grant_action: String,
    /// Roles to grant.
    pub roles: Vec<Opt>,
    /// Units.
    pub units: Vec<Opt>,
    /// A link just made.
    pub invite: Option<InviteLink>,
    /// Other acts (new link, lock the account).
    pub acts: Vec<Act>,
    /// Problems.
    pub errors: Errors,
}

/// `GET /admin/audit?q=&act=&from=&until=&page=`.
#[derive(Debug, Clone, Template)]
#[template(path = "admin/audit.html")]
pub struct AuditPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// What was searched for.
    pub query: String,
    /// Filters.
    pub filters: Vec<Filter>,
    /// First day as typed.
    pub from: String,
    /// Last day as typed.
    pub until: String,
    /// Problems (`from`, `until`).
    pub errors: Errors,
    /// State of the chain.
    pub chain: Option<Notice>,
    /// Events: number, time, who, what, about, hash.
    pub table: Table,
    /// Other pages.
    pub pager: Option<Pager>,
}

/// One round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundLine {
    /// Name.
    pub name: String,
    /// Its rubric.
    pub note: String,
    /// From when to when.
    pub period: String,
    /// How it stands.
    pub deadline: Option<Deadline>,
    /// State.
    pub state: Tag,
}

/// `GET, POST /admin/rounds`. Posts `name`, `base`, `opens`, `closes`.
#[derive(Debug, Clone, Template)]
#[template(path = "admin/rounds.html")]
pub struct RoundsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Rounds.
    pub rounds: Vec<RoundLine>,
    /// Name as typed.
    pub name: String,
    /// Rounds after which it may be modelled.
    pub bases: Vec<Opt>,
    /// First day as typed.
    pub opens: String,
    /// Last day as typed.
    pub closes: String,
    /// Problems.
    pub errors: Errors,
}
