//! A segment file that is open for questions.

use std::fs::File;
use std::io::Read as _;
use std::ops::{Deref, Range};
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sangkien_novelty::segment::{Fault, HEADER_BYTES, Header, Segment};

use crate::folder::Folder;
use crate::{Error, Outcome, at};

/// One open segment.
#[derive(Debug)]
pub(crate) struct Opened {
    /// What is in memory.
    pub(crate) segment: Segment,
    file: File,
    path: PathBuf,
}

impl Opened {
    /// Opens a segment file and checks every sum but those of the streams.
    pub(crate) fn of(path: &Path) -> Outcome<Self> {
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
        })
    }

    /// The bytes of some stretches of a text, by its number in this segment.
    pub(crate) fn read(
        &self,
        local: u32,
        stretches: &Range<u32>,
        bytes: &mut Vec<u8>,
    ) -> Outcome<()> {
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

/// A segment with the number of its first text. It never changes, so indexes that follow one another
/// share it.
#[derive(Debug)]
pub(crate) struct Placed {
    pub(crate) first: u32,
    opened: Arc<Opened>,
}

impl Deref for Placed {
    type Target = Opened;

    fn deref(&self) -> &Opened {
        &self.opened
    }
}

impl Placed {
    /// The segments of a folder in order; those that are open already are shared.
    pub(crate) fn all(folder: &Folder, earlier: &[Self]) -> Outcome<Vec<Self>> {
        let mut all: Vec<Self> = Vec::new();
        for (name, texts) in &folder.list().segments {
            let path = folder.file(name);
            let opened = match earlier.iter().find(|placed| placed.path == path) {
                Some(placed) => Arc::clone(&placed.opened),
                None => Arc::new(Opened::of(&path)?),
            };
            if opened.segment.len() != *texts {
                return Err(Error::List {
                    path,
                    reason: "has another number of texts than the list says".to_owned(),
                });
            }
            let first = all.last().map_or(0, Self::end);
            all.push(Self { first, opened });
        }
        Ok(all)
    }

    /// The number after that of its last text.
    pub(crate) fn end(&self) -> u32 {
        let texts = u32::try_from(self.segment.len()).unwrap_or(u32::MAX);
        self.first.saturating_add(texts)
    }
}
