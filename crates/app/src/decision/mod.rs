//! Decisions: drafting, issuing with a number, and what follows from issue: recognition,
//! certificates, entries of the registry.

mod draft;
mod issue;
mod paper;

pub use draft::{DecisionChoice, DecisionView, DraftDecision};
pub(crate) use paper::place_of;
