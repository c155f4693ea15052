//! Requests for supplements: written as a draft at the desk, sent in one act, answered by the
//! author, compared with the version before, judged item by item, or waived from above.

mod answer;
mod answer_by;
mod changes;
mod desk;
mod judge;
mod letter;
mod parts;
mod phrases;
mod send;

use sangkien_domain::correction::{ItemState, check_settled};
use sangkien_domain::dossier::{Act, State};
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::Refusal;

pub use answer::AnswerInput;
pub use answer_by::AnswerBy;
pub use changes::{FileFinding, ItemChanges, Proposal, RoundChanges, Version};
pub use desk::{CorrectionDesk, OfferedPhrases};
pub use judge::{JudgementInput, WaiverDesk};
pub use letter::Letter;

use crate::failure::Outcome;
use crate::port::Reading;
use crate::record::CorrectionItem;

/// An item of a request as the clerk writes it.
pub type ReturnItem = sangkien_domain::correction::NewItem;

/// Number of an item as people read it.
pub(crate) fn number_of(item: &CorrectionItem) -> u32 {
    u32::try_from(item.number).unwrap_or(0)
}

/// The number of the last request among these items; 0 before the first.
pub(crate) fn last_round(items: &[CorrectionItem]) -> i64 {
    items.iter().map(|item| item.asked_in).max().unwrap_or(0)
}

/// Demands that the desk may work on the items now: the dossier has been filed and is not with
/// its author.
pub(crate) fn at_the_desk(state: State) -> Result<(), Refusal> {
    if matches!(state, State::Submitted | State::Processing) {
        Ok(())
    } else {
        Err(Refusal::NotNow {
            state,
            act: Act::Return,
        })
    }
}

/// Demands that nothing obligatory is left of earlier requests.
///
/// # Errors
/// `Refused` with the numbers of what is left.
pub(crate) async fn nothing_left(store: &mut dyn Reading, id: DossierId) -> Outcome<()> {
    let items = store.corrections(id).await?;
    let facts = items
        .iter()
        .map(|item| (number_of(item), item.severity, item.state));
    Ok(check_settled(facts)?)
}

/// Whether the author is still to answer the item.
pub(crate) fn awaits_author(item: &CorrectionItem, round: i64) -> bool {
    item.asked_in == round && item.state.awaits_author()
}

/// Whether the item was part of the last request and the author may still write about it.
pub(crate) fn is_open_to_author(item: &CorrectionItem, round: i64) -> bool {
    item.asked_in == round && !matches!(item.state, ItemState::Verified | ItemState::Waived)
}
