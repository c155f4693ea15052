//! The receiving desk: checking a dossier beside its forms, accepting, returning, refusing.

mod form;
mod request;
mod view;

use axum::http::StatusCode;
use sangkien_app::dossier::{DossierView, RefuseInput};
use sangkien_domain::access::Power;
use sangkien_domain::dossier::RefusalReason;
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::time::day_text;
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_pages::intake::{IntakePanel, ReturnRow};
use sangkien_pages::parts::Errors;

use crate::confirmation;
use crate::context::Reply;
use crate::extract::{Id, Query, Signed, SignedForm};
use crate::judged::{self, Held, held};
use crate::problem::Problem;
use crate::show;
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/dossiers/{id}/intake", show_page)
        .post("/dossiers/{id}/acceptance", accept)
        .post("/dossiers/{id}/refusal", refuse)
        .merge(request::routes())
}

/// What the clerk has typed so far.
pub(crate) struct Typed {
    pub(crate) panel: IntakePanel,
    /// Rows not saved; none shows the draft.
    pub(crate) rows: Option<Vec<ReturnRow>>,
    pub(crate) reason: String,
    pub(crate) text: String,
    pub(crate) errors: Errors,
}

impl Default for Typed {
    fn default() -> Self {
        Self {
            panel: IntakePanel::Choose,
            rows: None,
            reason: String::new(),
            text: String::new(),
            errors: Errors::none(),
        }
    }
}

async fn show_page(signed: Signed, Id(id): Id<DossierId>, Query(query): Query) -> Reply {
    let view = signed
        .app()
        .dossier_for(&signed.caller, id, Power::Receive)
        .await?;
    let mut typed = Typed::default();
    if query.get("panel") == "return" {
        typed.panel = IntakePanel::Return;
    }
    let page = view::page(&signed, &signed.caller, &view, typed).await?;
    signed.html(&page)
}

async fn again(form: &SignedForm, status: StatusCode, view: &DossierView, typed: Typed) -> Reply {
    let page = view::page(form, &form.caller, view, typed).await?;
    form.html_as(status, &page)
}

/// Refusals that belong to no field, for the top of the page.
pub(crate) fn at_the_top(refusals: &[Refusal]) -> Errors {
    Errors::from_pairs(refusals.iter().map(|refusal| ("", show::refusal(refusal))))
}

async fn accept(Id(id): Id<DossierId>, form: SignedForm) -> Reply {
    let view = form
        .app()
        .dossier_for(&form.caller, id, Power::Receive)
        .await?;
    let seen = judged::seen(&form.fields)?;
    match held(form.app().accept(&form.caller, id, seen).await)? {
        Ok(()) => {
            let mut what = format!(
                "Đã tiếp nhận hồ sơ {}.",
                view.dossier.code.as_deref().unwrap_or_default()
            );
            if view.stands.is_none() {
                let rules = &view.rules;
                let until = rules
                    .calendar
                    .last_day(form.now().day(), &rules.limits.evaluation);
                what = format!("{what} Thời hạn đánh giá đến hết ngày {}.", day_text(until));
            }
            form.done(&format!("/dossiers/{id}/intake"), &what)
        }
        Err(held) => {
            let typed = Typed {
                errors: held.errors(at_the_top),
                ..Typed::default()
            };
            let view = form.app().dossier(&form.caller, id).await?;
            again(&form, held.status(), &view, typed).await
        }
    }
}

/// Refuses; by the head too, while the dossier waits for confirmation.
async fn refuse(Id(id): Id<DossierId>, form: SignedForm) -> Reply {
    let view = form.app().dossier(&form.caller, id).await?;
    let powers = view.dossier.powers();
    let by_clerk = powers.allow(Power::Receive);
    if !by_clerk && !powers.allow(Power::Confirm) {
        return Err(Problem::Absent);
    }
    let seen = judged::seen(&form.fields)?;
    let fields = &form.fields;
    let reason = form::refusal_reason(fields.get("reason"));
    let outcome = match reason {
        Some(reason) => {
            let input = RefuseInput {
                reason,
                note: fields.get("text").to_owned(),
            };
            held(form.app().refuse(&form.caller, id, seen, input).await)?
        }
        None => Err(Held::Refused(no_reason_chosen(fields))),
    };
    let held = match outcome {
        Ok(()) => return form.done(&format!("/dossiers/{id}"), &refused(&view)),
        Err(held) => held,
    };
    let view = form.app().dossier(&form.caller, id).await?;
    if by_clerk {
        let typed = Typed {
            panel: IntakePanel::Refuse,
            reason: fields.get("reason").to_owned(),
            text: fields.get("text").to_owned(),
            errors: held.errors(|refusals| form::refusal_errors(refusals, reason.is_some())),
            ..Typed::default()
        };
        again(&form, held.status(), &view, typed).await
    } else {
        confirmation::declined_in_vain(&form, &view, fields.get("text"), &held)
    }
}

/// What else is wrong with a refusal whose reason was not chosen.
fn no_reason_chosen(fields: &Fields) -> Vec<Refusal> {
    if fields.get("text").trim().is_empty() {
        vec![Refusal::ReasonMissing]
    } else {
        Vec::new()
    }
}

/// What a refusal led to, in one sentence.
pub(crate) fn refused(view: &DossierView) -> String {
    format!(
        "Đã từ chối hồ sơ {} và báo tác giả kèm lý do.",
        view.dossier.code.as_deref().unwrap_or_default()
    )
}

/// Reasons a person may choose; the council's is not among them.
fn reasons() -> impl Iterator<Item = RefusalReason> {
    RefusalReason::ALL
        .into_iter()
        .filter(|reason| *reason != RefusalReason::NotEnoughVotes)
}
