//! Overlap indexes in folders.
//!
//! A folder holds immutable segments ([`sangkien_novelty::segment`]), the set phrases learned when
//! it was made, the secret its prints are keyed with, and a list that says which segments count and
//! which texts were removed. The list is replaced in one step after everything it names is on
//! disk, so a folder is always the state before or after an act, whenever the power goes.
//!
//! To add an act: build what is new beside what is there, then [`folder::Folder::commit`] the new list.

mod among;
pub mod batch;
pub mod folder;
pub mod index;
pub mod kept;
mod opened;
pub mod stats;
pub mod sweep;
mod swept;

use std::io;
use std::path::PathBuf;

use sangkien_novelty::segment::Fault;

/// What went wrong with an index.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// How it failed.
        source: io::Error,
    },
    /// A file of the index is damaged or of another version.
    #[error("{}: {fault}", path.display())]
    Segment {
        /// Which.
        path: PathBuf,
        /// What is wrong with it.
        fault: Fault,
    },
    /// The list of the index cannot be read.
    #[error("{}: {reason}", path.display())]
    List {
        /// Which.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A line of a batch is not what it should be.
    #[error("line {line}: {reason}")]
    Line {
        /// Counted from one.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// Output cannot be written.
    #[error("output: {0}")]
    Output(io::Error),
}

/// Result of working with an index.
pub type Outcome<T> = Result<T, Error>;

pub(crate) fn at(path: &std::path::Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::File { path, source }
}

#[cfg(test)]
mod tests;
