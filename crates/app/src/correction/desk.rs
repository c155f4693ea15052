//! The request as it is being written at the desk.

use sangkien_domain::access::Power;
use sangkien_domain::correction::{MOST_ITEMS, NewItem, PhraseLibrary};
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::Refusal;

use super::{AnswerBy, at_the_desk};
use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::Reading;
use crate::record::CorrectionDraft;
use crate::support::clean;

/// Longest text kept in a draft, in characters; what may be sent is shorter.
const LONGEST_DRAFT: usize = 20_000;

/// What the desk works with.
#[derive(Debug, Clone)]
pub struct CorrectionDesk {
    /// The request being written.
    pub draft: Option<CorrectionDraft>,
    /// Phrases for dossiers of this form.
    pub phrases: OfferedPhrases,
    /// Until when the author would have to answer, were it sent now.
    pub answer_by: AnswerBy,
}

/// The latest versions of the libraries that serve a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfferedPhrases(pub Vec<PhraseLibrary>);

impl App {
    /// What the desk works with. Nobody else learns that a request is being written.
    pub async fn correction_desk(&self, caller: &Caller, id: DossierId) -> Outcome<CorrectionDesk> {
        let mut store = self.read().await?;
        let dossier = access::dossier(store.as_mut(), &caller.actor, id, Power::Receive).await?;
        let rules = self
            .rules_of(store.as_mut(), dossier.rule_set, dossier.facts.desk)
            .await?;
        Ok(CorrectionDesk {
            draft: store.correction_draft(id).await?,
            phrases: offered(store.as_mut(), &rules.form.code).await?,
            answer_by: self
                .answer_by(store.as_mut(), &dossier, &rules, self.now())
                .await?,
        })
    }

    /// Saves the request being written, whatever is still missing in it; gives its new version.
    ///
    /// # Errors
    /// `Stale` when somebody else at the desk has saved since version `seen`.
    pub async fn save_correction_draft(
        &self,
        caller: &Caller,
        id: DossierId,
        items: Vec<NewItem>,
        seen: i64,
    ) -> Outcome<i64> {
        let now = self.now();
        let mut work = self.begin().await?;
        work.hold(id.0).await?;
        let dossier = access::dossier(work.as_mut(), &caller.actor, id, Power::Receive).await?;
        at_the_desk(dossier.facts.state)?;
        if items.len() > MOST_ITEMS {
            return Err(Refusal::TooManyCorrectionItems { most: MOST_ITEMS }.into());
        }
        let items: Vec<NewItem> = items.iter().map(cleaned).collect();
        if let Some(at) = items.iter().position(is_beyond_measure) {
            return Err(Refusal::CorrectionItemTooLong { number: at + 1 }.into());
        }
        let draft = CorrectionDraft {
            dossier: id,
            items,
            version: seen,
            saved_by: caller.actor.person,
            saved_at: now,
        };
        let version = work.save_correction_draft(&draft).await?;
        work.commit().await?;
        Ok(version)
    }

    /// Sends the request being written as it was saved at version `seen`.
    ///
    /// # Errors
    /// `Stale` when it has changed since; `Refused` as for
    /// [`return_for_supplement`](App::return_for_supplement).
    pub async fn send_correction_draft(
        &self,
        caller: &Caller,
        id: DossierId,
        seen: i64,
    ) -> Outcome<usize> {
        let mut work = self.begin().await?;
        work.hold(id.0).await?;
        let dossier = access::dossier(work.as_mut(), &caller.actor, id, Power::Receive).await?;
        let draft = work.correction_draft(id).await?;
        if draft.as_ref().map_or(0, |draft| draft.version) != seen {
            return Err(Failure::Stale);
        }
        let items = draft.map(written).unwrap_or_default();
        self.send_request(work, caller, dossier, items).await
    }
}

/// The latest version of each library that serves `form`.
pub(super) async fn offered(store: &mut dyn Reading, form: &str) -> Outcome<OfferedPhrases> {
    let mut latest: Vec<PhraseLibrary> = Vec::new();
    // Versions of one library stand together, the latest first.
    for stored in store.phrase_libraries().await? {
        if latest
            .last()
            .is_none_or(|last| last.code != stored.library.code)
        {
            latest.push(stored.library);
        }
    }
    latest.retain(|library| library.serves(form));
    Ok(OfferedPhrases(latest))
}

/// The items of a draft in which something has been written.
pub(super) fn written(draft: CorrectionDraft) -> Vec<NewItem> {
    let mut items = draft.items;
    items.retain(|item| !item.is_blank());
    items
}

/// The item with its texts cleaned.
pub(super) fn cleaned(item: &NewItem) -> NewItem {
    NewItem {
        place: clean(&item.place),
        quote: clean(&item.quote),
        class: clean(&item.class),
        found: clean(&item.found),
        wanted: clean(&item.wanted),
        requirement: clean(&item.requirement),
        basis: clean(&item.basis),
        ..*item
    }
}

fn is_beyond_measure(item: &NewItem) -> bool {
    [
        &item.place,
        &item.quote,
        &item.class,
        &item.found,
        &item.wanted,
        &item.requirement,
        &item.basis,
    ]
    .into_iter()
    .any(|text| text.chars().count() > LONGEST_DRAFT)
}
