//! Making a segment.

use sha2::{Digest as _, Sha256};

use super::{Fault, HEADER, MAGIC, SECTIONS, checksum, slice, stream};
use crate::document::Document;
use crate::key::Key;
use crate::phrases::Phrases;
use crate::prints::Prints;
use crate::table::{Stretches, Table};

/// Collects texts for a segment.
#[derive(Debug)]
pub struct Builder {
    kept: Vec<(u32, u32)>,
    stretches: Stretches,
    words: stream::Collector,
    streams: Vec<u8>,
    directory: Vec<(u64, u32)>,
    names: Vec<String>,
}

impl Default for Builder {
    fn default() -> Self {
        Self::new()
    }
}

impl Builder {
    /// An empty one.
    pub fn new() -> Self {
        Self {
            kept: Vec::new(),
            stretches: Stretches::default(),
            words: stream::Collector::default(),
            streams: Vec::new(),
            directory: Vec::new(),
            names: Vec::new(),
        }
    }

    /// Adds a text under the name it is asked for by.
    pub fn add(&mut self, name: &str, document: &Document, key: &Key, phrases: &Phrases) {
        let prints = Prints::of(&document.tokens, key);
        let text = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        let kept = prints.kept(&document.tokens, phrases);
        self.stretches.push(document.tokens.len());
        let stretches = &self.stretches;
        let kept = kept.into_iter();
        self.kept
            .extend(kept.map(|(at, print)| (print, stretches.at(text, at))));
        let from = self.streams.len() as u64;
        self.words.write(document, &mut self.streams);
        let tokens = u32::try_from(document.tokens.len()).unwrap_or(u32::MAX);
        self.directory.push((from, tokens));
        self.names.push(name.to_owned());
    }

    /// How many texts were added.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether none was added.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The bytes of the segment.
    pub fn finish(self) -> Result<Vec<u8>, Fault> {
        let table = Table::of(self.kept, &self.stretches).ok_or(Fault::Full)?;
        let mut first = Vec::with_capacity(table.bytes() + 8);
        let (bits, starts, entries) = table.parts();
        first.extend(bits.to_le_bytes());
        for number in starts.iter().chain(entries) {
            first.extend(number.to_le_bytes());
        }
        let (words, order) = self.words.finish();
        // Frequent words get short numbers, so streams are written once all words are known.
        let mut streams = Vec::with_capacity(self.streams.len());
        let mut directory = Vec::with_capacity(self.directory.len() * 16);
        let mut stretches = Vec::with_capacity(self.stretches.len() * 2);
        let mut too_long = false;
        let ends = self.directory.iter().skip(1).map(|(from, _)| *from);
        let ends = ends.chain([self.streams.len() as u64]);
        for ((from, tokens), end) in self.directory.iter().zip(ends) {
            let raw = slice(&self.streams, *from, end - *from).unwrap_or_default();
            let start = streams.len();
            let note = |length: usize| {
                let length = u16::try_from(length);
                too_long |= length.is_err();
                stretches.extend(length.unwrap_or(u16::MAX).to_le_bytes());
            };
            stream::renumber(raw, *tokens as usize, &order, &mut streams, note)
                .ok_or(Fault::Damaged)?;
            let written = streams.get(start..).unwrap_or_default();
            let sum = checksum(written);
            let length = u32::try_from(written.len()).map_err(|_| Fault::Full)?;
            directory.extend(length.to_le_bytes());
            directory.extend(tokens.to_le_bytes());
            directory.extend(sum.to_le_bytes());
        }
        if too_long {
            return Err(Fault::Full);
        }
        directory.extend(stretches);
        for name in &self.names {
            let length = u32::try_from(name.len()).map_err(|_| Fault::Full)?;
            directory.extend(length.to_le_bytes());
            directory.extend(name.as_bytes());
        }
        Ok(assemble(
            self.names.len() as u64,
            [&first, &words, &directory, &streams],
        ))
    }
}

fn assemble(texts: u64, sections: [&[u8]; SECTIONS]) -> Vec<u8> {
    let size = HEADER + sections.iter().map(|section| section.len()).sum::<usize>();
    let mut out = Vec::with_capacity(size);
    out.extend(MAGIC);
    out.extend(texts.to_le_bytes());
    let mut at = HEADER as u64;
    for section in sections {
        out.extend(at.to_le_bytes());
        out.extend((section.len() as u64).to_le_bytes());
        out.extend(Sha256::digest(section));
        at += section.len() as u64;
    }
    for section in sections {
        out.extend(section);
    }
    out
}
