//! Rules of initiative casework: pure, without clock, randomness, storage or pages.
//!
//! One module per noun of the field. Every function takes the facts and the moment it needs and
//! answers with a value or a [`refusal::Refusal`]; the same facts always give the same answer.
//!
//! # Invariants
//! - Which act leads where is data: procedures and their engine stand in the `casework` crate.
//! - Who may know or do what is decided only in [`access`].
//! - Limits, forms, rubrics and the pass rule come from a [`law::RuleSet`]; no number of the law
//!   stands in code.
//!
//! # To add a rule
//! Put it in the module of its noun, return a `Refusal` variant that carries the facts a person
//! needs to understand it, give the variant a message in the `i18n` crate (the compiler asks for
//! it), and test it with a table.

pub mod access;
pub mod calendar;
pub mod composition;
pub mod correction;
pub mod council;
pub mod dossier;
pub mod form;
pub mod id;
pub mod law;
pub mod law_registry;
pub mod meeting;
pub mod offline;
pub mod people_table;
pub mod reading;
pub mod refusal;
pub mod register;
pub mod round;
pub mod rubric;
pub mod share;
pub mod signature;
pub mod signing;
pub mod stamp;
pub mod time;
