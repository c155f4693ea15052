//! Requests for supplements: drafts, items, their history, phrases.

use async_trait::async_trait;
use sangkien_domain::id::DossierId;

use crate::port::Stored;
use crate::record::{
    CorrectionDraft, CorrectionEvent, CorrectionItem, CorrectionRequest, StoredPhrases,
};

/// Requests for supplements.
#[async_trait]
pub trait ReadCorrections {
    /// Items of all requests of a dossier, in order of request and number.
    async fn corrections(&mut self, id: DossierId) -> Stored<Vec<CorrectionItem>>;
    /// What happened to them, by item and in order.
    async fn correction_events(&mut self, id: DossierId) -> Stored<Vec<CorrectionEvent>>;
    /// Requests sent, first to last.
    async fn correction_requests(&mut self, id: DossierId) -> Stored<Vec<CorrectionRequest>>;
    /// The request being written.
    async fn correction_draft(&mut self, id: DossierId) -> Stored<Option<CorrectionDraft>>;
    /// Every version of every phrase library, by code, latest first.
    async fn phrase_libraries(&mut self) -> Stored<Vec<StoredPhrases>>;
}

/// Requests for supplements.
#[async_trait]
pub trait WriteCorrections {
    /// A new item.
    async fn insert_correction(&mut self, item: &CorrectionItem) -> Stored<()>;
    /// Saves what may change of an item: state, reply, answer, the request it is asked in, waiver.
    /// A waiver by whoever asked, or without a reason, is
    /// [`StoreError::Constraint`](super::StoreError::Constraint).
    async fn update_correction(&mut self, item: &CorrectionItem) -> Stored<()>;
    /// Adds a step to the history of an item.
    async fn insert_correction_event(&mut self, event: &CorrectionEvent) -> Stored<()>;
    /// A request as sent.
    async fn insert_correction_request(&mut self, request: &CorrectionRequest) -> Stored<()>;
    /// Saves the request being written if its stored version is `draft.version` (0 for a new one);
    /// gives the new version. [`StoreError::Stale`](super::StoreError::Stale) otherwise.
    async fn save_correction_draft(&mut self, draft: &CorrectionDraft) -> Stored<i64>;
    /// Forgets the request being written, if there is one.
    async fn delete_correction_draft(&mut self, id: DossierId) -> Stored<()>;
    /// A version of a phrase library. One that is there already is
    /// [`StoreError::Constraint`](super::StoreError::Constraint).
    async fn insert_phrases(&mut self, phrases: &StoredPhrases) -> Stored<()>;
}
