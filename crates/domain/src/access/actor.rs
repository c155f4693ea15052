//! A person with the roles and seats in force for them.

use crate::access::Role;
use crate::council::{Post, Right, Rights};
use crate::id::{CouncilId, PersonId, SeatId, UnitId};

/// A role in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grant {
    /// Which role.
    pub role: Role,
    /// In which unit.
    pub unit: UnitId,
}

/// A seat on a council in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    /// Identity of the seat.
    pub id: SeatId,
    /// Which council.
    pub council: CouncilId,
    /// The unit that set the council up.
    pub unit: UnitId,
    /// The post held.
    pub post: Post,
    /// What it entitles to.
    pub rights: Rights,
    /// Whether the council judges without knowing whose a dossier is.
    pub blind: bool,
}

impl Seat {
    /// Whether whoever sits here judges without knowing whose a dossier is. A seat that neither
    /// marks nor votes sees to conflicts of interest and is told.
    pub fn judges_blind(&self) -> bool {
        self.blind && (self.rights.allow(Right::Mark) || self.rights.allow(Right::Vote))
    }
}

/// A signed-in person with what is in force for them now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub person: PersonId,
    /// The unit they belong to.
    pub unit: UnitId,
    /// Roles in force.
    pub grants: Vec<Grant>,
    /// Seats in force.
    pub seats: Vec<Seat>,
}

impl Actor {
    /// Whether the actor holds `role` in `unit`.
    pub fn holds(&self, role: Role, unit: UnitId) -> bool {
        self.grants.contains(&Grant { role, unit })
    }

    /// Whether the actor holds `role` anywhere.
    pub fn holds_anywhere(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// Units in which the actor holds `role`.
    pub fn units_of(&self, role: Role) -> Vec<UnitId> {
        self.grants
            .iter()
            .filter(|grant| grant.role == role)
            .map(|grant| grant.unit)
            .collect()
    }

    /// The actor's seat on `council`.
    pub fn seat_on(&self, council: CouncilId) -> Option<&Seat> {
        self.seats.iter().find(|seat| seat.council == council)
    }

    /// Whether the actor's seat on `council` brings `right`.
    pub fn may(&self, council: CouncilId, right: Right) -> bool {
        self.seat_on(council)
            .is_some_and(|seat| seat.rights.allow(right))
    }

    /// Units whose councils the actor sets up and changes: those they head or administer.
    pub fn sets_up_councils_of(&self) -> Vec<UnitId> {
        let mut units: Vec<UnitId> = [Role::HeadOfUnit, Role::Leader, Role::Administrator]
            .into_iter()
            .flat_map(|role| self.units_of(role))
            .collect();
        units.sort_unstable();
        units.dedup();
        units
    }

    /// Whether the actor leads or keeps `council`: chair, deputy or secretary.
    pub fn runs(&self, council: CouncilId) -> bool {
        self.seat_on(council)
            .is_some_and(|seat| seat.post != Post::Member)
    }
}
