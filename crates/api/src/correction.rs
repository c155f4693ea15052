//! Requests for supplements: sent and judged by the desk, answered by the author, waived from
//! above, compared round by round.

use axum::Json;
use sangkien_app::casework::Seen;
use sangkien_app::correction::{
    AnswerInput, ItemChanges, JudgementInput, Proposal, RoundChanges, Version,
};
use sangkien_app::failure::Failure;
use sangkien_app::port::PaperFormat;
use sangkien_domain::correction::{Judgement, NewItem, Reply as AuthorReply};
use sangkien_domain::id::{CorrectionId, DossierId};
use sangkien_http::Shared;
use sangkien_http::route::Routes;
use sangkien_text::changes::{Change, FileChange, Finding, Kind, Piece};
use serde::{Deserialize, Serialize};

use crate::extract::{Body, Id, Params, Signed};
use crate::problem::Problem;
use crate::reply::{DONE, Done, Download, Reply};

/// Routes of this noun.
pub(crate) fn routes() -> Routes<Shared> {
    Routes::new()
        .post("/api/v1/dossiers/{id}/return", send_back)
        .put("/api/v1/dossiers/{id}/corrections", answer)
        .put("/api/v1/dossiers/{id}/corrections/judgement", judge)
        .post("/api/v1/dossiers/{id}/waivers", waive)
        .get("/api/v1/dossiers/{id}/changes", changes)
        .get("/api/v1/dossiers/{id}/requests/{round}/letter.pdf", letter)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    items: Vec<NewItem>,
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
    #[serde(default)]
    reply: Option<AuthorReply>,
    #[serde(rename = "answer")]
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Judgements {
    judgements: Vec<OneJudgement>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OneJudgement {
    item: CorrectionId,
    judgement: Judgement,
    #[serde(default)]
    note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Waiver {
    item: CorrectionId,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Which {
    submission: Option<i64>,
}

async fn send_back(signed: Signed, Id(id): Id<DossierId>, Body(input): Body<Request>) -> Done {
    signed
        .app()
        .return_for_supplement(&signed.caller, id, Seen::Now, input.items)
        .await?;
    DONE
}

async fn answer(signed: Signed, Id(id): Id<DossierId>, Body(input): Body<Answers>) -> Done {
    let answers = input
        .answers
        .into_iter()
        .map(|answer| AnswerInput {
            item: answer.item,
            reply: answer.reply,
            answer: answer.text,
        })
        .collect();
    signed
        .app()
        .answer_corrections(&signed.caller, id, answers)
        .await?;
    DONE
}

async fn judge(signed: Signed, Id(id): Id<DossierId>, Body(input): Body<Judgements>) -> Done {
    let judgements = input
        .judgements
        .into_iter()
        .map(|one| JudgementInput {
            item: one.item,
            judgement: one.judgement,
            note: one.note,
        })
        .collect();
    signed
        .app()
        .judge_corrections(&signed.caller, id, Seen::Now, judgements)
        .await?;
    DONE
}

async fn waive(signed: Signed, Id(id): Id<DossierId>, Body(input): Body<Waiver>) -> Done {
    signed
        .app()
        .waive_correction(&signed.caller, id, input.item, &input.reason)
        .await?;
    DONE
}

async fn letter(
    signed: Signed,
    Id((id, round)): Id<(DossierId, i64)>,
) -> Result<Download, Problem> {
    let letter = signed
        .app()
        .request_letter(&signed.caller, id, (round, PaperFormat::Pdf))
        .await?;
    let name = format!("{}.pdf", letter.name);
    Ok(Download::pdf(name, letter.content))
}

#[derive(Serialize)]
struct Comparison {
    /// The request between the two versions.
    round: i64,
    /// Number of the submission before.
    before: Option<i64>,
    /// Number of the submission after; none for what the author has not submitted yet.
    after: Option<i64>,
    items: Vec<ItemFinding>,
    changes: Vec<Passage>,
    files: Vec<File>,
}

#[derive(Serialize)]
struct ItemFinding {
    item: CorrectionId,
    number: i64,
    state: &'static str,
    /// What the words or files say; a proposal, not a judgement.
    finding: &'static str,
    page: Option<u32>,
    /// Positions in `changes`.
    changes: Vec<usize>,
}

#[derive(Serialize)]
struct Passage {
    part: String,
    kind: &'static str,
    page_before: Option<u32>,
    page_after: Option<u32>,
    quote: String,
    words: Vec<Words>,
    /// Whether no item asked for it.
    unrequested: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Words {
    Same(String),
    Removed(String),
    Added(String),
}

#[derive(Serialize)]
struct File {
    before: Option<String>,
    after: Option<String>,
    unrequested: bool,
}

async fn changes(
    signed: Signed,
    Id(id): Id<DossierId>,
    Params(which): Params<Which>,
) -> Reply<Comparison> {
    let found = signed
        .app()
        .round_changes(&signed.caller, id, which.submission)
        .await?
        .ok_or(Failure::Absent)?;
    Ok(Json(told(&found)))
}

fn told(found: &RoundChanges) -> Comparison {
    let ordinal = |version: Version| match version {
        Version::Submitted(ordinal, _) => Some(ordinal),
        Version::Draft => None,
    };
    Comparison {
        round: found.round,
        before: ordinal(found.before),
        after: ordinal(found.after),
        items: found.items.iter().map(item_finding).collect(),
        changes: found.changes.iter().map(passage).collect(),
        files: found
            .files
            .iter()
            .map(|(change, asked)| file(change, asked.is_empty()))
            .collect(),
    }
}

fn item_finding(one: &ItemChanges) -> ItemFinding {
    ItemFinding {
        item: one.item.id,
        number: one.item.number,
        state: one.item.state.code(),
        finding: finding(one.proposal),
        page: one.page,
        changes: one.changes.clone(),
    }
}

const fn finding(proposal: Proposal) -> &'static str {
    use sangkien_app::correction::FileFinding;
    match proposal {
        Proposal::Words(Finding::Fixed) => "appears-fixed",
        Proposal::Words(Finding::Partly) => "changed-not-as-asked",
        Proposal::Words(Finding::Unchanged) => "unchanged",
        Proposal::Words(Finding::Vanished) => "vanished",
        Proposal::Words(Finding::NotFound) => "quote-not-found",
        Proposal::File(FileFinding::Replaced) => "file-replaced",
        Proposal::File(FileFinding::Removed) => "file-removed",
        Proposal::File(FileFinding::Changed) => "files-changed",
        Proposal::File(FileFinding::Unchanged) => "files-unchanged",
    }
}

fn passage(change: &Change) -> Passage {
    let page =
        |place: &Option<sangkien_text::changes::Place>| place.as_ref().and_then(|place| place.page);
    Passage {
        part: change.part.clone(),
        kind: match change.kind {
            Kind::Altered => "altered",
            Kind::Removed => "removed",
            Kind::Added => "added",
            Kind::Moved => "moved",
        },
        page_before: page(&change.before),
        page_after: page(&change.after),
        quote: change.quote(),
        words: change
            .pieces
            .iter()
            .map(|piece| match piece {
                Piece::Same(text) => Words::Same(text.clone()),
                Piece::Removed(text) => Words::Removed(text.clone()),
                Piece::Added(text) => Words::Added(text.clone()),
            })
            .collect(),
        unrequested: change.asked.is_empty(),
    }
}

fn file(change: &FileChange, unrequested: bool) -> File {
    File {
        before: change.before().map(|file| file.name.clone()),
        after: change.after().map(|file| file.name.clone()),
        unrequested,
    }
}
