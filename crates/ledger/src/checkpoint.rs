//! Signed notes of how far the chain had come.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::chain::{Hash, hash_from_hex, hash_to_hex};

const DOMAIN: &[u8] = b"sangkien:ledger:checkpoint:1";
const LINE_TAG: &str = "sangkien-checkpoint-1";

/// The secret key of the instance with which checkpoints are signed. It is
/// never shown, also not in debugging output.
#[derive(Clone)]
pub struct CheckpointKey([u8; 32]);

impl CheckpointKey {
    /// A key of 32 random bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    fn mac(&self) -> Hmac<Sha256> {
        // HMAC fills a key shorter than the block of the hash with zeros; done
        // here, the length is right by construction.
        let mut block = [0_u8; 64];
        for (place, byte) in block.iter_mut().zip(self.0) {
            *place = byte;
        }
        Hmac::new(&block.into())
    }
}

impl fmt::Debug for CheckpointKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CheckpointKey(..)")
    }
}

/// What the chain looked like at one moment, to be kept outside the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Position of the last event; 0 when there was none.
    pub position: i64,
    /// Hash of that event.
    pub hash: Hash,
    /// When the note was made: microseconds since the Unix epoch, UTC.
    pub at_micros: i64,
    /// HMAC-SHA256 over the other fields under the key of the instance.
    pub mac: [u8; 32],
}

/// Why a line is not a checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointFault {
    /// The line does not have the form of a checkpoint.
    #[error("the line is not a checkpoint")]
    Malformed,
    /// The signature is not one made with this key over these values.
    #[error("the checkpoint was not signed with the key of this instance")]
    Forged,
}

impl Checkpoint {
    /// Signs the state of the chain at one moment.
    pub fn create(key: &CheckpointKey, position: i64, hash: Hash, at_micros: i64) -> Self {
        let mac = signed(key, position, &hash, at_micros)
            .finalize()
            .into_bytes();
        Self {
            position,
            hash,
            at_micros,
            mac: mac.into(),
        }
    }

    /// Checks the signature, in constant time.
    pub fn verify(&self, key: &CheckpointKey) -> Result<(), CheckpointFault> {
        signed(key, self.position, &self.hash, self.at_micros)
            .verify_slice(&self.mac)
            .map_err(|_| CheckpointFault::Forged)
    }

    /// The checkpoint as one line of text, without a line end.
    pub fn to_line(&self) -> String {
        format!(
            "{LINE_TAG} position={} at={} hash={} mac={}",
            self.position,
            self.at_micros,
            hash_to_hex(&self.hash),
            hash_to_hex(&self.mac)
        )
    }

    /// Reads a line written by [`Checkpoint::to_line`]. White space around the
    /// line is ignored; the signature is not checked.
    pub fn parse_line(line: &str) -> Result<Self, CheckpointFault> {
        let line = line.trim();
        let parsed = parse(line).ok_or(CheckpointFault::Malformed)?;
        // One text for one checkpoint: no signs, leading zeros or capitals.
        if parsed.to_line() == line {
            Ok(parsed)
        } else {
            Err(CheckpointFault::Malformed)
        }
    }
}

fn parse(line: &str) -> Option<Checkpoint> {
    let parts: Vec<&str> = line.split(' ').collect();
    let [LINE_TAG, position, at, hash, mac] = *parts.as_slice() else {
        return None;
    };
    Some(Checkpoint {
        position: position.strip_prefix("position=")?.parse().ok()?,
        at_micros: at.strip_prefix("at=")?.parse().ok()?,
        hash: hash_from_hex(hash.strip_prefix("hash=")?)?,
        mac: hash_from_hex(mac.strip_prefix("mac=")?)?,
    })
}

fn signed(key: &CheckpointKey, position: i64, hash: &Hash, at_micros: i64) -> Hmac<Sha256> {
    // Every part has a fixed length, so nothing needs a length before it.
    let mut mac = key.mac();
    mac.update(DOMAIN);
    mac.update(&position.to_be_bytes());
    mac.update(hash);
    mac.update(&at_micros.to_be_bytes());
    mac
}

#[cfg(test)]
mod tests {
    use super::{Checkpoint, CheckpointFault, CheckpointKey};
    use proptest::prelude::*;

    fn key() -> CheckpointKey {
        CheckpointKey::new([7; 32])
    }

    #[test]
    fn a_line_is_read_back_and_its_signature_holds() {
        let checkpoint = Checkpoint::create(&key(), 42, [3; 32], 1_712_620_800_000_000);
        let read = Checkpoint::parse_line(&format!("{}\n", checkpoint.to_line())).expect("a line");
        assert_eq!(read, checkpoint);
        assert_eq!(read.verify(&key()), Ok(()));
    }

    #[test]
    fn another_key_or_another_value_breaks_the_signature() {
        let checkpoint = Checkpoint::create(&key(), 42, [3; 32], 5);
        assert_eq!(
            checkpoint.verify(&CheckpointKey::new([8; 32])),
            Err(CheckpointFault::Forged)
        );
        let moved = Checkpoint {
            position: 41,
            ..checkpoint.clone()
        };
        assert_eq!(moved.verify(&key()), Err(CheckpointFault::Forged));
        let redated = Checkpoint {
            at_micros: 6,
            ..checkpoint
        };
        assert_eq!(redated.verify(&key()), Err(CheckpointFault::Forged));
    }

    #[test]
    fn a_line_has_only_one_accepted_form() {
        let line = Checkpoint::create(&key(), 42, [0xab; 32], 5).to_line();
        for wrong in [
            String::new(),
            line.replace("position=42", "position=+42"),
            line.replace("position=42", "position=042"),
            line.to_uppercase(),
            format!("{line} more"),
            line.replace(' ', "  "),
        ] {
            assert_eq!(
                Checkpoint::parse_line(&wrong),
                Err(CheckpointFault::Malformed)
            );
        }
    }

    #[test]
    fn the_key_does_not_show_in_debugging_output() {
        assert_eq!(format!("{:?}", key()), "CheckpointKey(..)");
    }

    proptest! {
        #[test]
        fn no_line_breaks_the_reader(line in any::<String>()) {
            let _ = Checkpoint::parse_line(&line);
        }

        #[test]
        fn a_changed_bit_in_a_line_is_never_accepted(place in any::<prop::sample::Index>(), bit in 0..7_u8) {
            let line = Checkpoint::create(&key(), 42, [0xab; 32], 5).to_line();
            let mut bytes = line.into_bytes();
            let place = place.index(bytes.len());
            bytes[place] ^= 1 << bit;
            let text = String::from_utf8(bytes).expect("still ASCII");
            let accepted = Checkpoint::parse_line(&text).is_ok_and(|read| read.verify(&key()).is_ok());
            prop_assert!(!accepted);
        }
    }
}
