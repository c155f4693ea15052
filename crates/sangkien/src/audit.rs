//! `audit verify`: the whole audit log read from the beginning.

use sangkien_app::port::{Store, StoreError};
use sangkien_ledger::{CheckpointKey, EventRecord, Report, Verifier, hash_to_hex};
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
    let report = read_chain(store, Verifier::new(read, &key)).await?;
    Ok(Verification {
        report,
        checkpoints: count,
        malformed,
        torn,
    })
}

async fn read_chain(store: &dyn Store, mut verifier: Verifier) -> Result<Report, StoreError> {
    let mut snapshot = store.read().await?;
    let mut after = 0;
    loop {
        let events = snapshot.audit_after(after, BATCH).await?;
        let Some(last) = events.last() else { break };
        after = last.position;
        for event in &events {
            let record = EventRecord {
                position: event.position,
                at_micros: event.at,
                payload: event.payload.clone(),
            };
            verifier.feed(&record, &event.previous, &event.hash);
        }
    }
    let head = snapshot.audit_head().await?;
    Ok(verifier.finish(Some(head)))
}

impl Verification {
    /// Whether nothing was found amiss.
    pub fn is_sound(&self) -> bool {
        self.report.is_sound() && self.malformed.is_empty()
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
            "faults": faults,
            "unlisted_faults": report.unlisted,
        })
    }
}
