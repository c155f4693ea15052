//! People, roles, sessions and one-time links.

use sangkien_domain::access::Role;
use sangkien_domain::id::{GrantId, PersonId, UnitId};
use sangkien_domain::time::Instant;

/// A person with or without an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// Account name as shown; unique when folded.
    pub account: String,
    /// Full name.
    pub full_name: String,
    /// E-mail address; empty when unknown.
    pub email: String,
    /// The unit the person belongs to.
    pub unit: UnitId,
    /// Argon2id hash in PHC form; absent until a password is set.
    pub password: Option<String>,
    /// Part of the removable sample data.
    pub is_sample: bool,
    /// When the account was made.
    pub created_at: Instant,
    /// When the account was closed.
    pub disabled_at: Option<Instant>,
}

/// A person as listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// The person.
    pub person: Person,
    /// Name of the person's unit today.
    pub unit_name: String,
    /// Roles in force.
    pub roles: Vec<Role>,
}

/// A role given to a person for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleGrant {
    /// Identity.
    pub id: GrantId,
    /// To whom.
    pub person: PersonId,
    /// Which role.
    pub role: Role,
    /// In which unit.
    pub unit: UnitId,
    /// From when.
    pub valid_from: Instant,
    /// Until when (excluded).
    pub valid_to: Option<Instant>,
    /// Who gave it.
    pub granted_by: Option<PersonId>,
}

/// A state post held for a time, such as "Phó Chủ tịch".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatePost {
    /// Who holds it.
    pub person: PersonId,
    /// In which unit.
    pub unit: UnitId,
    /// Its title.
    pub title: String,
    /// From when.
    pub valid_from: Instant,
    /// Until when (excluded).
    pub valid_to: Option<Instant>,
}

/// A signed-in session. The token itself is never stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoginSession {
    /// SHA-256 of the token.
    pub token_hash: [u8; 32],
    /// Whose.
    pub person: PersonId,
    /// When the person signed in; kept through rotations.
    pub created_at: Instant,
    /// When this token was made.
    pub rotated_at: Instant,
    /// Last request.
    pub seen_at: Instant,
    /// End at the latest.
    pub expires_at: Instant,
    /// Client address.
    pub address: String,
    /// Client program.
    pub agent: String,
}

/// What a one-time link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationPurpose {
    /// First run of an empty instance.
    Setup,
    /// A new or forgetful person sets a password.
    Password,
    /// Signs a sample person in; works repeatedly, only on an instance with sample data.
    Demo,
}

impl InvitationPurpose {
    /// Stable code, as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Setup => "setup",
            Self::Password => "password",
            Self::Demo => "demo",
        }
    }

    /// The purpose of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Setup, Self::Password, Self::Demo]
            .into_iter()
            .find(|purpose| purpose.code() == code)
    }
}

/// A one-time link. The token itself is never stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// SHA-256 of the token.
    pub token_hash: [u8; 32],
    /// For whom; nobody yet at first run.
    pub person: Option<PersonId>,
    /// What it is for.
    pub purpose: InvitationPurpose,
    /// When it lapses.
    pub expires_at: Instant,
    /// When it was used.
    pub used_at: Option<Instant>,
}
