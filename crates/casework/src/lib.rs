//! Casework: procedures as data, and the engine that moves dossiers through them.
//!
//! A [`definition::Procedure`] is read from a file or made in the designer, judged by [`check`],
//! and followed by [`engine`]. Everything here is pure: the same definition, facts and moment
//! always give the same answer.

pub mod check;
pub mod clock;
pub mod compare;
pub mod condition;
pub mod definition;
pub mod diagram;
pub mod ends;
pub mod engine;
pub mod intake;
pub mod sample;
pub mod statistics;
