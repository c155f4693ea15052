//! The time a thread has worked.

use rustix::time::{ClockId, clock_gettime};

/// Nanoseconds of processor time of this thread; waiting and other programs do not count.
pub fn worked() -> u64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
    let rest = u64::try_from(time.tv_nsec).unwrap_or(0);
    seconds * 1_000_000_000 + rest
}
