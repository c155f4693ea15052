//! The head of unit confirms the first application.

use axum::Json;
use jiff::civil::Date;
use sangkien_app::casework::Seen;
use sangkien_app::dossier::{ConfirmInput, Confirmed};
use sangkien_domain::id::DossierId;
use sangkien_http::Shared;
use sangkien_http::route::Routes;
use serde::{Deserialize, Serialize};

use crate::extract::{Body, Id, Signed};
use crate::fault::Fault;
use crate::reply::Reply;

/// Routes of this noun.
pub(crate) fn routes() -> Routes<Shared> {
    Routes::new().post("/api/v1/dossiers/{id}/confirmation", confirm)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Confirmation {
    first_applied_on: Date,
    #[serde(default)]
    note: String,
}

/// What the confirmation led to. A stopped dossier comes with the arithmetic and the article.
#[derive(Serialize)]
struct Outcome {
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    refusal: Option<Fault>,
}

async fn confirm(
    signed: Signed,
    Id(id): Id<DossierId>,
    Body(input): Body<Confirmation>,
) -> Reply<Outcome> {
    let input = ConfirmInput {
        first_applied_on: input.first_applied_on,
        note: input.note,
    };
    let confirmed = signed
        .app()
        .confirm_first_application(&signed.caller, id, Seen::Now, input)
        .await?;
    Ok(Json(match confirmed {
        Confirmed::InTime => Outcome {
            outcome: "in-time",
            refusal: None,
        },
        Confirmed::Stopped(refusal) => Outcome {
            outcome: "stopped",
            refusal: Some(Fault::of(&refusal, signed.language)),
        },
    }))
}
