//! Papers of issued decisions as files, and what signs them.

use async_trait::async_trait;
use sangkien_domain::id::{CertificateId, DecisionId};
use sangkien_domain::signing::{SigningFault, SigningStep};

use super::Stored;
use crate::record::{IssuedPaper, PaperVersion};

/// Reading papers and their files.
#[async_trait]
pub trait ReadPapers {
    /// The papers of a decision, itself first.
    async fn issued_papers(&mut self, decision: DecisionId) -> Stored<Vec<IssuedPaper>>;
    /// All files of the papers of a decision, by paper, oldest first.
    async fn paper_versions(&mut self, decision: DecisionId) -> Stored<Vec<PaperVersion>>;
    /// The latest file of a certificate.
    async fn certificate_file(&mut self, id: CertificateId) -> Stored<Option<PaperVersion>>;
    /// The papers that have had a file of this hash.
    async fn papers_of_hash(&mut self, sha256: &str) -> Stored<Vec<PaperVersion>>;
}

/// Writing papers and their files.
#[async_trait]
pub trait WritePapers {
    /// A paper, without a file yet.
    async fn insert_paper(&mut self, new: &IssuedPaper) -> Stored<()>;
    /// A file of a paper. One that it has had is [`super::StoreError::Constraint`].
    async fn insert_paper_version(&mut self, new: &PaperVersion) -> Stored<()>;
    /// What a paper waits for, and why the last attempt failed.
    async fn set_paper_waiting(&mut self, paper: &IssuedPaper) -> Stored<()>;
}

/// What a signature is to say and where it is seen.
#[derive(Debug, Clone, PartialEq)]
pub struct SigningRequest {
    /// Who signs: a person or a body.
    pub name: String,
    /// Why.
    pub reason: String,
    /// Page, from 1, and frame of what is seen: left, bottom, right, top in points from the lower
    /// left corner; nothing is seen without.
    pub frame: Option<(u32, [f32; 4])>,
    /// What is seen above the moment of signing.
    pub line: String,
    /// A transparent PNG that is seen instead.
    pub picture: Option<Vec<u8>>,
}

/// A file with room for a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreparedPaper {
    /// The file, its room empty.
    pub file: Vec<u8>,
    /// SHA-256 of what is to be signed.
    pub hash: [u8; 32],
}

/// Puts signatures into files and signs with the keys that the server holds, by the time of the
/// world: a demo's clock says nothing about certificates.
#[async_trait]
pub trait Signing: Send + Sync {
    /// A file with room for a signature.
    fn prepare(&self, file: &[u8], request: &SigningRequest)
    -> Result<PreparedPaper, SigningFault>;
    /// The bytes of a prepared file that are to be signed: all but its room.
    fn to_sign(&self, prepared: &[u8]) -> Result<Vec<u8>, SigningFault>;
    /// The SHA-256 that a detached CMS is over; nothing for what is no such CMS.
    fn signed_hash(&self, envelope: &[u8]) -> Option<[u8; 32]>;
    /// A prepared file with a signature in its room.
    fn seal(&self, prepared: Vec<u8>, envelope: &[u8]) -> Result<Vec<u8>, SigningFault>;
    /// Whether the server holds a key for this step of this person or body.
    fn holds(&self, step: SigningStep, name: &str) -> bool;
    /// A detached CMS over a hash, with the key of this person or body, time-stamped where a
    /// server is configured.
    async fn sign(
        &self,
        step: SigningStep,
        name: &str,
        hash: [u8; 32],
    ) -> Result<Vec<u8>, SigningFault>;
    /// A document of XML with the signature of this person or body in it, as XAdES.
    async fn sign_data(
        &self,
        step: SigningStep,
        name: &str,
        data: Vec<u8>,
    ) -> Result<Vec<u8>, SigningFault>;
}
