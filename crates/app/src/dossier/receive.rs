//! The receiving desk: accept, return with numbered items, refuse with a reason.

use sangkien_domain::access::{Power, Role};
use sangkien_domain::correction::{self, ItemState, NewItem};
use sangkien_domain::dossier::{Act, RefusalReason, State};
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::Refusal;
use serde_json::json;

use crate::App;
use crate::access::{self, DossierScope, Sight};
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::{DossierFilter, DossierOrder, Paging, Reading};
use crate::record::CorrectionItem;
use crate::support::{Step, clean};

/// An item of a request as the clerk writes it.
pub type ReturnItem = NewItem;

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
        let scope = DossierScope {
            sights: vec![Sight::Desks(desks)],
        };
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

    /// Accepts a dossier as complete; the evaluation limit begins.
    pub async fn accept(&self, caller: &Caller, id: DossierId) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let mut dossier = access::dossier(work.as_mut(), &caller.actor, id, Power::Receive)
            .await?
            .into_inner();
        let rules = self.rules(work.as_mut(), dossier.rule_set).await?;
        dossier.due_on = Some(rules.calendar.last_day(now.day(), &rules.limits.evaluation));
        for mut item in work.corrections(id).await? {
            if item.state == ItemState::Answered {
                item.state = ItemState::Verified;
                work.update_correction(&item).await?;
            }
        }
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

    /// Returns a dossier with numbered items; the author's limit begins.
    ///
    /// # Errors
    /// `Refused` when an item lacks its place, requirement or basis.
    pub async fn return_for_supplement(
        &self,
        caller: &Caller,
        id: DossierId,
        items: Vec<ReturnItem>,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let mut dossier = access::dossier(work.as_mut(), &caller.actor, id, Power::Receive)
            .await?
            .into_inner();
        let rules = self.rules(work.as_mut(), dossier.rule_set).await?;
        let items: Vec<NewItem> = items
            .into_iter()
            .map(|item| NewItem {
                place: clean(&item.place),
                requirement: clean(&item.requirement),
                basis: clean(&item.basis),
            })
            .collect();
        correction::check_request(&items)?;
        if let Some(index) = items
            .iter()
            .position(|item| rules.form.section(&item.place).is_none())
        {
            return Err(Refusal::CorrectionItemIncomplete { number: index + 1 }.into());
        }
        let round = work
            .corrections(id)
            .await?
            .iter()
            .map(|item| item.round)
            .max()
            .unwrap_or(0)
            + 1;
        let count = items.len();
        for (number, item) in (1_i64..).zip(items) {
            let item = CorrectionItem {
                id: self.fresh_id(),
                dossier: id,
                round,
                number,
                place: item.place,
                requirement: item.requirement,
                basis: item.basis,
                state: ItemState::Open,
                answer: String::new(),
                asked_at: now,
                answered_at: None,
            };
            work.insert_correction(&item, caller.actor.person).await?;
        }
        dossier.due_on = Some(rules.calendar.last_day(now.day(), &rules.limits.correction));
        let step = Step {
            capacity: "clerk",
            note: "",
            event: "dossier.returned",
            details: json!({ "round": round, "items": count }),
        };
        self.advance(work.as_mut(), caller, &mut dossier, Act::Return, step, now)
            .await?;
        self.tell_owner(
            work.as_mut(),
            &dossier,
            "dossier-returned",
            &round.to_string(),
            now,
        )
        .await?;
        work.commit().await?;
        Ok(())
    }

    /// Refuses a dossier in writing: by the clerk while it waits at the desk, by the head while it
    /// waits for confirmation.
    pub async fn refuse(&self, caller: &Caller, id: DossierId, input: RefuseInput) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let seen = access::dossier(work.as_mut(), &caller.actor, id, Power::Read).await?;
        let (power, capacity) = if seen.facts.state == State::Accepted {
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
