//! The facts on which the engine decides: what was stated, what the applicant answered, and what
//! the program knows itself. Only what the procedure's vocabulary names is looked up.

use sangkien_casework::condition::{Exact, Facts, Kind, Value, Vocabulary};
use sangkien_domain::dossier::State;
use sangkien_domain::time::Instant;

use crate::App;
use crate::dossier::content_of;
use crate::failure::{Failure, Outcome};
use crate::port::Reading;
use crate::record::Dossier;

/// Facts that the program computes, by name; nobody can state them.
pub(crate) const COMPUTED: [&str; 11] = [
    "late",
    "filed_on",
    "today",
    "returned_times",
    "step_visits",
    "files",
    "members",
    "votes_for",
    "votes_needed",
    "carried",
    "score",
];

impl App {
    /// The facts of a dossier at `now`.
    pub(crate) async fn facts(
        &self,
        store: &mut dyn Reading,
        dossier: &Dossier,
        vocabulary: &Vocabulary,
        now: Instant,
    ) -> Outcome<Facts> {
        let mut facts = Facts::new();
        if vocabulary.facts().is_empty() {
            return Ok(facts);
        }
        let mut note = |name: &str, value: Value| {
            if vocabulary
                .fact(name)
                .is_some_and(|fact| fact.admits(&value).is_ok())
            {
                facts.set(name, value);
            }
        };
        let sections = store.sections(dossier.id).await?;
        for (name, answer) in sections.iter().flat_map(|section| &section.answers) {
            // A consent is answered by a word.
            let kind = vocabulary.fact(name).map(|fact| &fact.kind);
            let typed = match (kind, answer.as_str()) {
                (Some(Kind::Bool), "yes") => "true",
                (Some(Kind::Bool), "no") => "false",
                (_, other) => other,
            };
            if !typed.is_empty()
                && let Ok(value) = vocabulary.read(name, typed)
            {
                note(name, value);
            }
        }
        for stated in store.stated_facts(dossier.id).await? {
            if let Ok(value) = vocabulary.read(&stated.name, &stated.value) {
                note(&stated.name, value);
            }
        }
        let wanted = |names: &[&str]| names.iter().any(|name| vocabulary.fact(name).is_some());
        note("today", now.day().into());
        if let Some(at) = dossier.submitted_at {
            note("filed_on", at.day().into());
        }
        if wanted(&["late"]) {
            let round = store.round(dossier.round).await?.ok_or_else(|| {
                Failure::Inconsistent(format!("round of dossier {} is missing", dossier.id))
            })?;
            let filed = dossier.submitted_at.unwrap_or(now);
            note("late", (filed >= round.window.closes_at).into());
        }
        if wanted(&["returned_times", "step_visits"]) {
            let visits = store.visits(dossier.id).await?;
            let returned = visits
                .iter()
                .filter(|visit| visit.state == State::Returned)
                .count();
            let here = visits
                .iter()
                .filter(|visit| visit.step == dossier.standing.step)
                .count();
            note("returned_times", count(returned));
            note("step_visits", count(here.max(1)));
        }
        if wanted(&["files"]) {
            note("files", count(store.files(dossier.id).await?.len()));
        }
        if wanted(&["members", "votes_for", "votes_needed", "carried", "score"])
            && let Some(session) = store.session_of(dossier.id).await?
        {
            let verdict = store
                .agenda(session.id)
                .await?
                .into_iter()
                .find(|item| item.dossier == dossier.id)
                .and_then(|item| item.verdict);
            if let Some(verdict) = verdict {
                note("members", verdict.base.into());
                note("votes_for", verdict.in_favour.into());
                note("votes_needed", verdict.needed.into());
                note("carried", verdict.carried.into());
                let hundred = Exact::whole(100);
                if let Some(score) = verdict
                    .average
                    .and_then(|score| Exact::whole(score.0).checked_div(hundred))
                {
                    note("score", score.into());
                }
            }
        }
        Ok(facts)
    }

    /// Length in characters of the applicant's answer to `key`, as saved.
    pub(crate) async fn answer_length(
        &self,
        store: &mut dyn Reading,
        dossier: &Dossier,
        key: &str,
    ) -> Outcome<usize> {
        let sections = store.sections(dossier.id).await?;
        let content = content_of(&sections, &[], &[]);
        Ok(content.answer(key).chars().count())
    }
}

fn count(number: usize) -> Value {
    Value::from(i64::try_from(number).unwrap_or(i64::MAX))
}
