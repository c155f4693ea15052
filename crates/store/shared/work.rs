//! The unit of work: one transaction with the events to be chained at its end.

use async_trait::async_trait;
use sangkien_app::port::{Reading, StoreError, Stored, Work};
use sangkien_app::record::{AuditEvent, OutboxJob};
use sangkien_domain::id::UnitId;
use sangkien_domain::register::Series;
use sangkien_domain::time::Instant;
use sqlx::Transaction;

use super::lists::Listing;
use super::{Fields, Query, Row, audit, query, sql, store_error};
use crate::{Db, dialect};

/// One transaction. Dropped without commit, it is rolled back.
pub(crate) struct UnitOfWork {
    tx: Transaction<'static, Db>,
    events: Vec<AuditEvent>,
    /// A statement failed. PostgreSQL would roll back at commit without saying so and SQLite would
    /// keep the rest, so neither is asked.
    failed: bool,
}

impl UnitOfWork {
    pub(crate) fn new(tx: Transaction<'static, Db>) -> Self {
        Self {
            tx,
            events: Vec::new(),
            failed: false,
        }
    }

    fn note<T>(&mut self, outcome: Result<T, sqlx::Error>) -> Stored<T> {
        outcome.map_err(|error| {
            self.failed = true;
            store_error(error)
        })
    }

    /// Runs a statement; gives the number of rows it touched.
    pub(super) async fn execute(&mut self, query: Query<'_>) -> Stored<u64> {
        let outcome = query.execute(&mut *self.tx).await;
        Ok(self.note(outcome)?.rows_affected())
    }

    /// Runs a statement that must touch a row; [`StoreError::Stale`] when it touches none.
    pub(super) async fn execute_once(&mut self, query: Query<'_>) -> Stored<()> {
        match self.execute(query).await? {
            0 => Err(StoreError::Stale),
            _ => Ok(()),
        }
    }

    /// Reads every row through `read`.
    pub(super) async fn all<T>(
        &mut self,
        query: Query<'_>,
        read: impl Fn(&Fields<'_>) -> Stored<T>,
    ) -> Stored<Vec<T>> {
        let outcome = query.fetch_all(&mut *self.tx).await;
        let rows: Vec<Row> = self.note(outcome)?;
        rows.iter().map(|row| read(&Fields(row))).collect()
    }

    /// Reads the row, if there is one, through `read`.
    pub(super) async fn optional<T>(
        &mut self,
        query: Query<'_>,
        read: impl Fn(&Fields<'_>) -> Stored<T>,
    ) -> Stored<Option<T>> {
        let outcome = query.fetch_optional(&mut *self.tx).await;
        let row: Option<Row> = self.note(outcome)?;
        row.map(|row| read(&Fields(&row))).transpose()
    }

    /// Reads the one row through `read`.
    pub(super) async fn one<T>(
        &mut self,
        query: Query<'_>,
        read: impl Fn(&Fields<'_>) -> Stored<T>,
    ) -> Stored<T> {
        let outcome = query.fetch_one(&mut *self.tx).await;
        let row: Row = self.note(outcome)?;
        read(&Fields(&row))
    }

    /// Reads the rows of a composed list.
    pub(super) async fn list<T>(
        &mut self,
        mut listing: Listing,
        read: impl Fn(&Fields<'_>) -> Stored<T>,
    ) -> Stored<Vec<T>> {
        self.all(listing.build(), read).await
    }

    /// Reads the count a composed list states as `count`.
    pub(super) async fn count(&mut self, mut listing: Listing) -> Stored<u64> {
        self.one(listing.build(), |row| row.count("count")).await
    }

    async fn finish(mut self) -> Stored<()> {
        if self.failed {
            return Err(StoreError::Unavailable(
                "a statement of this unit of work failed; nothing was kept".to_owned(),
            ));
        }
        let events = std::mem::take(&mut self.events);
        audit::append(&mut self, events).await?;
        self.tx.commit().await.map_err(store_error)
    }
}

impl Reading for UnitOfWork {}

#[async_trait]
impl Work for UnitOfWork {
    fn record(&mut self, event: AuditEvent) {
        self.events.push(event);
    }

    async fn enqueue(&mut self, job: &OutboxJob) -> Stored<()> {
        let insert = query(sql!("outbox/enqueue"))
            .bind(job.id)
            .bind(&job.kind)
            .bind(&job.unique_key)
            .bind(&job.payload)
            .bind(job.created_at.0)
            .bind(job.due_at.0)
            .bind(job.attempts);
        self.execute(insert).await?;
        Ok(())
    }

    async fn claim_jobs(
        &mut self,
        now: Instant,
        lease_until: Instant,
        limit: u32,
    ) -> Stored<Vec<OutboxJob>> {
        let claim = query(dialect::CLAIM_JOBS)
            .bind(now.0)
            .bind(lease_until.0)
            .bind(i64::from(limit));
        let mut jobs = self.all(claim, job).await?;
        // No engine promises an order of what an update returns.
        jobs.sort_by_key(|job| (job.due_at, job.id));
        Ok(jobs)
    }

    async fn finish_job(&mut self, id: uuid::Uuid, now: Instant) -> Stored<()> {
        let finish = query(sql!("outbox/finish")).bind(id).bind(now.0);
        self.execute(finish).await?;
        Ok(())
    }

    async fn postpone_job(&mut self, id: uuid::Uuid, due_at: Instant, reason: &str) -> Stored<()> {
        let postpone = query(sql!("outbox/postpone"))
            .bind(id)
            .bind(due_at.0)
            .bind(reason);
        self.execute(postpone).await?;
        Ok(())
    }

    async fn hold(&mut self, what: uuid::Uuid) -> Stored<()> {
        if let Some(hold) = dialect::HOLD {
            let (high, low) = what.as_u64_pair();
            // Two things may share a key; then one waits for the other without need.
            let key = i64::from_ne_bytes((high ^ low).to_ne_bytes());
            self.execute(query(hold).bind(key)).await?;
        }
        Ok(())
    }

    async fn next_number(&mut self, body: UnitId, series: Series, year: i16) -> Stored<u32> {
        let next = query(sql!("series/next"))
            .bind(body.0)
            .bind(series.code())
            .bind(i64::from(year));
        self.one(next, |row| row.small("number")).await
    }

    async fn remove_samples(&mut self) -> Stored<()> {
        let demo = query(sql!("setting/delete")).bind("demo");
        if self.execute(demo).await? == 0 {
            return Err(StoreError::Constraint("setting_demo_missing".to_owned()));
        }
        for statement in EMPTYING {
            self.execute(query(statement)).await?;
        }
        Ok(())
    }

    async fn commit(self: Box<Self>) -> Stored<()> {
        self.finish().await
    }
}

/// Empties every table but the settings and the audit log, dependants first. The contract suite
/// checks that no table is forgotten.
const EMPTYING: &[&str] = &[
    "DELETE FROM outbox",
    "DELETE FROM own_form",
    "DELETE FROM overlap_verdict",
    "DELETE FROM overlap_exclusion",
    "DELETE FROM delegation",
    "DELETE FROM procedure_move",
    "DELETE FROM document_series",
    "DELETE FROM dossier_document",
    "DELETE FROM dossier_fact",
    "DELETE FROM limit_change",
    "DELETE FROM dossier_pause",
    "DELETE FROM limit_deed",
    "DELETE FROM apology",
    "DELETE FROM dossier_limit",
    "DELETE FROM dossier_choice",
    "DELETE FROM dossier_party",
    "DELETE FROM file_reading",
    "DELETE FROM step_file",
    "DELETE FROM dossier_visit",
    "DELETE FROM stamp_picture",
    "DELETE FROM register_entry",
    "DELETE FROM register_series",
    "DELETE FROM registry_entry",
    "DELETE FROM paper_version",
    "DELETE FROM issued_paper",
    "DELETE FROM certificate_act",
    "DELETE FROM certificate",
    "DELETE FROM decision_item",
    "DELETE FROM decision",
    "DELETE FROM further_marker",
    "DELETE FROM training_sheet",
    "DELETE FROM training_release",
    "DELETE FROM marking_task",
    "DELETE FROM marking_plan",
    "DELETE FROM seat_field",
    "DELETE FROM sheet_reopening",
    "DELETE FROM session_signature",
    "DELETE FROM session_paper",
    "DELETE FROM vote_urn",
    "DELETE FROM vote_key",
    "DELETE FROM vote_ballot",
    "DELETE FROM vote_roll",
    "DELETE FROM council_vote",
    "DELETE FROM attendance",
    "DELETE FROM mark_sheet",
    "DELETE FROM agenda_item",
    "DELETE FROM council_session",
    "DELETE FROM recusal",
    "DELETE FROM milestone",
    "DELETE FROM confirmation",
    "DELETE FROM correction_draft",
    "DELETE FROM correction_request",
    "DELETE FROM correction_event",
    "DELETE FROM correction",
    "DELETE FROM phrase_library",
    "DELETE FROM submission",
    "DELETE FROM evidence_file",
    "DELETE FROM dossier_author",
    "DELETE FROM dossier_section",
    "DELETE FROM dossier",
    "DELETE FROM procedure_version",
    "DELETE FROM procedure",
    "DELETE FROM desk_route",
    "DELETE FROM round_council",
    "DELETE FROM round",
    "DELETE FROM council_seat",
    "DELETE FROM council",
    "DELETE FROM rule_set",
    "DELETE FROM field",
    "DELETE FROM calendar_day",
    "DELETE FROM calendar_table",
    "DELETE FROM law_rule",
    "DELETE FROM law_act_link",
    "DELETE FROM law_act",
    "DELETE FROM pack_load",
    "DELETE FROM invitation",
    "DELETE FROM login_session",
    "DELETE FROM state_post",
    "DELETE FROM role_grant",
    "DELETE FROM person",
    "DELETE FROM unit_version",
    "DELETE FROM unit",
];

fn job(row: &Fields<'_>) -> Stored<OutboxJob> {
    Ok(OutboxJob {
        id: row.get("id")?,
        kind: row.get("kind")?,
        unique_key: row.get("unique_key")?,
        payload: row.get("payload")?,
        created_at: row.instant("created_at")?,
        due_at: row.instant("due_at")?,
        attempts: row.get("attempts")?,
    })
}
