//! Practising on past dossiers.

use async_trait::async_trait;
use sangkien_app::port::{ReadTraining, Stored, WriteTraining};
use sangkien_app::record::{TrainingRelease, TrainingSheet};
use sangkien_domain::id::{DossierId, PersonId, SessionId};

use super::fields::to_json;
use super::{Fields, UnitOfWork, query, sql};

fn release(row: &Fields<'_>) -> Stored<TrainingRelease> {
    Ok(TrainingRelease {
        session: row.id("session_id")?,
        dossier: row.id("dossier_id")?,
        by: row.id("released_by")?,
        at: row.instant("released_at")?,
        practised: row.get("practised")?,
    })
}

fn sheet(row: &Fields<'_>) -> Stored<TrainingSheet> {
    Ok(TrainingSheet {
        dossier: row.id("dossier_id")?,
        person: row.id("person_id")?,
        scores: row.json("scores")?,
        version: row.get("version")?,
        saved_at: row.instant("saved_at")?,
        sent_at: row.optional_instant("sent_at")?,
    })
}

#[async_trait]
impl ReadTraining for UnitOfWork {
    async fn training_releases(&mut self, session: SessionId) -> Stored<Vec<TrainingRelease>> {
        let find = query(sql!("training/releases")).bind(session.0);
        self.all(find, release).await
    }

    async fn training_release(&mut self, dossier: DossierId) -> Stored<Option<TrainingRelease>> {
        let find = query(sql!("training/release_of")).bind(dossier.0);
        self.optional(find, release).await
    }

    async fn training_sheet(
        &mut self,
        dossier: DossierId,
        person: PersonId,
    ) -> Stored<Option<TrainingSheet>> {
        let find = query(sql!("training/sheet")).bind(dossier.0).bind(person.0);
        self.optional(find, sheet).await
    }
}

#[async_trait]
impl WriteTraining for UnitOfWork {
    async fn release_for_training(&mut self, release: &TrainingRelease) -> Stored<()> {
        let insert = query(sql!("training/release"))
            .bind(release.session.0)
            .bind(release.dossier.0)
            .bind(release.by.0)
            .bind(release.at.0);
        self.execute_once(insert).await
    }

    async fn take_training_back(&mut self, dossier: DossierId) -> Stored<()> {
        let delete = query(sql!("training/take_back")).bind(dossier.0);
        self.execute_once(delete).await
    }

    async fn save_training_sheet(&mut self, sheet: &TrainingSheet) -> Stored<i64> {
        let first = sheet.version == 0;
        let mut save = query(if first {
            sql!("training/insert_sheet")
        } else {
            sql!("training/update_sheet")
        })
        .bind(sheet.dossier.0)
        .bind(sheet.person.0)
        .bind(to_json(&sheet.scores)?)
        .bind(sheet.saved_at.0)
        .bind(sheet.sent_at.map(|at| at.0));
        if !first {
            save = save.bind(sheet.version);
        }
        self.execute_once(save).await?;
        Ok(sheet.version + 1)
    }
}
