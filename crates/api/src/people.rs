//! People and roles, for administrators.

use axum::Json;
use axum::http::StatusCode;
use sangkien_app::people::{InvitePerson, PersonView};
use sangkien_app::record;
use sangkien_domain::access::Role;
use sangkien_domain::id::{GrantId, PersonId, UnitId};
use sangkien_http::Shared;
use sangkien_http::route::Routes;
use serde::{Deserialize, Serialize};

use crate::context::Context;
use crate::extract::{Body, Id, Params, Signed};
use crate::moment::Moment;
use crate::problem::Problem;
use crate::reply::{Created, DONE, Done, Made, Reply};

/// Routes of this noun.
pub(crate) fn routes() -> Routes<Shared> {
    Routes::new()
        .get("/api/v1/people", list)
        .post("/api/v1/people", invite)
        .get("/api/v1/people/units", units)
        .get("/api/v1/people/{id}", person)
        .post("/api/v1/people/{id}/link", renew_link)
        .post("/api/v1/people/{id}/grants", grant)
        .delete("/api/v1/people/{id}/grants/{grant}", revoke)
        .post("/api/v1/people/{id}/closure", close)
        .delete("/api/v1/people/{id}/closure", reopen)
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Query {
    q: String,
    page: Option<u32>,
}

#[derive(Serialize)]
struct Directory {
    people: Vec<Row>,
    total: u64,
    page: u32,
}

#[derive(Serialize)]
struct Row {
    #[serde(flatten)]
    person: Person,
    roles: Vec<&'static str>,
}

#[derive(Serialize)]
struct Person {
    id: PersonId,
    account: String,
    full_name: String,
    email: String,
    unit: UnitId,
    unit_name: String,
    created_at: Moment,
    /// When the account was closed.
    closed_at: Option<Moment>,
    is_sample: bool,
}

impl Person {
    fn of(person: record::Person, unit_name: String) -> Self {
        Self {
            id: person.id,
            account: person.account,
            full_name: person.full_name,
            email: person.email,
            unit: person.unit,
            unit_name,
            created_at: person.created_at.into(),
            closed_at: person.disabled_at.map(Moment),
            is_sample: person.is_sample,
        }
    }
}

#[derive(Serialize)]
struct FullPerson {
    #[serde(flatten)]
    person: Person,
    posts: Vec<Post>,
    grants: Vec<Grant>,
}

/// A state post held now.
#[derive(Serialize)]
struct Post {
    unit: UnitId,
    title: String,
}

#[derive(Serialize)]
struct Grant {
    id: GrantId,
    role: &'static str,
    unit: UnitId,
    unit_name: String,
    valid_from: Moment,
    /// End of the role (excluded).
    valid_to: Option<Moment>,
}

#[derive(Serialize)]
struct Units {
    units: Vec<Unit>,
}

#[derive(Serialize)]
struct Unit {
    id: UnitId,
    code: String,
    name: String,
    kind: String,
    parent: Option<UnitId>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Invite {
    account: String,
    full_name: String,
    #[serde(default)]
    email: String,
    unit: UnitId,
    #[serde(default)]
    post: String,
    #[serde(default)]
    roles: Vec<Role>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewGrant {
    role: Role,
    unit: UnitId,
}

/// Somebody invited, with the one-time link through which they set their password.
#[derive(Serialize)]
struct Invited {
    id: PersonId,
    link: String,
}

#[derive(Serialize)]
struct Link {
    link: String,
}

fn link(context: &Context, token: &str) -> String {
    format!("{}/invitations/{token}", context.app().settings.base_url)
}

async fn list(signed: Signed, Params(query): Params<Query>) -> Reply<Directory> {
    let page = query.page.unwrap_or(1);
    if page == 0 {
        return Err(Problem::query("page: counted from 1"));
    }
    let found = signed.app().people(&signed.caller, &query.q, page).await?;
    Ok(Json(Directory {
        people: found
            .rows
            .into_iter()
            .map(|row| Row {
                roles: row.roles.into_iter().map(Role::code).collect(),
                person: Person::of(row.person, row.unit_name),
            })
            .collect(),
        total: found.total,
        page,
    }))
}

async fn units(signed: Signed) -> Reply<Units> {
    let found = signed.app().administered_units(&signed.caller).await?;
    let units = found
        .into_iter()
        .map(|unit| Unit {
            id: unit.id,
            code: unit.code,
            name: unit.name,
            kind: unit.kind,
            parent: unit.parent,
        })
        .collect();
    Ok(Json(Units { units }))
}

async fn person(signed: Signed, Id(id): Id<PersonId>) -> Reply<FullPerson> {
    let view = signed.app().person(&signed.caller, id).await?;
    Ok(Json(shown(view)))
}

fn shown(view: PersonView) -> FullPerson {
    FullPerson {
        person: Person::of(view.person, view.unit_name),
        posts: view
            .posts
            .into_iter()
            .map(|post| Post {
                unit: post.unit,
                title: post.title,
            })
            .collect(),
        grants: view
            .grants
            .into_iter()
            .map(|(grant, unit_name)| Grant {
                id: grant.id,
                role: grant.role.code(),
                unit: grant.unit,
                unit_name,
                valid_from: grant.valid_from.into(),
                valid_to: grant.valid_to.map(Moment),
            })
            .collect(),
    }
}

async fn invite(signed: Signed, Body(input): Body<Invite>) -> Made<Invited> {
    let input = InvitePerson {
        account: input.account,
        full_name: input.full_name,
        email: input.email,
        unit: input.unit,
        post: input.post,
        roles: input.roles,
    };
    let (id, token) = signed.app().invite(&signed.caller, input).await?;
    Ok(Created {
        at: format!("/api/v1/people/{id}"),
        body: Invited {
            id,
            link: link(&signed, &token),
        },
    })
}

async fn renew_link(
    signed: Signed,
    Id(id): Id<PersonId>,
) -> Result<(StatusCode, Json<Link>), Problem> {
    let token = signed.app().renew_link(&signed.caller, id).await?;
    let link = link(&signed, &token);
    Ok((StatusCode::CREATED, Json(Link { link })))
}

async fn grant(signed: Signed, Id(id): Id<PersonId>, Body(input): Body<NewGrant>) -> Done {
    signed
        .app()
        .grant_role(&signed.caller, id, input.role, input.unit)
        .await?;
    DONE
}

async fn revoke(signed: Signed, Id((id, grant)): Id<(PersonId, GrantId)>) -> Done {
    signed.app().revoke_role(&signed.caller, id, grant).await?;
    DONE
}

async fn close(signed: Signed, Id(id): Id<PersonId>) -> Done {
    signed
        .app()
        .set_account_closed(&signed.caller, id, true)
        .await?;
    DONE
}

async fn reopen(signed: Signed, Id(id): Id<PersonId>) -> Done {
    signed
        .app()
        .set_account_closed(&signed.caller, id, false)
        .await?;
    DONE
}
