//! Procedures, and beginning one.

use axum::http::StatusCode;
use sangkien_app::procedure::{NewProcedure, ProcedureRow};
use sangkien_app::record::{ProcedureVersion, VersionStatus};
use sangkien_domain::refusal::Refusal;
use sangkien_pages::parts::{Cell, Errors, Head, Link, Opt, Table};
use sangkien_pages::procedure::{NewProcedurePage, ProcedurePage, ProceduresPage};

use super::{edited, home, others, period, tag, version_name};
use crate::context::{Context, Reply};
use crate::extract::{Id, Signed, SignedForm};
use crate::judged::judged;
use crate::show;

pub(super) async fn list(signed: Signed) -> Reply {
    let procedures = signed.app().procedures(&signed.caller).await?;
    let heads = ["Quy trình", "Đang áp dụng", "Bản mới nhất", "Sửa lần cuối"];
    let rows = procedures.iter().map(|row| list_row(&signed, row));
    signed.html(&ProceduresPage {
        shell: signed.shell(),
        table: Table::new("Quy trình", heads.map(Head::new).to_vec(), rows.collect()).with_keys(),
    })
}

fn list_row(context: &Context, row: &ProcedureRow) -> Vec<Cell> {
    let now = context.now();
    let active = row
        .versions
        .iter()
        .find(|version| version.is_active_at(now));
    let latest = row.versions.first();
    vec![
        Cell::link_with(
            &row.procedure.name,
            format!("/admin/procedures/{}", row.procedure.code),
            &row.procedure.code,
        ),
        match active {
            Some(version) => Cell::Stack(version_name(version.number), period(version)),
            None => Cell::text("Chưa có"),
        },
        match latest {
            Some(version) => Cell::Stack(version_name(version.number), tag(version, now).label),
            None => Cell::text(""),
        },
        Cell::text(latest.map(edited).unwrap_or_default()),
    ]
}

pub(super) async fn procedure(signed: Signed, Id(code): Id<String>) -> Reply {
    let row = signed.app().procedure(&signed.caller, &code).await?;
    let now = signed.now();
    let heads = ["Phiên bản", "Tình trạng", "Áp dụng", "Sửa lần cuối"];
    let versions = row.versions.iter().map(|version| {
        vec![
            Cell::link_with(
                version_name(version.number),
                home(&code, version.number),
                &version.note,
            ),
            Cell::Tag(tag(version, now)),
            Cell::text(period(version)),
            Cell::text(edited(version)),
        ]
    });
    let latest = row.versions.first().map_or(0, |version| version.number);
    let mut shell = signed.shell();
    shell.back = Some(Link::new("Quy trình", "/admin/procedures"));
    signed.html(&ProcedurePage {
        shell,
        name: row.procedure.name.clone(),
        code: row.procedure.code.clone(),
        table: Table::new(
            "Các phiên bản",
            heads.map(Head::new).to_vec(),
            versions.collect(),
        ),
        compare: others(&row.versions, latest, None),
        compare_action: format!("{}/compare", home(&code, latest)),
    })
}

/// What the page to begin a procedure holds.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) from: String,
    pub(super) note: String,
}

pub(super) async fn new(signed: Signed) -> Reply {
    let procedures = signed.app().procedures(&signed.caller).await?;
    let page = page(&signed, &procedures, &Typed::default(), Errors::none());
    signed.html(&page)
}

pub(super) async fn create(form: SignedForm) -> Reply {
    let procedures = form.app().procedures(&form.caller).await?;
    let text = |name: &str| form.fields.get(name).to_owned();
    let typed = Typed {
        code: text("code"),
        name: text("name"),
        from: text("from"),
        note: String::new(),
    };
    let new = NewProcedure {
        code: typed.code.clone(),
        name: typed.name.clone(),
    };
    let outcome = match typed.from.rsplit_once('/') {
        Some((code, number)) => {
            let from = (code, number.parse().unwrap_or(0));
            form.app().copy_procedure(&form.caller, from, &new).await
        }
        None => form.app().new_procedure(&form.caller, &new).await,
    };
    match judged(outcome)? {
        Ok(made) => form.done(
            &home(&made.code, made.number),
            "Đã lập quy trình. Phiên bản 1 là bản soạn thảo.",
        ),
        Err(refusals) => form.html_as(
            StatusCode::UNPROCESSABLE_ENTITY,
            &page(&form, &procedures, &typed, errors(&refusals)),
        ),
    }
}

/// Each refusal beside its field.
pub(super) fn errors(refusals: &[Refusal]) -> Errors {
    Errors::from_pairs(refusals.iter().map(|refusal| {
        (
            refusal.field().unwrap_or_default().to_owned(),
            show::refusal(refusal),
        )
    }))
}

/// The page with what was typed.
pub(super) fn page(
    context: &Context,
    procedures: &[ProcedureRow],
    typed: &Typed,
    errors: Errors,
) -> NewProcedurePage {
    let mut shell = context.shell();
    shell.back = Some(Link::new("Quy trình", "/admin/procedures"));
    let mut from = vec![Opt::new("", "Trang trắng")];
    for row in procedures {
        for version in &row.versions {
            let value = format!("{}/{}", row.procedure.code, version.number);
            let selected = value == typed.from;
            let label = format!("{}, {}", row.procedure.name, version_words(version));
            from.push(Opt::new(value, label).selected(selected));
        }
    }
    NewProcedurePage {
        shell,
        code: typed.code.clone(),
        name: typed.name.clone(),
        from,
        note: typed.note.clone(),
        errors,
    }
}

fn version_words(version: &ProcedureVersion) -> String {
    let name = version_name(version.number).to_lowercase();
    if version.status == VersionStatus::Draft {
        format!("{name} (bản soạn thảo)")
    } else {
        name
    }
}
