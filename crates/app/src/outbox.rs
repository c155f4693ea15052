//! Effects that leave the transaction: taken, carried out by the worker, and noted.

use sangkien_domain::id::PersonId;

use crate::App;
use crate::failure::Outcome;
use crate::record::{OutboxJob, Person};

/// Seconds a job is leased for before another worker may take it.
const LEASE_SECONDS: i64 = 120;
/// Longest wait between two tries, in seconds.
const LONGEST_WAIT_SECONDS: i64 = 6 * 3600;

impl App {
    /// Takes jobs that are due.
    pub async fn take_jobs(&self, limit: u32) -> Outcome<Vec<OutboxJob>> {
        let now = self.now();
        let mut work = self.begin().await?;
        let jobs = work
            .claim_jobs(now, now.plus_seconds(LEASE_SECONDS), limit)
            .await?;
        work.commit().await?;
        Ok(jobs)
    }

    /// Whether any job waits; cheap, so that an idle instance writes nothing.
    pub async fn has_jobs(&self) -> Outcome<bool> {
        Ok(self.read().await?.outbox_waiting().await? > 0)
    }

    /// Notes that a job is done.
    pub async fn job_done(&self, job: &OutboxJob) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        work.finish_job(job.id, now).await?;
        work.commit().await?;
        Ok(())
    }

    /// Puts a failed job off: a minute, then doubling up to six hours.
    pub async fn job_failed(&self, job: &OutboxJob, reason: &str) -> Outcome<()> {
        // The failed try has been counted when the job was taken.
        let tries = u32::try_from(job.attempts.saturating_sub(1).clamp(0, 16)).unwrap_or(0);
        let wait = 60_i64
            .saturating_mul(2_i64.saturating_pow(tries))
            .min(LONGEST_WAIT_SECONDS);
        let mut work = self.begin().await?;
        work.postpone_job(job.id, self.now().plus_seconds(wait), reason)
            .await?;
        work.commit().await?;
        Ok(())
    }

    /// The recipient of a message.
    pub async fn recipient(&self, person: PersonId) -> Outcome<Option<Person>> {
        Ok(self.read().await?.person(person).await?)
    }
}
