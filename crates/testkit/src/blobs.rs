//! Files in memory.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use sangkien_app::port::{BlobError, Blobs};
use sha2::{Digest, Sha256};

/// Files in memory, by the hash of their content.
#[derive(Default)]
pub struct MemoryBlobs(Mutex<HashMap<String, Vec<u8>>>);

#[async_trait]
impl Blobs for MemoryBlobs {
    async fn put(&self, content: Vec<u8>) -> Result<String, BlobError> {
        let hash = hex::encode(Sha256::digest(&content));
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(hash.clone(), content);
        Ok(hash)
    }

    async fn get(&self, sha256: &str) -> Result<Vec<u8>, BlobError> {
        let files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.get(sha256).cloned().ok_or(BlobError::Missing)
    }
}
