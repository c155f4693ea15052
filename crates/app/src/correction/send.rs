//! Sending a request: items, history, limit, state and letter in one transaction.

use sangkien_casework::definition::ActRow;
use sangkien_domain::access::Power;
use sangkien_domain::correction::{ItemState, NewItem, check_request};
use sangkien_domain::dossier::Act;
use sangkien_domain::form::{Form, SectionKind};
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::time::Instant;
use serde_json::json;

use super::{at_the_desk, desk};
use crate::App;
use crate::access::{self, Permitted};
use crate::caller::Caller;
use crate::casework::{Once, Seen};
use crate::failure::Outcome;
use crate::port::Work;
use crate::record::{CorrectionEvent, CorrectionItem, CorrectionRequest, Dossier};
use crate::support::Step;

impl App {
    /// Returns a dossier with numbered items; the author's limit begins. Items that the desk found
    /// not settled are part of the request under their old numbers. Gives the number of items.
    ///
    /// # Errors
    /// `Refused` when an item lacks its place, requirement or basis, or when there is none; `Stale`
    /// when the dossier has gone on since `seen`. Sent before from the same page, nothing changes.
    pub async fn return_for_supplement(
        &self,
        caller: &Caller,
        id: DossierId,
        seen: Seen,
        items: Vec<NewItem>,
    ) -> Outcome<usize> {
        let mut work = self.begin().await?;
        work.hold(id.0).await?;
        let dossier = access::dossier(work.as_mut(), &caller.actor, id, Power::Receive).await?;
        let same = |row: &ActRow| row.kind == Act::Return;
        if self
            .once(work.as_mut(), caller, &dossier, seen, same)
            .await?
            == Once::Done
        {
            return self.sent_before(work.as_mut(), id).await;
        }
        self.send_request(work, caller, dossier, items).await
    }

    /// Number of items of the last request, for one sent twice.
    async fn sent_before(&self, work: &mut dyn Work, id: DossierId) -> Outcome<usize> {
        let items = work.corrections(id).await?;
        let last = items.iter().map(|item| item.asked_in).max().unwrap_or(0);
        Ok(items.iter().filter(|item| item.asked_in == last).count())
    }

    pub(super) async fn send_request(
        &self,
        mut work: Box<dyn Work>,
        caller: &Caller,
        dossier: Permitted<Dossier>,
        items: Vec<NewItem>,
    ) -> Outcome<usize> {
        let now = self.now();
        let id = dossier.id;
        at_the_desk(dossier.facts.state)?;
        self.for_this_person(work.as_mut(), caller, &dossier, Act::Return, now)
            .await?;
        let mut dossier = dossier.into_inner();
        let rules = self
            .rules_of(work.as_mut(), dossier.rule_set, dossier.facts.desk)
            .await?;
        let earlier = work.corrections(id).await?;
        let again: Vec<CorrectionItem> = earlier
            .iter()
            .filter(|item| item.state == ItemState::Reopened)
            .cloned()
            .collect();
        let items = prepared(&items, &rules.form);
        check_request(&items, again.len())?;
        let submissions = work.submissions(id).await?;
        let round = work
            .correction_requests(id)
            .await?
            .iter()
            .map(|request| request.round)
            .max()
            .unwrap_or(0)
            + 1;
        let count = items.len() + again.len();
        let first = earlier.iter().map(|item| item.number).max().unwrap_or(0) + 1;
        let fresh = self
            .fresh_items(work.as_mut(), caller, &dossier, &rules.form, items, now)
            .await?;
        for (number, item) in (first..).zip(fresh) {
            let item = CorrectionItem {
                round,
                asked_in: round,
                number,
                ..item
            };
            work.insert_correction(&item).await?;
            let asked = asked(caller, &item, ItemState::Open, now);
            work.insert_correction_event(&asked).await?;
        }
        for mut item in again {
            item.asked_in = round;
            work.update_correction(&item).await?;
            let asked = asked(caller, &item, ItemState::Reopened, now);
            work.insert_correction_event(&asked).await?;
        }
        let answer_by = self.answer_by(work.as_mut(), &dossier, &rules, now).await?;
        dossier.due_on = answer_by.last_day();
        work.insert_correction_request(&CorrectionRequest {
            dossier: id,
            round,
            submission: i64::try_from(submissions.len()).unwrap_or(i64::MAX).max(1),
            sent_by: caller.actor.person,
            sent_by_name: caller.full_name.clone(),
            sent_at: now,
            due_on: dossier.due_on,
            citation: answer_by.citation(),
        })
        .await?;
        work.delete_correction_draft(id).await?;
        let step = Step {
            capacity: "clerk",
            note: "",
            event: "dossier.returned",
            details: json!({ "round": round, "items": count }),
        };
        self.advance(work.as_mut(), caller, &mut dossier, Act::Return, step, now)
            .await?;
        let occasion = round.to_string();
        self.tell_owner(work.as_mut(), &dossier, "dossier-returned", &occasion, now)
            .await?;
        work.commit().await?;
        Ok(count)
    }

    /// The new items, in order, with what must be looked up; their numbers are still to be given.
    ///
    /// # Errors
    /// `Refused` when a place is none of the form's or a file none of the dossier's.
    async fn fresh_items(
        &self,
        work: &mut dyn Work,
        caller: &Caller,
        dossier: &Dossier,
        form: &Form,
        items: Vec<NewItem>,
        now: Instant,
    ) -> Outcome<Vec<CorrectionItem>> {
        let phrases = work.phrase_libraries().await?;
        let mut fresh = Vec::with_capacity(items.len());
        let mut faults = Vec::new();
        for (number, item) in (1..).zip(items) {
            let file = match item.file {
                Some(file) => work.file(dossier.id, file).await?,
                None => None,
            };
            let unknown_file = item.file.is_some() && file.is_none();
            if unknown_file || !is_place(form, &item.place) {
                faults.push(Refusal::CorrectionItemIncomplete { number });
                continue;
            }
            let phrase = phrases
                .iter()
                .find_map(|stored| stored.library.referred(&item.class));
            fresh.push(CorrectionItem {
                id: self.fresh_id(),
                dossier: dossier.id,
                round: 0,
                number: 0,
                asked_in: 0,
                place: item.place,
                file: item.file,
                file_name: file.map(|file| file.name).unwrap_or_default(),
                page: item.page,
                quote: item.quote,
                class_label: phrase
                    .map(|phrase| phrase.label.clone())
                    .unwrap_or_default(),
                class: phrase.map(|_| item.class).unwrap_or_default(),
                severity: item.severity,
                found: item.found,
                wanted: item.wanted,
                requirement: item.requirement,
                basis: item.basis,
                state: ItemState::Open,
                reply: None,
                answer: String::new(),
                asked_by: caller.actor.person,
                asked_at: now,
                answered_at: None,
                waived: None,
            });
        }
        if faults.is_empty() {
            Ok(fresh)
        } else {
            Err(faults.into())
        }
    }
}

fn asked(
    caller: &Caller,
    item: &CorrectionItem,
    state: ItemState,
    now: Instant,
) -> CorrectionEvent {
    CorrectionEvent {
        item: item.id,
        round: item.asked_in,
        state,
        reply: None,
        note: String::new(),
        by: caller.actor.person,
        by_name: caller.full_name.clone(),
        at: now,
    }
}

/// The items as they are checked and sent.
pub(super) fn prepared(items: &[NewItem], form: &Form) -> Vec<NewItem> {
    items
        .iter()
        .map(desk::cleaned)
        .map(|item| with_place_of_file(item, form))
        .collect()
}

/// Files stand in the section of files, which need not be named beside the file.
fn with_place_of_file(mut item: NewItem, form: &Form) -> NewItem {
    if item.file.is_some()
        && item.place.is_empty()
        && let Some(section) = form
            .sections
            .iter()
            .find(|section| section.kind == SectionKind::Evidence)
    {
        item.place.clone_from(&section.key);
    }
    item
}

/// Whether the form has this section, or this question in its section.
fn is_place(form: &Form, place: &str) -> bool {
    let (section, field) = place
        .split_once('.')
        .map_or((place, None), |(section, field)| (section, Some(field)));
    form.section(section).is_some_and(|section| {
        field.is_none_or(|field| section.fields.iter().any(|known| known.key == field))
    })
}
