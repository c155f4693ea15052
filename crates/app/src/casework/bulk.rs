//! One act on several dossiers: each in a transaction of its own, each with a result of its own.

use sangkien_casework::definition::Opinion;
use sangkien_domain::access::Power;
use sangkien_domain::dossier::Act;
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::Refusal;

use super::seen::Once;
use super::{Acted, Seen, StepInput};
use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};

/// Most dossiers in one act.
const MOST: usize = 100;

/// An act that one or more of several dossiers offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkAct {
    /// Key of the act.
    pub key: String,
    /// Words of its button.
    pub label: String,
    /// Whether words must go with it.
    pub opinion: Opinion,
    /// How many of the dossiers offer it now.
    pub count: usize,
}

/// What an act came to for one dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BulkDone {
    /// It has gone on.
    Done,
    /// The choice is kept; others must choose too.
    Waiting,
    /// It was done before by the same person from the same page.
    Already,
    /// The rules refuse it.
    Refused(Vec<Refusal>),
    /// It has gone on by another act since.
    Stale,
    /// It is not there, or not for this person, or its step offers no such act.
    Absent,
}

/// The result for one dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkRow {
    /// Which dossier.
    pub dossier: DossierId,
    /// Its receipt code; empty where it may not be known.
    pub code: String,
    /// Its title; empty where it may not be known.
    pub title: String,
    /// What came of it.
    pub done: BulkDone,
}

impl App {
    /// Acts that can be done on several of these dossiers at once: those that ask for no facts.
    /// Dossiers the caller may not read are passed over.
    pub async fn bulk_acts(&self, caller: &Caller, rows: &[DossierId]) -> Outcome<Vec<BulkAct>> {
        let mut acts: Vec<BulkAct> = Vec::new();
        for id in rows.iter().take(MOST) {
            let offers = match self.offers(caller, *id).await {
                Ok(offers) => offers,
                Err(Failure::Absent | Failure::Refused(_)) => continue,
                Err(other) => return Err(other),
            };
            for offer in offers.acts {
                let fit = (offer.general || offer.kind == Act::Accept) && offer.asks.is_empty();
                if !fit || offer.leads.is_err() {
                    continue;
                }
                let same = acts
                    .iter_mut()
                    .find(|act| act.key == offer.key && act.label == offer.label);
                match same {
                    Some(act) => act.count += 1,
                    None => acts.push(BulkAct {
                        key: offer.key,
                        label: offer.label,
                        opinion: offer.opinion,
                        count: 1,
                    }),
                }
            }
        }
        Ok(acts)
    }

    /// Does the act `key` on each of these dossiers, as the caller saw them. Every dossier has a
    /// transaction of its own: what one refuses changes nothing for the others, and the same
    /// request sent again changes nothing at all.
    ///
    /// # Errors
    /// Only when storage fails; what is refused is told in the rows.
    pub async fn bulk(
        &self,
        caller: &Caller,
        key: &str,
        opinion: &str,
        rows: &[(DossierId, i64)],
    ) -> Outcome<Vec<BulkRow>> {
        let mut told: Vec<BulkRow> = Vec::new();
        for (id, visit) in rows.iter().take(MOST) {
            if told.iter().any(|row| row.dossier == *id) {
                continue;
            }
            let done = match self.one_of_many(caller, *id, *visit, key, opinion).await {
                Ok(Acted::Moved) => BulkDone::Done,
                Ok(Acted::Waiting { .. }) => BulkDone::Waiting,
                Ok(Acted::Already) => BulkDone::Already,
                Err(Failure::Refused(refusals)) => BulkDone::Refused(refusals),
                Err(Failure::Stale) => BulkDone::Stale,
                Err(Failure::Absent) => BulkDone::Absent,
                Err(other) => return Err(other),
            };
            let mut store = self.read().await?;
            let shown = access::dossier(store.as_mut(), &caller.actor, *id, Power::Read).await;
            let (code, title) = match shown {
                Ok(dossier) => (
                    dossier.code.clone().unwrap_or_default(),
                    access::told_title(store.as_mut(), &dossier).await?,
                ),
                Err(Failure::Absent) => (String::new(), String::new()),
                Err(other) => return Err(other),
            };
            told.push(BulkRow {
                dossier: *id,
                code,
                title,
                done,
            });
        }
        Ok(told)
    }

    async fn one_of_many(
        &self,
        caller: &Caller,
        id: DossierId,
        visit: i64,
        key: &str,
        opinion: &str,
    ) -> Outcome<Acted> {
        let mut store = self.read().await?;
        let dossier = access::dossier(store.as_mut(), &caller.actor, id, Power::Read).await?;
        let seen = Seen::Visit(visit);
        let once = self
            .once(store.as_mut(), caller, &dossier, seen, |row| row.key == key)
            .await?;
        if once == Once::Done {
            return Ok(Acted::Already);
        }
        let place = self
            .place_to_act(store.as_mut(), &dossier, self.now())
            .await?;
        let row = place.step().and_then(|step| step.act(key));
        let row = row.ok_or(Failure::Absent)?;
        let reception = row.kind == Act::Accept && !super::act::is_general(row.kind, dossier.stage);
        drop(store);
        if reception {
            // Receiving an application has a use case of its own, which knows a second click too.
            self.accept(caller, id, seen).await?;
            return Ok(Acted::Moved);
        }
        let input = StepInput {
            act: key.to_owned(),
            opinion: opinion.to_owned(),
            ..StepInput::default()
        };
        self.act(caller, id, seen, input).await
    }
}
