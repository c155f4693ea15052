//! The author's answers to a request for supplements.

use axum::http::StatusCode;
use sangkien_app::correction::AnswerInput;
use sangkien_app::dossier::DossierView;
use sangkien_app::failure::Failure;
use sangkien_app::port::PaperFormat;
use sangkien_domain::access::Power;
use sangkien_domain::correction::Reply as AuthorReply;
use sangkien_domain::dossier::{Act, State};
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::Refusal;
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_pages::parts::{Errors, Kind, Link, Notice};
use sangkien_pages::submission::CorrectionsPage;

use crate::address::{download, paper_file};
use crate::context::{Context, Reply};
use crate::document;
use crate::extract::{Id, Signed, SignedForm};
use crate::home;
use crate::show;
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/dossiers/{id}/corrections", corrections)
        .post("/dossiers/{id}/corrections", answer)
        .get("/dossiers/{id}/requests/{round}/letter.pdf", letter_pdf)
        .get("/dossiers/{id}/requests/{round}/letter.docx", letter_docx)
}

async fn letter_pdf(signed: Signed, at: Id<(DossierId, i64)>) -> Reply {
    letter(signed, at, PaperFormat::Pdf).await
}

async fn letter_docx(signed: Signed, at: Id<(DossierId, i64)>) -> Reply {
    letter(signed, at, PaperFormat::Docx).await
}

async fn letter(
    signed: Signed,
    Id((id, round)): Id<(DossierId, i64)>,
    format: PaperFormat,
) -> Reply {
    let asked = (round, format);
    let letter = signed
        .app()
        .request_letter(&signed.caller, id, asked)
        .await?;
    let (name, media_type) = paper_file(&letter.name, format);
    Ok(download(&name, media_type, letter.content))
}

async fn open(
    context: &Context,
    caller: &sangkien_app::Caller,
    id: DossierId,
) -> Result<DossierView, Failure> {
    context.app().dossier_for(caller, id, Power::Edit).await
}

async fn corrections(signed: Signed, Id(id): Id<DossierId>) -> Reply {
    let view = open(&signed, &signed.caller, id).await?;
    if view.dossier.facts.state != State::Returned {
        return signed.go(&format!("/dossiers/{id}"));
    }
    signed.html(&page(&signed, &view, None, Errors::none()))
}

/// The page; `typed` holds answers not saved.
fn page(
    context: &Context,
    view: &DossierView,
    typed: Option<&Fields>,
    errors: Errors,
) -> CorrectionsPage {
    let id = view.dossier.id;
    let mut items = home::corrections(view, true);
    if let Some(typed) = typed {
        for item in &mut items {
            if let Some(answer) = typed.find(&format!("answer.{}", item.number)) {
                answer.clone_into(&mut item.answer);
            }
            let reply = typed.get(&format!("reply.{}", item.number));
            if item.replies.iter().any(|option| option.value == reply) {
                for option in &mut item.replies {
                    option.selected = option.value == reply;
                }
            }
        }
    }
    let answered = view
        .open_corrections()
        .iter()
        .filter_map(|item| item.answered_at)
        .max();
    let mut shell = context.shell();
    shell.back = Some(Link::new("Hồ sơ", format!("/dossiers/{id}")));
    CorrectionsPage {
        shell,
        title: document::title(view),
        code: view.dossier.code.clone().unwrap_or_default(),
        returned: returned(view, items.len()),
        action: format!("/dossiers/{id}/corrections"),
        version: u64::try_from(view.dossier.version).unwrap_or(0),
        deadline: home::deadline(view, context.now()),
        items,
        errors,
        saved: answered.map(|at| show::saved(at, context.now())),
        links: links(view),
    }
}

/// The letter, and what the author has changed since.
fn links(view: &DossierView) -> Vec<Link> {
    let id = view.dossier.id;
    let mut links: Vec<Link> = view
        .requests
        .last()
        .map(|request| home::letter(id, request.round, PaperFormat::Pdf))
        .into_iter()
        .collect();
    links.push(Link::new(
        "Xem những gì đã sửa so với lần nộp trước",
        format!("/dossiers/{id}/changes"),
    ));
    links
}

/// Who returned it and when.
fn returned(view: &DossierView, count: usize) -> String {
    let step = view
        .milestones
        .iter()
        .rev()
        .find(|step| step.act == Act::Return);
    match step {
        Some(step) => format!(
            "{} trả lại hồ sơ lúc {} với {count} nội dung.",
            view.desk_name,
            show::minute(step.at)
        ),
        None => format!("{} trả lại hồ sơ với {count} nội dung.", view.desk_name),
    }
}

async fn answer(Id(id): Id<DossierId>, form: SignedForm) -> Reply {
    let view = open(&form, &form.caller, id).await?;
    let answers = typed(&view, &form.fields);
    match form
        .app()
        .answer_corrections(&form.caller, id, answers)
        .await
    {
        Ok(()) => {}
        Err(Failure::Refused(refusals)) if !form.autosave && too_long(&refusals) => {
            let errors = long_answers(&view, &form.fields);
            let page = page(&form, &view, Some(&form.fields), errors);
            return form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
        Err(other) => return Err(other.into()),
    }
    if form.autosave {
        return form.saved(form.now(), view.dossier.version);
    }
    if form.fields.get("intent") != "send" {
        return form.done(&format!("/dossiers/{id}"), "Đã lưu các câu trả lời.");
    }
    match form.app().submit(&form.caller, id).await {
        Ok(_) => form.go(&format!("/dossiers/{id}/receipt")),
        Err(Failure::Refused(refusals)) => not_yet(&form, id, &refusals).await,
        Err(other) => Err(other.into()),
    }
}

/// The answers as posted, by item.
fn typed(view: &DossierView, fields: &Fields) -> Vec<AnswerInput> {
    view.open_corrections()
        .into_iter()
        .filter_map(|item| {
            fields
                .find(&format!("answer.{}", item.number))
                .map(|answer| AnswerInput {
                    item: item.id,
                    reply: AuthorReply::from_code(fields.get(&format!("reply.{}", item.number))),
                    answer: answer.to_owned(),
                })
        })
        .collect()
}

fn too_long(refusals: &[Refusal]) -> bool {
    refusals
        .iter()
        .any(|refusal| refusal.field() == Some("answer"))
}

fn long_answers(view: &DossierView, fields: &Fields) -> Errors {
    let mut errors = Errors::none();
    for item in view.open_corrections() {
        let name = format!("answer.{}", item.number);
        if fields.get(&name).chars().count() > 10_000 {
            errors.push(
                name,
                format!(
                    "Trả lời nội dung {} dài quá 10.000 ký tự; rút ngắn lại.",
                    item.number
                ),
            );
        }
    }
    errors
}

/// The answers are saved but the dossier cannot go back yet: items without an answer are named
/// here, anything missing in the dossier on the page that checks it.
async fn not_yet(form: &SignedForm, id: DossierId, refusals: &[Refusal]) -> Reply {
    let mut errors = Errors::none();
    for refusal in refusals {
        if let Refusal::CorrectionUnanswered { number } = refusal {
            errors.push(format!("answer.{number}"), show::refusal(refusal));
        }
    }
    if errors.is_empty() {
        let words = "Câu trả lời đã lưu; hồ sơ còn nội dung cần sửa trước khi nộp lại.";
        let notice = Notice::new(Kind::Warning, words);
        return form.go_with(&format!("/dossiers/{id}/check"), &notice);
    }
    let view = open(form, &form.caller, id).await?;
    let page = page(form, &view, None, errors);
    form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}
