//! The receiving desk and the author's answers to it.

use sangkien_app::dossier::{AnswerInput, RefuseInput, ReturnItem};
use sangkien_domain::dossier::RefusalReason;
use sangkien_domain::id::{CorrectionId, DossierId};
use sangkien_http::Shared;
use sangkien_http::route::Routes;
use serde::Deserialize;

use crate::extract::{Body, Id, Signed};
use crate::reply::{DONE, Done};

/// Routes of this noun.
pub(crate) fn routes() -> Routes<Shared> {
    Routes::new()
        .post("/api/v1/dossiers/{id}/acceptance", accept)
        .post("/api/v1/dossiers/{id}/return", send_back)
        .post("/api/v1/dossiers/{id}/refusal", refuse)
        .put("/api/v1/dossiers/{id}/corrections", answer)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    items: Vec<Item>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    /// Key of the section concerned.
    place: String,
    requirement: String,
    basis: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Refusal {
    reason: RefusalReason,
    note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answers {
    answers: Vec<Answer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    item: CorrectionId,
    answer: String,
}

async fn accept(signed: Signed, Id(id): Id<DossierId>) -> Done {
    signed.app().accept(&signed.caller, id).await?;
    DONE
}

async fn send_back(signed: Signed, Id(id): Id<DossierId>, Body(input): Body<Request>) -> Done {
    let items = input
        .items
        .into_iter()
        .map(|item| ReturnItem {
            place: item.place,
            requirement: item.requirement,
            basis: item.basis,
        })
        .collect();
    signed
        .app()
        .return_for_supplement(&signed.caller, id, items)
        .await?;
    DONE
}

async fn refuse(signed: Signed, Id(id): Id<DossierId>, Body(input): Body<Refusal>) -> Done {
    let refusal = RefuseInput {
        reason: input.reason,
        note: input.note,
    };
    signed.app().refuse(&signed.caller, id, refusal).await?;
    DONE
}

async fn answer(signed: Signed, Id(id): Id<DossierId>, Body(input): Body<Answers>) -> Done {
    let answers = input
        .answers
        .into_iter()
        .map(|answer| AnswerInput {
            item: answer.item,
            answer: answer.answer,
        })
        .collect();
    signed
        .app()
        .answer_corrections(&signed.caller, id, answers)
        .await?;
    DONE
}
