//! Writing dossiers and what hangs on them.

use async_trait::async_trait;
use sangkien_app::port::{Stored, WriteDossiers};
use sangkien_app::record::{
    Confirmation, Dossier, DossierAuthor, Milestone, Recusal, StoredFile, StoredSubmission,
};
use sangkien_domain::dossier::RefusalReason;
use sangkien_domain::form::Answers;
use sangkien_domain::id::{DossierId, FileId, PersonId};
use sangkien_domain::time::Instant;
use sangkien_text::{search_key, sort_key};
use uuid::Uuid;

use super::fields::{day, to_json, to_word};
use super::{Query, UnitOfWork, query, sql};

/// Binds the columns of the header in the order that insert and update share. The people named
/// as authors or stepped aside are kept by other tables and not read from the header's facts.
fn bind_header<'q>(query: Query<'q>, dossier: &Dossier) -> Stored<Query<'q>> {
    let keys = search_key(&format!(
        "{} {} {}",
        dossier.title,
        dossier.authors_line,
        dossier.code.as_deref().unwrap_or_default()
    ));
    let (facts, standing) = (&dossier.facts, &dossier.standing);
    let axes = &standing.axes;
    Ok(query
        .bind(dossier.id.0)
        .bind(dossier.code.clone())
        .bind(dossier.round.0)
        .bind(dossier.rule_set.0)
        .bind(dossier.unit_version.0)
        .bind(dossier.field.map(Uuid::from))
        .bind(dossier.title.clone())
        .bind(sort_key(&dossier.title).as_bytes().to_vec())
        .bind(dossier.authors_line.clone())
        .bind(keys)
        .bind(dossier.stage.code())
        .bind(facts.owner.0)
        .bind(facts.unit.0)
        .bind(facts.desk.0)
        .bind(facts.organiser.0)
        .bind(facts.council.map(Uuid::from))
        .bind(facts.state.code())
        .bind(dossier.version)
        .bind(dossier.created_at.0)
        .bind(dossier.updated_at.0)
        .bind(dossier.submitted_at.map(|at| at.0))
        .bind(dossier.due_on.map(day))
        .bind(dossier.ended_at.map(|at| at.0))
        .bind(dossier.refusal.map(RefusalReason::code))
        .bind(dossier.end_note.clone())
        .bind(standing.version.map(Uuid::from))
        .bind(standing.step.clone())
        .bind(standing.since.0)
        .bind(standing.visit)
        .bind(to_word(&standing.clock)?)
        .bind(to_word(&axes.payment)?)
        .bind(to_word(&axes.delivery)?)
        .bind(to_word(&axes.exchange)?)
        .bind(standing.veiled_since.map(|at| at.0))
        .bind(search_key(dossier.code.as_deref().unwrap_or_default())))
}

#[async_trait]
impl WriteDossiers for UnitOfWork {
    async fn insert_dossier(&mut self, dossier: &Dossier) -> Stored<()> {
        let insert = bind_header(query(sql!("dossier/insert")), dossier)?;
        self.execute_once(insert).await
    }

    async fn update_dossier(&mut self, dossier: &Dossier) -> Stored<()> {
        let update = bind_header(query(sql!("dossier/update")), dossier)?;
        self.execute_once(update).await
    }

    async fn save_section(
        &mut self,
        dossier: DossierId,
        section: &str,
        answers: &Answers,
        seen: i64,
        by: PersonId,
        now: Instant,
    ) -> Stored<i64> {
        let first = seen == 0;
        let save = query(if first {
            sql!("section/insert")
        } else {
            sql!("section/update")
        });
        let mut save = save
            .bind(dossier.0)
            .bind(section)
            .bind(to_json(answers)?)
            .bind(by.0)
            .bind(now.0);
        if !first {
            save = save.bind(seen);
        }
        self.execute_once(save).await?;
        Ok(seen + 1)
    }

    async fn replace_authors(
        &mut self,
        dossier: DossierId,
        authors: &[DossierAuthor],
        seen: i64,
        by: PersonId,
        now: Instant,
    ) -> Stored<i64> {
        let raise = query(sql!("dossier/raise_authors_version"))
            .bind(dossier.0)
            .bind(seen)
            .bind(by.0)
            .bind(now.0);
        self.execute_once(raise).await?;
        self.execute(query(sql!("author/delete_all")).bind(dossier.0))
            .await?;
        for (position, named) in (1_i64..).zip(authors) {
            let author = &named.author;
            let insert = query(sql!("author/insert"))
                .bind(dossier.0)
                .bind(position)
                .bind(named.person.map(Uuid::from))
                .bind(&author.full_name)
                .bind(author.born_on.map(day))
                .bind(&author.workplace)
                .bind(&author.position)
                .bind(&author.qualification)
                .bind(i64::from(author.share.0));
            self.execute_once(insert).await?;
        }
        Ok(seen + 1)
    }

    async fn insert_file(&mut self, file: &StoredFile, by: PersonId) -> Stored<()> {
        let insert = query(sql!("file/insert"))
            .bind(file.id.0)
            .bind(file.dossier.0)
            .bind(file.component.as_deref())
            .bind(&file.sha256)
            .bind(&file.name)
            .bind(&file.media_type)
            .bind(file.size)
            .bind(by.0)
            .bind(file.added_at.0)
            .bind(file.removed_at.map(|at| at.0));
        self.execute_once(insert).await
    }

    async fn tie_file(&mut self, dossier: DossierId, file: FileId, component: &str) -> Stored<()> {
        let tie = query(sql!("file/tie"))
            .bind(dossier.0)
            .bind(file.0)
            .bind(component);
        self.execute_once(tie).await
    }

    async fn remove_file(&mut self, dossier: DossierId, file: FileId, now: Instant) -> Stored<()> {
        let remove = query(sql!("file/remove"))
            .bind(dossier.0)
            .bind(file.0)
            .bind(now.0);
        self.execute_once(remove).await
    }

    async fn insert_submission(
        &mut self,
        submission: &StoredSubmission,
        by: PersonId,
    ) -> Stored<()> {
        let insert = query(sql!("submission/insert"))
            .bind(submission.dossier.0)
            .bind(submission.ordinal)
            .bind(&submission.content)
            .bind(&submission.sha256)
            .bind(by.0)
            .bind(submission.submitted_at.0);
        self.execute_once(insert).await
    }

    async fn insert_confirmation(&mut self, confirmation: &Confirmation) -> Stored<()> {
        let insert = query(sql!("confirmation/insert"))
            .bind(confirmation.dossier.0)
            .bind(confirmation.confirmed_by.0)
            .bind(day(confirmation.first_applied_on))
            .bind(day(confirmation.filed_on))
            .bind(day(confirmation.last_day))
            .bind(&confirmation.note)
            .bind(confirmation.confirmed_at.0);
        self.execute_once(insert).await
    }

    async fn insert_milestone(&mut self, milestone: &Milestone) -> Stored<()> {
        let insert = query(sql!("milestone/insert"))
            .bind(milestone.dossier.0)
            .bind(milestone.at.0)
            .bind(to_word(&milestone.act)?)
            .bind(milestone.state.code())
            .bind(milestone.by.map(uuid::Uuid::from))
            .bind(&milestone.by_name)
            .bind(&milestone.capacity)
            .bind(&milestone.note)
            .bind(&milestone.label);
        self.execute_once(insert).await
    }

    async fn insert_recusal(&mut self, recusal: &Recusal) -> Stored<()> {
        let insert = query(sql!("recusal/insert"))
            .bind(recusal.dossier.0)
            .bind(recusal.seat.0)
            .bind(&recusal.reason)
            .bind(recusal.declared_at.0);
        // Stepping aside twice is stepping aside once.
        self.execute(insert).await?;
        Ok(())
    }
}
