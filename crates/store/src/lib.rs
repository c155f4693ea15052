//! Schema, shared repository source and the storage contract suite.
//!
//! Both databases are served from one source. This crate holds it: the migrations
//! (`migrations/`, see [`schema`]), the statements (`queries/`) and the repositories (`shared/`),
//! which the two driver crates compile for their engine. The crate itself compiles only the schema
//! and, with the feature `contract`, the suite that every driver must pass.
//!
//! # Invariants
//! - No text of a user is ever part of a statement; values travel as parameters.
//! - SQL that only one engine understands stands in `queries/sqlite` or `queries/postgres` and is
//!   named in that driver's `dialect.rs`; the contract suite counts it.
//! - No column is added to one engine only; the contract suite compares the two catalogues with
//!   the migration source.
//!
//! # To add a statement
//! Put it in `queries/<noun>/<what>.sql` with `$1` placeholders, name it with `sql!` where it is
//! used in `shared/`, and add a contract test for the behaviour. That both engines accept the
//! statement, and that it is used at all, is tested for every file.

#[cfg(feature = "contract")]
pub mod contract;
pub mod schema;
