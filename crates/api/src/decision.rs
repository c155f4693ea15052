//! Decisions: drafting, issuing, discarding, printing.

use axum::Json;
use jiff::civil::Date;
use sangkien_app::decision::{DecisionChoice, DecisionView, DraftDecision};
use sangkien_app::port::PaperFormat;
use sangkien_app::record::{self, Issue};
use sangkien_domain::id::{DecisionId, DossierId, UnitId};
use sangkien_domain::register::document_number;
use sangkien_http::Shared;
use sangkien_http::route::Routes;
use serde::{Deserialize, Serialize};

use crate::extract::{Body, Id, Signed};
use crate::list::Row;
use crate::moment::Moment;
use crate::problem::Problem;
use crate::reply::{Created, DONE, Done, Download, Identity, Made, Reply};

/// Routes of this noun.
pub(crate) fn routes() -> Routes<Shared> {
    Routes::new()
        .get("/api/v1/decisions", list)
        .post("/api/v1/decisions", draft)
        .get("/api/v1/decisions/choices", choices)
        .get("/api/v1/decisions/{id}", decision)
        .delete("/api/v1/decisions/{id}", discard)
        .post("/api/v1/decisions/{id}/issue", issue)
        .get("/api/v1/decisions/{id}/file.pdf", file)
        .get("/api/v1/decisions/{id}/certificates.pdf", certificates)
}

#[derive(Serialize)]
struct List {
    decisions: Vec<Heading>,
}

/// A decision without its annex.
#[derive(Debug, Serialize)]
pub(crate) struct Heading {
    id: DecisionId,
    stage: &'static str,
    subject: String,
    drafted_at: Moment,
    /// How many initiatives it names.
    initiatives: usize,
    issue: Option<Issuance>,
}

#[derive(Debug, Serialize)]
struct Issuance {
    /// With its symbol: "05/QĐ-UBND".
    number: String,
    year: i16,
    issued_at: Moment,
    signer_name: String,
    signer_post: String,
}

impl From<&record::Decision> for Heading {
    fn from(decision: &record::Decision) -> Self {
        Self {
            id: decision.id,
            stage: decision.stage.code(),
            subject: decision.subject.clone(),
            drafted_at: decision.drafted_at.into(),
            initiatives: decision.items.len(),
            issue: decision
                .issue
                .as_ref()
                .map(|issue| issued(issue, &decision.symbol)),
        }
    }
}

fn issued(issue: &Issue, symbol: &str) -> Issuance {
    Issuance {
        number: document_number(issue.number, symbol),
        year: issue.year,
        issued_at: issue.issued_at.into(),
        signer_name: issue.signer_name.clone(),
        signer_post: issue.signer_post.clone(),
    }
}

#[derive(Serialize)]
struct Choices {
    choices: Vec<Choice>,
}

/// What a body could decide on, with the words its rules propose.
#[derive(Serialize)]
struct Choice {
    body: UnitId,
    body_name: String,
    stage: &'static str,
    subject: String,
    grounds: Vec<String>,
    passed: Vec<Row>,
}

impl From<DecisionChoice> for Choice {
    fn from(choice: DecisionChoice) -> Self {
        Self {
            body: choice.body,
            body_name: choice.body_name,
            stage: choice.stage.code(),
            subject: choice.subject,
            grounds: choice.grounds,
            passed: choice.passed.into_iter().map(Row::from).collect(),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Draft {
    /// Empty: as the rules propose.
    #[serde(default)]
    subject: String,
    /// Empty: as the rules propose.
    #[serde(default)]
    grounds: Vec<String>,
    dossiers: Vec<DossierId>,
}

#[derive(Serialize)]
struct Decision {
    #[serde(flatten)]
    heading: Heading,
    body: UnitId,
    body_name: String,
    grounds: Vec<String>,
    articles: Vec<String>,
    /// Whether the caller may issue or discard it.
    may_issue: bool,
    annex: Vec<AnnexLine>,
    certificates: Vec<Certificate>,
}

#[derive(Serialize)]
struct AnnexLine {
    dossier: DossierId,
    code: String,
    title: String,
    authors: String,
    unit: String,
    class: String,
}

#[derive(Serialize)]
struct Certificate {
    code: String,
    number: String,
    author: String,
    dossier: DossierId,
    issued_on: Date,
    state: &'static str,
}

async fn list(signed: Signed) -> Reply<List> {
    let found = signed.app().decisions(&signed.caller).await?;
    Ok(Json(List {
        decisions: found.iter().map(Heading::from).collect(),
    }))
}

async fn choices(signed: Signed) -> Reply<Choices> {
    let found = signed.app().decision_choices(&signed.caller).await?;
    Ok(Json(Choices {
        choices: found.into_iter().map(Choice::from).collect(),
    }))
}

async fn draft(signed: Signed, Body(input): Body<Draft>) -> Made<Identity<DecisionId>> {
    let input = DraftDecision {
        subject: input.subject,
        grounds: input.grounds,
        dossiers: input.dossiers,
    };
    let id = signed.app().draft_decision(&signed.caller, input).await?;
    Ok(Created {
        at: format!("/api/v1/decisions/{id}"),
        body: Identity { id },
    })
}

async fn decision(signed: Signed, Id(id): Id<DecisionId>) -> Reply<Decision> {
    let view = signed.app().decision(&signed.caller, id).await?;
    Ok(Json(shown(view)))
}

fn shown(view: DecisionView) -> Decision {
    Decision {
        heading: Heading::from(&*view.decision),
        body: view.decision.organiser,
        body_name: view.body_name,
        grounds: view.paper.grounds,
        articles: view.paper.articles,
        may_issue: view.may_issue,
        annex: view
            .annex
            .into_iter()
            .map(|(dossier, [code, title, authors, unit, class])| AnnexLine {
                dossier,
                code,
                title,
                authors,
                unit,
                class,
            })
            .collect(),
        certificates: view
            .certificates
            .into_iter()
            .map(|certificate| Certificate {
                code: certificate.code,
                number: certificate.face.number,
                author: certificate.face.author,
                dossier: certificate.dossier,
                issued_on: certificate.face.issued_on,
                state: certificate.state.code(),
            })
            .collect(),
    }
}

async fn issue(signed: Signed, Id(id): Id<DecisionId>) -> Reply<Decision> {
    signed.app().issue_decision(&signed.caller, id).await?;
    let view = signed.app().decision(&signed.caller, id).await?;
    Ok(Json(shown(view)))
}

async fn discard(signed: Signed, Id(id): Id<DecisionId>) -> Done {
    signed.app().discard_decision(&signed.caller, id).await?;
    DONE
}

async fn file(signed: Signed, Id(id): Id<DecisionId>) -> Result<Download, Problem> {
    let content = signed
        .app()
        .decision_file(&signed.caller, id, PaperFormat::Pdf)
        .await?;
    Ok(Download::pdf("quyet-dinh.pdf", content))
}

async fn certificates(signed: Signed, Id(id): Id<DecisionId>) -> Result<Download, Problem> {
    let content = signed
        .app()
        .decision_certificates_pdf(&signed.caller, id)
        .await?;
    Ok(Download::pdf("giay-chung-nhan.pdf", content))
}
