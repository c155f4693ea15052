//! The head of unit confirms when the initiative was first applied, or declines.

use axum::http::StatusCode;
use jiff::civil::Date;
use sangkien_app::casework::Seen;
use sangkien_app::dossier::{ConfirmInput, Confirmed, DossierView, RefuseInput};
use sangkien_domain::access::Power;
use sangkien_domain::dossier::{Act, RefusalReason, State, confirm_first_application};
use sangkien_domain::id::DossierId;
use sangkien_domain::law::RuleSet;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::time::day_text;
use sangkien_http::route::Routes;
use sangkien_i18n::label;
use sangkien_pages::confirm::ConfirmPage;
use sangkien_pages::intake::ConfirmationPage;
use sangkien_pages::parts::{Citation, Errors, Kind, Link, Notice, Tag, Tone};

use crate::address::address;
use crate::context::{Context, Reply};
use crate::document;
use crate::extract::{Id, Query, Signed, SignedForm};
use crate::intake::refused;
use crate::judged::{self, Held, held, version};
use crate::outcome::counted;
use crate::problem::Problem;
use crate::show::{self, VI};
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/dossiers/{id}/confirmation", show_page)
        .post("/dossiers/{id}/confirmation", act)
}

/// What the head has typed so far.
struct Typed {
    first_applied: String,
    reason: String,
    errors: Errors,
}

/// The limit of the claim counted from a day of first application.
pub(crate) struct Arithmetic {
    /// Steps, in order.
    pub(crate) steps: Vec<String>,
    /// The result as a tag.
    pub(crate) verdict: Tag,
    /// The result inside a sentence.
    pub(crate) verdict_in_note: String,
    /// What the rules say against it.
    pub(crate) fault: Option<Refusal>,
}

/// Counts the limit of the claim for a dossier filed on `filed_on`, by the rules it is bound to.
pub(crate) fn arithmetic(first: Date, filed_on: Date, rules: &RuleSet) -> Arithmetic {
    let last = rules.claim_ends_on(first);
    let mut steps = vec![format!("Áp dụng lần đầu: {}", day_text(first))];
    steps.extend(counted(first, &rules.limits.claim, &rules.calendar));
    steps.push(format!("Nộp hồ sơ: {}", day_text(filed_on)));
    let fault = confirm_first_application(first, filed_on, rules).err();
    let left = filed_on.until(last).map_or(0, |span| span.get_days());
    let (verdict, step) = match &fault {
        None => (
            Tag::new("Trong thời hạn", Tone::Good),
            if left == 0 {
                "Nộp đúng ngày cuối của thời hạn".to_owned()
            } else {
                format!("Nộp trước khi hết thời hạn {left} ngày")
            },
        ),
        Some(Refusal::ClaimLapsed { .. }) => (
            Tag::new(format!("Quá thời hiệu {} ngày", -left), Tone::Late),
            format!("Quá thời hạn {} ngày", -left),
        ),
        Some(_) => (
            Tag::new("Sau ngày nộp", Tone::Late),
            "Ngày áp dụng lần đầu sau ngày nộp hồ sơ".to_owned(),
        ),
    };
    let mut letters = step.chars();
    let verdict_in_note = letters.next().map_or_else(String::new, |letter| {
        letter.to_lowercase().chain(letters).collect()
    });
    steps.push(step);
    Arithmetic {
        steps,
        verdict,
        verdict_in_note,
        fault,
    }
}

/// The day the dossier was filed.
fn filed_on(view: &DossierView) -> Date {
    view.dossier
        .submitted_at
        .unwrap_or(view.dossier.created_at)
        .day()
}

/// The page; the address carries back what was typed when the head turned round before stopping.
async fn show_page(signed: Signed, Id(id): Id<DossierId>, Query(query): Query) -> Reply {
    let view = signed
        .app()
        .dossier_for(&signed.caller, id, Power::Confirm)
        .await?;
    let confirmed = view.confirmation.as_ref();
    let first = confirmed.map_or_else(
        || view.content().first_applied_on(),
        |confirmation| Some(confirmation.first_applied_on),
    );
    let typed = Typed {
        first_applied: match query.find("first_applied") {
            Some(typed) if confirmed.is_none() => typed.to_owned(),
            _ => first.map(day_text).unwrap_or_default(),
        },
        reason: query.get("reason").to_owned(),
        errors: Errors::none(),
    };
    signed.html(&page(&signed, &view, typed))
}

fn page(context: &Context, view: &DossierView, typed: Typed) -> ConfirmationPage {
    let id = view.dossier.id;
    let claim = &view.rules.limits.claim;
    let open = view.offers(Act::Confirm);
    let sum = show::typed_day(&typed.first_applied)
        .map(|first| arithmetic(first, filed_on(view), &view.rules));
    let (steps, verdict) = sum.map_or_else(
        || (Vec::new(), Tag::new("Chưa có ngày để tính", Tone::Waiting)),
        |sum| (sum.steps, sum.verdict),
    );
    ConfirmationPage {
        shell: context.shell(),
        dossier: document::document(view),
        deadline: view.dossier.due_on.filter(|_| open).map(|due| {
            let detail = format!(
                "Hội đồng đánh giá và quyết định xong trước khi hết ngày {}. Căn cứ: {}.",
                day_text(due),
                view.rules.limits.evaluation.citation
            );
            show::step_deadline(due, context.now(), "để đánh giá và quyết định", &detail)
        }),
        action: format!("/dossiers/{id}/confirmation"),
        version: version(view.dossier.version),
        first_applied: typed.first_applied,
        limit: Citation {
            says: Some(format!(
                "Quyền yêu cầu công nhận kéo dài {} kể từ ngày áp dụng lần đầu; ngày nộp hồ sơ phải nằm trong thời hạn đó.",
                label::limit(claim, VI)
            )),
            steps,
            ..show::citation(&claim.citation)
        },
        verdict,
        reason: typed.reason,
        errors: typed.errors,
        closed: (!open).then(|| closed(view)),
        dossier_link: Link::new("Trang hồ sơ", format!("/dossiers/{id}")),
    }
}

/// Why nothing is to be confirmed now.
fn closed(view: &DossierView) -> String {
    let state = view.dossier.facts.state;
    match (&view.confirmation, state) {
        (Some(confirmation), _) => format!(
            "Ngày áp dụng lần đầu đã được xác nhận là {}, lúc {}.",
            day_text(confirmation.first_applied_on),
            show::minute(confirmation.confirmed_at)
        ),
        (None, State::Submitted | State::Returned) => format!(
            "Hồ sơ đang ở bước “{}”. Xác nhận được sau khi hồ sơ được tiếp nhận.",
            label::state(state, VI)
        ),
        (None, _) => format!(
            "Hồ sơ đang ở bước “{}” nên không xác nhận nữa.",
            label::state(state, VI)
        ),
    }
}

async fn act(Id(id): Id<DossierId>, form: SignedForm) -> Reply {
    let view = form
        .app()
        .dossier_for(&form.caller, id, Power::Confirm)
        .await?;
    let seen = judged::seen(&form.fields)?;
    if form.fields.get("intent") == "decline" {
        decline(&form, &view, seen).await
    } else {
        confirm(&form, &view, seen).await
    }
}

async fn confirm(form: &SignedForm, view: &DossierView, seen: Seen) -> Reply {
    let id = view.dossier.id;
    let Some(first) = show::typed_day(form.fields.get("first_applied")) else {
        let problem = "Ghi ngày áp dụng lần đầu theo thứ tự ngày/tháng/năm, ví dụ 12/06/2023.";
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return again(
            form,
            status,
            view,
            Errors::none().with("first_applied", problem),
        );
    };
    let lapsed = arithmetic(first, filed_on(view), &view.rules)
        .fault
        .filter(|fault| matches!(fault, Refusal::ClaimLapsed { .. }));
    let open = view.offers(Act::Stop);
    if let Some(lapsed) = lapsed
        && open
        && form.fields.get("confirm") != "yes"
    {
        return form.html(&warning(form, view, first, &lapsed));
    }
    let input = ConfirmInput {
        first_applied_on: first,
        note: form.fields.get("reason").to_owned(),
    };
    let outcome = form
        .app()
        .confirm_first_application(&form.caller, id, seen, input)
        .await;
    let home = format!("/dossiers/{id}");
    match held(outcome)? {
        Ok(Confirmed::InTime) => {
            let what = format!(
                "Đã xác nhận ngày áp dụng lần đầu {}; hồ sơ chờ hội đồng.",
                day_text(first)
            );
            form.done(&home, &what)
        }
        Ok(Confirmed::Stopped(lapsed)) => {
            let mut notice = Notice::new(Kind::Warning, "Hồ sơ đã dừng vì quá thời hiệu.");
            notice.text = Some(show::refusal(&lapsed));
            form.go_with(&home, &notice)
        }
        Err(held) => held_back(form, id, &held).await,
    }
}

/// Asked before a dossier is stopped: what was counted, what follows, by which article.
fn warning(form: &SignedForm, view: &DossierView, first: Date, lapsed: &Refusal) -> ConfirmPage {
    let id = view.dossier.id;
    let mut consequences = vec![show::refusal(lapsed)];
    consequences
        .push("Xác nhận ngày này thì hồ sơ dừng ở đây và không được đưa ra hội đồng.".to_owned());
    consequences.push("Tác giả được báo kèm cách tính và căn cứ.".to_owned());
    consequences.push(
        "Việc này không đảo lại được. Nếu ngày ghi chưa đúng, chọn Quay lại và sửa ngày."
            .to_owned(),
    );
    let hidden = [
        ("version", view.dossier.version.to_string()),
        ("first_applied", day_text(first)),
        ("reason", form.fields.get("reason").to_owned()),
        ("intent", "confirm".to_owned()),
        ("confirm", "yes".to_owned()),
    ];
    ConfirmPage {
        shell: form.shell(),
        title: format!(
            "Dừng hồ sơ {} vì quá thời hiệu?",
            view.dossier.code.as_deref().unwrap_or_default()
        ),
        consequences,
        action: format!("/dossiers/{id}/confirmation"),
        hidden: hidden
            .map(|(name, value)| (name.to_owned(), value))
            .to_vec(),
        reason: None,
        button: format!("Xác nhận ngày {} và dừng hồ sơ", day_text(first)),
        style: "danger",
        cancel_href: address(
            &format!("/dossiers/{id}/confirmation"),
            [
                ("first_applied", day_text(first).as_str()),
                ("reason", form.fields.get("reason")),
            ],
        ),
        errors: Errors::none(),
    }
}

async fn decline(form: &SignedForm, view: &DossierView, seen: Seen) -> Reply {
    let id = view.dossier.id;
    // The same use case refuses at the desk; here only what waits for the head is refused.
    if !view.offers(Act::Confirm) {
        let not_now = Refusal::NotNow {
            state: view.dossier.facts.state,
            act: Act::Confirm,
        };
        let held = Held::Refused(vec![not_now]);
        return again(form, held.status(), view, held.errors(errors));
    }
    let input = RefuseInput {
        reason: RefusalReason::NotApplied,
        note: form.fields.get("reason").to_owned(),
    };
    match held(form.app().refuse(&form.caller, id, seen, input).await)? {
        Ok(()) => form.done(&format!("/dossiers/{id}"), &refused(view)),
        Err(held) => held_back(form, id, &held).await,
    }
}

/// The page as the dossier stands now, with what was typed.
async fn held_back(form: &SignedForm, id: DossierId, held: &Held) -> Reply {
    let view = form.app().dossier(&form.caller, id).await?;
    again(form, held.status(), &view, held.errors(errors))
}

fn again(form: &SignedForm, status: StatusCode, view: &DossierView, errors: Errors) -> Reply {
    let typed = Typed {
        first_applied: form.fields.get("first_applied").to_owned(),
        reason: form.fields.get("reason").to_owned(),
        errors,
    };
    form.html_as(status, &page(form, view, typed))
}

fn errors(refusals: &[Refusal]) -> Errors {
    Errors::from_pairs(refusals.iter().map(|refusal| {
        let field = match refusal {
            Refusal::FirstApplicationInFuture => "first_applied",
            Refusal::ReasonMissing => "reason",
            _ => "",
        };
        (field, show::refusal(refusal))
    }))
}

/// The head's page after a refusal sent to the address of the desk was not accepted.
pub(crate) fn declined_in_vain(
    form: &SignedForm,
    view: &DossierView,
    reason: &str,
    held: &Held,
) -> Result<axum::response::Response, Problem> {
    let declared = view.content().first_applied_on();
    let typed = Typed {
        first_applied: declared.map(day_text).unwrap_or_default(),
        reason: reason.to_owned(),
        errors: held.errors(errors),
    };
    form.html_as(held.status(), &page(form, view, typed))
}
