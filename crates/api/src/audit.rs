//! The audit log, for auditors.

use std::fmt::Write;

use axum::Json;
use jiff::civil::Date;
use sangkien_app::audit::{AuditQuery, AuditRow};
use sangkien_domain::id::DossierId;
use sangkien_domain::time::Instant;
use sangkien_http::Shared;
use sangkien_http::route::Routes;
use serde::{Deserialize, Serialize};

use crate::extract::{Params, Signed};
use crate::moment::Moment;
use crate::problem::Problem;
use crate::reply::Reply;

/// Routes of this noun.
pub(crate) fn routes() -> Routes<Shared> {
    Routes::new().get("/api/v1/audit", audit)
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Query {
    /// An account, a full name or the code of a dossier.
    q: String,
    act: Option<String>,
    from: Option<Date>,
    /// Last day, included.
    until: Option<Date>,
    page: Option<u32>,
}

#[derive(Serialize)]
struct Log {
    events: Vec<Event>,
    total: u64,
    page: u32,
    size: u32,
}

/// An event. What it is about is named only where the auditor may know it.
#[derive(Serialize)]
struct Event {
    position: i64,
    at: Moment,
    act: String,
    actor: Option<String>,
    kind: String,
    subject: Option<String>,
    dossier: Option<DossierId>,
    source: String,
    previous: String,
    hash: String,
}

impl From<AuditRow> for Event {
    fn from(row: AuditRow) -> Self {
        Self {
            position: row.event.position,
            at: Instant(row.event.at).into(),
            act: row.act,
            actor: row.actor,
            kind: row.kind,
            subject: row.subject,
            dossier: row.dossier,
            source: row.source,
            previous: hex(&row.event.previous),
            hash: hex(&row.event.hash),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

async fn audit(signed: Signed, Params(query): Params<Query>) -> Reply<Log> {
    let page = query.page.unwrap_or(1);
    if page == 0 {
        return Err(Problem::query("page: counted from 1"));
    }
    let asked = AuditQuery {
        who_or_what: query.q,
        act: query.act.filter(|act| !act.is_empty()),
        from: query.from,
        until: query.until,
        page,
    };
    let log = signed.app().audit_log(&signed.caller, asked).await?;
    Ok(Json(Log {
        events: log.page.rows.into_iter().map(Event::from).collect(),
        total: log.page.total,
        page,
        size: log.size,
    }))
}
