//! Extending a limit of a dossier under way.

use sangkien_casework::clock::Clocks;
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::{Refusal, StepRefusal};
use sangkien_domain::time::Instant;
use serde_json::json;

use super::Seen;
use super::advance::{clocks_of, save_clocks};
use crate::App;
use crate::caller::Caller;
use crate::failure::Outcome;
use crate::record::LimitChange;
use crate::support::{clean, dossier_event};

/// An extension of a limit.
#[derive(Debug, Clone)]
pub struct ExtendInput {
    /// Key of the limit.
    pub limit: String,
    /// Units of the limit to add.
    pub amount: u16,
    /// Why.
    pub reason: String,
}

impl App {
    /// Extends a limit that runs. The applicant is told.
    ///
    /// # Errors
    /// `Refused` without a reason, for a limit that does not run, and for more units than the limit
    /// has; `Stale` when the dossier has gone on since `seen`.
    pub async fn extend_limit(
        &self,
        caller: &Caller,
        id: DossierId,
        seen: Seen,
        input: ExtendInput,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let mut dossier = self.overseen(work.as_mut(), caller, id, seen).await?;
        let reason = clean(&input.reason);
        if reason.is_empty() {
            return Err(Refusal::ReasonMissing.into());
        }
        let place = self.place_to_act(work.as_mut(), &dossier, now).await?;
        let old = clocks_of(work.as_mut(), &dossier).await?;
        let mut clocks = old.clone();
        let limit = clocks
            .limits
            .iter_mut()
            .find(|limit| limit.key == input.limit && limit.met_at.is_none())
            .ok_or(Refusal::Step(StepRefusal::LimitNotRunning))?;
        let most = limit.limit.amount.saturating_sub(limit.extended);
        if input.amount == 0 || input.amount > most {
            return Err(Refusal::Step(StepRefusal::ExtensionUnusable { most }).into());
        }
        limit.extended = limit.extended.saturating_add(input.amount);
        let (rule_set, desk) = (dossier.rule_set, dossier.facts.desk);
        let rules = self.rules_of(work.as_mut(), rule_set, desk).await?;
        clocks.recount(place.procedure(), &rules.calendar);
        save_clocks(work.as_mut(), id, &old, &clocks).await?;
        for change in changes(id, &old, &clocks, now, &reason, caller) {
            work.insert_limit_change(&change).await?;
        }
        dossier.due_on = clocks.due_on();
        dossier.updated_at = now;
        work.update_dossier(&dossier).await?;
        let details = json!({
            "limit": input.limit,
            "amount": input.amount,
            "reason": reason,
            "due_on": dossier.due_on.map(|day| day.to_string()),
        });
        work.record(dossier_event(
            caller,
            "limit.extended",
            id,
            json!({}),
            details,
            now,
        ));
        dossier.end_note = reason;
        self.tell_owner(
            work.as_mut(),
            &dossier,
            "dossier-extended",
            &now.0.to_string(),
            now,
        )
        .await?;
        work.commit().await?;
        Ok(())
    }
}

/// What differs between two states of the clocks, as changes to be noted.
fn changes(
    id: DossierId,
    old: &Clocks,
    new: &Clocks,
    at: Instant,
    reason: &str,
    caller: &Caller,
) -> Vec<LimitChange> {
    old.limits
        .iter()
        .zip(&new.limits)
        .filter(|(before, after)| {
            before.due_at != after.due_at || before.extended != after.extended
        })
        .map(|(before, after)| LimitChange {
            dossier: id,
            key: after.key.clone(),
            visit: after.visit,
            at,
            old_due: before.due_at,
            new_due: after.due_at,
            reason: reason.to_owned(),
            by: Some(caller.actor.person),
        })
        .collect()
}
