//! Faults of procedures in English.

use sangkien_casework::check::{Counted, EffectPart, Needs, Problem};
use sangkien_casework::condition::{Cause, FactProblem};
use sangkien_casework::definition::Procedure;

use super::place::{step, steps};
use super::written;
use crate::Language::En;
use crate::refusal::Message;
use crate::{condition, definition, label};

/// The message; one arm for each problem, so that the compiler asks for what is missing.
pub(super) fn message(problem: &Problem, procedure: &Procedure) -> Message {
    let told = |witness| condition::facts(witness, &procedure.facts, En);
    let kind_of = |kind| definition::step_kind(kind, En);
    let done = |act| label::act(act, En);
    let state = |means| label::state(means, En);
    let text = match problem {
        Problem::KeyMalformed => {
            "The key must be of small letters, digits, - and _, at most 60.".into()
        }
        Problem::KeyTwice => "Another of the same kind has this key.".into(),
        Problem::LabelMissing => "There is no name.".into(),
        Problem::LabelTooLong { most } => format!("The name has more than {most} characters."),
        Problem::TooMany { what, found, most } => format!(
            "There are {found} {}, more than {most}; the rest was not checked.",
            counted(*what)
        ),
        Problem::Unused => "Nothing uses it.".into(),
        Problem::Fact { fault } => declared(*fault).into(),
        Problem::StartUnknown { written, nearest } => {
            unknown("first step", written, nearest.as_ref())
        }
        Problem::StateUnknown { written, nearest } => unknown("state", written, nearest.as_ref()),
        Problem::StepUnknown { written, nearest } => unknown("step", written, nearest.as_ref()),
        Problem::ComponentUnknown { written, nearest } => {
            unknown("component", written, nearest.as_ref())
        }
        Problem::FactUnknown { written, nearest } => unknown("fact", written, nearest.as_ref()),
        Problem::ActUnknown { written, nearest } => unknown("act", written, nearest.as_ref()),
        Problem::StartNotIntake { kind } => format!(
            "The first step is of kind “{}”; it must be an intake.",
            kind_of(*kind)
        ),
        Problem::NoEnd => "No step is an end.".into(),
        Problem::Unreachable => "No way leads here from the first step.".into(),
        Problem::DeadEnd => "Nothing leads on from here but withdrawing.".into(),
        Problem::Endless { steps: keys } => format!(
            "The steps {} lead only to one another; nothing but withdrawing leaves them.",
            steps(procedure, keys)
        ),
        Problem::LeadsNowhere { steps: keys } => {
            format!("Every way from here ends up at {}.", steps(procedure, keys))
        }
        Problem::NoActor => "Nobody acts here.".into(),
        Problem::ActorAtEnd => "Somebody acts at an end.".into(),
        Problem::ActsAtEnd => "An end offers acts.".into(),
        Problem::LimitAtEnd => "An end has a limit.".into(),
        Problem::RecallAtEnd => "An end can be taken back.".into(),
        Problem::AuthorExpected { kind } => {
            format!(
                "At a step of kind “{}” the author must act.",
                kind_of(*kind)
            )
        }
        Problem::NoCouncil { kind } => {
            format!("The step of kind “{}” names no council.", kind_of(*kind))
        }
        Problem::NoRubric => "The marking step names no rubric.".into(),
        Problem::MembersExpected => "Council members must mark.".into(),
        Problem::CouncilUnnamed => "Council members act and the step names no council.".into(),
        Problem::NoSplitAct { .. } => {
            "Several must agree and no act is taken when they do not.".into()
        }
        Problem::SplitTwice { first } => {
            format!("The act “{first}” is already taken when there is no agreement.")
        }
        Problem::SplitOfOne => "One is enough here, so there is no disagreement to act on.".into(),
        Problem::QuorumOfOne => "Several must agree and only one acts.".into(),
        Problem::AccountMissing => "The account of the person is missing.".into(),
        Problem::UnitMissing => "The code of the unit is missing.".into(),
        Problem::SuspendedWithoutReason => "The clock is suspended without a reason.".into(),
        Problem::AuthorWordsMissing => "The words for the author are missing.".into(),
        Problem::EndClockNotStopped { clock } => format!(
            "The state is an end and its clock is “{}”, not stopped.",
            definition::clock(*clock, En)
        ),
        Problem::ClockStoppedBeforeEnd => "The clock is stopped before the end.".into(),
        Problem::ClockBeforeReceipt { .. } => "Limits run on a draft.".into(),
        Problem::EndStateOpen { means } => {
            format!(
                "The step is an end and its state means “{}”.",
                state(*means)
            )
        }
        Problem::EndStateBeforeEnd { means } => format!(
            "The step is no end and its state means “{}”.",
            state(*means)
        ),
        Problem::EditableElsewhere { means } => format!(
            "The state means “{}”: the author could change the content while others have the dossier.",
            state(*means)
        ),
        Problem::IntakeNotEditable { means } => format!(
            "The state means “{}”: the author cannot write at this step.",
            state(*means)
        ),
        Problem::WaitNotEditable { means } => format!(
            "The author is waited for and cannot change the content in the state “{}”.",
            state(*means)
        ),
        Problem::NoBranch => "The act leads nowhere.".into(),
        Problem::ActOutOfPlace { act, kind } => format!(
            "An act of kind “{}” makes no sense at a step of kind “{}”.",
            done(*act),
            kind_of(*kind)
        ),
        Problem::ActTwice { act, first } => {
            format!("The step already has “{first}” of kind “{}”.", done(*act))
        }
        Problem::ActOfAuthor { act } => format!("Only the author can do “{}”.", done(*act)),
        Problem::ActNotOfAuthor { act } => {
            format!("The author could do “{}” to the own dossier.", done(*act))
        }
        Problem::RecallAsAct => "Taking back is set at the step, not offered as an act.".into(),
        Problem::LeadsElsewhere {
            act,
            step: to,
            means,
        } => format!(
            "“{}” leads to “{}”, whose state means “{}”.",
            done(*act),
            step(procedure, to),
            state(*means)
        ),
        Problem::AskedTwice { fact } => format!("The fact “{fact}” is asked for twice."),
        Problem::EffectIncomplete { part } => match part {
            EffectPart::Symbol => "The number has no symbol.",
            EffectPart::Title => "The number does not say what is numbered.",
            EffectPart::Subject => "The message has no subject.",
            EffectPart::Text => "The message has no text.",
            EffectPart::System => "The message names no system.",
        }
        .into(),
        Problem::Condition { source, fault } => return written(source, fault, En),
        Problem::Overlap { other, witness } => format!(
            "This branch and branch {} both hold, for instance when {}.",
            other + 1,
            told(witness)
        ),
        Problem::Hole { witness } => {
            format!("No branch holds, for instance when {}.", told(witness))
        }
        Problem::NeverTrue => "The condition never holds.".into(),
        Problem::NeverRequired => "The condition under which it is required never holds.".into(),
        Problem::OtherwiseNever => "The branch for all other cases is never taken.".into(),
        Problem::OtherwiseTwice { first } => {
            format!("Branch {} is already for all other cases.", first + 1)
        }
        Problem::AfterOtherwise { otherwise } => format!(
            "The branch stands after branch {}, which is for all other cases.",
            otherwise + 1
        ),
        Problem::Undecidable { witness, reasons } => {
            let reasons: Vec<String> = reasons
                .iter()
                .map(|reason| condition::reason(reason, &procedure.facts, En))
                .collect();
            format!(
                "The condition cannot be decided when {}: {}.",
                told(witness),
                reasons.join("; ")
            )
        }
        Problem::Unproved { cause, .. } => match cause {
            Cause::TooLarge => "There are too many cases to check the branches of this act.",
            Cause::NotLinear => {
                "The branches calculate with facts in a way that cannot be checked."
            }
        }
        .into(),
        Problem::AmountZero => "The limit is of no length.".into(),
        Problem::SourceMissing => "The limit names no act of law.".into(),
        Problem::ArticleMissing => "The limit names no article.".into(),
        Problem::ActNeedsSomebody { act, needs } => {
            let needs = match needs {
                Needs::Facts => "facts that somebody must state",
                Needs::Opinion => "an opinion in words",
                Needs::Person => "a person who files, asks, confirms or meets",
            };
            format!("The program cannot do “{act}” by itself: it needs {needs}.")
        }
        Problem::ReminderTooEarly {
            hours_before,
            limit_hours,
        } => format!(
            "The reminder goes out {hours_before} working hours before the end of a limit of at most {limit_hours}."
        ),
        Problem::ReminderTwice { hours_before } => {
            format!("The reminder {hours_before} hours before stands twice.")
        }
        Problem::LongerThanWhole { whole } => {
            format!("The limit of the step is longer than that of the whole, “{whole}”.")
        }
        Problem::FieldMissing => "The form has no field of this key.".into(),
        Problem::FieldNotText => "The field of this key takes no text.".into(),
        Problem::FieldTooShort { most, least } => {
            format!("At least {least} characters are asked for and the field takes {most}.")
        }
        Problem::NoPlaceForFiles => "The form has no place to attach files.".into(),
        Problem::SizeZero => "The greatest size is 0 MB.".into(),
        Problem::FormatMalformed { written } => {
            format!("The format “{written}” is not an extension in small letters.")
        }
        Problem::ShownWhileHidden => {
            "The author would see the file in a state that they are not told.".into()
        }
        Problem::UsedTwice => "The step names the component twice.".into(),
    };
    Message::new(text)
}

fn unknown(what: &str, written: &str, nearest: Option<&String>) -> String {
    match nearest {
        Some(nearest) => format!("There is no {what} “{written}”. Was “{nearest}” meant?"),
        None => format!("There is no {what} “{written}”."),
    }
}

fn counted(what: Counted) -> &'static str {
    match what {
        Counted::Facts => "facts",
        Counted::States => "states",
        Counted::Steps => "steps",
        Counted::Components => "components",
        Counted::Limits => "limits",
        Counted::Acts => "acts",
        Counted::Branches => "branches",
    }
}

fn declared(fault: FactProblem) -> &'static str {
    match fault {
        FactProblem::BadName => "The name must be of small letters, digits and _.",
        FactProblem::Reserved => "The name is a word of the language of conditions.",
        FactProblem::Twice => "Another fact has this name.",
        FactProblem::NoLabel => "The fact has no name for people.",
        FactProblem::RangeOfNoNumber => "Only numbers have a range.",
        FactProblem::EmptyRange => "The least is greater than the greatest.",
        FactProblem::StepNotPositive => "The step must be greater than 0.",
        FactProblem::NoChoice => "There is nothing to choose.",
        FactProblem::ChoiceTwice => "A choice stands twice.",
    }
}
