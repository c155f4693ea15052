//! Decisions: drafting, issuing with a number, and what follows from issue: recognition,
//! certificates, entries of the registry.

mod certificate;
mod draft;
mod issue;
mod paper;
mod papers;
mod pictures;
mod signing;

pub use certificate::{CertificateAfter, CertificateDesk, CertificateGrounds, NewHolder};
pub use draft::{DecisionChoice, DecisionView, DraftDecision};
pub(crate) use paper::place_of;
pub use papers::{PaperStanding, SigningView};
pub use pictures::{NewStamp, StampSlot};
pub use signing::{Signed, ToSign};
