//! Sessions of API clients: bearer tokens, never cookies.

use axum::Json;
use axum::http::StatusCode;
use sangkien_app::account::SignedIn;
use sangkien_app::failure::Failure;
use sangkien_domain::id::{CouncilId, PersonId, UnitId};
use sangkien_http::Shared;
use sangkien_http::route::Routes;
use serde::{Deserialize, Serialize};

use crate::extract::{Body, Guest, Signed};
use crate::moment::Moment;
use crate::problem::Problem;
use crate::reply::{DONE, Done, Reply};

/// Routes of this noun.
pub(crate) fn routes() -> Routes<Shared> {
    Routes::new()
        .get("/api/v1/sessions", who)
        .post("/api/v1/sessions", sign_in)
        .delete("/api/v1/sessions", sign_out)
        .post("/api/v1/sessions/renewal", renew)
        .post("/api/v1/invitations", follow_link)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Credentials {
    account: String,
    password: String,
}

/// A one-time link in use. Its token stands in the body, so that no log of addresses keeps it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LinkUse {
    token: String,
    /// The password to set; absent for the link of a sample person, which signs in at once.
    #[serde(default)]
    password: Option<String>,
}

/// A session just opened or renewed.
#[derive(Serialize)]
struct OpenSession {
    token: String,
    expires_at: Moment,
    full_name: String,
}

impl From<SignedIn> for OpenSession {
    fn from(signed_in: SignedIn) -> Self {
        Self {
            token: signed_in.token,
            expires_at: signed_in.expires_at.into(),
            full_name: signed_in.full_name,
        }
    }
}

/// Who holds the token, and what is in force for them.
#[derive(Serialize)]
struct Who {
    person: PersonId,
    full_name: String,
    account: String,
    unit: UnitId,
    signed_in_at: Moment,
    roles: Vec<RoleHeld>,
    seats: Vec<SeatHeld>,
}

#[derive(Serialize)]
struct RoleHeld {
    role: &'static str,
    unit: UnitId,
}

#[derive(Serialize)]
struct SeatHeld {
    council: CouncilId,
    post: &'static str,
}

async fn sign_in(
    guest: Guest,
    Body(input): Body<Credentials>,
) -> Result<(StatusCode, Json<OpenSession>), Problem> {
    guest
        .shared
        .limits
        .sign_in(&guest.origin.address, &input.account)
        .map_err(|many| Problem::TooMany(many.retry_after))?;
    let signed_in = guest
        .app()
        .sign_in(&input.account, &input.password, &guest.origin, &guest.agent)
        .await
        .map_err(|failure| match failure {
            Failure::NotSignedIn => Problem::Credentials,
            other => other.into(),
        })?;
    Ok((StatusCode::CREATED, Json(signed_in.into())))
}

async fn follow_link(
    guest: Guest,
    Body(input): Body<LinkUse>,
) -> Result<(StatusCode, Json<OpenSession>), Problem> {
    let (app, origin, agent) = (guest.app(), &guest.origin, &guest.agent);
    let signed_in = match &input.password {
        Some(password) => {
            app.set_password(&input.token, password, origin, agent)
                .await
        }
        None => app.demo_sign_in(&input.token, origin, agent).await,
    }?;
    Ok((StatusCode::CREATED, Json(signed_in.into())))
}

async fn sign_out(signed: Signed) -> Done {
    signed.app().sign_out(&signed.caller).await?;
    DONE
}

async fn renew(signed: Signed) -> Result<(StatusCode, Json<OpenSession>), Problem> {
    let fresh = signed.app().rotate(&signed.caller).await?;
    Ok((StatusCode::CREATED, Json(fresh.into())))
}

async fn who(signed: Signed) -> Reply<Who> {
    let Signed { caller, .. } = signed;
    let actor = caller.actor;
    Ok(Json(Who {
        person: actor.person,
        full_name: caller.full_name,
        account: caller.account,
        unit: actor.unit,
        signed_in_at: caller.signed_in_at.into(),
        roles: actor
            .grants
            .iter()
            .map(|grant| RoleHeld {
                role: grant.role.code(),
                unit: grant.unit,
            })
            .collect(),
        seats: actor
            .seats
            .iter()
            .map(|seat| SeatHeld {
                council: seat.council,
                post: seat.post.code(),
            })
            .collect(),
    }))
}
