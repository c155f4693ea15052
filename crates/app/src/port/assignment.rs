//! Who marks what, where a council shares its dossiers out.

use async_trait::async_trait;
use sangkien_domain::id::{CouncilId, DossierId, FieldId, SeatId, SessionId};

use crate::port::Stored;
use crate::record::{FurtherMarker, MarkingPlan};

/// Reading the plan of a session.
#[async_trait]
pub trait ReadAssignment {
    /// The plan; none where all members mark all.
    async fn marking_plan(&mut self, session: SessionId) -> Stored<Option<MarkingPlan>>;
    /// Who marks what by the plan, in the order of the agenda.
    async fn marking_tasks(&mut self, session: SessionId) -> Stored<Vec<(DossierId, SeatId)>>;
    /// Further members called to mark dossiers of a session, in the order of the agenda.
    async fn further_markers(&mut self, session: SessionId) -> Stored<Vec<FurtherMarker>>;
    /// The fields that members of a council know.
    async fn seat_fields(&mut self, council: CouncilId) -> Stored<Vec<(SeatId, FieldId)>>;
}

/// Writing it.
#[async_trait]
pub trait WriteAssignment {
    /// Puts a plan in the place of the one with the version before it (0 for none).
    /// [`StoreError::Stale`](super::StoreError::Stale) when another stands there.
    async fn put_marking_plan(
        &mut self,
        plan: &MarkingPlan,
        tasks: &[(DossierId, SeatId)],
    ) -> Stored<()>;
    /// Takes the plan of this version away, so that all members mark all.
    async fn drop_marking_plan(&mut self, session: SessionId, version: i64) -> Stored<()>;
    /// Takes a dossier from a member, also one called to it as a further marker; says whether they
    /// had it.
    async fn free_marking_task(&mut self, dossier: DossierId, seat: SeatId) -> Stored<bool>;
    /// Calls a further member, or notes that none is left; once for each dossier.
    async fn call_further(&mut self, further: &FurtherMarker) -> Stored<()>;
    /// Gives what one seat was to mark to another.
    async fn pass_marking_tasks(&mut self, from: SeatId, to: SeatId) -> Stored<()>;
    /// Puts the fields of a seat in the place of those before.
    async fn set_seat_fields(&mut self, seat: SeatId, fields: &[FieldId]) -> Stored<()>;
}
