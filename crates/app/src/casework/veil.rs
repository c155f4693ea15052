//! What a procedure keeps from the author of a dossier.

use sangkien_casework::clock::{Clocks, LimitScope};
use sangkien_casework::definition::{AuthorSees, StateRow, Step, Who};
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

/// Keeps since when the authors are told the same in place of what the states are, as the dossier
/// comes to `step`. Where a step waits for its author there is no veil: they must know where it
/// stands.
pub(super) fn draw_veil(
    standing: &mut Standing,
    from: Option<&StateRow>,
    (step, to): (&Step, &StateRow),
    now: Instant,
) {
    let waits = step
        .actor
        .as_ref()
        .is_some_and(|actor| actor.who == Who::Author);
    let words = told(to, true).filter(|_| !waits);
    let shown = |state: &StateRow| told(state, true).unwrap_or_else(|| state.label.clone());
    standing.veiled_since = words.map(|words| match standing.veiled_since {
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

#[cfg(test)]
mod tests {
    use sangkien_casework::definition::{Actor, ClockMode, Quorum, StepKind};
    use sangkien_domain::dossier::State;

    use super::*;

    fn state(label: &str, told: Option<&str>) -> StateRow {
        StateRow {
            key: label.to_owned(),
            label: label.to_owned(),
            means: State::Processing,
            author: told.map_or(AuthorSees::All, |words| AuthorSees::As(words.to_owned())),
            clock: ClockMode::Running,
            clock_reason: String::new(),
        }
    }

    fn step(who: Who) -> Step {
        Step {
            key: "b".to_owned(),
            label: "Bước".to_owned(),
            kind: StepKind::Check,
            state: "b".to_owned(),
            actor: Some(Actor {
                who,
                rule: Quorum::One,
            }),
            components: Vec::new(),
            limits: Vec::new(),
            acts: Vec::new(),
            council: None,
            rubric: None,
            recall: false,
        }
    }

    /// Comes from one state to another, with a second between; gives since when it is veiled.
    fn since(path: &[(&StateRow, &Step)]) -> Option<i64> {
        let mut standing = Standing::draft(Instant(0));
        let mut from = None;
        for (second, (state, step)) in (1..).zip(path) {
            draw_veil(&mut standing, from, (step, state), Instant(second));
            standing.since = Instant(second);
            from = Some(*state);
        }
        standing.veiled_since.map(|at| at.0)
    }

    #[test]
    fn a_veil_lasts_while_the_author_is_told_the_same() {
        let office = step(Who::Person {
            account: "a".to_owned(),
        });
        let open = state("Thẩm định", None);
        let inside = state("Trình ký", Some("Thẩm định"));
        let further = state("Đóng dấu", Some("Thẩm định"));
        let other = state("Lưu", Some("Đang lưu"));
        assert_eq!(since(&[(&open, &office)]), None);
        // What is told was true before: the author knows it since then.
        assert_eq!(since(&[(&open, &office), (&inside, &office)]), Some(1));
        assert_eq!(
            since(&[(&open, &office), (&inside, &office), (&further, &office)]),
            Some(1)
        );
        assert_eq!(since(&[(&inside, &office), (&other, &office)]), Some(2));
        assert_eq!(since(&[(&inside, &office), (&open, &office)]), None);
    }

    #[test]
    fn there_is_no_veil_where_the_author_must_act() {
        let inside = state("Chờ bổ sung", Some("Đang xử lý"));
        assert_eq!(since(&[(&inside, &step(Who::Author))]), None);
    }
}
