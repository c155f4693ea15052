//! Where dossiers stand in their procedures: visits of steps, choices, limits, pauses, facts.

use sangkien_casework::definition::ClockMode;
use sangkien_casework::engine::Axes;
use sangkien_domain::access::Role;
use sangkien_domain::dossier::State;
use sangkien_domain::id::{DelegationId, DossierId, PersonId, ProcedureVersionId, UnitId};
use sangkien_domain::time::Instant;

use super::StoredFile;

/// A file that was attached at a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepFile {
    /// The file; the part that it is, is always named.
    pub file: StoredFile,
    /// Ordinal of the visit.
    pub visit: i64,
    /// Who attached it.
    pub by: PersonId,
}

/// Where a dossier stands in its procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The version it is bound to; none for a draft, which follows the version active now.
    pub version: Option<ProcedureVersionId>,
    /// Key of the step; empty for a draft.
    pub step: String,
    /// Since when.
    pub since: Instant,
    /// Which of its visits this is, from 1.
    pub visit: i64,
    /// Whether the procedure's clock runs.
    pub clock: ClockMode,
    /// Payment, delivery, outward exchange.
    pub axes: Axes,
    /// Since when its authors are told the same in place of its states; none where nothing is
    /// hidden from them.
    pub veiled_since: Option<Instant>,
}

impl Standing {
    /// A draft begun at `now`.
    pub fn draft(now: Instant) -> Self {
        Self {
            version: None,
            step: String::new(),
            since: now,
            visit: 1,
            clock: ClockMode::NotStarted,
            axes: Axes::default(),
            veiled_since: None,
        }
    }
}

/// One stay of a dossier at a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Which dossier.
    pub dossier: DossierId,
    /// From 1.
    pub ordinal: i64,
    /// The version it was bound to then.
    pub version: ProcedureVersionId,
    /// Key of the step.
    pub step: String,
    /// What the step means.
    pub state: State,
    /// When it came.
    pub entered_at: Instant,
    /// Who brought it; nobody when the program did.
    pub entered_by: Option<PersonId>,
    /// Key of the act that brought it; empty for the beginning and for a move to another version.
    pub came_by: String,
    /// When it went on.
    pub left_at: Option<Instant>,
}

/// What one of several who must act has chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Which dossier.
    pub dossier: DossierId,
    /// At which visit.
    pub visit: i64,
    /// Who.
    pub person: PersonId,
    /// Key of the act chosen.
    pub act: String,
    /// The opinion given with it.
    pub opinion: String,
    /// When.
    pub at: Instant,
}

/// A change of a limit that runs: an extension, a pause, another calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitChange {
    /// Which dossier.
    pub dossier: DossierId,
    /// Key of the limit.
    pub key: String,
    /// The visit at which the limit began.
    pub visit: i64,
    /// When it was changed.
    pub at: Instant,
    /// The last moment before.
    pub old_due: Option<Instant>,
    /// The last moment after.
    pub new_due: Option<Instant>,
    /// Why.
    pub reason: String,
    /// Who; nobody when the program did.
    pub by: Option<PersonId>,
}

/// A fact that somebody has stated for a dossier; what its conditions are decided on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedFact {
    /// Which dossier.
    pub dossier: DossierId,
    /// Name in the vocabulary.
    pub name: String,
    /// Value as the vocabulary reads it.
    pub value: String,
    /// Who stated it last.
    pub stated_by: PersonId,
    /// When.
    pub stated_at: Instant,
}

/// A document that a procedure's act has numbered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberedDocument {
    /// Which dossier.
    pub dossier: DossierId,
    /// What it is, such as "Giấy phép xuất bản".
    pub title: String,
    /// Which body's register.
    pub body: UnitId,
    /// Symbol after the number.
    pub symbol: String,
    /// Year of the register.
    pub year: i16,
    /// Number within body, symbol and year.
    pub number: u32,
    /// When it was given.
    pub issued_at: Instant,
    /// By whose act; nobody's when the program acted.
    pub issued_by: Option<PersonId>,
}

/// A move of a dossier to another version of its procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcedureMove {
    /// Which dossier.
    pub dossier: DossierId,
    /// From which version.
    pub from_version: ProcedureVersionId,
    /// To which.
    pub to_version: ProcedureVersionId,
    /// Step in the old version.
    pub from_step: String,
    /// Step in the new one.
    pub to_step: String,
    /// Why.
    pub reason: String,
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// Somebody acts for another in one role, within dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delegation {
    /// Identity.
    pub id: DelegationId,
    /// Whose role it is.
    pub from: PersonId,
    /// Who acts.
    pub to: PersonId,
    /// In which role.
    pub role: Role,
    /// In which unit.
    pub unit: UnitId,
    /// From when.
    pub valid_from: Instant,
    /// Until when (excluded).
    pub valid_to: Instant,
    /// Why.
    pub reason: String,
    /// Who wrote it down.
    pub created_by: PersonId,
    /// When.
    pub created_at: Instant,
}

/// What figures need to know of a received dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LifeRow {
    /// Code of the unit that carries its procedure out.
    pub unit: String,
    /// Name of that unit.
    pub unit_name: String,
    /// Code of the procedure.
    pub procedure: String,
    /// Name of the procedure.
    pub procedure_name: String,
    /// Where it stands.
    pub state: State,
    /// When it was received.
    pub received_at: Instant,
    /// When it ended.
    pub ended_at: Option<Instant>,
    /// Last moment of the whole procedure's limit.
    pub due_at: Option<Instant>,
    /// When that limit was met.
    pub met_at: Option<Instant>,
    /// Payment, delivery and exchange, as they stand now.
    pub axes: Axes,
    /// When the clock stood still: from, until.
    pub pauses: Vec<(Instant, Option<Instant>)>,
}
