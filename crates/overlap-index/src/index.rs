//! An index that is open for questions.

use std::collections::HashSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

use sangkien_novelty::align::{Aligner, Passage};
use sangkien_novelty::candidates::{Candidate, Part, Scratch, Wanted, candidates};
use sangkien_novelty::phrases::Phrases;
use sangkien_novelty::prints::Prints;
use sangkien_novelty::report::{Limits, Share, countable, share};
use sangkien_novelty::table::STRETCH;
use sangkien_novelty::{Document, Key};

use crate::folder::Folder;
use crate::opened::Placed;
use crate::{Error, Outcome};

/// Earlier texts that are looked at for one answer.
const COMPARED: usize = 160;
/// So many of the best are compared in any case; of the others those whose hits weigh enough
/// ([`TELLING`]) and that promise a passage ([`Aligner::promises`]).
const ALWAYS: usize = 4;
/// One run that hardly another text has, or several.
const TELLING: u32 = 15;
/// After so many in a row that promise none, those with still less in common are not looked at.
const ENOUGH: usize = 32;
/// When no passages are wanted, texts are compared only if hits close together weigh so much, about
/// twenty-five copied syllables: a flag is never a guess.
const HEAVY: u32 = 20;
/// A passage that comes so close to the end of what was read may go on beyond it.
const EDGE: usize = 40;

pub(crate) fn absent(text: u32) -> Error {
    Error::List {
        path: PathBuf::new(),
        reason: format!("no text {text}"),
    }
}

/// Memory used again from text to text.
#[derive(Debug, Default)]
pub(crate) struct Buffers {
    bytes: Vec<u8>,
    sounds: Vec<u64>,
}

/// An index in memory; streams of texts stay on disk.
#[derive(Debug)]
pub struct Index {
    key: Key,
    phrases: Phrases,
    pub(crate) opened: Vec<Placed>,
    removed: HashSet<u32>,
    texts: u32,
    limits: Limits,
}

/// How a question is to be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Whether passages are wanted.
    pub align: bool,
    /// The most earlier texts to name.
    pub limit: usize,
}

/// Which texts of an index are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Among {
    /// All of them.
    All,
    /// All but this one.
    Others(u32),
    /// Those with smaller numbers than this one.
    Before(u32),
}

impl Among {
    const fn has(self, text: u32) -> bool {
        match self {
            Self::All => true,
            Self::Others(own) => text != own,
            Self::Before(own) => text < own,
        }
    }
}

/// An earlier text that shares something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its number in the index.
    pub text: u32,
    /// What hits are ranked by: counted syllables when passages were wanted, otherwise the weight
    /// of shared prints.
    pub score: u32,
    /// Whether a limit is reached.
    pub flagged: bool,
    /// What it has of the new text, when passages were wanted.
    pub share: Option<Share>,
    /// The passages, when they were wanted.
    pub passages: Vec<Passage>,
    /// Places of the passages in the earlier text, in Unicode scalar values.
    pub places: Vec<Range<u32>>,
}

impl Hit {
    /// A text of which only prints are known.
    fn unseen(candidate: &Candidate) -> Self {
        Self {
            text: candidate.text,
            score: candidate.score(),
            flagged: false,
            share: None,
            passages: Vec::new(),
            places: Vec::new(),
        }
    }
}

/// Passages with their places in the earlier text.
pub(crate) struct Compared {
    passages: Vec<Passage>,
    places: Vec<Range<u32>>,
}

/// The answer to a question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The text that was asked about.
    pub document: Document,
    /// Its syllables that can count.
    pub countable: u32,
    /// Earlier texts, best first.
    pub hits: Vec<Hit>,
}

impl Answer {
    /// The share of the text found in all earlier texts together.
    pub fn whole(&self, limits: &Limits) -> Share {
        let passages = self.hits.iter().flat_map(|hit| &hit.passages);
        share(passages, self.countable, limits)
    }
}

/// Puts the texts that have most first.
pub(crate) fn rank(hits: &mut [Hit]) {
    hits.sort_by_key(|hit| (std::cmp::Reverse(hit.score), hit.text));
}

/// The range of Unicode scalar values that tokens stand in.
pub fn place(document: &Document, tokens: &Range<usize>) -> Range<u32> {
    let span = document.tokens.get(tokens.clone()).unwrap_or_default();
    match (span.first(), span.last()) {
        (Some(first), Some(last)) => first.from..last.to,
        _ => 0..0,
    }
}

impl Index {
    /// Opens the index of a folder and checks every sum but those of the streams.
    pub fn open(path: &Path) -> Outcome<Self> {
        Self::open_after(path, None)
    }

    /// The same after an act on the folder: what `earlier` has open is not read again.
    pub fn open_after(path: &Path, earlier: Option<&Self>) -> Outcome<Self> {
        let folder = Folder::open(path)?;
        let phrases = folder.phrases()?;
        let earlier = earlier.map_or(&[][..], |earlier| &earlier.opened);
        let opened = Placed::all(&folder, earlier)?;
        let removed = folder.list().removed.iter();
        let removed = removed.filter_map(|(at, text)| Some(opened.get(*at)?.first + text));
        Ok(Self {
            key: *folder.key(),
            phrases,
            removed: removed.collect(),
            texts: opened.last().map_or(0, Placed::end),
            opened,
            limits: Limits::DEFAULT,
        })
    }

    /// The same index with other limits.
    #[must_use]
    pub const fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// From when on an overlap is flagged.
    pub const fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The key of its prints and its set phrases.
    pub(crate) const fn measure(&self) -> (&Key, &Phrases) {
        (&self.key, &self.phrases)
    }

    /// How many texts it has, removed ones included.
    pub const fn texts(&self) -> u32 {
        self.texts
    }

    /// Whether a text was removed.
    pub fn is_removed(&self, text: u32) -> bool {
        self.removed.contains(&text)
    }

    /// The name of a text.
    pub fn name(&self, text: u32) -> Option<&str> {
        let opened = self.of(text)?;
        opened.segment.name(text - opened.first)
    }

    /// The number of the text with this name, the latest when several have it.
    pub fn find(&self, name: &str) -> Option<u32> {
        (0..self.texts)
            .rev()
            .find(|text| !self.is_removed(*text) && self.name(*text) == Some(name))
    }

    /// Segment and number in it, as the list of a folder names texts.
    pub fn position(&self, text: u32) -> Option<(usize, u32)> {
        let at = self
            .opened
            .iter()
            .rposition(|opened| opened.first <= text)?;
        Some((at, text - self.opened.get(at)?.first))
    }

    pub(crate) fn of(&self, text: u32) -> Option<&Placed> {
        let after = self.opened.partition_point(|opened| opened.first <= text);
        self.opened.get(after.checked_sub(1)?)
    }

    /// The syllables of a text, read from disk.
    pub fn document(&self, text: u32, verify: bool) -> Outcome<Document> {
        let whole = |opened: &Placed| opened.segment.whole(text - opened.first);
        let stretches = self.of(text).map_or(0..0, whole);
        self.stretches(text, &stretches, verify)
    }

    /// Some stretches of a text.
    fn stretches(&self, text: u32, stretches: &Range<u32>, verify: bool) -> Outcome<Document> {
        let opened = self.of(text).ok_or_else(|| absent(text))?;
        let mut bytes = Vec::new();
        opened.read(text - opened.first, stretches, &mut bytes)?;
        let document = opened
            .segment
            .document(text - opened.first, stretches, &bytes, verify);
        document.map_err(|fault| opened.wrong(fault))
    }

    /// Whether the stretches of an earlier text where hits lie can have a passage.
    pub(crate) fn promises(
        &self,
        aligner: &Aligner<'_>,
        candidate: &Candidate,
        buffers: &mut Buffers,
    ) -> Outcome<bool> {
        let text = candidate.text;
        let opened = self.of(text).ok_or_else(|| absent(text))?;
        let local = text - opened.first;
        opened.read(local, &candidate.stretches, &mut buffers.bytes)?;
        buffers.sounds.clear();
        opened
            .segment
            .skeletons(
                local,
                &candidate.stretches,
                &buffers.bytes,
                &mut buffers.sounds,
            )
            .map_err(|fault| opened.wrong(fault))?;
        Ok(aligner.promises(&buffers.sounds))
    }

    /// Compares the stretches of an earlier text where hits lie, and more while a passage reaches
    /// their end; passages with their places in it.
    pub(crate) fn compared(
        &self,
        aligner: &mut Aligner<'_>,
        candidate: &Candidate,
    ) -> Outcome<Compared> {
        let opened = self.of(candidate.text);
        let all = opened.map_or(0..0, |opened| {
            opened.segment.whole(candidate.text - opened.first)
        });
        let mut stretches = candidate.stretches.clone();
        loop {
            let source = self.stretches(candidate.text, &stretches, false)?;
            let mut passages = aligner.compare(&source);
            let from = passages.iter().map(|passage| passage.source.start).min();
            let to = passages.iter().map(|passage| passage.source.end).max();
            let mut wider = stretches.clone();
            if from.is_some_and(|from| from < EDGE) {
                wider.start = wider.start.saturating_sub(2);
            }
            if to.is_some_and(|to| to + EDGE > source.tokens.len()) {
                wider.end = all.end.min(wider.end + 2);
            }
            if wider != stretches {
                stretches = wider;
                continue;
            }
            let places = passages
                .iter()
                .map(|passage| place(&source, &passage.source))
                .collect();
            for passage in &mut passages {
                passage.shift(stretches.start as usize * STRETCH);
            }
            return Ok(Compared { passages, places });
        }
    }

    /// Answers a question about a text.
    pub fn ask(&self, text: &str, asked: Asked, scratch: &mut Scratch) -> Outcome<Answer> {
        self.ask_about(Document::of(text), asked, Among::All, scratch)
    }

    /// The same for a text already read, among some of the texts.
    pub fn ask_about(
        &self,
        document: Document,
        asked: Asked,
        among: Among,
        scratch: &mut Scratch,
    ) -> Outcome<Answer> {
        let prints = Prints::of(&document.tokens, &self.key);
        let parts: Vec<Part<'_>> = self
            .opened
            .iter()
            .map(|opened| Part {
                table: opened.segment.table(),
                stretches: opened.segment.stretches(),
                first: opened.first,
            })
            .collect();
        // Removed texts and the text itself are left out afterwards, so ask for as many more.
        let spare = self.removed.len().min(1000) + 1;
        let wanted = asked.limit.max(if asked.align { COMPARED } else { 0 });
        let more = Wanted {
            limit: wanted + spare,
            before: match among {
                Among::Before(text) => text,
                Among::All | Among::Others(_) => u32::MAX,
            },
        };
        let mut found = candidates(&prints, &self.phrases, &parts, more, scratch);
        found.retain(|candidate| {
            among.has(candidate.text) && !self.removed.contains(&candidate.text)
        });
        found.truncate(wanted);
        let countable = countable(&document, &prints.runs, &self.phrases);
        let mut hits = Vec::new();
        let mut buffers = Buffers::default();
        let mut aligner: Option<Aligner<'_>> = None;
        let mut in_vain = 0;
        for (rank, candidate) in found.iter().enumerate() {
            let compared = if asked.align {
                rank < ALWAYS || candidate.score() >= TELLING
            } else {
                candidate.near >= HEAVY
            };
            if !compared {
                if !asked.align {
                    hits.push(Hit::unseen(candidate));
                }
                continue;
            }
            let aligner = aligner
                .get_or_insert_with(|| Aligner::with(&document, &prints.runs, &self.phrases));
            if rank >= ALWAYS
                && (in_vain == ENOUGH || !self.promises(aligner, candidate, &mut buffers)?)
            {
                in_vain = ENOUGH.min(in_vain + 1);
                if !asked.align {
                    hits.push(Hit::unseen(candidate));
                }
                continue;
            }
            in_vain = 0;
            let compared = self.compared(aligner, candidate)?;
            if asked.align {
                hits.extend(self.hit(candidate.text, compared, countable));
            } else {
                hits.push(Hit {
                    flagged: share(&compared.passages, countable, &self.limits).flagged,
                    ..Hit::unseen(candidate)
                });
            }
        }
        rank(&mut hits);
        hits.truncate(asked.limit);
        drop(aligner);
        Ok(Answer {
            document,
            countable,
            hits,
        })
    }

    /// What was found in an earlier text, if anything was.
    pub(crate) fn hit(&self, text: u32, compared: Compared, countable: u32) -> Option<Hit> {
        let Compared { passages, places } = compared;
        let amount = share(&passages, countable, &self.limits);
        (!passages.is_empty()).then(|| Hit {
            text,
            score: amount.counted.max(amount.longest),
            flagged: amount.flagged,
            share: Some(amount),
            passages,
            places,
        })
    }
}
