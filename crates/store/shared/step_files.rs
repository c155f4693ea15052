//! Files that were attached at steps.

use async_trait::async_trait;
use sangkien_app::access::Unguarded;
use sangkien_app::port::{ReadStepFiles, Stored, WriteStepFiles};
use sangkien_app::record::StepFile;
use sangkien_domain::id::{DossierId, FileId};
use sangkien_domain::time::Instant;

use super::dossiers::file;
use super::{Fields, UnitOfWork, query, sql};

fn step_file(row: &Fields<'_>) -> Stored<Unguarded<StepFile>> {
    Ok(Unguarded::new(StepFile {
        file: file(row)?,
        visit: row.get("visit")?,
        by: row.id("added_by")?,
    }))
}

#[async_trait]
impl ReadStepFiles for UnitOfWork {
    async fn step_files(&mut self, id: DossierId) -> Stored<Vec<Unguarded<StepFile>>> {
        self.all(query(sql!("step_file/of_dossier")).bind(id.0), step_file)
            .await
    }
}

#[async_trait]
impl WriteStepFiles for UnitOfWork {
    async fn insert_step_file(&mut self, attached: &StepFile) -> Stored<()> {
        let file = &attached.file;
        let insert = query(sql!("step_file/insert"))
            .bind(file.id.0)
            .bind(file.dossier.0)
            .bind(attached.visit)
            .bind(file.component.as_deref())
            .bind(&file.sha256)
            .bind(&file.name)
            .bind(&file.media_type)
            .bind(file.size)
            .bind(attached.by.0)
            .bind(file.added_at.0);
        self.execute_once(insert).await
    }

    async fn remove_step_file(
        &mut self,
        dossier: DossierId,
        file: FileId,
        now: Instant,
    ) -> Stored<()> {
        let remove = query(sql!("step_file/remove"))
            .bind(dossier.0)
            .bind(file.0)
            .bind(now.0);
        self.execute_once(remove).await
    }
}
