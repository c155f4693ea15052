//! The apology with a new day that a limit which was not kept asks for.
//!
//! The new day is a promise: it stands in the log of changes and on the letter, and moves the limit
//! no further. A dossier that was late stays late in every figure.

use jiff::ToSpan;
use jiff::civil::Date;
use sangkien_casework::clock::RunningLimit;
use sangkien_domain::access::Power;
use sangkien_domain::calendar::Calendar;
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::{Refusal, StepRefusal};
use sangkien_domain::time::Instant;
use serde_json::json;

use crate::App;
use crate::access::{self, Permitted};
use crate::caller::Caller;
use crate::correction::Letter;
use crate::decision::place_of;
use crate::failure::{Failure, Outcome};
use crate::port::{ApologyPaper, FilledPaper, PaperFormat, Reading};
use crate::record::{Apology, Dossier, LimitChange, SentApology};
use crate::support::{clean, dossier_event};

/// Most characters of a reason.
const LONGEST_REASON: usize = 2_000;

/// An apology with the limit it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApologyTold {
    /// The apology.
    pub apology: Apology,
    /// The limit.
    pub limit: RunningLimit,
}

impl ApologyTold {
    /// Whether a day must be promised: the limit is still not met.
    pub fn needs_day(&self) -> bool {
        self.limit.met_at.is_none()
    }
}

/// What the desk needs to apologise.
#[derive(Debug, Clone)]
pub struct ApologyDesk {
    /// Title of the dossier.
    pub title: String,
    /// Its code.
    pub code: String,
    /// Apologies, first to last.
    pub apologies: Vec<ApologyTold>,
}

/// An apology as somebody sends it.
#[derive(Debug, Clone)]
pub struct ApologyInput {
    /// Which apology of the dossier.
    pub number: i64,
    /// The day promised; not asked for when the result is there.
    pub new_day: Option<Date>,
    /// Why the limit was not kept.
    pub reason: String,
}

impl App {
    /// The apologies of a dossier for whoever may send them.
    ///
    /// # Errors
    /// `Absent` for others, and when none is or was owed.
    pub async fn apology_desk(&self, caller: &Caller, id: DossierId) -> Outcome<ApologyDesk> {
        let mut store = self.read().await?;
        let dossier = access::dossier(store.as_mut(), &caller.actor, id, Power::Apologise).await?;
        let apologies = apologies_of(store.as_mut(), &dossier).await?;
        if apologies.is_empty() {
            return Err(Failure::Absent);
        }
        Ok(ApologyDesk {
            title: dossier.title.clone(),
            code: dossier.code.clone().unwrap_or_default(),
            apologies,
        })
    }

    /// Sends an apology that is owed: the day promised is logged, the applicant is told. Sent before
    /// by the same person, nothing changes.
    ///
    /// # Errors
    /// `Refused` without a reason or with a day that cannot be promised, `Stale` when somebody else
    /// has sent it, `Absent` when none is owed.
    pub async fn send_apology(
        &self,
        caller: &Caller,
        id: DossierId,
        input: ApologyInput,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        work.hold(id.0).await?;
        let dossier = access::dossier(work.as_mut(), &caller.actor, id, Power::Apologise).await?;
        let told = one_of(apologies_of(work.as_mut(), &dossier).await?, input.number)?;
        if let Some(sent) = &told.apology.sent {
            return if sent.by == caller.actor.person {
                Ok(())
            } else {
                Err(Failure::Stale)
            };
        }
        let mut dossier = dossier.into_inner();
        let rules = self
            .rules_of(work.as_mut(), dossier.rule_set, dossier.facts.desk)
            .await?;
        let (reason, new_day) = judged(&told, &input, &rules.calendar, now)?;
        let apology = Apology {
            sent: Some(SentApology {
                at: now,
                by: caller.actor.person,
                by_name: caller.full_name.clone(),
                new_day,
                reason: reason.clone(),
            }),
            ..told.apology
        };
        work.send_apology(&apology).await?;
        if let Some(day) = new_day {
            work.insert_limit_change(&LimitChange {
                dossier: id,
                key: apology.key.clone(),
                visit: apology.visit,
                at: now,
                old_due: Some(apology.due_at),
                new_due: end_of(day),
                reason: format!("Xin lỗi, hẹn lại ngày trả kết quả: {reason}"),
                by: Some(caller.actor.person),
            })
            .await?;
        }
        dossier.updated_at = now;
        work.update_dossier(&dossier).await?;
        let data = json!({
            "title": dossier.title,
            "code": dossier.code,
            "note": reason,
            "due_on": new_day.map(|day| day.to_string()),
            "link": format!("{}/dossiers/{id}", self.settings.base_url),
        });
        let about = format!("{id}:{}", apology.number);
        let owner = dossier.facts.owner;
        self.order_mail(work.as_mut(), owner, "dossier-apology", &about, data, now)
            .await?;
        let details = json!({
            "limit": apology.key,
            "number": apology.number,
            "new_day": new_day.map(|day| day.to_string()),
            "reason": reason,
        });
        let event = dossier_event(caller, "limit.apology-sent", id, json!({}), details, now);
        work.record(event);
        work.commit().await?;
        Ok(())
    }

    /// The letter of an apology that was sent, for whoever may read the dossier; before, as it would
    /// be sent, for whoever may send it.
    pub async fn apology_letter(
        &self,
        caller: &Caller,
        id: DossierId,
        (number, format): (i64, PaperFormat),
    ) -> Outcome<Letter> {
        let mut store = self.read().await?;
        let dossier =
            access::dossier(store.as_mut(), &caller.actor, id, Power::KnowAuthors).await?;
        let told = one_of(apologies_of(store.as_mut(), &dossier).await?, number)?;
        if told.apology.sent.is_none() && !dossier.powers().allow(Power::Apologise) {
            return Err(Failure::Absent);
        }
        let sent = told.apology.sent.as_ref();
        let at = sent.map_or_else(|| self.now(), |sent| sent.at);
        let paper = self
            .apology_paper(store.as_mut(), caller, &dossier, told)
            .await?;
        let (kind, data) = (FilledPaper::Apology, self.ports.papers.apology_data(&paper));
        Ok(Letter {
            name: format!(
                "xin-loi-hen-lai-{}-lan-{number}",
                dossier.code.as_deref().unwrap_or("ho-so")
            ),
            content: self
                .letter_paper(store.as_mut(), &dossier.facts, kind, &data, (format, at))
                .await?,
        })
    }

    async fn apology_paper(
        &self,
        store: &mut dyn Reading,
        caller: &Caller,
        dossier: &Dossier,
        told: ApologyTold,
    ) -> Outcome<ApologyPaper> {
        let sent = told.apology.sent;
        let drawn_up = sent.as_ref().map_or_else(|| self.now(), |sent| sent.at);
        let desk = self.body(store, dossier.facts.desk, drawn_up).await?;
        let superior = self.superior_of(store, &desk, drawn_up).await?;
        let owner = store.person(dossier.facts.owner).await?;
        let place = self.place(store, dossier, self.now()).await?;
        Ok(ApologyPaper {
            superior,
            place: place_of(&desk),
            symbol: format!("XL-{}", desk.code),
            body: desk.name,
            sent_on: sent.as_ref().map(|sent| sent.at.day()),
            drawn_up: drawn_up.day(),
            addressee: owner.map(|owner| owner.full_name).unwrap_or_default(),
            title: dossier.title.clone(),
            code: dossier.code.clone().unwrap_or_default(),
            procedure: place
                .map(|place| place.procedure().name.clone())
                .unwrap_or_default(),
            submitted_on: dossier.submitted_at.map(Instant::day),
            limit_name: told.limit.label,
            limit: told.limit.limit,
            due_at: told.apology.due_at,
            reason: sent
                .as_ref()
                .map(|sent| sent.reason.clone())
                .unwrap_or_default(),
            new_day: sent.as_ref().and_then(|sent| sent.new_day),
            sender: sent.map_or_else(|| caller.full_name.clone(), |sent| sent.by_name),
        })
    }

    /// Apologies for the page of a dossier: those sent, and those owed for whoever may send them.
    pub(crate) async fn apologies_told(
        &self,
        store: &mut dyn Reading,
        dossier: &Permitted<Dossier>,
    ) -> Outcome<Vec<ApologyTold>> {
        let mut told = apologies_of(store, dossier).await?;
        let all = dossier.powers().allow(Power::Apologise);
        told.retain(|told| all || told.apology.sent.is_some());
        Ok(told)
    }
}

/// Apologies with their limits, first to last.
async fn apologies_of(store: &mut dyn Reading, dossier: &Dossier) -> Outcome<Vec<ApologyTold>> {
    let apologies = store.apologies(dossier.id).await?;
    if apologies.is_empty() {
        return Ok(Vec::new());
    }
    let limits = store.limits(dossier.id).await?;
    Ok(apologies
        .into_iter()
        .filter_map(|apology| {
            let limit = limits
                .iter()
                .find(|limit| (&limit.key, limit.visit) == (&apology.key, apology.visit))?
                .clone();
            Some(ApologyTold { apology, limit })
        })
        .collect())
}

fn one_of(apologies: Vec<ApologyTold>, number: i64) -> Outcome<ApologyTold> {
    apologies
        .into_iter()
        .find(|told| told.apology.number == number)
        .ok_or(Failure::Absent)
}

/// Reason and day as they are kept.
fn judged(
    told: &ApologyTold,
    input: &ApologyInput,
    calendar: &Calendar,
    now: Instant,
) -> Outcome<(String, Option<Date>)> {
    let reason = clean(&input.reason);
    let mut faults = Vec::new();
    let usable = |day: &Date| *day >= now.day() && !calendar.rests_on(*day);
    let new_day = input.new_day.filter(usable).filter(|_| told.needs_day());
    if told.needs_day() && new_day.is_none() {
        faults.push(Refusal::Step(StepRefusal::NewDayUnusable));
    }
    if reason.is_empty() {
        faults.push(Refusal::ReasonMissing);
    } else if reason.chars().count() > LONGEST_REASON {
        faults.push(Refusal::Invalid { field: "reason" });
    }
    if faults.is_empty() {
        Ok((reason, new_day))
    } else {
        Err(faults.into())
    }
}

/// The last moment of a day.
fn end_of(day: Date) -> Option<Instant> {
    let next = Instant::start_of(day.saturating_add(1.day()))?;
    Some(Instant(next.0.saturating_sub(1)))
}
