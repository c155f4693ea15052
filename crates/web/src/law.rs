//! The registry of law, packs and calendars: read by everybody signed in, changed by administrators
//! of a unit that organises.

mod acts;
mod calendar;
mod packs;
mod table;

use std::collections::BTreeMap;

use sangkien_domain::law::Certainty;
use sangkien_domain::law_registry::Scope;
use sangkien_http::route::Routes;
use sangkien_i18n::law;
use sangkien_pages::parts::{Tab, Tag, Tone};

use crate::show::VI;
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/admin/law", acts::list)
        .get("/admin/law/acts/{code}", acts::show_page)
        .get("/admin/law/cited", acts::cited)
        .get("/admin/law/rules", acts::rules)
        .get("/admin/law/packs", packs::list)
        .post("/admin/law/packs/{code}/load", packs::load)
        .get("/admin/calendar", calendar::list)
        .post("/admin/calendar", calendar::begin)
        .get("/admin/calendar/{id}", table::show_page)
        .post("/admin/calendar/{id}/edition", table::begin)
        .post("/admin/calendar/{id}/days", table::put)
        .post("/admin/calendar/{id}/proposals", table::adopt)
        .post("/admin/calendar/{id}/removal", table::remove)
        .post("/admin/calendar/{id}/confirmation", table::confirm)
        .post("/admin/calendar/{id}/discard", table::discard)
}

/// Parts of the registry; `current` is the address of the one shown.
fn tabs(current: &str) -> Vec<Tab> {
    [
        ("Văn bản", "/admin/law"),
        ("Quy định", "/admin/law/rules"),
        ("Lịch làm việc", "/admin/calendar"),
        ("Gói pháp luật", "/admin/law/packs"),
    ]
    .into_iter()
    .map(|(label, href)| Tab {
        label: label.to_owned(),
        href: href.to_owned(),
        count: None,
        current: href == current,
    })
    .collect()
}

/// How well something is attested; what nobody has read stands out.
fn certainty_tag(certainty: Certainty) -> Tag {
    let tone = match certainty {
        Certainty::Official => Tone::Done,
        Certainty::Secondary => Tone::Plain,
        Certainty::Unverified => Tone::Soon,
    };
    Tag::new(law::certainty(certainty, VI), tone)
}

/// Names of units by code.
type Names = BTreeMap<String, String>;

/// Where something holds: the name of the unit, where there is one of that code.
fn scope_words(names: &Names, scope: &Scope) -> String {
    match names.get(scope.code()) {
        Some(name) => name.clone(),
        None => law::scope(scope, VI),
    }
}
