//! What follows from the ends of limits: when to look, what was done, apologies.

use async_trait::async_trait;
use sangkien_app::port::{ReadEnds, StoreError, Stored, WriteEnds};
use sangkien_app::record::{Apology, DeedKind, LimitDeed, SentApology, WatchedLimit};
use sangkien_casework::clock::RunningLimit;
use sangkien_domain::id::DossierId;
use sangkien_domain::time::Instant;

use super::fields::day;
use super::{Fields, UnitOfWork, query, sql};

fn deed(row: &Fields<'_>) -> Stored<LimitDeed> {
    Ok(LimitDeed {
        dossier: row.id("dossier_id")?,
        key: row.get("limit_key")?,
        visit: row.get("visit")?,
        kind: row.code("kind", DeedKind::from_code)?,
        hours_before: row.small("hours_before")?,
        extended: row.small("extended")?,
        due_at: row.instant("due_at")?,
        at: row.instant("at")?,
        hindrance: row.get("hindrance")?,
    })
}

fn apology(row: &Fields<'_>) -> Stored<Apology> {
    let sent = match (
        row.optional_instant("sent_at")?,
        row.optional_id("sent_by")?,
    ) {
        (Some(at), Some(by)) => Some(SentApology {
            at,
            by,
            by_name: row.get("sent_by_name")?,
            new_day: row.optional_date("new_day")?,
            reason: row.get("reason")?,
        }),
        _ => None,
    };
    Ok(Apology {
        dossier: row.id("dossier_id")?,
        key: row.get("limit_key")?,
        visit: row.get("visit")?,
        number: row.get("number")?,
        due_at: row.instant("due_at")?,
        owed_at: row.instant("owed_at")?,
        sent,
    })
}

#[async_trait]
impl ReadEnds for UnitOfWork {
    async fn limits_to_watch(&mut self, now: Instant, limit: u32) -> Stored<Vec<WatchedLimit>> {
        let select = query(sql!("limit/to_watch"))
            .bind(now.0)
            .bind(i64::from(limit));
        self.all(select, |row| {
            Ok(WatchedLimit {
                dossier: row.id("dossier_id")?,
                limit: super::casework::limit(row)?,
                rule_set: row.id("rule_set_id")?,
                desk: row.id("desk_id")?,
                version: row.id("procedure_version_id")?,
            })
        })
        .await
    }

    async fn next_watch(&mut self) -> Stored<Option<Instant>> {
        self.one(query(sql!("limit/next_watch")), |row| {
            row.optional_instant("watch_at")
        })
        .await
    }

    async fn limit_deeds(&mut self, id: DossierId) -> Stored<Vec<LimitDeed>> {
        self.all(query(sql!("limit_deed/of_dossier")).bind(id.0), deed)
            .await
    }

    async fn apologies(&mut self, id: DossierId) -> Stored<Vec<Apology>> {
        self.all(query(sql!("apology/of_dossier")).bind(id.0), apology)
            .await
    }
}

#[async_trait]
impl WriteEnds for UnitOfWork {
    async fn watch_limit(
        &mut self,
        id: DossierId,
        seen: &RunningLimit,
        at: Option<Instant>,
    ) -> Stored<()> {
        let watch = query(sql!("limit/watch"))
            .bind(id.0)
            .bind(&seen.key)
            .bind(seen.visit)
            .bind(at.map(|at| at.0))
            .bind(seen.due_at.map_or(-1, |at| at.0))
            .bind(seen.met_at.map_or(-1, |at| at.0))
            .bind(i64::from(seen.extended));
        self.execute(watch).await?;
        Ok(())
    }

    async fn insert_limit_deed(&mut self, deed: &LimitDeed) -> Stored<()> {
        let insert = query(sql!("limit_deed/insert"))
            .bind(deed.dossier.0)
            .bind(&deed.key)
            .bind(deed.visit)
            .bind(deed.kind.code())
            .bind(i64::from(deed.hours_before))
            .bind(i64::from(deed.extended))
            .bind(deed.due_at.0)
            .bind(deed.at.0)
            .bind(&deed.hindrance);
        self.execute_once(insert).await
    }

    async fn insert_apology(&mut self, apology: &Apology) -> Stored<()> {
        let insert = query(sql!("apology/insert"))
            .bind(apology.dossier.0)
            .bind(&apology.key)
            .bind(apology.visit)
            .bind(apology.number)
            .bind(apology.due_at.0)
            .bind(apology.owed_at.0);
        self.execute_once(insert).await
    }

    async fn send_apology(&mut self, apology: &Apology) -> Stored<()> {
        let sent = apology
            .sent
            .as_ref()
            .ok_or_else(|| StoreError::Constraint("apology_sent_check".into()))?;
        let update = query(sql!("apology/send"))
            .bind(apology.dossier.0)
            .bind(&apology.key)
            .bind(apology.visit)
            .bind(sent.at.0)
            .bind(sent.by.0)
            .bind(&sent.by_name)
            .bind(sent.new_day.map(day))
            .bind(&sent.reason);
        self.execute_once(update).await
    }
}
