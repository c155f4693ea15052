//! Hash chain over audit events and its verification.
//!
//! Every event is tied to the one before it by a SHA-256 hash, so that an
//! event that was edited, removed or moved is found by reading the chain from
//! the beginning. A [`Checkpoint`], kept outside the database and signed with
//! the key of the instance, also finds a chain that was cut short or written
//! anew from end to end.

mod canonical;
mod chain;
mod checkpoint;
#[cfg(test)]
mod tampering;
mod verify;

pub use canonical::canonical_json;
pub use chain::{EventRecord, GENESIS, Hash, hash_from_hex, hash_to_hex, link};
pub use checkpoint::{Checkpoint, CheckpointFault, CheckpointKey};
pub use verify::{Fault, MAX_FAULTS, Report, Verifier};
