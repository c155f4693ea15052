//! Law and local rules as dated data, and the plan and sample story of one district.
//!
//! The data stand as TOML under `packs/`, for officials and lawyers to read and correct; they are
//! compiled in and read into the types of the `domain` crate here. `packs/vietnam` holds what is
//! the same everywhere: acts, limits, calendars, forms, rubrics. `packs/phuc-tho-2024` holds one
//! district's plan with its rule sets, and the story that the demo plays through the real use
//! cases.
//!
//! # Invariants
//! - Every reference of a value handed out here resolves: a caller need not check again.
//! - Every fact of the law carries its source and how well it is attested.
//! - Every person is a sample and says so.
//!
//! # To add a dossier to the story
//! Put a file into `packs/phuc-tho-2024/dossiers`, name it in `dossier_files.rs`, and let people
//! act on it in `packs/phuc-tho-2024/story`. The tests play the story through the domain's rules
//! and refuse what these do not allow.

mod answers;
mod calendar;
mod check;
mod dossiers;
mod embedded;
mod error;
mod folder;
mod form;
mod law;
mod phrases;
mod plan;
mod plan_file;
mod procedures;
mod read;
mod rubric;
mod rules;
mod shape;
mod shapes;
mod story;
mod story_file;
#[cfg(test)]
mod tests;

pub use answers::{Answer, AnswerKey, answer_keys};
pub use calendar::{
    articles, calendar, calendar_book, calendar_proposal, calendar_years, holiday_rules,
};
pub use dossiers::{SampleAuthor, SampleDossier, SampleFile};
pub use embedded::embedded;
pub use error::{PackError, Result};
pub use folder::{pack_code, read_pack};
pub use form::forms;
pub use law::{acts, limits, rules};
pub use phrases::phrases;
pub use plan::{
    Council, DemoMoment, Field, Intake, Person, Plan, PlanGrant, PlanSeat, Round, Route, Unit,
    UnitKind, UnitLevel,
};
pub use plan_file::plan;
pub use procedures::{ProcedureFile, procedures};
pub use rubric::{check_rubric, rubrics};
pub use rules::rule_sets;
pub use story::{Event, EventAct, Story, story};
