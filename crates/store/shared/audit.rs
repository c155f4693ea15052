//! The audit log: chaining events at commit, and reading them.

use async_trait::async_trait;
use sangkien_app::port::{AuditFilter, Page, Paging, ReadAudit, StoreError, Stored};
use sangkien_app::record::{AuditEvent, ChainedEvent};
use sangkien_ledger::{EventRecord, canonical_json, link};
use serde_json::{Value, json};
use uuid::Uuid;

use super::lists::Listing;
use super::{Fields, UnitOfWork, query, sql};

/// Chains `events` after the last one of the log, inside the transaction of `work`.
///
/// The row of the head is taken first and held to the end of the transaction: units of work that
/// record events commit one after the other, so positions have no gap and follow the commits.
pub(super) async fn append(work: &mut UnitOfWork, events: Vec<AuditEvent>) -> Stored<()> {
    if events.is_empty() {
        return Ok(());
    }
    let (mut position, mut previous) = work.one(query(sql!("audit/lock_head")), head).await?;
    for event in events {
        position += 1;
        let record = EventRecord {
            position,
            at_micros: event.at.0,
            payload: payload(&event),
        };
        let hash = link(&previous, &record);
        let insert = query(sql!("audit/insert"))
            .bind(record.position)
            .bind(record.at_micros)
            .bind(event.actor.map(Uuid::from))
            .bind(&event.act)
            .bind(&event.subject_id)
            .bind(&record.payload)
            .bind(previous.as_slice())
            .bind(hash.as_slice());
        work.execute(insert).await?;
        previous = hash;
    }
    let set_head = query(sql!("audit/set_head"))
        .bind(position)
        .bind(previous.as_slice());
    work.execute_once(set_head).await
}

/// The event as canonical JSON: what the hash covers.
fn payload(event: &AuditEvent) -> String {
    canonical_json(&json!({
        "actor": event.actor.map(|id| id.to_string()),
        "on_behalf_of": event.on_behalf_of.map(|id| id.to_string()),
        "act": event.act,
        "subject": { "kind": event.subject_kind, "id": event.subject_id },
        "before": event.before,
        "after": event.after,
        "source": event.source,
        "request": event.request,
    }))
}

fn head(row: &Fields<'_>) -> Stored<(i64, [u8; 32])> {
    Ok((row.get("position")?, row.hash("hash")?))
}

fn chained(row: &Fields<'_>) -> Stored<ChainedEvent> {
    Ok(ChainedEvent {
        position: row.get("position")?,
        at: row.get("at")?,
        payload: row.get("payload")?,
        previous: row.hash("previous")?,
        hash: row.hash("hash")?,
    })
}

/// Like [`chained`], and holds the searchable columns against the payload, which alone is hashed:
/// otherwise an event could be hidden from searches without breaking the chain.
fn chained_and_compared(row: &Fields<'_>) -> Stored<ChainedEvent> {
    let event = chained(row)?;
    let actor: Option<Uuid> = row.get("actor_id")?;
    let act: String = row.get("act")?;
    let subject: String = row.get("subject_id")?;
    // A payload that is no JSON any more breaks the chain and is named there.
    let Ok(payload) = serde_json::from_str::<Value>(&event.payload) else {
        return Ok(event);
    };
    let at = |pointer: &str| payload.pointer(pointer).unwrap_or(&Value::Null);
    let agrees = *at("/act") == act
        && *at("/subject/id") == subject
        && *at("/actor") == json!(actor.map(|id| id.to_string()));
    if agrees {
        Ok(event)
    } else {
        Err(StoreError::Damaged(format!(
            "audit event {}: actor, act or subject differ from the payload",
            event.position
        )))
    }
}

fn narrow(listing: &mut Listing, filter: &AuditFilter) {
    if let Some(actor) = filter.actor {
        listing.text(" AND actor_id = ").value(actor.0);
    }
    if let Some(subject) = &filter.subject {
        listing.text(" AND subject_id = ").value(subject.clone());
    }
    if let Some(act) = &filter.act {
        listing.text(" AND ").begins_with("act", act);
    }
    if let Some(since) = filter.since {
        listing.text(" AND at >= ").value(since.0);
    }
    if let Some(before) = filter.before {
        listing.text(" AND at < ").value(before.0);
    }
}

#[async_trait]
impl ReadAudit for UnitOfWork {
    async fn audit(&mut self, filter: &AuditFilter, paging: Paging) -> Stored<Page<ChainedEvent>> {
        let mut count = Listing::new("SELECT COUNT(*) AS count FROM audit_event WHERE 1 = 1");
        narrow(&mut count, filter);
        let total = self.count(count).await?;
        let mut rows = Listing::new(
            "SELECT position, at, payload, previous, hash FROM audit_event WHERE 1 = 1",
        );
        narrow(&mut rows, filter);
        rows.text(" ORDER BY position DESC").page(paging);
        let rows = self.list(rows, chained).await?;
        Ok(Page { rows, total })
    }

    async fn audit_after(&mut self, position: i64, limit: u32) -> Stored<Vec<ChainedEvent>> {
        let after = query(sql!("audit/after"))
            .bind(position)
            .bind(i64::from(limit));
        self.all(after, chained_and_compared).await
    }

    async fn audit_head(&mut self) -> Stored<(i64, [u8; 32])> {
        self.one(query(sql!("audit/head")), head).await
    }

    async fn outbox_waiting(&mut self) -> Stored<u64> {
        self.one(query(sql!("outbox/waiting")), |row| row.count("count"))
            .await
    }
}
