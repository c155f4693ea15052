//! Rubrics written on pages.

use async_trait::async_trait;

use crate::port::Stored;
use crate::record::RubricVersion;

/// Versions of rubrics.
#[async_trait]
pub trait ReadRubrics {
    /// Every version of every rubric; those of one stand together, latest first.
    async fn rubric_versions(&mut self) -> Stored<Vec<RubricVersion>>;
}

/// Versions of rubrics.
#[async_trait]
pub trait WriteRubrics {
    /// A new version. A number already taken is
    /// [`StoreError::Constraint`](super::StoreError::Constraint).
    async fn insert_rubric_version(&mut self, version: &RubricVersion) -> Stored<()>;
    /// Saves content and note of a draft if its stored revision is `seen`, and raises that by one.
    /// [`StoreError::Stale`](super::StoreError::Stale) otherwise, and for what is no draft.
    async fn save_rubric_draft(&mut self, version: &RubricVersion, seen: i64) -> Stored<()>;
    /// Puts a draft in force if its stored revision is `seen`, and raises that by one.
    /// [`StoreError::Stale`](super::StoreError::Stale) otherwise, and for what is no draft.
    async fn put_rubric_in_force(&mut self, version: &RubricVersion, seen: i64) -> Stored<()>;
}
