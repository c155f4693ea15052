//! What can be wrong with a procedure.

use sangkien_domain::dossier::{Act, State};
use serde::Serialize;

use super::Severity;
use crate::condition::{Cause, ConditionFault, FactProblem, Facts, Question, Reason};
use crate::definition::{ClockMode, Quorum, StepKind};

/// What there is too many of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    /// Facts of the procedure.
    Facts,
    /// States of the procedure.
    States,
    /// Steps of the procedure.
    Steps,
    /// Components of the procedure.
    Components,
    /// Limits of the procedure or of a step.
    Limits,
    /// Acts of a step.
    Acts,
    /// Branches of an act.
    Branches,
}

/// A part of an effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EffectPart {
    /// The symbol after a number.
    Symbol,
    /// What is numbered.
    Title,
    /// The subject of a message.
    Subject,
    /// The sentence of a message.
    Text,
    /// The other system.
    System,
}

/// What keeps the program from doing an act by itself when a limit ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Needs {
    /// Facts that somebody must state.
    Facts,
    /// An opinion in words.
    Opinion,
    /// A person who files, asks, confirms or meets.
    Person,
}

/// What is wrong. The place says of what; numbers of branches are counted from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "code")]
pub enum Problem {
    /// The key is empty, too long, or not of letters a to z, digits, `-` and `_`.
    KeyMalformed,
    /// Another of the same kind has the key.
    KeyTwice,
    /// There is no name for people.
    LabelMissing,
    /// The name is longer than a page can show.
    LabelTooLong {
        /// Most characters.
        most: usize,
    },
    /// More than a procedure may have.
    TooMany {
        /// Of what.
        what: Counted,
        /// How many there are.
        found: usize,
        /// How many there may be.
        most: usize,
    },
    /// Nothing uses it.
    Unused,

    /// The first step is not one of the steps.
    StartUnknown {
        /// Its key as written.
        written: String,
        /// A key that looks alike.
        nearest: Option<String>,
    },
    /// There is no state of this key.
    StateUnknown {
        /// The key as written.
        written: String,
        /// A key that looks alike.
        nearest: Option<String>,
    },
    /// There is no step of this key.
    StepUnknown {
        /// The key as written.
        written: String,
        /// A key that looks alike.
        nearest: Option<String>,
    },
    /// There is no component of this key.
    ComponentUnknown {
        /// The key as written.
        written: String,
        /// A key that looks alike.
        nearest: Option<String>,
    },
    /// An act asks for a fact that is not declared.
    FactUnknown {
        /// The name as written.
        written: String,
        /// A name that looks alike.
        nearest: Option<String>,
    },
    /// The act for the end of a limit is not offered where the limit runs.
    ActUnknown {
        /// The key as written.
        written: String,
        /// A key that looks alike.
        nearest: Option<String>,
    },

    /// The first step is not an intake.
    StartNotIntake {
        /// What it is.
        kind: StepKind,
    },
    /// No step is an end.
    NoEnd,
    /// No way leads here from the first step.
    Unreachable,
    /// Nothing leads on from here but withdrawing.
    DeadEnd,
    /// These steps lead to one another for ever, withdrawing aside.
    Endless {
        /// Their keys, in the order of the definition.
        steps: Vec<String>,
    },
    /// Every way from here leads to steps from which no end can be reached, withdrawing aside.
    LeadsNowhere {
        /// The keys of those steps.
        steps: Vec<String>,
    },

    /// Nobody acts here.
    NoActor,
    /// Somebody acts at an end.
    ActorAtEnd,
    /// Something may be done at an end.
    ActsAtEnd,
    /// A limit runs at an end.
    LimitAtEnd,
    /// An end can be taken back.
    RecallAtEnd,
    /// Somebody else acts where only the author can.
    AuthorExpected {
        /// The kind of step.
        kind: StepKind,
    },
    /// No council is named where one marks or meets.
    NoCouncil {
        /// The kind of step.
        kind: StepKind,
    },
    /// No rubric is named where marks are given.
    NoRubric,
    /// Somebody other than council members marks.
    MembersExpected,
    /// Council members act and no council is named.
    CouncilUnnamed,
    /// All or most must agree, and no act is taken when they do not.
    NoSplitAct {
        /// How many must agree.
        rule: Quorum,
    },
    /// Several acts are to be taken when there is no agreement.
    SplitTwice {
        /// The act that was first.
        first: String,
    },
    /// The act for disagreement stands where the first act decides.
    SplitOfOne,
    /// All or most of a single person must agree.
    QuorumOfOne,
    /// The account of the person is not given.
    AccountMissing,
    /// The code of the unit is not given.
    UnitMissing,

    /// The clock stands still and no reason is given.
    SuspendedWithoutReason,
    /// The words for the author are not given.
    AuthorWordsMissing,
    /// The clock of an end is not stopped.
    EndClockNotStopped {
        /// What it is.
        clock: ClockMode,
    },
    /// The clock is stopped though the procedure goes on.
    ClockStoppedBeforeEnd,
    /// A limit runs on a dossier that nobody has received.
    ClockBeforeReceipt {
        /// What the clock is.
        clock: ClockMode,
    },
    /// The step is an end, and its state means that the procedure goes on.
    EndStateOpen {
        /// What the state means.
        means: State,
    },
    /// The step goes on, and its state means an end.
    EndStateBeforeEnd {
        /// What the state means.
        means: State,
    },
    /// The author could change the content while others have the dossier.
    EditableElsewhere {
        /// What the state means.
        means: State,
    },
    /// The author cannot write where the dossier is written.
    IntakeNotEditable {
        /// What the state means.
        means: State,
    },
    /// The author is waited for and cannot change the content.
    WaitNotEditable {
        /// What the state means.
        means: State,
    },

    /// The act leads nowhere.
    NoBranch,
    /// What the program does along with the act makes no sense at such a step.
    ActOutOfPlace {
        /// What the program does.
        act: Act,
        /// The kind of step.
        kind: StepKind,
    },
    /// The program picks the act by what it does, and the step has two such.
    ActTwice {
        /// What the program does.
        act: Act,
        /// The key of the first.
        first: String,
    },
    /// Only the author can do it, and somebody else may.
    ActOfAuthor {
        /// What the program does.
        act: Act,
    },
    /// The author judges the own dossier.
    ActNotOfAuthor {
        /// What the program does.
        act: Act,
    },
    /// Taking back is set at a step, not offered as an act.
    RecallAsAct,
    /// The act leads to a state that says something else.
    LeadsElsewhere {
        /// What the program does.
        act: Act,
        /// The key of the step it leads to.
        step: String,
        /// What the state of that step means.
        means: State,
    },
    /// The same fact is asked for twice.
    AskedTwice {
        /// Its name.
        fact: String,
    },
    /// A part of an effect is not given.
    EffectIncomplete {
        /// Which part.
        part: EffectPart,
    },

    /// The condition has a fault.
    Condition {
        /// The condition as written.
        source: String,
        /// What is wrong with it, and where.
        fault: ConditionFault,
    },
    /// This branch and a later one hold for the same facts.
    Overlap {
        /// The later one.
        other: usize,
        /// Facts for which both hold.
        witness: Facts,
    },
    /// No branch holds for these facts, and there is none for all other cases.
    Hole {
        /// Facts for which none holds.
        witness: Facts,
    },
    /// The branch holds for no facts at all.
    NeverTrue,
    /// A component is required when a condition holds that never does.
    NeverRequired,
    /// The branch for all other cases is never taken.
    OtherwiseNever,
    /// A second branch has no condition.
    OtherwiseTwice {
        /// The first one.
        first: usize,
    },
    /// The branch stands after the one for all other cases.
    AfterOtherwise {
        /// The one for all other cases.
        otherwise: usize,
    },
    /// The condition cannot be decided for these facts, though all are known.
    Undecidable {
        /// Such facts.
        witness: Facts,
        /// Why.
        reasons: Vec<Reason>,
    },
    /// Neither a fault was found nor that there is none.
    Unproved {
        /// What could not be answered.
        question: Question,
        /// Why not.
        cause: Cause,
    },
    /// The declaration of a fact has a fault.
    Fact {
        /// What is wrong with it.
        fault: FactProblem,
    },

    /// The limit is of no length.
    AmountZero,
    /// The limit names no act of law.
    SourceMissing,
    /// The limit names an act of law without the article.
    ArticleMissing,
    /// The program cannot do the act by itself.
    ActNeedsSomebody {
        /// The key of the act.
        act: String,
        /// What is needed.
        needs: Needs,
    },
    /// A reminder would go out before the limit begins.
    ReminderTooEarly {
        /// Hours before the end.
        hours_before: u16,
        /// Working hours of the whole limit, at most.
        limit_hours: u32,
    },
    /// The same reminder twice.
    ReminderTwice {
        /// Hours before the end.
        hours_before: u16,
    },
    /// The limit of a step is longer than that of the whole.
    LongerThanWhole {
        /// The key of the whole's limit.
        whole: String,
    },

    /// The form has no field of the component's key.
    FieldMissing,
    /// The field of the component's key is not one for text.
    FieldNotText,
    /// The component asks for more characters than its field takes.
    FieldTooShort {
        /// What the field takes.
        most: u32,
        /// What the component asks for.
        least: u32,
    },
    /// The form has no place to attach files.
    NoPlaceForFiles,
    /// No file is small enough.
    SizeZero,
    /// The format is not an extension in small letters.
    FormatMalformed {
        /// The format as written.
        written: String,
    },
    /// The step names the component twice.
    UsedTwice,
    /// The author would see the file in a state that they are not told.
    ShownWhileHidden,
}

impl Problem {
    /// Whether the procedure may not be activated because of it.
    pub const fn severity(&self) -> Severity {
        match self {
            Self::Unused
            | Self::ActorAtEnd
            | Self::QuorumOfOne
            | Self::ClockStoppedBeforeEnd
            | Self::WaitNotEditable { .. }
            | Self::AskedTwice { .. }
            | Self::NeverRequired
            | Self::OtherwiseNever
            | Self::Unproved { .. }
            | Self::SourceMissing
            | Self::ArticleMissing
            | Self::ReminderTwice { .. }
            | Self::LongerThanWhole { .. } => Severity::Note,
            _ => Severity::Error,
        }
    }
}
