//! The program: commands, configuration, wiring, and nothing else.
//!
//! This is the only place that knows which adapter stands behind a port.
//!
//! # To add a command
//! A variant in [`cli`] with its text in Vietnamese and, below, English; a branch in [`command`];
//! an outcome in words and as JSON. Every later version keeps what a command prints as JSON.

pub mod audit;
pub mod background;
pub mod cli;
pub mod command;
pub mod config;
pub mod council;
pub mod data;
pub mod demo;
pub mod document;
pub mod export;
pub mod import;
pub mod instance;
pub mod intake;
pub mod journal;
pub mod limit;
pub mod marks;
pub mod overlap;
pub mod pack;
pub mod procedure;
pub mod reader;
pub mod say;
pub mod serve;
pub mod trouble;
pub mod user;
pub mod wiring;
