//! The audit log, read by auditors.

use std::collections::HashMap;

use jiff::civil::Date;
use sangkien_domain::access::{Power, Role};
use sangkien_domain::id::{DecisionId, DossierId, PersonId};
use sangkien_domain::register::document_number;
use sangkien_domain::time::Instant;

use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::{AuditFilter, Page, Paging, Reading};
use crate::record::ChainedEvent;

/// Events on a page.
const PAGE_SIZE: u32 = 50;

/// What an auditor looks for.
#[derive(Debug, Clone, Default)]
pub struct AuditQuery {
    /// An account, a full name or the code of a dossier, as typed; empty for all.
    pub who_or_what: String,
    /// Only acts whose code begins so.
    pub act: Option<String>,
    /// First day.
    pub from: Option<Date>,
    /// Last day, included.
    pub until: Option<Date>,
    /// Page number, from 1.
    pub page: u32,
}

/// An event with the names of whom and what it is about.
#[derive(Debug, Clone)]
pub struct AuditRow {
    /// The event as chained.
    pub event: ChainedEvent,
    /// Code of the act, such as "dossier.submitted".
    pub act: String,
    /// Name of whoever did it; nobody for acts of the program itself.
    pub actor: Option<String>,
    /// Kind of the thing, such as "dossier".
    pub kind: String,
    /// Name of a person, code of a dossier or number of a decision that the auditor may read;
    /// nothing otherwise.
    pub subject: Option<String>,
    /// The dossier, when the auditor may read it.
    pub dossier: Option<DossierId>,
    /// Client address, "local" for the command line.
    pub source: String,
}

/// A page of the log.
#[derive(Debug, Clone)]
pub struct AuditLog {
    /// The events.
    pub page: Page<AuditRow>,
    /// Events on a page.
    pub size: u32,
}

impl App {
    /// Events of the audit log as stored, for auditors.
    pub async fn audit(
        &self,
        caller: &Caller,
        filter: AuditFilter,
        page: u32,
    ) -> Outcome<Page<ChainedEvent>> {
        access::units_with_role(&caller.actor, &[Role::Auditor])?;
        let mut store = self.read().await?;
        Ok(store.audit(&filter, paging(page)).await?)
    }

    /// Events of the audit log with names, for auditors.
    pub async fn audit_log(&self, caller: &Caller, query: AuditQuery) -> Outcome<AuditLog> {
        access::units_with_role(&caller.actor, &[Role::Auditor])?;
        let mut store = self.read().await?;
        let mut filter = AuditFilter {
            act: query.act.clone(),
            since: query.from.and_then(Instant::start_of),
            before: query
                .until
                .and_then(|day| day.tomorrow().ok())
                .and_then(Instant::start_of),
            ..AuditFilter::default()
        };
        let typed = query.who_or_what.trim();
        let known = typed.is_empty()
            || self
                .narrow_to(store.as_mut(), caller, typed, &mut filter)
                .await?;
        let found = if known {
            store.audit(&filter, paging(query.page)).await?
        } else {
            Page {
                rows: Vec::new(),
                total: 0,
            }
        };
        let mut names = Names::default();
        let mut rows = Vec::new();
        for event in found.rows {
            rows.push(names.row(store.as_mut(), caller, event).await?);
        }
        Ok(AuditLog {
            page: Page {
                rows,
                total: found.total,
            },
            size: PAGE_SIZE,
        })
    }

    /// Narrows `filter` to the one person or dossier that `typed` names; whether there is one.
    async fn narrow_to(
        &self,
        store: &mut dyn Reading,
        caller: &Caller,
        typed: &str,
        filter: &mut AuditFilter,
    ) -> Outcome<bool> {
        if let Some(person) = store.person_by_account(typed).await? {
            filter.actor = Some(person.id);
            return Ok(true);
        }
        let found = store.dossier_by_code(&typed.to_uppercase()).await?;
        match access::open_dossier(found, &caller.actor, Power::KnowAuthors) {
            Ok(dossier) => {
                filter.subject = Some(dossier.id.to_string());
                return Ok(true);
            }
            Err(Failure::Absent) => {}
            Err(other) => return Err(other),
        }
        let words = sangkien_text::words(typed);
        let two = Paging { page: 1, size: 2 };
        let people = store.people(&words, None, self.now(), two).await?.rows;
        if let [only] = people.as_slice() {
            filter.actor = Some(only.person.id);
            return Ok(true);
        }
        Ok(false)
    }
}

fn paging(page: u32) -> Paging {
    Paging {
        page: page.max(1),
        size: PAGE_SIZE,
    }
}

async fn decision_number(
    store: &mut dyn Reading,
    caller: &Caller,
    id: DecisionId,
) -> Outcome<Option<String>> {
    match access::decision(store, &caller.actor, id).await {
        Ok(decision) => Ok(decision
            .issue
            .as_ref()
            .map(|issue| document_number(issue.number, &decision.symbol))),
        Err(Failure::Absent) => Ok(None),
        Err(other) => Err(other),
    }
}

/// Names already looked up for this page.
#[derive(Default)]
struct Names {
    people: HashMap<PersonId, Option<String>>,
    dossiers: HashMap<DossierId, Option<String>>,
}

impl Names {
    async fn row(
        &mut self,
        store: &mut dyn Reading,
        caller: &Caller,
        event: ChainedEvent,
    ) -> Outcome<AuditRow> {
        // A payload that is no JSON any more is shown as an event without words; the verification
        // of the chain names it.
        let payload: serde_json::Value = serde_json::from_str(&event.payload).unwrap_or_default();
        let text = |pointer: &str| {
            payload
                .pointer(pointer)
                .and_then(serde_json::Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let kind = text("/subject/kind");
        let id = text("/subject/id");
        let mut row = AuditRow {
            act: text("/act"),
            actor: None,
            subject: None,
            dossier: None,
            source: text("/source"),
            kind,
            event,
        };
        if let Ok(person) = text("/actor").parse() {
            row.actor = self.person(store, person).await?;
        }
        match row.kind.as_str() {
            "person" | "account" => {
                if let Ok(person) = id.parse() {
                    row.subject = self.person(store, person).await?;
                }
            }
            // A sheet is named by its dossier, which the event carries.
            "dossier" | "sheet" => {
                let id = if row.kind == "sheet" {
                    text("/after/dossier")
                } else {
                    id
                };
                if let Ok(dossier) = id.parse() {
                    row.subject = self.dossier(store, caller, dossier).await?;
                    row.dossier = row.subject.as_ref().map(|_| dossier);
                }
            }
            "decision" => {
                if let Ok(decision) = id.parse() {
                    row.subject = decision_number(store, caller, decision).await?;
                }
            }
            _ => {}
        }
        Ok(row)
    }

    async fn person(&mut self, store: &mut dyn Reading, id: PersonId) -> Outcome<Option<String>> {
        if let Some(name) = self.people.get(&id) {
            return Ok(name.clone());
        }
        let name = store.person(id).await?.map(|person| person.full_name);
        self.people.insert(id, name.clone());
        Ok(name)
    }

    async fn dossier(
        &mut self,
        store: &mut dyn Reading,
        caller: &Caller,
        id: DossierId,
    ) -> Outcome<Option<String>> {
        if let Some(label) = self.dossiers.get(&id) {
            return Ok(label.clone());
        }
        let label = match access::dossier(store, &caller.actor, id, Power::Read).await {
            Ok(dossier) => Some(
                dossier
                    .code
                    .clone()
                    .unwrap_or_else(|| dossier.title.clone()),
            ),
            Err(Failure::Absent) => None,
            Err(other) => return Err(other),
        };
        self.dossiers.insert(id, label.clone());
        Ok(label)
    }
}
