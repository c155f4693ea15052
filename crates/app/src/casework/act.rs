//! Doing what a step asks for, whatever its procedure calls it.

use std::collections::BTreeMap;

use sangkien_casework::definition::{ActRow, Opinion, Quorum};
use sangkien_casework::engine::Agreement;
use sangkien_domain::access::{PartyWho, Power, Role};
use sangkien_domain::dossier::{Act, RefusalReason};
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::{Refusal, StepRefusal};
use sangkien_domain::round::Stage;
use sangkien_domain::time::Instant;
use serde_json::json;

use super::facts::COMPUTED;
use super::seen::Once;
use super::{Place, Seen};
use crate::App;
use crate::access::{self, Permitted};
use crate::caller::{Caller, Doer};
use crate::failure::{Failure, Outcome};
use crate::port::Work;
use crate::record::{Choice, Dossier, StatedFact};
use crate::support::{Step, clean, dossier_event};

/// Most characters of an opinion.
pub const LONGEST_OPINION: usize = 10_000;

/// Facts stated with an act, by name, as typed.
pub type Stated = BTreeMap<String, String>;

/// An act as a person does it.
#[derive(Debug, Clone, Default)]
pub struct StepInput {
    /// Key of the act.
    pub act: String,
    /// Words that go with it; may be empty where the procedure does not demand them.
    pub opinion: String,
    /// Facts stated with it, by name, as typed.
    pub facts: Stated,
}

/// What an act came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acted {
    /// The dossier has gone on.
    Moved,
    /// The choice is kept; more must choose.
    Waiting {
        /// How many have chosen.
        chosen: usize,
        /// Of how many.
        eligible: usize,
    },
    /// It was done before from the same page; a repeated click changes nothing.
    Already,
}

impl App {
    /// Does an act of the dossier's step. Submitting, asking for supplements, confirming,
    /// convening and recognising have use cases of their own.
    ///
    /// # Errors
    /// `Absent` for whoever may not do it, `Refused` when words, facts or parts of the dossier are
    /// missing or the act leads nowhere, `Stale` when the dossier has gone on since `seen`.
    pub async fn act(
        &self,
        caller: &Caller,
        id: DossierId,
        seen: Seen,
        input: StepInput,
    ) -> Outcome<Acted> {
        let now = self.now();
        let mut work = self.begin().await?;
        work.hold(id.0).await?;
        let dossier = access::dossier(work.as_mut(), &caller.actor, id, Power::Read).await?;
        let same = |row: &ActRow| row.key == input.act;
        if self
            .once(work.as_mut(), caller, &dossier, seen, same)
            .await?
            == Once::Done
        {
            return Ok(Acted::Already);
        }
        let place = self.place_to_act(work.as_mut(), &dossier, now).await?;
        let step = place.step().ok_or(Failure::Absent)?;
        let row = step.act(&input.act).ok_or(Failure::Absent)?;
        if !self
            .may_act(work.as_mut(), &caller.actor, &dossier, step, row, now)
            .await?
        {
            return Err(Failure::Absent);
        }
        if !is_general(row.kind, dossier.stage) {
            return Err(Refusal::NotNow {
                state: dossier.facts.state,
                act: row.kind,
            }
            .into());
        }
        let opinion = opinion_of(row, &input)?;
        self.state_facts(
            work.as_mut(),
            caller,
            &dossier,
            &place,
            row,
            &input.facts,
            now,
        )
        .await?;
        let rule = step.actor.as_ref().map_or(Quorum::One, |actor| actor.rule);
        if row.who.is_none() && rule != Quorum::One {
            let choice = Choice {
                dossier: id,
                visit: dossier.standing.visit,
                person: caller.actor.person,
                act: row.key.clone(),
                opinion,
                at: now,
            };
            let acted = self
                .choose(work.as_mut(), caller, &dossier, &place, choice)
                .await?;
            work.commit().await?;
            return Ok(acted);
        }
        let key = row.key.clone();
        let mut dossier = dossier.into_inner();
        self.carry(
            work.as_mut(),
            caller.into(),
            &mut dossier,
            &place,
            &key,
            &opinion,
            now,
        )
        .await?;
        work.commit().await?;
        Ok(Acted::Moved)
    }

    /// Keeps one person's choice; moves the dossier on once enough have chosen alike.
    async fn choose(
        &self,
        work: &mut dyn Work,
        caller: &Caller,
        dossier: &Permitted<Dossier>,
        place: &Place,
        choice: Choice,
    ) -> Outcome<Acted> {
        let now = choice.at;
        let step = place.step().ok_or(Failure::Absent)?;
        work.save_choice(&choice).await?;
        work.record(dossier_event(
            caller,
            "dossier.choice-made",
            dossier.id,
            json!({}),
            json!({ "visit": choice.visit, "act": choice.act }),
            now,
        ));
        let people = self.who_must_act(work, dossier, step, now).await?;
        let choices: Vec<Choice> = work
            .choices(dossier.id, choice.visit)
            .await?
            .into_iter()
            .filter(|choice| people.contains(&choice.person))
            .collect();
        let keys: Vec<&str> = choices.iter().map(|choice| choice.act.as_str()).collect();
        match place.compiled.agreement(&place.step, &keys, people.len()) {
            Agreement::Waiting => Ok(Acted::Waiting {
                chosen: keys.len(),
                eligible: people.len(),
            }),
            Agreement::Decided(row) => {
                let key = row.key.clone();
                // Each opinion stays with its choice.
                let mut dossier = dossier.clone().into_inner();
                self.carry(work, caller.into(), &mut dossier, place, &key, "", now)
                    .await?;
                Ok(Acted::Moved)
            }
        }
    }

    /// Carries out the act with this key and moves the dossier on.
    #[expect(
        clippy::too_many_arguments,
        reason = "an act has a person, a dossier, a place, a name, words and a moment"
    )]
    pub(super) async fn carry(
        &self,
        work: &mut dyn Work,
        by: Doer<'_>,
        dossier: &mut Dossier,
        place: &Place,
        key: &str,
        opinion: &str,
        now: Instant,
    ) -> Outcome<()> {
        let step = place.step().ok_or(Failure::Absent)?;
        let row = step.act(key).ok_or(Failure::Absent)?;
        let named = row.actor(step);
        let capacity = match named {
            _ if by.person().is_none() => "program",
            Some(who) => {
                let who = super::parties::resolve(work, &dossier.facts, who, now).await?;
                capacity_of(&who)
            }
            None => "official",
        };
        if row.kind == Act::Accept {
            crate::correction::nothing_left(work, dossier.id).await?;
        }
        if row.kind == Act::Refuse {
            dossier.refusal = Some(RefusalReason::Other);
            opinion.clone_into(&mut dossier.end_note);
        }
        let told = Step {
            capacity,
            note: opinion,
            event: event_of(row.kind),
            details: json!({}),
        };
        self.advance_by(work, by, dossier, place, key, told, now)
            .await?;
        if row.kind == Act::Refuse {
            self.tell_owner(work, dossier, "dossier-refused", "", now)
                .await?;
        }
        Ok(())
    }

    /// States the facts that the step's act of this kind asks for.
    pub(crate) async fn state_with(
        &self,
        work: &mut dyn Work,
        caller: &Caller,
        dossier: &Dossier,
        act: Act,
        typed: &Stated,
        now: Instant,
    ) -> Outcome<()> {
        let place = self.place_to_act(work, dossier, now).await?;
        let row = place.offered(act, dossier.facts.state)?;
        self.state_facts(work, caller, dossier, &place, row, typed, now)
            .await
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "facts are stated by a person, for a dossier, at a step, with an act"
    )]
    pub(crate) async fn state_facts(
        &self,
        work: &mut dyn Work,
        caller: &Caller,
        dossier: &Dossier,
        place: &Place,
        row: &ActRow,
        typed: &Stated,
        now: Instant,
    ) -> Outcome<()> {
        if row.asks.is_empty() {
            return Ok(());
        }
        let vocabulary = place.compiled.vocabulary();
        let known = self.facts(work, dossier, vocabulary, now).await?;
        let mut faults = Vec::new();
        let mut stated = Vec::new();
        for name in row
            .asks
            .iter()
            .filter(|name| !COMPUTED.contains(&name.as_str()))
        {
            let text = clean(typed.get(name).map_or("", String::as_str));
            match vocabulary.read(name, &text) {
                Ok(value) if !text.is_empty() => stated.push((name, value.to_string())),
                // What the application says, or was stated before, need not be repeated.
                _ if text.is_empty() && known.get(name).is_some() => {}
                _ => faults.push(Refusal::Step(StepRefusal::FactUnusable {
                    name: name.clone(),
                    label: vocabulary
                        .fact(name)
                        .map_or_else(|| name.clone(), |fact| fact.label.clone()),
                })),
            }
        }
        if !faults.is_empty() {
            return Err(faults.into());
        }
        for (name, value) in stated {
            work.state_fact(&StatedFact {
                dossier: dossier.id,
                name: name.clone(),
                value: value.clone(),
                stated_by: caller.actor.person,
                stated_at: now,
            })
            .await?;
            work.record(dossier_event(
                caller,
                "dossier.fact-stated",
                dossier.id,
                json!({}),
                json!({ "fact": name, "value": value }),
                now,
            ));
        }
        Ok(())
    }
}

/// Whether an act of this kind is done here. The two recognitions have pages of their own for all
/// but passing on and granting.
pub(super) const fn is_general(kind: Act, stage: Stage) -> bool {
    match kind {
        Act::Forward | Act::Grant => true,
        Act::Accept | Act::Refuse | Act::Pass | Act::Reject | Act::Stop => {
            matches!(stage, Stage::Service)
        }
        Act::Submit
        | Act::SubmitLate
        | Act::Resubmit
        | Act::Withdraw
        | Act::Return
        | Act::Confirm
        | Act::Convene
        | Act::Recognise
        | Act::Recall => false,
    }
}

fn opinion_of(row: &ActRow, input: &StepInput) -> Outcome<String> {
    let opinion = clean(&input.opinion);
    let required = row.opinion == Opinion::Required || row.kind == Act::Refuse;
    if required && opinion.is_empty() {
        return Err(Refusal::Step(StepRefusal::OpinionMissing).into());
    }
    if opinion.chars().count() > LONGEST_OPINION {
        return Err(Refusal::Invalid { field: "opinion" }.into());
    }
    Ok(opinion)
}

/// The short code of a capacity for the timeline.
fn capacity_of(who: &PartyWho) -> &'static str {
    match who {
        PartyWho::Author => "author",
        PartyWho::Council { .. } => "council",
        PartyWho::Role { role, .. } => match role {
            Role::Clerk => "clerk",
            Role::HeadOfUnit => "head",
            Role::Leader => "leader",
            _ => "official",
        },
        PartyWho::Person(_) => "official",
    }
}

/// The code of the audit event of an act.
const fn event_of(kind: Act) -> &'static str {
    match kind {
        Act::Accept => "dossier.accepted",
        Act::Refuse => "dossier.refused",
        Act::Stop => "dossier.stopped",
        Act::Pass | Act::Reject => "dossier.concluded",
        Act::Grant => "dossier.granted",
        _ => "dossier.forwarded",
    }
}
