//! What storage keeps, one struct per noun. Records carry data between the ports and the use
//! cases and hold no rules.
//!
//! Moments are [`Instant`](sangkien_domain::time::Instant)s (microseconds UTC), days are civil days
//! of Vietnam, texts are NFC.

mod assignment;
mod audit;
mod casework;
mod correction;
mod council;
mod decision;
mod dossier;
mod ends;
mod law;
mod meeting;
mod organisation;
mod overlap;
mod own_form;
mod paper;
mod people;
mod procedure;
mod reading;
mod register;
mod rubric;
mod stamp;
mod training;

pub use assignment::{FurtherMarker, MarkingPlan, PlanWay};
pub use audit::{AuditEvent, ChainedEvent, OutboxJob};
pub use casework::{
    Choice, Delegation, LifeRow, LimitChange, NumberedDocument, ProcedureMove, Standing,
    StatedFact, StepFile, Visit,
};
pub use correction::{
    CorrectionDraft, CorrectionEvent, CorrectionItem, CorrectionRequest, StoredPhrases, Waiver,
};
pub use council::{
    AgendaItem, CouncilSession, PublicVotes, Recusal, Reopening, Sheet, StoredVerdict, Vote,
};
pub use decision::{
    Certificate, CertificateAct, CertificateActKind, CertificateFace, CertificateState, Decision,
    Issue, RegistryEntry,
};
pub use dossier::{
    Confirmation, Dossier, DossierAuthor, DossierRow, Milestone, OutcomeRow, SavedSection,
    StoredFile, StoredSubmission,
};
pub use ends::{Apology, DeedKind, LimitDeed, SentApology, WatchedLimit};
pub use law::{OpenLimit, PackLoad, StoredAct, StoredRule, StoredTable};
pub use meeting::{
    Attendance, BallotCount, CastBallot, CouncilVote, PaperKind, SessionPaper, SessionSignature,
    VoteSeat,
};
pub use organisation::{
    Council, CouncilSeat, DeskRoute, Field, Round, RoundCouncil, StoredRuleSet, Substitute, Unit,
};
pub use overlap::{OverlapExclusion, OverlapJudgement, OverlapVerdict, SubmittedText};
pub use own_form::{BLANK, FormPlace, OwnForm};
pub use paper::{IssuedPaper, PaperVersion, Room};
pub use people::{
    Invitation, InvitationPurpose, LoginSession, Person, PersonRow, RoleGrant, StatePost,
};
pub use procedure::{ProcedureText, ProcedureVersion, StoredProcedure, VersionStatus};
pub use reading::{FileReading, ReadCell, ReadKind, ReadPart, ReadState, ReadTab, ReadText};
pub use register::{RegisterEntry, RegisterKey};
pub use rubric::RubricVersion;
pub use stamp::StampPicture;
pub use training::{TrainingRelease, TrainingSheet};
