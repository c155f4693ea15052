//! What the desk finds of answered items, and what is given up from above.

use sangkien_domain::access::Power;
use sangkien_domain::correction::Judgement;
use sangkien_domain::dossier::Act;
use sangkien_domain::id::{CorrectionId, DossierId};
use sangkien_domain::refusal::Refusal;
use serde_json::json;

use super::{at_the_desk, number_of};
use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::casework::Seen;
use crate::dossier::DossierView;
use crate::failure::{Failure, Outcome};
use crate::record::{CorrectionEvent, CorrectionItem, Waiver};
use crate::support::{clean, dossier_event};

/// Longest remark or reason, in characters.
const LONGEST_REMARK: usize = 4_000;

/// The desk's finding on one item.
#[derive(Debug, Clone)]
pub struct JudgementInput {
    /// Which item.
    pub item: CorrectionId,
    /// What was found.
    pub judgement: Judgement,
    /// Why, in words; may be empty.
    pub note: String,
}

/// A dossier whose items the caller may give up.
#[derive(Debug, Clone)]
pub struct WaiverDesk {
    /// The dossier.
    pub view: DossierView,
    /// Items not settled that somebody else asked for.
    pub open: Vec<CorrectionItem>,
}

impl App {
    /// Writes down what the desk found of the items. Saying the same again changes nothing.
    ///
    /// # Errors
    /// `Stale` when the dossier has gone on since `seen`.
    pub async fn judge_corrections(
        &self,
        caller: &Caller,
        id: DossierId,
        seen: Seen,
        judgements: Vec<JudgementInput>,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        work.hold(id.0).await?;
        let dossier = access::dossier(work.as_mut(), &caller.actor, id, Power::Receive).await?;
        if !seen.fits(&dossier) {
            return Err(Failure::Stale);
        }
        at_the_desk(dossier.facts.state)?;
        let items = work.corrections(id).await?;
        let (mut verified, mut reopened) = (Vec::new(), Vec::new());
        for input in judgements {
            let mut item = items
                .iter()
                .find(|item| item.id == input.item)
                .cloned()
                .ok_or(Failure::Absent)?;
            let state = item.state.judged(input.judgement)?;
            let note = clean(&input.note);
            if note.chars().count() > LONGEST_REMARK {
                return Err(Refusal::Invalid { field: "remark" }.into());
            }
            if state == item.state {
                continue;
            }
            item.state = state;
            work.update_correction(&item).await?;
            work.insert_correction_event(&CorrectionEvent {
                item: item.id,
                round: item.asked_in,
                state,
                reply: None,
                note,
                by: caller.actor.person,
                by_name: caller.full_name.clone(),
                at: now,
            })
            .await?;
            match input.judgement {
                Judgement::Verify => verified.push(number_of(&item)),
                Judgement::Reopen => reopened.push(number_of(&item)),
            }
        }
        if verified.is_empty() && reopened.is_empty() {
            return Ok(());
        }
        work.record(dossier_event(
            caller,
            "dossier.corrections-judged",
            id,
            json!({}),
            json!({ "verified": verified, "reopened": reopened }),
            now,
        ));
        work.commit().await?;
        Ok(())
    }

    /// Items the caller may give up, for whoever leads the desk or the body it receives for.
    pub async fn waiver_desk(&self, caller: &Caller, id: DossierId) -> Outcome<WaiverDesk> {
        let view = self.dossier_for(caller, id, Power::Waive).await?;
        let open = view
            .corrections
            .iter()
            .filter(|item| !item.state.is_settled() && item.asked_by != caller.actor.person)
            .cloned()
            .collect();
        Ok(WaiverDesk { view, open })
    }

    /// Gives an item up for a reason. Whoever asked for it cannot.
    ///
    /// # Errors
    /// `Refused` without a reason or when the item is settled; `Absent` for whoever asked.
    pub async fn waive_correction(
        &self,
        caller: &Caller,
        id: DossierId,
        item: CorrectionId,
        reason: &str,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        work.hold(id.0).await?;
        let dossier = access::dossier(work.as_mut(), &caller.actor, id, Power::Waive).await?;
        let mut item = work
            .corrections(id)
            .await?
            .into_iter()
            .find(|known| known.id == item && known.asked_by != caller.actor.person)
            .ok_or(Failure::Absent)?;
        let state = dossier.facts.state;
        if state.is_end() {
            let act = Act::Return;
            return Err(Refusal::NotNow { state, act }.into());
        }
        let reason = clean(reason);
        if reason.chars().count() > LONGEST_REMARK {
            return Err(Refusal::Invalid { field: "reason" }.into());
        }
        let before = item.state;
        item.state = before.waived(&reason)?;
        item.waived = Some(Waiver {
            by: caller.actor.person,
            reason: reason.clone(),
        });
        work.update_correction(&item).await?;
        work.insert_correction_event(&CorrectionEvent {
            item: item.id,
            round: item.asked_in,
            state: item.state,
            reply: None,
            note: reason.clone(),
            by: caller.actor.person,
            by_name: caller.full_name.clone(),
            at: now,
        })
        .await?;
        work.record(dossier_event(
            caller,
            "dossier.correction-waived",
            id,
            json!({ "state": before.code() }),
            json!({ "number": number_of(&item), "reason": reason }),
            now,
        ));
        work.commit().await?;
        Ok(())
    }
}
