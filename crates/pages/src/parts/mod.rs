//! The component set. A component is a small struct with its own template; a
//! page puts it in place with `{{ component }}`.

mod basic;
mod dossier;
mod edit;
mod field;
mod flow;
mod icon;
mod paper;
mod table;

pub use basic::{Citation, Count, Empty, Fact, Facts, Kind, Link, Notice, Tag, Tone};
pub use dossier::{DocSection, DossierView, FilePart, FileRow, ViewAuthor};
pub use edit::{EditButton, EditField, EditGroup, EditKind};
pub use field::{Area, Checks, DateInput, Errors, FieldError, Opt, Radios, Select, TextInput};
pub use flow::{
    Act, Deadline, Due, Event, Meter, Pace, Step, SummaryGroup, SummaryRow, Target, Task, When,
};
pub use icon::Icon;
pub use paper::{AnnexRow, DecisionPaper};
pub use table::{Cell, Head, Order, PageLink, Pager, Pick, Row, Tab, Table};

/// Lets a component stand in another template without being escaped again: its
/// own template has escaped every value already.
macro_rules! safe {
    ($($component:ty),+ $(,)?) => { $(impl askama::filters::HtmlSafe for $component {})+ };
}
pub(crate) use safe;
