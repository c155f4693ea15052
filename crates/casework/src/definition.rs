//! What a procedure is: states, steps, acts, actors, components, limits — as a person writes them
//! in a file or in the designer.
//!
//! A definition says what *may* happen and says nothing about a particular dossier. It is judged
//! by [`crate::check`] before it may be activated, and compiled into [`crate::engine::Compiled`]
//! to be followed.

use sangkien_domain::access::Role;
use sangkien_domain::council::Post;
use sangkien_domain::dossier::{Act, State};
use sangkien_domain::form::Form;
use sangkien_domain::law::{Citation, Limit};
use serde::{Deserialize, Serialize};

use crate::condition::Fact;

/// A procedure, in one version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// Stable code, such as "1.003868" or "sang-kien-co-so".
    pub code: String,
    /// Name shown.
    pub name: String,
    /// One paragraph on what it is for.
    #[serde(default)]
    pub summary: String,
    /// The level that carries it out, such as "co-so", "xa", "tinh"; a value of the law packs.
    #[serde(default)]
    pub level: String,
    /// Legal grounds.
    #[serde(default)]
    pub grounds: Vec<Citation>,
    /// The step at which a dossier begins.
    pub start: String,
    /// Facts that conditions may name.
    #[serde(default, rename = "fact")]
    pub facts: Vec<Fact>,
    /// Business states.
    #[serde(rename = "state")]
    pub states: Vec<StateRow>,
    /// Limits of the whole procedure, counted from receipt.
    #[serde(default, rename = "limit")]
    pub limits: Vec<LimitRow>,
    /// Steps, in the order in which they are shown.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
    /// The application form. Empty where the round's rules bring the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
    /// Parts of the dossier, beyond what the form asks.
    #[serde(default, rename = "component", skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<Component>,
}

/// A business state: what the world, and above all the author, may know of where a dossier stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StateRow {
    /// Stable key.
    pub key: String,
    /// Name shown to those who handle the dossier.
    pub label: String,
    /// What the state comes to in terms that guard and statistics understand.
    pub means: State,
    /// What the author is told.
    #[serde(default)]
    pub author: AuthorSees,
    /// Whether the clock runs.
    #[serde(default)]
    pub clock: ClockMode,
    /// Why the clock stands still; shown wherever the limit is unfolded.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub clock_reason: String,
}

/// What the author sees of a state. What is hidden is not sent at all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AuthorSees {
    /// The state's own name, and who has it.
    #[default]
    All,
    /// These words in its place, and no step beneath it.
    As(String),
}

/// Whether the procedure's clock runs in a state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClockMode {
    /// Nothing has been received: no limit runs.
    NotStarted,
    /// Limits run.
    #[default]
    Running,
    /// Limits of the whole stand still, as while the applicant supplements.
    Suspended,
    /// The procedure has ended.
    Stopped,
}

/// What is done at a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// The author prepares and submits.
    Intake,
    /// The form of the dossier is checked.
    Check,
    /// An opinion is given.
    Opinion,
    /// Overlap with earlier work is judged.
    OverlapReview,
    /// Council members mark.
    Marking,
    /// A council meets and concludes.
    Session,
    /// A leader decides.
    Decision,
    /// A document is numbered and issued.
    Issue,
    /// The result is published or handed over.
    Publish,
    /// The author is asked for something.
    WaitForAuthor,
    /// The procedure has ended.
    End,
}

impl StepKind {
    /// Every kind, in the order of a usual procedure.
    pub const ALL: [Self; 11] = [
        Self::Intake,
        Self::Check,
        Self::Opinion,
        Self::OverlapReview,
        Self::Marking,
        Self::Session,
        Self::Decision,
        Self::Issue,
        Self::Publish,
        Self::WaitForAuthor,
        Self::End,
    ];
}

/// A step: where a dossier stands, who has it and what they may do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Stable key.
    pub key: String,
    /// Name shown.
    pub label: String,
    /// What is done here.
    pub kind: StepKind,
    /// Key of the business state.
    pub state: String,
    /// Who acts here. Absent only at an end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<Actor>,
    /// Components that must be, or may be, there before an act of this step.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<ComponentUse>,
    /// Limits of this step.
    #[serde(default, rename = "limit", skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<LimitRow>,
    /// What may be done.
    #[serde(default, rename = "act", skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<ActRow>,
    /// Which council marks or meets; "of-round" for the one the round names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub council: Option<String>,
    /// Which rubric is marked by; "of-round" for the one the round's rules name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rubric: Option<String>,
    /// Whether whoever brought the dossier here may take it back while nobody has acted on it.
    #[serde(default)]
    pub recall: bool,
}

/// Who acts at a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// Who they are.
    pub who: Who,
    /// How many of them must act.
    #[serde(default)]
    pub rule: Quorum,
}

/// Who may act, relative to the dossier.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// Whoever filed it.
    Author,
    /// The head of the author's unit.
    HeadOfAuthorsUnit,
    /// Holders of a role in a unit.
    Role {
        /// Which role.
        role: Role,
        /// In which unit.
        of: UnitOf,
    },
    /// Holders of posts on the council of the step.
    Council {
        /// Which posts; all members when empty.
        posts: Vec<Post>,
    },
    /// One person, by account.
    Person {
        /// The account.
        account: String,
    },
}

/// A unit relative to the dossier.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnitOf {
    /// The receiving desk.
    Desk,
    /// The unit that organises the round and decides.
    Organiser,
    /// The author's unit.
    Author,
    /// A unit by its code.
    Unit(String),
}

/// How many of several actors must act before the dossier moves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quorum {
    /// The first act moves it.
    #[default]
    One,
    /// All must choose the same act.
    All,
    /// More than half must choose the same act.
    Majority,
}

/// An act that a step offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActRow {
    /// Stable key, unique in the step.
    pub key: String,
    /// Words on the button.
    pub label: String,
    /// What the program does along with it.
    pub kind: Act,
    /// Who may do it, when not the step's actor (an author may withdraw while a clerk checks).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<Who>,
    /// Whether an opinion in words goes with it.
    #[serde(default)]
    pub opinion: Opinion,
    /// Facts that whoever acts must state, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<String>,
    /// Where it leads: the branch whose condition holds, else the one without a condition.
    #[serde(rename = "to")]
    pub branches: Vec<Branch>,
    /// What else happens when it is done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<Effect>,
    /// The act that is taken when several had to act, all have, and no act has the required
    /// support: its key in the same step.
    #[serde(default)]
    pub when_split: bool,
}

/// Whether words go with an act.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Opinion {
    /// They may be given.
    #[default]
    Optional,
    /// They must be given.
    Required,
}

/// One way an act may lead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Branch {
    /// Condition over the procedure's facts; absent on the branch taken when no other holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Key of the step it leads to.
    pub step: String,
    /// Words shown on the way, such as "Đạt" or "Chuyển cấp".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
}

/// What happens along with an act, in its transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// A number is drawn from the series of the organiser, the symbol and the year.
    Number {
        /// Symbol after the number, such as "GP-SVHTTDL".
        symbol: String,
        /// What is numbered, such as "Giấy phép xuất bản".
        title: String,
    },
    /// A message to the author goes to the outbox: a subject and a sentence.
    Tell {
        /// The subject.
        subject: String,
        /// The sentence.
        text: String,
    },
    /// The payment axis moves.
    Payment(Payment),
    /// The delivery axis moves.
    Delivery(Delivery),
    /// A message to another system goes to the outbox; the exchange axis waits for its answer.
    Send {
        /// The other system's key in the configuration.
        system: String,
    },
}

/// Whether money is owed. Independent of where the dossier stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Payment {
    /// Nothing is asked.
    #[default]
    None,
    /// Asked, not paid.
    Due,
    /// Paid.
    Paid,
    /// Waived or given back.
    Waived,
}

/// Whether the result has been handed over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Delivery {
    /// There is nothing to hand over yet.
    #[default]
    None,
    /// Ready to be fetched or sent.
    Ready,
    /// Handed over.
    Delivered,
    /// Came back.
    Returned,
}

/// Where the exchange with other systems stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Exchange {
    /// Nothing was sent.
    #[default]
    None,
    /// In the outbox.
    Waiting,
    /// Confirmed by the other side.
    Confirmed,
    /// Given up after the last attempt.
    Failed,
}

/// A limit of time of a step or of the whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitRow {
    /// Stable key, unique in the procedure.
    pub key: String,
    /// Name shown, such as "Thời hạn cấp giấy phép".
    pub label: String,
    /// Amount, unit and source.
    #[serde(flatten)]
    pub limit: Limit,
    /// Hour after which a receipt counts as of the next working day, such as "15:00".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts_tomorrow_after: Option<jiff::civil::Time>,
    /// Steps through which a step's limit goes on running, by key; at any other it is met.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub through: Vec<String>,
    /// Reminders before it ends.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reminders: Vec<Reminder>,
    /// What happens when it ends unmet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overdue: Option<Overdue>,
}

/// A reminder to whoever has the dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reminder {
    /// Working hours before the limit ends.
    pub hours_before: u16,
}

/// What happens when a limit ends unmet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Overdue {
    /// The program does this act of the step, by its key.
    Act(String),
    /// An apology with a new day is owed to the applicant.
    Apology,
}

/// A part of the dossier: a file or text with its form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// Stable key.
    pub key: String,
    /// Name shown, such as "02 bản thảo có đóng dấu".
    pub label: String,
    /// Its form.
    pub form: ComponentForm,
    /// Whether its text enters the overlap check.
    #[serde(default)]
    pub overlap: bool,
    /// Legal basis.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citation: Option<Citation>,
}

/// The form of a component.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum ComponentForm {
    /// Text typed into the form field of the same key.
    Text {
        /// Least length in characters.
        #[serde(default)]
        min_chars: u32,
    },
    /// Attached files.
    File {
        /// Accepted formats by extension in lower case; any accepted one when empty.
        #[serde(default)]
        formats: Vec<String>,
        /// Largest single file, in megabytes.
        max_megabytes: u32,
        /// Least number of files.
        #[serde(default)]
        min_files: u32,
    },
}

/// How a step uses a component.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComponentUse {
    /// Key of the component.
    pub component: String,
    /// Whether it must be there.
    pub required: Required,
}

/// When a component is required.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Required {
    /// It may be there.
    Never,
    /// It must be there.
    Always,
    /// It must be there when the condition holds.
    When(String),
}

/// A file that holds no procedure.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{message}")]
pub struct Unreadable {
    /// What the reader says, with line and column.
    pub message: String,
    /// Line in the file, from 1, where the fault has a place.
    pub line: Option<usize>,
}

impl Procedure {
    /// Reads a procedure from a file's text.
    ///
    /// # Errors
    /// [`Unreadable`] with line and column for text that is not a procedure at all. Faults of a
    /// readable procedure are the business of [`crate::check`].
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        toml::from_str(text).map_err(|fault| Unreadable {
            message: fault.to_string(),
            line: fault
                .span()
                .and_then(|span| text.get(..span.start))
                .map(|before| before.matches('\n').count() + 1),
        })
    }

    /// Writes the procedure as one readable file that [`Procedure::read`] gives back unchanged.
    ///
    /// # Errors
    /// [`Unreadable`] for a value that the format cannot hold.
    pub fn write(&self) -> Result<String, Unreadable> {
        toml::to_string_pretty(self).map_err(|fault| Unreadable {
            message: fault.to_string(),
            line: None,
        })
    }

    /// The step with this key.
    pub fn step(&self, key: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.key == key)
    }

    /// The state with this key.
    pub fn state(&self, key: &str) -> Option<&StateRow> {
        self.states.iter().find(|state| state.key == key)
    }

    /// The component with this key.
    pub fn component(&self, key: &str) -> Option<&Component> {
        self.components
            .iter()
            .find(|component| component.key == key)
    }

    /// What the step `key` means for guard and statistics.
    pub fn meaning(&self, key: &str) -> Option<State> {
        let step = self.step(key)?;
        self.state(&step.state).map(|state| state.means)
    }
}

impl Step {
    /// The act with this key.
    pub fn act(&self, key: &str) -> Option<&ActRow> {
        self.acts.iter().find(|act| act.key == key)
    }
}

impl ActRow {
    /// Who may do it at `step`.
    pub fn actor<'a>(&'a self, step: &'a Step) -> Option<&'a Who> {
        self.who
            .as_ref()
            .or_else(|| step.actor.as_ref().map(|actor| &actor.who))
    }
}
