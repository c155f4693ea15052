//! What people say about passages shared with earlier dossiers, and which texts there are.

use async_trait::async_trait;
use sangkien_app::port::{ReadOverlap, Stored, WriteOverlap};
use sangkien_app::record::{OverlapExclusion, OverlapJudgement, OverlapVerdict, SubmittedText};
use sangkien_domain::id::{DossierId, PersonId};
use sangkien_domain::time::Instant;

use super::{Fields, UnitOfWork, query, sql};

fn exclusion(row: &Fields<'_>) -> Stored<OverlapExclusion> {
    Ok(OverlapExclusion {
        dossier: row.id("dossier_id")?,
        number: row.get("number")?,
        submission: row.get("submission")?,
        place: row.small("from_at")?..row.small("to_at")?,
        quote: row.get("quote")?,
        reason: row.get("reason")?,
        by: row.id("by_id")?,
        by_name: row.get("by_name")?,
        at: row.instant("at")?,
        lifted_at: row.optional_instant("lifted_at")?,
    })
}

fn judgement(row: &Fields<'_>) -> Stored<OverlapJudgement> {
    Ok(OverlapJudgement {
        dossier: row.id("dossier_id")?,
        source: row.id("source_id")?,
        ordinal: row.get("ordinal")?,
        verdict: row.code("verdict", OverlapVerdict::from_code)?,
        note: row.get("note")?,
        submission: row.get("submission")?,
        source_submission: row.get("source_submission")?,
        share: row.small("share")?,
        longest: row.small("longest")?,
        by: row.id("by_id")?,
        by_name: row.get("by_name")?,
        at: row.instant("at")?,
    })
}

fn submitted(row: &Fields<'_>) -> Stored<SubmittedText> {
    Ok(SubmittedText {
        dossier: row.id("dossier_id")?,
        submission: row.get("ordinal")?,
        submitted_at: row.instant("submitted_at")?,
        read_at: row.optional_instant("read_at")?,
        rules: row.id("rule_set_id")?,
        procedure: row.optional_id("procedure_version_id")?,
    })
}

#[async_trait]
impl ReadOverlap for UnitOfWork {
    async fn latest_submissions(&mut self, since: Instant) -> Stored<Vec<SubmittedText>> {
        let find = query(sql!("overlap/latest_submissions")).bind(since.0);
        self.all(find, submitted).await
    }

    async fn latest_submission(&mut self, dossier: DossierId) -> Stored<Option<SubmittedText>> {
        let find = query(sql!("overlap/latest_submission")).bind(dossier.0);
        self.optional(find, submitted).await
    }

    async fn published_code(&mut self, dossier: DossierId) -> Stored<Option<String>> {
        let find = query(sql!("overlap/published")).bind(dossier.0);
        self.optional(find, |row| row.get("code")).await
    }

    async fn overlap_exclusions(&mut self, dossier: DossierId) -> Stored<Vec<OverlapExclusion>> {
        let find = query(sql!("overlap/exclusions")).bind(dossier.0);
        self.all(find, exclusion).await
    }

    async fn overlap_verdicts(&mut self, dossier: DossierId) -> Stored<Vec<OverlapJudgement>> {
        let find = query(sql!("overlap/verdicts")).bind(dossier.0);
        self.all(find, judgement).await
    }
}

#[async_trait]
impl WriteOverlap for UnitOfWork {
    async fn insert_overlap_exclusion(&mut self, new: &OverlapExclusion) -> Stored<()> {
        let insert = query(sql!("overlap/insert_exclusion"))
            .bind(new.dossier.0)
            .bind(new.number)
            .bind(new.submission)
            .bind(i64::from(new.place.start))
            .bind(i64::from(new.place.end))
            .bind(&new.quote)
            .bind(&new.reason)
            .bind(new.by.0)
            .bind(&new.by_name)
            .bind(new.at.0);
        self.execute_once(insert).await
    }

    async fn lift_overlap_exclusion(
        &mut self,
        dossier: DossierId,
        number: i64,
        by: PersonId,
        now: Instant,
    ) -> Stored<()> {
        let lift = query(sql!("overlap/lift_exclusion"))
            .bind(dossier.0)
            .bind(number)
            .bind(by.0)
            .bind(now.0);
        self.execute_once(lift).await
    }

    async fn insert_overlap_verdict(&mut self, new: &OverlapJudgement) -> Stored<()> {
        let insert = query(sql!("overlap/insert_verdict"))
            .bind(new.dossier.0)
            .bind(new.source.0)
            .bind(new.ordinal)
            .bind(new.verdict.code())
            .bind(&new.note)
            .bind(new.submission)
            .bind(new.source_submission)
            .bind(i64::from(new.share))
            .bind(i64::from(new.longest))
            .bind(new.by.0)
            .bind(&new.by_name)
            .bind(new.at.0);
        self.execute_once(insert).await
    }
}
