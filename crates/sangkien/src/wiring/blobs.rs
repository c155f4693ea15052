//! Files of dossiers in a folder.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;
use sangkien_app::port::{BlobError, Blobs};
use sangkien_blobs::{BlobFault, BlobStore, ContentHash};

/// Files under the hash of their content, written and read on threads that may block.
#[derive(Debug, Clone)]
pub struct FolderBlobs(Arc<BlobStore>);

impl FolderBlobs {
    /// Opens the folder, making it if it is not there.
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self, BlobError> {
        let store = BlobStore::open(folder).map_err(unavailable)?;
        Ok(Self(Arc::new(store)))
    }

    async fn on_blocking_thread<T: Send + 'static>(
        &self,
        work: impl FnOnce(&BlobStore) -> Result<T, BlobError> + Send + 'static,
    ) -> Result<T, BlobError> {
        let store = Arc::clone(&self.0);
        tokio::task::spawn_blocking(move || work(&store))
            .await
            .map_err(unavailable)?
    }
}

#[async_trait]
impl Blobs for FolderBlobs {
    async fn put(&self, content: Vec<u8>) -> Result<String, BlobError> {
        self.on_blocking_thread(move |store| {
            let stored = store.put(&content).map_err(|fault| match fault {
                BlobFault::Disk { source, .. } if no_room(&source) => BlobError::Full,
                other => unavailable(other),
            })?;
            Ok(stored.hash.to_string())
        })
        .await
    }

    async fn get(&self, sha256: &str) -> Result<Vec<u8>, BlobError> {
        let hash: ContentHash = sha256.parse().map_err(|_| BlobError::Missing)?;
        self.on_blocking_thread(move |store| {
            store.get(hash).map_err(|fault| match fault {
                BlobFault::Missing(_) => BlobError::Missing,
                BlobFault::Corrupted { .. } => BlobError::Damaged,
                other => unavailable(other),
            })
        })
        .await
    }
}

/// Whether the disk, or what this account may use of it, is full.
fn no_room(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
    )
}

fn unavailable(error: impl std::fmt::Display) -> BlobError {
    BlobError::Unavailable(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_file_comes_back_as_it_was_and_a_changed_one_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = FolderBlobs::open(folder.path()).unwrap();
        let name = blobs.put("Minh chứng".into()).await.unwrap();
        assert_eq!(blobs.get(&name).await.unwrap(), "Minh chứng".as_bytes());
        assert!(matches!(
            blobs.get(&"0".repeat(64)).await,
            Err(BlobError::Missing)
        ));
        assert!(matches!(
            blobs.get("../secret.key").await,
            Err(BlobError::Missing)
        ));
        let (first, rest) = name.split_at(2);
        let (second, _) = rest.split_at(2);
        let path = folder.path().join(first).join(second).join(&name);
        std::fs::write(path, "khác").unwrap();
        assert!(matches!(blobs.get(&name).await, Err(BlobError::Damaged)));
    }
}
