//! Who may see and keep the registers of numbers.

use super::{Actor, Role};
use crate::id::UnitId;

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
