//! What the packs promise, checked by the domain's own rules.

mod calendar;
mod folder;
mod law;
mod plan;
mod play;
mod procedures;
mod story;

use sangkien_domain::time::Instant;

use crate::{Plan, Story};

fn plan_and_story() -> (Plan, Story) {
    let plan = crate::plan().unwrap();
    let story = crate::story(&plan).unwrap();
    (plan, story)
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}
