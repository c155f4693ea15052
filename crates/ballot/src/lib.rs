//! Secret ballots that anybody entitled can check.
//!
//! A member fills a [`Paper`]: the vote, the choice and a serial of 32 random bytes. The paper is
//! blinded and signed with the key of the vote, once for each member; unblinded it is a
//! [`Ballot`], whose signature anybody can check and nobody can tie to the act of signing: every
//! blinded paper fits every ballot (blind RSA signatures, RFC 9474,
//! RSABSSA-SHA384-PSS-Randomized). Since the signature covers the choice, a ballot cannot be
//! altered; since the key signs one paper for each member of the roll, none can be added unseen;
//! since the [`Export`] is sealed at closing, none can be taken out. What this does not protect
//! against stands in `docs/adr/0015-secret-ballots-by-blind-signatures.md`, with the way pages
//! have to go.
//!
//! # Invariants
//! - Nothing here keeps a secret: whoever fills a paper drops it once the ballot is finished.
//! - The urn is in the order of serials, which are random, so that its order tells nothing.
//! - Randomness is handed in, 32 bytes at a time.

mod chance;
mod export;
mod paper;
#[cfg(test)]
mod tests;

use blind_rsa_signatures::{
    BlindMessage, KeyPairSha384PSSRandomized, PublicKeySha384PSSRandomized,
    SecretKeySha384PSSRandomized,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use chance::Drawn;

pub use export::{BallotFault, Export, Issued, VERSION, Verified};
pub use paper::{Ballot, Paper, Urn};

/// Size of the key in bits.
const KEY_BITS: usize = 2_048;

/// Where randomness comes from: 32 bytes that nobody can guess, each time anew.
pub type Entropy<'a> = &'a mut dyn FnMut() -> [u8; 32];

/// What can go wrong with a key, a paper or a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BallotError {
    /// The key cannot be made or read.
    #[error("the key of the vote cannot be used")]
    Key,
    /// The choice is none of the vote's.
    #[error("the vote has no such choice")]
    Choice,
    /// The blinded paper is not of the key's size.
    #[error("the paper cannot be signed")]
    Paper,
    /// The signature does not fit.
    #[error("the signature does not fit the ballot")]
    Signature,
    /// The ballot lies in the urn already.
    #[error("the ballot has been counted")]
    Twice,
}

/// A vote: everything a ballot is bound to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vote {
    /// Identity, different for each vote of each session.
    pub id: String,
    /// What is asked.
    pub question: String,
    /// Codes of the choices; abstaining is one where it is allowed.
    pub choices: Vec<String>,
    /// Members entitled to vote, as they are named in the minutes.
    pub roll: Vec<String>,
}

impl Vote {
    /// SHA-256 over identity, question, choices and roll.
    fn digest(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(b"sangkien-vote-1");
        for part in [&self.id, &self.question] {
            add(&mut hash, part.as_bytes());
        }
        for list in [&self.choices, &self.roll] {
            hash.update(length(list.len()));
            for part in list {
                add(&mut hash, part.as_bytes());
            }
        }
        hash.finalize().into()
    }
}

/// A part with its length before it, so that no two lists of parts hash alike.
fn add(hash: &mut Sha256, part: &[u8]) {
    hash.update(length(part.len()));
    hash.update(part);
}

fn length(length: usize) -> [u8; 8] {
    u64::try_from(length).unwrap_or(u64::MAX).to_be_bytes()
}

/// The key that signs the papers of one vote; destroyed at closing.
pub struct SigningKey(SecretKeySha384PSSRandomized);

/// The key that checks its ballots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckingKey(PublicKeySha384PSSRandomized);

impl std::fmt::Debug for SigningKey {
    /// Without the key.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("SigningKey")
    }
}

impl SigningKey {
    /// A new key; takes a good part of a second.
    pub fn generate(entropy: Entropy<'_>) -> Result<Self, BallotError> {
        let mut chance = Drawn::new(entropy);
        let pair = KeyPairSha384PSSRandomized::generate(&mut chance, KEY_BITS);
        pair.map(|pair| Self(pair.sk)).map_err(|_| BallotError::Key)
    }

    /// The key as stored while the vote is open; never part of an export.
    pub fn to_bytes(&self) -> Result<Vec<u8>, BallotError> {
        self.0.to_der().map_err(|_| BallotError::Key)
    }

    /// A stored key.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BallotError> {
        let key = SecretKeySha384PSSRandomized::from_der(bytes);
        key.map(Self).map_err(|_| BallotError::Key)
    }

    /// The key that checks what this one signs.
    pub fn checking_key(&self) -> Result<CheckingKey, BallotError> {
        let key = self.0.public_key();
        key.map(CheckingKey).map_err(|_| BallotError::Key)
    }

    /// Signs a blinded paper. Whoever calls this has noted the member and the paper, once for each
    /// member, in the same transaction.
    pub fn sign(&self, blinded: &[u8], entropy: Entropy<'_>) -> Result<Vec<u8>, BallotError> {
        let mut chance = Drawn::new(entropy);
        let paper = BlindMessage(blinded.to_vec());
        let signed = self.0.blind_sign_with_rng(&mut chance, &paper);
        signed
            .map(|signed| signed.0)
            .map_err(|_| BallotError::Paper)
    }
}

impl CheckingKey {
    /// The key in hexadecimal, as in an export.
    pub fn to_hex(&self) -> Result<String, BallotError> {
        let bytes = self.0.to_spki().map_err(|_| BallotError::Key)?;
        Ok(hex::encode(bytes))
    }

    /// The key of an export.
    pub fn from_hex(text: &str) -> Result<Self, BallotError> {
        let bytes = hex::decode(text).map_err(|_| BallotError::Key)?;
        let key = PublicKeySha384PSSRandomized::from_spki(&bytes);
        key.map(Self).map_err(|_| BallotError::Key)
    }
}
