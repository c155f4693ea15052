//! Who calls a use case, and from where.

use sangkien_domain::access::Actor;
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
