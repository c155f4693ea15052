//! Units, fields, rule sets, councils and rounds.

use jiff::civil::Date;
use sangkien_domain::council::{Post, Rights};
use sangkien_domain::id::{
    CouncilId, FieldId, PersonId, RoundId, RuleSetId, SeatId, UnitId, UnitVersionId,
};
use sangkien_domain::round::{Stage, Window};
use sangkien_domain::time::Instant;

/// A unit as it is on a given day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Identity through renamings.
    pub id: UnitId,
    /// The version in force that day.
    pub version: UnitVersionId,
    /// Stable code, such as "PT-KT".
    pub code: String,
    /// Name that day.
    pub name: String,
    /// Kind, such as "district", "office", "commune", "school".
    pub kind: String,
    /// The unit above.
    pub parent: Option<UnitId>,
    /// First day of the version.
    pub valid_from: Date,
    /// Last day of the version.
    pub valid_to: Option<Date>,
}

/// A field of application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Identity.
    pub id: FieldId,
    /// Stable code.
    pub code: String,
    /// Name shown.
    pub name: String,
    /// The field above.
    pub parent: Option<FieldId>,
    /// First day of validity.
    pub valid_from: Date,
    /// Last day of validity.
    pub valid_to: Option<Date>,
}

/// A frozen rule set, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRuleSet {
    /// Identity.
    pub id: RuleSetId,
    /// Stable code.
    pub code: String,
    /// SHA-256 of `content`, lower-case hexadecimal.
    pub sha256: String,
    /// The rule set as JSON.
    pub content: String,
    /// First day on which rounds may use it.
    pub valid_from: Date,
    /// Last such day.
    pub valid_to: Option<Date>,
}

/// A council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Council {
    /// Identity.
    pub id: CouncilId,
    /// The unit that set it up.
    pub unit: UnitId,
    /// Name.
    pub name: String,
    /// What it recognises.
    pub stage: Stage,
    /// Whether whoever marks and votes is told whose a dossier is only once it is concluded on.
    pub blind: bool,
    /// Number of the decision that set it up; empty when not recorded.
    pub decision_ref: String,
    /// Day of that decision.
    pub decided_on: Option<Date>,
    /// Counts changes.
    pub version: i64,
    /// First day of its term.
    pub valid_from: Instant,
    /// End of its term (excluded).
    pub valid_to: Option<Instant>,
}

/// A member's seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CouncilSeat {
    /// Identity.
    pub id: SeatId,
    /// Which council.
    pub council: CouncilId,
    /// Who.
    pub person: PersonId,
    /// The person's full name.
    pub full_name: String,
    /// The post held.
    pub post: Post,
    /// What it entitles to.
    pub rights: Rights,
    /// Whether they sit for the trade union of the unit.
    pub for_union: bool,
    /// From when.
    pub valid_from: Instant,
    /// Until when (excluded).
    pub valid_to: Option<Instant>,
}

/// Somebody the decision names to take the seat of a member who cannot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Substitute {
    /// Which council.
    pub council: CouncilId,
    /// Who.
    pub person: PersonId,
    /// The person's full name.
    pub full_name: String,
    /// The seat they took, once called in.
    pub seat: Option<SeatId>,
}

/// A round of receiving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Identity.
    pub id: RoundId,
    /// Stable code.
    pub code: String,
    /// Name shown, such as "Đợt 1 năm 2024".
    pub name: String,
    /// The unit that organises it and decides.
    pub organiser: UnitId,
    /// Which recognition.
    pub stage: Stage,
    /// Year it counts for.
    pub year: i16,
    /// When it receives.
    pub window: Window,
    /// The rules its dossiers are bound to.
    pub rule_set: RuleSetId,
    /// The council that marks whatever is of no field that a [`RoundCouncil`] names, where the round
    /// has one.
    pub council: Option<CouncilId>,
    /// Code of the procedure that its dossiers follow.
    pub procedure: String,
}

/// Which council judges a field of a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundCouncil {
    /// Which round.
    pub round: RoundId,
    /// Which field, with those below it.
    pub field: FieldId,
    /// Its name.
    pub field_name: String,
    /// Which council.
    pub council: CouncilId,
    /// Its name.
    pub council_name: String,
}

/// Which desk receives dossiers of a field in a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskRoute {
    /// Which round.
    pub round: RoundId,
    /// Which field; all others when absent.
    pub field: Option<FieldId>,
    /// The receiving unit.
    pub desk: UnitId,
}
