//! Background work: what limits ask for when their time comes, letters of the outbox, texts kept for
//! comparison, signed checkpoints of the audit log, the text of uploaded files, sweeps, the order of what is
//! compared, and what submissions say in other words.
//!
//! One [`Worker`] runs inside the server. It looks each second whether anything waits, which costs
//! three reads, and writes only when something does. Several beside one another do each thing once.
//!
//! # Invariants
//! - A letter is delivered at least once: it is marked done only after the [`Post`] has taken it,
//!   and a repeated one carries the same name, by which a relay can tell it.
//! - A letter that cannot be delivered is tried again ever more rarely and is given up only with a
//!   line in the log.
//! - A checkpoint is signed only over what was committed before.
//!
//! # To add a kind of outgoing effect
//! Give the job a kind of its own in `sangkien_app`, and a branch in `deliver.rs` with a port of
//! its own here.

mod checkpoint;
mod deliver;
mod limits;
mod meaning;
mod port;
mod reading;
mod sweeping;

use std::sync::Arc;
use std::time::Duration;

pub use checkpoint::Checkpointer;
use sangkien_app::App;
use tokio::sync::watch;
use tokio::time::{Instant, sleep};

pub use meaning::keep_meanings;
pub use port::{CheckpointShelf, OutgoingLetter, Post, Undelivered};
pub use reading::read_files;
pub use sweeping::{sweep_overlaps, tidy_overlaps};

/// How often the worker looks for work.
const TICK: Duration = Duration::from_secs(1);
/// Longest time between looks when all that waits was put off.
const LONGEST_PAUSE: Duration = Duration::from_secs(15);
/// A checkpoint is written at most this often.
const CHECKPOINT_EVERY: Duration = Duration::from_secs(5);

/// Does the background work of an instance.
pub struct Worker {
    app: Arc<App>,
    post: Arc<dyn Post>,
    checkpointer: Checkpointer,
}

impl Worker {
    /// A worker that delivers through `post` and signs through `checkpointer`.
    pub fn new(app: Arc<App>, post: Arc<dyn Post>, checkpointer: Checkpointer) -> Self {
        Self {
            app,
            post,
            checkpointer,
        }
    }

    /// Works until `stop` turns true, finishes what is under way and signs a last checkpoint.
    pub async fn run(mut self, mut stop: watch::Receiver<bool>) {
        let mut pause = TICK;
        let mut delivery_due = Instant::now();
        let mut checkpoint_due = Instant::now();
        while !*stop.borrow() {
            if self.meet_limits(&stop).await {
                // What was done has most likely ordered letters.
                delivery_due = Instant::now();
            }
            if Instant::now() >= delivery_due {
                let delivered = self.deliver_waiting(&stop).await;
                pause = match delivered {
                    // Everything that waits was put off: no need to ask each second.
                    deliver::Round::NothingDue => (pause * 2).min(LONGEST_PAUSE),
                    deliver::Round::Idle | deliver::Round::Delivered => TICK,
                };
                delivery_due = Instant::now() + pause;
            }
            self.keep_texts().await;
            if Instant::now() >= checkpoint_due {
                self.checkpointer.keep_if_moved().await;
                checkpoint_due = Instant::now() + CHECKPOINT_EVERY;
            }
            tokio::select! {
                () = sleep(TICK) => {}
                changed = stop.changed() => if changed.is_err() { break },
            }
        }
        self.checkpointer.keep_if_moved().await;
    }

    /// Keeps new submissions for comparison, so that nobody has to wait for it who looks.
    async fn keep_texts(&self) {
        match self.app.catch_up_overlap().await {
            Ok(0) => {}
            Ok(texts) => tracing::info!(texts, "texts are kept for comparison"),
            Err(error) => tracing::error!(%error, "texts could not be kept for comparison"),
        }
        match self.app.renew_overlap().await {
            Ok(0) => {}
            Ok(texts) => tracing::info!(texts, "texts are read anew for comparison"),
            Err(error) => tracing::error!(%error, "texts could not be read anew for comparison"),
        }
    }
}
