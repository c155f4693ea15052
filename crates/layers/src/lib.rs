//! Tests that hold the source to the rules stated in ARCHITECTURE.md and the docs.
//!
//! The tables of ARCHITECTURE.md are the only statement of the rules: the tests read them, so the
//! page cannot say one thing and the code another. There is nothing here but tests.

#[cfg(test)]
mod docs;
#[cfg(test)]
mod manifest;
#[cfg(test)]
mod markdown;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod source;
