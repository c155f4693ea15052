//! What a person may do with a dossier at its step, and what stands in the way.

use sangkien_casework::condition::{Fact, Facts, Reason};
use sangkien_casework::definition::{ActRow, Opinion, Quorum, Step as Row};
use sangkien_casework::engine::Blocked;
use sangkien_domain::access::{Actor, Power};
use sangkien_domain::dossier::{Act, State};
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::time::Instant;

use super::act::is_general;
use super::advance::refusal_of;
use super::facts::COMPUTED;
use super::parties::{eligible, resolve};
use super::{Part, Place};
use crate::App;
use crate::access::{self, Permitted};
use crate::caller::Caller;
use crate::failure::Outcome;
use crate::port::Reading;
use crate::record::{Choice, Dossier};

/// Where an act leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    /// Name of the next step.
    pub step: String,
    /// What it means.
    pub state: State,
    /// Words of the branch, such as "Đạt"; may be empty.
    pub branch: String,
}

/// An act that the caller may do at the step, by the procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Key of the act.
    pub key: String,
    /// Words of its button.
    pub label: String,
    /// What the program does along with it.
    pub kind: Act,
    /// Whether words go with it.
    pub opinion: Opinion,
    /// Whether [`App::act`] does it; other acts have use cases and pages of their own.
    pub general: bool,
    /// Facts to be stated with it.
    pub asks: Vec<Fact>,
    /// Where it leads; nothing while that depends on what will be stated; or why it cannot be done
    /// now.
    pub leads: Result<Option<Lead>, Vec<Refusal>>,
}

/// What the caller may do with a dossier now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offers {
    /// The visit that a form made from this must name.
    pub visit: i64,
    /// Name of the step.
    pub step: String,
    /// How many must act.
    pub rule: Quorum,
    /// People who may act, when more than one must.
    pub eligible: usize,
    /// How many of them have chosen.
    pub chosen: usize,
    /// What the caller has chosen at this visit.
    pub own: Option<Choice>,
    /// The acts.
    pub acts: Vec<Offer>,
    /// Parts of the dossier for which the step asks the caller.
    pub parts: Vec<Part>,
    /// Whether the caller may take back what they passed on.
    pub recall: bool,
}

impl App {
    /// What the caller may do with a dossier at its step. Acts that are others' are left out.
    ///
    /// # Errors
    /// `Absent` for whoever may not read it; `Refused` when it stands in no procedure in force.
    pub async fn offers(&self, caller: &Caller, id: DossierId) -> Outcome<Offers> {
        let now = self.now();
        let mut store = self.read().await?;
        let dossier = access::dossier(store.as_mut(), &caller.actor, id, Power::Read).await?;
        let place = self.place_to_act(store.as_mut(), &dossier, now).await?;
        self.offers_at(store.as_mut(), &caller.actor, &dossier, &place, now)
            .await
    }

    pub(crate) async fn offers_at(
        &self,
        store: &mut dyn Reading,
        actor: &Actor,
        dossier: &Permitted<Dossier>,
        place: &Place,
        now: Instant,
    ) -> Outcome<Offers> {
        let visit = dossier.standing.visit;
        let mut offers = Offers {
            visit,
            step: String::new(),
            rule: Quorum::One,
            eligible: 0,
            chosen: 0,
            own: None,
            acts: Vec::new(),
            parts: Vec::new(),
            recall: false,
        };
        let Some(step) = place.step() else {
            return Ok(offers);
        };
        offers.step.clone_from(&step.label);
        offers.rule = step.actor.as_ref().map_or(Quorum::One, |actor| actor.rule);
        let facts = self
            .facts(store, dossier, place.compiled.vocabulary(), now)
            .await?;
        for row in &step.acts {
            if !self.may_act(store, actor, dossier, step, row, now).await? {
                continue;
            }
            let missing = self
                .missing_parts(store, dossier, place, row.kind, &facts)
                .await?;
            offers.acts.push(Offer {
                key: row.key.clone(),
                label: row.label.clone(),
                kind: row.kind,
                opinion: row.opinion,
                general: is_general(row.kind, dossier.stage),
                asks: asked(place, row),
                leads: if missing.is_empty() {
                    lead(place, row, &facts, dossier.facts.state)
                } else {
                    Err(missing)
                },
            });
        }
        offers.parts = self.parts_of_step(store, actor, dossier, place).await?;
        if offers.rule != Quorum::One {
            let people = self.who_must_act(store, dossier, step, now).await?;
            let choices = store.choices(dossier.id, visit).await?;
            offers.eligible = people.len();
            offers.chosen = choices
                .iter()
                .filter(|choice| people.contains(&choice.person))
                .count();
            offers.own = choices
                .into_iter()
                .find(|choice| choice.person == actor.person);
        }
        offers.recall = self
            .recallable(store, actor.person, dossier, place)
            .await?
            .is_some();
        Ok(offers)
    }

    /// Whether `actor` is whom the act waits for.
    pub(crate) async fn may_act(
        &self,
        store: &mut dyn Reading,
        actor: &Actor,
        dossier: &Permitted<Dossier>,
        step: &Row,
        row: &ActRow,
        now: Instant,
    ) -> Outcome<bool> {
        let bound = dossier.standing.version.is_some();
        let named = match (&row.who, &step.actor) {
            (None, _) if bound => return Ok(dossier.powers().allow(Power::Act)),
            (Some(who), _) => who,
            (None, Some(actor)) => &actor.who,
            (None, None) => return Ok(false),
        };
        let who = resolve(store, &dossier.facts, named, now).await?;
        Ok(who.includes(actor, &dossier.facts))
    }

    /// People of whom one, more than half or all must act at `step`.
    pub(super) async fn who_must_act(
        &self,
        store: &mut dyn Reading,
        dossier: &Dossier,
        step: &Row,
        now: Instant,
    ) -> Outcome<Vec<sangkien_domain::id::PersonId>> {
        match &step.actor {
            Some(actor) => {
                let who = resolve(store, &dossier.facts, &actor.who, now).await?;
                eligible(store, &dossier.facts, &who, now).await
            }
            None => Ok(Vec::new()),
        }
    }
}

/// Facts that a person is to state with the act; what the program computes is not asked.
fn asked(place: &Place, row: &ActRow) -> Vec<Fact> {
    row.asks
        .iter()
        .filter(|name| !COMPUTED.contains(&name.as_str()))
        .filter_map(|name| place.compiled.vocabulary().fact(name).cloned())
        .collect()
}

/// Where an act leads on these facts. What will be stated with it is not missing.
fn lead(
    place: &Place,
    row: &ActRow,
    facts: &Facts,
    state: State,
) -> Result<Option<Lead>, Vec<Refusal>> {
    match place.compiled.take(&place.step, &row.key, facts) {
        Ok(taken) => Ok(Some(Lead {
            step: taken.to.label.clone(),
            state: taken.state.means,
            branch: taken.branch.label.clone(),
        })),
        Err(Blocked::Undecided(reasons))
            if reasons.iter().any(
                |reason| matches!(reason, Reason::Missing { fact } if row.asks.contains(fact)),
            ) =>
        {
            Ok(None)
        }
        // What is known now may be stated anew with the act.
        Err(Blocked::NoBranch) if !row.asks.is_empty() => Ok(None),
        Err(blocked) => Err(vec![refusal_of(
            &blocked,
            &place.compiled,
            Some(row),
            state,
        )]),
    }
}
