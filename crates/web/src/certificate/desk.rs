//! Whether a certificate holds, said by whoever leads the body that issued it.

use axum::http::StatusCode;
use jiff::civil::Date;
use sangkien_app::decision::{CertificateDesk, CertificateGrounds, NewHolder};
use sangkien_app::record::{CertificateActKind, CertificateState};
use sangkien_domain::refusal::Refusal;
use sangkien_domain::time::{day_text, moment_text};
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_i18n::code as words;
use sangkien_pages::certificate::{ActLine, CertificateDeskPage, Open, Typed};
use sangkien_pages::parts::{Errors, Fact, Link, Tag, Tone};

use crate::context::{Context, Reply};
use crate::extract::{Id, Query, Signed, SignedForm};
use crate::judged::judged;
use crate::show::{self, VI};
use crate::state::Web;

/// The routes.
pub(super) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/certificates/{code}/standing", standing)
        .post("/certificates/{code}/revocation", revoke)
        .post("/certificates/{code}/restoration", restore)
        .post("/certificates/{code}/replacement", replace)
}

async fn standing(signed: Signed, Id(code): Id<String>, Query(query): Query) -> Reply {
    let desk = signed.app().certificate_desk(&signed.caller, &code).await?;
    let form = match desk.certificate.state {
        CertificateState::Revoked => "restoration",
        _ if query.get("form") == "revocation" => "revocation",
        _ => "replacement",
    };
    let typed = Typed {
        author: desk.certificate.face.author.clone(),
        workplace: desk.certificate.face.workplace.clone(),
        ..Typed::default()
    };
    signed.html(&page(&signed, &desk, form, (typed, Errors::none())))
}

fn typed(fields: &Fields) -> Typed {
    let text = |name: &str| fields.get(name).to_owned();
    Typed {
        reason: text("reason"),
        decision: text("decision"),
        decided_on: text("decided_on"),
        all: fields.get("all") == "yes",
        author: text("author"),
        workplace: text("workplace"),
    }
}

fn grounds(typed: &Typed) -> CertificateGrounds {
    let day = sangkien_text::parse_date(&typed.decided_on);
    CertificateGrounds {
        reason: typed.reason.clone(),
        decision: typed.decision.clone(),
        decided_on: day.and_then(|(year, month, day)| Date::new(year, month, day).ok()),
    }
}

async fn revoke(Id(code): Id<String>, form: SignedForm) -> Reply {
    let typed = typed(&form.fields);
    let (grounds, all) = (grounds(&typed), typed.all);
    let app = form.app();
    match judged(
        app.revoke_certificate(&form.caller, &code, grounds, all)
            .await,
    )? {
        Ok(()) => done(&form, &code, "Đã thu hồi giấy chứng nhận."),
        Err(refusals) => again(&form, &code, "revocation", (typed, refusals)).await,
    }
}

async fn restore(Id(code): Id<String>, form: SignedForm) -> Reply {
    let typed = typed(&form.fields);
    let grounds = grounds(&typed);
    let app = form.app();
    match judged(app.restore_certificate(&form.caller, &code, grounds).await)? {
        Ok(()) => done(&form, &code, "Giấy chứng nhận có giá trị trở lại."),
        Err(refusals) => again(&form, &code, "restoration", (typed, refusals)).await,
    }
}

async fn replace(Id(code): Id<String>, form: SignedForm) -> Reply {
    let typed = typed(&form.fields);
    let holder = NewHolder {
        author: typed.author.clone(),
        workplace: typed.workplace.clone(),
    };
    let app = form.app();
    let outcome = app.replace_certificate(&form.caller, &code, grounds(&typed), holder);
    match judged(outcome.await)? {
        Ok(new) => done(&form, &new, "Đã cấp giấy thay; giấy cũ không còn giá trị."),
        Err(refusals) => again(&form, &code, "replacement", (typed, refusals)).await,
    }
}

fn done(form: &SignedForm, code: &str, what: &str) -> Reply {
    form.done(&format!("/certificates/{code}"), what)
}

async fn again(
    form: &SignedForm,
    code: &str,
    which: &str,
    (typed, refusals): (Typed, Vec<Refusal>),
) -> Reply {
    let desk = form.app().certificate_desk(&form.caller, code).await?;
    let errors = Errors::from_pairs(refusals.iter().map(|refusal| {
        let field = match refusal {
            Refusal::ReasonMissing => "reason",
            other => other.field().unwrap_or_default(),
        };
        (field.to_owned(), show::refusal(refusal))
    }));
    let page = page(form, &desk, which, (typed, errors));
    form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn page(
    context: &Context,
    desk: &CertificateDesk,
    form: &str,
    (typed, errors): (Typed, Errors),
) -> CertificateDeskPage {
    let certificate = &desk.certificate;
    let action = format!("/certificates/{}", certificate.code);
    let mut shell = context.shell();
    shell.back = Some(Link::new("Giấy chứng nhận", &action));
    let (open, tone) = match certificate.state {
        CertificateState::Valid => (Open::Valid, Tone::Good),
        CertificateState::Revoked => (Open::Revoked, Tone::Late),
        CertificateState::Superseded => (Open::Superseded, Tone::Plain),
    };
    let acts = desk.acts.iter().rev().map(|act| ActLine {
        what: match act.kind {
            CertificateActKind::Superseded => "Thay bằng giấy khác",
            CertificateActKind::Revoked => "Thu hồi",
            CertificateActKind::Restored => "Khôi phục",
        }
        .to_owned(),
        basis: format!(
            "theo {} ngày {}.",
            act.decision_label,
            day_text(act.decided_on)
        ),
        reason: act.reason.clone(),
        at: format!("Ghi lúc {}", moment_text(act.acted_at)),
    });
    CertificateDeskPage {
        shell,
        number: certificate.face.number.clone(),
        state: Tag::new(words::certificate_state(certificate.state.code(), VI), tone),
        facts: vec![
            Fact::new("Người được cấp", &certificate.face.author),
            Fact::new("Sáng kiến", &certificate.face.initiative),
            Fact::new("Quyết định công nhận", &certificate.face.decision),
        ],
        open,
        action,
        form: form.to_owned(),
        typed,
        acts: acts.collect(),
        errors,
    }
}
