//! Delivering what waits in the outbox.

use sangkien_app::failure::Outcome;
use sangkien_app::record::OutboxJob;
use sangkien_domain::id::PersonId;
use sangkien_i18n::Language;
use serde::Deserialize;
use serde_json::Value;
use tokio::sync::watch;

use crate::Worker;
use crate::port::OutgoingLetter;

/// Jobs taken at once.
const BATCH: u32 = 20;
/// A letter is given up after this many tries, about a week after the first.
const MOST_TRIES: i64 = 35;

/// What a look at the outbox came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Round {
    /// Nothing waits.
    Idle,
    /// Something waits, but was put off.
    NothingDue,
    /// Something was taken.
    Delivered,
}

/// The payload of a job of the kind "mail".
#[derive(Deserialize)]
struct Order {
    to: PersonId,
    message: String,
    data: Value,
}

/// What is to be done with a job after a try.
enum Verdict {
    Done,
    /// Will never succeed; the reason is logged.
    GiveUp(String),
    TryAgain(String),
}

impl Worker {
    /// Delivers until nothing is due or `stop` turns true.
    pub(crate) async fn deliver_waiting(&self, stop: &watch::Receiver<bool>) -> Round {
        match self.try_deliver_waiting(stop).await {
            Ok(round) => round,
            Err(error) => {
                tracing::warn!(%error, "the outbox cannot be worked on");
                Round::NothingDue
            }
        }
    }

    async fn try_deliver_waiting(&self, stop: &watch::Receiver<bool>) -> Outcome<Round> {
        let mut round = if self.app.has_jobs().await? {
            Round::NothingDue
        } else {
            return Ok(Round::Idle);
        };
        loop {
            let jobs = self.app.take_jobs(BATCH).await?;
            if jobs.is_empty() {
                return Ok(round);
            }
            round = Round::Delivered;
            for job in &jobs {
                if *stop.borrow() {
                    // The lease of what was taken lapses; the next start delivers it.
                    return Ok(round);
                }
                self.work_off(job).await?;
            }
        }
    }

    async fn work_off(&self, job: &OutboxJob) -> Outcome<()> {
        match self.attempt(job).await? {
            Verdict::Done => self.app.job_done(job).await,
            Verdict::GiveUp(reason) => {
                tracing::error!(job = %job.id, kind = job.kind, reason, "an outgoing effect was given up");
                self.app.job_done(job).await
            }
            Verdict::TryAgain(reason) => {
                tracing::warn!(job = %job.id, kind = job.kind, reason, "an outgoing effect was put off");
                self.app.job_failed(job, &reason).await
            }
        }
    }

    async fn attempt(&self, job: &OutboxJob) -> Outcome<Verdict> {
        if job.kind == "exchange" {
            // No outside system is connected to this program: the dossier says so.
            self.app.exchange_failed(job).await?;
            return Ok(Verdict::Done);
        }
        if job.kind != "mail" {
            return Ok(Verdict::GiveUp(format!("unknown kind {}", job.kind)));
        }
        let order: Order = match serde_json::from_str(&job.payload) {
            Ok(order) => order,
            Err(error) => return Ok(Verdict::GiveUp(format!("damaged payload: {error}"))),
        };
        let Some(person) = self.app.recipient(order.to).await? else {
            return Ok(Verdict::GiveUp("the recipient is gone".into()));
        };
        if person.email.is_empty() || person.disabled_at.is_some() {
            // Whoever has no address reads it on their work page.
            return Ok(Verdict::Done);
        }
        let Some(letter) =
            sangkien_i18n::letter(&order.message, &person.full_name, &order.data, Language::Vi)
        else {
            return Ok(Verdict::GiveUp(format!("no letter for {}", order.message)));
        };
        let outgoing = OutgoingLetter {
            id: job.id.to_string(),
            to: person.email,
            // A title may have line ends; a subject must not.
            subject: letter
                .subject
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            text: letter.text,
            calendar: order
                .data
                .get("calendar")
                .and_then(Value::as_str)
                .map(str::to_owned),
            at: job.created_at,
        };
        Ok(match self.post.deliver(outgoing).await {
            Ok(()) => Verdict::Done,
            Err(fault) if fault.passing && job.attempts < MOST_TRIES => {
                Verdict::TryAgain(fault.reason)
            }
            Err(fault) => Verdict::GiveUp(fault.reason),
        })
    }
}
