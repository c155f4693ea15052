//! A world that tests own: a clock that is set, randomness that repeats, files in memory,
//! passwords that cost nothing.
//!
//! With the feature `world` also whole instances over either database ([`World`]), a server in
//! the process of the test ([`Server`]), a client for a server in another one ([`Wire`]) and what
//! must hold after every test ([`check_invariants`]).

mod blobs;
mod clock;
mod entropy;
mod passwords;
mod reader;
mod signer;
mod texts;
mod verifier;
#[cfg(feature = "world")]
mod world;

pub use blobs::MemoryBlobs;
pub use clock::SetClock;
pub use entropy::SeededEntropy;
pub use passwords::PlainPasswords;
pub use reader::PlainReader;
pub use signer::NoKeys;
pub use texts::NoTexts;
pub use verifier::PlainVerifier;
#[cfg(feature = "world")]
pub use world::{Answer, Engine, Outfit, Scene, Server, Wire, World, check_invariants};
