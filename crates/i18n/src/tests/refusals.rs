//! Every refusal once.

use jiff::civil::date;
use sangkien_domain::dossier::{Act, State};
use sangkien_domain::law::{Certainty, Citation};
use sangkien_domain::reading::Unread;
use sangkien_domain::refusal::{
    CertificateRefusal, MeetingRefusal, OwnFormRefusal, ProcedureRefusal, Refusal, RegisterFault,
    RegisterRefusal, StepRefusal,
};
use sangkien_domain::rubric::{Score, SheetFault};
use sangkien_domain::share::Share;
use sangkien_domain::signing::SigningFault;
use sangkien_domain::stamp::StampFault;
use sangkien_domain::time::Instant;

pub(super) fn citation() -> Citation {
    Citation {
        act: "Nghị định 13/2012/NĐ-CP".into(),
        article: "Điều 5".into(),
        certainty: Certainty::Official,
    }
}

pub(super) fn moment(text: &str) -> Instant {
    Instant::parse(text).expect("a moment")
}

/// One refusal of every kind.
pub(super) fn refusals() -> Vec<Refusal> {
    let (field, label) = ("title".to_owned(), "Tên sáng kiến".to_owned());
    let mut list: Vec<Refusal> = State::ALL
        .into_iter()
        .flat_map(|state| Act::ALL.map(|act| Refusal::NotNow { state, act }))
        .collect();
    list.extend([
        Refusal::RoundNotOpen {
            opens_at: moment("2024-04-01T00:00:00+07:00"),
        },
        Refusal::RoundClosed {
            closes_at: moment("2024-04-10T00:00:00+07:00"),
            stamped_at: moment("2024-04-10T00:00:00.4+07:00"),
        },
        Refusal::NoAuthor,
        Refusal::AuthorUnnamed { position: 2 },
        Refusal::TooManyAuthors {
            most: 5,
            citation: citation(),
        },
        Refusal::ShareOutOfRange {
            position: 1,
            share: Share(500),
            least: Share(2000),
            citation: citation(),
        },
        Refusal::ShareOutOfRange {
            position: 1,
            share: Share(0),
            least: Share(2000),
            citation: citation(),
        },
        Refusal::ShareOutOfRange {
            position: 1,
            share: Share(12_000),
            least: Share(2000),
            citation: citation(),
        },
        Refusal::SharesDoNotSum {
            total_hundredths: 9_500,
        },
        Refusal::SharesDoNotSum {
            total_hundredths: 10_050,
        },
        Refusal::AnswerMissing {
            field: field.clone(),
            label: label.clone(),
        },
        Refusal::AnswerMissing {
            field: "account.1".into(),
            label: "tg02".into(),
        },
        Refusal::AnswerTooShort {
            field: field.clone(),
            label: label.clone(),
            length: 4,
            least: 10,
        },
        Refusal::AnswerTooLong {
            field: field.clone(),
            label: label.clone(),
            length: 320,
            most: 300,
        },
        Refusal::NotADate {
            field: field.clone(),
            label: label.clone(),
        },
        Refusal::NotAnOption { field, label },
        Refusal::TooFewFiles { least: 1 },
        Refusal::TooManyFiles { most: 20 },
        Refusal::FileTooLarge { most: 20 << 20 },
        Refusal::FileNotAccepted {
            fault: "macro".into(),
        },
        Refusal::FileQuota {
            files: 5_000,
            bytes: 10 << 30,
        },
        Refusal::FirstApplicationInFuture,
        Refusal::ClaimLapsed {
            first_applied_on: date(2023, 3, 1),
            last_day: date(2024, 3, 1),
            filed_on: date(2024, 4, 9),
            citation: citation(),
        },
        Refusal::NoCorrectionItem,
        Refusal::CorrectionItemIncomplete { number: 1 },
        Refusal::CorrectionItemTooLong { number: 2 },
        Refusal::TooManyCorrectionItems { most: 100 },
        Refusal::CorrectionsUnsettled {
            numbers: vec![1, 4],
        },
        Refusal::CorrectionSettled,
        Refusal::CorrectionUnanswered { number: 3 },
        Refusal::ReasonMissing,
        Refusal::SheetFaulty {
            faults: vec![
                SheetFault::Missing {
                    label: "Tính mới".into(),
                },
                SheetFault::OutOfRange {
                    label: "Tính mới".into(),
                    max: Score(4000),
                },
                SheetFault::OffStep {
                    label: "Tính mới".into(),
                    step: Score(50),
                },
                SheetFault::OutsideBands {
                    label: "Tính mới".into(),
                },
                SheetFault::Unknown { key: "x".into() },
            ],
        },
        Refusal::VoteMissing,
        Refusal::VoteBarred,
        Refusal::SheetNotSent,
        Refusal::FieldWithoutCouncil {
            field: "Văn thư".into(),
        },
        Refusal::FieldJudgedElsewhere {
            field: "Văn thư".into(),
            council: "Hội đồng mẫu".into(),
        },
        Refusal::PlanEmpty,
        Refusal::MemberAside {
            code: "PT-2024-0001".into(),
            name: "Ủy viên mẫu 01".into(),
        },
        Refusal::SentSheetTaken {
            code: "PT-2024-0001".into(),
            name: "Ủy viên mẫu 01".into(),
        },
        Refusal::SheetLocked,
        Refusal::MarkingClosed,
        Refusal::MarkingOpen,
        Refusal::SessionConcluded,
        Refusal::AgendaEmpty,
        Refusal::CouncilInSession,
        Refusal::BlindWithoutKeeper,
        Refusal::AlreadySeated,
        Refusal::SeatHasSheets,
        Refusal::DecisionEmpty,
        Refusal::DecisionIssued,
        Refusal::Signing(SigningFault::Foreign),
        Refusal::Stamp(StampFault::NotPng),
        Refusal::Stamp(StampFault::TooLarge),
        Refusal::Stamp(StampFault::Opaque),
        Refusal::Stamp(StampFault::Blank),
        Refusal::Stamp(StampFault::Ink),
        Refusal::Stamp(StampFault::Width),
        Refusal::Register(RegisterRefusal {
            line: 2,
            fault: RegisterFault::NumberUnusable,
        }),
        Refusal::Register(RegisterRefusal {
            line: 2,
            fault: RegisterFault::Taken { number: 7 },
        }),
        Refusal::Register(RegisterRefusal {
            line: 2,
            fault: RegisterFault::Ahead { next: 9 },
        }),
        Refusal::Register(RegisterRefusal {
            line: 2,
            fault: RegisterFault::DayUnusable,
        }),
        Refusal::Register(RegisterRefusal {
            line: 2,
            fault: RegisterFault::SubjectMissing,
        }),
        Refusal::Register(RegisterRefusal {
            line: 2,
            fault: RegisterFault::Empty,
        }),
        Refusal::Register(RegisterRefusal {
            line: 0,
            fault: RegisterFault::TooLong { most: 2_000 },
        }),
        Refusal::Certificate(CertificateRefusal::NotValid),
        Refusal::Certificate(CertificateRefusal::NotRevoked),
        Refusal::Certificate(CertificateRefusal::Replaced),
        Refusal::Certificate(CertificateRefusal::DecisionMissing),
        Refusal::Certificate(CertificateRefusal::DayUnusable),
        Refusal::Certificate(CertificateRefusal::NameMissing),
        Refusal::Stale,
        Refusal::Invalid { field: "account" },
        Refusal::Invalid { field: "somewhere" },
        Refusal::AccountTaken,
        Refusal::PasswordWeak { fault: "short" },
        Refusal::LastAdministrator,
    ]);
    list.extend(procedure_refusals().map(Refusal::Procedure));
    list.extend(step_refusals().map(Refusal::Step));
    list.extend(meeting_refusals().map(Refusal::Meeting));
    list.extend(own_form_refusals().map(Refusal::OwnForm));
    list
}

fn own_form_refusals() -> impl Iterator<Item = OwnFormRefusal> {
    let words = || vec!["Trích yếu".to_owned()];
    [
        OwnFormRefusal::NotWord,
        OwnFormRefusal::Unread(Unread::Active),
        OwnFormRefusal::NoPlaces,
        OwnFormRefusal::Broken { words: words() },
        OwnFormRefusal::NoSuchField {
            place: "Trích yếu".to_owned(),
        },
        OwnFormRefusal::Untied { places: words() },
        OwnFormRefusal::Fixed,
        OwnFormRefusal::NotInForce,
        OwnFormRefusal::Unfilled,
    ]
    .into_iter()
}

fn meeting_refusals() -> impl Iterator<Item = MeetingRefusal> {
    [
        MeetingRefusal::VotingNotAllowed,
        MeetingRefusal::NoQuorum {
            present: 3,
            base: 5,
            needed: 4,
        },
        MeetingRefusal::VotesOnSheets,
        MeetingRefusal::VoteOpen,
        MeetingRefusal::VoteHeld,
        MeetingRefusal::VoteNotOpen,
        MeetingRefusal::RollEmpty,
        MeetingRefusal::VotedAlready,
        MeetingRefusal::NotOnRoll,
        MeetingRefusal::NoSuchChoice,
        MeetingRefusal::VotesMissing { count: 2 },
        MeetingRefusal::PublicVotesMissing { count: 1 },
        MeetingRefusal::GapsNotMet { count: 1 },
        MeetingRefusal::NotConcluded,
        MeetingRefusal::PapersMissing,
        MeetingRefusal::PapersSigned,
        MeetingRefusal::SignedAlready,
        MeetingRefusal::SecretaryFirst,
        MeetingRefusal::Locked,
    ]
    .into_iter()
}

fn step_refusals() -> impl Iterator<Item = StepRefusal> {
    let label = || "Điểm của hội đồng".to_owned();
    [
        StepRefusal::NotInForce,
        StepRefusal::FactsMissing {
            labels: vec![label()],
        },
        StepRefusal::NotComputable,
        StepRefusal::NoWay {
            act: "Chuyển bước".to_owned(),
        },
        StepRefusal::OpinionMissing,
        StepRefusal::FactUnusable {
            name: "score".to_owned(),
            label: label(),
        },
        StepRefusal::ComponentMissing { label: label() },
        StepRefusal::ComponentFormat {
            label: label(),
            formats: vec!["pdf".to_owned(), "docx".to_owned()],
        },
        StepRefusal::ComponentTooLarge {
            label: label(),
            most: 20_000_000,
        },
        StepRefusal::NotRecallable,
        StepRefusal::LimitNotRunning,
        StepRefusal::ExtensionUnusable { most: 5 },
        StepRefusal::NewDayUnusable,
        StepRefusal::NoSuchStep,
        StepRefusal::SameVersion,
        StepRefusal::NotOwnRole,
        StepRefusal::NoSuchDelegate,
        StepRefusal::DelegationDays { most: 366 },
        StepRefusal::DelegatedAlready,
    ]
    .into_iter()
}

fn procedure_refusals() -> impl Iterator<Item = ProcedureRefusal> {
    [
        ProcedureRefusal::CodeTaken,
        ProcedureRefusal::CodeUnusable,
        ProcedureRefusal::NameUnusable { most: 300 },
        ProcedureRefusal::Unreadable {
            message: "missing field `name`".to_owned(),
            line: Some(3),
        },
        ProcedureRefusal::Faulty { count: 2 },
        ProcedureRefusal::NotADraft,
        ProcedureRefusal::NotChecked,
        ProcedureRefusal::DayPast {
            today: date(2024, 4, 9),
        },
        ProcedureRefusal::AnotherBegins {
            from: Instant(1_712_682_000_000_000),
        },
        ProcedureRefusal::NotInUse,
    ]
    .into_iter()
}
