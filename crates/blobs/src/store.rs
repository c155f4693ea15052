//! The folder the files are kept in.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use crate::hash::ContentHash;

/// How old a temporary file must be before [`BlobStore::open`] takes it for the
/// leftover of a crash. A younger one may belong to another running process.
pub const LEFTOVER_AGE: Duration = Duration::from_hours(1);

/// Bytes read at a time.
const CHUNK: usize = 64 * 1024;

/// Files kept under the hash of their content.
///
/// All calls block; several threads and processes may use one folder at once.
#[derive(Debug, Clone)]
pub struct BlobStore {
    root: PathBuf,
    incoming: PathBuf,
}

/// What came of storing a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    /// The hash it is kept under.
    pub hash: ContentHash,
    /// Its length in bytes.
    pub length: u64,
}

/// Why a file could not be stored or read.
#[derive(Debug, thiserror::Error)]
pub enum BlobFault {
    /// No file is kept under this hash.
    #[error("no file is kept under {0}")]
    Missing(ContentHash),
    /// The file kept under a hash has another content.
    #[error("the file kept under {expected} has the content of {found}")]
    Corrupted {
        /// The hash it is kept under.
        expected: ContentHash,
        /// The hash of what it holds.
        found: ContentHash,
    },
    /// The content is longer than allowed; nothing was stored.
    #[error("the content is longer than {limit} bytes")]
    TooLong {
        /// The most bytes allowed.
        limit: u64,
    },
    /// The file system failed.
    #[error("the file system failed at {path}")]
    Disk {
        /// Where.
        path: PathBuf,
        /// How.
        source: io::Error,
    },
    /// The content could not be read from where it comes.
    #[error("the content could not be received")]
    Source(#[source] io::Error),
}

/// Turns a failure of the file system into a fault that says where.
fn at(path: &Path) -> impl FnOnce(io::Error) -> BlobFault + '_ {
    move |source| BlobFault::Disk {
        path: path.to_owned(),
        source,
    }
}

impl BlobStore {
    /// Opens the store in a folder, which is made if it is not there, and
    /// removes what crashes left behind (see [`LEFTOVER_AGE`]).
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self, BlobFault> {
        let root = folder.into();
        let incoming = root.join("incoming");
        fs::create_dir_all(&incoming).map_err(at(&incoming))?;
        flush_folder(&root)?;
        let store = Self { root, incoming };
        store.remove_leftovers()?;
        Ok(store)
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the age of a file is told by the clock of its disk, not by that of the product"
    )]
    fn remove_leftovers(&self) -> Result<(), BlobFault> {
        let now = SystemTime::now();
        for entry in fs::read_dir(&self.incoming).map_err(at(&self.incoming))? {
            let path = entry.map_err(at(&self.incoming))?.path();
            // Another process may remove the same leftover at the same time.
            let Ok(changed) = fs::metadata(&path).and_then(|data| data.modified()) else {
                continue;
            };
            let age = now.duration_since(changed).unwrap_or_default();
            if age >= LEFTOVER_AGE {
                match fs::remove_file(&path) {
                    Err(source) if source.kind() != io::ErrorKind::NotFound => {
                        return Err(BlobFault::Disk { path, source });
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// Stores a content held in memory.
    pub fn put(&self, content: &[u8]) -> Result<Stored, BlobFault> {
        self.put_reader(content, u64::MAX)
    }

    /// Stores a content as it comes in, up to a number of bytes.
    ///
    /// When the same content is already kept, it is put in its place all the
    /// same: otherwise a quick answer would tell that somebody else has it. When
    /// this returns, the file and its name are on disk.
    pub fn put_reader(&self, mut content: impl Read, limit: u64) -> Result<Stored, BlobFault> {
        let failed = || at(&self.incoming);
        let mut incoming = NamedTempFile::new_in(&self.incoming).map_err(failed())?;
        let mut hasher = Sha256::new();
        let mut length = 0_u64;
        let mut chunk = vec![0; CHUNK];
        loop {
            let bytes = match content.read(&mut chunk) {
                Ok(0) => break,
                Ok(read) => chunk.get(..read).unwrap_or_default(),
                Err(fault) if fault.kind() == io::ErrorKind::Interrupted => continue,
                Err(fault) => return Err(BlobFault::Source(fault)),
            };
            length = length.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
            if length > limit {
                return Err(BlobFault::TooLong { limit });
            }
            hasher.update(bytes);
            incoming.write_all(bytes).map_err(failed())?;
        }
        let hash = ContentHash::finish(hasher);
        let path = self.path(hash);
        incoming.as_file().sync_all().map_err(failed())?;
        self.give_name(incoming, &path)?;
        Ok(Stored { hash, length })
    }

    fn give_name(&self, incoming: NamedTempFile, path: &Path) -> Result<(), BlobFault> {
        let folder = path.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder).map_err(at(folder))?;
        incoming
            .persist(path)
            .map_err(|fault| at(path)(fault.error))?;
        // The name is on disk only when every folder that leads to it is.
        for folder in folder.ancestors() {
            flush_folder(folder)?;
            if folder == self.root {
                break;
            }
        }
        Ok(())
    }

    /// The content kept under a hash, checked against the hash.
    pub fn get(&self, hash: ContentHash) -> Result<Vec<u8>, BlobFault> {
        let path = self.path(hash);
        let content = match fs::read(&path) {
            Ok(content) => content,
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => {
                return Err(BlobFault::Missing(hash));
            }
            Err(fault) => return Err(at(&path)(fault)),
        };
        match ContentHash::of(&content) {
            found if found == hash => Ok(content),
            found => Err(BlobFault::Corrupted {
                expected: hash,
                found,
            }),
        }
    }

    /// Whether a file is kept under a hash; its content is not read.
    pub fn exists(&self, hash: ContentHash) -> Result<bool, BlobFault> {
        let path = self.path(hash);
        path.try_exists().map_err(at(&path))
    }

    /// Reads the file kept under a hash, checks it, and gives its length in
    /// bytes. Memory use does not depend on the length.
    pub fn verify(&self, hash: ContentHash) -> Result<u64, BlobFault> {
        let path = self.path(hash);
        let mut file = match File::open(&path) {
            Ok(file) => file,
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => {
                return Err(BlobFault::Missing(hash));
            }
            Err(fault) => return Err(at(&path)(fault)),
        };
        let mut hasher = Sha256::new();
        let mut length = 0_u64;
        let mut chunk = vec![0; CHUNK];
        loop {
            let read = match file.read(&mut chunk) {
                Ok(0) => break,
                Ok(read) => read,
                Err(fault) if fault.kind() == io::ErrorKind::Interrupted => continue,
                Err(fault) => return Err(at(&path)(fault)),
            };
            let bytes = chunk.get(..read).unwrap_or_default();
            length = length.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
            hasher.update(bytes);
        }
        match ContentHash::finish(hasher) {
            found if found == hash => Ok(length),
            found => Err(BlobFault::Corrupted {
                expected: hash,
                found,
            }),
        }
    }

    fn path(&self, hash: ContentHash) -> PathBuf {
        let name = hash.to_string();
        let first = name.get(..2).unwrap_or_default();
        let second = name.get(2..4).unwrap_or_default();
        self.root.join(first).join(second).join(&name)
    }
}

/// Puts the names in a folder on disk.
fn flush_folder(folder: &Path) -> Result<(), BlobFault> {
    // Only Unix lets a folder be opened and flushed like a file.
    if cfg!(unix) {
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(at(folder))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{BlobFault, BlobStore, LEFTOVER_AGE};
    use crate::hash::ContentHash;
    use proptest::prelude::*;
    use std::fs::{self, File};
    use std::io::{self, Read};
    use std::time::SystemTime;
    use tempfile::TempDir;

    fn store() -> (TempDir, BlobStore) {
        let folder = TempDir::new().expect("a folder");
        let store = BlobStore::open(folder.path().join("files")).expect("a store");
        (folder, store)
    }

    fn incoming(store: &BlobStore) -> usize {
        fs::read_dir(&store.incoming).expect("a folder").count()
    }

    #[test]
    fn a_stored_content_is_read_back_under_its_hash() {
        let (_folder, store) = store();
        let stored = store.put("Minh chứng".as_bytes()).expect("stored");
        assert_eq!(stored.hash, ContentHash::of("Minh chứng".as_bytes()));
        assert_eq!(
            store.get(stored.hash).expect("content"),
            "Minh chứng".as_bytes()
        );
        assert_eq!(store.verify(stored.hash).expect("sound"), stored.length);
        assert!(store.exists(stored.hash).expect("an answer"));
        assert_eq!(incoming(&store), 0);
    }

    #[test]
    fn the_same_content_is_kept_once_and_costs_the_same_work() {
        use std::os::unix::fs::MetadataExt as _;
        let (_folder, store) = store();
        let first = store.put(b"a").expect("stored");
        let path = store.path(first.hash);
        let before = fs::metadata(&path).expect("a file").ino();
        assert_eq!(store.put(b"a").expect("stored"), first);
        // Another file stands there: nothing was left out because the content was known.
        assert_ne!(fs::metadata(&path).expect("a file").ino(), before);
        let folder = path.parent().expect("a folder");
        assert_eq!(fs::read_dir(folder).expect("a folder").count(), 1);
        assert_eq!(incoming(&store), 0);
    }

    #[test]
    fn a_changed_content_is_noticed_when_read() {
        let (_folder, store) = store();
        let hash = store.put(b"right").expect("stored").hash;
        fs::write(store.path(hash), b"wrong").expect("written");
        assert!(
            matches!(store.get(hash), Err(BlobFault::Corrupted { expected, .. }) if expected == hash)
        );
        assert!(matches!(
            store.verify(hash),
            Err(BlobFault::Corrupted { .. })
        ));
    }

    #[test]
    fn a_damaged_file_is_replaced_when_its_content_comes_again() {
        let (_folder, store) = store();
        let hash = store.put(b"whole").expect("stored").hash;
        for damaged in [&b"who"[..], b"wh0le"] {
            fs::write(store.path(hash), damaged).expect("written");
            store.put(b"whole").expect("stored");
            assert_eq!(store.get(hash).expect("content"), b"whole");
        }
    }

    #[test]
    fn an_unknown_hash_is_missing() {
        let (_folder, store) = store();
        let hash = ContentHash::of(b"never stored");
        assert!(!store.exists(hash).expect("an answer"));
        assert!(matches!(store.get(hash), Err(BlobFault::Missing(missing)) if missing == hash));
        assert!(matches!(store.verify(hash), Err(BlobFault::Missing(_))));
    }

    #[test]
    fn a_content_beyond_the_limit_leaves_nothing_behind() {
        let (_folder, store) = store();
        assert!(matches!(
            store.put_reader(io::repeat(1), 1_000_000),
            Err(BlobFault::TooLong { limit: 1_000_000 })
        ));
        assert_eq!(incoming(&store), 0);
        assert!(
            store
                .put_reader(io::repeat(1).take(1_000_000), 1_000_000)
                .is_ok()
        );
    }

    #[test]
    fn a_content_that_stops_coming_leaves_nothing_behind() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("connection lost"))
            }
        }
        let (_folder, store) = store();
        let content = (&b"begin"[..]).chain(Broken);
        assert!(matches!(
            store.put_reader(content, 100),
            Err(BlobFault::Source(_))
        ));
        assert_eq!(incoming(&store), 0);
    }

    #[test]
    #[expect(
        clippy::disallowed_methods,
        reason = "an old file is made by the clock of its disk"
    )]
    fn what_a_crash_left_behind_is_removed_on_opening_and_the_rest_is_kept() {
        let (folder, store) = store();
        let kept = store.put(b"kept").expect("stored").hash;
        let old = store.incoming.join("old");
        let fresh = store.incoming.join("fresh");
        fs::write(&fresh, b"half").expect("written");
        let file = File::create(&old).expect("a file");
        file.set_modified(SystemTime::now() - LEFTOVER_AGE)
            .expect("an old file");
        let store = BlobStore::open(folder.path().join("files")).expect("a store");
        assert!(!old.exists() && fresh.exists());
        assert_eq!(store.get(kept).expect("content"), b"kept");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn any_content_is_read_back(content in prop::collection::vec(any::<u8>(), 0..200_000)) {
            let (_folder, store) = store();
            let stored = store.put_reader(content.as_slice(), u64::MAX).expect("stored");
            prop_assert_eq!(stored.length, u64::try_from(content.len()).expect("small"));
            prop_assert_eq!(store.get(stored.hash).expect("content"), content);
        }
    }
}
