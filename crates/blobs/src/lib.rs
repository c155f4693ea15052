//! Files stored by content hash.
//!
//! A file is kept under the SHA-256 of its content, in
//! `<folder>/<first two digits>/<next two>/<all digits>`. It is written to a
//! temporary file in the same file system, flushed to disk and only then given
//! its name, so that a name always leads to a whole file, also after a power
//! cut. Files are never changed once they have their name.

mod hash;
mod store;

pub use hash::{ContentHash, NotAHash};
pub use store::{BlobFault, BlobStore, LEFTOVER_AGE, Stored};
