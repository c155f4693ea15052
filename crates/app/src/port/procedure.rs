//! Reading and writing procedures.

use async_trait::async_trait;
use sangkien_domain::id::{PersonId, ProcedureId, ProcedureVersionId};
use sangkien_domain::time::Instant;

use crate::port::Stored;
use crate::record::{ProcedureText, ProcedureVersion, StoredProcedure, VersionStatus};

/// Procedures and their versions.
#[async_trait]
pub trait ReadProcedures {
    /// Every procedure, by code.
    async fn procedures(&mut self) -> Stored<Vec<StoredProcedure>>;
    /// The procedure with this code.
    async fn procedure_by_code(&mut self, code: &str) -> Stored<Option<StoredProcedure>>;
    /// Versions of one procedure, latest first.
    async fn procedure_versions(&mut self, id: ProcedureId) -> Stored<Vec<ProcedureVersion>>;
    /// Versions of every procedure; those of one stand together, latest first.
    async fn all_procedure_versions(&mut self) -> Stored<Vec<ProcedureVersion>>;
    /// The version with its text.
    async fn procedure_version(&mut self, id: ProcedureVersionId) -> Stored<Option<ProcedureText>>;
    /// The version of the procedure `code` to which a dossier filed at `at` is bound.
    async fn active_procedure(&mut self, code: &str, at: Instant) -> Stored<Option<ProcedureText>>;
}

/// Who made a change, and when. Nobody for a command on the machine itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edit {
    /// Who.
    pub by: Option<PersonId>,
    /// When.
    pub at: Instant,
}

/// Procedures and their versions.
#[async_trait]
pub trait WriteProcedures {
    /// A new procedure. A taken code is [`StoreError::Constraint`](super::StoreError::Constraint).
    async fn insert_procedure(&mut self, procedure: &StoredProcedure) -> Stored<()>;
    /// Sets the name under which a procedure is shown.
    async fn rename_procedure(&mut self, id: ProcedureId, name: &str) -> Stored<()>;
    /// A new version. A number already taken, or a range in which another version is active, is
    /// [`StoreError::Constraint`](super::StoreError::Constraint).
    async fn insert_procedure_version(&mut self, text: &ProcedureText) -> Stored<()>;
    /// Saves text, hash and note of a draft if its stored revision is `seen`, and raises that by
    /// one. [`StoreError::Stale`](super::StoreError::Stale) otherwise, and for what is no draft.
    async fn save_procedure_draft(
        &mut self,
        draft: &ProcedureText,
        seen: i64,
        edit: Edit,
    ) -> Stored<()>;
    /// Sets status and range if the stored revision is `seen`, and raises that by one.
    /// [`StoreError::Stale`](super::StoreError::Stale) otherwise; a range in which another version
    /// is active is [`StoreError::Constraint`](super::StoreError::Constraint).
    async fn set_procedure_status(
        &mut self,
        id: ProcedureVersionId,
        seen: i64,
        status: VersionStatus,
        range: (Option<Instant>, Option<Instant>),
        edit: Edit,
    ) -> Stored<()>;
}
