//! What a sweep of an instance has found: a file that grows, and is put in order when the program starts.
//!
//! A text's pairs are written first and then the line that says it is done, so whatever interrupts a
//! sweep, the next step goes on after the last text that is done. Texts are known by name; a text that
//! is replaced has another, so its pairs fall away and it is compared anew.

use std::collections::HashSet;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use sangkien_novelty::report::Limits;
use serde::{Deserialize, Serialize};

use crate::folder::{VERSION, write_synced};
use crate::{Error, Outcome, at};

/// The file of pairs.
const PAIRS: &str = "pairs.jsonl";
/// The file that says how the sweep stands.
const STANDING: &str = "sweep.json";

/// How a sweep stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Standing {
    /// Version of the engine's folder.
    version: u32,
    /// The limits under which pairs were flagged.
    limits: [u32; 5],
    /// When it was begun, in microseconds of the Unix epoch.
    pub(crate) begun: i64,
    /// When a last text was compared.
    pub(crate) ended: Option<i64>,
}

/// Two texts that share something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Line {
    /// Names of the text that was asked about and of the other.
    pub(crate) names: (String, String),
    /// Counted syllables that they share.
    pub(crate) counted: u32,
    /// Share of the text that was asked about, in hundredths of a percent.
    pub(crate) share: u32,
    /// Counted syllables of the longest passage.
    pub(crate) longest: u32,
    /// Whether a limit is reached.
    pub(crate) flagged: bool,
}

/// A line of the file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Record {
    Pair(Line),
    /// A text is done; with its syllables that can count.
    Done(String, u32),
}

/// The files of a sweep.
#[derive(Debug)]
pub(crate) struct Swept {
    folder: PathBuf,
    limits: Limits,
}

/// A name in eight bytes. Two names that agree would leave one text out of a sweep, which happens
/// once in a thousand sweeps of a hundred million texts.
fn short(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}

/// Names of texts that are done.
#[derive(Debug, Default)]
pub(crate) struct Names(HashSet<u64>);

impl Names {
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.contains(&short(name))
    }

    pub(crate) fn add(&mut self, name: &str) {
        self.0.insert(short(name));
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

impl Swept {
    pub(crate) fn new(folder: PathBuf, limits: Limits) -> Self {
        Self { folder, limits }
    }

    fn file(&self) -> PathBuf {
        self.folder.join(PAIRS)
    }

    /// The limits as they stand in the file.
    fn limits(&self) -> [u32; 5] {
        let Limits {
            passage,
            alike,
            long,
            least,
            share,
        } = self.limits;
        [passage, alike, long, least, share]
    }

    /// How the sweep stands; nothing when there was none, or one of another engine or other limits.
    pub(crate) fn standing(&self) -> Option<Standing> {
        let text = fs::read_to_string(self.folder.join(STANDING)).ok()?;
        let standing: Standing = serde_json::from_str(&text).ok()?;
        (standing.version == VERSION && standing.limits == self.limits()).then_some(standing)
    }

    fn stand(&self, begun: i64, ended: Option<i64>) -> Outcome<()> {
        let standing = Standing {
            version: VERSION,
            limits: self.limits(),
            begun,
            ended,
        };
        let file = self.folder.join(STANDING);
        let beside = self.folder.join("sweep.json.new");
        let text = serde_json::to_string(&standing).map_err(|error| wrong(&file, &error))?;
        write_synced(&beside, text.as_bytes())?;
        fs::rename(&beside, &file).map_err(at(&file))
    }

    /// Begins a sweep; nothing of an earlier one is left.
    pub(crate) fn begin(&self, now: i64) -> Outcome<()> {
        fs::create_dir_all(&self.folder).map_err(at(&self.folder))?;
        let file = self.file();
        File::create(&file).map_err(at(&file))?;
        self.stand(now, None)
    }

    /// Leaves out what was found of texts of which `is_live` does not say that they are kept; gives
    /// the names of those that are done.
    pub(crate) fn tidy(&self, is_live: impl Fn(&str) -> bool) -> Outcome<Names> {
        let mut names = Names::default();
        let file = self.file();
        let beside = self.folder.join("pairs.jsonl.new");
        let mut out = BufWriter::new(File::create(&beside).map_err(at(&beside))?);
        self.each(|record| {
            let kept = match &record {
                Record::Pair(line) => is_live(&line.names.0) && is_live(&line.names.1),
                Record::Done(name, _) => is_live(name),
            };
            if !kept {
                return Ok(());
            }
            if let Record::Done(name, _) = &record {
                names.add(name);
            }
            write(&mut out, &file, &record)
        })?;
        out.flush().map_err(at(&beside))?;
        fs::rename(&beside, &file).map_err(at(&file))?;
        Ok(names)
    }

    /// Says that every text was compared.
    pub(crate) fn end(&self, begun: i64, now: i64) -> Outcome<()> {
        self.stand(begun, Some(now))
    }

    /// Writes what was found of a text, and that it is done.
    pub(crate) fn add(&self, name: &str, countable: u32, pairs: Vec<Line>) -> Outcome<()> {
        let path = self.file();
        let file = File::options().append(true).create(true).open(&path);
        let mut out = BufWriter::new(file.map_err(at(&path))?);
        // A line that was cut short ends here, and is passed over when the file is read.
        out.write_all(b"\n").map_err(at(&path))?;
        for line in pairs {
            write(&mut out, &path, &Record::Pair(line))?;
        }
        write(&mut out, &path, &Record::Done(name.to_owned(), countable))?;
        out.flush().map_err(at(&path))
    }

    /// Calls `told` with each whole line.
    fn each(&self, mut told: impl FnMut(Record) -> Outcome<()>) -> Outcome<()> {
        let path = self.file();
        let Ok(file) = File::open(&path) else {
            return Ok(());
        };
        for line in BufReader::new(file).lines() {
            let line = line.map_err(at(&path))?;
            if let Ok(record) = serde_json::from_str(&line) {
                told(record)?;
            }
        }
        Ok(())
    }

    /// Names of the texts that are done.
    pub(crate) fn done(&self) -> Outcome<Names> {
        let mut names = Names::default();
        self.each(|record| {
            if let Record::Done(name, _) = record {
                names.add(&name);
            }
            Ok(())
        })?;
        Ok(names)
    }

    /// The pairs, a pair that was written twice by its last line, with the larger share of the two texts.
    pub(crate) fn pairs(&self, wanted: impl Fn(&Line) -> bool) -> Outcome<Vec<Line>> {
        let mut pairs: Vec<Line> = Vec::new();
        let mut sizes: Vec<(String, u32)> = Vec::new();
        self.each(|record| {
            match record {
                Record::Pair(line) if wanted(&line) => pairs.push(line),
                Record::Pair(_) => {}
                Record::Done(name, countable) => sizes.push((name, countable)),
            }
            Ok(())
        })?;
        sizes.sort_unstable();
        for pair in &mut pairs {
            let other = sizes.partition_point(|(name, _)| *name < pair.names.1);
            let size = sizes.get(other).filter(|(name, _)| *name == pair.names.1);
            let size = size.map_or(u64::MAX, |(_, size)| u64::from(*size).max(1));
            let there = u64::from(pair.counted).saturating_mul(10_000) / size;
            let there = u32::try_from(there).unwrap_or(10_000).min(10_000);
            pair.share = pair.share.max(there);
        }
        pairs.sort_by(|one, other| one.names.cmp(&other.names));
        pairs.reverse();
        pairs.dedup_by(|one, other| one.names == other.names);
        Ok(pairs)
    }
}

fn wrong(path: &Path, error: &serde_json::Error) -> Error {
    Error::List {
        path: path.to_owned(),
        reason: error.to_string(),
    }
}

fn write(out: &mut impl std::io::Write, path: &Path, record: &Record) -> Outcome<()> {
    let text = serde_json::to_string(record).map_err(|error| wrong(path, &error))?;
    writeln!(out, "{text}").map_err(at(path))
}
