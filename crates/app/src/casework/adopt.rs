//! Binding dossiers from before procedures were data.

use sangkien_casework::clock::{Arrival, Clocks};
use sangkien_casework::definition::{StateRow, Step};
use sangkien_domain::dossier::State;
use sangkien_domain::id::DossierId;
use sangkien_domain::time::Instant;
use serde_json::json;

use super::Place;
use super::advance::save_clocks;
use super::parties::actors_of;
use super::veil::draw_veil;
use crate::App;
use crate::access;
use crate::caller::Origin;
use crate::failure::{Failure, Outcome};
use crate::port::Work;
use crate::record::{Dossier, Visit};
use crate::support::{About, event_from};

/// Dossiers bound in one transaction.
const BATCH: u32 = 100;

impl App {
    /// Binds every filed dossier that follows no version of a procedure to the one in force for its
    /// round: its visits and limits are told from its timeline. Dossiers whose round names no
    /// procedure in force, or whose state that procedure does not know, stay as they are. Gives how
    /// many were bound.
    pub async fn adopt_dossiers(&self) -> Outcome<usize> {
        let mut bound = 0;
        let mut after = DossierId(uuid::Uuid::nil());
        loop {
            let now = self.now();
            let mut work = self.begin().await?;
            let found = work.unbound_dossiers(after, BATCH).await?;
            let Some(last) = found.last() else {
                return Ok(bound);
            };
            after = *last;
            let mut adopted = 0;
            for id in found {
                if self.adopt(work.as_mut(), id, now).await? {
                    adopted += 1;
                }
            }
            if adopted == 0 {
                continue;
            }
            let about = About {
                act: "dossiers.adopted",
                kind: "instance",
                id: "1".into(),
            };
            let origin = Origin::local("adopt");
            let details = json!({ "dossiers": adopted });
            work.record(event_from(&origin, None, &about, json!({}), details, now));
            work.commit().await?;
            bound += adopted;
        }
    }

    async fn adopt(&self, work: &mut dyn Work, id: DossierId, now: Instant) -> Outcome<bool> {
        let mut dossier = access::unbound_dossier(work.dossier(id).await?)?;
        let Some(place) = self.place_of_round(work, &dossier, now).await? else {
            return Ok(false);
        };
        let stays = self.stays(work, &dossier, &place).await?;
        let Some((last, step, state)) = stays.last() else {
            return Ok(false);
        };
        let rules = self
            .rules_of(work, dossier.rule_set, dossier.facts.desk)
            .await?;
        let mut clocks = Clocks::default();
        let mut before = None;
        for (visit, step, state) in &stays {
            let at = visit.entered_at;
            draw_veil(&mut dossier.standing, before, (step, state), at);
            dossier.standing.since = at;
            before = Some(*state);
            work.insert_visit(visit).await?;
            let arrival = Arrival {
                procedure: place.procedure(),
                step,
                state,
                visit: visit.ordinal,
                at,
            };
            clocks.arrive(arrival, &rules.calendar);
        }
        save_clocks(work, id, &Clocks::default(), &clocks).await?;
        let parties = actors_of(work, &dossier.facts, step, now).await?;
        work.set_parties(id, last.ordinal, &parties).await?;
        dossier.standing.version = Some(place.version);
        dossier.standing.step.clone_from(&step.key);
        dossier.standing.visit = last.ordinal;
        dossier.standing.clock = state.clock;
        work.update_dossier(&dossier).await?;
        Ok(true)
    }

    async fn place_of_round(
        &self,
        work: &mut dyn Work,
        dossier: &Dossier,
        now: Instant,
    ) -> Outcome<Option<Place>> {
        // As a draft of the same round would be bound now.
        let mut draft = dossier.clone();
        draft.facts.state = State::Draft;
        self.place(work, &draft, now).await
    }

    /// The visits that the timeline tells of, each with its step.
    async fn stays<'a>(
        &self,
        work: &mut dyn Work,
        dossier: &Dossier,
        place: &'a Place,
    ) -> Outcome<Vec<(Visit, &'a Step, &'a StateRow)>> {
        let of_state = |state: State| {
            place
                .procedure()
                .steps
                .iter()
                .find(|step| place.compiled.meaning(&step.key) == Some(state))
                .and_then(|step| place.compiled.at(&step.key))
        };
        let (start, draft) = place
            .compiled
            .at(&place.step)
            .ok_or_else(|| Failure::Inconsistent("a procedure has no beginning".into()))?;
        let visit = |ordinal, step: &Step, state, at, by, came_by| Visit {
            dossier: dossier.id,
            ordinal,
            version: place.version,
            step: step.key.clone(),
            state,
            entered_at: at,
            entered_by: by,
            came_by,
            left_at: None,
        };
        let owner = dossier.facts.owner;
        let begun = visit(
            1,
            start,
            State::Draft,
            dossier.created_at,
            Some(owner),
            String::new(),
        );
        let mut stays = vec![(begun, start, draft)];
        for milestone in work.milestones(dossier.id).await? {
            let Some((step, state)) = of_state(milestone.state) else {
                return Ok(Vec::new());
            };
            let mut came_by = String::new();
            let mut ordinal = 1;
            if let Some((before, from, _)) = stays.last_mut() {
                before.left_at = Some(milestone.at.max(before.entered_at));
                ordinal = before.ordinal + 1;
                let act = from.acts.iter().find(|act| act.kind == milestone.act);
                came_by = act.map(|act| act.key.clone()).unwrap_or_default();
            }
            stays.push((
                visit(
                    ordinal,
                    step,
                    milestone.state,
                    milestone.at,
                    milestone.by,
                    came_by,
                ),
                step,
                state,
            ));
        }
        let state = dossier.facts.state;
        if stays.last().is_some_and(|(visit, ..)| visit.state == state) {
            return Ok(stays);
        }
        // A timeline that does not reach the present state: the state counts.
        let Some((step, row)) = of_state(state) else {
            return Ok(Vec::new());
        };
        let at = dossier.updated_at;
        let mut ordinal = 1;
        if let Some((before, ..)) = stays.last_mut() {
            before.left_at = Some(at.max(before.entered_at));
            ordinal = before.ordinal + 1;
        }
        stays.push((
            visit(ordinal, step, state, at, Some(owner), String::new()),
            step,
            row,
        ));
        Ok(stays)
    }
}
