//! Reading the chain from the beginning and naming what does not fit.

use std::fmt;

use crate::chain::{EventRecord, GENESIS, Hash, link};
use crate::checkpoint::{Checkpoint, CheckpointKey};

/// The most faults a report lists; more are only counted.
pub const MAX_FAULTS: usize = 200;

/// Something in the chain that does not fit. Displays as a sentence for the
/// person who ordered the check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The event or its stored hash was changed: they no longer agree.
    Edited {
        /// Position of the event.
        position: i64,
    },
    /// The events of these positions, both included, are not there.
    Missing {
        /// First position without an event.
        first: i64,
        /// Last position without an event.
        last: i64,
    },
    /// The event stands after one with the same or a higher position.
    Reordered {
        /// Position of the event.
        position: i64,
    },
    /// The hash the event keeps of its predecessor is not the predecessor's.
    BrokenLink {
        /// Position of the event.
        position: i64,
    },
    /// The chain does not end where the separately kept head says it does.
    HeadMismatch {
        /// Position the kept head names.
        expected: i64,
        /// Position of the last event read; 0 when there was none.
        found: i64,
    },
    /// The chain ends before a signed checkpoint: its end was cut off.
    CutAfterCheckpoint {
        /// Position the checkpoint was made at.
        checkpoint: i64,
        /// Position of the last event read; 0 when there was none.
        found: i64,
    },
    /// The event at a signed checkpoint has another hash than when it was
    /// signed: the chain was written anew.
    CheckpointMismatch {
        /// Position the checkpoint was made at.
        position: i64,
    },
    /// A checkpoint was not signed with the key of this instance.
    ForgedCheckpoint {
        /// Position the checkpoint claims.
        position: i64,
    },
}

impl Fault {
    /// The position at which the fault shows.
    pub fn position(&self) -> i64 {
        match *self {
            Self::Edited { position }
            | Self::Reordered { position }
            | Self::BrokenLink { position }
            | Self::CheckpointMismatch { position }
            | Self::ForgedCheckpoint { position } => position,
            Self::Missing { first, .. } => first,
            Self::HeadMismatch { expected, .. } => expected,
            Self::CutAfterCheckpoint { checkpoint, .. } => checkpoint,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Edited { position } => write!(
                f,
                "Sự kiện số {position} đã bị sửa: nội dung không khớp với mã băm đã lưu."
            ),
            Self::Missing { first, last } if first == last => {
                write!(f, "Thiếu sự kiện số {first}.")
            }
            Self::Missing { first, last } => {
                write!(f, "Thiếu các sự kiện từ số {first} đến số {last}.")
            }
            Self::Reordered { position } => {
                write!(f, "Sự kiện số {position} không đứng đúng thứ tự.")
            }
            Self::BrokenLink { position } => {
                write!(
                    f,
                    "Sự kiện số {position} không nối tiếp sự kiện đứng trước."
                )
            }
            Self::HeadMismatch { expected, found } => write!(
                f,
                "Điểm cuối của nhật ký không khớp: theo sổ là sự kiện số {expected}, đọc được đến sự kiện số {found}."
            ),
            Self::CutAfterCheckpoint { checkpoint, found } => write!(
                f,
                "Nhật ký bị cắt bớt: điểm kiểm tra đã ký ở sự kiện số {checkpoint}, chỉ đọc được đến sự kiện số {found}."
            ),
            Self::CheckpointMismatch { position } => write!(
                f,
                "Sự kiện số {position} khác với điểm kiểm tra đã ký: nhật ký đã bị viết lại."
            ),
            Self::ForgedCheckpoint { position } => write!(
                f,
                "Điểm kiểm tra ở sự kiện số {position} không có chữ ký hợp lệ."
            ),
        }
    }
}

/// The outcome of reading a whole chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Number of events read.
    pub events: u64,
    /// Position of the last event in the chain; 0 when there was none.
    pub last_position: i64,
    /// Stored hash of that event; [`GENESIS`] when there was none.
    pub last_hash: Hash,
    /// What does not fit, in the order found, at most [`MAX_FAULTS`].
    pub faults: Vec<Fault>,
    /// Number of faults found beyond those listed.
    pub unlisted: u64,
}

impl Report {
    /// Whether nothing was found amiss.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }
}

/// Reads a chain event by event and collects its faults. Memory use does not
/// grow with the length of the chain.
#[derive(Debug)]
pub struct Verifier {
    /// Signed checkpoints still ahead, the nearest last.
    checkpoints: Vec<Checkpoint>,
    events: u64,
    last_position: i64,
    last_hash: Hash,
    faults: Vec<Fault>,
    unlisted: u64,
}

impl Verifier {
    /// Starts at the beginning of the chain. Checkpoints without a valid
    /// signature are reported and otherwise ignored.
    pub fn new(checkpoints: Vec<Checkpoint>, key: &CheckpointKey) -> Self {
        let mut verifier = Self {
            checkpoints: Vec::new(),
            events: 0,
            last_position: 0,
            last_hash: GENESIS,
            faults: Vec::new(),
            unlisted: 0,
        };
        for checkpoint in checkpoints {
            if checkpoint.verify(key).is_err() {
                verifier.report(Fault::ForgedCheckpoint {
                    position: checkpoint.position,
                });
            } else if checkpoint.position > 0 {
                verifier.checkpoints.push(checkpoint);
            }
        }
        verifier
            .checkpoints
            .sort_by_key(|checkpoint| std::cmp::Reverse(checkpoint.position));
        verifier
    }

    /// Takes the next event as stored: the event, the hash it keeps of its
    /// predecessor, and its own hash.
    pub fn feed(&mut self, record: &EventRecord, stored_previous: &Hash, stored_hash: &Hash) {
        self.events += 1;
        let expected = self.last_position.saturating_add(1);
        if link(stored_previous, record) != *stored_hash
            && link(&self.last_hash, record) != *stored_hash
        {
            self.report(Fault::Edited {
                position: record.position,
            });
        }
        if record.position < expected {
            // An event from further back cannot say where the chain stands.
            self.report(Fault::Reordered {
                position: record.position,
            });
            return;
        }
        if record.position > expected {
            self.report(Fault::Missing {
                first: expected,
                last: record.position - 1,
            });
        } else if *stored_previous != self.last_hash {
            self.report(Fault::BrokenLink {
                position: record.position,
            });
        }
        self.last_position = record.position;
        self.last_hash = *stored_hash;
        self.pass_checkpoints();
    }

    /// Ends the reading. `head` is the position and hash of the last event as
    /// kept separately from the events, if they are.
    pub fn finish(mut self, head: Option<(i64, Hash)>) -> Report {
        if let Some((expected, hash)) = head
            && (expected != self.last_position || hash != self.last_hash)
        {
            self.report(Fault::HeadMismatch {
                expected,
                found: self.last_position,
            });
        }
        while let Some(checkpoint) = self.checkpoints.pop() {
            self.report(Fault::CutAfterCheckpoint {
                checkpoint: checkpoint.position,
                found: self.last_position,
            });
        }
        Report {
            events: self.events,
            last_position: self.last_position,
            last_hash: self.last_hash,
            faults: self.faults,
            unlisted: self.unlisted,
        }
    }

    /// Compares the checkpoints the chain has reached.
    fn pass_checkpoints(&mut self) {
        while let Some(checkpoint) = self
            .checkpoints
            .pop_if(|next| next.position <= self.last_position)
        {
            // A checkpoint inside a gap is covered by the missing events.
            if checkpoint.position == self.last_position && checkpoint.hash != self.last_hash {
                self.report(Fault::CheckpointMismatch {
                    position: checkpoint.position,
                });
            }
        }
    }

    fn report(&mut self, fault: Fault) {
        if self.faults.len() < MAX_FAULTS {
            self.faults.push(fault);
        } else {
            self.unlisted += 1;
        }
    }
}
