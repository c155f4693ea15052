//! Segment files that are open for questions.

use std::fs::File;
use std::io::Read as _;
use std::ops::Range;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sangkien_novelty::segment::{Fault, HEADER_BYTES, Header, Segment};
use sangkien_novelty::table::{Stretches, Table};

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

    /// How many texts it has.
    fn texts(&self) -> u32 {
        u32::try_from(self.segment.len()).unwrap_or(u32::MAX)
    }

    /// A fault of this segment.
    pub(crate) fn wrong(&self, fault: Fault) -> Error {
        Error::Segment {
            path: self.path.clone(),
            fault,
        }
    }
}

/// Segments, one after another, that are asked through one table. They never change, so indexes that
/// follow one another share them.
#[derive(Debug)]
pub(crate) struct Group {
    segments: Vec<Arc<Opened>>,
    /// The table of all of them; they have none of their own.
    pub(crate) table: Table,
    /// Their texts as the table numbers them.
    pub(crate) stretches: Stretches,
}

impl Group {
    /// One segment.
    fn of(mut opened: Opened) -> Self {
        Self {
            table: opened.segment.take_table(),
            stretches: opened.segment.stretches().clone(),
            segments: vec![Arc::new(opened)],
        }
    }

    /// Several as one; `None` when no table holds that much.
    fn joined(groups: &[Arc<Self>]) -> Option<Self> {
        let parts = groups.iter().map(|group| (&group.table, &group.stretches));
        let segments = groups.iter().flat_map(|group| &group.segments);
        Some(Self {
            table: Table::joined(&parts.collect::<Vec<_>>())?,
            stretches: Stretches::joined(groups.iter().map(|group| &group.stretches)),
            segments: segments.map(Arc::clone).collect(),
        })
    }

    /// Whether it is made of these files, in this order.
    fn is_of(&self, paths: &[PathBuf]) -> bool {
        let own = self.segments.iter().map(|opened| &opened.path);
        own.eq(paths)
    }

    /// Its segments.
    pub(crate) fn segments(&self) -> impl Iterator<Item = &Opened> {
        self.segments.iter().map(AsRef::as_ref)
    }

    /// The segment of a text, by which one it is of this group, and the number of the text in it.
    pub(crate) fn segment(&self, mut text: u32) -> Option<(usize, &Opened, u32)> {
        for (at, opened) in self.segments().enumerate() {
            match text.checked_sub(opened.texts()) {
                None => return Some((at, opened, text)),
                Some(beyond) => text = beyond,
            }
        }
        None
    }

    /// How many texts it has.
    fn texts(&self) -> u32 {
        self.segments().map(Opened::texts).sum()
    }
}

/// From so many prints on the tables of segments that follow one another are joined: each table that
/// is asked costs a look for every print of a new text.
pub(crate) const LARGE: usize = 1 << 20;

/// A group with the number of its first text.
#[derive(Debug)]
pub(crate) struct Placed {
    pub(crate) first: u32,
    pub(crate) group: Arc<Group>,
}

impl Placed {
    /// The segments of a folder in order; those that are open already are shared, and the tables of those
    /// in front with at least `large` prints joined.
    pub(crate) fn all(folder: &Folder, earlier: &[Self], large: usize) -> Outcome<Vec<Self>> {
        let segments = &folder.list().segments;
        let paths = segments.iter().map(|(name, _)| folder.file(name));
        let paths: Vec<PathBuf> = paths.collect();
        let mut groups: Vec<Arc<Group>> = Vec::new();
        let mut at = 0;
        while let Some(path) = paths.get(at) {
            let open = earlier.iter().map(|placed| &placed.group).find(|group| {
                let own = paths.get(at..at + group.segments.len());
                own.is_some_and(|own| group.is_of(own))
            });
            let group = match open {
                Some(group) => Arc::clone(group),
                None => Arc::new(Group::of(Opened::of(path)?)),
            };
            at += group.segments.len();
            groups.push(group);
        }
        let is_large = |group: &&Arc<Group>| group.table.len() >= large;
        let front = groups.iter().take_while(is_large).count();
        if front > 1
            && let Some(joined) = groups.get(..front).and_then(Group::joined)
        {
            groups.splice(..front, [Arc::new(joined)]);
        }
        let mut all: Vec<Self> = Vec::new();
        let mut listed = segments.iter().zip(&paths);
        for group in groups {
            for (opened, ((_, texts), path)) in group.segments().zip(listed.by_ref()) {
                if opened.segment.len() != *texts {
                    return Err(Error::List {
                        path: path.clone(),
                        reason: "has another number of texts than the list says".to_owned(),
                    });
                }
            }
            let first = all.last().map_or(0, Self::end);
            all.push(Self { first, group });
        }
        Ok(all)
    }

    /// The number after that of its last text.
    pub(crate) fn end(&self) -> u32 {
        self.first.saturating_add(self.group.texts())
    }
}
