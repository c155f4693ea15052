//! Papers of issued decisions as files.

use sangkien_domain::id::{CertificateId, DecisionId, PersonId};
use sangkien_domain::signature::Verification;
use sangkien_domain::signing::{PaperState, SigningFault};
use sangkien_domain::time::Instant;

/// A paper of an issued decision: the decision itself or one of its certificates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedPaper {
    /// Of which decision.
    pub decision: DecisionId,
    /// Its place among the papers; the decision itself is 0.
    pub position: i64,
    /// Which certificate it is.
    pub certificate: Option<CertificateId>,
    /// What waits for a signature made elsewhere.
    pub room: Option<Room>,
    /// Why the last attempt to sign failed.
    pub fault: Option<SigningFault>,
}

/// A file with room for a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// SHA-256 of the file, under which it is kept.
    pub file: String,
    /// SHA-256 of what is to be signed, in lower-case hexadecimal.
    pub hash: String,
}

/// A file of a paper. What was once given out is never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperVersion {
    /// Of which decision.
    pub decision: DecisionId,
    /// Which paper of it.
    pub position: i64,
    /// From 1.
    pub version: i64,
    /// SHA-256 of the file, under which it is kept.
    pub sha256: String,
    /// Its size in bytes.
    pub size: i64,
    /// How far the paper is with it.
    pub state: PaperState,
    /// What verification said when it came; none of the file as made.
    pub report: Option<Verification>,
    /// Who made or brought it.
    pub added_by: PersonId,
    /// When.
    pub added_at: Instant,
}
