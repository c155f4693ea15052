//! What changed between two versions of a procedure.
//!
//! Rows are matched by their keys, branches by what they say: so a step that moved is not a step
//! that was replaced. Two versions without a change are equal, and the other way round.

mod rows;
#[cfg(test)]
mod tests;

use sangkien_domain::dossier::{Act, State};
use sangkien_domain::law::{Citation, Limit};
use serde::Serialize;

use crate::check::Place;
use crate::condition::Fact;
use crate::definition::{
    Actor, AuthorGets, AuthorSees, ClockMode, ComponentForm, Effect, Opinion, Overdue, Procedure,
    Reminder, Required, StepKind, Who,
};

/// What was and what is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pair<T> {
    /// In the older version.
    pub old: T,
    /// In the newer version.
    pub new: T,
}

/// How a part differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "change")]
pub enum Difference {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It stands elsewhere among its kind, counted from 0.
    Moved(Pair<usize>),
    /// The stable code of the procedure.
    Code(Pair<String>),
    /// The name shown.
    Label(Pair<String>),
    /// What the procedure is for.
    Summary(Pair<String>),
    /// The level that carries it out.
    Level(Pair<String>),
    /// Legal grounds.
    Grounds(Pair<Vec<Citation>>),
    /// The first step, by key.
    Start(Pair<String>),
    /// A field of the form is new, by its question.
    FieldAdded {
        /// The question.
        label: String,
    },
    /// A field of the form is gone, by its question.
    FieldRemoved {
        /// The question.
        label: String,
    },
    /// A field of the form is asked otherwise, by its question.
    FieldChanged {
        /// The question as it is now.
        label: String,
    },
    /// The form has other sections, or the same in another order, or another code.
    FormChanged,

    /// What a state means.
    Means(Pair<State>),
    /// What the author is told.
    Author(Pair<AuthorSees>),
    /// Whether the clock runs.
    Clock(Pair<ClockMode>),
    /// Why the clock stands still.
    ClockReason(Pair<String>),

    /// What is done at a step.
    Kind(Pair<StepKind>),
    /// In which state a step is, by key.
    StateOf(Pair<String>),
    /// Who acts.
    Actor(Pair<Option<Actor>>),
    /// Which council marks or meets.
    Council(Pair<Option<String>>),
    /// Which rubric is marked by.
    Rubric(Pair<Option<String>>),
    /// Whether it may be taken back.
    Recall(Pair<bool>),

    /// What the program does along with an act.
    ActKind(Pair<Act>),
    /// Who may do an act, when not the step's actor.
    Who(Pair<Option<Who>>),
    /// Whether words go with it.
    Opinion(Pair<Opinion>),
    /// Facts that whoever acts must state.
    Asks(Pair<Vec<String>>),
    /// What else happens.
    Effects(Pair<Vec<Effect>>),
    /// Whether it is taken when there is no agreement.
    WhenSplit(Pair<bool>),

    /// When a branch is taken.
    When(Pair<Option<String>>),
    /// Where a branch leads, by key.
    LeadsTo(Pair<String>),

    /// How long a limit is.
    Length(Pair<Limit>),
    /// Where something is laid down.
    Source(Pair<Option<Citation>>),
    /// The hour after which a receipt counts as of the next working day.
    Cutoff(Pair<Option<jiff::civil::Time>>),
    /// Reminders.
    Reminders(Pair<Vec<Reminder>>),
    /// What happens when a limit ends unmet.
    Overdue(Pair<Option<Overdue>>),

    /// The form of a component.
    Form(Pair<ComponentForm>),
    /// Whether the text of a component enters the overlap check.
    Overlap(Pair<bool>),
    /// When the author gets to see what an official attaches as a component.
    AuthorGets(Pair<AuthorGets>),
    /// When a component is required.
    Required(Pair<Required>),
    /// What a fact can be.
    Fact(Box<Pair<Fact>>),
}

/// A change between two versions. The place of what is gone is that in the older version, every
/// other that in the newer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Where.
    pub place: Place,
    /// What.
    #[serde(flatten)]
    pub difference: Difference,
}

/// Every change from `old` to `new`: of the whole first, then facts, states, limits, components
/// and steps in the order of the newer version, what is gone before what is new.
pub fn compare(old: &Procedure, new: &Procedure) -> Vec<Change> {
    let mut found = Found::default();
    rows::whole(&mut found, old, new);
    rows::facts(&mut found, old, new);
    rows::states(&mut found, old, new);
    rows::limits(&mut found, None, &old.limits, &new.limits);
    rows::components(&mut found, old, new);
    rows::steps(&mut found, old, new);
    found.0
}

/// Changes found so far.
#[derive(Default)]
struct Found(Vec<Change>);

impl Found {
    fn add(&mut self, place: &Place, difference: Difference) {
        self.0.push(Change {
            place: place.clone(),
            difference,
        });
    }

    /// A property that may differ.
    fn differs<T: Clone + PartialEq>(
        &mut self,
        place: &Place,
        old: &T,
        new: &T,
        difference: impl FnOnce(Pair<T>) -> Difference,
    ) {
        if old != new {
            let pair = Pair {
                old: old.clone(),
                new: new.clone(),
            };
            self.add(place, difference(pair));
        }
    }
}
