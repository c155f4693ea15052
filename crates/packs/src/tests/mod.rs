//! What the packs promise, checked by the domain's own rules.

mod calendar;
mod folder;
mod law;
mod plan;
mod play;
mod procedures;
mod story;

use std::collections::BTreeSet;

use sangkien_domain::time::Instant;

use crate::{Plan, Story};

/// The plan, and the story of its rounds. What happens at standing intakes follows procedures from
/// files and is played by the program itself.
fn plan_and_story() -> (Plan, Story) {
    let plan = crate::plan().unwrap();
    let mut story = crate::story(&plan).unwrap();
    story
        .dossiers
        .retain(|dossier| plan.round(&dossier.round).is_some());
    let of_rounds: BTreeSet<String> = story
        .dossiers
        .iter()
        .map(|dossier| dossier.key.clone())
        .collect();
    story.events.retain(|event| {
        let mut named = event.act.dossiers().into_iter();
        named.all(|dossier| of_rounds.contains(dossier))
    });
    (plan, story)
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}
