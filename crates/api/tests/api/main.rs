//! The API behind its router, on a database in a temporary folder.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod main_job;
mod manners;
mod world;
