//! Councils: their record, members, substitutes and rounds.

use askama::Template;

use crate::Shell;
use crate::parts::{Act, Empty, Errors, Fact, Opt, Table, Tag};

/// `GET /councils`.
#[derive(Debug, Clone, Template)]
#[template(path = "council/list.html")]
pub struct CouncilListPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Councils: name with unit, decision, term, state.
    pub table: Table,
    /// Shown instead of an empty table.
    pub empty: Empty,
    /// Where one is set up.
    pub new_href: Option<String>,
}

/// `GET, POST /councils/new` and `/councils/{id}/record`. Posts `unit`, `stage` (only when new),
/// `name`, `decision_ref`, `decided_on`, `from`, `until`, `blind`; `version` when it is changed.
#[derive(Debug, Clone, Template)]
#[template(path = "council/form.html")]
pub struct CouncilFormPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Address to post to.
    pub action: String,
    /// Version the page was made from; none for a new council.
    pub version: Option<u64>,
    /// Units that may set it up; empty when it is changed.
    pub units: Vec<Opt>,
    /// What it may recognise; empty when it is changed.
    pub stages: Vec<Opt>,
    /// Name as typed.
    pub name: String,
    /// Number of the decision as typed.
    pub decision_ref: String,
    /// Day of the decision as typed.
    pub decided_on: String,
    /// First day of the term as typed.
    pub from: String,
    /// Last day of the term as typed.
    pub until: String,
    /// Whether it judges without names: one box.
    pub blind: Vec<Opt>,
    /// Problems.
    pub errors: Errors,
}

/// A member or a substitute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CouncilMember {
    /// Full name.
    pub name: String,
    /// The post; empty for a substitute.
    pub post: String,
    /// What the seat entitles to, or how a substitute stands.
    pub note: String,
    /// Where it is changed; none for whoever may not.
    pub href: Option<String>,
}

/// A round of the council's unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CouncilRound {
    /// Name.
    pub name: String,
    /// Who judges it.
    pub state: Tag,
    /// What of it the council judges; may be empty.
    pub note: String,
    /// Where that is changed.
    pub href: String,
}

/// `GET, POST /councils/{id}/rounds/{round}`. Posts `field` (several) and `rest=yes`.
#[derive(Debug, Clone, Template)]
#[template(path = "council/share.html")]
pub struct CouncilSharePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The council.
    pub council: String,
    /// The round.
    pub round: String,
    /// Who judges what of it.
    pub facts: Vec<Fact>,
    /// What no council judges, one sentence; empty where all is judged.
    pub open: String,
    /// Address to post to.
    pub action: String,
    /// Fields.
    pub fields: Vec<Opt>,
    /// Whether it judges the rest: one box.
    pub rest: Vec<Opt>,
    /// Problems (`field`).
    pub errors: Errors,
}

/// `GET /councils/{id}`. Naming a substitute posts `account` to `…/substitutes`, what it judges of
/// a round is changed at `…/rounds/{round}`.
#[derive(Debug, Clone, Template)]
#[template(path = "council/council.html")]
pub struct CouncilPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Its address.
    pub home: String,
    /// The unit that set it up.
    pub unit: String,
    /// Name.
    pub name: String,
    /// Whether its term runs.
    pub state: Tag,
    /// Decision, term, what it recognises.
    pub facts: Vec<Fact>,
    /// Where its members depart from the rules, one sentence each with its article.
    pub breaches: Vec<String>,
    /// Why members stand still.
    pub still: Option<String>,
    /// Members.
    pub members: Vec<CouncilMember>,
    /// Substitutes.
    pub substitutes: Vec<CouncilMember>,
    /// Account of a substitute as typed; none for whoever may not name one.
    pub substitute: Option<String>,
    /// Rounds of its unit.
    pub rounds: Vec<CouncilRound>,
    /// What may be done.
    pub acts: Vec<Act>,
    /// Problems.
    pub errors: Errors,
}

/// Calling a substitute in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallIn {
    /// Address to post to; posts `person`, `why`.
    pub action: String,
    /// Substitutes waiting.
    pub people: Vec<Opt>,
    /// Reason as typed.
    pub why: String,
}

/// `GET, POST /councils/{id}/seats/new` and `…/seats/{seat}`. Posts `account` (only when new),
/// `post`, `right` (several), `union`; ending posts `reason` to `…/end`.
#[derive(Debug, Clone, Template)]
#[template(path = "council/seat.html")]
pub struct SeatPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The member, or what is done.
    pub title: String,
    /// Address to post to.
    pub action: String,
    /// Account as typed; none when the seat is changed.
    pub account: Option<String>,
    /// Posts.
    pub posts: Vec<Opt>,
    /// Rights.
    pub rights: Vec<Opt>,
    /// Whether for the trade union.
    pub union: Vec<Opt>,
    /// Reason for ending as typed; none when the seat is new.
    pub reason: Option<String>,
    /// Calling in a substitute, where one waits.
    pub call_in: Option<CallIn>,
    /// Problems.
    pub errors: Errors,
}
