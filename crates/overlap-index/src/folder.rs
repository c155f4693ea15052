//! The files of an index and the one step by which they change.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use sangkien_novelty::phrases::{Learner, Phrases, SAMPLE};
use sangkien_novelty::prints::{GRAM, Prints, WINDOW};
use sangkien_novelty::segment::Builder;
use sangkien_novelty::{Document, Key};
use serde::{Deserialize, Serialize};

use crate::{Error, Outcome, at};

const LIST: &str = "overlap.json";
const SECRET: &str = "overlap.key";
/// How names of files begin that are being made beside those that count.
const DRAFT: &str = "beside-";
/// Number of the format.
pub(crate) const VERSION: u32 = 3;
/// A segment is closed when it has so many texts, to bound the memory that making it takes.
const TEXTS_IN_SEGMENT: usize = 200_000;
/// Or when its texts have so many syllables together.
const SYLLABLES_IN_SEGMENT: usize = 150_000_000;

/// What counts in a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Number of this format.
    pub version: u32,
    /// Syllables in a run, and runs in a window, that the prints were made with.
    pub engine: (usize, usize),
    /// Tells the key, without saying it.
    pub key: String,
    /// Counts the acts on the folder.
    pub generation: u64,
    /// File of the set phrases.
    pub phrases: String,
    /// Texts there were when these were learned.
    #[serde(default)]
    pub learned: usize,
    /// Segments in order, with how many texts each has.
    pub segments: Vec<(String, usize)>,
    /// Texts that no longer count: segment and number in it.
    pub removed: Vec<(usize, u32)>,
}

/// A folder with an index.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    key: Key,
    list: List,
    /// Whether its files are made beside those that count, see [`Folder::beside`].
    draft: bool,
}

impl Folder {
    /// Makes a folder ready for a new index; one that is there already keeps its secret and goes on
    /// answering until [`Folder::commit`].
    pub fn create(path: &Path, fresh_secret: &[u8; 32]) -> Outcome<Self> {
        fs::create_dir_all(path).map_err(at(path))?;
        let generation = Self::read_list(path).map_or(0, |list| list.generation);
        let secret = path.join(SECRET);
        if !secret.exists() {
            write_private(&secret, fresh_secret)?;
            sync_folder(path)?;
        }
        let key = Key::of(&fs::read(&secret).map_err(at(&secret))?);
        Ok(Self {
            path: path.to_owned(),
            list: List {
                version: VERSION,
                engine: (GRAM, WINDOW),
                key: format!("{:016x}", key.check()),
                generation,
                phrases: String::new(),
                learned: 0,
                segments: Vec::new(),
                removed: Vec::new(),
            },
            key,
            draft: false,
        })
    }

    /// Opens a folder that has an index.
    pub fn open(path: &Path) -> Outcome<Self> {
        let list = Self::read_list(path)?;
        let secret = path.join(SECRET);
        let key = Key::of(&fs::read(&secret).map_err(at(&secret))?);
        let fault = |reason: &str| Error::List {
            path: path.join(LIST),
            reason: reason.to_owned(),
        };
        if list.key != format!("{:016x}", key.check()) {
            return Err(fault("made with another key"));
        }
        if list.version != VERSION || list.engine != (GRAM, WINDOW) {
            return Err(fault("made by another version; index the texts again"));
        }
        let plain = |name: &str| !name.contains(['/', '\\']) && !name.starts_with('.');
        let names = list.segments.iter().map(|(name, _)| name);
        if !names.chain([&list.phrases]).all(|name| plain(name)) {
            return Err(fault("names a file outside the folder"));
        }
        Ok(Self {
            path: path.to_owned(),
            key,
            list,
            draft: false,
        })
    }

    /// An empty list of segments to be made beside those that count, while these answer and others
    /// are added. What an earlier one left unfinished is taken away. One at a time.
    pub fn beside(path: &Path) -> Outcome<Self> {
        let mut folder = Self::open(path)?;
        folder.remove_files(|name| name.starts_with(DRAFT));
        folder.list.segments.clear();
        folder.list.removed.clear();
        folder.draft = true;
        Ok(folder)
    }

    /// Puts what was made beside into the place of the segments from `from` on; `removed` are texts of
    /// it that no longer count. The next commit makes it count.
    pub fn replace(
        &mut self,
        from: usize,
        made: &Self,
        removed: impl IntoIterator<Item = (usize, u32)>,
    ) -> Outcome<()> {
        self.list.segments.truncate(from);
        self.list.removed.retain(|(segment, _)| *segment < from);
        for (name, texts) in &made.list.segments {
            let counted = self.name("segment", self.list.segments.len());
            self.rename(name, &counted)?;
            self.list.segments.push((counted, *texts));
        }
        if made.list.phrases.starts_with(DRAFT) {
            let counted = self.name("phrases", 0);
            self.rename(&made.list.phrases, &counted)?;
            self.list.phrases = counted;
            self.list.learned = made.list.learned;
        }
        self.remove(removed.into_iter().map(|(at, text)| (from + at, text)));
        Ok(())
    }

    fn rename(&self, from: &str, to: &str) -> Outcome<()> {
        let from = self.file(from);
        fs::rename(&from, self.file(to)).map_err(at(&from))
    }

    fn read_list(path: &Path) -> Outcome<List> {
        let file = path.join(LIST);
        let text = fs::read_to_string(&file).map_err(at(&file))?;
        serde_json::from_str(&text).map_err(|error| Error::List {
            path: file,
            reason: error.to_string(),
        })
    }

    /// The secret's key.
    pub const fn key(&self) -> &Key {
        &self.key
    }

    /// What counts.
    pub const fn list(&self) -> &List {
        &self.list
    }

    /// The place of a file of the folder.
    pub fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// The set phrases.
    pub fn phrases(&self) -> Outcome<Phrases> {
        let file = self.file(&self.list.phrases);
        let bytes = fs::read(&file).map_err(at(&file))?;
        let prints = bytes
            .chunks_exact(4)
            .filter_map(|four| Some(u32::from_le_bytes(four.try_into().ok()?)))
            .collect();
        Ok(Phrases::of(prints))
    }

    fn name(&self, what: &str, number: usize) -> String {
        if self.draft {
            return format!("{DRAFT}{number:03}.{what}");
        }
        format!("{:06}-{number:03}.{what}", self.list.generation + 1)
    }

    /// Learns set phrases from texts and sets them for this index. `read` hands over some of its `of`
    /// texts one by one, [`every`] so many, so that they are never all in memory.
    pub fn learn(
        &mut self,
        of: usize,
        read: impl FnOnce(&mut dyn FnMut(&Document)) -> Outcome<()>,
    ) -> Outcome<Phrases> {
        let mut learner = Learner::default();
        read(&mut |document| learner.add(&Prints::of(&document.tokens, &self.key).all()))?;
        let phrases = learner.learned();
        self.list.learned = of;
        let bytes: Vec<u8> = phrases
            .prints()
            .iter()
            .flat_map(|print| print.to_le_bytes())
            .collect();
        self.list.phrases = self.name("phrases", 0);
        write_synced(&self.file(&self.list.phrases), &bytes)?;
        Ok(phrases)
    }

    /// Writes a segment and adds it to the list, which counts from the next commit on.
    pub fn add_segment(&mut self, builder: Builder) -> Outcome<()> {
        if builder.is_empty() {
            return Ok(());
        }
        let texts = builder.len();
        let name = self.name("segment", self.list.segments.len());
        let file = self.file(&name);
        let bytes = builder.finish().map_err(|fault| Error::Segment {
            path: file.clone(),
            fault,
        })?;
        write_synced(&file, &bytes)?;
        self.list.segments.push((name, texts));
        Ok(())
    }

    /// Marks texts as removed from the next commit on.
    pub fn remove(&mut self, texts: impl IntoIterator<Item = (usize, u32)>) {
        self.list.removed.extend(texts);
        self.list.removed.sort_unstable();
        self.list.removed.dedup();
    }

    /// Makes the list count, in one step; then takes away files that no list names any more.
    pub fn commit(&mut self) -> Outcome<()> {
        self.list.generation += 1;
        let text = serde_json::to_string_pretty(&self.list).map_err(|error| Error::List {
            path: self.file(LIST),
            reason: error.to_string(),
        })?;
        let beside = self.file("overlap.json.new");
        write_synced(&beside, text.as_bytes())?;
        sync_folder(&self.path)?;
        let list = self.file(LIST);
        fs::rename(&beside, &list).map_err(at(&list))?;
        sync_folder(&self.path)?;
        self.sweep_files();
        Ok(())
    }

    /// Takes away files that no list names any more, but for those being made.
    fn sweep_files(&self) {
        let list = &self.list;
        self.remove_files(|name| {
            let named = list.segments.iter().any(|(segment, _)| segment == name);
            !named && list.phrases != name && !name.starts_with(DRAFT)
        });
    }

    /// Removes the segments and phrases that are `unwanted`. Files left over cost room and nothing
    /// else, so failing to remove one is no failure.
    fn remove_files(&self, unwanted: impl Fn(&str) -> bool) {
        let Ok(entries) = fs::read_dir(&self.path) else {
            return;
        };
        for entry in entries.flatten() {
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            let ours = Path::new(&name)
                .extension()
                .is_some_and(|extension| extension == "segment" || extension == "phrases");
            if ours && unwanted(&name) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// From so many texts one is looked at when set phrases are learned.
pub const fn every(texts: usize) -> usize {
    let step = texts.div_ceil(SAMPLE);
    if step == 0 { 1 } else { step }
}

/// Puts texts into segments of bounded size.
#[derive(Debug)]
pub struct Filler<'folder> {
    folder: &'folder mut Folder,
    phrases: &'folder Phrases,
    builder: Builder,
    syllables: usize,
}

impl<'folder> Filler<'folder> {
    /// One that adds to this folder.
    pub fn new(folder: &'folder mut Folder, phrases: &'folder Phrases) -> Self {
        Self {
            folder,
            phrases,
            builder: Builder::new(),
            syllables: 0,
        }
    }

    /// Adds a text.
    pub fn add(&mut self, name: &str, document: &Document) -> Outcome<()> {
        let key = *self.folder.key();
        self.builder.add(name, document, &key, self.phrases);
        self.syllables += document.tokens.len();
        if self.builder.len() >= TEXTS_IN_SEGMENT || self.syllables >= SYLLABLES_IN_SEGMENT {
            self.close()?;
        }
        Ok(())
    }

    fn close(&mut self) -> Outcome<()> {
        self.syllables = 0;
        self.folder.add_segment(std::mem::take(&mut self.builder))
    }

    /// Writes what is left.
    pub fn finish(mut self) -> Outcome<()> {
        self.close()
    }
}

pub(crate) fn write_synced(path: &Path, bytes: &[u8]) -> Outcome<()> {
    let mut file = File::create(path).map_err(at(path))?;
    file.write_all(bytes).map_err(at(path))?;
    file.sync_all().map_err(at(path))
}

fn write_private(path: &Path, bytes: &[u8]) -> Outcome<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(path).map_err(at(path))?;
    file.write_all(bytes).map_err(at(path))?;
    file.sync_all().map_err(at(path))
}

fn sync_folder(path: &Path) -> Outcome<()> {
    let folder = File::open(path).map_err(at(path))?;
    folder.sync_all().map_err(at(path))
}
