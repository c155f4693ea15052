//! What anybody may know: certificates by their code, the registry of recognised initiatives.

use axum::Json;
use jiff::civil::Date;
use sangkien_app::port::Facet;
use sangkien_app::record::{self, RegistryEntry};
use sangkien_app::registry::RegistryInput;
use sangkien_http::Shared;
use sangkien_http::route::Routes;
use serde::{Deserialize, Serialize};

use crate::extract::{Guest, Id, Params};
use crate::moment::Moment;
use crate::problem::Problem;
use crate::reply::{Download, Reply};

/// Routes of this noun.
pub(crate) fn routes() -> Routes<Shared> {
    Routes::new()
        .get("/api/v1/certificates/{code}", certificate)
        .get("/api/v1/certificates/{code}/file.pdf", certificate_file)
        .get("/api/v1/registry", search)
        .get("/api/v1/registry/{code}", entry)
}

/// A certificate as printed, and whether it holds at `checked_at`.
#[derive(Serialize)]
struct Certificate {
    code: String,
    state: &'static str,
    checked_at: Moment,
    number: String,
    author: String,
    workplace: String,
    /// As printed ("50 %"); empty for a sole author.
    share: String,
    initiative: String,
    body: String,
    decision: String,
    issued_on: Date,
    signer_name: String,
    signer_post: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Query {
    q: String,
    field: Option<String>,
    year: Option<i16>,
    page: Option<u32>,
}

#[derive(Serialize)]
struct Found {
    entries: Vec<Entry>,
    total: u64,
    page: u32,
    size: u32,
    fields: Vec<Choice>,
    years: Vec<Choice>,
}

#[derive(Serialize)]
struct Choice {
    value: String,
    label: String,
    count: u64,
}

impl From<Facet> for Choice {
    fn from(facet: Facet) -> Self {
        Self {
            value: facet.value,
            label: facet.label,
            count: facet.count,
        }
    }
}

/// An entry of the registry.
#[derive(Debug, Serialize)]
pub(crate) struct Entry {
    code: String,
    title: String,
    summary: String,
    authors: String,
    unit: String,
    organiser: String,
    field_code: String,
    field: String,
    stage: &'static str,
    year: i16,
    decision: String,
    decided_on: Date,
}

impl From<&RegistryEntry> for Entry {
    fn from(entry: &RegistryEntry) -> Self {
        Self {
            code: entry.code.clone(),
            title: entry.title.clone(),
            summary: entry.summary.clone(),
            authors: entry.authors_line.clone(),
            unit: entry.unit_name.clone(),
            organiser: entry.organiser_name.clone(),
            field_code: entry.field_code.clone(),
            field: entry.field_name.clone(),
            stage: entry.stage.code(),
            year: entry.year,
            decision: entry.decision_label.clone(),
            decided_on: entry.decided_on,
        }
    }
}

#[derive(Serialize)]
struct FullEntry {
    #[serde(flatten)]
    entry: Entry,
    content: Vec<Answer>,
    certificates: Vec<Holder>,
}

/// An answer open to the public.
#[derive(Serialize)]
struct Answer {
    question: String,
    answer: String,
}

#[derive(Serialize)]
struct Holder {
    author: String,
    number: String,
    code: String,
    state: &'static str,
}

async fn certificate(guest: Guest, Id(code): Id<String>) -> Reply<Certificate> {
    let found = guest.app().verify_certificate(&code).await?;
    let record::CertificateFace {
        number,
        body,
        author,
        workplace,
        share,
        initiative,
        issued_on,
        decision,
        signer_post,
        signer_name,
        ..
    } = found.face;
    Ok(Json(Certificate {
        code: found.code,
        state: found.state.code(),
        checked_at: guest.app().now().into(),
        number,
        author,
        workplace,
        share,
        initiative,
        body,
        decision,
        issued_on,
        signer_name,
        signer_post,
    }))
}

async fn certificate_file(guest: Guest, Id(code): Id<String>) -> Result<Download, Problem> {
    let (certificate, content) = guest.app().certificate_pdf(&code).await?;
    let name = format!("giay-chung-nhan-{}.pdf", certificate.code);
    Ok(Download::pdf(name, content))
}

async fn search(guest: Guest, Params(query): Params<Query>) -> Reply<Found> {
    let page = query.page.unwrap_or(1);
    if page == 0 {
        return Err(Problem::query("page: counted from 1"));
    }
    let input = RegistryInput {
        query: query.q,
        field: query.field.filter(|field| !field.is_empty()),
        year: query.year,
        page,
    };
    let found = guest.app().search_registry(input).await?;
    Ok(Json(Found {
        entries: found.page.rows.iter().map(Entry::from).collect(),
        total: found.page.total,
        page,
        size: found.size,
        fields: found.fields.into_iter().map(Choice::from).collect(),
        years: found.years.into_iter().map(Choice::from).collect(),
    }))
}

async fn entry(guest: Guest, Id(code): Id<String>) -> Reply<FullEntry> {
    let (entry, certificates) = guest.app().registry_entry(&code).await?;
    Ok(Json(FullEntry {
        entry: Entry::from(&entry),
        content: entry
            .content
            .into_iter()
            .map(|(question, answer)| Answer { question, answer })
            .collect(),
        certificates: certificates
            .into_iter()
            .map(|certificate| Holder {
                author: certificate.face.author,
                number: certificate.face.number,
                code: certificate.code,
                state: certificate.state.code(),
            })
            .collect(),
    }))
}
