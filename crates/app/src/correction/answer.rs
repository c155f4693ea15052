//! The author's answers.

use sangkien_domain::access::Power;
use sangkien_domain::correction::Reply;
use sangkien_domain::dossier::{Act, State};
use sangkien_domain::id::{CorrectionId, DossierId};
use sangkien_domain::refusal::Refusal;
use sangkien_domain::time::Instant;
use serde_json::json;

use super::{is_open_to_author, last_round};
use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::Work;
use crate::record::CorrectionEvent;
use crate::support::{clean, dossier_event};

/// Longest answer, in characters.
const LONGEST_ANSWER: usize = 10_000;

/// An author's answer to an item.
#[derive(Debug, Clone)]
pub struct AnswerInput {
    /// Which item.
    pub item: CorrectionId,
    /// What the author did; mended, where nothing is said.
    pub reply: Option<Reply>,
    /// The answer in words.
    pub answer: String,
}

impl App {
    /// Saves the author's answers to the items asked. An answer without words leaves its item as
    /// it was asked.
    pub async fn answer_corrections(
        &self,
        caller: &Caller,
        id: DossierId,
        answers: Vec<AnswerInput>,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        work.hold(id.0).await?;
        let dossier = access::dossier(work.as_mut(), &caller.actor, id, Power::Edit).await?;
        if dossier.facts.state != State::Returned {
            return Err(Refusal::NotNow {
                state: dossier.facts.state,
                act: Act::Resubmit,
            }
            .into());
        }
        let items = work.corrections(id).await?;
        let round = last_round(&items);
        for input in answers {
            let mut item = items
                .iter()
                .find(|item| item.id == input.item && item.asked_in == round)
                .cloned()
                .ok_or(Failure::Absent)?;
            if !is_open_to_author(&item, round) {
                // Given up meanwhile: nothing is expected of the author any more.
                continue;
            }
            item.answer = clean(&input.answer);
            if item.answer.chars().count() > LONGEST_ANSWER {
                return Err(Refusal::Invalid { field: "answer" }.into());
            }
            let answered = !item.answer.is_empty();
            item.reply = answered.then(|| input.reply.unwrap_or(Reply::Fixed));
            item.state = item.state.answered(item.reply)?;
            item.answered_at = answered.then_some(now);
            work.update_correction(&item).await?;
        }
        work.record(dossier_event(
            caller,
            "dossier.corrections-answered",
            id,
            json!({}),
            json!({ "round": round }),
            now,
        ));
        work.commit().await?;
        Ok(())
    }

    /// Writes the answers of the last request into the history, when the dossier goes back.
    pub(crate) async fn keep_answers(
        &self,
        work: &mut dyn Work,
        caller: &Caller,
        id: DossierId,
        now: Instant,
    ) -> Outcome<()> {
        let items = work.corrections(id).await?;
        let round = last_round(&items);
        for item in items {
            let Some(reply) = item.reply.filter(|_| is_open_to_author(&item, round)) else {
                continue;
            };
            work.insert_correction_event(&CorrectionEvent {
                item: item.id,
                round,
                state: item.state,
                reply: Some(reply),
                note: item.answer,
                by: caller.actor.person,
                by_name: caller.full_name.clone(),
                at: now,
            })
            .await?;
        }
        Ok(())
    }
}
