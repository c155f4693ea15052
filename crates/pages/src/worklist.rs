//! One part of a person's work, one act on several dossiers, substitutes.

use askama::Template;

use crate::Shell;
use crate::parts::{Due, Empty, Errors, Link, Opt, Pager, Tab, Tag};

/// A dossier that can be picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkRow {
    /// Posted as `row`: dossier and visit.
    pub value: String,
    /// Title of the dossier.
    pub title: String,
    /// Where it is dealt with.
    pub href: String,
    /// Code, author, round: one quiet line.
    pub note: String,
    /// Its state.
    pub status: Tag,
    /// By when.
    pub due: Option<Due>,
}

/// `GET /work?part=&sort=&page=`. Sends `row` (several) to `GET /work/bulk`.
#[derive(Debug, Clone, Template)]
#[template(path = "worklist/part.html")]
pub struct WorkPartPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Parts with their counts.
    pub tabs: Vec<Tab>,
    /// What the part holds, one sentence.
    pub hint: String,
    /// Orders to choose from.
    pub sorts: Vec<Tab>,
    /// The rows.
    pub rows: Vec<WorkRow>,
    /// Whether rows can be picked.
    pub picks: bool,
    /// Where the list comes back to.
    pub back: String,
    /// Shown instead of no rows.
    pub empty: Empty,
    /// Other pages.
    pub pager: Option<Pager>,
}

/// `GET, POST /work/bulk`. Posts `act`, `opinion`, `row` (several).
#[derive(Debug, Clone, Template)]
#[template(path = "worklist/bulk.html")]
pub struct BulkPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The rows that were picked.
    pub rows: Vec<WorkRow>,
    /// Acts that some of them offer.
    pub acts: Vec<Opt>,
    /// Words that go with the act.
    pub opinion: String,
    /// Where the list comes back to.
    pub back: String,
    /// Problems (`act`, `opinion`).
    pub errors: Errors,
}

/// What came of an act for one dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkResult {
    /// The dossier; none where it may not be known.
    pub link: Option<Link>,
    /// Its code.
    pub code: String,
    /// "Đã thực hiện", "Không thực hiện", "Đã thực hiện trước đó".
    pub status: Tag,
    /// Why not, in whole sentences.
    pub reasons: Vec<String>,
}

/// The answer to `POST /work/bulk`.
#[derive(Debug, Clone, Template)]
#[template(path = "worklist/bulk_result.html")]
pub struct BulkResultPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// "Đã thực hiện 3 trên 5 hồ sơ."
    pub summary: String,
    /// The rows.
    pub rows: Vec<BulkResult>,
    /// Where the list comes back to.
    pub back: String,
}

/// A delegation as listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DelegationView {
    /// "Cán bộ tiếp nhận, Phòng mẫu".
    pub role: String,
    /// By or to whom.
    pub person: String,
    /// From when until when.
    pub span: String,
    /// Why.
    pub reason: String,
    /// How it stands.
    pub state: Tag,
    /// Where ending it is posted, while it can be ended.
    pub end: Option<String>,
}

/// `GET, POST /delegations`. Posts `role`, `to`, `from`, `until`, `reason`.
#[derive(Debug, Clone, Template)]
#[template(path = "worklist/delegations.html")]
pub struct DelegationsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Roles of one's own; empty shows no form.
    pub roles: Vec<Opt>,
    /// Account of the substitute, as typed.
    pub to: String,
    /// First day, as typed.
    pub from: String,
    /// Last day, as typed.
    pub until: String,
    /// Why, as typed.
    pub reason: String,
    /// Given to others.
    pub given: Vec<DelegationView>,
    /// Given by others.
    pub received: Vec<DelegationView>,
    /// Problems.
    pub errors: Errors,
}
