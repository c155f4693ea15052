//! Reading and writing where dossiers stand in their procedures.

use async_trait::async_trait;
use sangkien_casework::clock::RunningLimit;
use sangkien_domain::access::PartyWho;
use sangkien_domain::calendar::Pause;
use sangkien_domain::id::{DelegationId, DossierId, PersonId, UnitId};
use sangkien_domain::time::Instant;

use crate::port::Stored;
use crate::record::{
    Choice, Delegation, LimitChange, NumberedDocument, ProcedureMove, StatedFact, Visit,
};

/// Steps, limits and facts of dossiers; delegations.
#[async_trait]
pub trait ReadCasework {
    /// Visits, first to last.
    async fn visits(&mut self, id: DossierId) -> Stored<Vec<Visit>>;
    /// Choices made at one visit, first to last.
    async fn choices(&mut self, id: DossierId, visit: i64) -> Stored<Vec<Choice>>;
    /// Limits, by the moment at which they began.
    async fn limits(&mut self, id: DossierId) -> Stored<Vec<RunningLimit>>;
    /// Pauses, first to last.
    async fn pauses(&mut self, id: DossierId) -> Stored<Vec<Pause>>;
    /// Changes of limits, first to last.
    async fn limit_changes(&mut self, id: DossierId) -> Stored<Vec<LimitChange>>;
    /// Facts stated, by name.
    async fn stated_facts(&mut self, id: DossierId) -> Stored<Vec<StatedFact>>;
    /// Documents numbered, first to last.
    async fn documents(&mut self, id: DossierId) -> Stored<Vec<NumberedDocument>>;
    /// Moves to other versions, first to last.
    async fn procedure_moves(&mut self, id: DossierId) -> Stored<Vec<ProcedureMove>>;
    /// Up to `limit` filed dossiers after `after` that are bound to no version of a procedure, by
    /// identity.
    async fn unbound_dossiers(&mut self, after: DossierId, limit: u32) -> Stored<Vec<DossierId>>;
    /// Delegations to or from a person, latest first.
    async fn delegations(&mut self, person: PersonId) -> Stored<Vec<Delegation>>;
}

/// Steps, limits and facts of dossiers; delegations.
#[async_trait]
pub trait WriteCasework {
    /// A visit. A second open one of a dossier is [`StoreError::Constraint`](super::StoreError::Constraint).
    async fn insert_visit(&mut self, visit: &Visit) -> Stored<()>;
    /// Ends a visit. [`StoreError::Stale`](super::StoreError::Stale) when it has ended before.
    async fn leave_visit(&mut self, id: DossierId, ordinal: i64, at: Instant) -> Stored<()>;
    /// Names those who act at a visit; those of earlier visits no longer do.
    async fn set_parties(&mut self, id: DossierId, visit: i64, parties: &[PartyWho]) -> Stored<()>;
    /// A person's choice, in the place of what they chose before at the same visit.
    async fn save_choice(&mut self, choice: &Choice) -> Stored<()>;
    /// A limit that begins.
    async fn insert_limit(&mut self, id: DossierId, limit: &RunningLimit) -> Stored<()>;
    /// Saves when a limit ends, whether it is met and by how much it was extended.
    async fn update_limit(&mut self, id: DossierId, limit: &RunningLimit) -> Stored<()>;
    /// The clock stands from now on.
    async fn open_pause(&mut self, id: DossierId, pause: &Pause) -> Stored<()>;
    /// The clock runs again.
    async fn close_pause(&mut self, id: DossierId, until: Instant) -> Stored<()>;
    /// Notes a change of a limit.
    async fn insert_limit_change(&mut self, change: &LimitChange) -> Stored<()>;
    /// States a fact, in the place of what was stated before.
    async fn state_fact(&mut self, fact: &StatedFact) -> Stored<()>;
    /// Gives the next number of a body's series, without gap or duplicate among committed work.
    async fn next_document_number(&mut self, body: UnitId, symbol: &str, year: i16) -> Stored<u32>;
    /// A numbered document.
    async fn insert_document(&mut self, document: &NumberedDocument) -> Stored<()>;
    /// A move to another version.
    async fn insert_procedure_move(&mut self, moved: &ProcedureMove) -> Stored<()>;
    /// A delegation.
    async fn insert_delegation(&mut self, delegation: &Delegation) -> Stored<()>;
    /// Ends a delegation. [`StoreError::Stale`](super::StoreError::Stale) when it has ended before.
    async fn end_delegation(&mut self, id: DelegationId, at: Instant) -> Stored<()>;
}
