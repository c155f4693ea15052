//! Dossiers: writing, submitting, receiving, confirming, withdrawing, listing.

mod blind;
mod confirm;
mod draft;
mod files;
mod list;
mod receive;
mod report;
mod submit;
mod view;
mod withdraw;

pub use crate::intake::RoundChoice;
pub(crate) use blind::{blind_course, blind_file, blind_reading};
pub use confirm::{ConfirmInput, Confirmed};
pub(crate) use draft::unit_name;
pub use draft::{AuthorInput, Saved, SectionInput};
pub(crate) use files::told as file_told;
pub use files::{FileContent, Upload};
pub use list::{DossierList, ListInput};
pub use receive::{QueuePlace, RefuseInput};
pub use report::{Answerable, Existing, Question, ReportToTake, Stretch, Taken};
pub use submit::{Receipt, Submitted};
pub(crate) use view::content_of;
pub(crate) use view::thaw;
pub use view::{DossierView, Task, TaskState};
