//! What a procedure is: states, steps, acts, actors, components, limits — as a person writes them
//! in a file or in the designer.
//!
//! A definition says what *may* happen and says nothing about a particular dossier. It is judged
//! by [`crate::check`] before it may be activated, and compiled into [`crate::engine::Compiled`]
//! to be followed.

mod act;
mod component;
mod limit;
mod step;

use sangkien_domain::dossier::State;
use sangkien_domain::form::Form;
use sangkien_domain::law::Citation;
use serde::{Deserialize, Serialize};

pub use act::{ActRow, Branch, Delivery, Effect, Exchange, Opinion, Payment};
pub use component::{AuthorGets, Component, ComponentForm, ComponentUse, Required};
pub use limit::{LimitRow, Overdue, Reminder};
pub use step::{Actor, Quorum, Step, StepKind, UnitOf, Who};

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

    /// The limit with this key, of the whole or of a step.
    pub fn limit(&self, key: &str) -> Option<&LimitRow> {
        let of_steps = self.steps.iter().flat_map(|step| &step.limits);
        let mut all = self.limits.iter().chain(of_steps);
        all.find(|row| row.key == key)
    }

    /// Whether the author may change the content at this step.
    pub fn is_written_at(&self, step: &Step) -> bool {
        matches!(step.kind, StepKind::Intake | StepKind::WaitForAuthor)
            && self
                .state(&step.state)
                .is_some_and(|state| state.means.is_editable())
    }

    /// Components that the author brings while writing or supplementing, in their order. What is
    /// asked of officials only is not among them.
    pub fn brought_by_author(&self) -> impl Iterator<Item = &Component> {
        self.components.iter().filter(|component| {
            self.steps.iter().any(|step| {
                let uses = |used: &ComponentUse| used.component == component.key;
                step.components.iter().any(uses) && self.is_written_at(step)
            })
        })
    }

    /// What the step `key` means for guard and statistics.
    pub fn meaning(&self, key: &str) -> Option<State> {
        let step = self.step(key)?;
        self.state(&step.state).map(|state| state.means)
    }
}
