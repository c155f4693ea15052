//! What the worker asks of the world: mail, and a file for checkpoints.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, UNIX_EPOCH};

use async_trait::async_trait;
use sangkien_domain::time::Instant;
use sangkien_ledger::Checkpoint;
use sangkien_mail::{Mailer, Message};
use sangkien_worker::{CheckpointShelf, OutgoingLetter, Post, Undelivered};

use crate::config::MailConfig;
use crate::data::CheckpointFile;
use crate::trouble::{Done, Trouble};

/// Letters by mail.
pub struct Letters(Arc<Mailer>);

impl Letters {
    /// A mailer with these settings; nothing is connected yet.
    pub fn new(config: &MailConfig) -> Done<Self> {
        Mailer::new(&config.from_name, &config.from, config.transport.clone())
            .map(|mailer| Self(Arc::new(mailer)))
            .map_err(|fault| Trouble::Config(vec![format!("mail: {fault}")]))
    }
}

#[async_trait]
impl Post for Letters {
    async fn deliver(&self, letter: OutgoingLetter) -> Result<(), Undelivered> {
        let mailer = Arc::clone(&self.0);
        let message = Message {
            id: letter.id,
            to: letter.to,
            subject: letter.subject,
            text: letter.text,
            calendar: letter.calendar,
            at: UNIX_EPOCH + since_epoch(letter.at),
        };
        let sent = tokio::task::spawn_blocking(move || mailer.send(&message)).await;
        match sent {
            Ok(Ok(())) => Ok(()),
            Ok(Err(fault)) => Err(Undelivered {
                reason: fault.to_string(),
                passing: fault.is_passing(),
            }),
            Err(error) => Err(Undelivered {
                reason: error.to_string(),
                passing: true,
            }),
        }
    }
}

fn since_epoch(at: Instant) -> Duration {
    Duration::from_micros(u64::try_from(at.0).unwrap_or(0))
}

/// Checkpoints in a file.
pub struct Shelf(Arc<Mutex<CheckpointFile>>);

impl Shelf {
    /// Opens the file.
    pub fn open(path: &Path) -> Done<Self> {
        CheckpointFile::open(path).map(|file| Self(Arc::new(Mutex::new(file))))
    }
}

#[async_trait]
impl CheckpointShelf for Shelf {
    async fn keep(&self, checkpoint: Checkpoint) -> std::io::Result<()> {
        let file = Arc::clone(&self.0);
        tokio::task::spawn_blocking(move || {
            file.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .append(&checkpoint)
        })
        .await
        .map_err(std::io::Error::other)?
    }
}
