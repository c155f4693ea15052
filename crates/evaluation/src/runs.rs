//! Indexing, asking, and the tables that come out.

mod among;
pub mod dossiers;
pub mod encoder;
pub mod meaning;
pub mod news;

use std::fmt;
use std::io;
use std::path::Path;

use sangkien_novelty::candidates::Scratch;
use sangkien_overlap_index::index::{Answer, Asked, Index};

use crate::clock::worked;

/// Why a run did not come to its end.
#[derive(Debug)]
pub enum Fault {
    /// A file of the data is missing or unreadable.
    Data(String),
    /// The index failed.
    Index(sangkien_overlap_index::Error),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Data(reason) => write!(f, "{reason}"),
            Self::Index(error) => write!(f, "{error}"),
        }
    }
}

impl From<sangkien_overlap_index::Error> for Fault {
    fn from(error: sangkien_overlap_index::Error) -> Self {
        Self::Index(error)
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Data(error.to_string())
    }
}

/// Result of a run.
pub type Outcome<T> = Result<T, Fault>;

/// An answer and the processor time it took, in microseconds.
pub(crate) fn timed(
    index: &Index,
    text: &str,
    asked: Asked,
    scratch: &mut Scratch,
) -> Outcome<(Answer, u64)> {
    let before = worked();
    let answer = index.ask(text, asked, scratch)?;
    Ok((answer, (worked() - before) / 1000))
}

/// The time that so many percent of the cases do not exceed.
pub fn percentile(times: &mut [u64], percent: usize) -> u64 {
    times.sort_unstable();
    let at = (times.len() * percent).div_ceil(100).saturating_sub(1);
    times.get(at).copied().unwrap_or(0)
}

/// Whether a file is there, said plainly when not.
pub(crate) fn present(path: &Path) -> Outcome<()> {
    if path.exists() {
        return Ok(());
    }
    Err(Fault::Data(format!("{}: not there", path.display())))
}

/// A ratio as a figure of three decimals.
pub(crate) fn figure(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "-".to_owned();
    }
    let thousandths = part * 1000 / whole;
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
}
