//! Procedures and their versions.

use async_trait::async_trait;
use sangkien_app::port::{Edit, ReadProcedures, Stored, WriteProcedures};
use sangkien_app::record::{ProcedureText, ProcedureVersion, StoredProcedure, VersionStatus};
use sangkien_domain::id::{ProcedureId, ProcedureVersionId};
use sangkien_domain::time::Instant;
use uuid::Uuid;

use super::{Fields, UnitOfWork, query, sql};

fn procedure(row: &Fields<'_>) -> Stored<StoredProcedure> {
    Ok(StoredProcedure {
        id: row.id("id")?,
        code: row.get("code")?,
        name: row.get("name")?,
        created_at: row.instant("created_at")?,
    })
}

fn version(row: &Fields<'_>) -> Stored<ProcedureVersion> {
    Ok(ProcedureVersion {
        id: row.id("id")?,
        procedure: row.id("procedure_id")?,
        number: row.small("number")?,
        status: row.code("status", VersionStatus::from_code)?,
        sha256: row.get("sha256")?,
        revision: row.get("revision")?,
        active_from: row.optional_instant("active_from")?,
        active_to: row.optional_instant("active_to")?,
        note: row.get("note")?,
        edited_by: row.optional_id("edited_by")?,
        edited_by_name: row
            .get::<Option<String>>("edited_by_name")?
            .unwrap_or_default(),
        edited_at: row.instant("edited_at")?,
    })
}

fn text(row: &Fields<'_>) -> Stored<ProcedureText> {
    Ok(ProcedureText {
        version: version(row)?,
        document: row.get("document")?,
    })
}

#[async_trait]
impl ReadProcedures for UnitOfWork {
    async fn procedures(&mut self) -> Stored<Vec<StoredProcedure>> {
        self.all(query(sql!("procedure/all")), procedure).await
    }

    async fn procedure_by_code(&mut self, code: &str) -> Stored<Option<StoredProcedure>> {
        self.optional(query(sql!("procedure/by_code")).bind(code), procedure)
            .await
    }

    async fn procedure_versions(&mut self, id: ProcedureId) -> Stored<Vec<ProcedureVersion>> {
        self.all(query(sql!("procedure/versions")).bind(id.0), version)
            .await
    }

    async fn all_procedure_versions(&mut self) -> Stored<Vec<ProcedureVersion>> {
        self.all(query(sql!("procedure/all_versions")), version)
            .await
    }

    async fn procedure_version(&mut self, id: ProcedureVersionId) -> Stored<Option<ProcedureText>> {
        self.optional(query(sql!("procedure/version_by_id")).bind(id.0), text)
            .await
    }

    async fn active_procedure(&mut self, code: &str, at: Instant) -> Stored<Option<ProcedureText>> {
        let find = query(sql!("procedure/active_at")).bind(code).bind(at.0);
        self.optional(find, text).await
    }
}

#[async_trait]
impl WriteProcedures for UnitOfWork {
    async fn insert_procedure(&mut self, procedure: &StoredProcedure) -> Stored<()> {
        let insert = query(sql!("procedure/insert"))
            .bind(procedure.id.0)
            .bind(&procedure.code)
            .bind(&procedure.name)
            .bind(procedure.created_at.0);
        self.execute_once(insert).await
    }

    async fn rename_procedure(&mut self, id: ProcedureId, name: &str) -> Stored<()> {
        let rename = query(sql!("procedure/rename")).bind(id.0).bind(name);
        self.execute_once(rename).await
    }

    async fn insert_procedure_version(&mut self, text: &ProcedureText) -> Stored<()> {
        let version = &text.version;
        let insert = query(sql!("procedure/insert_version"))
            .bind(version.id.0)
            .bind(version.procedure.0)
            .bind(i64::from(version.number))
            .bind(version.status.code())
            .bind(&text.document)
            .bind(&version.sha256)
            .bind(version.revision)
            .bind(version.active_from.map(|at| at.0))
            .bind(version.active_to.map(|at| at.0))
            .bind(&version.note)
            .bind(version.edited_by.map(Uuid::from))
            .bind(version.edited_at.0);
        self.execute_once(insert).await
    }

    async fn save_procedure_draft(
        &mut self,
        draft: &ProcedureText,
        seen: i64,
        edit: Edit,
    ) -> Stored<()> {
        let save = query(sql!("procedure/save_draft"))
            .bind(draft.version.id.0)
            .bind(seen)
            .bind(&draft.document)
            .bind(&draft.version.sha256)
            .bind(&draft.version.note)
            .bind(edit.by.map(Uuid::from))
            .bind(edit.at.0);
        self.execute_once(save).await
    }

    async fn set_procedure_status(
        &mut self,
        id: ProcedureVersionId,
        seen: i64,
        status: VersionStatus,
        range: (Option<Instant>, Option<Instant>),
        edit: Edit,
    ) -> Stored<()> {
        let (from, to) = range;
        let set = query(sql!("procedure/set_status"))
            .bind(id.0)
            .bind(seen)
            .bind(status.code())
            .bind(from.map(|at| at.0))
            .bind(to.map(|at| at.0))
            .bind(edit.by.map(Uuid::from))
            .bind(edit.at.0);
        self.execute_once(set).await
    }
}
