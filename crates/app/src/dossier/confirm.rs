//! The head of the authors' unit confirms when the initiative was first applied.

use jiff::civil::Date;
use sangkien_casework::definition::ActRow;
use sangkien_domain::access::Power;
use sangkien_domain::dossier::{self, Act};
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::Refusal;
use serde_json::json;

use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::casework::{Once, Seen};
use crate::failure::{Failure, Outcome};
use crate::record::Confirmation;
use crate::support::{Step, clean};

/// What the head confirms.
#[derive(Debug, Clone)]
pub struct ConfirmInput {
    /// Day of first application or trial, whichever came first.
    pub first_applied_on: Date,
    /// Remark, may be empty.
    pub note: String,
}

/// What the confirmation led to.
#[derive(Debug, Clone)]
pub enum Confirmed {
    /// In time; the dossier goes to the council.
    InTime,
    /// Too late; the dossier is stopped. The refusal carries article and arithmetic.
    Stopped(Refusal),
}

impl App {
    /// Confirms the first application. When the right to request recognition had lapsed on the
    /// day of filing, the dossier is stopped. Done before from the same page, it changes nothing.
    ///
    /// # Errors
    /// `Refused` for a day after the filing; nothing changes then. `Stale` when the dossier has gone
    /// on since `seen`.
    pub async fn confirm_first_application(
        &self,
        caller: &Caller,
        id: DossierId,
        seen: Seen,
        input: ConfirmInput,
    ) -> Outcome<Confirmed> {
        let now = self.now();
        let mut work = self.begin().await?;
        work.hold(id.0).await?;
        let mut dossier = access::dossier(work.as_mut(), &caller.actor, id, Power::Confirm)
            .await?
            .into_inner();
        let same = |row: &ActRow| matches!(row.kind, Act::Confirm | Act::Stop);
        let once = self
            .once(work.as_mut(), caller, &dossier, seen, same)
            .await?;
        let before = match once {
            Once::Now => None,
            Once::Done => work.confirmation(id).await?,
        };
        if before.is_none() {
            let place = self.place_to_act(work.as_mut(), &dossier, now).await?;
            place.offered(Act::Confirm, dossier.facts.state)?;
        }
        let rules = self
            .rules_of(work.as_mut(), dossier.rule_set, dossier.facts.desk)
            .await?;
        let filed_on = dossier
            .submitted_at
            .ok_or_else(|| Failure::Inconsistent("an accepted dossier has no submission".into()))?
            .day();
        let first = before
            .as_ref()
            .map_or(input.first_applied_on, |done| done.first_applied_on);
        let outcome = match dossier::confirm_first_application(first, filed_on, &rules) {
            Ok(()) => Confirmed::InTime,
            Err(lapsed @ Refusal::ClaimLapsed { .. }) => Confirmed::Stopped(lapsed),
            Err(other) => return Err(other.into()),
        };
        if before.is_some() {
            return Ok(outcome);
        }
        let note = clean(&input.note);
        let confirmation = Confirmation {
            dossier: id,
            confirmed_by: caller.actor.person,
            first_applied_on: input.first_applied_on,
            filed_on,
            last_day: rules.claim_ends_on(input.first_applied_on),
            note: note.clone(),
            confirmed_at: now,
        };
        work.insert_confirmation(&confirmation).await?;
        let (act, event, message) = match outcome {
            Confirmed::InTime => (Act::Confirm, "dossier.confirmed", "dossier-confirmed"),
            Confirmed::Stopped(_) => (Act::Stop, "dossier.stopped", "dossier-stopped"),
        };
        let details = json!({
            "first_applied_on": input.first_applied_on.to_string(),
            "filed_on": filed_on.to_string(),
            "last_day": confirmation.last_day.to_string(),
        });
        let step = Step {
            capacity: "head",
            note: &note,
            event,
            details,
        };
        self.advance(work.as_mut(), caller, &mut dossier, act, step, now)
            .await?;
        self.tell_owner(work.as_mut(), &dossier, message, "", now)
            .await?;
        work.commit().await?;
        Ok(outcome)
    }
}
