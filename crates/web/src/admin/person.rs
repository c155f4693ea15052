//! One person: roles given and ended, the link to set a password, the account closed or reopened.

use axum::http::StatusCode;
use sangkien_app::account::LINK_SECONDS;
use sangkien_app::people::PersonView;
use sangkien_domain::access::Role;
use sangkien_domain::id::{GrantId, PersonId, UnitId};
use sangkien_domain::refusal::Refusal;
use sangkien_domain::time::day_text;
use sangkien_i18n::label;
use sangkien_pages::admin::{Grant, InviteLink, PersonPage};
use sangkien_pages::parts::{Act, Errors, Fact, Link, Opt, Tag, Tone};

use crate::admin::people::{account_tag, unit_options};
use crate::context::{Context, Reply};
use crate::extract::{Id, Signed, SignedForm};
use crate::intake::at_the_top;
use crate::judged::judged;
use crate::show::{self, VI};

fn home(id: PersonId) -> String {
    format!("/admin/people/{id}")
}

/// What has been chosen in the form that gives a role.
#[derive(Default)]
struct Chosen {
    role: String,
    unit: String,
}

pub(super) async fn show_page(signed: Signed, Id(id): Id<PersonId>) -> Reply {
    let person = signed.app().person(&signed.caller, id).await?;
    let own = signed.caller.actor.person == id;
    signed.html(&page(&signed, &person, own))
}

/// The page with a link just made, which is shown this once.
pub(super) async fn with_link(form: &SignedForm, id: PersonId, token: &str) -> Reply {
    let person = form.app().person(&form.caller, id).await?;
    let until = form.now().plus_seconds(LINK_SECONDS);
    let mut page = page(form, &person, form.caller.actor.person == id);
    page.invite = Some(InviteLink {
        url: format!("{}/invitations/{token}", form.app().settings.base_url),
        expires: format!("dùng được đến {}", show::minute(until)),
    });
    form.html(&page)
}

pub(super) async fn grant(Id(id): Id<PersonId>, form: SignedForm) -> Reply {
    let person = form.app().person(&form.caller, id).await?;
    let chosen = Chosen {
        role: form.fields.get("role").to_owned(),
        unit: form.fields.get("unit").to_owned(),
    };
    let role = Role::from_code(&chosen.role);
    let unit = chosen.unit.parse::<UnitId>().ok();
    let errors = match (role, unit) {
        (Some(role), Some(unit)) => {
            let outcome = form.app().grant_role(&form.caller, id, role, unit).await;
            match judged(outcome)? {
                Ok(()) => {
                    let what = format!(
                        "{} có vai trò {}. Các phiên đăng nhập cũ của người này đã kết thúc.",
                        person.person.full_name,
                        label::role(role, VI)
                    );
                    return form.done(&home(id), &what);
                }
                Err(refusals) => at_the_top(&refusals),
            }
        }
        (role, unit) => {
            let mut errors = Errors::none();
            if role.is_none() {
                errors.push("role", "Chọn vai trò.");
            }
            if unit.is_none() {
                errors.push("unit", "Chọn đơn vị.");
            }
            errors
        }
    };
    let mut page = page(&form, &person, form.caller.actor.person == id);
    page.roles = role_options(&chosen.role);
    page.units = unit_options(&person.units, &chosen.unit);
    page.errors = errors;
    form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

pub(super) async fn end_grant(Id((id, grant)): Id<(PersonId, GrantId)>, form: SignedForm) -> Reply {
    let outcome = form.app().revoke_role(&form.caller, id, grant).await;
    after(&form, id, judged(outcome)?, "Đã thu hồi vai trò.").await
}

pub(super) async fn renew_link(Id(id): Id<PersonId>, form: SignedForm) -> Reply {
    let token = form.app().renew_link(&form.caller, id).await?;
    with_link(&form, id, &token).await
}

pub(super) async fn close(Id(id): Id<PersonId>, form: SignedForm) -> Reply {
    let outcome = form.app().set_account_closed(&form.caller, id, true).await;
    let what = "Đã khóa tài khoản và kết thúc các phiên đăng nhập.";
    after(&form, id, judged(outcome)?, what).await
}

pub(super) async fn reopen(Id(id): Id<PersonId>, form: SignedForm) -> Reply {
    let outcome = form.app().set_account_closed(&form.caller, id, false).await;
    after(&form, id, judged(outcome)?, "Đã mở lại tài khoản.").await
}

async fn after(
    form: &SignedForm,
    id: PersonId,
    outcome: Result<(), Vec<Refusal>>,
    what: &str,
) -> Reply {
    match outcome {
        Ok(()) => form.done(&home(id), what),
        Err(refusals) => {
            let person = form.app().person(&form.caller, id).await?;
            let mut page = page(form, &person, form.caller.actor.person == id);
            page.errors = at_the_top(&refusals);
            form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

fn page(context: &Context, view: &PersonView, own: bool) -> PersonPage {
    let person = &view.person;
    let id = person.id;
    let mut shell = context.shell();
    shell.back = Some(Link::new("Người dùng", "/admin/people"));
    PersonPage {
        shell,
        name: person.full_name.clone(),
        state: account_tag(person),
        facts: facts(view),
        grants: grants(view),
        grant_action: format!("{}/grants", home(id)),
        roles: role_options(""),
        units: unit_options(&view.units, &person.unit.to_string()),
        invite: None,
        acts: acts(view, own),
        errors: Errors::none(),
    }
}

fn facts(view: &PersonView) -> Vec<Fact> {
    let person = &view.person;
    let posts: Vec<&str> = view.posts.iter().map(|post| post.title.as_str()).collect();
    let or_none = |text: &str| {
        if text.is_empty() {
            "Chưa ghi".to_owned()
        } else {
            text.to_owned()
        }
    };
    let mut facts = vec![
        Fact::new("Tài khoản", &person.account),
        Fact::new("Thư điện tử", or_none(&person.email)),
        Fact::new("Đơn vị", &view.unit_name),
        Fact::new("Chức vụ", or_none(&posts.join(", "))),
        Fact::new("Lập lúc", show::minute(person.created_at)),
    ];
    if let Some(at) = person.disabled_at {
        facts.push(Fact::new("Khóa lúc", show::minute(at)));
    }
    facts
}

fn grants(view: &PersonView) -> Vec<Grant> {
    view.grants
        .iter()
        .map(|(grant, unit)| {
            let from = day_text(grant.valid_from.day());
            let administered = view.units.iter().any(|unit| unit.id == grant.unit);
            let open = grant.valid_to.is_none();
            Grant {
                role: label::role(grant.role, VI).to_owned(),
                unit: unit.clone(),
                period: match grant.valid_to {
                    Some(until) => format!("{from} – {}", day_text(until.day())),
                    None => format!("từ {from}"),
                },
                state: if open {
                    Tag::new("Đang có hiệu lực", Tone::Good)
                } else {
                    Tag::new("Đã kết thúc", Tone::Plain)
                },
                end: (open && administered)
                    .then(|| format!("{}/grants/{}/end", home(view.person.id), grant.id)),
            }
        })
        .collect()
}

fn role_options(chosen: &str) -> Vec<Opt> {
    let mut options = vec![Opt::new("", "Chọn vai trò")];
    options.extend(
        Role::ALL.into_iter().map(|role| {
            Opt::new(role.code(), label::role(role, VI)).selected(role.code() == chosen)
        }),
    );
    options
}

fn acts(view: &PersonView, own: bool) -> Vec<Act> {
    let home = home(view.person.id);
    if view.person.disabled_at.is_some() {
        return vec![Act::post("Mở lại tài khoản", format!("{home}/reopening")).secondary()];
    }
    let close = Act::post("Khóa tài khoản", format!("{home}/closure")).danger();
    vec![
        Act::post("Tạo liên kết đặt mật khẩu mới", format!("{home}/link")).secondary(),
        if own {
            close.blocked("Tài khoản đang đăng nhập do người quản trị khác khóa.")
        } else {
            close
        },
    ]
}
