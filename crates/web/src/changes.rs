//! Two versions of a dossier side by side.

use sangkien_app::correction::{RoundChanges, Version};
use sangkien_app::dossier::DossierView;
use sangkien_domain::access::Power;
use sangkien_domain::id::DossierId;
use sangkien_http::route::Routes;
use sangkien_pages::correction::{ChangesPage, ComparedItem};
use sangkien_pages::parts::Link;

use crate::context::{Context, Reply};
use crate::document;
use crate::extract::{Id, Query, Signed};
use crate::home;
use crate::item;
use crate::problem::Problem;
use crate::show;
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new().get("/dossiers/{id}/changes", changes)
}

async fn changes(signed: Signed, Id(id): Id<DossierId>, Query(query): Query) -> Reply {
    let submission = match query.find("submission") {
        Some(text) => Some(text.parse().map_err(|_| Problem::Absent)?),
        None => None,
    };
    let app = signed.app();
    let found = app.round_changes(&signed.caller, id, submission).await?;
    let view = app.dossier(&signed.caller, id).await?;
    signed.html(&page(&signed, &view, found.as_ref()))
}

fn page(context: &Context, view: &DossierView, found: Option<&RoundChanges>) -> ChangesPage {
    let id = view.dossier.id;
    let mut shell = context.shell();
    shell.back = Some(Link::new("Hồ sơ", format!("/dossiers/{id}")));
    let mut page = ChangesPage {
        shell,
        title: document::title(view),
        code: view.dossier.code.clone().unwrap_or_default(),
        compared: String::new(),
        nothing: None,
        others: Vec::new(),
        items: Vec::new(),
        summary: String::new(),
        unrequested: Vec::new(),
        unrequested_files: Vec::new(),
        onward: onward(view),
    };
    let Some(found) = found else {
        page.nothing = Some("Hồ sơ mới nộp một lần nên chưa có gì để so sánh.".to_owned());
        return page;
    };
    page.compared = compared(found);
    page.others = others(found);
    let settled = found
        .items
        .iter()
        .filter(|one| one.proposal.appears_settled())
        .count();
    page.summary = format!(
        "{settled} trên {} nội dung có vẻ đã sửa.",
        found.items.len()
    );
    page.items = compared_items(view, found);
    page.unrequested = found
        .unrequested()
        .map(|change| item::passage(found, change))
        .collect();
    page.unrequested_files = found.unrequested_files().map(item::file).collect();
    page
}

fn compared_items(view: &DossierView, found: &RoundChanges) -> Vec<ComparedItem> {
    found
        .items
        .iter()
        .map(|one| ComparedItem {
            item: item::shown(view, &one.item, false),
            proposal: item::proposal(one.proposal),
            passages: passages_of(found, &one.changes),
        })
        .collect()
}

/// The changed passages at these positions.
pub(crate) fn passages_of(
    found: &RoundChanges,
    positions: &[usize],
) -> Vec<sangkien_pages::correction::Passage> {
    positions
        .iter()
        .filter_map(|at| found.changes.get(*at))
        .map(|change| item::passage(found, change))
        .collect()
}

fn named(version: Version) -> String {
    match version {
        Version::Submitted(ordinal, at) => format!("lần nộp {ordinal} ({})", show::minute(at)),
        Version::Draft => "bản đang sửa".to_owned(),
    }
}

/// "Lần nộp 1 (…) so với lần nộp 2 (…)."
pub(crate) fn compared(found: &RoundChanges) -> String {
    let before = named(found.before);
    let mut letters = before.chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    format!("{first}{} so với {}.", letters.as_str(), named(found.after))
}

fn others(found: &RoundChanges) -> Vec<Link> {
    let shown = match found.after {
        Version::Submitted(ordinal, _) => Some(ordinal),
        Version::Draft => None,
    };
    found
        .comparable
        .iter()
        .filter(|ordinal| Some(**ordinal) != shown)
        .map(|ordinal| {
            Link::new(
                format!("lần nộp {ordinal}"),
                format!(
                    "/dossiers/{}/changes?submission={ordinal}",
                    found.dossier.id
                ),
            )
        })
        .collect()
}

fn onward(view: &DossierView) -> Option<Link> {
    let id = view.dossier.id;
    if home::writes(view) {
        Some(Link::new(
            "Trả lời và nộp lại",
            format!("/dossiers/{id}/corrections"),
        ))
    } else if view.dossier.powers().allow(Power::Receive) {
        Some(Link::new("Xử lý hồ sơ", format!("/dossiers/{id}/intake")))
    } else {
        None
    }
}
