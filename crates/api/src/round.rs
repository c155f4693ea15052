//! Rounds that receive dossiers now or will, and the fields to choose from.

use axum::Json;
use sangkien_domain::id::{FieldId, RoundId};
use sangkien_domain::round::Phase;
use sangkien_http::Shared;
use sangkien_http::route::Routes;
use serde::Serialize;

use crate::extract::Guest;
use crate::moment::Moment;
use crate::reply::Reply;

/// Routes of this noun.
pub(crate) fn routes() -> Routes<Shared> {
    Routes::new()
        .get("/api/v1/rounds", rounds)
        .get("/api/v1/fields", fields)
}

#[derive(Serialize)]
struct Rounds {
    rounds: Vec<Round>,
}

#[derive(Serialize)]
struct Round {
    id: RoundId,
    code: String,
    name: String,
    organiser: String,
    stage: &'static str,
    year: i16,
    opens_at: Moment,
    /// First moment that is too late.
    closes_at: Moment,
    phase: &'static str,
}

#[derive(Serialize)]
struct Fields {
    fields: Vec<Field>,
}

#[derive(Serialize)]
struct Field {
    id: FieldId,
    code: String,
    name: String,
    parent: Option<FieldId>,
}

const fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Before => "before",
        Phase::Open => "open",
        Phase::After => "after",
    }
}

async fn rounds(guest: Guest) -> Reply<Rounds> {
    let found = guest.app().rounds_to_file_in().await?;
    let rounds = found
        .into_iter()
        .map(|choice| Round {
            id: choice.round.id,
            code: choice.round.code,
            name: choice.round.name,
            organiser: choice.organiser,
            stage: choice.round.stage.code(),
            year: choice.round.year,
            opens_at: choice.round.window.opens_at.into(),
            closes_at: choice.round.window.closes_at.into(),
            phase: phase(choice.phase),
        })
        .collect();
    Ok(Json(Rounds { rounds }))
}

async fn fields(guest: Guest) -> Reply<Fields> {
    let found = guest.app().fields().await?;
    let fields = found
        .into_iter()
        .map(|field| Field {
            id: field.id,
            code: field.code,
            name: field.name,
            parent: field.parent,
        })
        .collect();
    Ok(Json(Fields { fields }))
}
