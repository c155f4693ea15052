//! Taking back what was passed on, while nobody has acted on it.

use sangkien_domain::access::Power;
use sangkien_domain::dossier::{Act, State};
use sangkien_domain::id::{DossierId, PersonId};
use sangkien_domain::refusal::{Refusal, StepRefusal};
use serde_json::json;

use super::advance::Way;
use super::{Place, Seen};
use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::Reading;
use crate::record::{Dossier, Visit};
use crate::support::{Step, clean};

impl App {
    /// Takes a dossier back to the step from which the caller passed it on.
    ///
    /// # Errors
    /// `Refused` when the step does not allow it, when somebody else passed it on or has chosen
    /// since; `Stale` when the dossier has gone on since `seen`.
    pub async fn recall(
        &self,
        caller: &Caller,
        id: DossierId,
        seen: Seen,
        reason: &str,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        work.hold(id.0).await?;
        let dossier = access::dossier(work.as_mut(), &caller.actor, id, Power::Read).await?;
        if !seen.fits_for(caller, &dossier) {
            return Err(Failure::Stale);
        }
        let place = self.place_to_act(work.as_mut(), &dossier, now).await?;
        let visit = self
            .recallable(work.as_mut(), caller.actor.person, &dossier, &place)
            .await?
            .ok_or(Refusal::Step(StepRefusal::NotRecallable))?;
        let (to, state) = place
            .compiled
            .at(&visit.step)
            .ok_or(Refusal::Step(StepRefusal::NotRecallable))?;
        let note = clean(reason);
        let step = Step {
            capacity: "official",
            note: &note,
            event: "dossier.recalled",
            details: json!({ "to": visit.ordinal }),
        };
        let way = Way {
            act: Act::Recall,
            key: "",
            label: "",
            to,
            state,
            effects: &[],
        };
        let mut dossier = dossier.into_inner();
        self.arrive(
            work.as_mut(),
            caller.into(),
            &mut dossier,
            &place,
            way,
            step,
            now,
        )
        .await?;
        work.commit().await?;
        Ok(())
    }

    /// The visit to which `person` may take the dossier back.
    pub(super) async fn recallable(
        &self,
        store: &mut dyn Reading,
        person: PersonId,
        dossier: &Dossier,
        place: &Place,
    ) -> Outcome<Option<Visit>> {
        if !place.step().is_some_and(|step| step.recall) || dossier.facts.state.is_end() {
            return Ok(None);
        }
        let visits = store.visits(dossier.id).await?;
        let here = dossier.standing.visit;
        let find = |ordinal: i64| visits.iter().find(|visit| visit.ordinal == ordinal);
        let (Some(now), Some(before)) = (find(here), find(here - 1)) else {
            return Ok(None);
        };
        // A submission is a legal act with a receipt: it is withdrawn, not taken back.
        let passed_on = now.entered_by == Some(person)
            && !now.came_by.is_empty()
            && before.version == now.version
            && !matches!(before.state, State::Draft | State::Returned);
        if !passed_on || !store.choices(dossier.id, here).await?.is_empty() {
            return Ok(None);
        }
        Ok(Some(before.clone()))
    }
}
