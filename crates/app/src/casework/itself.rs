//! One thing that the program does by itself because of a limit: a reminder, an act, the note that an
//! apology is owed.

use sangkien_casework::clock::{LimitScope, RunningLimit};
use sangkien_domain::access::{PartyWho, Power, Role, dossier_powers};
use sangkien_domain::dossier::Act;
use sangkien_domain::id::{DossierId, PersonId};
use sangkien_domain::time::{Instant, moment_text};
use serde_json::{Value, json};

use super::Place;
use super::ends::deed_of;
use super::parties::eligible;
use super::veil::told;
use crate::App;
use crate::caller::{Doer, Origin};
use crate::failure::{Failure, Outcome};
use crate::port::{Reading, Work};
use crate::record::{Apology, DeedKind, Dossier};
use crate::support::{About, event_from};

/// What the source of an event is called when the program acts because of a limit.
fn origin() -> Origin {
    Origin::local("limit")
}

impl App {
    /// Reminds whoever has the dossier. Several reminders that have come due at once are one letter;
    /// each is noted.
    pub(super) async fn remind(
        &self,
        work: &mut dyn Work,
        dossier: &Dossier,
        limit: &RunningLimit,
        hours: &[u16],
        now: Instant,
    ) -> Outcome<()> {
        let Some(last) = hours.iter().min() else {
            return Ok(());
        };
        for before in hours {
            work.insert_limit_deed(&deed_of(
                dossier.id,
                limit,
                DeedKind::Reminder,
                *before,
                now,
            ))
            .await?;
        }
        let people = self.who_has_it(work, dossier, now).await?;
        let occasion = format!("{last}:{}", limit.extended);
        self.tell_of_limit(work, dossier, limit, "limit-ends", &occasion, &people, now)
            .await?;
        let details = json!({
            "limit": limit.key,
            "visit": limit.visit,
            "hours_before": hours,
            "people": people.len(),
        });
        note(work, dossier.id, "limit.reminded", details, now);
        Ok(())
    }

    /// Notes that an apology is owed for a limit, and tells those who can send it.
    pub(super) async fn owe_apology(
        &self,
        work: &mut dyn Work,
        dossier: &Dossier,
        limit: &RunningLimit,
        number: i64,
        now: Instant,
    ) -> Outcome<()> {
        work.insert_apology(&Apology {
            dossier: dossier.id,
            key: limit.key.clone(),
            visit: limit.visit,
            number,
            due_at: limit.due_at.unwrap_or(now),
            owed_at: now,
            sent: None,
        })
        .await?;
        let mut people = work.holders(Role::Clerk, dossier.facts.desk, now).await?;
        people.extend(self.who_has_it(work, dossier, now).await?);
        let people = with_power(work, dossier, people, Power::Apologise, now).await?;
        let occasion = number.to_string();
        self.tell_of_limit(
            work,
            dossier,
            limit,
            "apology-owed",
            &occasion,
            &people,
            now,
        )
        .await?;
        let details = json!({ "limit": limit.key, "visit": limit.visit, "number": number });
        note(work, dossier.id, "limit.apology-owed", details, now);
        Ok(())
    }

    /// Does the act that the end of a limit asks for, as a person would. What stands in the way is
    /// given in a word and noted; the limit stays over then.
    pub(super) async fn act_by_itself(
        &self,
        work: &mut dyn Work,
        dossier: &mut Dossier,
        place: &Place,
        limit: &RunningLimit,
        key: &str,
        now: Instant,
    ) -> Outcome<String> {
        let row = place.step().and_then(|step| step.act(key));
        let words = words_of_end(place, limit, now);
        let outcome = match row {
            Some(row) if row.needs_nobody() => {
                let program = origin();
                let doer = Doer::Program(&program);
                if row.kind == Act::Withdraw {
                    dossier.end_note.clone_from(&words);
                }
                self.carry(work, doer, dossier, place, key, &words, now)
                    .await
            }
            Some(_) => {
                return Ok(hindered(
                    work,
                    dossier.id,
                    limit,
                    key,
                    "needs-somebody",
                    now,
                ));
            }
            None => return Ok(hindered(work, dossier.id, limit, key, "not-offered", now)),
        };
        match outcome {
            Ok(()) => {}
            // Judged before anything is written: the facts or the parts of the dossier do not let it.
            Err(Failure::Refused(refusals)) => {
                let code = refusals.first().map_or("refused", |refusal| refusal.code());
                return Ok(hindered(work, dossier.id, limit, key, code, now));
            }
            Err(failure) => return Err(failure),
        }
        if dossier.facts.state.is_end() && row.is_some_and(|row| row.kind != Act::Refuse) {
            dossier.end_note.clone_from(&words);
            self.tell_owner(work, dossier, "dossier-ended", "", now)
                .await?;
        }
        Ok(String::new())
    }

    /// Those who have the dossier now, with whoever acts for them, as far as they may read it.
    async fn who_has_it(
        &self,
        store: &mut dyn Reading,
        dossier: &Dossier,
        now: Instant,
    ) -> Outcome<Vec<PersonId>> {
        let mut people = Vec::new();
        for party in dossier.facts.parties.iter().filter(|party| party.current) {
            for person in eligible(store, &dossier.facts, &party.who, now).await? {
                people.push(person);
                if let PartyWho::Role { role, unit } = party.who {
                    let given = store.delegations(person).await?;
                    people.extend(
                        given
                            .iter()
                            .filter(|given| given.from == person)
                            .filter(|given| (given.role, given.unit) == (role, unit))
                            .filter(|given| given.valid_from <= now && now < given.valid_to)
                            .map(|given| given.to),
                    );
                }
            }
        }
        with_power(store, dossier, people, Power::Read, now).await
    }

    /// Orders a letter about a limit to each of `people`.
    #[expect(
        clippy::too_many_arguments,
        reason = "a letter has a dossier, a limit, a kind, an occasion, readers and a moment"
    )]
    async fn tell_of_limit(
        &self,
        work: &mut dyn Work,
        dossier: &Dossier,
        limit: &RunningLimit,
        message: &str,
        occasion: &str,
        people: &[PersonId],
        now: Instant,
    ) -> Outcome<()> {
        let data = json!({
            "title": dossier.title,
            "code": dossier.code,
            "limit": limit.label,
            "due_at": limit.due_at.map(|at| at.0),
            "link": format!("{}/dossiers/{}", self.settings.base_url, dossier.id),
        });
        let about = format!("{}:{}:{}:{occasion}", dossier.id, limit.key, limit.visit);
        for person in people {
            self.order_mail(work, *person, message, &about, &data, now)
                .await?;
        }
        Ok(())
    }
}

/// Those of `people` who have `power` over the dossier, each once.
async fn with_power(
    store: &mut dyn Reading,
    dossier: &Dossier,
    mut people: Vec<PersonId>,
    power: Power,
    now: Instant,
) -> Outcome<Vec<PersonId>> {
    people.sort_unstable();
    people.dedup();
    let mut found = Vec::with_capacity(people.len());
    for person in people {
        if let Some(actor) = store.actor(person, now).await?
            && dossier_powers(&actor, &dossier.facts).allow(power)
        {
            found.push(person);
        }
    }
    Ok(found)
}

/// Why the program acts. A limit of a step that the author does not see is not named to them.
fn words_of_end(place: &Place, limit: &RunningLimit, now: Instant) -> String {
    let at = moment_text(limit.due_at.unwrap_or(now));
    let hidden = limit.scope == LimitScope::Step
        && place
            .state()
            .is_some_and(|state| told(state, true).is_some());
    if hidden {
        format!("Thời hạn xử lý đã hết lúc {at}.")
    } else {
        format!("{} đã hết lúc {at}.", limit.label)
    }
}

fn hindered(
    work: &mut dyn Work,
    id: DossierId,
    limit: &RunningLimit,
    key: &str,
    code: &str,
    now: Instant,
) -> String {
    let details = json!({ "limit": limit.key, "visit": limit.visit, "act": key, "why": code });
    note(work, id, "limit.act-hindered", details, now);
    code.to_owned()
}

fn note(work: &mut dyn Work, id: DossierId, act: &str, details: Value, now: Instant) {
    let about = About {
        act,
        kind: "dossier",
        id: id.to_string(),
    };
    work.record(event_from(&origin(), None, &about, json!({}), details, now));
}
