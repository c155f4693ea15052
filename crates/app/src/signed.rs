//! Digitally signed documents that anybody brings to be judged.

use sangkien_domain::signature::Verification;

use crate::App;
use crate::access;
use crate::failure::Outcome;
use crate::port::Unverified;
use crate::record::Certificate;
use crate::support::sha256_hex;

/// Largest file that is judged, in bytes.
pub const MOST_BYTES: usize = 32 << 20;

/// A paper of this instance, known by the hash of its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KnownPaper {
    /// A certificate.
    Certificate(Box<Certificate>),
    /// A decision: its number with symbol.
    Decision(String),
}

impl App {
    /// Which paper of this instance a file is, byte for byte, in this or an earlier version.
    pub async fn known_paper(&self, file: &[u8]) -> Outcome<Option<KnownPaper>> {
        let mut store = self.read().await?;
        let found = store.papers_of_hash(&sha256_hex(file)).await?;
        let Some(version) = found.first() else {
            return Ok(None);
        };
        let papers = store.issued_papers(version.decision).await?;
        let paper = papers.iter().find(|it| it.position == version.position);
        Ok(match paper.and_then(|paper| paper.certificate) {
            Some(id) => store
                .certificate_by_id(id)
                .await?
                .map(|found| KnownPaper::Certificate(Box::new(found))),
            None => access::decision_of_file(store.decision(version.decision).await?)
                .map(KnownPaper::Decision),
        })
    }

    /// Judges the signatures of a file, for anybody; nothing of it is kept.
    pub async fn verify_signatures(&self, file: Vec<u8>) -> Result<Verification, Unverified> {
        self.ports.verifying.verify(file).await
    }
}
