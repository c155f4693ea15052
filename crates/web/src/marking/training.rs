//! Practising on past dossiers: releasing them, marking one, and how far one is from the council.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use sangkien_app::council::{TrainingChoices, TrainingInput, TrainingItem, TrainingView};
use sangkien_domain::id::{DossierId, SessionId};
use sangkien_domain::time::moment_text;
use sangkien_http::route::Routes;
use sangkien_i18n::training as said;
use sangkien_pages::marking::{
    ComparisonBlock, MarkingPage, Practice, SheetForm, TrainingListPage, TrainingReleasePage,
};
use sangkien_pages::parts::{Cell, Empty, Errors, Fact, Head, Link, Pick, Table, Tag, Tone};
use sangkien_panel::training::{Comparison, Difference};

use super::form::{self, Typed};
use super::view;
use crate::context::{Context, Reply};
use crate::document;
use crate::extract::{Id, Signed, SignedForm};
use crate::intake::at_the_top;
use crate::judged::{judged, version};
use crate::show::VI;
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/training", list)
        .get("/training/{id}", sheet)
        .post("/training/{id}", save)
        .get("/sessions/{id}/training", choices)
        .post("/sessions/{id}/training", release)
}

async fn list(signed: Signed) -> Reply {
    let items = signed.app().training_list(&signed.caller).await?;
    let rows = items.iter().map(row).collect();
    let mut shell = signed.shell();
    shell.back = Some(Link::new("Phiếu chấm của tôi", "/marking"));
    signed.html(&TrainingListPage {
        shell,
        table: Table::new(
            "Hồ sơ để luyện chấm",
            vec![
                Head::new("Mã"),
                Head::new("Sáng kiến"),
                Head::new("Phiếu luyện"),
                Head::new("Điểm").numeric(),
            ],
            rows,
        )
        .with_keys(),
        empty: Empty::new(
            "Chưa có hồ sơ nào để luyện chấm",
            "Hồ sơ đã xét xuất hiện ở đây khi Chủ tịch hoặc Thư ký hội đồng mở cho luyện chấm.",
        ),
    })
}

fn row(item: &TrainingItem) -> Vec<Cell> {
    let status = if item.sent_at.is_some() {
        Tag::new("Đã xong", Tone::Done)
    } else if item.begun {
        Tag::new("Nháp", Tone::Active)
    } else {
        Tag::new("Chưa chấm", Tone::Waiting)
    };
    let total = item.total.map(|total| total.to_string());
    vec![
        Cell::code(&item.code),
        Cell::link_with(
            &item.title,
            format!("/training/{}", item.dossier),
            &item.session_title,
        ),
        Cell::Tag(status),
        Cell::number(total.unwrap_or_default()),
    ]
}

async fn sheet(signed: Signed, Id(id): Id<DossierId>) -> Reply {
    let found = signed.app().training(&signed.caller, id).await?;
    let scores = found.sheet.as_ref().map(|sheet| &sheet.scores);
    let typed = Typed::of_scores(scores);
    signed.html(&page(&signed, &found, &typed, Errors::none()))
}

async fn save(Id(id): Id<DossierId>, form: SignedForm) -> Reply {
    let found = form.app().training(&form.caller, id).await?;
    let rubric = &found.view.rules.rubric;
    let typed = Typed::posted(&form.fields, rubric);
    let send = form.fields.get("intent") == "send";
    let seen = form.fields.get("version").parse().unwrap_or(-1);
    let errors = match typed.input(rubric, seen, send) {
        Ok(read) => {
            let input = TrainingInput {
                scores: read.scores,
                seen,
                send,
            };
            match judged(form.app().save_training(&form.caller, id, input).await)? {
                Ok(_) => {
                    let what = if send {
                        "Đã xong phiếu luyện. Kết quả so với hội đồng ở bên dưới."
                    } else {
                        "Đã lưu nháp phiếu luyện."
                    };
                    return form.done(&format!("/training/{id}"), what);
                }
                Err(refusals) => form::errors(&refusals, rubric, false),
            }
        }
        Err(errors) => errors,
    };
    form.html_as(
        StatusCode::UNPROCESSABLE_ENTITY,
        &page(&form, &found, &typed, errors),
    )
}

fn page(context: &Context, found: &TrainingView, typed: &Typed, errors: Errors) -> MarkingPage {
    let rubric = &found.view.rules.rubric;
    let id = found.view.dossier.id;
    let mut dossier = document::document(&found.view);
    for fact in &mut dossier.facts {
        if fact.value == document::UNNAMED {
            *fact = Fact::new("Tác giả và đơn vị", "Ẩn khi luyện chấm");
        }
    }
    let mut shell = context.shell();
    shell.back = Some(Link::new("Luyện chấm", "/training"));
    let sent = found.sheet.as_ref().and_then(|sheet| sheet.sent_at);
    let saved = found.sheet.as_ref();
    MarkingPage {
        form: sent.is_none().then(|| SheetForm {
            action: format!("/training/{id}"),
            version: version(saved.map_or(0, |sheet| sheet.version)),
            saved: saved.map(|sheet| format!("Đã lưu nháp lúc {}.", moment_text(sheet.saved_at))),
            conflict_action: None,
        }),
        locked: sent.map(|at| format!("Phiếu luyện đã xong lúc {}.", moment_text(at))),
        practice: Some(Practice {
            comparison: found.comparison.as_ref().map(comparison),
            nothing: sent.is_some() && found.comparison.is_none(),
        }),
        ..view::written(shell, dossier, rubric, typed, errors)
    }
}

fn comparison(found: &Comparison) -> ComparisonBlock {
    let row = |one: &Difference| {
        vec![
            Cell::Stack(one.label.clone(), format!("tối đa {}", one.max)),
            Cell::number(one.own.to_string()),
            Cell::number(one.council.to_string()),
            Cell::number(said::signed(one.gap())),
        ]
    };
    let mut rows: Vec<Vec<Cell>> = found.criteria.iter().map(row).collect();
    rows.push(row(&Difference {
        label: "Tổng điểm".to_owned(),
        ..found.total.clone()
    }));
    let mut heads = vec![Head::new("Tiêu chí")];
    heads.extend(["Điểm luyện", "Hội đồng", "Lệch"].map(|name| Head::new(name).numeric()));
    ComparisonBlock {
        reading: said::reading(found, VI),
        table: Table::new("So với hội đồng", heads, rows),
    }
}

async fn choices(signed: Signed, Id(id): Id<SessionId>) -> Reply {
    let found = signed.app().training_choices(&signed.caller, id).await?;
    signed.html(&release_page(&signed, &found, Errors::none()))
}

async fn release(Id(id): Id<SessionId>, form: SignedForm) -> Reply {
    let found = form.app().training_choices(&form.caller, id).await?;
    let chosen = form.fields.all("dossier").into_iter();
    let chosen: BTreeSet<DossierId> = chosen.filter_map(|text| text.parse().ok()).collect();
    let outcome = form.app().release_for_training(&form.caller, id, &chosen);
    match judged(outcome.await)? {
        Ok(()) => {
            let what = match chosen.len() {
                0 => "Không còn hồ sơ nào của phiên họp mở cho luyện chấm.".to_owned(),
                count => format!("Đã mở {count} hồ sơ của phiên họp cho luyện chấm."),
            };
            form.done(&format!("/sessions/{id}/training"), &what)
        }
        Err(refusals) => form.html_as(
            StatusCode::UNPROCESSABLE_ENTITY,
            &release_page(&form, &found, at_the_top(&refusals)),
        ),
    }
}

fn release_page(context: &Context, found: &TrainingChoices, errors: Errors) -> TrainingReleasePage {
    let session = &found.sheets.session;
    let mut shell = context.shell();
    shell.back = Some(Link::new(
        &session.title,
        format!("/sessions/{}", session.id),
    ));
    let picks = found.sheets.rows.iter().map(|row| {
        let released = found.released.iter().find(|one| one.dossier == row.dossier);
        Pick {
            value: row.dossier.to_string(),
            code: row.code.clone(),
            title: row.title.clone(),
            note: match released {
                Some(one) if one.practised > 0 => {
                    format!("{} người đã luyện chấm", one.practised)
                }
                _ => "Chưa ai luyện chấm".to_owned(),
            },
            status: None,
            checked: released.is_some(),
            blocked: None,
        }
    });
    TrainingReleasePage {
        shell,
        eyebrow: found.sheets.council.name.clone(),
        title: session.title.clone(),
        action: format!("/sessions/{}/training", session.id),
        picks: picks.collect(),
        errors,
    }
}
