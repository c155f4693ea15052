//! Papers, ballots and the urn.

use blind_rsa_signatures::{BlindSignature, BlindingResult, MessageRandomizer, Signature};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::chance::Drawn;
use crate::{BallotError, CheckingKey, Entropy, Issued, Vote, add};

/// A filled and blinded paper, before it is signed. It holds what ties it to its ballot, so it is
/// never stored.
pub struct Paper {
    choice: String,
    serial: [u8; 32],
    message: Vec<u8>,
    blinding: BlindingResult,
}

impl std::fmt::Debug for Paper {
    /// Without choice and secret.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Paper")
    }
}

/// What the signature covers.
fn message(vote: &Vote, choice: &str, serial: [u8; 32]) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(b"sangkien-ballot-1");
    hash.update(vote.digest());
    add(&mut hash, choice.as_bytes());
    hash.update(serial);
    hash.finalize().to_vec()
}

impl Paper {
    /// Fills a paper and blinds it for the key of the vote.
    pub fn fill(
        vote: &Vote,
        key: &CheckingKey,
        choice: &str,
        entropy: Entropy<'_>,
    ) -> Result<Self, BallotError> {
        if !vote.choices.iter().any(|one| one == choice) {
            return Err(BallotError::Choice);
        }
        let serial = entropy();
        let message = message(vote, choice, serial);
        let mut chance = Drawn::new(entropy);
        let blinding = key.0.blind(&mut chance, &message);
        Ok(Self {
            choice: choice.to_owned(),
            serial,
            message,
            blinding: blinding.map_err(|_| BallotError::Paper)?,
        })
    }

    /// What is signed and kept with the member's name; it tells nothing of the choice.
    pub fn blinded(&self) -> &[u8] {
        &self.blinding.blind_message.0
    }

    /// What is kept of the member, and handed out after closing.
    pub fn issued(&self, member: &str) -> Issued {
        Issued {
            member: member.to_owned(),
            blinded: hex::encode(self.blinded()),
        }
    }

    /// The ballot, once the paper is signed.
    pub fn finish(self, key: &CheckingKey, signed: &[u8]) -> Result<Ballot, BallotError> {
        let signed = BlindSignature(signed.to_vec());
        let signature = key.0.finalize(&signed, &self.blinding, &self.message);
        let signature = signature.map_err(|_| BallotError::Signature)?;
        let randomizer = self.blinding.msg_randomizer.ok_or(BallotError::Paper)?;
        Ok(Ballot {
            serial: hex::encode(self.serial),
            choice: self.choice,
            randomizer: hex::encode(randomizer.0),
            signature: hex::encode(&signature.0),
        })
    }
}

/// A ballot as it lies in the urn and in the export. Nothing in it tells whose it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ballot {
    /// Its serial in hexadecimal; the urn is in this order.
    pub serial: String,
    /// Code of the choice.
    pub choice: String,
    /// What the signing added to the message, in hexadecimal.
    pub randomizer: String,
    /// The signature in hexadecimal.
    pub signature: String,
}

impl Ballot {
    /// Whether the ballot is genuine.
    pub fn check(&self, vote: &Vote, key: &CheckingKey) -> Result<(), BallotError> {
        let bytes = |text: &str| hex::decode(text).map_err(|_| BallotError::Signature);
        let array = |text: &str| -> Result<[u8; 32], BallotError> {
            bytes(text)?.try_into().map_err(|_| BallotError::Signature)
        };
        // Two ways to write one ballot would let it be counted twice.
        let upper = |text: &str| text.bytes().any(|byte| byte.is_ascii_uppercase());
        if [&self.serial, &self.randomizer, &self.signature].map(|text| upper(text)) != [false; 3] {
            return Err(BallotError::Signature);
        }
        let message = message(vote, &self.choice, array(&self.serial)?);
        let randomizer = MessageRandomizer(array(&self.randomizer)?);
        let signature = Signature(bytes(&self.signature)?);
        let checked = key.0.verify(&signature, Some(randomizer), &message);
        checked.map_err(|_| BallotError::Signature)
    }

    /// What the member keeps: the hash of the ballot. With the export it proves that the ballot is
    /// counted; whoever is shown it can see how the member voted.
    pub fn receipt(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(b"sangkien-receipt-1");
        for part in [
            &self.serial,
            &self.choice,
            &self.randomizer,
            &self.signature,
        ] {
            add(&mut hash, part.as_bytes());
        }
        hex::encode(hash.finalize())
    }
}

/// Ballots in the order of their serials; stored as one value that is written anew with each
/// ballot, so that no row tells when it came.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Urn(Vec<Ballot>);

impl Urn {
    /// Puts a ballot into its place.
    pub fn put(
        &mut self,
        ballot: Ballot,
        vote: &Vote,
        key: &CheckingKey,
    ) -> Result<(), BallotError> {
        ballot.check(vote, key)?;
        let place = self
            .0
            .binary_search_by(|other| other.serial.cmp(&ballot.serial));
        match place {
            Ok(_) => Err(BallotError::Twice),
            Err(place) => {
                self.0.insert(place, ballot);
                Ok(())
            }
        }
    }

    /// The ballots.
    pub fn ballots(&self) -> &[Ballot] {
        &self.0
    }
}
