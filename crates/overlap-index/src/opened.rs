//! A segment file that is open for questions.

use std::fs::File;
use std::io::Read as _;
use std::ops::Range;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};

use sangkien_novelty::segment::{Fault, HEADER_BYTES, Header, Segment};

use crate::{Error, Outcome, at};

/// One open segment.
#[derive(Debug)]
pub(crate) struct Opened {
    /// What is in memory.
    pub(crate) segment: Segment,
    file: File,
    path: PathBuf,
    /// The number of its first text.
    pub(crate) first: u32,
}

impl Opened {
    /// Opens a segment file and checks every sum but those of the streams.
    pub(crate) fn of(path: &Path, first: u32) -> Outcome<Self> {
        let wrong = |fault| Error::Segment {
            path: path.to_owned(),
            fault,
        };
        let mut file = File::open(path).map_err(at(path))?;
        let mut start = vec![0; HEADER_BYTES];
        let size = file.metadata().map_err(at(path))?.len();
        file.read_exact(&mut start).map_err(at(path))?;
        let header = Header::of(&start).map_err(wrong)?;
        if header.size() != size {
            return Err(wrong(Fault::Short));
        }
        let rest = header.streams() - HEADER_BYTES as u64;
        start.reserve_exact(usize::try_from(rest).unwrap_or(0));
        std::io::Read::by_ref(&mut file)
            .take(rest)
            .read_to_end(&mut start)
            .map_err(at(path))?;
        let segment = Segment::of(&header, &start).map_err(wrong)?;
        Ok(Self {
            segment,
            file,
            path: path.to_owned(),
            first,
        })
    }

    /// The bytes of some stretches of a text.
    pub(crate) fn read(
        &self,
        text: u32,
        stretches: &Range<u32>,
        bytes: &mut Vec<u8>,
    ) -> Outcome<()> {
        let local = text - self.first;
        let place = self.segment.stream(local, stretches);
        let place = place.ok_or_else(|| self.wrong(Fault::Damaged))?;
        bytes.clear();
        bytes.resize(usize::try_from(place.end - place.start).unwrap_or(0), 0);
        self.file
            .read_exact_at(bytes, place.start)
            .map_err(at(&self.path))
    }

    /// A fault of this segment.
    pub(crate) fn wrong(&self, fault: Fault) -> Error {
        Error::Segment {
            path: self.path.clone(),
            fault,
        }
    }
}
