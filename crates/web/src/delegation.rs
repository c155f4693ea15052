//! Substitutes: a role of one's own handed to somebody for a time.

use axum::http::StatusCode;
use sangkien_app::Caller;
use sangkien_app::casework::{DelegateInput, DelegationTold};
use sangkien_app::failure::Failure;
use sangkien_domain::access::Role;
use sangkien_domain::id::{DelegationId, UnitId};
use sangkien_domain::time::{Instant, day_text};
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_i18n::label;
use sangkien_pages::parts::{Errors, Opt, Tag, Tone};
use sangkien_pages::worklist::{DelegationView, DelegationsPage};

use crate::context::{Context, Reply};
use crate::course::named;
use crate::extract::{Id, Signed, SignedForm};
use crate::judged::judged;
use crate::show::{self, VI};
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/delegations", list)
        .post("/delegations", give)
        .post("/delegations/{id}/end", end)
}

async fn list(signed: Signed) -> Reply {
    let typed = Fields::default();
    let page = page(&signed, &signed.caller, &typed, Errors::none()).await?;
    signed.html(&page)
}

async fn page(
    context: &Context,
    caller: &Caller,
    typed: &Fields,
    errors: Errors,
) -> Result<DelegationsPage, Failure> {
    let now = context.now();
    let roles = context.app().roles_to_delegate(caller).await?;
    let all = context.app().delegations(caller).await?;
    let person = caller.actor.person;
    let (given, received): (Vec<_>, Vec<_>) =
        all.iter().partition(|told| told.delegation.from == person);
    let mut shell = context.shell();
    shell.back = Some(sangkien_pages::parts::Link::new("Việc của tôi", "/work"));
    Ok(DelegationsPage {
        shell,
        roles: roles
            .iter()
            .map(|(role, unit, name)| {
                let value = format!("{}:{unit}", role.code());
                let chosen = typed.get("role") == value;
                Opt::new(value, format!("{}, {name}", label::role(*role, VI))).selected(chosen)
            })
            .collect(),
        to: typed.get("to").to_owned(),
        from: match typed.find("from") {
            Some(typed) => typed.to_owned(),
            None => day_text(now.day()),
        },
        until: typed.get("until").to_owned(),
        reason: typed.get("reason").to_owned(),
        given: given
            .into_iter()
            .map(|told| view(told, true, now))
            .collect(),
        received: received
            .into_iter()
            .map(|told| view(told, false, now))
            .collect(),
        errors,
    })
}

fn view(told: &DelegationTold, given: bool, now: Instant) -> DelegationView {
    let delegation = &told.delegation;
    let ended = delegation.valid_to <= now;
    let begun = delegation.valid_from <= now;
    DelegationView {
        role: format!("{}, {}", label::role(delegation.role, VI), told.unit_name),
        person: if given {
            told.to_name.clone()
        } else {
            format!("Thay mặt {}", told.from_name)
        },
        span: format!(
            "từ {} đến {}",
            day_text(delegation.valid_from.day()),
            show::minute(delegation.valid_to.plus_seconds(-1))
        ),
        reason: delegation.reason.clone(),
        state: match (ended, begun) {
            (true, _) => Tag::new("Đã hết", Tone::Done),
            (false, true) => Tag::new("Đang áp dụng", Tone::Active),
            (false, false) => Tag::new("Chưa đến ngày", Tone::Waiting),
        },
        end: (given && !ended && begun).then(|| format!("/delegations/{}/end", delegation.id)),
    }
}

async fn give(form: SignedForm) -> Reply {
    let fields = &form.fields;
    let role = fields.get("role").split_once(':').and_then(|(role, unit)| {
        let unit: UnitId = unit.parse().ok()?;
        Some((Role::from_code(role)?, unit))
    });
    let Some((role, unit)) = role else {
        let errors = Errors::none().with("role", "Chọn một vai trò đang giữ.");
        let page = page(&form, &form.caller, fields, errors).await?;
        return form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let input = DelegateInput {
        role,
        unit,
        to: fields.get("to").to_owned(),
        from: show::typed_day(fields.get("from")),
        until: show::typed_day(fields.get("until")),
        reason: fields.get("reason").to_owned(),
    };
    match judged(form.app().delegate(&form.caller, input).await)? {
        Ok(_) => form.done("/delegations", "Đã giao việc làm thay."),
        Err(refusals) => {
            let page = page(&form, &form.caller, fields, named(&refusals)).await?;
            form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

async fn end(Id(id): Id<DelegationId>, form: SignedForm) -> Reply {
    form.app().end_delegation(&form.caller, id).await?;
    form.done("/delegations", "Đã kết thúc việc làm thay.")
}
