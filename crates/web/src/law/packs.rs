//! Packs: what was loaded, and those that come with the program.

use axum::http::StatusCode;
use sangkien_app::law::{Loading, PackShelf};
use sangkien_app::record::PackLoad;
use sangkien_domain::law_registry::{Change, Pack, Rule, Scope};
use sangkien_domain::time::moment_text;
use sangkien_i18n::law;
use sangkien_pages::law::{OfferCard, PacksPage};
use sangkien_pages::parts::{Cell, Errors, Head, Table, Tag, Tone};

use super::{Names, scope_words, tabs};
use crate::context::{Context, Reply};
use crate::extract::{Id, Signed, SignedForm};
use crate::problem::Problem;
use crate::show::{self, VI};

pub(super) async fn list(signed: Signed) -> Reply {
    let keeper = signed.app().keeps_law(&signed.caller).await?;
    let shelf = signed.app().pack_shelf(&signed.web.options.packs).await?;
    let names = signed.app().unit_names().await?;
    signed.html(&page(&signed, &shelf, &names, keeper, Errors::none()))
}

pub(super) async fn load(Id(code): Id<String>, form: SignedForm) -> Reply {
    let pack: Option<&Pack> = form
        .web
        .options
        .packs
        .iter()
        .find(|pack| pack.head.code == code);
    let pack = pack.ok_or(Problem::Absent)?;
    let outcome = form.app().load_offered_pack(&form.caller, pack).await?;
    match outcome {
        Ok(loading) => {
            let what = if loading.same {
                format!("Gói “{}” đã được nạp trước đó.", loading.head.title)
            } else {
                format!(
                    "Đã nạp gói “{}”, bản {}. {} thời hạn đang chạy được dời.",
                    loading.head.title, loading.head.edition, loading.limits.moved
                )
            };
            form.done("/admin/law/packs", &what)
        }
        Err(faults) => {
            let shelf = form.app().pack_shelf(&form.web.options.packs).await?;
            let errors = Errors::from_pairs(faults.iter().map(|fault| ("", law::fault(fault, VI))));
            let names = form.app().unit_names().await?;
            let page = page(&form, &shelf, &names, true, errors);
            form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

fn page(
    context: &Context,
    shelf: &PackShelf,
    names: &Names,
    keeper: bool,
    errors: Errors,
) -> PacksPage {
    let heads = ["Gói", "Phạm vi", "Nạp lúc", "Người nạp", "Mã băm"];
    PacksPage {
        shell: context.shell(),
        tabs: tabs("/admin/law/packs"),
        offers: shelf
            .offers
            .iter()
            .map(|offer| card(&offer.loading, names, keeper))
            .collect(),
        table: Table::new(
            "Các lần nạp",
            heads.map(Head::new).to_vec(),
            shelf.loads.iter().map(|load| row(load, names)).collect(),
        ),
        errors,
    }
}

fn row(load: &PackLoad, names: &Names) -> Vec<Cell> {
    let by = if load.loaded_by_name.is_empty() {
        "Hệ thống"
    } else {
        &load.loaded_by_name
    };
    let hash: String = load.sha256.chars().take(8).collect();
    vec![
        Cell::Stack(
            load.title.clone(),
            format!("Bản {}, {} dòng thay đổi", load.edition, load.changes),
        ),
        Cell::text(scope_words(names, &load.scope)),
        Cell::text(show::minute(load.loaded_at)),
        Cell::text(by),
        Cell::code(hash),
    ]
}

fn card(loading: &Loading, names: &Names, keeper: bool) -> OfferCard {
    let head = &loading.head;
    let (words, tone) = match (&loading.before, loading.same) {
        (_, true) => ("Đã nạp", Tone::Done),
        (Some(_), false) => ("Có bản mới", Tone::Soon),
        (None, false) => ("Chưa nạp", Tone::Waiting),
    };
    let mut note = format!("Bản {} · {}", head.edition, scope_words(names, &head.scope));
    if let Some(before) = loading.before.as_ref().filter(|_| !loading.same) {
        note = format!("{note} · đang dùng bản {before}");
    }
    OfferCard {
        title: head.title.clone(),
        note,
        state: Tag::new(words, tone),
        changes: if loading.same {
            Vec::new()
        } else {
            changes(loading)
        },
        kept: if loading.same {
            Vec::new()
        } else {
            kept(loading)
        },
        limits: loading
            .limits
            .moves
            .iter()
            .map(|moved| {
                format!(
                    "{}, {}: {} → {}",
                    moved.dossier,
                    moved.label,
                    moment_text(moved.old_due),
                    moment_text(moved.new_due)
                )
            })
            .collect(),
        action: (keeper && !loading.same).then(|| format!("/admin/law/packs/{}/load", head.code)),
        sha256: loading.sha256.clone(),
    }
}

fn changes(loading: &Loading) -> Vec<(String, Vec<String>)> {
    let comparison = &loading.comparison;
    let acts = comparison.acts.iter().filter_map(|change| {
        let act = change.row()?;
        Some(format!(
            "{}: {}, {}",
            law::moved(change.moved, VI),
            act.cited_as,
            act.title
        ))
    });
    let calendars = comparison.calendars.iter().filter_map(|change| {
        let table = change.row()?;
        Some(format!(
            "{}: năm {}, {} ngày",
            law::moved(change.moved, VI),
            table.year,
            table.entries.len()
        ))
    });
    [
        ("Văn bản", acts.collect::<Vec<_>>()),
        (
            "Quy định",
            comparison.rules.iter().filter_map(rule_line).collect(),
        ),
        ("Lịch", calendars.collect()),
    ]
    .into_iter()
    .filter(|(_, lines)| !lines.is_empty())
    .map(|(name, lines)| (name.to_owned(), lines))
    .collect()
}

fn rule_line(change: &Change<Rule>) -> Option<String> {
    let rule = change.row()?;
    let words = |rule: &Rule| format!("{} ({})", law::value(rule, VI), law::period(rule, VI));
    let what = match (&change.before, &change.after) {
        (Some(before), Some(after)) => format!("{} → {}", words(before), words(after)),
        _ => words(rule),
    };
    let place = if rule.scope == Scope::Nation {
        String::new()
    } else {
        format!(", {}", law::scope(&rule.scope, VI))
    };
    Some(format!(
        "{}: {}{place}: {what}",
        law::moved(change.moved, VI),
        rule.name
    ))
}

/// How many open dossiers keep their rules; which ones is the business of those who may see them.
fn kept(loading: &Loading) -> Vec<String> {
    loading
        .kept
        .iter()
        .map(|kept| format!("{}: {} hồ sơ", kept.round, kept.count))
        .collect()
}
