//! The audit log and the outbox.

use sangkien_domain::id::PersonId;
use sangkien_domain::time::Instant;

/// An event of the audit log before it is chained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEvent {
    /// When.
    pub at: Instant,
    /// Who; nobody for acts of the program itself.
    pub actor: Option<PersonId>,
    /// On whose behalf, when by delegation.
    pub on_behalf_of: Option<PersonId>,
    /// What was done, such as "dossier.submitted".
    pub act: String,
    /// Kind of the thing, such as "dossier".
    pub subject_kind: String,
    /// Its identity.
    pub subject_id: String,
    /// Before the act.
    pub before: serde_json::Value,
    /// After the act.
    pub after: serde_json::Value,
    /// Client address, "local" for the command line.
    pub source: String,
    /// Request number, joining the events of one request.
    pub request: String,
}

/// An event of the audit log as chained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainedEvent {
    /// Place in the log, from 1.
    pub position: i64,
    /// When, microseconds UTC.
    pub at: i64,
    /// The event as canonical JSON.
    pub payload: String,
    /// Hash of the event before.
    pub previous: [u8; 32],
    /// Hash of this event.
    pub hash: [u8; 32],
}

/// An effect to be carried out after the transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxJob {
    /// Identity.
    pub id: uuid::Uuid,
    /// Kind, such as "mail".
    pub kind: String,
    /// Two jobs with one key are one job.
    pub unique_key: String,
    /// What to do, as JSON.
    pub payload: String,
    /// When it was ordered.
    pub created_at: Instant,
    /// Not before.
    pub due_at: Instant,
    /// Tries so far.
    pub attempts: i64,
}
