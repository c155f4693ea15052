//! A segment: texts, once indexed, as bytes that never change.
//!
//! Header (magic, counts, where each section lies and its SHA-256), then the sections:
//! the table of kept prints, the words, the directory of streams and names, and the streams of
//! syllables, from which passages are aligned. Everything but the streams is read into memory;
//! streams are fetched by stretches, and each text carries its own checksum.

mod build;
mod stream;

use std::ops::Range;

use sha2::{Digest as _, Sha256};

pub use build::Builder;
pub use stream::Words;

use crate::document::Document;
use crate::table::{STRETCH, Stretches, Table};

const MAGIC: &[u8; 8] = b"SKOVL\x02\r\n";
/// Table, words, directory, streams.
const SECTIONS: usize = 4;
const HEADER: usize = 8 + 8 + SECTIONS * (8 + 8 + 32);
/// Bytes of the header of a segment file.
pub const HEADER_BYTES: usize = HEADER;

/// Why bytes are not a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// They do not begin as one.
    #[error("not a segment of this version")]
    Foreign,
    /// They end too early.
    #[error("the segment is cut off")]
    Short,
    /// A checksum or a value is wrong.
    #[error("the segment is damaged")]
    Damaged,
    /// More texts or prints than a segment can hold.
    #[error("too many texts for one segment")]
    Full,
}

fn checksum(bytes: &[u8]) -> u32 {
    let digest = Sha256::digest(bytes);
    digest
        .iter()
        .take(4)
        .fold(0, |sum, byte| sum << 8 | u32::from(*byte))
}

fn slice(bytes: &[u8], from: u64, length: u64) -> Option<&[u8]> {
    let from = usize::try_from(from).ok()?;
    let to = from.checked_add(usize::try_from(length).ok()?)?;
    bytes.get(from..to)
}

fn u32s(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).map(|four| {
        four.iter()
            .rev()
            .fold(0, |number, byte| number << 8 | u32::from(*byte))
    })
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    let eight = bytes.get(at..at.checked_add(8)?)?;
    Some(
        eight
            .iter()
            .rev()
            .fold(0, |number, byte| number << 8 | u64::from(*byte)),
    )
}

/// Where the sections of a segment file lie, read from its first [`HEADER_BYTES`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    texts: u64,
    sections: Vec<(u64, u64, Vec<u8>)>,
}

impl Header {
    /// Reads it.
    pub fn of(bytes: &[u8]) -> Result<Self, Fault> {
        let bytes = bytes.get(..HEADER).ok_or(Fault::Short)?;
        if !bytes.starts_with(MAGIC) {
            return Err(Fault::Foreign);
        }
        let texts = u64_at(bytes, 8).ok_or(Fault::Short)?;
        let mut sections = Vec::with_capacity(SECTIONS);
        for section in 0..SECTIONS {
            let at = 16 + section * 48;
            let from = u64_at(bytes, at).ok_or(Fault::Short)?;
            let length = u64_at(bytes, at + 8).ok_or(Fault::Short)?;
            let sum = bytes.get(at + 16..at + 48).ok_or(Fault::Short)?.to_vec();
            sections.push((from, length, sum));
        }
        let mut expected = HEADER as u64;
        for (from, length, _) in &sections {
            if *from != expected {
                return Err(Fault::Damaged);
            }
            expected = expected.checked_add(*length).ok_or(Fault::Damaged)?;
        }
        Ok(Self { texts, sections })
    }

    /// Where the streams begin; everything before is kept in memory.
    pub fn streams(&self) -> u64 {
        self.sections.last().map_or(0, |section| section.0)
    }

    /// Bytes of the whole file.
    pub fn size(&self) -> u64 {
        self.sections
            .last()
            .map_or(0, |section| section.0 + section.1)
    }
}

/// Where one text's stream lies in the file, and what it has to sum up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    from: u64,
    length: u32,
    tokens: u32,
    sum: u32,
}

/// A segment in memory, without its streams.
#[derive(Debug, Clone)]
pub struct Segment {
    table: Table,
    stretches: Stretches,
    words: Words,
    entries: Vec<Entry>,
    /// Bytes of each stretch, the empty ones left out.
    lengths: Vec<u16>,
    names: Vec<Box<str>>,
    size: u64,
}

impl Segment {
    /// Reads everything before the streams: `bytes` are the file up to [`Header::streams`] or more.
    pub fn of(header: &Header, bytes: &[u8]) -> Result<Self, Fault> {
        let mut parts = Vec::with_capacity(SECTIONS - 1);
        for (from, length, sum) in header.sections.iter().take(SECTIONS - 1) {
            let part = slice(bytes, *from, *length).ok_or(Fault::Short)?;
            if Sha256::digest(part).as_slice() != sum.as_slice() {
                return Err(Fault::Damaged);
            }
            parts.push(part);
        }
        let [table, words, directory] = parts.as_slice() else {
            return Err(Fault::Short);
        };
        let table = read_table(table).ok_or(Fault::Damaged)?;
        let words = Words::of(words).ok_or(Fault::Damaged)?;
        let (entries, rest) = read_entries(directory, header).ok_or(Fault::Damaged)?;
        let stretches = Stretches::of(entries.iter().map(|entry| entry.tokens as usize));
        let (lengths, names) = read_names(rest, &entries, &stretches).ok_or(Fault::Damaged)?;
        if table.iter().any(|(_, at)| at as usize >= stretches.len()) {
            return Err(Fault::Damaged);
        }
        Ok(Self {
            table,
            stretches,
            words,
            entries,
            lengths,
            names,
            size: header.size(),
        })
    }

    /// Its table.
    pub const fn table(&self) -> &Table {
        &self.table
    }

    /// Where its texts begin in the numbers of the table.
    pub const fn stretches(&self) -> &Stretches {
        &self.stretches
    }

    /// How many texts it has.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Bytes of its file.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Bytes it takes in memory.
    pub fn bytes(&self) -> usize {
        let names: usize = self.names.iter().map(|name| name.len() + 16).sum();
        self.table.bytes()
            + self.stretches.bytes()
            + self.words.bytes()
            + self.entries.len() * size_of::<Entry>()
            + self.lengths.len() * size_of::<u16>()
            + names
    }

    /// The name a text was added under.
    pub fn name(&self, text: u32) -> Option<&str> {
        self.names.get(text as usize).map(AsRef::as_ref)
    }

    /// All stretches of a text.
    pub fn whole(&self, text: u32) -> Range<u32> {
        0..self.stretches.count(text)
    }

    /// Where some stretches of a text lie in the file.
    pub fn stream(&self, text: u32, stretches: &Range<u32>) -> Option<Range<u64>> {
        let entry = self.entries.get(text as usize)?;
        // One stretch of each text before is empty and has no length here.
        let first = self.stretches.first(text).checked_sub(text)? as usize;
        let lengths = self.lengths.get(first..first + stretches.end as usize)?;
        let (before, own) = lengths.split_at_checked(stretches.start as usize)?;
        let sum = |lengths: &[u16]| lengths.iter().map(|length| u64::from(*length)).sum::<u64>();
        let from = entry.from + sum(before);
        Some(from..from + sum(own))
    }

    /// What the syllables of some stretches of a text sound like without marks, added to `out`.
    pub fn skeletons(
        &self,
        text: u32,
        stretches: &Range<u32>,
        mut bytes: &[u8],
        out: &mut Vec<u64>,
    ) -> Result<(), Fault> {
        let entry = self.entries.get(text as usize).ok_or(Fault::Damaged)?;
        for stretch in stretches.clone() {
            let count = entry.place(stretch + 1) - entry.place(stretch);
            if count > 0 {
                let read = self.words.skeletons(&mut bytes, count, out);
                read.ok_or(Fault::Damaged)?;
            }
        }
        Ok(())
    }

    /// Some stretches of a text, as their bytes say. When `verify` is asked for the whole text, its
    /// checksum is compared.
    pub fn document(
        &self,
        text: u32,
        stretches: &Range<u32>,
        mut bytes: &[u8],
        verify: bool,
    ) -> Result<Document, Fault> {
        let entry = self.entries.get(text as usize).ok_or(Fault::Damaged)?;
        if verify && *stretches == self.whole(text) && checksum(bytes) != entry.sum {
            return Err(Fault::Damaged);
        }
        let place = |stretch| entry.place(stretch);
        let mut tokens = Vec::with_capacity(place(stretches.end) - place(stretches.start));
        for stretch in stretches.clone() {
            let count = place(stretch + 1) - place(stretch);
            if count > 0 {
                self.words
                    .read(&mut bytes, count, stretch == 0, &mut tokens)
                    .ok_or(Fault::Damaged)?;
            }
        }
        if !bytes.is_empty() {
            return Err(Fault::Damaged);
        }
        Ok(Document { tokens })
    }
}

impl Entry {
    /// The token that a stretch begins with.
    fn place(&self, stretch: u32) -> usize {
        (stretch as usize * STRETCH).min(self.tokens as usize)
    }
}

fn read_table(bytes: &[u8]) -> Option<Table> {
    let mut numbers = u32s(bytes);
    let bits = numbers.next()?;
    if bits > 26 || !bytes.len().is_multiple_of(4) {
        return None;
    }
    let starts: Vec<u32> = numbers.by_ref().take((1 << bits) + 1).collect();
    Table::from_parts(bits, starts, numbers.collect())
}

fn read_entries<'bytes>(
    bytes: &'bytes [u8],
    header: &Header,
) -> Option<(Vec<Entry>, &'bytes [u8])> {
    let texts = usize::try_from(header.texts).ok()?;
    let (fixed, rest) = bytes.split_at_checked(texts.checked_mul(12)?)?;
    let mut numbers = u32s(fixed);
    let mut entries = Vec::with_capacity(texts);
    let mut from = header.streams();
    while let (Some(length), Some(tokens), Some(sum)) =
        (numbers.next(), numbers.next(), numbers.next())
    {
        // Every token takes at least one byte.
        if tokens > length {
            return None;
        }
        entries.push(Entry {
            from,
            length,
            tokens,
            sum,
        });
        from = from.checked_add(u64::from(length))?;
    }
    (from == header.size()).then_some((entries, rest))
}

type Names = Vec<Box<str>>;

fn read_names(bytes: &[u8], entries: &[Entry], stretches: &Stretches) -> Option<(Vec<u16>, Names)> {
    let count = stretches.len().checked_sub(entries.len())?;
    let (fixed, mut rest) = bytes.split_at_checked(count.checked_mul(2)?)?;
    let (pairs, _) = fixed.as_chunks();
    let lengths: Vec<u16> = pairs.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
    let mut names = Vec::with_capacity(entries.len());
    let mut unread = lengths.as_slice();
    for (text, entry) in (0_u32..).zip(entries) {
        let (own, after) = unread.split_at_checked(stretches.count(text) as usize)?;
        unread = after;
        if own.iter().map(|length| u32::from(*length)).sum::<u32>() != entry.length {
            return None;
        }
        let length = u32s(rest.get(..4)?).next()? as usize;
        let name = rest.get(4..4_usize.checked_add(length)?)?;
        names.push(std::str::from_utf8(name).ok()?.into());
        rest = rest.get(4 + length..)?;
    }
    rest.is_empty().then_some((lengths, names))
}

#[cfg(test)]
mod tests;
