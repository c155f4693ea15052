//! Submitting, the receipt, withdrawing, carrying a late dossier over.

use axum::Json;
use sangkien_app::dossier::Submitted;
use sangkien_app::failure::Failure;
use sangkien_domain::access::Power;
use sangkien_domain::id::DossierId;
use sangkien_http::Shared;
use sangkien_http::route::Routes;
use serde::{Deserialize, Serialize};

use crate::extract::{Body, Id, Signed};
use crate::moment::Moment;
use crate::problem::Problem;
use crate::reply::{Created, DONE, Done, Identity, Made, Reply};

/// Routes of this noun.
pub(crate) fn routes() -> Routes<Shared> {
    Routes::new()
        .post("/api/v1/dossiers/{id}/submission", submit)
        .get("/api/v1/dossiers/{id}/receipt", receipt)
        .post("/api/v1/dossiers/{id}/withdrawal", withdraw)
        .post("/api/v1/dossiers/{id}/carry-over", carry_over)
}

/// What a submission came to.
#[derive(Serialize)]
struct SubmittedNow {
    outcome: &'static str,
    /// Absent for a late dossier, which gets none.
    code: Option<String>,
    state: &'static str,
    sha256: String,
    submitted_at: Moment,
}

/// Proof of receipt. `sha256` is that of the bytes of `content`.
#[derive(Serialize)]
struct Receipt {
    code: Option<String>,
    title: String,
    state: &'static str,
    /// 1 for the first submission, then one more for each resubmission.
    ordinal: i64,
    submitted_at: Moment,
    sha256: String,
    content: String,
    link: String,
}

/// A reason in words.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reason {
    /// The reason.
    pub(crate) reason: String,
}

const fn outcome(submitted: &Submitted) -> &'static str {
    match submitted {
        Submitted::Received => "received",
        Submitted::Late => "late",
        Submitted::Already => "already",
    }
}

async fn submit(signed: Signed, Id(id): Id<DossierId>) -> Reply<SubmittedNow> {
    let submitted = signed.app().submit(&signed.caller, id).await?;
    let view = signed
        .app()
        .dossier_for(&signed.caller, id, Power::File)
        .await?;
    let proof = view.submissions.last().ok_or_else(|| {
        Problem::from(Failure::Inconsistent(format!(
            "dossier {id} was submitted and has no submission"
        )))
    })?;
    Ok(Json(SubmittedNow {
        outcome: outcome(&submitted),
        code: view.dossier.code.clone(),
        state: view.dossier.facts.state.code(),
        sha256: proof.sha256.clone(),
        submitted_at: proof.submitted_at.into(),
    }))
}

async fn receipt(signed: Signed, Id(id): Id<DossierId>) -> Reply<Receipt> {
    let receipt = signed.app().receipt(&signed.caller, id).await?;
    let dossier = &receipt.view.dossier;
    Ok(Json(Receipt {
        code: dossier.code.clone(),
        title: dossier.title.clone(),
        state: dossier.facts.state.code(),
        ordinal: receipt.submission.ordinal,
        submitted_at: receipt.submission.submitted_at.into(),
        sha256: receipt.submission.sha256,
        content: receipt.submission.content,
        link: receipt.link,
    }))
}

async fn withdraw(signed: Signed, Id(id): Id<DossierId>, Body(input): Body<Reason>) -> Done {
    signed
        .app()
        .withdraw(&signed.caller, id, &input.reason)
        .await?;
    DONE
}

async fn carry_over(signed: Signed, Id(id): Id<DossierId>) -> Made<Identity<DossierId>> {
    let fresh = signed.app().carry_over(&signed.caller, id).await?;
    Ok(Created {
        at: format!("/api/v1/dossiers/{fresh}"),
        body: Identity { id: fresh },
    })
}
