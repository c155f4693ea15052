//! What the texts of an instance say, kept for comparison: the port of `sangkien_app` over a folder.
//!
//! Each text is a file ([`record`]): the vectors of its sentences, a byte a number, and what was found
//! when it was kept. Files lie in a folder under the hash of their model, so that another model begins
//! anew. Storage is what counts: whatever is missing or damaged is handed over again.
//!
//! A text is held against others when it is kept, in the background; whoever looks later is told what
//! was found then, which costs nothing. Of two texts the one that was kept later knows of both.

mod near;
mod record;

use std::collections::{HashMap, HashSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError, RwLock};

use sangkien_app::port::{AlikeText, CompareError, KeptText, Meaning, TextVersion};
use sangkien_domain::id::DossierId;

use self::near::Near;
use self::record::{Found, Head, Record};
use crate::alike::{Code, sentences, stretches};
use crate::encoder::Encoder;
use crate::folder::{Folder, identity};
use crate::{Error, Outcome, at};

/// From which score on a stretch is told of texts that nobody chose: more than of two that somebody holds
/// against each other, as chance has [`CANDIDATES`] tries (ADR 0035).
const LEAST: u32 = 40;
/// The most texts that a new one is held against, sentence by sentence.
const CANDIDATES: usize = 40;

/// The texts of an instance, as a model understands them.
#[derive(Debug)]
pub struct KeptMeanings {
    /// Folder of the model.
    model: PathBuf,
    /// Folder of the texts.
    path: PathBuf,
    texts: RwLock<HashMap<DossierId, Kept>>,
    /// Whoever keeps a text waits here; the model is read by the first.
    working: Mutex<Option<Working>>,
}

/// What is remembered of a text.
#[derive(Debug)]
struct Kept {
    version: TextVersion,
    found: Vec<Found>,
}

/// What is needed to keep texts.
#[derive(Debug)]
struct Working {
    encoder: Encoder,
    near: Near,
}

impl Kept {
    fn of(head: Head) -> Self {
        Self {
            version: head.version,
            found: head.found,
        }
    }
}

impl From<Error> for CompareError {
    fn from(error: Error) -> Self {
        Self(error.to_string())
    }
}

impl KeptMeanings {
    /// Opens what is kept in the folder `path` for the model in the folder `model`. What was kept for
    /// another model is removed.
    ///
    /// # Errors
    /// `File` when no model is installed there, or a folder cannot be read.
    pub fn open(model: &Path, path: &Path) -> Outcome<Self> {
        let own = path.join(identity(model)?);
        fs::create_dir_all(&own).map_err(at(&own))?;
        for other in listed(path)? {
            if other != own {
                fs::remove_dir_all(&other).map_err(at(&other))?;
            }
        }
        let mut texts = HashMap::new();
        for file in listed(&own)? {
            match Record::read_head(&file) {
                Ok(head) => {
                    texts.insert(head.version.dossier, Kept::of(head));
                }
                Err(error) => drop_damaged(&file, &error)?,
            }
        }
        Ok(Self {
            model: model.to_owned(),
            path: own,
            texts: RwLock::new(texts),
            working: Mutex::default(),
        })
    }

    fn file(&self, dossier: DossierId) -> PathBuf {
        self.path.join(dossier.0.to_string())
    }

    /// The version of each text.
    fn versions(&self) -> HashMap<DossierId, TextVersion> {
        let texts = self.texts.read().unwrap_or_else(PoisonError::into_inner);
        texts
            .iter()
            .map(|(dossier, kept)| (*dossier, kept.version))
            .collect()
    }

    /// A text as it was kept; nothing when its file is damaged, and then it is not kept any more.
    fn record(&self, dossier: DossierId) -> Outcome<Option<Record>> {
        let file = self.file(dossier);
        match Record::read(&file) {
            Ok(record) => Ok(Some(record)),
            Err(error) => {
                self.forget(dossier);
                drop_damaged(&file, &error)?;
                Ok(None)
            }
        }
    }

    fn forget(&self, dossier: DossierId) {
        let mut texts = self.texts.write().unwrap_or_else(PoisonError::into_inner);
        texts.remove(&dossier);
    }

    /// Reads the model and puts all texts into the index of what is near.
    fn begin(&self) -> Outcome<Working> {
        let encoder = Encoder::open(&Folder::open(&self.model)?)?;
        let mut near = Near::default();
        for dossier in self.versions().into_keys() {
            if let Some(record) = self.record(dossier)? {
                near.add(dossier, &record.codes);
            }
        }
        Ok(Working { encoder, near })
    }

    fn hold_against_others(&self, text: &KeptText) -> Outcome<()> {
        let mut working = self.working.lock().unwrap_or_else(PoisonError::into_inner);
        let working = match &mut *working {
            Some(working) => working,
            none => none.insert(self.begin()?),
        };
        let places = sentences(&text.text);
        let mut codes = Vec::with_capacity(places.len());
        for place in &places {
            let sentence = text.text.get(place.clone()).unwrap_or_default();
            codes.push(Code::of(&working.encoder.vector(sentence)?));
        }
        let places = in_scalars(&text.text, &places);
        let mut found = Vec::new();
        for dossier in working.near.to(&codes, text.dossier, CANDIDATES) {
            if !self.is_kept(dossier) {
                continue;
            }
            let Some(other) = self.record(dossier)? else {
                continue;
            };
            let stretches = stretches(&codes, &other.codes, LEAST);
            if !stretches.is_empty() {
                found.push(Found::of(&stretches, &places, &other.head));
            }
        }
        let record = Record {
            head: Head {
                version: TextVersion {
                    dossier: text.dossier,
                    submission: text.submission,
                    edition: text.edition,
                },
                places,
                found,
            },
            codes,
        };
        record.write(&self.file(text.dossier))?;
        working.near.add(text.dossier, &record.codes);
        let mut texts = self.texts.write().unwrap_or_else(PoisonError::into_inner);
        texts.insert(text.dossier, Kept::of(record.head));
        Ok(())
    }

    fn is_kept(&self, dossier: DossierId) -> bool {
        let texts = self.texts.read().unwrap_or_else(PoisonError::into_inner);
        texts.contains_key(&dossier)
    }
}

impl Meaning for KeptMeanings {
    fn is_used(&self) -> bool {
        true
    }

    fn keeps(&self, text: TextVersion) -> bool {
        let texts = self.texts.read().unwrap_or_else(PoisonError::into_inner);
        let order = |text: TextVersion| (text.submission, text.edition);
        let later = |kept: &Kept| order(kept.version) >= order(text);
        texts.get(&text.dossier).is_some_and(later)
    }

    fn keep(&self, text: &KeptText) -> Result<(), CompareError> {
        Ok(self.hold_against_others(text)?)
    }

    fn keep_only(&self, dossiers: &HashSet<DossierId>) -> Result<(), CompareError> {
        for dossier in self.versions().into_keys() {
            if !dossiers.contains(&dossier) {
                self.forget(dossier);
                let file = self.file(dossier);
                fs::remove_file(&file).map_err(at(&file))?;
            }
        }
        Ok(())
    }

    fn alike(&self, text: TextVersion) -> Vec<AlikeText> {
        let texts = self.texts.read().unwrap_or_else(PoisonError::into_inner);
        let mut alike = Vec::new();
        for kept in texts.values() {
            for found in &kept.found {
                let stands = |one: TextVersion| {
                    let kept = texts.get(&one.dossier);
                    kept.is_some_and(|kept| kept.version == one)
                };
                if kept.version == text && stands(found.text) {
                    alike.push(AlikeText {
                        text: found.text,
                        stretches: found.stretches.clone(),
                    });
                } else if found.text == text && stands(text) {
                    alike.push(AlikeText {
                        text: kept.version,
                        stretches: found.turned(),
                    });
                }
            }
        }
        alike.sort_by_key(|one| one.text.dossier);
        alike
    }
}

/// The entries of a folder.
fn listed(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(at(folder))?;
    entries
        .map(|entry| Ok(entry.map_err(at(folder))?.path()))
        .collect()
}

/// Removes a file that cannot be read, so that its text is handed over again.
fn drop_damaged(file: &Path, error: &Error) -> Outcome<()> {
    tracing::warn!(%error, "vectors of a text are made anew");
    fs::remove_file(file).map_err(at(file))
}

/// Places in bytes as places in Unicode scalar values; they come in order.
fn in_scalars(text: &str, places: &[Range<usize>]) -> Vec<Range<u32>> {
    let (mut byte, mut scalar) = (0, 0_u32);
    let mut upto = |end: usize| {
        let between = text.get(byte..end).unwrap_or_default().chars().count();
        byte = end.max(byte);
        scalar += u32::try_from(between).unwrap_or(u32::MAX);
        scalar
    };
    places
        .iter()
        .map(|place| upto(place.start)..upto(place.end))
        .collect()
}

#[cfg(test)]
mod tests;
