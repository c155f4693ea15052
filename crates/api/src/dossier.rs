//! One dossier as its reader may see it.

use axum::Json;
use jiff::civil::Date;
use sangkien_app::dossier::DossierView;
use sangkien_domain::access::Power;
use sangkien_domain::correction::Reply as AuthorReply;
use sangkien_domain::dossier::RefusalReason;
use sangkien_domain::id::{CorrectionId, DossierId, FileId, PersonId, RoundId};
use sangkien_domain::register::document_number;
use sangkien_http::Shared;
use sangkien_http::route::Routes;
use sangkien_i18n::Language;
use serde::Serialize;

use crate::evidence::FileInfo;
use crate::extract::{Id, Signed};
use crate::moment::Moment;
use crate::reply::Reply;
use crate::section::{Section, sections};

/// Routes of this noun.
pub(crate) fn routes() -> Routes<Shared> {
    Routes::new().get("/api/v1/dossiers/{id}", dossier)
}

#[derive(Serialize)]
struct Dossier {
    id: DossierId,
    code: Option<String>,
    title: String,
    state: &'static str,
    stage: &'static str,
    round: Round,
    unit: String,
    desk: String,
    organiser: String,
    field: Option<String>,
    created_at: Moment,
    updated_at: Moment,
    submitted_at: Option<Moment>,
    due_on: Option<Date>,
    ended_at: Option<Moment>,
    refusal: Option<&'static str>,
    end_note: String,
    /// What the reader may do with it in principle; the state decides whether now.
    may: Vec<&'static str>,
    sections: Vec<Section>,
    authors: Vec<Author>,
    files: Vec<FileInfo>,
    submissions: Vec<Submission>,
    corrections: Vec<Correction>,
    requests: Vec<Asked>,
    /// Whether supplements were asked for more than once.
    supplemented_again: bool,
    confirmation: Option<Confirmation>,
    milestones: Vec<Milestone>,
    decision: Option<Decision>,
    certificates: Vec<Certificate>,
}

#[derive(Serialize)]
struct Round {
    id: RoundId,
    code: String,
    name: String,
    year: i16,
    opens_at: Moment,
    closes_at: Moment,
}

#[derive(Serialize)]
struct Author {
    full_name: String,
    born_on: Option<Date>,
    workplace: String,
    position: String,
    qualification: String,
    share_hundredths: i32,
    person: Option<PersonId>,
    /// Account name, for whoever may change the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<String>,
}

#[derive(Serialize)]
struct Submission {
    ordinal: i64,
    sha256: String,
    submitted_at: Moment,
}

#[derive(Serialize)]
struct Correction {
    id: CorrectionId,
    /// Which request, from 1.
    round: i64,
    number: i64,
    /// The last request that asks for it.
    asked_in: i64,
    place: String,
    file: Option<FileId>,
    page: Option<u32>,
    quote: String,
    class: String,
    severity: &'static str,
    found: String,
    wanted: String,
    requirement: String,
    basis: String,
    state: &'static str,
    reply: Option<&'static str>,
    answer: String,
    asked_at: Moment,
    answered_at: Option<Moment>,
    waived: Option<String>,
    history: Vec<Step>,
}

#[derive(Serialize)]
struct Step {
    round: i64,
    state: &'static str,
    reply: Option<&'static str>,
    note: String,
    by: String,
    at: Moment,
}

#[derive(Serialize)]
struct Asked {
    round: i64,
    /// The submission it was made on.
    submission: i64,
    sent_by: String,
    sent_at: Moment,
    due_on: Option<Date>,
}

#[derive(Serialize)]
struct Confirmation {
    first_applied_on: Date,
    filed_on: Date,
    last_day: Date,
    note: String,
    confirmed_at: Moment,
}

#[derive(Serialize)]
struct Milestone {
    at: Moment,
    act: String,
    state: &'static str,
    by: String,
    capacity: String,
    note: String,
}

#[derive(Serialize)]
struct Decision {
    number: String,
    issued_on: Date,
}

#[derive(Serialize)]
struct Certificate {
    code: String,
    number: String,
    author: String,
    state: &'static str,
}

async fn dossier(signed: Signed, Id(id): Id<DossierId>) -> Reply<Dossier> {
    let view = signed.app().dossier(&signed.caller, id).await?;
    Ok(Json(shown(&view, signed.language)))
}

/// Every power with its name in replies.
const POWERS: [(Power, &str); 9] = [
    (Power::Read, "read"),
    (Power::Edit, "edit"),
    (Power::File, "file"),
    (Power::Receive, "receive"),
    (Power::Waive, "waive"),
    (Power::Confirm, "confirm"),
    (Power::Convene, "convene"),
    (Power::Mark, "mark"),
    (Power::Decide, "decide"),
];

fn shown(view: &DossierView, language: Language) -> Dossier {
    let dossier = &view.dossier;
    let editing = dossier.powers().allow(Power::Edit) && dossier.facts.state.is_editable();
    Dossier {
        id: dossier.id,
        code: dossier.code.clone(),
        title: dossier.title.clone(),
        state: dossier.facts.state.code(),
        stage: dossier.stage.code(),
        round: Round {
            id: view.round.id,
            code: view.round.code.clone(),
            name: view.round.name.clone(),
            year: view.round.year,
            opens_at: view.round.window.opens_at.into(),
            closes_at: view.round.window.closes_at.into(),
        },
        unit: view.unit_name.clone(),
        desk: view.desk_name.clone(),
        organiser: view.organiser_name.clone(),
        field: view.field_name.clone(),
        created_at: dossier.created_at.into(),
        updated_at: dossier.updated_at.into(),
        submitted_at: dossier.submitted_at.map(Moment),
        due_on: dossier.due_on,
        ended_at: dossier.ended_at.map(Moment),
        refusal: dossier.refusal.map(RefusalReason::code),
        end_note: dossier.end_note.clone(),
        may: POWERS
            .iter()
            .filter(|(power, _)| dossier.powers().allow(*power))
            .map(|(_, name)| *name)
            .collect(),
        sections: sections(view, editing.then_some(language)),
        authors: authors(view),
        files: view.files.iter().map(FileInfo::from).collect(),
        submissions: submissions(view),
        corrections: corrections(view),
        requests: requests(view),
        supplemented_again: view.supplemented_again(),
        confirmation: confirmation(view),
        milestones: milestones(view),
        decision: decision(view),
        certificates: certificates(view),
    }
}

fn authors(view: &DossierView) -> Vec<Author> {
    let accounts = view.accounts.iter().map(|account| Some(account.clone()));
    view.authors
        .iter()
        .zip(accounts.chain(std::iter::repeat(None)))
        .map(|(row, account)| Author {
            full_name: row.author.full_name.clone(),
            born_on: row.author.born_on,
            workplace: row.author.workplace.clone(),
            position: row.author.position.clone(),
            qualification: row.author.qualification.clone(),
            share_hundredths: row.author.share.0,
            person: row.person,
            account,
        })
        .collect()
}

fn submissions(view: &DossierView) -> Vec<Submission> {
    view.submissions
        .iter()
        .map(|submission| Submission {
            ordinal: submission.ordinal,
            sha256: submission.sha256.clone(),
            submitted_at: submission.submitted_at.into(),
        })
        .collect()
}

fn corrections(view: &DossierView) -> Vec<Correction> {
    view.corrections
        .iter()
        .map(|item| Correction {
            id: item.id,
            round: item.round,
            number: item.number,
            asked_in: item.asked_in,
            place: item.place.clone(),
            file: item.file,
            page: item.page,
            quote: item.quote.clone(),
            class: item.class.clone(),
            severity: item.severity.code(),
            found: item.found.clone(),
            wanted: item.wanted.clone(),
            requirement: item.requirement.clone(),
            basis: item.basis.clone(),
            state: item.state.code(),
            reply: item.reply.map(AuthorReply::code),
            answer: item.answer.clone(),
            asked_at: item.asked_at.into(),
            answered_at: item.answered_at.map(Moment),
            waived: item.waived.as_ref().map(|waiver| waiver.reason.clone()),
            history: history(view, item.id),
        })
        .collect()
}

fn history(view: &DossierView, item: CorrectionId) -> Vec<Step> {
    view.correction_events
        .iter()
        .filter(|event| event.item == item)
        .map(|event| Step {
            round: event.round,
            state: event.state.code(),
            reply: event.reply.map(AuthorReply::code),
            note: event.note.clone(),
            by: event.by_name.clone(),
            at: event.at.into(),
        })
        .collect()
}

fn requests(view: &DossierView) -> Vec<Asked> {
    view.requests
        .iter()
        .map(|request| Asked {
            round: request.round,
            submission: request.submission,
            sent_by: request.sent_by_name.clone(),
            sent_at: request.sent_at.into(),
            due_on: request.due_on,
        })
        .collect()
}

fn confirmation(view: &DossierView) -> Option<Confirmation> {
    view.confirmation.as_ref().map(|found| Confirmation {
        first_applied_on: found.first_applied_on,
        filed_on: found.filed_on,
        last_day: found.last_day,
        note: found.note.clone(),
        confirmed_at: found.confirmed_at.into(),
    })
}

fn milestones(view: &DossierView) -> Vec<Milestone> {
    view.milestones
        .iter()
        .map(|step| Milestone {
            at: step.at.into(),
            act: serde_json::to_value(step.act)
                .ok()
                .and_then(|act| act.as_str().map(str::to_owned))
                .unwrap_or_default(),
            state: step.state.code(),
            by: step.by_name.clone(),
            capacity: step.capacity.clone(),
            note: step.note.clone(),
        })
        .collect()
}

fn decision(view: &DossierView) -> Option<Decision> {
    let decision = view.decision.as_ref()?;
    let issue = decision.issue.as_ref()?;
    Some(Decision {
        number: document_number(issue.number, &decision.symbol),
        issued_on: issue.issued_at.day(),
    })
}

fn certificates(view: &DossierView) -> Vec<Certificate> {
    view.certificates
        .iter()
        .map(|certificate| Certificate {
            code: certificate.code.clone(),
            number: certificate.face.number.clone(),
            author: certificate.face.author.clone(),
            state: certificate.state.code(),
        })
        .collect()
}
