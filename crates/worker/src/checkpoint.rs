//! Signing how far the audit log has come.

use std::sync::Arc;

use sangkien_app::port::{Clock, Store, StoreError};
use sangkien_ledger::{Checkpoint, CheckpointKey, Hash};

use crate::port::CheckpointShelf;

/// Signs the head of the audit log whenever it has moved.
pub struct Checkpointer {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    key: CheckpointKey,
    shelf: Arc<dyn CheckpointShelf>,
    last: Option<(i64, Hash)>,
}

impl Checkpointer {
    /// Signs heads of `store` with `key` and puts them on `shelf`; `last` is the one signed last.
    pub fn new(
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        key: CheckpointKey,
        shelf: Arc<dyn CheckpointShelf>,
        last: Option<&Checkpoint>,
    ) -> Self {
        Self {
            store,
            clock,
            key,
            shelf,
            last: last.map(|checkpoint| (checkpoint.position, checkpoint.hash)),
        }
    }

    /// Signs the head if it is not the one signed last. A failure is logged and made good at the
    /// next call.
    pub async fn keep_if_moved(&mut self) {
        let head = match self.head().await {
            Ok(head) => head,
            Err(error) => {
                tracing::warn!(%error, "the head of the audit log cannot be read");
                return;
            }
        };
        if head.0 == 0 || self.last == Some(head) {
            return;
        }
        let checkpoint = Checkpoint::create(&self.key, head.0, head.1, self.clock.now().0);
        match self.shelf.keep(checkpoint).await {
            Ok(()) => self.last = Some(head),
            Err(error) => tracing::error!(%error, "a checkpoint of the audit log cannot be kept"),
        }
    }

    async fn head(&self) -> Result<(i64, Hash), StoreError> {
        self.store.read().await?.audit_head().await
    }
}
