//! A text as it is kept: a line of JSON that says what it is and what was found, then the vectors of its
//! sentences, a byte a number. The line holds the hash of what follows.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _};
use std::ops::Range;
use std::path::Path;

use sangkien_app::port::{AlikeStretch, TextVersion};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::alike::{Code, Stretch};
use crate::{Outcome, at, wrong};

/// What was found between this text and another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Found {
    /// The other.
    pub(super) text: TextVersion,
    /// Stretches that say the same; this text stands first.
    pub(super) stretches: Vec<AlikeStretch>,
}

impl Found {
    /// Stretches by the places of their sentences.
    pub(super) fn of(stretches: &[Stretch], here: &[Range<u32>], other: &Head) -> Self {
        let places = |(one, two): &(usize, usize)| {
            let here = here.get(*one)?.clone();
            Some((here, other.places.get(*two)?.clone()))
        };
        Self {
            text: other.version,
            stretches: stretches
                .iter()
                .map(|stretch| stretch.pairs.iter().filter_map(places).collect())
                .collect(),
        }
    }

    /// The stretches with the other text first.
    pub(super) fn turned(&self) -> Vec<AlikeStretch> {
        let turned = |(here, there): &(Range<u32>, Range<u32>)| (there.clone(), here.clone());
        self.stretches
            .iter()
            .map(|stretch| stretch.iter().map(turned).collect())
            .collect()
    }
}

/// What a text is and what was found for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    /// Which text.
    pub(super) version: TextVersion,
    /// Its sentences, in Unicode scalar values.
    pub(super) places: Vec<Range<u32>>,
    /// What was found when it was kept.
    pub(super) found: Vec<Found>,
}

/// The first line of a file.
#[derive(Serialize, Deserialize)]
struct Line {
    #[serde(flatten)]
    head: Head,
    /// SHA-256 of the vectors.
    sha256: String,
}

/// A text with the vectors of its sentences.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Record {
    /// What it is.
    pub(super) head: Head,
    /// One for each sentence.
    pub(super) codes: Vec<Code>,
}

impl Record {
    /// Reads what a file says before its vectors.
    pub(super) fn read_head(file: &Path) -> Outcome<Head> {
        Ok(opened(file)?.0.head)
    }

    /// Reads a file whole.
    pub(super) fn read(file: &Path) -> Outcome<Self> {
        let (line, mut rest) = opened(file)?;
        let mut bytes = Vec::new();
        rest.read_to_end(&mut bytes).map_err(at(file))?;
        if hash(&bytes) != line.sha256 {
            return Err(wrong(file, "the vectors are not those that were written"));
        }
        let head = line.head;
        let size = bytes.len() / head.places.len().max(1);
        let codes: Vec<Code> = bytes.chunks_exact(size.max(1)).map(Code::read).collect();
        if codes.len() != head.places.len() {
            return Err(wrong(
                file,
                "it has another number of vectors than sentences",
            ));
        }
        Ok(Self { head, codes })
    }

    /// Writes a file, in the place of what was there when it is whole.
    pub(super) fn write(&self, file: &Path) -> Outcome<()> {
        let vectors: Vec<u8> = self.codes.iter().flat_map(Code::bytes).collect();
        let line = Line {
            head: self.head.clone(),
            sha256: hash(&vectors),
        };
        let mut bytes =
            serde_json::to_vec(&line).map_err(|error| wrong(file, error.to_string()))?;
        bytes.push(b'\n');
        bytes.extend(vectors);
        let beside = file.with_extension("new");
        fs::write(&beside, bytes).map_err(at(&beside))?;
        fs::rename(&beside, file).map_err(at(file))
    }
}

fn opened(file: &Path) -> Outcome<(Line, BufReader<File>)> {
    let mut reader = BufReader::new(File::open(file).map_err(at(file))?);
    let mut line = String::new();
    reader.read_line(&mut line).map_err(at(file))?;
    let line = serde_json::from_str(&line).map_err(|error| wrong(file, error.to_string()))?;
    Ok((line, reader))
}

fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}
