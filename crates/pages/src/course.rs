//! A dossier in its procedure: acts of its step, limits, steps so far, another version.

use askama::Template;

use crate::Shell;
use crate::parts::{
    Citation, DateInput, Errors, Fact, FilePart, Link, Opt, Select, Table, Tag, TextInput, safe,
};

/// How a fact is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AskForm {
    /// One line.
    Text,
    /// A number.
    Number,
    /// A day.
    Date,
    /// One of these.
    Choice(Vec<Opt>),
}

/// A fact to be stated with an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// Posted name, `fact.{act}.{fact}`.
    pub name: String,
    /// Its name on pages.
    pub label: String,
    /// What was typed so far.
    pub value: String,
    /// How it is asked for.
    pub form: AskForm,
}

impl Ask {
    fn input(&self) -> TextInput<'_> {
        let input = TextInput::new(&self.name, &self.label, &self.value);
        match self.form {
            AskForm::Number => input.short(),
            _ => input,
        }
    }

    fn date(&self) -> DateInput<'_> {
        DateInput::new(&self.name, &self.label, &self.value)
    }

    fn select<'a>(&'a self, options: &'a [Opt]) -> Select<'a> {
        Select::new(&self.name, &self.label, options)
    }
}

/// An act of the step as a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepForm {
    /// Posted as `act`.
    pub key: String,
    /// Words of its button.
    pub label: String,
    /// Where it leads, as a sentence.
    pub leads: Option<String>,
    /// Posted name of the words that go with it, `opinion.{act}`.
    pub opinion_name: String,
    /// Whether the words are demanded.
    pub opinion_required: bool,
    /// What was typed so far.
    pub opinion: String,
    /// Facts to be stated.
    pub asks: Vec<Ask>,
    /// Whether it ends the dossier against the applicant.
    pub danger: bool,
    /// Whether it is unfolded.
    pub open: bool,
}

/// An act that cannot be done now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockedAct {
    /// Its words.
    pub label: String,
    /// Why, in whole sentences.
    pub reasons: Vec<String>,
}

/// What the reader may do at the step. Posts `seen`, `act`, and what the act asks.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "course/panel.html")]
pub struct StepPanel {
    /// Token of the forms.
    pub csrf: String,
    /// Where acts are posted.
    pub action: String,
    /// The visit the page was made from.
    pub seen: i64,
    /// How many have chosen, when several must.
    pub progress: Option<String>,
    /// What the reader has chosen.
    pub own: Option<String>,
    /// Parts of the dossier for which the step asks.
    pub parts: Vec<FilePart>,
    /// Acts that can be done.
    pub forms: Vec<StepForm>,
    /// Acts that cannot be done now.
    pub blocked: Vec<BlockedAct>,
    /// Where taking back is posted, when it is possible.
    pub recall: Option<String>,
    /// Problems, by posted name.
    pub errors: Errors,
}

/// A limit with its arithmetic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitView {
    /// Its name.
    pub label: String,
    /// "đến hết ngày 02/03/2026".
    pub due: String,
    /// "còn 3 ngày làm việc", "quá hạn 2 ngày làm việc", "tạm dừng".
    pub state: Tag,
    /// Article and arithmetic.
    pub citation: Citation,
}

/// Where a dossier stands on each axis.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "course/standing.html")]
pub struct Standing {
    /// Step, who has it, clock, payment, delivery, exchange.
    pub facts: Vec<Fact>,
    /// Limits that run.
    pub limits: Vec<LimitView>,
    /// Where the whole course is shown.
    pub more: Link,
}

/// The form that extends a limit. Posts `limit`, `amount`, `reason`, `seen`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtendForm {
    /// Where it is posted.
    pub action: String,
    /// The visit the page was made from.
    pub seen: i64,
    /// Limits that run.
    pub limits: Vec<Opt>,
    /// Units to add, as typed.
    pub amount: String,
    /// Why, as typed.
    pub reason: String,
}

/// A step as it was gone through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StayView {
    /// Its name.
    pub label: String,
    /// What brought the dossier there, by whom.
    pub came: String,
    /// From when until when.
    pub span: String,
    /// How long.
    pub long: String,
    /// Whether it stands there now.
    pub current: bool,
    /// Limits that began there: name and how they were kept.
    pub limits: Vec<(String, Tag)>,
}

/// `GET, POST /dossiers/{id}/course`.
#[derive(Debug, Clone, Template)]
#[template(path = "course/course.html")]
pub struct CoursePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Title of the dossier.
    pub title: String,
    /// Its code.
    pub code: String,
    /// Limits that run.
    pub limits: Vec<LimitView>,
    /// Steps, first to last.
    pub stays: Vec<StayView>,
    /// Changes of limits; empty rows show nothing.
    pub changes: Table,
    /// Moves to other versions.
    pub moves: Table,
    /// Numbered documents.
    pub documents: Vec<Fact>,
    /// Extension of a limit, for whoever may.
    pub extend: Option<ExtendForm>,
    /// Versions to move to.
    pub versions: Vec<Link>,
    /// Problems.
    pub errors: Errors,
}

/// `GET, POST /dossiers/{id}/version/{version}`. Posts `step`, `reason`, `seen`.
#[derive(Debug, Clone, Template)]
#[template(path = "course/move.html")]
pub struct MovePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Title of the dossier.
    pub title: String,
    /// Its code.
    pub code: String,
    /// Where it is posted, and asked for with another step.
    pub action: String,
    /// The visit the page was made from.
    pub seen: i64,
    /// From which version and step to which.
    pub facts: Vec<Fact>,
    /// Acts that go and come, limits that change: whole sentences.
    pub changes: Vec<String>,
    /// Limits before and after.
    pub limits: Table,
    /// Steps to choose from.
    pub steps: Vec<Opt>,
    /// Why, as typed.
    pub reason: String,
    /// Problems (`step`, `reason`).
    pub errors: Errors,
}

/// The form that sends one apology. Posts `number`, `reason.{number}` and, where a day is to be
/// promised, `new_day.{number}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApologyForm {
    /// Which apology of the dossier.
    pub number: i64,
    /// Posted name of the day and what was typed; none where the result is there.
    pub day: Option<(String, String)>,
    /// Posted name of the reason.
    pub reason_name: String,
    /// Why, as typed.
    pub reason: String,
}

/// An apology owed or sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApologyView {
    /// Name of the limit.
    pub heading: String,
    /// When it ended, where it is laid down, what was promised.
    pub facts: Vec<Fact>,
    /// The form, until it is sent.
    pub form: Option<ApologyForm>,
    /// The letter, once it is sent.
    pub letter: Option<Link>,
}

/// `GET, POST /dossiers/{id}/apology`.
#[derive(Debug, Clone, Template)]
#[template(path = "course/apology.html")]
pub struct ApologyPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Title of the dossier.
    pub title: String,
    /// Its code.
    pub code: String,
    /// Where forms are posted.
    pub action: String,
    /// Apologies, first to last.
    pub items: Vec<ApologyView>,
    /// Problems.
    pub errors: Errors,
}

safe!(StepPanel, Standing);
