//! Who may see and keep the registers of numbers, and pictures of signatures and seals.

use super::{Actor, Role};
use crate::id::UnitId;
use crate::stamp::StampOwner;

/// Roles that read the registers of their body.
pub const REGISTER_READERS: [Role; 4] = [
    Role::Leader,
    Role::RecordsClerk,
    Role::AwardsOfficer,
    Role::Auditor,
];

/// Whether somebody enters numbers into the registers of a body and takes numbers out of use: its
/// records clerk and its leader.
pub fn keeps_register(actor: &Actor, body: UnitId) -> bool {
    [Role::Leader, Role::RecordsClerk]
        .iter()
        .any(|role| actor.holds(*role, body))
}

/// Whether somebody keeps a picture: leaders that of their own hand, the records clerk, who keeps
/// the seal (Nghị định 30/2020/NĐ-CP, Điều 32), that of the seal.
pub fn keeps_stamp(actor: &Actor, owner: StampOwner) -> bool {
    match owner {
        StampOwner::Hand(person) => {
            actor.person == person && !actor.units_of(Role::Leader).is_empty()
        }
        StampOwner::Seal(body) => actor.holds(Role::RecordsClerk, body),
    }
}
