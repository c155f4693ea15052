//! Reading and writing what follows from the ends of limits.

use async_trait::async_trait;
use sangkien_casework::clock::RunningLimit;
use sangkien_domain::id::DossierId;
use sangkien_domain::time::Instant;

use crate::port::Stored;
use crate::record::{Apology, LimitDeed, WatchedLimit};

/// Limits to look at, deeds and apologies.
#[async_trait]
pub trait ReadEnds {
    /// Up to `limit` limits that are to be looked at by `now`, the longest waiting first.
    async fn limits_to_watch(&mut self, now: Instant, limit: u32) -> Stored<Vec<WatchedLimit>>;
    /// When a limit is to be looked at next; none when nothing is awaited.
    async fn next_watch(&mut self) -> Stored<Option<Instant>>;
    /// What the program has done for the limits of a dossier, first to last.
    async fn limit_deeds(&mut self, id: DossierId) -> Stored<Vec<LimitDeed>>;
    /// Apologies of a dossier, by number.
    async fn apologies(&mut self, id: DossierId) -> Stored<Vec<Apology>>;
}

/// Limits to look at, deeds and apologies.
#[async_trait]
pub trait WriteEnds {
    /// Looks at a limit again at `at`, or never, unless it has changed since it was read as `seen`.
    async fn watch_limit(
        &mut self,
        id: DossierId,
        seen: &RunningLimit,
        at: Option<Instant>,
    ) -> Stored<()>;
    /// Notes a deed. One noted before is [`StoreError::Constraint`](super::StoreError::Constraint).
    async fn insert_limit_deed(&mut self, deed: &LimitDeed) -> Stored<()>;
    /// An apology that is owed. A second one for a limit is
    /// [`StoreError::Constraint`](super::StoreError::Constraint).
    async fn insert_apology(&mut self, apology: &Apology) -> Stored<()>;
    /// Notes that an owed apology was sent. [`StoreError::Stale`](super::StoreError::Stale) when it
    /// was sent before.
    async fn send_apology(&mut self, apology: &Apology) -> Stored<()>;
}
