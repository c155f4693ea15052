//! Forms of one's own.

use async_trait::async_trait;
use sangkien_domain::id::UnitId;
use sangkien_domain::time::Instant;

use super::{FilledPaper, Stored};
use crate::record::OwnForm;

/// Forms of one's own.
#[async_trait]
pub trait ReadOwnForms {
    /// All of them, by unit and kind, the latest version first.
    async fn own_forms(&mut self) -> Stored<Vec<OwnForm>>;
    /// The form that papers of a unit were made with at a moment.
    async fn own_form_at(
        &mut self,
        unit: UnitId,
        kind: FilledPaper,
        at: Instant,
    ) -> Stored<Option<OwnForm>>;
}

/// Forms of one's own.
#[async_trait]
pub trait WriteOwnForms {
    /// Keeps a new version.
    async fn insert_own_form(&mut self, new: &OwnForm) -> Stored<()>;
    /// Writes what its places are tied to and since and until when it is in force.
    /// [`StoreError::Stale`](super::StoreError::Stale) when it was changed since `seen`.
    async fn update_own_form(&mut self, form: &OwnForm, seen: i64) -> Stored<()>;
    /// Ends the version in force of a unit and kind, if there is one.
    async fn end_own_form(&mut self, unit: UnitId, kind: FilledPaper, at: Instant) -> Stored<()>;
}

/// A value that a place of a form may be tied to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormField {
    /// Its name for machines.
    pub code: String,
    /// Its name for people.
    pub name: String,
    /// Whether it is a value of a list, for which its row or paragraph is repeated.
    pub repeated: bool,
}
