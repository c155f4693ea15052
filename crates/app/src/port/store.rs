//! Opening units of work.

use crate::port::{ReadAssignment, WriteAssignment};
use crate::port::{
    ReadAudit, ReadCorrections, ReadCouncils, ReadDecisions, ReadDossiers, ReadOrganisation,
    ReadPeople, ReadProcedures, WriteCorrections, WriteCouncils, WriteDecisions, WriteDossiers,
    WriteOrganisation, WritePeople, WriteProcedures,
};
use crate::port::{ReadCasework, ReadStepFiles, WriteCasework, WriteStepFiles};
use crate::port::{ReadEnds, WriteEnds};
use crate::port::{ReadLaw, WriteLaw};
use crate::port::{ReadMeetings, WriteMeetings};
use crate::port::{ReadOverlap, WriteOverlap};
use crate::port::{ReadOwnForms, WriteOwnForms};
use crate::port::{ReadPapers, WritePapers};
use crate::port::{ReadReadings, WriteReadings};
use crate::port::{ReadRegisters, ReadStamps, WriteRegisters, WriteStamps};
use crate::port::{ReadRubrics, WriteRubrics};
use crate::port::{ReadTraining, WriteTraining};
use crate::record::{AuditEvent, OutboxJob};
use async_trait::async_trait;
use sangkien_domain::id::UnitId;
use sangkien_domain::register::Series;
use sangkien_domain::time::Instant;

/// Why storage could not serve.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The row has changed since it was read; nothing was written.
    #[error("the record has changed since it was read")]
    Stale,
    /// A constraint of the schema refused the write; nothing was written.
    #[error("the database refused the write: {0}")]
    Constraint(String),
    /// The database is busy or away; the act may be tried again.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// Stored data does not have the expected form.
    #[error("stored data is damaged: {0}")]
    Damaged(String),
}

/// Result of a storage call.
pub type Stored<T> = Result<T, StoreError>;

/// Opens units of work.
#[async_trait]
pub trait Store: Send + Sync {
    /// A consistent snapshot to read from.
    async fn read(&self) -> Stored<Box<dyn Reading>>;
    /// A unit of work; dropped without commit, it leaves nothing behind.
    async fn begin(&self) -> Stored<Box<dyn Work>>;
    /// Leaves nothing readable of what was deleted of secret votes.
    async fn forget_ballots(&self) -> Stored<()>;
    /// Whether the database answers and accepts writes.
    async fn ready(&self) -> Stored<()>;
}

/// Everything that can be read.
pub trait Reading:
    ReadPeople
    + ReadOrganisation
    + ReadDossiers
    + ReadCasework
    + ReadEnds
    + ReadStepFiles
    + ReadCorrections
    + ReadCouncils
    + ReadAssignment
    + ReadDecisions
    + ReadPapers
    + ReadRegisters
    + ReadStamps
    + ReadProcedures
    + ReadLaw
    + ReadOverlap
    + ReadReadings
    + ReadRubrics
    + ReadTraining
    + ReadMeetings
    + ReadOwnForms
    + ReadAudit
    + Send
{
}

/// Everything that can be written; also reads, inside the same transaction.
#[async_trait]
pub trait Work:
    Reading
    + WritePeople
    + WriteOrganisation
    + WriteDossiers
    + WriteCasework
    + WriteEnds
    + WriteStepFiles
    + WriteCorrections
    + WriteCouncils
    + WriteAssignment
    + WriteDecisions
    + WritePapers
    + WriteRegisters
    + WriteStamps
    + WriteProcedures
    + WriteLaw
    + WriteOverlap
    + WriteReadings
    + WriteRubrics
    + WriteTraining
    + WriteMeetings
    + WriteOwnForms
{
    /// Remembers an event, to be chained and stored by [`Work::commit`].
    fn record(&mut self, event: AuditEvent);
    /// Orders an effect; a second job with the same key is the same job.
    async fn enqueue(&mut self, job: &OutboxJob) -> Stored<()>;
    /// Takes up to `limit` jobs due at `now` and leases them until `lease_until`.
    async fn claim_jobs(
        &mut self,
        now: Instant,
        lease_until: Instant,
        limit: u32,
    ) -> Stored<Vec<OutboxJob>>;
    /// Marks a job done.
    async fn finish_job(&mut self, id: uuid::Uuid, now: Instant) -> Stored<()>;
    /// Puts a job off until `due_at` with the reason of the failure.
    async fn postpone_job(&mut self, id: uuid::Uuid, due_at: Instant, reason: &str) -> Stored<()>;
    /// Waits until no other unit of work holds `what`, then holds it until the end of this one.
    /// Whoever checks a state before writing beside it (a sheet against its session) holds first.
    async fn hold(&mut self, what: uuid::Uuid) -> Stored<()>;
    /// Gives the next number of a series, without gap or duplicate among committed work.
    async fn next_number(&mut self, body: UnitId, series: Series, year: i16) -> Stored<u32>;
    /// Removes all sample data and everything made from it; other data must not depend on it.
    async fn remove_samples(&mut self) -> Stored<()>;
    /// Chains the recorded events and makes everything durable and visible, or nothing.
    async fn commit(self: Box<Self>) -> Stored<()>;
}
