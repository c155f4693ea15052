//! The receiving desk: accept, return with numbered items, refuse with a reason.

use sangkien_casework::definition::ActRow;
use sangkien_domain::access::{Power, Role};
use sangkien_domain::dossier::{Act, RefusalReason, State};
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::Refusal;
use serde_json::json;

use crate::App;
use crate::access::{self, DossierScope, Sight};
use crate::caller::Caller;
use crate::casework::{Once, Seen};
use crate::correction;
use crate::failure::{Failure, Outcome};
use crate::port::{DossierFilter, DossierOrder, Paging, Reading};
use crate::support::{Step, clean};

/// A refusal as the clerk or head writes it.
#[derive(Debug, Clone)]
pub struct RefuseInput {
    /// The reason.
    pub reason: RefusalReason,
    /// The reason in words; always required, since a refusal is made in writing.
    pub note: String,
}

/// Where a dossier stands in the queue of the caller's desks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QueuePlace {
    /// Its place, from 1; none when it is not waiting.
    pub position: Option<usize>,
    /// How many wait.
    pub total: u64,
    /// The one before.
    pub prev: Option<DossierId>,
    /// The one after; the first of the queue for a dossier that is not waiting any more.
    pub next: Option<DossierId>,
}

impl App {
    /// Where a dossier stands in the queue of the caller's desks: first submitted first. Dossiers
    /// that the caller may not receive, being an author, are passed over.
    pub async fn queue_place(&self, caller: &Caller, id: DossierId) -> Outcome<QueuePlace> {
        let desks = access::units_with_role(&caller.actor, &[Role::Clerk])?;
        let scope = DossierScope::of(&caller.actor, vec![Sight::Desks(desks)]);
        let filter = DossierFilter {
            states: vec![State::Submitted],
            order: DossierOrder::Submitted,
            ..DossierFilter::default()
        };
        let mut store = self.read().await?;
        let paging = Paging { page: 1, size: 500 };
        let page = store.dossiers(&scope, &filter, paging).await?;
        let ids: Vec<DossierId> = page.rows.iter().map(|row| row.id).collect();
        let at = ids.iter().position(|other| *other == id);
        let before = ids.iter().take(at.unwrap_or(0)).rev();
        let after = ids.iter().skip(at.map_or(0, |at| at + 1));
        Ok(QueuePlace {
            position: at.map(|at| at + 1),
            total: page.total,
            prev: first_to_receive(store.as_mut(), caller, before).await?,
            next: first_to_receive(store.as_mut(), caller, after).await?,
        })
    }

    /// Accepts a dossier as complete; the evaluation limit begins. Done before from the same page,
    /// it changes nothing.
    ///
    /// # Errors
    /// `Refused` with the numbers of obligatory items that are neither verified nor waived, `Stale`
    /// when the dossier has gone on since `seen`.
    pub async fn accept(&self, caller: &Caller, id: DossierId, seen: Seen) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        work.hold(id.0).await?;
        let dossier = access::dossier(work.as_mut(), &caller.actor, id, Power::Receive).await?;
        let same = |row: &ActRow| row.kind == Act::Accept;
        if self
            .once(work.as_mut(), caller, &dossier, seen, same)
            .await?
            == Once::Done
        {
            return Ok(());
        }
        self.for_this_person(work.as_mut(), caller, &dossier, Act::Accept, now)
            .await?;
        let mut dossier = dossier.into_inner();
        correction::nothing_left(work.as_mut(), id).await?;
        work.delete_correction_draft(id).await?;
        let step = Step {
            capacity: "clerk",
            note: "",
            event: "dossier.accepted",
            details: json!({}),
        };
        self.advance(work.as_mut(), caller, &mut dossier, Act::Accept, step, now)
            .await?;
        self.tell_owner(work.as_mut(), &dossier, "dossier-accepted", "", now)
            .await?;
        work.commit().await?;
        Ok(())
    }

    /// Refuses a dossier in writing: by the clerk while it waits at the desk, by the head while it
    /// waits for confirmation. Done before from the same page, it changes nothing.
    ///
    /// # Errors
    /// `Refused` without words, `Stale` when the dossier has gone on since `seen`.
    pub async fn refuse(
        &self,
        caller: &Caller,
        id: DossierId,
        seen: Seen,
        input: RefuseInput,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        work.hold(id.0).await?;
        let found = access::dossier(work.as_mut(), &caller.actor, id, Power::Read).await?;
        let same = |row: &ActRow| row.kind == Act::Refuse;
        let powers = found.powers();
        if (powers.allow(Power::Receive) || powers.allow(Power::Confirm))
            && self.once(work.as_mut(), caller, &found, seen, same).await? == Once::Done
        {
            return Ok(());
        }
        let (power, capacity) = if found.facts.state == State::Accepted {
            (Power::Confirm, "head")
        } else {
            (Power::Receive, "clerk")
        };
        let mut dossier = access::dossier(work.as_mut(), &caller.actor, id, power)
            .await?
            .into_inner();
        let note = clean(&input.note);
        if note.is_empty() {
            return Err(Refusal::ReasonMissing.into());
        }
        // Votes are counted by a council, never claimed by a desk.
        if input.reason == RefusalReason::NotEnoughVotes {
            return Err(Refusal::Invalid { field: "reason" }.into());
        }
        dossier.refusal = Some(input.reason);
        dossier.end_note.clone_from(&note);
        let step = Step {
            capacity,
            note: &note,
            event: "dossier.refused",
            details: json!({ "reason": input.reason.code() }),
        };
        self.advance(work.as_mut(), caller, &mut dossier, Act::Refuse, step, now)
            .await?;
        self.tell_owner(work.as_mut(), &dossier, "dossier-refused", "", now)
            .await?;
        work.commit().await?;
        Ok(())
    }
}

async fn first_to_receive(
    store: &mut dyn Reading,
    caller: &Caller,
    ids: impl Iterator<Item = &DossierId> + Send,
) -> Outcome<Option<DossierId>> {
    for id in ids {
        match access::dossier(store, &caller.actor, *id, Power::Receive).await {
            Ok(_) => return Ok(Some(*id)),
            Err(Failure::Absent) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(None)
}
