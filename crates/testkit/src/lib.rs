//! A world that tests own: a clock that is set, randomness that repeats, files in memory,
//! passwords that cost nothing.

mod blobs;
mod clock;
mod entropy;
mod passwords;

pub use blobs::MemoryBlobs;
pub use clock::SetClock;
pub use entropy::SeededEntropy;
pub use passwords::PlainPasswords;
