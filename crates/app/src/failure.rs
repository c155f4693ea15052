//! How a use case can end other than well.

use sangkien_domain::refusal::Refusal;

use crate::port::{BlobError, PaperError, StoreError};

/// Why a use case did not do what was asked. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Not there, or not for this person; nobody can tell which.
    #[error("absent")]
    Absent,
    /// Nobody is signed in, or the credentials do not fit.
    #[error("not signed in")]
    NotSignedIn,
    /// The rules refuse, with every reason at once.
    #[error("refused: {0:?}")]
    Refused(Vec<Refusal>),
    /// Somebody else changed it first.
    #[error("changed by another")]
    Stale,
    /// Storage failed.
    #[error(transparent)]
    Store(StoreError),
    /// File storage failed.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// A document could not be made.
    #[error(transparent)]
    Paper(#[from] PaperError),
    /// What is stored contradicts itself; the sentence says how.
    #[error("inconsistent data: {0}")]
    Inconsistent(String),
}

/// Result of a use case.
pub type Outcome<T> = Result<T, Failure>;

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale => Self::Stale,
            other => Self::Store(other),
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Stale => Self::Stale,
            other => Self::Refused(vec![other]),
        }
    }
}

impl From<Vec<Refusal>> for Failure {
    fn from(refusals: Vec<Refusal>) -> Self {
        Self::Refused(refusals)
    }
}
