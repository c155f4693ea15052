//! The request for supplements as the desk writes, previews and sends it, and the findings on the
//! items of earlier ones.

use axum::http::StatusCode;
use sangkien_app::correction::{AnswerBy, JudgementInput, ReturnItem};
use sangkien_app::dossier::DossierView;
use sangkien_app::failure::Failure;
use sangkien_app::port::PaperFormat;
use sangkien_domain::access::Power;
use sangkien_domain::correction::{ItemState, Judgement, check_request};
use sangkien_domain::dossier::State;
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::Refusal;
use sangkien_http::route::Routes;
use sangkien_pages::correction::PreviewPage;
use sangkien_pages::intake::IntakePanel;
use sangkien_pages::parts::{Errors, Link};

use super::form::{self, RowAct};
use super::{Typed, again, at_the_top};
use crate::address::{download, paper_file};
use crate::context::{Context, Reply};
use crate::document;
use crate::extract::{Id, Signed, SignedForm};
use crate::item;
use crate::judged::{self, held, judged};
use crate::problem::Problem;
use crate::service;
use crate::show;
use crate::state::Web;

/// The routes.
pub(super) fn routes() -> Routes<Web> {
    Routes::new()
        .post("/dossiers/{id}/return", give_back)
        .get("/dossiers/{id}/return/preview", preview)
        .post("/dossiers/{id}/return/preview", send)
        .get("/dossiers/{id}/return/letter.pdf", letter)
        .post("/dossiers/{id}/judgement", judge)
}

/// Where the request is written.
fn desk(id: DossierId) -> String {
    format!("/dossiers/{id}/intake?panel=return")
}

async fn opened(form: &SignedForm, id: DossierId) -> Result<DossierView, Problem> {
    Ok(form
        .app()
        .dossier_for(&form.caller, id, Power::Receive)
        .await?)
}

/// The version of the draft that a form was made from.
fn seen(form: &SignedForm) -> Result<i64, Problem> {
    let version = form.fields.get("version").parse();
    version.map_err(|_| Failure::Stale.into())
}

/// Keeps what was written, whatever the button; then does what the button says.
async fn give_back(Id(id): Id<DossierId>, form: SignedForm) -> Reply {
    let view = opened(&form, id).await?;
    let version = seen(&form)?;
    let mut rows = form::rows(&form.fields);
    let act = form::row_act(&form.fields);
    let mut next = None;
    if let Some(act) = act {
        let phrases = form.app().correction_desk(&form.caller, id).await?.phrases;
        next = Some((form::act(&mut rows, act, &phrases), act));
    }
    let sends = form.fields.get("intent") == "send" && act.is_none();
    if sends {
        rows = form::without_blanks(rows);
    }
    let items: Vec<ReturnItem> = rows.iter().map(form::item).collect();
    let saved = form
        .app()
        .save_correction_draft(&form.caller, id, items, version)
        .await;
    let saved = match judged(saved)? {
        Ok(saved) => saved,
        Err(refusals) if form.autosave => return Err(Failure::Refused(refusals).into()),
        Err(refusals) => {
            let typed = Typed {
                panel: IntakePanel::Return,
                errors: form::return_errors(&refusals, &rows),
                rows: Some(rows),
                ..Typed::default()
            };
            return again(&form, StatusCode::UNPROCESSABLE_ENTITY, &view, typed).await;
        }
    };
    if form.autosave {
        return form.saved(form.now(), saved);
    }
    if let Some((row, act)) = next {
        let part = if act == RowAct::Fill(row) {
            "requirement"
        } else {
            "place"
        };
        return form.go(&format!("{}#f-{part}.{row}", desk(id)));
    }
    match form.fields.get("intent") {
        "send" => send_saved(&form, &view, saved).await,
        "preview" => form.go(&format!("/dossiers/{id}/return/preview")),
        _ => form.done(
            &desk(id),
            "Đã lưu bản soạn yêu cầu bổ sung; tác giả chưa thấy.",
        ),
    }
}

async fn send_saved(form: &SignedForm, view: &DossierView, version: i64) -> Reply {
    let id = view.dossier.id;
    let sent = form
        .app()
        .send_correction_draft(&form.caller, id, version)
        .await;
    match judged(sent)? {
        Ok(count) => {
            let what = format!(
                "Đã gửi trả hồ sơ {} với {count} nội dung cần bổ sung.",
                view.dossier.code.as_deref().unwrap_or_default(),
            );
            form.done(&format!("/dossiers/{id}/intake"), &what)
        }
        Err(refusals) => {
            let desk = form.app().correction_desk(&form.caller, id).await?;
            let items = desk.draft.map(|draft| draft.items).unwrap_or_default();
            let rows = form::without_blanks(items.iter().map(form::row).collect());
            let typed = Typed {
                panel: IntakePanel::Return,
                errors: form::return_errors(&refusals, &rows),
                rows: Some(rows),
                ..Typed::default()
            };
            again(form, StatusCode::UNPROCESSABLE_ENTITY, view, typed).await
        }
    }
}

async fn preview(signed: Signed, Id(id): Id<DossierId>) -> Reply {
    let app = signed.app();
    let view = app.dossier_for(&signed.caller, id, Power::Receive).await?;
    if !matches!(
        view.dossier.facts.state,
        State::Submitted | State::Processing
    ) {
        // Nothing can be asked now; the intake says what happened instead.
        return signed.go(&format!("/dossiers/{id}/intake"));
    }
    let desk = app.correction_desk(&signed.caller, id).await?;
    let version = desk.draft.as_ref().map_or(0, |draft| draft.version);
    let answer_by = desk.answer_by;
    let mut items = desk.draft.map(|draft| draft.items).unwrap_or_default();
    items.retain(|item| !item.is_blank());
    let page = preview_page(&signed, &view, &items, version, &answer_by);
    signed.html(&page)
}

fn preview_page(
    context: &Context,
    view: &DossierView,
    items: &[ReturnItem],
    version: i64,
    answer_by: &AnswerBy,
) -> PreviewPage {
    let id = view.dossier.id;
    let rules = &view.rules;
    let repeated: Vec<_> = view
        .corrections
        .iter()
        .filter(|item| item.state == ItemState::Reopened)
        .collect();
    let first = view
        .corrections
        .iter()
        .filter_map(|item| u32::try_from(item.number).ok())
        .max()
        .unwrap_or(0)
        + 1;
    let whole: Vec<ReturnItem> = items.iter().map(|item| with_place(view, item)).collect();
    let faults = check_request(&whole, repeated.len())
        .err()
        .unwrap_or_default();
    let mut shown: Vec<_> = repeated
        .iter()
        .map(|asked| item::shown(view, asked, false))
        .collect();
    shown.extend((first..).zip(&whole).map(|(number, new)| {
        let file = new
            .file
            .and_then(|file| view.files.iter().find(|known| known.id == file))
            .map_or("", |file| file.name.as_str());
        item::foreseen(&rules.form, number, new, file)
    }));
    let mut shell = context.shell();
    shell.back = Some(Link::new("Tiếp nhận", desk(id)));
    let sound = faults.is_empty();
    PreviewPage {
        shell,
        title: document::title(view),
        code: view.dossier.code.clone().unwrap_or_default(),
        answer_by: service::answer_by(view, answer_by),
        author: service::author(view),
        items: shown,
        warnings: warnings(view, &whole, first),
        action: sound.then(|| format!("/dossiers/{id}/return/preview")),
        version: u64::try_from(version).unwrap_or(0),
        letter: sound.then(|| format!("/dossiers/{id}/return/letter.pdf")),
        edit: desk(id),
        errors: at_the_top(&faults),
    }
}

/// The item with the section of files where only a file is named.
fn with_place(view: &DossierView, item: &ReturnItem) -> ReturnItem {
    let evidence = crate::outline::key_of(view, sangkien_domain::form::SectionKind::Evidence);
    match evidence {
        Some(key) if item.file.is_some() && item.place.is_empty() => ReturnItem {
            place: key.to_owned(),
            ..item.clone()
        },
        _ => item.clone(),
    }
}

/// Quotations that stand nowhere in the answers the item is about. Files are not looked into.
fn warnings(view: &DossierView, items: &[ReturnItem], first: u32) -> Vec<String> {
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    (first..)
        .zip(items)
        .filter(|(_, item)| !item.quote.is_empty() && item.file.is_none())
        .filter(|(_, item)| {
            let section = item.place.split('.').next().unwrap_or_default();
            let quote = flat(&item.quote);
            view.sections.get(section).is_some_and(|saved| {
                !saved
                    .answers
                    .values()
                    .any(|answer| flat(answer).contains(&quote))
            })
        })
        .map(|(number, _)| {
            format!(
                "Nội dung {number}: không tìm thấy đoạn trích trong mục đã nộp; kiểm tra lại câu trích."
            )
        })
        .collect()
}

async fn send(Id(id): Id<DossierId>, form: SignedForm) -> Reply {
    let view = opened(&form, id).await?;
    let version = seen(&form)?;
    send_saved(&form, &view, version).await
}

async fn letter(signed: Signed, Id(id): Id<DossierId>) -> Reply {
    let made = signed.app().draft_letter(&signed.caller, id).await;
    match judged(made)? {
        Ok(letter) => {
            let (name, media_type) = paper_file(&letter.name, PaperFormat::Pdf);
            Ok(download(&name, media_type, letter.content))
        }
        // The preview says what is missing.
        Err(_) => signed.go(&format!("/dossiers/{id}/return/preview")),
    }
}

async fn judge(Id(id): Id<DossierId>, form: SignedForm) -> Reply {
    let view = opened(&form, id).await?;
    let seen = judged::seen(&form.fields)?;
    let judgements: Vec<JudgementInput> = view
        .corrections
        .iter()
        .filter_map(|item| {
            let chosen = form.fields.get(&format!("verdict.{}", item.id));
            Some(JudgementInput {
                item: item.id,
                judgement: Judgement::from_code(chosen)?,
                note: form.fields.get(&format!("remark.{}", item.id)).to_owned(),
            })
        })
        .collect();
    let outcome = form
        .app()
        .judge_corrections(&form.caller, id, seen, judgements)
        .await;
    match held(outcome)? {
        Ok(()) => form.done(
            &format!("/dossiers/{id}/intake"),
            "Đã lưu đánh giá các nội dung bổ sung.",
        ),
        Err(held) => {
            let typed = Typed {
                errors: held.errors(judgement_errors),
                ..Typed::default()
            };
            let view = opened(&form, id).await?;
            again(&form, held.status(), &view, typed).await
        }
    }
}

fn judgement_errors(refusals: &[Refusal]) -> Errors {
    let mut errors = Errors::none();
    for refusal in refusals {
        let words = match refusal {
            Refusal::Invalid { field: "remark" } => {
                "Nhận xét dài quá 4.000 ký tự; rút ngắn lại.".to_owned()
            }
            other => show::refusal(other),
        };
        errors.push("", words);
    }
    errors
}
