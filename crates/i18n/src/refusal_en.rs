//! Refusals in English, for clients of the JSON API.

use sangkien_domain::refusal::Refusal;
use sangkien_domain::rubric::SheetFault;
use sangkien_domain::share::Share;
use sangkien_domain::time::Instant;

use crate::Language::En;
use crate::label;
use crate::measure::{file_size, lateness};
use crate::refusal::Message;

/// The message; one arm for each refusal, so that the compiler asks for what is missing.
pub(crate) fn message(refusal: &Refusal) -> Message {
    match refusal {
        Refusal::NotNow { state, act } => Message::new(format!(
            "The dossier is at “{}”, which does not allow “{}”.",
            label::state(*state, En),
            label::act(*act, En)
        ))
        .kept("The dossier is as it was.")
        .todo("Open the dossier again to see its present step."),
        Refusal::RoundNotOpen { opens_at } => Message::new(format!(
            "The round receives dossiers from {}.",
            moment(*opens_at)
        ))
        .kept("The draft is kept.")
        .todo("Submit from then on."),
        Refusal::RoundClosed {
            closes_at,
            stamped_at,
        } => Message::new(format!(
            "The round closed at {}; the request arrived at {}, {} late.",
            moment(*closes_at),
            moment(*stamped_at),
            lateness(stamped_at.0.saturating_sub(closes_at.0), En)
        ))
        .kept("Everything saved is kept.")
        .todo("Choose a round that is open."),
        Refusal::NoAuthor => Message::new("No author is named.").todo("Name at least one."),
        Refusal::AuthorUnnamed { position } => {
            Message::new(format!("Author {position} has no name."))
                .todo("Give the full name or remove the author.")
        }
        Refusal::TooManyAuthors { most, citation } => {
            Message::new(format!("An initiative may name at most {most} authors."))
                .todo("Keep only those who created it.")
                .article(citation)
        }
        Refusal::ShareOutOfRange {
            position,
            share,
            least,
            citation,
        } => Message::new(format!("The share of author {position} is {share}."))
            .todo(format!("Give a share between {least} and 100 %."))
            .article(citation),
        Refusal::SharesDoNotSum { total_hundredths } => Message::new(format!(
            "The shares sum to {} instead of 100 %.",
            Share(i32::try_from(*total_hundredths).unwrap_or(i32::MAX))
        ))
        .todo("Correct the shares."),
        Refusal::AnswerMissing { field, label } if field.starts_with("account.") => {
            Message::new(format!("There is no account “{label}”."))
                .todo("Check the name of the account or leave it empty.")
        }
        Refusal::AnswerMissing { label, .. } => Message::new(format!("“{label}” is missing.")),
        Refusal::AnswerTooShort {
            label,
            length,
            least,
            ..
        } => Message::new(format!(
            "“{label}” has {length} characters; at least {least} are needed."
        )),
        Refusal::AnswerTooLong {
            label,
            length,
            most,
            ..
        } => Message::new(format!(
            "“{label}” has {length} characters; at most {most} are allowed."
        )),
        Refusal::NotADate { label, .. } => {
            Message::new(format!("“{label}” is not a day of the calendar."))
                .todo("Give it as year-month-day.")
        }
        Refusal::NotAnOption { label, .. } => {
            Message::new(format!("“{label}” is not one of the options."))
        }
        Refusal::TooFewFiles { least } => {
            Message::new(format!("The dossier needs at least {least} files."))
        }
        Refusal::TooManyFiles { most } => {
            Message::new(format!("A dossier carries at most {most} files."))
        }
        Refusal::FileTooLarge { most } => Message::new(format!(
            "The file is larger than {}.",
            file_size(*most, En)
        )),
        Refusal::FileNotAccepted { fault } => Message::new(crate::code::file_fault(fault, En)),
        Refusal::FileQuota { files, bytes } => Message::new(format!(
            "A person keeps at most {files} files of {} together; this one would be beyond that.",
            file_size(*bytes, En)
        )),
        Refusal::FirstApplicationInFuture => {
            Message::new("The day of first application lies after the filing.")
        }
        Refusal::ClaimLapsed {
            first_applied_on,
            last_day,
            filed_on,
            citation,
        } => Message::new(format!(
            "First applied on {first_applied_on}; the right to request recognition ended on {last_day}; filed on {filed_on}."
        ))
        .article(citation),
        Refusal::NoCorrectionItem => Message::new("The request has no item."),
        Refusal::CorrectionItemIncomplete { number } => Message::new(format!(
            "Item {number} lacks its place, requirement or basis."
        )),
        Refusal::CorrectionItemTooLong { number } => Message::new(format!(
            "Item {number} is too long: 4000 characters for requirement and quotation, 500 for the basis."
        )),
        Refusal::TooManyCorrectionItems { most } => {
            Message::new(format!("A request has at most {most} items."))
        }
        Refusal::CorrectionsUnsettled { numbers } => {
            let list: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            Message::new(format!(
                "Obligatory items neither verified nor waived: {}.",
                list.join(", ")
            ))
            .todo("Verify each, ask again, or have it waived with a reason.")
        }
        Refusal::CorrectionSettled => {
            Message::new("The item is settled; nothing more is expected on it.")
        }
        Refusal::CorrectionUnanswered { number } => {
            Message::new(format!("Item {number} has not been answered."))
        }
        Refusal::ReasonMissing => Message::new("A reason in words is required."),
        Refusal::SheetFaulty { faults } => {
            let list: Vec<String> = faults.iter().map(sheet_fault).collect();
            Message::new(list.join(" ")).kept("The sheet saved before is kept.")
        }
        Refusal::VoteMissing => Message::new("The sheet carries no vote."),
        Refusal::VoteBarred => Message::new("The seat marks and does not vote."),
        Refusal::FieldWithoutCouncil { field } => Message::new(format!(
            "No council of the round judges the field “{field}”."
        ))
        .kept("The draft is kept."),
        Refusal::FieldJudgedElsewhere { field, council } => Message::new(format!(
            "The field “{field}” of the round is judged by {council}."
        )),
        Refusal::PlanEmpty => Message::new("The plan gives nobody anything to mark."),
        Refusal::MemberAside { code, name } => Message::new(format!(
            "{name} is an author of {code} or has stepped aside from it."
        )),
        Refusal::SentSheetTaken { code, name } => Message::new(format!(
            "{name} has sent the sheet on {code}, which stays with them."
        )),
        Refusal::SheetNotSent => {
            Message::new("The sheet has not been sent, so its member can still change it.")
        }
        Refusal::SheetLocked => Message::new("The sheet has been sent and is locked."),
        Refusal::MarkingClosed => Message::new("Marking of the session is closed."),
        Refusal::MarkingOpen => Message::new("Marking of the session is still open."),
        Refusal::SessionConcluded => Message::new("The session has been concluded."),
        Refusal::AgendaEmpty => Message::new("The agenda has no dossier."),
        Refusal::CouncilInSession => Message::new(
            "A session of the council is open, so its members and their rights cannot be changed.",
        ),
        Refusal::BlindWithoutKeeper => Message::new(
            "A council that judges without names needs somebody to run it who neither marks nor votes.",
        ),
        Refusal::AlreadySeated => {
            Message::new("This person already has a seat or is named as a substitute.")
        }
        Refusal::SeatHasSheets => {
            Message::new("The member has sent sheets in the open session and cannot be replaced in it.")
        }
        Refusal::DecisionEmpty => Message::new("The decision has no initiative."),
        Refusal::DecisionIssued => Message::new("The decision has been issued."),
        Refusal::Certificate(refusal) => crate::certificate::refusal(*refusal, En),
        Refusal::Stamp(fault) => crate::stamp::refusal(*fault, En),
        Refusal::Register(refusal) => crate::register::refusal(*refusal, En),
        Refusal::Signing(fault) => crate::signing::fault(*fault, En),
        Refusal::Stale => Message::new("Someone else has changed it meanwhile.")
            .kept("The newer version is kept.")
            .todo("Read it again, then repeat the act if it is still needed."),
        Refusal::Invalid { field } => {
            Message::new(format!("The value of “{field}” is missing or not usable."))
        }
        Refusal::AccountTaken => Message::new("The name of the account is taken."),
        Refusal::PasswordWeak { fault } => Message::new(crate::code::password_fault(fault, En)),
        Refusal::LastAdministrator => {
            Message::new("The last administrator cannot give up the role.")
        }
        Refusal::Procedure(refusal) => crate::definition::refusal_en(refusal),
        Refusal::Law(refusal) => crate::law::refusal_en(refusal),
        Refusal::Step(refusal) => crate::step::refusal_en(refusal),
        Refusal::Meeting(refusal) => crate::meeting::refusal_en(refusal),
        Refusal::OwnForm(refusal) => crate::own_form::refusal_en(refusal),
    }
}

fn moment(at: Instant) -> String {
    at.rfc3339()
}

/// The fault of a sheet.
pub(crate) fn sheet_fault(fault: &SheetFault) -> String {
    match fault {
        SheetFault::Missing { label } => format!("No score for “{label}”."),
        SheetFault::OutOfRange { label, max } => {
            format!("The score for “{label}” must lie between 0 and {max}.")
        }
        SheetFault::OffStep { label, step } => {
            format!("The score for “{label}” must be a multiple of {step}.")
        }
        SheetFault::OutsideBands { label } => {
            format!("The score for “{label}” must lie in one of its bands.")
        }
        SheetFault::Unknown { key } => format!("The rubric has no criterion “{key}”."),
    }
}
