//! Councils: their record, members with rights, substitutes, the rounds they judge.

mod form;
mod view;

use axum::http::StatusCode;
use sangkien_app::Caller;
use sangkien_app::council::{CouncilView, Share};
use sangkien_app::failure::Failure;
use sangkien_app::record::Unit;
use sangkien_domain::id::{CouncilId, PersonId, RoundId, SeatId};
use sangkien_domain::refusal::Refusal;
use sangkien_http::route::Routes;
use sangkien_pages::parts::Errors;

use crate::context::{Context, Reply};
use crate::council::form::{Record, SeatTyped};
use crate::extract::{Id, Signed, SignedForm};
use crate::judged::judged;
use crate::problem::Problem;
use crate::show;
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/councils", list)
        .get("/councils/new", new)
        .post("/councils/new", set_up)
        .get("/councils/{id}", show_page)
        .get("/councils/{id}/record", record)
        .post("/councils/{id}/record", change)
        .get("/councils/{id}/seats/new", new_seat)
        .post("/councils/{id}/seats/new", seat)
        .get("/councils/{id}/seats/{seat}", show_seat)
        .post("/councils/{id}/seats/{seat}", change_seat)
        .post("/councils/{id}/seats/{seat}/end", end_seat)
        .post("/councils/{id}/seats/{seat}/substitute", call_in)
        .post("/councils/{id}/substitutes", name_substitute)
        .get("/councils/{id}/rounds/{round}", share)
        .post("/councils/{id}/rounds/{round}", judge_round)
}

fn home(id: CouncilId) -> String {
    format!("/councils/{id}")
}

/// Each refusal beside its field; a missing reason stands at `reason`.
fn named(refusals: &[Refusal], reason: &'static str) -> Errors {
    Errors::from_pairs(refusals.iter().map(|refusal| {
        let (field, words) = match refusal {
            Refusal::Invalid { field: "account" } => (
                "account",
                "Không có tài khoản nào như vậy đang dùng. Xem lại tài khoản đã ghi.".to_owned(),
            ),
            Refusal::Invalid { field: "until" } => (
                "until",
                "Ngày kết thúc nhiệm kỳ phải sau ngày bắt đầu.".to_owned(),
            ),
            Refusal::Invalid { field: "name" } => {
                ("name", "Ghi tên hội đồng, nhiều nhất 200 ký tự.".to_owned())
            }
            Refusal::Invalid { field } => (
                *field,
                "Ghi số, ký hiệu quyết định, nhiều nhất 200 ký tự.".to_owned(),
            ),
            Refusal::AlreadySeated => ("account", show::refusal(refusal)),
            Refusal::ReasonMissing => (reason, show::refusal(refusal)),
            other => ("", show::refusal(other)),
        };
        (field, words)
    }))
}

/// The council for whoever may change it; for everybody else the forms are absent.
async fn changeable(
    context: &Context,
    caller: &Caller,
    id: CouncilId,
) -> Result<CouncilView, Problem> {
    let found = context.app().council(caller, id).await?;
    if found.changes {
        Ok(found)
    } else {
        Err(Failure::Absent.into())
    }
}

/// Units whose councils the caller sets up; for everybody else the form is absent.
async fn units(context: &Context, caller: &Caller) -> Result<Vec<Unit>, Problem> {
    let (_, units) = context.app().councils(caller).await?;
    if units.is_empty() {
        return Err(Failure::Absent.into());
    }
    Ok(units)
}

async fn list(signed: Signed) -> Reply {
    let (councils, units) = signed.app().councils(&signed.caller).await?;
    signed.html(&view::list(&signed, &councils, !units.is_empty()))
}

async fn new(signed: Signed) -> Reply {
    let units = units(&signed, &signed.caller).await?;
    let typed = Record::beginning(signed.now(), &units);
    signed.html(&form::record_page(
        &signed,
        None,
        &units,
        &typed,
        Errors::none(),
    ))
}

async fn set_up(form: SignedForm) -> Reply {
    let units = units(&form, &form.caller).await?;
    let typed = Record::posted(&form.fields);
    let errors = match typed.input(None) {
        Ok(input) => match judged(form.app().set_up_council(&form.caller, input).await)? {
            Ok(id) => {
                return form.done(
                    &home(id),
                    "Đã thành lập hội đồng. Thêm thành viên theo quyết định.",
                );
            }
            Err(refusals) => named(&refusals, ""),
        },
        Err(errors) => errors,
    };
    let page = form::record_page(&form, None, &units, &typed, errors);
    form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn show_page(signed: Signed, Id(id): Id<CouncilId>) -> Reply {
    let council = signed.app().council(&signed.caller, id).await?;
    signed.html(&view::page(&signed, &council, "", Errors::none()))
}

async fn record(signed: Signed, Id(id): Id<CouncilId>) -> Reply {
    let found = changeable(&signed, &signed.caller, id).await?;
    let typed = Record::stored(&found.council);
    signed.html(&form::record_page(
        &signed,
        Some(&found.council),
        &[],
        &typed,
        Errors::none(),
    ))
}

async fn change(Id(id): Id<CouncilId>, form: SignedForm) -> Reply {
    let found = changeable(&form, &form.caller, id).await?;
    let typed = Record::posted(&form.fields);
    let seen = form.fields.get("version").parse().unwrap_or_default();
    let errors = match typed.input(Some(&found.council)) {
        Ok(input) => {
            let outcome = form
                .app()
                .change_council(&form.caller, id, seen, input)
                .await;
            match judged(outcome)? {
                Ok(()) => return form.done(&home(id), "Đã lưu thông tin hội đồng."),
                Err(refusals) => named(&refusals, ""),
            }
        }
        Err(errors) => errors,
    };
    let page = form::record_page(&form, Some(&found.council), &[], &typed, errors);
    form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn new_seat(signed: Signed, Id(id): Id<CouncilId>) -> Reply {
    let found = changeable(&signed, &signed.caller, id).await?;
    let page = form::seat_page(
        &signed,
        &found,
        None,
        &SeatTyped::beginning(),
        Errors::none(),
    );
    signed.html(&page)
}

async fn seat(Id(id): Id<CouncilId>, form: SignedForm) -> Reply {
    let typed = SeatTyped::posted(&form.fields);
    let errors = match typed.input() {
        Ok(input) => {
            let account = form.fields.get("account");
            let outcome = form.app().seat(&form.caller, id, account, input).await;
            match judged(outcome)? {
                Ok(()) => return form.done(&home(id), "Đã thêm thành viên hội đồng."),
                Err(refusals) => named(&refusals, ""),
            }
        }
        Err(errors) => errors,
    };
    seat_again(&form, id, None, &typed, errors).await
}

async fn show_seat(signed: Signed, Id((id, seat)): Id<(CouncilId, SeatId)>) -> Reply {
    let found = changeable(&signed, &signed.caller, id).await?;
    let typed = SeatTyped::stored(&found, seat)?;
    signed.html(&form::seat_page(
        &signed,
        &found,
        Some(seat),
        &typed,
        Errors::none(),
    ))
}

async fn change_seat(Id((id, seat)): Id<(CouncilId, SeatId)>, form: SignedForm) -> Reply {
    let typed = SeatTyped::posted(&form.fields);
    let errors = match typed.input() {
        Ok(input) => {
            let outcome = form.app().change_seat(&form.caller, id, seat, input).await;
            match judged(outcome)? {
                Ok(()) => return form.done(&home(id), "Đã lưu chức danh và quyền."),
                Err(refusals) => named(&refusals, ""),
            }
        }
        Err(errors) => errors,
    };
    seat_again(&form, id, Some(seat), &typed, errors).await
}

async fn end_seat(Id((id, seat)): Id<(CouncilId, SeatId)>, form: SignedForm) -> Reply {
    let reason = form.fields.get("reason");
    let outcome = form.app().end_seat(&form.caller, id, seat, reason).await;
    match judged(outcome)? {
        Ok(()) => form.done(&home(id), "Thành viên đã thôi tham gia hội đồng."),
        Err(refusals) => seat_as_stored(&form, id, seat, named(&refusals, "reason")).await,
    }
}

async fn call_in(Id((id, seat)): Id<(CouncilId, SeatId)>, form: SignedForm) -> Reply {
    let Ok(person) = form.fields.get("person").parse::<PersonId>() else {
        let errors = Errors::none().with("person", "Chọn người thay.");
        return seat_as_stored(&form, id, seat, errors).await;
    };
    let why = form.fields.get("why");
    let outcome = form
        .app()
        .call_in_substitute(&form.caller, id, person, seat, why)
        .await;
    match judged(outcome)? {
        Ok(()) => form.done(&home(id), "Ủy viên dự khuyết đã thay thành viên."),
        Err(refusals) => seat_as_stored(&form, id, seat, named(&refusals, "why")).await,
    }
}

async fn seat_as_stored(form: &SignedForm, id: CouncilId, seat: SeatId, errors: Errors) -> Reply {
    let found = changeable(form, &form.caller, id).await?;
    let typed = SeatTyped {
        reason: form.fields.get("reason").to_owned(),
        why: form.fields.get("why").to_owned(),
        ..SeatTyped::stored(&found, seat)?
    };
    let page = form::seat_page(form, &found, Some(seat), &typed, errors);
    form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn seat_again(
    form: &SignedForm,
    id: CouncilId,
    seat: Option<SeatId>,
    typed: &SeatTyped,
    errors: Errors,
) -> Reply {
    let found = changeable(form, &form.caller, id).await?;
    let page = form::seat_page(form, &found, seat, typed, errors);
    form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn name_substitute(Id(id): Id<CouncilId>, form: SignedForm) -> Reply {
    let account = form.fields.get("account");
    let outcome = form.app().name_substitute(&form.caller, id, account).await;
    match judged(outcome)? {
        Ok(()) => form.done(&home(id), "Đã cử ủy viên dự khuyết."),
        Err(refusals) => {
            let found = changeable(&form, &form.caller, id).await?;
            let page = view::page(&form, &found, account, named(&refusals, ""));
            form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

async fn share(signed: Signed, Id((id, round)): Id<(CouncilId, RoundId)>) -> Reply {
    let found = signed.app().round_share(&signed.caller, id, round).await?;
    let own = found.by_field.iter().filter(|one| one.council == id);
    let share = Share {
        fields: own.map(|one| one.field).collect(),
        rest: found.round.council == Some(id),
    };
    signed.html(&view::share_page(&signed, &found, &share, Errors::none()))
}

async fn judge_round(Id((id, round)): Id<(CouncilId, RoundId)>, form: SignedForm) -> Reply {
    let found = form.app().round_share(&form.caller, id, round).await?;
    let fields = form.fields.all("field").into_iter();
    let share = Share {
        fields: fields.filter_map(|field| field.parse().ok()).collect(),
        rest: form.fields.get("rest") == "yes",
    };
    let outcome = form.app().judge_round(&form.caller, id, round, &share);
    match judged(outcome.await)? {
        Ok(()) => form.done(&home(id), "Đã lưu phân việc của hội đồng trong đợt."),
        Err(refusals) => {
            let errors = refusals.iter().map(|one| ("field", show::refusal(one)));
            let page = view::share_page(&form, &found, &share, Errors::from_pairs(errors));
            form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}
