//! Why an act is refused: a stable code, the facts behind it and the article it rests on.
//! Sentences stand in the `i18n` crate.

mod certificate;
mod meeting;
mod own_form;
mod register;
mod step;

use jiff::civil::Date;

use crate::dossier::{Act, State};
use crate::law::Citation;
use crate::law_registry::LawRefusal;
use crate::rubric::SheetFault;
use crate::share::Share;
use crate::signing::SigningFault;
use crate::stamp::StampFault;
use crate::time::Instant;

pub use certificate::CertificateRefusal;
pub use meeting::MeetingRefusal;
pub use own_form::OwnFormRefusal;
pub use register::{RegisterFault, RegisterRefusal};
pub use step::StepRefusal;

/// A refusal by the rules. Not an error of the program: the person can do something about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The procedure does not allow this act in this state.
    NotNow {
        /// The dossier's state.
        state: State,
        /// The act tried.
        act: Act,
    },
    /// The round has not opened.
    RoundNotOpen {
        /// When it opens.
        opens_at: Instant,
    },
    /// The round has closed.
    RoundClosed {
        /// First moment that is too late.
        closes_at: Instant,
        /// When the server stamped the submission.
        stamped_at: Instant,
    },
    /// No author is named.
    NoAuthor,
    /// An author has no name.
    AuthorUnnamed {
        /// Position in the list, from 1.
        position: usize,
    },
    /// More authors than the rules allow.
    TooManyAuthors {
        /// Most authors.
        most: u16,
        /// Source.
        citation: Citation,
    },
    /// A share outside its range.
    ShareOutOfRange {
        /// Position in the list, from 1.
        position: usize,
        /// The share given.
        share: Share,
        /// The least share.
        least: Share,
        /// Source.
        citation: Citation,
    },
    /// The shares do not make the whole.
    SharesDoNotSum {
        /// Their sum, in hundredths of a percent.
        total_hundredths: i64,
    },
    /// A required answer is missing.
    AnswerMissing {
        /// Field key.
        field: String,
        /// The question.
        label: String,
    },
    /// An answer is shorter than required.
    AnswerTooShort {
        /// Field key.
        field: String,
        /// The question.
        label: String,
        /// Its length in characters.
        length: u32,
        /// The least length.
        least: u32,
    },
    /// An answer is longer than allowed.
    AnswerTooLong {
        /// Field key.
        field: String,
        /// The question.
        label: String,
        /// Its length in characters.
        length: u32,
        /// The greatest length.
        most: u32,
    },
    /// Not a day of the calendar.
    NotADate {
        /// Field key.
        field: String,
        /// The question.
        label: String,
    },
    /// Not one of the options.
    NotAnOption {
        /// Field key.
        field: String,
        /// The question.
        label: String,
    },
    /// Too few files.
    TooFewFiles {
        /// Least number.
        least: u32,
    },
    /// Too many files.
    TooManyFiles {
        /// Greatest number.
        most: u32,
    },
    /// A file is too large.
    FileTooLarge {
        /// Largest size in bytes.
        most: u64,
    },
    /// A file is of a kind that is not accepted, or not what its name says.
    FileNotAccepted {
        /// Stable code of the fault, such as "macro" or "password-protected".
        fault: String,
    },
    /// A person keeps as much as one may.
    FileQuota {
        /// Greatest number of files.
        files: u32,
        /// Greatest number of bytes of all of them.
        bytes: u64,
    },
    /// A day of first application after the filing.
    FirstApplicationInFuture,
    /// The right to request recognition has lapsed.
    ClaimLapsed {
        /// Day of first application.
        first_applied_on: Date,
        /// Last day of the right.
        last_day: Date,
        /// Day of filing.
        filed_on: Date,
        /// Source.
        citation: Citation,
    },
    /// A request for supplements without items.
    NoCorrectionItem,
    /// An item without place, requirement or basis.
    CorrectionItemIncomplete {
        /// Number of the item, from 1.
        number: usize,
    },
    /// An item with a text beyond the greatest length.
    CorrectionItemTooLong {
        /// Number of the item, from 1.
        number: usize,
    },
    /// More items than one request may carry.
    TooManyCorrectionItems {
        /// Most items.
        most: usize,
    },
    /// Obligatory items that are neither verified nor waived stand against acceptance.
    CorrectionsUnsettled {
        /// Their numbers.
        numbers: Vec<u32>,
    },
    /// Nothing is expected on the item any more.
    CorrectionSettled,
    /// An item has not been answered.
    CorrectionUnanswered {
        /// Number of the item.
        number: u32,
    },
    /// A reason in words is required.
    ReasonMissing,
    /// The sheet has faults.
    SheetFaulty {
        /// The faults.
        faults: Vec<SheetFault>,
    },
    /// A sheet to be sent carries no vote.
    VoteMissing,
    /// A vote from a seat that does not vote.
    VoteBarred,
    /// A dossier of a field that no council of its round judges.
    FieldWithoutCouncil {
        /// Name of the field; empty where none is chosen.
        field: String,
    },
    /// A field of a round that another council judges.
    FieldJudgedElsewhere {
        /// Name of the field.
        field: String,
        /// Name of the council.
        council: String,
    },
    /// A plan of marking that gives nobody anything.
    PlanEmpty,
    /// A dossier given to somebody who takes no part in judging it.
    MemberAside {
        /// Code of the dossier.
        code: String,
        /// The member.
        name: String,
    },
    /// A dossier taken from somebody who has sent the sheet on it.
    SentSheetTaken {
        /// Code of the dossier.
        code: String,
        /// The member.
        name: String,
    },
    /// Only a sheet that has been sent is opened again.
    SheetNotSent,
    /// The sheet has been sent and is locked.
    SheetLocked,
    /// Marking of the session is closed.
    MarkingClosed,
    /// Marking of the session is still open.
    MarkingOpen,
    /// The session has been concluded.
    SessionConcluded,
    /// An agenda without dossiers.
    AgendaEmpty,
    /// Members and rights of a council stand still while a session of it is open.
    CouncilInSession,
    /// A council that judges without names has nobody to run it who neither marks nor votes, and so
    /// nobody to see to conflicts of interest.
    BlindWithoutKeeper,
    /// The person has a seat on the council or is named as a substitute.
    AlreadySeated,
    /// The member has sent sheets, so nobody takes their seat in this session.
    SeatHasSheets,
    /// A decision without initiatives.
    DecisionEmpty,
    /// The decision has been issued.
    DecisionIssued,
    /// It is not changed whether a certificate holds.
    Certificate(CertificateRefusal),
    /// A picture of a signature or seal is not kept.
    Stamp(StampFault),
    /// A number is not entered into a register.
    Register(RegisterRefusal),
    /// A paper is not signed, or a signed file not kept.
    Signing(SigningFault),
    /// Someone else has changed it meanwhile.
    Stale,
    /// A value that must be given is missing or not usable.
    Invalid {
        /// Form field concerned.
        field: &'static str,
    },
    /// The name of an account is taken.
    AccountTaken,
    /// The password does not meet the policy.
    PasswordWeak {
        /// Stable code: "short", "long", "common" or "account".
        fault: &'static str,
    },
    /// The last administrator cannot give up the role.
    LastAdministrator,
    /// A version of a procedure cannot be made, checked or put in force.
    Procedure(ProcedureRefusal),
    /// A calendar cannot be changed so.
    Law(LawRefusal),
    /// The step of the procedure does not let the dossier go on.
    Step(StepRefusal),
    /// The session of the council does not go on.
    Meeting(MeetingRefusal),
    /// A form of one's own is not taken, put in force or filled.
    OwnForm(OwnFormRefusal),
}

/// What stands in the way of making, checking or putting in force a version of a procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProcedureRefusal {
    /// There is a procedure of this code.
    CodeTaken,
    /// The code is empty, too long, or cannot stand in an address.
    CodeUnusable,
    /// The name is empty or too long.
    NameUnusable {
        /// Most characters.
        most: usize,
    },
    /// The file holds no procedure.
    Unreadable {
        /// What its reader says.
        message: String,
        /// Line of the file, from 1, where that can be said.
        line: Option<usize>,
    },
    /// Faults are left.
    Faulty {
        /// How many.
        count: usize,
    },
    /// It is no draft.
    NotADraft,
    /// It has not been checked, or has been put in force before.
    NotChecked,
    /// The day lies in the past.
    DayPast {
        /// The first possible day.
        today: Date,
    },
    /// Another version begins on that day or later.
    AnotherBegins {
        /// When it begins.
        from: Instant,
    },
    /// It is out of use.
    NotInUse,
}

impl ProcedureRefusal {
    /// Stable code for API clients and tests.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::CodeTaken => "procedure-code-taken",
            Self::CodeUnusable => "procedure-code-unusable",
            Self::NameUnusable { .. } => "procedure-name-unusable",
            Self::Unreadable { .. } => "procedure-unreadable",
            Self::Faulty { .. } => "procedure-faulty",
            Self::NotADraft => "procedure-not-a-draft",
            Self::NotChecked => "procedure-not-checked",
            Self::DayPast { .. } => "procedure-day-past",
            Self::AnotherBegins { .. } => "procedure-another-begins",
            Self::NotInUse => "procedure-not-in-use",
        }
    }

    /// The form field it belongs to, where there is one.
    pub const fn field(&self) -> Option<&'static str> {
        match self {
            Self::CodeTaken | Self::CodeUnusable => Some("code"),
            Self::NameUnusable { .. } => Some("name"),
            Self::Unreadable { .. } => Some("file"),
            Self::DayPast { .. } | Self::AnotherBegins { .. } => Some("from"),
            Self::Faulty { .. } | Self::NotADraft | Self::NotChecked | Self::NotInUse => None,
        }
    }
}

impl Refusal {
    /// Stable code for API clients and tests.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotNow { .. } => "not-now",
            Self::RoundNotOpen { .. } => "round-not-open",
            Self::RoundClosed { .. } => "round-closed",
            Self::NoAuthor => "no-author",
            Self::AuthorUnnamed { .. } => "author-unnamed",
            Self::TooManyAuthors { .. } => "too-many-authors",
            Self::ShareOutOfRange { .. } => "share-out-of-range",
            Self::SharesDoNotSum { .. } => "shares-do-not-sum",
            Self::AnswerMissing { .. } => "answer-missing",
            Self::AnswerTooShort { .. } => "answer-too-short",
            Self::AnswerTooLong { .. } => "answer-too-long",
            Self::NotADate { .. } => "not-a-date",
            Self::NotAnOption { .. } => "not-an-option",
            Self::TooFewFiles { .. } => "too-few-files",
            Self::TooManyFiles { .. } => "too-many-files",
            Self::FileTooLarge { .. } => "file-too-large",
            Self::FileNotAccepted { .. } => "file-not-accepted",
            Self::FileQuota { .. } => "file-quota",
            Self::FirstApplicationInFuture => "first-application-in-future",
            Self::ClaimLapsed { .. } => "claim-lapsed",
            Self::NoCorrectionItem => "no-correction-item",
            Self::CorrectionItemIncomplete { .. } => "correction-item-incomplete",
            Self::CorrectionItemTooLong { .. } => "correction-item-too-long",
            Self::TooManyCorrectionItems { .. } => "too-many-correction-items",
            Self::CorrectionsUnsettled { .. } => "corrections-unsettled",
            Self::CorrectionSettled => "correction-settled",
            Self::CorrectionUnanswered { .. } => "correction-unanswered",
            Self::ReasonMissing => "reason-missing",
            Self::SheetFaulty { .. } => "sheet-faulty",
            Self::VoteMissing => "vote-missing",
            Self::VoteBarred => "vote-barred",
            Self::PlanEmpty => "plan-empty",
            Self::FieldWithoutCouncil { .. } => "field-without-council",
            Self::FieldJudgedElsewhere { .. } => "field-judged-elsewhere",
            Self::MemberAside { .. } => "member-aside",
            Self::SentSheetTaken { .. } => "sent-sheet-taken",
            Self::SheetNotSent => "sheet-not-sent",
            Self::SheetLocked => "sheet-locked",
            Self::MarkingClosed => "marking-closed",
            Self::MarkingOpen => "marking-open",
            Self::SessionConcluded => "session-concluded",
            Self::AgendaEmpty => "agenda-empty",
            Self::CouncilInSession => "council-in-session",
            Self::BlindWithoutKeeper => "blind-without-keeper",
            Self::AlreadySeated => "already-seated",
            Self::SeatHasSheets => "seat-has-sheets",
            Self::DecisionEmpty => "decision-empty",
            Self::DecisionIssued => "decision-issued",
            Self::Certificate(refusal) => refusal.code(),
            Self::Stamp(fault) => fault.code(),
            Self::Register(refusal) => refusal.code(),
            Self::Signing(fault) => fault.code(),
            Self::Stale => "stale",
            Self::Invalid { .. } => "invalid",
            Self::AccountTaken => "account-taken",
            Self::PasswordWeak { .. } => "password-weak",
            Self::LastAdministrator => "last-administrator",
            Self::Procedure(refusal) => refusal.code(),
            Self::Law(refusal) => refusal.code(),
            Self::Step(refusal) => refusal.code(),
            Self::Meeting(refusal) => refusal.code(),
            Self::OwnForm(refusal) => refusal.code(),
        }
    }

    /// The form field the refusal belongs to, where there is one.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::AnswerMissing { field, .. }
            | Self::AnswerTooShort { field, .. }
            | Self::AnswerTooLong { field, .. }
            | Self::NotADate { field, .. }
            | Self::NotAnOption { field, .. } => Some(field),
            Self::Invalid { field } => Some(field),
            Self::Procedure(refusal) => refusal.field(),
            Self::Law(refusal) => refusal.field(),
            Self::Step(refusal) => refusal.field(),
            Self::Meeting(refusal) => refusal.field(),
            Self::Certificate(refusal) => refusal.field(),
            Self::OwnForm(refusal) => refusal.field(),
            _ => None,
        }
    }
}
