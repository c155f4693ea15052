//! Adapters fitted to the ports of the use cases.

mod blobs;
mod clock;
mod entropy;
mod figures;
mod letters;
mod offline;
mod papers;
mod passwords;
mod qr;
mod reader;
mod registers;
mod reports;
mod scanner;
mod signer;
mod store;
mod verifier;

pub use blobs::FolderBlobs;
pub use clock::{DemoClock, SystemClock};
pub use entropy::SystemEntropy;
pub use papers::OfficialPapers;
pub use passwords::Argon2Passwords;
pub use reader::ShutInReader;
pub use scanner::{Clamd, ScannerAddress};
pub use signer::{KeyRing, drawn, stamped};
pub use store::OpenStore;
pub use verifier::ShutInVerifier;
