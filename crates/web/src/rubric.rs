//! Rubrics: versions, writing drafts with live checks, putting in force, results of a session by
//! another rubric.

mod form;
mod view;

use axum::http::StatusCode;
use sangkien_app::Caller;
use sangkien_app::record::RubricVersion;
use sangkien_app::rubric::RubricView;
use sangkien_domain::id::{RoundId, SessionId};
use sangkien_domain::refusal::Refusal;
use sangkien_domain::rubric::Rubric;
use sangkien_http::route::Routes;
use sangkien_pages::parts::Errors;

use crate::context::{Context, Reply};
use crate::extract::{Id, Signed, SignedForm};
use crate::judged::judged;
use crate::problem::Problem;
use crate::procedure::part::put_back;
use crate::show;
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/admin/rubrics", list)
        .post("/admin/rubrics", begin)
        .get("/admin/rubrics/{code}/versions/{number}", show_page)
        .post("/admin/rubrics/{code}/versions/{number}", save)
        .post("/admin/rubrics/{code}/versions/{number}/copy", copy)
        .post(
            "/admin/rubrics/{code}/versions/{number}/force",
            put_in_force,
        )
        .get(
            "/admin/rubrics/{code}/versions/{number}/results/{session}",
            results,
        )
}

/// Code and number of a version, in an address.
type At = Id<(String, u32)>;

/// The address of a version.
fn home(code: &str, number: u32) -> String {
    format!("/admin/rubrics/{code}/versions/{number}")
}

fn seen(form: &SignedForm) -> i64 {
    // A version that cannot be read is none that was ever stored.
    form.fields.get("version").parse().unwrap_or(-1)
}

async fn list(signed: Signed) -> Reply {
    let (versions, edits) = signed.app().rubrics(&signed.caller).await?;
    let known = known(&signed, &signed.caller, &versions, edits).await?;
    let typed = view::Beginning::default();
    signed.html(&view::list(
        &signed,
        &versions,
        &known,
        &typed,
        Errors::none(),
    ))
}

async fn begin(form: SignedForm) -> Reply {
    let (versions, edits) = form.app().rubrics(&form.caller).await?;
    let typed = view::Beginning {
        code: form.fields.get("code").to_owned(),
        title: form.fields.get("title").to_owned(),
        from: form.fields.get("from").to_owned(),
    };
    let known = known(&form, &form.caller, &versions, edits).await?;
    let blank = Rubric::default();
    let base = known.iter().find(|one| one.code == typed.from);
    let base = base.unwrap_or(&blank);
    let outcome = form
        .app()
        .begin_rubric(&form.caller, base, &typed.code, &typed.title)
        .await;
    match judged(outcome)? {
        Ok(()) => {
            let code = sangkien_text::normalise(&typed.code);
            form.done(&home(code.trim(), 1), "Đã lập bản soạn thảo bảng điểm.")
        }
        Err(refusals) => {
            let page = view::list(&form, &versions, &known, &typed, errors(&refusals));
            form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

/// Rubrics to copy, one of each code: those of rounds, those that come with the program, those
/// written here. Nothing for whoever may begin none.
async fn known(
    context: &Context,
    caller: &Caller,
    versions: &[RubricVersion],
    edits: bool,
) -> Result<Vec<Rubric>, Problem> {
    let mut known: Vec<Rubric> = Vec::new();
    if edits {
        let rounds = context.app().rounds_with_rules(caller).await?;
        let rounds = rounds.iter().map(|row| &row.rules.rubric);
        let shipped = context.web.options.rubrics.iter();
        let stored = versions.iter().map(|version| &version.rubric);
        for rubric in rounds.chain(shipped).chain(stored) {
            if known.iter().all(|one| one.code != rubric.code) {
                known.push(rubric.clone());
            }
        }
    }
    Ok(known)
}

fn errors(refusals: &[Refusal]) -> Errors {
    Errors::from_pairs(refusals.iter().map(|refusal| match refusal {
        Refusal::Invalid { field: "code" } => (
            "code",
            "Mã này không dùng được hoặc đã có; dùng chữ không dấu, chữ số, gạch nối, không quá 60 ký tự."
                .to_owned(),
        ),
        Refusal::Invalid { field: "from" } => (
            "from",
            "Ngày áp dụng không được trước hôm nay.".to_owned(),
        ),
        Refusal::Invalid { field: "rubric" } => (
            "",
            "Bảng điểm còn lỗi nên chưa áp dụng được; sửa các lỗi nêu dưới đây.".to_owned(),
        ),
        Refusal::Invalid { field: "title" } => ("title", show::refusal(refusal)),
        other => ("", show::refusal(other)),
    }))
}

async fn show_page(signed: Signed, Id((code, number)): At) -> Reply {
    let found = signed.app().rubric(&signed.caller, &code, number).await?;
    page(
        &signed,
        &signed.caller,
        &found,
        None,
        Errors::none(),
        StatusCode::OK,
    )
    .await
}

/// A rubric as typed, in the place of the one that is stored.
struct Typed<'a> {
    read: &'a form::Read,
    fields: &'a sangkien_http::form::Fields,
}

async fn page(
    context: &Context,
    caller: &Caller,
    found: &RubricView,
    typed: Option<Typed<'_>>,
    errors: Errors,
    status: StatusCode,
) -> Reply {
    let sessions = context.app().sessions_to_compare(caller).await?;
    let mut groups = Vec::new();
    let stored = &found.version;
    if found.edits && stored.is_draft() {
        groups = match &typed {
            None => form::groups(&stored.rubric, &stored.note),
            Some(typed) => {
                let mut groups = form::groups(&typed.read.rubric, &typed.read.note);
                put_back(&mut groups, typed.fields, &errors);
                groups
            }
        };
    }
    let rubric = typed
        .as_ref()
        .map_or(&stored.rubric, |typed| &typed.read.rubric);
    let page = view::rubric(context, found, rubric, groups, &sessions, errors);
    context.html_as(status, &page)
}

async fn save(Id((code, number)): At, form: SignedForm) -> Reply {
    let app = form.app();
    let found = app.rubric(&form.caller, &code, number).await?;
    if !found.edits {
        return Err(Problem::Absent);
    }
    let read = form::read(&found.version.rubric, &form.fields);
    let typed = |read| {
        Some(Typed {
            read,
            fields: &form.fields,
        })
    };
    if !read.errors.is_empty() {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        let errors = read.errors.clone();
        return page(&form, &form.caller, &found, typed(&read), errors, status).await;
    }
    // A check shows what was typed with everything that is wrong with it, and stores nothing.
    if form.fields.get("intent") == "check" {
        let none = Errors::none();
        return page(
            &form,
            &form.caller,
            &found,
            typed(&read),
            none,
            StatusCode::OK,
        )
        .await;
    }
    let at = (code.as_str(), number);
    let outcome = app
        .save_rubric(&form.caller, at, seen(&form), &read.rubric, &read.note)
        .await;
    match judged(outcome)? {
        Ok(()) => form.done(&home(&code, number), "Đã lưu bản soạn thảo bảng điểm."),
        Err(refusals) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let errors = errors(&refusals);
            page(&form, &form.caller, &found, typed(&read), errors, status).await
        }
    }
}

async fn copy(Id((code, number)): At, form: SignedForm) -> Reply {
    let app = form.app();
    let new = app.new_rubric_version(&form.caller, &code, number).await?;
    let what = format!("Đã lập phiên bản {new} từ phiên bản {number}.");
    form.done(&home(&code, new), &what)
}

async fn put_in_force(Id((code, number)): At, form: SignedForm) -> Reply {
    let app = form.app();
    let found = app.rubric(&form.caller, &code, number).await?;
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    let Some(day) = show::typed_day(form.fields.get("from")) else {
        let errors = Errors::none().with("from", "Ghi ngày bắt đầu áp dụng, ví dụ 01/01/2027.");
        return page(&form, &form.caller, &found, None, errors, status).await;
    };
    let round: RoundId = form
        .fields
        .get("round")
        .parse()
        .map_err(|_| Problem::Unreadable)?;
    let at = (code.as_str(), number);
    let outcome = app
        .put_rubric_in_force(&form.caller, at, seen(&form), round, day)
        .await;
    match judged(outcome)? {
        Ok(()) => {
            let day = sangkien_domain::time::day_text(day);
            let what = format!(
                "Bảng điểm áp dụng cho các đợt mở từ ngày {day}. Các đợt đã mở giữ bảng điểm của mình."
            );
            form.done(&home(&code, number), &what)
        }
        Err(refusals) => page(&form, &form.caller, &found, None, errors(&refusals), status).await,
    }
}

async fn results(
    signed: Signed,
    Id((code, number, session)): Id<(String, u32, SessionId)>,
) -> Reply {
    let at = (code.as_str(), number);
    let app = signed.app();
    let found = app.results_by_rubric(&signed.caller, at, session).await?;
    signed.html(&view::results(&signed, &found))
}
