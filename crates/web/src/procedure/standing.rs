//! Checking a version, putting it in force, taking it out of use, going on from it.

use axum::http::StatusCode;
use sangkien_domain::refusal::Refusal;
use sangkien_pages::parts::Errors;

use super::{home, list, moment, version, version_name};
use crate::context::Reply;
use crate::extract::{Id, SignedForm};
use crate::judged::judged;
use crate::show;

/// Code and number of a version, in an address.
type At = Id<(String, u32)>;

fn seen(form: &SignedForm) -> i64 {
    form.fields.get("version").parse().unwrap_or(0)
}

/// The version's page with what stands in the way.
async fn refused(form: &SignedForm, at: (&str, u32), errors: Errors) -> Reply {
    let app = form.app();
    let view = app.procedure_version(&form.caller, at.0, at.1).await?;
    let mut page = version::page(form, &view);
    for standing in &mut page.standings {
        if let Some(day) = &mut standing.day {
            form.fields.get("from").clone_into(day);
        }
    }
    page.errors = errors;
    form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn after(
    form: &SignedForm,
    at: (&str, u32),
    outcome: Result<(), Vec<Refusal>>,
    what: &str,
) -> Reply {
    match outcome {
        Ok(()) => form.done(&home(at.0, at.1), what),
        Err(refusals) => refused(form, at, list::errors(&refusals)).await,
    }
}

pub(super) async fn check(Id((code, number)): At, form: SignedForm) -> Reply {
    let at = (code.as_str(), number);
    let outcome = form.app().check_procedure(&form.caller, at, seen(&form));
    let outcome = judged(outcome.await)?;
    let what = "Đã xác nhận phiên bản không còn lỗi. Nội dung không đổi được nữa.";
    after(&form, at, outcome, what).await
}

pub(super) async fn reopen(Id((code, number)): At, form: SignedForm) -> Reply {
    let at = (code.as_str(), number);
    let outcome = form.app().reopen_procedure(&form.caller, at, seen(&form));
    let outcome = judged(outcome.await)?;
    after(&form, at, outcome, "Đã chuyển lại thành bản soạn thảo.").await
}

pub(super) async fn activate(Id((code, number)): At, form: SignedForm) -> Reply {
    let at = (code.as_str(), number);
    let Some(day) = show::typed_day(form.fields.get("from")) else {
        let errors = Errors::none().with("from", "Ghi ngày bắt đầu áp dụng, ví dụ 01/01/2027.");
        return refused(&form, at, errors).await;
    };
    let app = form.app();
    let outcome = app.activate_procedure(&form.caller, at, seen(&form), day);
    let outcome = judged(outcome.await)?;
    let view = app.procedure_version(&form.caller, &code, number).await?;
    let from = view.version.active_from.map(moment).unwrap_or_default();
    let what = format!(
        "{} áp dụng từ {from}. Hồ sơ đã nộp giữ phiên bản của mình.",
        version_name(number)
    );
    after(&form, at, outcome, &what).await
}

pub(super) async fn retire(Id((code, number)): At, form: SignedForm) -> Reply {
    let at = (code.as_str(), number);
    let typed = form.fields.get("from");
    let day = if typed.trim().is_empty() {
        Some(form.now().day())
    } else {
        show::typed_day(typed)
    };
    let Some(day) = day else {
        let errors = Errors::none().with("from", "Ghi ngày thôi áp dụng, ví dụ 01/01/2027.");
        return refused(&form, at, errors).await;
    };
    let app = form.app();
    let outcome = app.retire_procedure(&form.caller, at, seen(&form), day);
    let outcome = judged(outcome.await)?;
    after(&form, at, outcome, "Đã ghi nhận thôi áp dụng.").await
}

pub(super) async fn copy(Id((code, number)): At, form: SignedForm) -> Reply {
    let note = form.fields.get("note");
    let app = form.app();
    let new = app.new_procedure_version(&form.caller, &code, number, note);
    let new = new.await?;
    let what = format!(
        "Đã lập {} từ {}.",
        version_name(new).to_lowercase(),
        version_name(number).to_lowercase()
    );
    form.done(&home(&code, new), &what)
}
