//! What the worker asks of the world.

use async_trait::async_trait;
use sangkien_domain::time::Instant;
use sangkien_ledger::Checkpoint;

/// A letter to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingLetter {
    /// Name of the letter, the same at every try.
    pub id: String,
    /// Mail address.
    pub to: String,
    /// Subject, one line.
    pub subject: String,
    /// Text.
    pub text: String,
    /// An entry for calendars that goes with it.
    pub calendar: Option<String>,
    /// When it was ordered.
    pub at: Instant,
}

/// Why a letter was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undelivered {
    /// The reason, for the log.
    pub reason: String,
    /// Whether a later try may succeed.
    pub passing: bool,
}

/// Delivers letters.
#[async_trait]
pub trait Post: Send + Sync {
    /// Delivers one; on return it has been handed over for good.
    async fn deliver(&self, letter: OutgoingLetter) -> Result<(), Undelivered>;
}

/// Keeps checkpoints outside the database.
#[async_trait]
pub trait CheckpointShelf: Send + Sync {
    /// Keeps one; it is durable on return.
    async fn keep(&self, checkpoint: Checkpoint) -> std::io::Result<()>;
}
