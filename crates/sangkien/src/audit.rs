//! `audit verify`: the whole audit log read from the beginning.

use sangkien_app::port::{self, Store, StoreError};
use sangkien_app::record::ChainedEvent;
use sangkien_ledger::{CheckpointKey, EventRecord, Fault, Report, Verifier, hash_to_hex};
use serde_json::{Value, json};

use crate::data::{Checkpoints, DataFolder, read_checkpoints};
use crate::trouble::Done;

/// Events read at once.
const BATCH: u32 = 1_000;

/// What the verification came to.
#[derive(Debug)]
pub struct Verification {
    /// What was found in the chain.
    pub report: Report,
    /// Checkpoints compared.
    pub checkpoints: usize,
    /// Lines of the file of checkpoints that are none.
    pub malformed: Vec<usize>,
    /// Whether its last line was cut off while it was written.
    pub torn: bool,
    /// Events that storage refuses to hand out, by the position after which each was met: a column
    /// beside the hashed payload was edited, or a hash has no hash's form.
    pub unreadable: Vec<i64>,
}

/// Verifies the log of `store` against the head row and the checkpoints in `folder`.
pub async fn verify(store: &dyn Store, folder: &DataFolder) -> Done<Verification> {
    // Checkpoints first: one written meanwhile would lie ahead of the snapshot.
    let checkpoints = read_checkpoints(&folder.checkpoints())?;
    let key = if folder.has_secret() {
        folder.checkpoint_key()?
    } else {
        // Without a secret nothing can have been signed; every checkpoint is a forged one.
        CheckpointKey::new([0; 32])
    };
    let Checkpoints {
        read,
        malformed,
        torn,
    } = checkpoints;
    let count = read.len();
    let (report, unreadable) = read_all(store, Verifier::new(read, &key)).await?;
    Ok(Verification {
        report,
        checkpoints: count,
        malformed,
        torn,
        unreadable,
    })
}

async fn read_all(store: &dyn Store, verifier: Verifier) -> Result<(Report, Vec<i64>), StoreError> {
    let mut reading = Reading {
        snapshot: store.read().await?,
        verifier,
        after: 0,
        unreadable: Vec::new(),
    };
    let head = reading.snapshot.audit_head().await?;
    while reading.batch(head.0).await? {}
    let mut report = reading.verifier.finish(Some(head));
    // What is there but cannot be read is named as such, not as missing.
    report.faults.retain(|fault| {
        let Fault::Missing { first, last } = fault else {
            return true;
        };
        (*first..=*last).any(|position| !reading.unreadable.contains(&position))
    });
    Ok((report, reading.unreadable))
}

/// The log while it is read.
struct Reading {
    snapshot: Box<dyn port::Reading>,
    verifier: Verifier,
    /// Position of the last event read.
    after: i64,
    unreadable: Vec<i64>,
}

impl Reading {
    /// Reads on; false at the end.
    async fn batch(&mut self, head: i64) -> Result<bool, StoreError> {
        match self.snapshot.audit_after(self.after, BATCH).await {
            Ok(events) => {
                for event in &events {
                    self.feed(event);
                }
                Ok(!events.is_empty())
            }
            Err(StoreError::Damaged(_)) => {
                self.one_by_one(head).await?;
                Ok(true)
            }
            Err(other) => Err(other),
        }
    }

    /// Reads a batch in which something is damaged event by event, to name what it is.
    async fn one_by_one(&mut self, head: i64) -> Result<(), StoreError> {
        for _ in 0..BATCH {
            match self.snapshot.audit_after(self.after, 1).await {
                Ok(events) => match events.first() {
                    Some(event) => self.feed(event),
                    None => return Ok(()),
                },
                Err(StoreError::Damaged(reason)) => {
                    self.after += 1;
                    tracing::warn!(position = self.after, reason, "an audit event is damaged");
                    self.unreadable.push(self.after);
                    if self.after >= head {
                        return Ok(());
                    }
                }
                Err(other) => return Err(other),
            }
        }
        Ok(())
    }

    fn feed(&mut self, event: &ChainedEvent) {
        self.after = event.position;
        let record = EventRecord {
            position: event.position,
            at_micros: event.at,
            payload: event.payload.clone(),
        };
        self.verifier.feed(&record, &event.previous, &event.hash);
    }
}

impl Verification {
    /// Whether nothing was found amiss.
    pub fn is_sound(&self) -> bool {
        self.report.is_sound() && self.malformed.is_empty() && self.unreadable.is_empty()
    }

    /// The outcome in Vietnamese.
    pub fn words(&self) -> String {
        let report = &self.report;
        let mut lines = vec![
            format!(
                "Đã kiểm tra: {} sự kiện (đến sự kiện số {}), {} điểm kiểm tra đã ký, điểm cuối ghi trong cơ sở dữ liệu.",
                report.events, report.last_position, self.checkpoints
            ),
            format!("Mã băm cuối: {}", hash_to_hex(&report.last_hash)),
        ];
        lines.extend(report.faults.iter().map(|fault| format!("- {fault}")));
        if report.unlisted > 0 {
            lines.push(format!("- và {} chỗ khác.", report.unlisted));
        }
        lines.extend(self.unreadable.iter().map(|position| {
            format!("- Sự kiện số {position} bị sửa ở phần tra cứu hoặc ở mã băm đã lưu.")
        }));
        lines.extend(
            self.malformed
                .iter()
                .map(|line| format!("- Dòng {line} của tệp điểm kiểm tra không đúng dạng.")),
        );
        if self.torn {
            lines.push("Dòng cuối của tệp điểm kiểm tra bị ghi dở do máy dừng đột ngột; không tính là lỗi.".into());
        }
        lines.push(if self.is_sound() {
            "Kết quả: nhật ký nguyên vẹn.".into()
        } else {
            "Kết quả: nhật ký KHÔNG nguyên vẹn.".into()
        });
        lines.join("\n")
    }

    /// The outcome as JSON.
    pub fn json(&self) -> Value {
        let report = &self.report;
        let faults: Vec<Value> = report
            .faults
            .iter()
            .map(|fault| json!({ "position": fault.position(), "text": fault.to_string() }))
            .collect();
        json!({
            "sound": self.is_sound(),
            "events": report.events,
            "last_position": report.last_position,
            "last_hash": hash_to_hex(&report.last_hash),
            "checkpoints": self.checkpoints,
            "malformed_checkpoint_lines": self.malformed,
            "torn_last_line": self.torn,
            "unreadable_events": self.unreadable,
            "faults": faults,
            "unlisted_faults": report.unlisted,
        })
    }
}
