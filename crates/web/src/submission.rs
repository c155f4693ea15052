//! Checking every answer, submitting, the receipt, withdrawing, carrying a late dossier over.

use axum::http::StatusCode;
use sangkien_app::dossier::{DossierView, Submitted};
use sangkien_app::failure::Failure;
use sangkien_domain::access::Power;
use sangkien_domain::dossier::State;
use sangkien_domain::form::{FieldKind, Section, SectionKind};
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::round::Stage;
use sangkien_http::route::Routes;
use sangkien_pages::parts::{Errors, Kind, Link, Notice, SummaryGroup, SummaryRow};
use sangkien_pages::submission::{CheckPage, WithdrawalPage};

use crate::context::{Context, Reply};
use crate::document;
use crate::extract::{Id, Signed, SignedForm};
use crate::home;
use crate::outline;
use crate::receipt;
use crate::show;
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/dossiers/{id}/check", check)
        .post("/dossiers/{id}/submission", submit)
        .get("/dossiers/{id}/receipt", receipt::show_receipt)
        .post("/dossiers/{id}/carry-over", carry_over)
        .get("/dossiers/{id}/withdrawal", withdrawal)
        .post("/dossiers/{id}/withdrawal", withdraw)
}

async fn check(signed: Signed, Id(id): Id<DossierId>) -> Reply {
    let view = signed
        .app()
        .dossier_for(&signed.caller, id, Power::File)
        .await?;
    if !home::writes(&view) {
        return signed.go(&format!("/dossiers/{id}"));
    }
    let problems = problems(&view);
    signed.html(&check_page(&signed, &view, problems, Errors::none()))
}

fn check_page(
    context: &Context,
    view: &DossierView,
    problems: Vec<Link>,
    errors: Errors,
) -> CheckPage {
    let id = view.dossier.id;
    let mut shell = context.shell();
    shell.back = Some(Link::new("Các mục của hồ sơ", format!("/dossiers/{id}")));
    CheckPage {
        shell,
        dossier: document::title(view),
        action: format!("/dossiers/{id}/submission"),
        version: u64::try_from(view.dossier.version).unwrap_or(0),
        deadline: home::deadline(view, context.now()),
        groups: view
            .rules
            .form
            .sections
            .iter()
            .map(|section| group(view, section))
            .collect(),
        problems,
        overlap: (view.round.stage != Stage::Service).then(|| {
            Link::new(
                "Tự kiểm tra trùng lặp",
                format!("/dossiers/{}/own-overlap", view.dossier.id),
            )
        }),
        commitment: commitment(view),
        committed: false,
        errors,
        again: view.dossier.facts.state == State::Returned,
    }
}

/// What stands in the way, each with the place to mend it.
fn problems(view: &DossierView) -> Vec<Link> {
    view.tasks
        .iter()
        .flat_map(|task| {
            let href = outline::path(view.dossier.id, &task.section);
            task.missing.iter().map(move |refusal| {
                Link::new(
                    format!("{}: {}", task.section.title, outline::lack(view, refusal)),
                    href.clone(),
                )
            })
        })
        .collect()
}

/// What the author commits to: the obligatory statements of the form.
fn commitment(view: &DossierView) -> Vec<String> {
    view.rules
        .form
        .fields()
        .filter(|(_, field)| field.required && field.kind == FieldKind::Consent)
        .map(|(_, field)| format!("{}.", field.label))
        .collect()
}

fn group(view: &DossierView, section: &Section) -> SummaryGroup {
    let change = Some(outline::path(view.dossier.id, section));
    let row = |label: &str, value: String, problem: Option<String>| SummaryRow {
        label: label.to_owned(),
        value,
        change: change.clone(),
        problem,
    };
    let content = view.content();
    let missing = view
        .tasks
        .iter()
        .find(|task| task.section.key == section.key)
        .map_or(&[][..], |task| task.missing.as_slice());
    let whole = || missing.first().map(|one| outline::lack(view, one));
    let rows = match section.kind {
        SectionKind::Fields => section
            .fields
            .iter()
            .map(|field| {
                let problem = missing
                    .iter()
                    .find(|refusal| refusal.field() == Some(field.key.as_str()))
                    .map(|refusal| outline::lack(view, refusal));
                let answer = document::answer(field, content.answer(&field.key), view);
                row(&field.label, answer, problem)
            })
            .collect(),
        SectionKind::Authors => vec![row("Tác giả và tỷ lệ", authors(view), whole())],
        SectionKind::Evidence => vec![row("Tệp kèm theo", files(view), whole())],
    };
    SummaryGroup {
        title: section.title.clone(),
        rows,
    }
}

fn authors(view: &DossierView) -> String {
    let lines: Vec<String> = document::people(view)
        .into_iter()
        .map(|author| {
            let place = if author.place.is_empty() {
                String::new()
            } else {
                format!(", {}", author.place)
            };
            format!("{}{place}: {}", author.full_name, author.share)
        })
        .collect();
    lines.join("\n")
}

fn files(view: &DossierView) -> String {
    let lines: Vec<String> = document::files(view)
        .into_iter()
        .map(|file| format!("{}, {}", file.name, file.size))
        .collect();
    lines.join("\n")
}

async fn submit(Id(id): Id<DossierId>, form: SignedForm) -> Reply {
    let to = format!("/dossiers/{id}/receipt");
    if form.fields.get("commitment") != "yes" {
        let view = form
            .app()
            .dossier_for(&form.caller, id, Power::File)
            .await?;
        if !home::writes(&view) {
            return form.go(&to);
        }
        let errors = Errors::none().with("commitment", "Đánh dấu cam kết trước khi nộp hồ sơ.");
        let page = check_page(&form, &view, problems(&view), errors);
        return form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    match form.app().submit(&form.caller, id).await {
        Ok(Submitted::Received | Submitted::Late) => form.go(&to),
        Ok(Submitted::Already) => {
            let words = "Hồ sơ đã được nhận trước đó; lần bấm này không thay đổi gì.";
            form.go_with(&to, &Notice::new(Kind::Info, words))
        }
        Err(Failure::Refused(refusals)) => refused(&form, id, &refusals).await,
        Err(other) => Err(other.into()),
    }
}

/// The check page with what stood in the way, or the problem itself where writing cannot mend it.
async fn refused(form: &SignedForm, id: DossierId, refusals: &[Refusal]) -> Reply {
    let view = form
        .app()
        .dossier_for(&form.caller, id, Power::File)
        .await?;
    if !home::writes(&view) {
        return Err(Failure::Refused(refusals.to_vec()).into());
    }
    let mut problems = problems(&view);
    // What no section lacks by itself: unanswered items, a round not yet open, a day to come.
    for refusal in refusals {
        let known = view.tasks.iter().any(|task| task.missing.contains(refusal));
        if !known {
            let href = match refusal {
                Refusal::CorrectionUnanswered { .. } => format!("/dossiers/{id}/corrections"),
                Refusal::FirstApplicationInFuture => outline::path_of(&view, "general"),
                _ => format!("/dossiers/{id}"),
            };
            problems.push(Link::new(show::refusal(refusal), href));
        }
    }
    let page = check_page(form, &view, problems, Errors::none());
    form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn carry_over(Id(id): Id<DossierId>, form: SignedForm) -> Reply {
    let fresh = form.app().carry_over(&form.caller, id).await?;
    form.done(
        &format!("/dossiers/{fresh}"),
        "Đã lập hồ sơ mới với toàn bộ nội dung và tệp. Kiểm tra lại rồi nộp.",
    )
}

async fn withdrawal(signed: Signed, Id(id): Id<DossierId>) -> Reply {
    let view = signed
        .app()
        .dossier_for(&signed.caller, id, Power::File)
        .await?;
    let act = sangkien_domain::dossier::Act::Withdraw;
    if !view.offers(act) {
        return signed.go(&format!("/dossiers/{id}"));
    }
    signed.html(&withdrawal_page(&signed, &view, "", Errors::none()))
}

fn withdrawal_page(
    context: &Context,
    view: &DossierView,
    reason: &str,
    errors: Errors,
) -> WithdrawalPage {
    let id = view.dossier.id;
    let round = &view.round.name;
    let consequences = if view.dossier.facts.state == State::Draft {
        vec![
            "Bản nháp không nộp được nữa và chuyển vào phần đã kết thúc.".to_owned(),
            "Nội dung và tệp vẫn xem lại được.".to_owned(),
        ]
    } else {
        vec![
            format!("Hồ sơ ra khỏi {round} và không được xét trong đợt này."),
            "Nội dung và tệp vẫn xem lại được.".to_owned(),
            "Hồ sơ đã rút không khôi phục được; muốn xét lại phải lập hồ sơ mới.".to_owned(),
        ]
    };
    WithdrawalPage {
        shell: context.shell(),
        title: document::title(view),
        code: view.dossier.code.clone(),
        action: format!("/dossiers/{id}/withdrawal"),
        version: u64::try_from(view.dossier.version).unwrap_or(0),
        consequences,
        reason: reason.to_owned(),
        errors,
        keep_href: format!("/dossiers/{id}"),
    }
}

async fn withdraw(Id(id): Id<DossierId>, form: SignedForm) -> Reply {
    let reason = form.fields.get("reason");
    match form.app().withdraw(&form.caller, id, reason).await {
        Ok(()) => form.done(&format!("/dossiers/{id}"), "Đã rút hồ sơ."),
        Err(Failure::Refused(refusals)) if refusals == [Refusal::ReasonMissing] => {
            let view = form
                .app()
                .dossier_for(&form.caller, id, Power::File)
                .await?;
            let errors = Errors::none().with("reason", "Ghi lý do rút hồ sơ.");
            let page = withdrawal_page(&form, &view, reason, errors);
            form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}
