//! The receiving desk.

use sangkien_app::casework::Seen;
use sangkien_app::dossier::RefuseInput;
use sangkien_domain::dossier::RefusalReason;
use sangkien_domain::id::DossierId;
use sangkien_http::Shared;
use sangkien_http::route::Routes;
use serde::Deserialize;

use crate::extract::{Body, Id, Signed};
use crate::reply::{DONE, Done};

/// Routes of this noun.
pub(crate) fn routes() -> Routes<Shared> {
    Routes::new()
        .post("/api/v1/dossiers/{id}/acceptance", accept)
        .post("/api/v1/dossiers/{id}/refusal", refuse)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Refusal {
    reason: RefusalReason,
    note: String,
}

async fn accept(signed: Signed, Id(id): Id<DossierId>) -> Done {
    signed.app().accept(&signed.caller, id, Seen::Now).await?;
    DONE
}

async fn refuse(signed: Signed, Id(id): Id<DossierId>, Body(input): Body<Refusal>) -> Done {
    let refusal = RefuseInput {
        reason: input.reason,
        note: input.note,
    };
    signed
        .app()
        .refuse(&signed.caller, id, Seen::Now, refusal)
        .await?;
    DONE
}
