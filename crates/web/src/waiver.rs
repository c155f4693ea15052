//! Giving up items of a request, by whoever leads the desk or the body it receives for.

use axum::http::StatusCode;
use sangkien_app::correction::WaiverDesk;
use sangkien_app::failure::Failure;
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::Refusal;
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_pages::correction::{WaivableItem, WaiversPage};
use sangkien_pages::parts::{Errors, Link};

use crate::context::{Context, Reply};
use crate::document;
use crate::extract::{Id, Signed, SignedForm};
use crate::item;
use crate::judged::judged;
use crate::show;
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/dossiers/{id}/waivers", show_page)
        .post("/dossiers/{id}/waivers", waive)
}

async fn show_page(signed: Signed, Id(id): Id<DossierId>) -> Reply {
    let desk = signed.app().waiver_desk(&signed.caller, id).await?;
    signed.html(&page(&signed, &desk, None, Errors::none()))
}

fn page(
    context: &Context,
    desk: &WaiverDesk,
    typed: Option<&Fields>,
    errors: Errors,
) -> WaiversPage {
    let view = &desk.view;
    let id = view.dossier.id;
    let mut shell = context.shell();
    shell.back = Some(Link::new("Hồ sơ", format!("/dossiers/{id}")));
    WaiversPage {
        shell,
        title: document::title(view),
        code: view.dossier.code.clone().unwrap_or_default(),
        action: format!("/dossiers/{id}/waivers"),
        items: desk
            .open
            .iter()
            .map(|open| {
                let field = format!("reason.{}", open.number);
                WaivableItem {
                    id: open.id.to_string(),
                    item: item::shown(view, open, false),
                    reason: typed
                        .map(|typed| typed.get(&field).to_owned())
                        .unwrap_or_default(),
                    field,
                }
            })
            .collect(),
        errors,
    }
}

async fn waive(Id(id): Id<DossierId>, form: SignedForm) -> Reply {
    let desk = form.app().waiver_desk(&form.caller, id).await?;
    let fields = &form.fields;
    let posted = fields.get("item").parse().ok();
    let Some(item) = desk.open.iter().find(|open| Some(open.id) == posted) else {
        let gone = Refusal::CorrectionSettled;
        let errors = Errors::none().with("", show::refusal(&gone));
        let page = page(&form, &desk, Some(fields), errors);
        return form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let field = format!("reason.{}", item.number);
    let reason = fields.get(&field);
    let outcome = form
        .app()
        .waive_correction(&form.caller, id, item.id, reason)
        .await;
    match judged(outcome)? {
        Ok(()) => form.done(
            &format!("/dossiers/{id}/waivers"),
            &format!("Đã miễn nội dung {}.", item.number),
        ),
        Err(refusals) => {
            let mut errors = Errors::none();
            for refusal in &refusals {
                match refusal {
                    Refusal::ReasonMissing => {
                        errors.push(&field, format!("Ghi lý do miễn nội dung {}.", item.number));
                    }
                    other if other.field() == Some("reason") => errors.push(
                        &field,
                        format!("Lý do miễn nội dung {} dài quá 4.000 ký tự.", item.number),
                    ),
                    other => errors.push("", show::refusal(other)),
                }
            }
            if errors.is_empty() {
                return Err(Failure::Absent.into());
            }
            let page = page(&form, &desk, Some(fields), errors);
            form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}
