//! Ports: what the use cases ask of the world. Adapters implement them; tests own them.
//!
//! # Storage
//! [`Store::read`] gives a consistent snapshot, [`Store::begin`] the one writer's unit of work.
//! A unit of work is visible to others wholly or not at all, and only after [`Work::commit`].
//! Dossiers, sheets, decisions and certificates come back [`Unguarded`]: only
//! [`crate::access`] can open them, so no use case can skip the guard.

mod assignment;
mod casework;
mod correction;
mod ends;
mod law;
mod list;
mod meaning;
mod meeting;
pub mod offline;
mod overlap;
mod own_form;
mod papers;
mod procedure;
mod read;
mod reading;
mod register;
mod rubric;
mod stamp;
mod step_file;
mod store;
mod training;
mod verifying;
mod world;
mod write;

pub use assignment::{ReadAssignment, WriteAssignment};
pub use casework::{ReadCasework, WriteCasework};
pub use correction::{ReadCorrections, WriteCorrections};
pub use ends::{ReadEnds, WriteEnds};
pub use law::{ReadLaw, WriteLaw};
pub use list::{
    AuditFilter, DossierFilter, DossierOrder, DueSpan, Facet, Page, Paging, RegistryFilter, Waiter,
    Waiting,
};
pub use meaning::{AlikeStretch, AlikeText, Meaning, NoMeaning, TextVersion};
pub use meeting::{ReadMeetings, WriteMeetings};
pub use overlap::{
    CompareError, Comparing, Found, FoundPair, FoundPassage, FoundSource, KeptText, PairedPassage,
    Pairing, Question, ReadOverlap, SweepState, WriteOverlap,
};
pub use own_form::{FormField, ReadOwnForms, WriteOwnForms};
pub use papers::{PreparedPaper, ReadPapers, Signing, SigningRequest, WritePapers};
pub use procedure::{Edit, ReadProcedures, WriteProcedures};
pub use read::{
    ReadAudit, ReadCouncils, ReadDecisions, ReadDossiers, ReadOrganisation, ReadPeople,
};
pub use reading::{FileReader, FormLook, ReadReadings, WriteReadings};
pub use register::{ReadRegisters, WriteRegisters};
pub use rubric::{ReadRubrics, WriteRubrics};
pub use stamp::{ReadStamps, StampFile, WriteStamps};
pub use step_file::{ReadStepFiles, WriteStepFiles};
pub use store::{Reading, Store, StoreError, Stored, Work};
pub use training::{ReadTraining, WriteTraining};
pub use verifying::{Unverified, Verifying};
pub use world::{
    ApologyPaper, BlobError, Blobs, Clock, DecisionPaper, Entropy, FilledPaper, NoScanner,
    PaperError, PaperFormat, Papers, Passwords, Recognised, ReportCell, ReportFormat, ReportTable,
    RequestPaper, RequestRow, Scanned, Scanner, ScannerAway,
};
pub use write::{WriteCouncils, WriteDecisions, WriteDossiers, WriteOrganisation, WritePeople};
