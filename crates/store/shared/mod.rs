//! The repositories, in one source for both engines.
//!
//! Compiled by each driver crate, which names its engine as `crate::Db` and what only that engine
//! understands in `crate::dialect`. Nothing here asks which engine it is.

mod assignment;
mod audit;
mod balance;
mod calendar_tables;
mod casework;
mod corrections;
mod councils;
mod decisions;
mod dossier_lists;
mod dossier_waits;
mod dossier_writes;
mod dossiers;
mod ends;
mod failure;
mod fields;
mod law;
mod lists;
mod meetings;
mod migrate;
mod open_limits;
mod organisation;
mod outcomes;
mod overlap;
mod own_forms;
mod papers;
mod people;
mod procedures;
mod readings;
mod registers;
mod registry;
mod rubrics;
mod stamps;
mod step_files;
mod training;
mod work;

pub(crate) use failure::store_error;
pub(crate) use fields::Fields;
pub(crate) use migrate::{migrate, probe};
pub(crate) use work::UnitOfWork;

use crate::Db;

/// The statement in `queries/<name>.sql`.
macro_rules! sql {
    ($name:literal) => {
        include_str!(concat!("../queries/", $name, ".sql"))
    };
}
pub(crate) use sql;

/// A statement with its parameters.
pub(crate) type Query<'q> = sqlx::query::Query<'q, Db, <Db as sqlx::Database>::Arguments>;
/// A row of the engine.
pub(crate) type Row = <Db as sqlx::Database>::Row;

/// Begins a fixed statement; prepared once for each connection.
pub(crate) fn query(statement: &'static str) -> Query<'static> {
    sqlx::query::<Db>(statement)
}
