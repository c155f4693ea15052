//! What a procedure keeps from the author of a dossier.

use sangkien_casework::clock::{Clocks, LimitScope};
use sangkien_casework::definition::{AuthorSees, StateRow};
use sangkien_domain::id::PersonId;
use sangkien_domain::time::Instant;

use crate::App;
use crate::access::Permitted;
use crate::failure::Outcome;
use crate::port::Reading;
use crate::record::{Dossier, Milestone, Standing};

impl App {
    /// The header of a dossier as `reader` may know it: what is hidden from an author moves neither
    /// its last change nor its last day.
    pub(crate) async fn veil_header(
        &self,
        store: &mut dyn Reading,
        dossier: &mut Permitted<Dossier>,
        reader: PersonId,
    ) -> Outcome<()> {
        if let Some(since) = dossier.standing.veiled_since
            && dossier.is_veiled_from(reader)
        {
            let limits = store.limits(dossier.id).await?;
            let whole = limits
                .into_iter()
                .filter(|limit| limit.scope == LimitScope::Whole);
            let clocks = Clocks {
                limits: whole.collect(),
                pauses: Vec::new(),
            };
            let told = dossier.as_told();
            told.due_on = clocks.due_on();
            told.updated_at = since;
            told.standing.since = since;
            // Counts of what has happened would tell that something has.
            told.standing.visit = 0;
            told.version = 0;
        }
        Ok(())
    }

    /// Takes out of a timeline what the states of the dossier hide from its authors.
    pub(crate) async fn veil(
        &self,
        store: &mut dyn Reading,
        dossier: &Permitted<Dossier>,
        person: PersonId,
        milestones: &mut Vec<Milestone>,
    ) -> Outcome<()> {
        if !dossier.facts.concerns(person) || dossier.standing.version.is_none() {
            return Ok(());
        }
        let mut veiled = Vec::new();
        for visit in store.visits(dossier.id).await? {
            let compiled = self.compiled(store, visit.version).await?;
            if let Some((_, state)) = compiled.at(&visit.step)
                && let Some(words) = told(state, true)
            {
                veiled.push((visit.entered_at, words));
            }
        }
        if veiled.is_empty() {
            return Ok(());
        }
        for step in milestones.iter_mut() {
            if let Some((_, words)) = veiled.iter().find(|(at, _)| *at == step.at) {
                step.label.clone_from(words);
                step.by_name.clear();
                step.capacity.clear();
                step.note.clear();
            }
        }
        milestones.dedup_by(|after, before| {
            after.by_name.is_empty() && before.by_name.is_empty() && after.label == before.label
        });
        Ok(())
    }
}

/// Keeps since when the authors are told the same in place of what the states are.
pub(super) fn draw_veil(
    standing: &mut Standing,
    from: Option<&StateRow>,
    to: &StateRow,
    now: Instant,
) {
    let shown = |state: &StateRow| told(state, true).unwrap_or_else(|| state.label.clone());
    standing.veiled_since = told(to, true).map(|words| match standing.veiled_since {
        _ if from.map(shown).as_ref() != Some(&words) => now,
        Some(since) => since,
        None => standing.since,
    });
}

/// What the author is told in the place of a state; none where nothing is hidden.
pub(super) fn told(state: &StateRow, as_author: bool) -> Option<String> {
    match &state.author {
        AuthorSees::As(words) if as_author => Some(words.clone()),
        _ => None,
    }
}
