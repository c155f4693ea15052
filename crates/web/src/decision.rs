//! Decisions: drafting, reading, issuing once more asked, discarding, files.

mod form;
mod view;

use axum::http::StatusCode;
use jiff::civil::Date;
use sangkien_app::port::PaperFormat;
use sangkien_app::register::GivenNumber;
use sangkien_domain::id::DecisionId;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::register::document_number;
use sangkien_http::route::Routes;
use sangkien_pages::parts::Errors;

use crate::address::{self, DOCX, PDF};
use crate::context::Reply;
use crate::decision::form::Typed;
use crate::extract::{Id, Query, Signed, SignedForm};
use crate::intake::at_the_top;
use crate::judged::judged;
use crate::show;
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/decisions", list)
        .get("/decisions/new", new)
        .post("/decisions/new", draft)
        .get("/decisions/{id}", show_page)
        .post("/decisions/{id}/issue", issue)
        .post("/decisions/{id}/discard", discard)
        .get("/decisions/{id}/file.pdf", file)
        .get("/decisions/{id}/file.docx", word)
        .get("/decisions/{id}/certificates.pdf", certificates)
        .get("/decisions/{id}/data.xml", data)
}

async fn list(signed: Signed) -> Reply {
    let decisions = signed.app().decisions(&signed.caller).await?;
    signed.html(&view::list(&signed, &signed.caller, &decisions))
}

async fn new(signed: Signed, Query(query): Query) -> Reply {
    let choices = signed.app().decision_choices(&signed.caller).await?;
    let typed = Typed::beginning(&choices, query.get("kind"));
    signed.html(&form::page(&signed, &choices, &typed, Errors::none()))
}

async fn draft(form: SignedForm) -> Reply {
    let choices = form.app().decision_choices(&form.caller).await?;
    let typed = Typed::posted(&form.fields);
    match judged(form.app().draft_decision(&form.caller, typed.input()).await)? {
        Ok(id) => form.done(
            &format!("/decisions/{id}"),
            "Đã lập dự thảo. Số và ngày được cấp khi ký ban hành.",
        ),
        Err(refusals) => form.html_as(
            StatusCode::UNPROCESSABLE_ENTITY,
            &form::page(&form, &choices, &typed, form::errors(&refusals)),
        ),
    }
}

async fn show_page(signed: Signed, Id(id): Id<DecisionId>, Query(query): Query) -> Reply {
    let decision = signed.app().decision(&signed.caller, id).await?;
    let confirming = query.get("confirm") == "issue";
    signed.html(&view::page(&signed, &decision, confirming, Errors::none()))
}

async fn issue(Id(id): Id<DecisionId>, form: SignedForm) -> Reply {
    let home = format!("/decisions/{id}");
    if form.fields.get("confirm") != "yes" {
        return form.go(&format!("{home}?confirm=issue"));
    }
    let typed = (form.fields.get("given_number"), form.fields.get("given_on"));
    let given = match typed {
        ("", "") => None,
        (number, on) => {
            let number = number.trim().parse().ok();
            let Some((number, on)) = number.zip(day(on)) else {
                return given_again(&form, id, Errors::none().with("given_number", GIVEN)).await;
            };
            Some(GivenNumber { number, on })
        }
    };
    let outcome = form.app().issue_decision_as(&form.caller, id, given).await;
    match judged(outcome)? {
        Ok(()) => {
            let decision = form.app().decision(&form.caller, id).await?;
            let number = decision
                .decision
                .issue
                .as_ref()
                .map_or_else(String::new, |issue| {
                    format!(
                        " số {}",
                        document_number(issue.number, &decision.decision.symbol)
                    )
                });
            let what = format!(
                "Đã ban hành Quyết định{number} và cấp {} giấy chứng nhận.",
                decision.certificates.len()
            );
            form.done(&home, &what)
        }
        Err(refusals) if given.is_some() => {
            let refused = refusals.iter();
            let errors = refused.map(|refusal| ("given_number", show::refusal(refusal)));
            given_again(&form, id, Errors::from_pairs(errors)).await
        }
        Err(refusals) => again(&form, id, &refusals).await,
    }
}

/// What is said when only one of number and day can be read.
const GIVEN: &str =
    "Ghi cả số đã cấp và ngày của quyết định, ví dụ 12 và 05/03/2024; hoặc để trống cả hai.";

/// The page with the number and day of another system as typed.
async fn given_again(form: &SignedForm, id: DecisionId, errors: Errors) -> Reply {
    let decision = form.app().decision(&form.caller, id).await?;
    let mut page = view::page(form, &decision, true, errors);
    if let Some(issue) = &mut page.issue {
        form.fields
            .get("given_number")
            .clone_into(&mut issue.given_number);
        form.fields.get("given_on").clone_into(&mut issue.given_on);
    }
    form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// A day as typed.
fn day(typed: &str) -> Option<Date> {
    let (year, month, day) = sangkien_text::parse_date(typed)?;
    Date::new(year, month, day).ok()
}

async fn discard(Id(id): Id<DecisionId>, form: SignedForm) -> Reply {
    if form.fields.get("confirm") != "yes" {
        let decision = form.app().decision(&form.caller, id).await?;
        if decision.may_issue {
            return form.html(&view::discard(&form, &decision));
        }
    }
    match judged(form.app().discard_decision(&form.caller, id).await)? {
        Ok(()) => form.done(
            "/decisions",
            "Đã hủy dự thảo. Các sáng kiến trong đó chờ quyết định khác.",
        ),
        Err(refusals) => again(&form, id, &refusals).await,
    }
}

async fn again(form: &SignedForm, id: DecisionId, refusals: &[Refusal]) -> Reply {
    let decision = form.app().decision(&form.caller, id).await?;
    form.html_as(
        StatusCode::UNPROCESSABLE_ENTITY,
        &view::page(form, &decision, false, at_the_top(refusals)),
    )
}

async fn file(signed: Signed, Id(id): Id<DecisionId>) -> Reply {
    let decision = signed.app().decision(&signed.caller, id).await?;
    let pdf = signed
        .app()
        .decision_file(&signed.caller, id, PaperFormat::Pdf)
        .await?;
    Ok(address::download(&view::file_name(&decision), PDF, pdf))
}

/// The decision for a word processor, so that it can be put on the agency's own paper.
async fn word(signed: Signed, Id(id): Id<DecisionId>) -> Reply {
    let decision = signed.app().decision(&signed.caller, id).await?;
    let docx = signed
        .app()
        .decision_file(&signed.caller, id, PaperFormat::Docx)
        .await?;
    let name = view::file_name(&decision).replace(".pdf", ".docx");
    Ok(address::download(&name, DOCX, docx))
}

/// The decision as data for other systems.
async fn data(signed: Signed, Id(id): Id<DecisionId>) -> Reply {
    let app = signed.app();
    let view = app.decision(&signed.caller, id).await?;
    match judged(app.decision_data(&signed.caller, id).await)? {
        Ok(file) => Ok(address::data("quyet-dinh", file)),
        Err(refusals) => {
            let errors = refusals.iter().map(|why| ("", show::refusal(why)));
            let page = view::page(&signed, &view, false, Errors::from_pairs(errors));
            signed.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

async fn certificates(signed: Signed, Id(id): Id<DecisionId>) -> Reply {
    let decision = signed.app().decision(&signed.caller, id).await?;
    let pdf = signed
        .app()
        .decision_certificates_pdf(&signed.caller, id)
        .await?;
    let name = format!("Giấy chứng nhận kèm {}", view::file_name(&decision));
    Ok(address::download(&name, PDF, pdf))
}
