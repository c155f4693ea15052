//! A member's marking: the list of sheets, one sheet, stepping aside.

mod form;
mod offline;
pub(crate) mod training;
mod view;

use axum::http::StatusCode;
use sangkien_app::council::MarkingView;
use sangkien_app::failure::Failure;
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::Refusal;
use sangkien_http::route::Routes;
use sangkien_pages::parts::Errors;

use crate::context::{Reply, json};
use crate::extract::{Id, Signed, SignedForm};
use crate::judged::judged;
use crate::marking::form::Typed;
pub(crate) use crate::marking::view::thresholds;
use crate::show;
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/marking", list)
        .get("/marking/workbook", offline::show_page)
        .post("/marking/workbook", offline::judge)
        .get("/marking/workbook/file", offline::workbook)
        .post("/marking/workbook/drafts", offline::save)
        .get("/dossiers/{id}/marking", sheet)
        .post("/dossiers/{id}/marking", save)
        .post("/dossiers/{id}/recusal", recuse)
}

async fn list(signed: Signed) -> Reply {
    let items = signed.app().marking_list(&signed.caller).await?;
    signed.html(&view::list(&signed, &items))
}

async fn sheet(signed: Signed, Id(id): Id<DossierId>) -> Reply {
    let marking = signed.app().marking(&signed.caller, id).await?;
    let items = signed.app().marking_list(&signed.caller).await?;
    let typed = Typed::stored(marking.sheet.as_ref());
    signed.html(&view::sheet(
        &signed,
        &marking,
        &items,
        &typed,
        Errors::none(),
    ))
}

async fn again(form: &SignedForm, marking: &MarkingView, typed: &Typed, errors: Errors) -> Reply {
    if form.autosave {
        let message: Vec<&str> = errors
            .list
            .iter()
            .map(|error| error.message.as_str())
            .collect();
        return Ok(json(
            StatusCode::UNPROCESSABLE_ENTITY,
            &serde_json::json!({ "message": message.join(" ") }),
        ));
    }
    let items = form.app().marking_list(&form.caller).await?;
    let page = view::sheet(form, marking, &items, typed, errors);
    form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn save(Id(id): Id<DossierId>, form: SignedForm) -> Reply {
    let marking = form.app().marking(&form.caller, id).await?;
    let rubric = &marking.view.rules.rubric;
    let typed = Typed::posted(&form.fields, rubric);
    // What the script saves while somebody types is never a sheet being sent.
    let send = form.fields.get("intent") == "send" && !form.autosave;
    // A version that cannot be read is older than any.
    let seen = form.fields.get("version").parse().unwrap_or(-1);
    let input = match typed.input(rubric, seen, send) {
        Ok(input) => input,
        Err(errors) => return again(&form, &marking, &typed, errors).await,
    };
    let saved = match form.app().save_sheet(&form.caller, id, input).await {
        Err(Failure::Stale) if form.autosave => {
            let message = "Phiếu này đã được lưu ở nơi khác; tải lại trang để xem bản mới hơn.";
            let message = serde_json::json!({ "message": message });
            return Ok(json(StatusCode::CONFLICT, &message));
        }
        outcome => judged(outcome)?,
    };
    match saved {
        Ok(saved) if form.autosave => form.saved(saved.at, saved.version),
        Ok(_) if send => {
            let code = marking.view.dossier.code.as_deref().unwrap_or_default();
            let what = format!("Đã gửi và khóa phiếu chấm hồ sơ {code}.");
            form.done("/marking", &what)
        }
        Ok(_) => form.done(
            &format!("/dossiers/{id}/marking"),
            "Đã lưu nháp phiếu chấm.",
        ),
        Err(refusals) => {
            let errors = form::errors(&refusals, rubric, send && typed.vote.is_none());
            again(&form, &marking, &typed, errors).await
        }
    }
}

async fn recuse(Id(id): Id<DossierId>, form: SignedForm) -> Reply {
    let marking = form.app().marking(&form.caller, id).await?;
    let reason = form.fields.get("reason");
    match judged(form.app().recuse(&form.caller, id, reason).await)? {
        Ok(()) => {
            let code = marking.view.dossier.code.as_deref().unwrap_or_default();
            let what = format!(
                "Đã ghi nhận xung đột lợi ích; hồ sơ {code} không còn trong danh sách phiếu chấm."
            );
            form.done("/marking", &what)
        }
        Err(refusals) => {
            let errors = Errors::from_pairs(refusals.iter().map(|refusal| {
                let field = match refusal {
                    Refusal::ReasonMissing => "reason",
                    _ => "",
                };
                (field, show::refusal(refusal))
            }));
            let typed = Typed::stored(marking.sheet.as_ref());
            again(&form, &marking, &typed, errors).await
        }
    }
}
