//! Signing in and out, one-time links.

use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::Response;
use sangkien_app::account::{LinkView, SignedIn};
use sangkien_app::failure::Failure;
use sangkien_app::record::InvitationPurpose as Purpose;
use sangkien_domain::refusal::Refusal;
use sangkien_http::form::Fields;
use sangkien_http::limit::TooMany;
use sangkien_http::route::Routes;
use sangkien_http::session::SESSION_COOKIE;
use sangkien_pages::access::{InvitationPage, InvitationPurpose, LoginPage};
use sangkien_pages::failure::{ErrorPage, Retry, SessionExpiredPage};
use sangkien_pages::parts::{Errors, Fact, Kind, Notice};

use crate::context::{Context, Reply};
use crate::extract::{Guest, GuestForm, Id, Query, SignedForm};
use crate::problem::Problem;
use crate::resume::{carried, local};
use crate::show;
use crate::state::Web;

/// Where people go after signing in.
const AFTER: &str = "/work";
const WRONG: &str =
    "Tài khoản hoặc mật khẩu chưa đúng. Kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi nhập lại.";

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/login", login_page)
        .post("/login", login)
        .post("/logout", logout)
        .get("/invitations/{token}", invitation)
        .post("/invitations/{token}", use_invitation)
}

async fn login_page(guest: Guest, Query(query): Query) -> Reply {
    let next = local(query.get("next")).unwrap_or(AFTER);
    if guest.caller.is_some() {
        return guest.go(next);
    }
    guest.html(&LoginPage {
        shell: guest.shell(),
        account: String::new(),
        next: next.to_owned(),
        errors: Errors::none(),
    })
}

async fn login(form: GuestForm) -> Reply {
    let account = form.fields.get("account").trim();
    let kept = carried(&form.fields);
    if let Err(many) = form
        .web
        .shared
        .limits
        .sign_in(&form.origin.address, account)
    {
        return too_many(&form, kept, many);
    }
    let result = form
        .app()
        .sign_in(
            account,
            form.fields.get("password"),
            &form.origin,
            &form.agent,
        )
        .await;
    match result {
        Ok(signed_in) => enter(&form, &signed_in, kept).await,
        Err(Failure::NotSignedIn) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            refused(&form, &form.fields, kept, status, WRONG)
        }
        Err(other) => Err(other.into()),
    }
}

/// After signing in: on to where the person wanted to go, or back to the form that was being sent
/// when the session ended.
async fn enter(form: &GuestForm, signed_in: &SignedIn, kept: Option<Retry>) -> Reply {
    form.set_session(signed_in);
    let Some(retry) = kept else {
        return form.go(local(form.fields.get("next")).unwrap_or(AFTER));
    };
    let shell = form.signed_in(signed_in).await?.ok_or(Problem::SignIn)?;
    form.html(&ErrorPage::resumed(shell, retry))
}

fn too_many(form: &GuestForm, kept: Option<Retry>, many: TooMany) -> Reply {
    let words = format!(
        "Đã thử đăng nhập quá nhiều lần. Chờ {} giây rồi thử lại.",
        many.retry_after
    );
    let status = StatusCode::TOO_MANY_REQUESTS;
    let mut response: Response = refused(form, &form.fields, kept, status, &words)?;
    response
        .headers_mut()
        .insert(RETRY_AFTER, many.retry_after.into());
    Ok(response)
}

/// The sign-in page again; texts carried over from an ended session stay.
fn refused(
    context: &Context,
    fields: &Fields,
    kept: Option<Retry>,
    status: StatusCode,
    words: &str,
) -> Reply {
    let account = fields.get("account").trim().to_owned();
    let next = local(fields.get("next")).unwrap_or(AFTER).to_owned();
    let mut shell = context.shell();
    if kept.is_some() {
        shell.notice = Some(Notice::new(Kind::Warning, words));
        let page = SessionExpiredPage {
            shell,
            account,
            next,
            retry: kept,
        };
        return context.html_as(status, &page);
    }
    let page = LoginPage {
        shell,
        account,
        next,
        errors: Errors::none().with("account", words),
    };
    context.html_as(status, &page)
}

async fn logout(form: SignedForm) -> Reply {
    form.app().sign_out(&form.caller).await?;
    form.set_cookie(SESSION_COOKIE, "", 0);
    form.done("/", "Đã đăng xuất.")
}

async fn invitation(guest: Guest, Id(token): Id<String>) -> Reply {
    let link = guest.app().link(&token).await?;
    let page = invitation_page(&guest, &token, &link, Errors::none())?;
    guest.html(&page)
}

fn invitation_page(
    context: &Context,
    token: &str,
    link: &LinkView,
    errors: Errors,
) -> Result<InvitationPage, Problem> {
    let purpose = match link.purpose {
        Purpose::Password => InvitationPurpose::SetPassword,
        Purpose::Demo if context.app().settings.demo => InvitationPurpose::SignIn,
        Purpose::Demo | Purpose::Setup => return Err(Problem::Absent),
    };
    Ok(InvitationPage {
        shell: context.shell(),
        action: format!("/invitations/{token}"),
        purpose,
        full_name: link.full_name.clone(),
        facts: vec![Fact::new("Tài khoản", &link.account)],
        errors,
    })
}

async fn use_invitation(Id(token): Id<String>, form: GuestForm) -> Reply {
    let link = form.app().link(&token).await?;
    if link.purpose == Purpose::Demo {
        let app = form.app();
        let signed_in = app.demo_sign_in(&token, &form.origin, &form.agent).await?;
        form.set_session(&signed_in);
        return form.go(AFTER);
    }
    let (password, again) = (
        form.fields.get("password"),
        form.fields.get("password_again"),
    );
    let mut errors = passwords_differ(password, again);
    if errors.is_empty() {
        let app = form.app();
        match app
            .set_password(&token, password, &form.origin, &form.agent)
            .await
        {
            Ok(signed_in) => {
                form.set_session(&signed_in);
                return form.done(AFTER, "Đã đặt mật khẩu và đăng nhập.");
            }
            Err(Failure::Refused(refusals)) => errors = password_errors(&refusals),
            Err(other) => return Err(other.into()),
        }
    }
    let page = invitation_page(&form, &token, &link, errors)?;
    form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// The fault of a password typed twice.
pub(crate) fn passwords_differ(password: &str, again: &str) -> Errors {
    if password.is_empty() {
        Errors::none().with("password", "Nhập mật khẩu mới.")
    } else if password == again {
        Errors::none()
    } else {
        Errors::none().with(
            "password_again",
            "Hai lần nhập chưa giống nhau; nhập lại mật khẩu.",
        )
    }
}

fn password_errors(refusals: &[Refusal]) -> Errors {
    Errors::from_pairs(
        refusals
            .iter()
            .map(|refusal| ("password", show::refusal(refusal))),
    )
}
