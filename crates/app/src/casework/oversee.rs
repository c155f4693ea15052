//! Moving a dossier under way to another version of its procedure.

use sangkien_casework::clock::{Arrival, Clocks};
use sangkien_domain::access::Power;
use sangkien_domain::dossier::{Act, State};
use sangkien_domain::id::{DossierId, ProcedureVersionId};
use sangkien_domain::refusal::{Refusal, StepRefusal};
use sangkien_domain::time::Instant;
use serde_json::json;

use super::advance::{Way, clocks_of, save_clocks};
use super::veil::draw_veil;
use super::{Place, Seen};
use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::{Reading, Work};
use crate::record::{Dossier, ProcedureMove, ProcedureVersion, VersionStatus};
use crate::support::{clean, dossier_event};

/// A step that a dossier may be moved to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepChoice {
    /// Key.
    pub key: String,
    /// Name.
    pub label: String,
    /// What it means.
    pub state: State,
}

/// A limit before and after a move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitMove {
    /// Name.
    pub label: String,
    /// Last moment before; none when it did not run.
    pub before: Option<Instant>,
    /// Last moment after; none when it will not run.
    pub after: Option<Instant>,
}

/// What moving a dossier to another version would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovePreview {
    /// The visit that the form must name.
    pub visit: i64,
    /// Number of the version it follows.
    pub from_version: u32,
    /// Number of the version it would follow.
    pub to_version: u32,
    /// The step it stands at.
    pub from: StepChoice,
    /// The step it would stand at: as asked, else of the same key, else of the same meaning.
    pub to: Option<StepChoice>,
    /// Steps to choose from; ends are left out.
    pub steps: Vec<StepChoice>,
    /// Words of acts that would no longer be offered.
    pub acts_lost: Vec<String>,
    /// Words of acts that would be new.
    pub acts_gained: Vec<String>,
    /// Limits that differ.
    pub limits: Vec<LimitMove>,
}

/// A move to another version.
#[derive(Debug, Clone)]
pub struct MoveInput {
    /// Which version.
    pub version: ProcedureVersionId,
    /// Key of the step in it.
    pub step: String,
    /// Why.
    pub reason: String,
}

impl App {
    /// What moving the dossier to the version `to` would change; `step` names a step in it.
    ///
    /// # Errors
    /// `Refused` for a version of another procedure, one not fit for use, or the one it follows.
    pub async fn preview_move(
        &self,
        caller: &Caller,
        id: DossierId,
        to: ProcedureVersionId,
        step: Option<&str>,
    ) -> Outcome<MovePreview> {
        let now = self.now();
        let mut store = self.read().await?;
        let dossier = access::dossier(store.as_mut(), &caller.actor, id, Power::Oversee).await?;
        let (from, to) = self.two_places(store.as_mut(), &dossier, to).await?;
        let chosen = match step {
            Some(key) => choice_at(&to.0, key),
            None => usual_step(&from.0, &to.0),
        };
        let old = clocks_of(store.as_mut(), &dossier).await?;
        let rules = self
            .rules_of(store.as_mut(), dossier.rule_set, dossier.facts.desk)
            .await?;
        let mut new = old.clone();
        if let Some(choice) = &chosen
            && let Some((step, state)) = to.0.compiled.at(&choice.key)
        {
            let arrival = Arrival {
                procedure: to.0.procedure(),
                step,
                state,
                visit: dossier.standing.visit + 1,
                at: now,
            };
            new.arrive(arrival, &rules.calendar);
        }
        let words = |place: &Place, key: &str| -> Vec<String> {
            let step = place.procedure().step(key);
            step.map(|step| step.acts.iter().map(|act| act.label.clone()).collect())
                .unwrap_or_default()
        };
        let before = words(&from.0, &from.0.step);
        let after = chosen
            .as_ref()
            .map(|choice| words(&to.0, &choice.key))
            .unwrap_or_default();
        let without = |list: &[String], other: &[String]| -> Vec<String> {
            list.iter()
                .filter(|word| !other.contains(word))
                .cloned()
                .collect()
        };
        Ok(MovePreview {
            visit: dossier.standing.visit,
            from_version: from.1,
            to_version: to.1,
            from: choice_at(&from.0, &from.0.step)
                .ok_or_else(|| Failure::Inconsistent("a step is missing".into()))?,
            steps: to
                .0
                .procedure()
                .steps
                .iter()
                .filter_map(|step| choice_at(&to.0, &step.key))
                .filter(|choice| may_stand(choice.state))
                .collect(),
            to: chosen,
            acts_lost: without(&before, &after),
            acts_gained: without(&after, &before),
            limits: limit_moves(&old, &new),
        })
    }

    /// Moves a dossier to another version of its procedure, at a step of it. What has happened
    /// stays; limits of the new step begin now.
    ///
    /// # Errors
    /// As [`App::preview_move`]; `Refused` without a reason or a step, `Stale` when the dossier has
    /// gone on since `seen`.
    pub async fn move_to_version(
        &self,
        caller: &Caller,
        id: DossierId,
        seen: Seen,
        input: MoveInput,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let mut dossier = self.overseen(work.as_mut(), caller, id, seen).await?;
        let reason = clean(&input.reason);
        if reason.is_empty() {
            return Err(Refusal::ReasonMissing.into());
        }
        let (from, to) = self
            .two_places(work.as_mut(), &dossier, input.version)
            .await?;
        let (from, mut to) = (from.0, to.0);
        to.step.clone_from(&input.step);
        let compiled = std::sync::Arc::clone(&to.compiled);
        let (step, state) = compiled
            .at(&input.step)
            .filter(|(_, state)| may_stand(state.means))
            .ok_or(Refusal::Step(StepRefusal::NoSuchStep))?;
        work.leave_visit(id, dossier.standing.visit, now).await?;
        let before = dossier.facts.state;
        draw_veil(&mut dossier.standing, from.state(), (step, state), now);
        dossier.facts.state = state.means;
        dossier.updated_at = now;
        dossier.standing.version = Some(to.version);
        dossier.standing.step.clone_from(&step.key);
        dossier.standing.since = now;
        dossier.standing.visit += 1;
        dossier.standing.clock = state.clock;
        let old = clocks_of(work.as_mut(), &dossier).await?;
        let mut clocks = old.clone();
        let rules = self
            .rules_of(work.as_mut(), dossier.rule_set, dossier.facts.desk)
            .await?;
        let arrival = Arrival {
            procedure: compiled.procedure(),
            step,
            state,
            visit: dossier.standing.visit,
            at: now,
        };
        clocks.arrive(arrival, &rules.calendar);
        dossier.due_on = clocks.due_on();
        work.update_dossier(&dossier).await?;
        let way = Way {
            act: Act::Forward,
            key: "",
            label: "",
            to: step,
            state,
            effects: &[],
        };
        let person = caller.actor.person;
        self.enter(work.as_mut(), &dossier, &to, &way, Some(person), now)
            .await?;
        save_clocks(work.as_mut(), id, &old, &clocks).await?;
        work.insert_procedure_move(&ProcedureMove {
            dossier: id,
            from_version: from.version,
            to_version: to.version,
            from_step: from.step.clone(),
            to_step: step.key.clone(),
            reason: reason.clone(),
            by: person,
            at: now,
        })
        .await?;
        work.record(dossier_event(
            caller,
            "dossier.moved",
            id,
            json!({ "state": before.code(), "step": from.step, "version": from.version }),
            json!({
                "state": state.means.code(), "step": step.key, "version": to.version, "reason": reason,
            }),
            now,
        ));
        work.commit().await?;
        Ok(())
    }

    /// A dossier that the caller oversees, held, as they saw it.
    pub(super) async fn overseen(
        &self,
        work: &mut dyn Work,
        caller: &Caller,
        id: DossierId,
        seen: Seen,
    ) -> Outcome<Dossier> {
        work.hold(id.0).await?;
        let dossier = access::dossier(work, &caller.actor, id, Power::Oversee).await?;
        if !seen.fits(&dossier) {
            return Err(Failure::Stale);
        }
        Ok(dossier.into_inner())
    }

    /// The place of a dossier under way and the version it is to be moved to, each with its number.
    async fn two_places(
        &self,
        store: &mut dyn Reading,
        dossier: &Dossier,
        to: ProcedureVersionId,
    ) -> Outcome<((Place, u32), (Place, u32))> {
        let now = self.now();
        let from = self.place_to_act(store, dossier, now).await?;
        if from.version == to {
            return Err(Refusal::Step(StepRefusal::SameVersion).into());
        }
        if dossier.facts.state.is_end() {
            return Err(Refusal::NotNow {
                state: dossier.facts.state,
                act: Act::Forward,
            }
            .into());
        }
        let old = version_of(store, from.version).await?;
        let new = version_of(store, to).await?;
        let usable = matches!(new.status, VersionStatus::Active | VersionStatus::Checked);
        if new.procedure != old.procedure || !usable {
            return Err(Refusal::Step(StepRefusal::NoSuchStep).into());
        }
        let place = Place {
            version: to,
            compiled: self.compiled(store, to).await?,
            step: String::new(),
        };
        Ok(((from, old.number), (place, new.number)))
    }
}

async fn version_of(store: &mut dyn Reading, id: ProcedureVersionId) -> Outcome<ProcedureVersion> {
    let found = store.procedure_version(id).await?.ok_or(Failure::Absent)?;
    Ok(found.version)
}

/// A dossier that has been received can stand neither at a draft nor, by a move, at an end.
const fn may_stand(state: State) -> bool {
    !matches!(state, State::Draft) && !state.is_end()
}

fn choice_at(place: &Place, key: &str) -> Option<StepChoice> {
    let (step, state) = place.compiled.at(key)?;
    Some(StepChoice {
        key: step.key.clone(),
        label: step.label.clone(),
        state: state.means,
    })
}

/// The step of the same key, else the first that means the same.
fn usual_step(from: &Place, to: &Place) -> Option<StepChoice> {
    let meaning = from.compiled.meaning(&from.step)?;
    choice_at(to, &from.step)
        .filter(|choice| may_stand(choice.state))
        .or_else(|| {
            to.procedure()
                .steps
                .iter()
                .filter_map(|step| choice_at(to, &step.key))
                .find(|choice| choice.state == meaning && may_stand(choice.state))
        })
}

fn limit_moves(old: &Clocks, new: &Clocks) -> Vec<LimitMove> {
    let open = |clocks: &Clocks, index: usize| {
        clocks
            .limits
            .get(index)
            .filter(|limit| limit.met_at.is_none())
            .and_then(|limit| limit.due_at)
    };
    new.limits
        .iter()
        .enumerate()
        .map(|(index, limit)| LimitMove {
            label: limit.label.clone(),
            before: open(old, index),
            after: open(new, index),
        })
        .filter(|moved| moved.before != moved.after)
        .collect()
}
