//! Sessions of a council: convening, progress, closing the marking, conclusion.

mod form;
mod result;
mod view;

pub(crate) use result::arithmetic as arithmetic_of;

use axum::http::StatusCode;
use sangkien_domain::id::SessionId;
use sangkien_domain::refusal::Refusal;
use sangkien_http::route::Routes;
use sangkien_pages::parts::Errors;

use crate::context::Reply;
use crate::extract::{Id, Signed, SignedForm};
use crate::intake::at_the_top;
use crate::judged::judged;
use crate::session::form::Typed;
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/sessions", list)
        .get("/sessions/new", new)
        .post("/sessions/new", convene)
        .get("/sessions/{id}", show_page)
        .post("/sessions/{id}/marking-closure", close_marking)
        .post("/sessions/{id}/conclusion", conclude)
}

async fn list(signed: Signed) -> Reply {
    let sessions = signed.app().sessions(&signed.caller).await?;
    signed.html(&view::list(&signed, &signed.caller, &sessions))
}

async fn new(signed: Signed) -> Reply {
    let choices = signed.app().new_session_choices(&signed.caller).await?;
    let typed = Typed::beginning(&choices);
    signed.html(&form::page(&signed, &choices, &typed, Errors::none()))
}

async fn convene(form: SignedForm) -> Reply {
    let choices = form.app().new_session_choices(&form.caller).await?;
    let typed = Typed::posted(&form.fields);
    let errors = match typed.input(&choices) {
        Ok(input) => match judged(form.app().convene(&form.caller, input).await)? {
            Ok(id) => {
                let what = "Đã lập phiên họp và báo các thành viên hội đồng.";
                return form.done(&format!("/sessions/{id}"), what);
            }
            Err(refusals) => form::errors(&refusals),
        },
        Err(errors) => errors,
    };
    form.html_as(
        StatusCode::UNPROCESSABLE_ENTITY,
        &form::page(&form, &choices, &typed, errors),
    )
}

async fn show_page(signed: Signed, Id(id): Id<SessionId>) -> Reply {
    let session = signed.app().session(&signed.caller, id).await?;
    signed.html(&view::page(
        &signed,
        &signed.caller,
        &session,
        Errors::none(),
    ))
}

async fn close_marking(Id(id): Id<SessionId>, form: SignedForm) -> Reply {
    let outcome = judged(form.app().close_marking(&form.caller, id).await)?;
    let what = "Đã đóng phần chấm. Điểm và biểu quyết đã mở cho thành viên hội đồng.";
    after_step(&form, id, outcome, what).await
}

async fn conclude(Id(id): Id<SessionId>, form: SignedForm) -> Reply {
    let outcome = judged(form.app().conclude(&form.caller, id).await)?;
    let what = "Đã kết luận phiên họp và báo các tác giả.";
    after_step(&form, id, outcome, what).await
}

async fn after_step(
    form: &SignedForm,
    id: SessionId,
    outcome: Result<(), Vec<Refusal>>,
    what: &str,
) -> Reply {
    match outcome {
        Ok(()) => {
            form.web.pulse();
            form.done(&format!("/sessions/{id}"), what)
        }
        Err(refusals) => {
            let session = form.app().session(&form.caller, id).await?;
            form.html_as(
                StatusCode::UNPROCESSABLE_ENTITY,
                &view::page(form, &form.caller, &session, at_the_top(&refusals)),
            )
        }
    }
}
