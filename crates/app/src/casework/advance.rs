//! The one place where a dossier goes on.

use sangkien_casework::clock::{Arrival, Clocks};
use sangkien_casework::condition::Reason;
use sangkien_casework::definition::{ActRow, Effect, StateRow, Step as Row};
use sangkien_casework::engine::{Blocked, Compiled, Taken};
use sangkien_domain::dossier::{Act, State};
use sangkien_domain::id::{DossierId, PersonId};
use sangkien_domain::refusal::{Refusal, StepRefusal};
use sangkien_domain::time::Instant;
use serde_json::{Value, json};

use super::Place;
use super::parties::{actors_of, resolve};
use super::veil::draw_veil;
use crate::App;
use crate::caller::{Caller, Doer};
use crate::failure::Outcome;
use crate::port::{Reading, Work};
use crate::record::{Dossier, Milestone, Visit};
use crate::support::{About, Step, event_from};

/// What brings a dossier to its next step.
pub(super) struct Way<'a> {
    /// Kind of the act, for the timeline.
    pub(super) act: Act,
    /// Key of the act; empty for a move to another version.
    pub(super) key: &'a str,
    /// Words of the act.
    pub(super) label: &'a str,
    /// The step it leads to.
    pub(super) to: &'a Row,
    /// That step's state.
    pub(super) state: &'a StateRow,
    /// What happens along with it.
    pub(super) effects: &'a [Effect],
}

impl<'a> From<Taken<'a>> for Way<'a> {
    fn from(taken: Taken<'a>) -> Self {
        Self {
            act: taken.act.kind,
            key: &taken.act.key,
            label: &taken.act.label,
            to: taken.to,
            state: taken.state,
            effects: &taken.act.effects,
        }
    }
}

impl App {
    /// Moves a dossier on by the act of this kind that its step offers, and writes header, visit,
    /// parties, limits, timeline and audit event.
    ///
    /// # Errors
    /// `Refused` when the step offers no such act, or when where it leads cannot be said.
    pub(crate) async fn advance(
        &self,
        work: &mut dyn Work,
        caller: &Caller,
        dossier: &mut Dossier,
        act: Act,
        step: Step<'_>,
        now: Instant,
    ) -> Outcome<()> {
        let place = self.place_to_act(work, dossier, now).await?;
        let key = place.offered(act, dossier.facts.state)?.key.clone();
        self.advance_by(work, caller.into(), dossier, &place, &key, step, now)
            .await
    }

    /// Moves a dossier on by the act with this key, done by a person or by the program.
    #[expect(
        clippy::too_many_arguments,
        reason = "an act has a person, a dossier, a place, a name and a moment"
    )]
    pub(crate) async fn advance_by(
        &self,
        work: &mut dyn Work,
        by: Doer<'_>,
        dossier: &mut Dossier,
        place: &Place,
        key: &str,
        step: Step<'_>,
        now: Instant,
    ) -> Outcome<()> {
        let facts = self
            .facts(work, dossier, place.compiled.vocabulary(), now)
            .await?;
        if let Some(row) = place.step().and_then(|step| step.act(key)) {
            let missing = self
                .missing_parts(work, dossier, place, row.kind, &facts)
                .await?;
            if !missing.is_empty() {
                return Err(missing.into());
            }
        }
        let taken = place
            .compiled
            .take(&place.step, key, &facts)
            .map_err(|blocked| {
                let row = place.step().and_then(|step| step.act(key));
                refusal_of(&blocked, &place.compiled, row, dossier.facts.state)
            })?;
        self.arrive(work, by, dossier, place, taken.into(), step, now)
            .await
    }

    /// Writes down that the dossier has come to another step.
    #[expect(
        clippy::too_many_arguments,
        reason = "an arrival has a person, a dossier, a place, a way and a moment"
    )]
    pub(super) async fn arrive(
        &self,
        work: &mut dyn Work,
        by: Doer<'_>,
        dossier: &mut Dossier,
        place: &Place,
        way: Way<'_>,
        step: Step<'_>,
        now: Instant,
    ) -> Outcome<()> {
        let before = dossier.facts.state;
        let from = place.step.clone();
        let acts_for = match by {
            Doer::Person(caller) => {
                self.giver(work, caller, dossier, place, way.key, now)
                    .await?
            }
            Doer::Program(_) => None,
        };
        self.leave(work, dossier, place, now).await?;
        stand(dossier, place, &way, now);
        let mut clocks = clocks_of(work, dossier).await?;
        let old = clocks.clone();
        if way.act == Act::Recall {
            reopen(&mut clocks, dossier, &way.to.key, work).await?;
        }
        let rules = self
            .rules_of(work, dossier.rule_set, dossier.facts.desk)
            .await?;
        let arrival = Arrival {
            procedure: place.procedure(),
            step: way.to,
            state: way.state,
            visit: dossier.standing.visit,
            at: now,
        };
        clocks.arrive(arrival, &rules.calendar);
        dossier.due_on = clocks.due_on();
        dossier.standing.axes = dossier.standing.axes.after(way.effects);
        work.update_dossier(dossier).await?;
        dossier.version += 1;
        self.enter(work, dossier, place, &way, by.person(), now)
            .await?;
        save_clocks(work, dossier.id, &old, &clocks).await?;
        let remarks = self
            .carry_out(work, dossier, way.effects, by.person(), now)
            .await?;
        let stands_in = acts_for
            .as_ref()
            .map(|(_, name)| format!("Thay mặt {name} theo ủy quyền."))
            .unwrap_or_default();
        let note: Vec<&str> = [stands_in.as_str(), step.note]
            .into_iter()
            .chain(remarks.iter().map(String::as_str))
            .filter(|part| !part.is_empty())
            .collect();
        work.insert_milestone(&Milestone {
            dossier: dossier.id,
            at: now,
            act: way.act,
            state: way.state.means,
            by: by.person(),
            by_name: by.name().to_owned(),
            capacity: step.capacity.to_owned(),
            note: note.join("\n"),
            label: way.label.to_owned(),
        })
        .await?;
        let mut details = step.details;
        if let Value::Object(map) = &mut details {
            map.insert("state".into(), json!(way.state.means.code()));
            map.insert("step".into(), json!(way.to.key));
            map.insert("act".into(), json!(way.key));
        }
        let mut told = event_from(
            by.origin(),
            by.person(),
            &About {
                act: step.event,
                kind: "dossier",
                id: dossier.id.to_string(),
            },
            json!({ "state": before.code(), "step": from }),
            details,
            now,
        );
        told.on_behalf_of = acts_for.map(|(giver, _)| giver);
        work.record(told);
        Ok(())
    }

    /// For whom the caller acts by this act, when its role is theirs only by delegation.
    async fn giver(
        &self,
        work: &mut dyn Work,
        caller: &Caller,
        dossier: &Dossier,
        place: &Place,
        key: &str,
        now: Instant,
    ) -> Outcome<Option<(PersonId, String)>> {
        let Some(step) = place.step() else {
            return Ok(None);
        };
        let actor = step.actor.as_ref().map(|actor| &actor.who);
        let Some(who) = step.act(key).and_then(|act| act.who.as_ref()).or(actor) else {
            return Ok(None);
        };
        let who = resolve(work, &dossier.facts, who, now).await?;
        self.acts_for(work, caller, &who, now).await
    }

    /// Ends the visit under way. A draft's first visit is written only now, since a draft is bound
    /// to nothing.
    async fn leave(
        &self,
        work: &mut dyn Work,
        dossier: &Dossier,
        place: &Place,
        now: Instant,
    ) -> Outcome<()> {
        if dossier.standing.version.is_some() {
            work.leave_visit(dossier.id, dossier.standing.visit, now)
                .await?;
            return Ok(());
        }
        work.insert_visit(&Visit {
            dossier: dossier.id,
            ordinal: dossier.standing.visit,
            version: place.version,
            step: place.step.clone(),
            state: dossier.facts.state,
            entered_at: dossier.standing.since,
            entered_by: Some(dossier.facts.owner),
            came_by: String::new(),
            left_at: Some(now),
        })
        .await?;
        Ok(())
    }

    /// Begins the visit of the step the dossier now stands at, and names who acts there.
    pub(super) async fn enter(
        &self,
        work: &mut dyn Work,
        dossier: &Dossier,
        place: &Place,
        way: &Way<'_>,
        by: Option<PersonId>,
        now: Instant,
    ) -> Outcome<()> {
        work.insert_visit(&Visit {
            dossier: dossier.id,
            ordinal: dossier.standing.visit,
            version: dossier.standing.version.unwrap_or(place.version),
            step: way.to.key.clone(),
            state: way.state.means,
            entered_at: now,
            entered_by: by,
            came_by: way.key.to_owned(),
            left_at: None,
        })
        .await?;
        let parties = actors_of(work, &dossier.facts, way.to, now).await?;
        work.set_parties(dossier.id, dossier.standing.visit, &parties)
            .await?;
        Ok(())
    }
}

/// Sets the header to the new step.
fn stand(dossier: &mut Dossier, place: &Place, way: &Way<'_>, now: Instant) {
    let to = (way.to, way.state);
    draw_veil(&mut dossier.standing, place.state(), to, now);
    dossier.facts.state = way.state.means;
    dossier.updated_at = now;
    if way.state.means.is_end() {
        dossier.ended_at = Some(now);
    }
    let standing = &mut dossier.standing;
    standing.version = standing.version.or(Some(place.version));
    standing.step.clone_from(&way.to.key);
    standing.since = now;
    standing.visit += 1;
    standing.clock = way.state.clock;
}

/// Limits and pauses of a dossier as stored.
pub(super) async fn clocks_of(store: &mut dyn Reading, dossier: &Dossier) -> Outcome<Clocks> {
    Ok(Clocks {
        limits: store.limits(dossier.id).await?,
        pauses: store.pauses(dossier.id).await?,
    })
}

/// The step taken back to goes on with the limits it had.
async fn reopen(
    clocks: &mut Clocks,
    dossier: &Dossier,
    step: &str,
    store: &mut dyn Reading,
) -> Outcome<()> {
    let visits = store.visits(dossier.id).await?;
    let earlier = visits
        .iter()
        .rev()
        .find(|stay| stay.step == step && stay.ordinal < dossier.standing.visit)
        .map(|stay| stay.ordinal);
    for limit in clocks
        .limits
        .iter_mut()
        .filter(|limit| Some(limit.visit) == earlier)
    {
        limit.met_at = None;
    }
    Ok(())
}

/// Writes what differs.
pub(super) async fn save_clocks(
    work: &mut dyn Work,
    id: DossierId,
    old: &Clocks,
    new: &Clocks,
) -> Outcome<()> {
    for (index, limit) in new.limits.iter().enumerate() {
        match old.limits.get(index) {
            None => work.insert_limit(id, limit).await?,
            Some(before) if before != limit => work.update_limit(id, limit).await?,
            Some(_) => {}
        }
    }
    for (index, pause) in new.pauses.iter().enumerate() {
        match (old.pauses.get(index), pause.until) {
            (None, _) => work.open_pause(id, pause).await?,
            (Some(before), Some(until)) if before.until.is_none() => {
                work.close_pause(id, until).await?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// What stands in the way of an act, as a refusal with the words of the procedure.
pub(super) fn refusal_of(
    blocked: &Blocked,
    compiled: &Compiled,
    act: Option<&ActRow>,
    state: State,
) -> Refusal {
    let kind = act.map_or(Act::Forward, |act| act.kind);
    match blocked {
        Blocked::NotOffered => Refusal::NotNow { state, act: kind },
        Blocked::NoBranch => Refusal::Step(StepRefusal::NoWay {
            act: act.map(|act| act.label.clone()).unwrap_or_default(),
        }),
        Blocked::Undecided(reasons) => {
            let mut labels: Vec<String> = reasons
                .iter()
                .filter_map(|reason| match reason {
                    Reason::Missing { fact } | Reason::WrongSort { fact, .. } => {
                        let label = compiled.vocabulary().fact(fact).map(|fact| &fact.label);
                        Some(label.unwrap_or(fact).clone())
                    }
                    Reason::DivisionByZero { .. } | Reason::Overflow { .. } => None,
                })
                .collect();
            labels.dedup();
            Refusal::Step(if labels.is_empty() {
                StepRefusal::NotComputable
            } else {
                StepRefusal::FactsMissing { labels }
            })
        }
    }
}
