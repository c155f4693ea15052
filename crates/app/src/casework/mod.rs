//! Dossiers in their procedures: where they stand, what may be done, and how they go on.
//!
//! A dossier is bound at its first act to the version of its round's procedure that is in force
//! then, and keeps it. Which act leads where is answered by the engine of `sangkien_casework`, in
//! one place: [`advance`]. Everything that follows from a step — visit, parties, limits, pauses,
//! effects — is written there, in the act's own transaction.

mod act;
mod adopt;
mod advance;
mod apology;
mod attached;
mod bulk;
mod course;
mod delegate;
mod effects;
mod ends;
mod extend;
mod facts;
mod itself;
mod load;
mod offer;
mod oversee;
mod parties;
mod parts;
mod place;
mod recall;
mod seen;
mod stands;
mod veil;
mod worklist;

pub use act::{Acted, LONGEST_OPINION, Stated, StepInput};
pub use apology::{ApologyDesk, ApologyInput, ApologyTold};
pub use attached::AttachedFile;
pub use bulk::{BulkAct, BulkDone, BulkRow};
pub use course::{ChangeTold, Course, Holder, LimitStand, MoveTold, Stay};
pub use delegate::{DelegateInput, DelegationTold};
pub use ends::Looked;
pub use extend::ExtendInput;
pub use offer::{Lead, Offer, Offers};
pub use oversee::{LimitMove, MoveInput, MovePreview, StepChoice};
pub(crate) use parts::judge;
pub use parts::{Need, Part};
pub use place::Place;
pub(crate) use seen::Once;
pub use seen::Seen;
pub use stands::Stands;
pub use worklist::WorkPart;
