//! Reading and writing files that were attached at steps.

use async_trait::async_trait;
use sangkien_domain::id::{DossierId, FileId};
use sangkien_domain::time::Instant;

use crate::access::Unguarded;
use crate::port::Stored;
use crate::record::StepFile;

/// Files attached at steps.
#[async_trait]
pub trait ReadStepFiles {
    /// Files that are there, by the moment at which they were attached; to be opened by the guard.
    async fn step_files(&mut self, id: DossierId) -> Stored<Vec<Unguarded<StepFile>>>;
}

/// Files attached at steps.
#[async_trait]
pub trait WriteStepFiles {
    /// Attaches a file at a visit.
    async fn insert_step_file(&mut self, file: &StepFile) -> Stored<()>;
    /// Takes a file off. [`StoreError::Stale`](super::StoreError::Stale) when it is off already.
    async fn remove_step_file(
        &mut self,
        dossier: DossierId,
        file: FileId,
        now: Instant,
    ) -> Stored<()>;
}
