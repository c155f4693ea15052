//! The link from one event to the next.

use sha2::{Digest, Sha256};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// The hash that stands before the first event.
pub const GENESIS: Hash = [0; 32];

/// Keeps these hashes apart from every other use of SHA-256, and names the
/// layout of what is hashed.
const DOMAIN: &[u8] = b"sangkien:ledger:event:1";

/// One audit event as it is hashed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRecord {
    /// Place in the chain, counted from 1.
    pub position: i64,
    /// When it happened: microseconds since the Unix epoch, UTC.
    pub at_micros: i64,
    /// What happened, as canonical JSON.
    pub payload: String,
}

/// The hash that ties `record` to the event before it, whose hash is
/// `previous` ([`GENESIS`] for the first event).
///
/// SHA-256 over the domain tag, the previous hash, the position and the time
/// (each as eight bytes, big-endian) and the payload. The two parts of varying
/// length are preceded by their length as eight bytes, so that no two
/// different events give the same input.
pub fn link(previous: &Hash, record: &EventRecord) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(length(DOMAIN));
    hasher.update(DOMAIN);
    hasher.update(previous);
    hasher.update(record.position.to_be_bytes());
    hasher.update(record.at_micros.to_be_bytes());
    hasher.update(length(record.payload.as_bytes()));
    hasher.update(record.payload.as_bytes());
    hasher.finalize().into()
}

fn length(bytes: &[u8]) -> [u8; 8] {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes()
}

/// A hash in 64 lower-case hexadecimal digits.
pub fn hash_to_hex(hash: &Hash) -> String {
    hex::encode(hash)
}

/// Reads a hash from 64 lower-case hexadecimal digits; anything else gives
/// nothing.
pub fn hash_from_hex(text: &str) -> Option<Hash> {
    let mut hash = GENESIS;
    hex::decode_to_slice(text, &mut hash).ok()?;
    (hash_to_hex(&hash) == text).then_some(hash)
}

#[cfg(test)]
mod tests {
    use super::{EventRecord, GENESIS, hash_from_hex, hash_to_hex, link};

    fn record(position: i64, at_micros: i64, payload: &str) -> EventRecord {
        EventRecord {
            position,
            at_micros,
            payload: payload.to_owned(),
        }
    }

    #[test]
    fn the_layout_of_what_is_hashed_never_changes() {
        let hash = link(
            &GENESIS,
            &record(1, 1_712_620_800_000_000, r#"{"kind":"x"}"#),
        );
        assert_eq!(
            hash_to_hex(&hash),
            "0b52c59394f9af476e6fe5c6a8274a0ee3d824b7134f343eaf77f64d104c56a9"
        );
    }

    #[test]
    fn every_part_of_an_event_and_the_hash_before_it_count() {
        let base = link(&GENESIS, &record(1, 2, "{}"));
        assert_ne!(base, link(&[1; 32], &record(1, 2, "{}")));
        assert_ne!(base, link(&GENESIS, &record(2, 2, "{}")));
        assert_ne!(base, link(&GENESIS, &record(1, 3, "{}")));
        assert_ne!(base, link(&GENESIS, &record(1, 2, "{} ")));
    }

    #[test]
    fn a_hash_is_read_only_in_the_form_it_is_written() {
        let text = hash_to_hex(&[0xab; 32]);
        assert_eq!(hash_from_hex(&text), Some([0xab; 32]));
        assert_eq!(hash_from_hex(&text.to_uppercase()), None);
        assert_eq!(hash_from_hex("ab"), None);
    }
}
