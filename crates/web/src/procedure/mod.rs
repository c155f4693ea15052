//! The designer: procedures as data, their versions, editing, trying out, putting in force.
//!
//! Everything is for administrators of a unit that organises; for everybody else it is not there.

mod compare;
mod edit;
mod faults;
mod import;
mod list;
pub(crate) mod part;
mod standing;
mod trial;
mod version;

use sangkien_app::record::{ProcedureVersion, VersionStatus};
use sangkien_domain::time::{Instant, day_text};
use sangkien_http::route::Routes;
use sangkien_pages::parts::{Opt, Tag, Tone};

use crate::show;
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/admin/procedures", list::list)
        .get("/admin/procedures/new", list::new)
        .post("/admin/procedures/new", list::create)
        .post("/admin/procedures/import", import::import)
        .get("/admin/procedures/{code}", list::procedure)
        .get("/admin/procedures/{code}/compare", compare::latest)
        .get(
            "/admin/procedures/{code}/versions/{number}",
            version::show_page,
        )
        .get(
            "/admin/procedures/{code}/versions/{number}/diagram.svg",
            version::diagram,
        )
        .get(
            "/admin/procedures/{code}/versions/{number}/export",
            version::export,
        )
        .get(
            "/admin/procedures/{code}/versions/{number}/compare",
            compare::compare,
        )
        .get(
            "/admin/procedures/{code}/versions/{number}/trial",
            trial::trial,
        )
        .get(
            "/admin/procedures/{code}/versions/{number}/edit/{part}",
            edit::edit,
        )
        .post(
            "/admin/procedures/{code}/versions/{number}/edit/{part}",
            edit::save,
        )
        .post(
            "/admin/procedures/{code}/versions/{number}/check",
            standing::check,
        )
        .post(
            "/admin/procedures/{code}/versions/{number}/reopening",
            standing::reopen,
        )
        .post(
            "/admin/procedures/{code}/versions/{number}/activation",
            standing::activate,
        )
        .post(
            "/admin/procedures/{code}/versions/{number}/retirement",
            standing::retire,
        )
        .post(
            "/admin/procedures/{code}/versions/{number}/copy",
            standing::copy,
        )
}

/// The address of a version.
fn home(code: &str, number: u32) -> String {
    format!("/admin/procedures/{code}/versions/{number}")
}

/// What a version is called.
fn version_name(number: u32) -> String {
    format!("Phiên bản {number}")
}

/// How a version stands.
fn tag(version: &ProcedureVersion, now: Instant) -> Tag {
    match version.status {
        VersionStatus::Draft => Tag::new("Bản soạn thảo", Tone::Active),
        VersionStatus::Checked => Tag::new("Đã kiểm tra", Tone::Soon),
        VersionStatus::Active if version.is_active_at(now) => Tag::new("Đang áp dụng", Tone::Good),
        VersionStatus::Active if version.active_from.is_some_and(|from| from > now) => {
            Tag::new("Chờ áp dụng", Tone::Waiting)
        }
        VersionStatus::Active | VersionStatus::Retired => Tag::new("Thôi áp dụng", Tone::Plain),
    }
}

/// From when to when a version is in force; empty when it never was.
fn period(version: &ProcedureVersion) -> String {
    match (version.active_from, version.active_to) {
        (None, _) => String::new(),
        (Some(from), None) => format!("từ {}", moment(from)),
        (Some(from), Some(to)) => format!("từ {} đến trước {}", moment(from), moment(to)),
    }
}

/// A day, or a minute of a day where it is not the first.
fn moment(at: Instant) -> String {
    if Instant::start_of(at.day()) == Some(at) {
        format!("ngày {}", day_text(at.day()))
    } else {
        show::minute(at)
    }
}

/// Who changed a version last, and when.
fn edited(version: &ProcedureVersion) -> String {
    let at = show::minute(version.edited_at);
    if version.edited_by_name.is_empty() {
        at
    } else {
        format!("{}, {at}", version.edited_by_name)
    }
}

/// The other versions to choose from, the one before `number` chosen, or the one asked for.
fn others(versions: &[ProcedureVersion], number: u32, asked: Option<u32>) -> Vec<Opt> {
    let before = versions
        .iter()
        .map(|version| version.number)
        .filter(|other| *other < number)
        .max();
    let chosen = asked.or(before);
    versions
        .iter()
        .filter(|version| version.number != number)
        .map(|version| {
            Opt::new(version.number.to_string(), version_name(version.number))
                .selected(Some(version.number) == chosen)
        })
        .collect()
}
