//! Who calls a use case, and from where.

use sangkien_domain::access::Actor;
use sangkien_domain::id::PersonId;
use sangkien_domain::time::Instant;

/// Where a request came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Client address; "local" for the command line.
    pub address: String,
    /// Request number.
    pub request: String,
}

impl Origin {
    /// A command on the machine itself.
    pub fn local(request: &str) -> Self {
        Self {
            address: "local".into(),
            request: request.into(),
        }
    }
}

/// A signed-in person with their session.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Who, and what is in force for them.
    pub actor: Actor,
    /// Full name.
    pub full_name: String,
    /// Account name.
    pub account: String,
    /// SHA-256 of the session's token.
    pub session: [u8; 32],
    /// When the person signed in; kept through rotations of the token, so a form opened before a
    /// rotation still fits.
    pub signed_in_at: Instant,
    /// Where the request came from.
    pub origin: Origin,
}

/// How the program is called on timelines.
const PROGRAM: &str = "Hệ thống";

/// Who does an act on a dossier.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Doer<'a> {
    /// A signed-in person.
    Person(&'a Caller),
    /// The program itself, because a limit has ended.
    Program(&'a Origin),
}

impl<'a> From<&'a Caller> for Doer<'a> {
    fn from(caller: &'a Caller) -> Self {
        Self::Person(caller)
    }
}

impl<'a> Doer<'a> {
    /// The person; nobody when the program acts.
    pub(crate) fn person(self) -> Option<PersonId> {
        match self {
            Self::Person(caller) => Some(caller.actor.person),
            Self::Program(_) => None,
        }
    }

    /// The name on the timeline.
    pub(crate) fn name(self) -> &'a str {
        match self {
            Self::Person(caller) => &caller.full_name,
            Self::Program(_) => PROGRAM,
        }
    }

    /// Where the act came from.
    pub(crate) fn origin(self) -> &'a Origin {
        match self {
            Self::Person(caller) => &caller.origin,
            Self::Program(origin) => origin,
        }
    }
}
