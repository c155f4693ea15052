//! Councils as records: setting one up, its decision and term, the rounds it judges.

use jiff::civil::Date;
use sangkien_domain::composition::{Breach, Sitting, breaches};
use sangkien_domain::council::SessionState;
use sangkien_domain::id::{CouncilId, UnitId};
use sangkien_domain::refusal::Refusal;
use sangkien_domain::round::Stage;
use sangkien_domain::time::Instant;
use serde_json::{Value, json};

use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::{Reading, Work};
use crate::record::{Council, CouncilSeat, Round, Substitute, Unit};
use crate::support::{About, clean, event};

/// A council with everything its page shows.
#[derive(Debug, Clone)]
pub struct CouncilView {
    /// The council.
    pub council: Council,
    /// Name of the unit that set it up.
    pub unit_name: String,
    /// Members in force.
    pub seats: Vec<CouncilSeat>,
    /// Substitutes.
    pub substitutes: Vec<Substitute>,
    /// Where its members depart from the rules of the rounds it judges.
    pub breaches: Vec<Breach>,
    /// Rounds of its unit and stage, with what it judges of them.
    pub rounds: Vec<JudgedRound>,
    /// Whether the viewer may change it.
    pub changes: bool,
    /// Whether a session is open, so that members stand still.
    pub in_session: bool,
}

/// What a council judges of a round.
#[derive(Debug, Clone)]
pub struct JudgedRound {
    /// The round.
    pub round: Round,
    /// Whether it judges all that no council was named for.
    pub rest: bool,
    /// Names of the fields that it judges.
    pub fields: Vec<String>,
}

/// A council as typed.
#[derive(Debug, Clone)]
pub struct CouncilInput {
    /// The unit that sets it up; not changed afterwards.
    pub unit: UnitId,
    /// What it recognises; not changed afterwards.
    pub stage: Stage,
    /// Name.
    pub name: String,
    /// Number of the decision.
    pub decision_ref: String,
    /// Day of the decision.
    pub decided_on: Date,
    /// Begin of the term.
    pub valid_from: Instant,
    /// End of the term (excluded).
    pub valid_to: Option<Instant>,
    /// Whether whoever marks and votes is not told whose a dossier is until it is concluded on.
    pub blind: bool,
}

impl App {
    /// Councils the caller may set up or sits on, latest term first, and the units for which the
    /// caller sets councils up.
    ///
    /// # Errors
    /// `Absent` for whoever does neither.
    pub async fn councils(&self, caller: &Caller) -> Outcome<(Vec<Council>, Vec<Unit>)> {
        let ids = caller.actor.sets_up_councils_of();
        if ids.is_empty() && caller.actor.seats.is_empty() {
            return Err(Failure::Absent);
        }
        let mut store = self.read().await?;
        let mut councils = store.councils(&ids).await?;
        for seat in &caller.actor.seats {
            if councils.iter().all(|council| council.id != seat.council) {
                councils.extend(store.council(seat.council).await?);
            }
        }
        councils.retain(|council| council.stage != Stage::Service);
        let mut units = store.units(self.now().day()).await?;
        units.retain(|unit| ids.contains(&unit.id));
        Ok((councils, units))
    }

    /// A council for its members and for whoever may change it.
    pub async fn council(&self, caller: &Caller, id: CouncilId) -> Outcome<CouncilView> {
        let now = self.now();
        let mut store = self.read().await?;
        let found = store.council(id).await?;
        let (council, changes) = access::council(found, &caller.actor)?;
        let unit = store.unit(council.unit, now.day()).await?;
        let seats = store.seats(id, now).await?;
        let mut rounds = Vec::new();
        for round in store.rounds().await? {
            if round.organiser == council.unit && round.stage == council.stage {
                let mut fields = store.round_councils(round.id).await?;
                fields.retain(|one| one.council == id);
                rounds.push(JudgedRound {
                    rest: round.council == Some(id),
                    fields: fields.into_iter().map(|one| one.field_name).collect(),
                    round,
                });
            }
        }
        let mut judged = rounds
            .iter()
            .filter(|one| one.rest || !one.fields.is_empty());
        let breaches = match judged.next().or_else(|| rounds.first()) {
            // Who departs from the rules by an interest would tell whose a dossier is.
            Some(_) if council.blind && !changes => Vec::new(),
            Some(JudgedRound { round, .. }) => {
                let rules = self.rules(store.as_mut(), round.rule_set).await?;
                let heads = store.authoring_heads(id, now).await?;
                breaches(&rules.composition, &sitting(&seats), &heads)
            }
            None => Vec::new(),
        };
        Ok(CouncilView {
            unit_name: unit.map(|unit| unit.name).unwrap_or_default(),
            substitutes: store.substitutes(id).await?,
            in_session: in_session(store.as_mut(), id).await?,
            council,
            seats,
            breaches,
            rounds,
            changes,
        })
    }

    /// Sets a council up.
    ///
    /// # Errors
    /// `Absent` for a unit whose councils the caller does not set up, `Refused` for a missing name or
    /// decision and for a term that ends before it begins.
    pub async fn set_up_council(&self, caller: &Caller, input: CouncilInput) -> Outcome<CouncilId> {
        let now = self.now();
        if !caller.actor.sets_up_councils_of().contains(&input.unit) {
            return Err(Failure::Absent);
        }
        let council = Council {
            id: self.fresh_id(),
            unit: input.unit,
            name: String::new(),
            stage: input.stage,
            blind: false,
            decision_ref: String::new(),
            decided_on: None,
            version: 1,
            valid_from: now,
            valid_to: None,
        };
        let council = filled_in(&council, &input)?;
        let mut work = self.begin().await?;
        work.insert_council(&council).await?;
        note(
            work.as_mut(),
            caller,
            &council,
            "council.set-up",
            told(&council),
            now,
        );
        work.commit().await?;
        Ok(council.id)
    }

    /// Changes name, decision and term.
    ///
    /// # Errors
    /// As for setting up; `Stale` when it has changed since version `seen`.
    pub async fn change_council(
        &self,
        caller: &Caller,
        id: CouncilId,
        seen: i64,
        input: CouncilInput,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let before = held_council(work.as_mut(), caller, id).await?;
        if before.blind != input.blind && in_session(work.as_mut(), id).await? {
            return Err(Refusal::CouncilInSession.into());
        }
        let council = Council {
            version: seen,
            ..filled_in(&before, &input)?
        };
        work.change_council(&council).await?;
        let about = about("council.changed", id);
        work.record(event(caller, &about, told(&before), told(&council), now));
        work.commit().await?;
        Ok(())
    }
}

/// Members as far as the composition goes.
fn sitting(seats: &[CouncilSeat]) -> Vec<Sitting> {
    let seats = seats.iter().map(|seat| Sitting {
        person: seat.person,
        post: seat.post,
        for_union: seat.for_union,
    });
    seats.collect()
}

/// The council for whoever may change it, held until the end of the act.
pub(super) async fn held_council(
    work: &mut dyn Work,
    caller: &Caller,
    id: CouncilId,
) -> Outcome<Council> {
    work.hold(id.0).await?;
    let found = work.council(id).await?;
    match access::council(found, &caller.actor)? {
        (council, true) => Ok(council),
        (_, false) => Err(Failure::Absent),
    }
}

pub(super) async fn in_session<S: Reading + ?Sized>(store: &mut S, id: CouncilId) -> Outcome<bool> {
    let sessions = store.council_sessions(&[id]).await?;
    let mut states = sessions.iter().map(|session| session.state);
    Ok(states.any(|state| state != SessionState::Concluded))
}

fn filled_in(council: &Council, input: &CouncilInput) -> Outcome<Council> {
    let council = Council {
        name: clean(&input.name),
        decision_ref: clean(&input.decision_ref),
        decided_on: Some(input.decided_on),
        valid_from: input.valid_from,
        valid_to: input.valid_to,
        blind: input.blind,
        ..council.clone()
    };
    let mut faults = Vec::new();
    for (field, text) in [
        ("name", &council.name),
        ("decision_ref", &council.decision_ref),
    ] {
        if text.is_empty() || text.chars().count() > 200 {
            faults.push(Refusal::Invalid { field });
        }
    }
    if council
        .valid_to
        .is_some_and(|end| end <= council.valid_from)
    {
        faults.push(Refusal::Invalid { field: "until" });
    }
    if faults.is_empty() {
        Ok(council)
    } else {
        Err(Failure::Refused(faults))
    }
}

pub(super) fn about(act: &'static str, id: CouncilId) -> About<'static> {
    About {
        act,
        kind: "council",
        id: id.to_string(),
    }
}

pub(super) fn note(
    work: &mut dyn Work,
    caller: &Caller,
    council: &Council,
    act: &'static str,
    after: Value,
    now: Instant,
) {
    let about = about(act, council.id);
    work.record(event(caller, &about, json!({}), after, now));
}

fn told(council: &Council) -> Value {
    json!({
        "name": council.name, "decision_ref": council.decision_ref,
        "blind": council.blind,
        "decided_on": council.decided_on.map(|day| day.to_string()),
        "valid_from": council.valid_from.0, "valid_to": council.valid_to.map(|at| at.0),
    })
}
