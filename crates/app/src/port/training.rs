//! Practising on past dossiers.

use async_trait::async_trait;
use sangkien_domain::id::{DossierId, PersonId, SessionId};

use crate::port::Stored;
use crate::record::{TrainingRelease, TrainingSheet};

/// What was released, and what was marked for practice.
#[async_trait]
pub trait ReadTraining {
    /// Dossiers of a session that are released, in the order of its agenda.
    async fn training_releases(&mut self, session: SessionId) -> Stored<Vec<TrainingRelease>>;
    /// The release of one dossier.
    async fn training_release(&mut self, dossier: DossierId) -> Stored<Option<TrainingRelease>>;
    /// What a person marked for practice.
    async fn training_sheet(
        &mut self,
        dossier: DossierId,
        person: PersonId,
    ) -> Stored<Option<TrainingSheet>>;
}

/// Writing it.
#[async_trait]
pub trait WriteTraining {
    /// Releases a dossier.
    async fn release_for_training(&mut self, release: &TrainingRelease) -> Stored<()>;
    /// Takes a release back; what was marked stays and is seen by nobody.
    async fn take_training_back(&mut self, dossier: DossierId) -> Stored<()>;
    /// Saves a practice sheet in the place of the version it carries; gives the new one.
    /// [`StoreError::Stale`](super::StoreError::Stale) when another stands there or it is finished.
    async fn save_training_sheet(&mut self, sheet: &TrainingSheet) -> Stored<i64>;
}
