//! The API behind its router, on a database in a temporary folder.
#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

mod document;
mod main_job;
mod manners;
mod world;
