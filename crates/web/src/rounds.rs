//! Rounds, and opening one.

use axum::http::StatusCode;
use sangkien_app::rounds::{NewRound, RoundRow};
use sangkien_domain::refusal::Refusal;
use sangkien_domain::round::Window;
use sangkien_domain::time::Instant;
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_pages::admin::{RoundLine, RoundsPage};
use sangkien_pages::parts::{Errors, Opt, Tag, Tone};

use crate::context::{Context, Reply};
use crate::extract::{Signed, SignedForm};
use crate::judged::judged;
use crate::problem::Problem;
use crate::show;
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/admin/rounds", list)
        .post("/admin/rounds", open)
}

async fn list(signed: Signed) -> Reply {
    let rows = signed.app().rounds_with_rules(&signed.caller).await?;
    let fields = Fields(Vec::new());
    signed.html(&page(&signed, &rows, &fields, Errors::none()))
}

async fn open(form: SignedForm) -> Reply {
    let rows = form.app().rounds_with_rules(&form.caller).await?;
    let mut errors = Errors::none();
    let day = |name: &str| show::typed_day(form.fields.get(name));
    let (opens, closes) = (day("opens"), day("closes"));
    for (name, day) in [("opens", opens), ("closes", closes)] {
        if day.is_none() {
            errors.push(name, "Ghi ngày, ví dụ 01/03/2027.");
        }
    }
    if let (Some(opens), Some(closes)) = (opens, closes) {
        let base = form.fields.get("base").parse();
        let new = NewRound {
            base: base.map_err(|_| Problem::Unreadable)?,
            name: form.fields.get("name").to_owned(),
            opens,
            closes,
        };
        match judged(form.app().open_round(&form.caller, &new).await)? {
            Ok(_) => return form.done("/admin/rounds", "Đã lập đợt nhận hồ sơ."),
            Err(refusals) => errors = told(&refusals),
        }
    }
    let page = page(&form, &rows, &form.fields, errors);
    form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn told(refusals: &[Refusal]) -> Errors {
    Errors::from_pairs(refusals.iter().map(|refusal| match refusal {
        Refusal::Invalid { field: "title" } => ("name", show::refusal(refusal)),
        Refusal::Invalid { field: "opens" } => {
            ("opens", "Ngày mở không được trước hôm nay.".to_owned())
        }
        Refusal::Invalid { field: "closes_on" } => ("closes", show::refusal(refusal)),
        other => ("", show::refusal(other)),
    }))
}

fn page(context: &Context, rows: &[RoundRow], fields: &Fields, errors: Errors) -> RoundsPage {
    let now = context.now();
    let text = |name: &str| fields.get(name).to_owned();
    RoundsPage {
        shell: context.shell(),
        rounds: rows
            .iter()
            .map(|row| RoundLine {
                name: row.round.name.clone(),
                note: format!("Bảng điểm: {}", row.rules.rubric.title),
                period: show::window(&row.round.window),
                deadline: None,
                state: state(&row.round.window, now),
            })
            .collect(),
        name: text("name"),
        bases: rows
            .iter()
            .map(|row| {
                let id = row.round.id.to_string();
                let chosen = id == fields.get("base");
                Opt::new(id, &row.round.name).selected(chosen)
            })
            .collect(),
        opens: text("opens"),
        closes: text("closes"),
        errors,
    }
}

fn state(window: &Window, now: Instant) -> Tag {
    if now < window.opens_at {
        Tag::new("Chưa mở", Tone::Waiting)
    } else if now < window.closes_at {
        Tag::new("Đang nhận", Tone::Good)
    } else {
        Tag::new("Đã đóng", Tone::Plain)
    }
}
