//! Digital signatures on PDF and data: made, time-stamped and verified.
//!
//! Signatures are PAdES of the level B-B (ETSI EN 319 142-1): a detached CMS with the signing
//! certificate among what is signed, appended to the file without touching a byte of it; with a
//! time stamp of RFC 3161 they are of the level B-T. [`Identity`] is a key with its certificate, from
//! PKCS#12 or behind PKCS#11. [`paper::prepare`] leaves room in a file and says what is to be signed,
//! [`paper::Prepared::seal`] puts a signature into the room, wherever it was made. [`verify()`] judges files
//! of strangers. [`xml`] does the same for data, as XAdES.
//!
//! # Invariants
//! - Nothing here asks the clock, the disk or a source of randomness: moments, bytes and randomness
//!   are handed in. Only [`stamp::Server`] speaks to the network and only [`token`] loads a library.
//! - A file is valid only if it can be read without repair, and all that follows a signature is
//!   understood: what is not known to be harmless voids it.
//!
//! A new form of attack is a test in `tests/attacks.rs`, and if it is not refused, a rule in
//! `revision`.

mod algorithm;
mod appearance;
pub mod envelope;
mod identity;
pub mod paper;
mod pdf;
mod revision;
pub mod stamp;
pub mod token;
pub mod trust;
mod verify;
pub mod xml;

pub use identity::Identity;
pub use trust::Trust;
pub use verify::verify;

use sha2::{Digest as _, Sha256};

/// Why a document was not signed.
#[derive(Debug, thiserror::Error)]
pub enum SignFault {
    /// The key file cannot be opened, mostly because of a wrong password.
    #[error("the key cannot be opened: {0}")]
    Key(String),
    /// The key is of a kind that documents are not signed with here.
    #[error("keys of this kind are not supported")]
    KeyKind,
    /// The token or its library refused.
    #[error("the token refused: {0}")]
    Token(String),
    /// The file cannot be signed as it is.
    #[error("the file cannot be signed: {0}")]
    Paper(String),
    /// The signature does not belong to this file, or is damaged.
    #[error("the signature does not belong to this file")]
    Foreign,
    /// The time-stamp server did not answer as it should.
    #[error("the time-stamp server did not answer: {0}")]
    Stamp(String),
    /// A structure could not be written.
    #[error("the signature could not be written: {0}")]
    Encoding(#[from] der::Error),
}

/// SHA-256 of bytes.
fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Bytes in lower-case hexadecimal.
fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
