//! The texts of an instance, kept for comparison: the port of `sangkien_app` over an index folder.
//!
//! Storage is what counts. A folder that is missing, damaged or of another version is begun anew,
//! and the instance hands every text over again.

mod sweeping;

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use sangkien_app::port::{
    CompareError, Comparing, Found, FoundPair, FoundPassage, FoundSource, KeptText, PairedPassage,
    Pairing, Question, SweepState,
};
use sangkien_domain::id::DossierId;
use sangkien_domain::time::Instant;
use sangkien_novelty::align::{Aligner, Kind, Passage, Run};
use sangkien_novelty::candidates::Scratch;
use sangkien_novelty::prints::Prints;
use sangkien_novelty::report::{Limits, Share, countable, share};
use sangkien_novelty::{Document, Key, phrases::Phrases};
use uuid::Uuid;

use crate::folder::{Filler, Folder};
use crate::index::{Answer, Asked, Hit, Index, place};
use crate::{Error, Outcome};

/// So many segments are put together into one, learning set phrases anew.
const SEGMENTS: usize = 24;

/// The texts of an instance.
#[derive(Debug)]
pub struct KeptTexts {
    path: PathBuf,
    secret: [u8; 32],
    limits: Limits,
    /// Whoever adds texts waits here; questions go on meanwhile.
    adding: Mutex<()>,
    current: RwLock<Arc<State>>,
    /// What is remembered between two steps of a sweep.
    sweeping: Mutex<Option<sweeping::Sweeping>>,
}

/// The index that answers, and which of its texts is whose.
#[derive(Debug, Default)]
struct State {
    index: Option<Index>,
    /// Version and number of the text in the index.
    of: HashMap<DossierId, (Version, u32)>,
}

/// Submission and edition of a text.
type Version = (i64, i64);

fn name(text: &KeptText) -> String {
    let KeptText {
        dossier,
        submission,
        edition,
        ..
    } = text;
    format!("{}/{submission}/{edition}", dossier.0)
}

fn parsed(name: &str) -> Option<(DossierId, Version)> {
    let (dossier, version) = name.split_once('/')?;
    // Folders from before files were compared name no edition.
    let (submission, edition) = version.split_once('/').unwrap_or((version, "0"));
    Some((
        DossierId(Uuid::parse_str(dossier).ok()?),
        (submission.parse().ok()?, edition.parse().ok()?),
    ))
}

impl From<Error> for CompareError {
    fn from(error: Error) -> Self {
        Self(error.to_string())
    }
}

impl State {
    fn of(index: Index) -> Self {
        let mut of = HashMap::new();
        for text in (0..index.texts()).filter(|text| !index.is_removed(*text)) {
            if let Some((dossier, version)) = index.name(text).and_then(parsed) {
                of.insert(dossier, (version, text));
            }
        }
        Self {
            index: Some(index),
            of,
        }
    }
}

impl KeptTexts {
    /// Opens the folder at `path`. `secret` is used when the folder is new.
    pub fn open(path: &Path, secret: [u8; 32], limits: Limits) -> Self {
        let state = match Index::open(path) {
            Ok(index) => State::of(index.with_limits(limits)),
            Err(error) => {
                if path.exists() {
                    tracing::warn!(%error, "the index of texts is begun anew");
                }
                State::default()
            }
        };
        Self {
            path: path.to_owned(),
            secret,
            limits,
            adding: Mutex::default(),
            current: RwLock::new(Arc::new(state)),
            sweeping: Mutex::default(),
        }
    }

    fn state(&self) -> Arc<State> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Writes the texts beside what is there and answers with both from then on.
    fn add(&self, texts: &[KeptText]) -> Outcome<()> {
        let state = self.state();
        let documents: Vec<(String, Document)> = texts
            .iter()
            .map(|one| (name(one), Document::of(&one.text)))
            .collect();
        match &state.index {
            None => self.make(&documents)?,
            Some(index) => {
                let mut folder = Folder::open(&self.path)?;
                let replaced = texts
                    .iter()
                    .filter_map(|one| index.position(state.of.get(&one.dossier)?.1));
                folder.remove(replaced.collect::<Vec<_>>());
                let phrases = folder.phrases()?;
                fill(&mut folder, &phrases, &documents)?;
            }
        }
        let mut index = Index::open(&self.path)?;
        if index.stats().segments > SEGMENTS {
            self.rewrite(&index, |_| true)?;
            index = Index::open(&self.path)?;
        }
        self.answer_with(State::of(index.with_limits(self.limits)));
        Ok(())
    }

    fn answer_with(&self, state: State) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(state);
    }

    fn make(&self, documents: &[(String, Document)]) -> Outcome<()> {
        let mut folder = Folder::create(&self.path, &self.secret)?;
        let phrases = folder.learn(documents.iter().map(|(_, document)| document))?;
        fill(&mut folder, &phrases, documents)
    }

    /// Puts what is wanted of all segments together, which answer until that is done.
    fn rewrite(&self, index: &Index, wanted: impl Fn(DossierId) -> bool) -> Outcome<()> {
        let mut documents = Vec::new();
        for text in (0..index.texts()).filter(|text| !index.is_removed(*text)) {
            let name = index.name(text).unwrap_or_default();
            if parsed(name).is_some_and(|(dossier, _)| wanted(dossier)) {
                documents.push((name.to_owned(), index.document(text, true)?));
            }
        }
        self.make(&documents)
    }

    fn only(&self, dossiers: &HashSet<DossierId>) -> Outcome<()> {
        let state = self.state();
        let Some(index) = &state.index else {
            return Ok(());
        };
        if state.of.keys().all(|dossier| dossiers.contains(dossier)) {
            return Ok(());
        }
        self.rewrite(index, |dossier| dossiers.contains(&dossier))?;
        let index = Index::open(&self.path)?;
        self.answer_with(State::of(index.with_limits(self.limits)));
        Ok(())
    }

    fn ask(&self, state: &State, question: Question<'_>) -> Outcome<Found> {
        let Some(index) = &state.index else {
            return Ok(Found::default());
        };
        let itself = question
            .itself
            .and_then(|dossier| Some(state.of.get(&dossier)?.1));
        let asked = Asked {
            align: true,
            limit: question.limit,
        };
        let document = Document::of(question.text);
        let answer = index.ask_about(document, asked, itself, &mut Scratch::default())?;
        let mut counting: Vec<&Passage> = Vec::new();
        let mut sources = Vec::new();
        for hit in &answer.hits {
            let Some((dossier, (submission, _))) = index.name(hit.text).and_then(parsed) else {
                continue;
            };
            let passages = passages(&answer, hit, question.excluded);
            let own: Vec<&Passage> = hit
                .passages
                .iter()
                .zip(&passages)
                .filter(|(_, told)| !told.excluded)
                .map(|(passage, _)| passage)
                .collect();
            let amount = share(own.iter().copied(), answer.countable, &self.limits);
            counting.extend(own);
            sources.push(source(dossier, submission, amount, passages));
        }
        sources.sort_by_key(|source| {
            std::cmp::Reverse((source.flagged, source.share, source.longest))
        });
        Ok(Found {
            countable: answer.countable,
            share: share(counting, answer.countable, &self.limits).hundredths,
            sources,
        })
    }
}

fn fill(folder: &mut Folder, phrases: &Phrases, documents: &[(String, Document)]) -> Outcome<()> {
    let mut filler = Filler::new(folder, phrases);
    for (name, document) in documents {
        filler.add(name, document)?;
    }
    filler.finish()?;
    folder.commit()
}

fn source(
    dossier: DossierId,
    submission: i64,
    amount: Share,
    passages: Vec<FoundPassage>,
) -> FoundSource {
    FoundSource {
        dossier,
        submission,
        share: amount.hundredths,
        longest: amount.longest,
        flagged: amount.flagged,
        passages,
    }
}

fn told(
    passage: &Passage,
    here: Range<u32>,
    there: Range<u32>,
    excluded: &[Range<u32>],
) -> FoundPassage {
    let within = |range: &Range<u32>| range.start <= here.start && here.end <= range.end;
    FoundPassage {
        excluded: excluded.iter().any(within),
        here,
        there,
        kind: passage.kind,
        counted: passage.counted,
    }
}

fn passages(answer: &Answer, hit: &Hit, excluded: &[Range<u32>]) -> Vec<FoundPassage> {
    hit.passages
        .iter()
        .zip(&hit.places)
        .map(|(passage, there)| {
            let here = place(&answer.document, &passage.query);
            told(passage, here, there.clone(), excluded)
        })
        .collect()
}

impl Comparing for KeptTexts {
    fn keeps(&self, dossier: DossierId, submission: i64, edition: i64) -> bool {
        let state = self.state();
        state
            .of
            .get(&dossier)
            .is_some_and(|(kept, _)| *kept >= (submission, edition))
    }

    fn keep(&self, texts: &[KeptText]) -> Result<(), CompareError> {
        let _adding = self.adding.lock().unwrap_or_else(PoisonError::into_inner);
        let new: Vec<KeptText> = texts
            .iter()
            .filter(|one| !self.keeps(one.dossier, one.submission, one.edition))
            .cloned()
            .collect();
        if new.is_empty() {
            return Ok(());
        }
        Ok(self.add(&new)?)
    }

    fn keep_only(&self, dossiers: &HashSet<DossierId>) -> Result<(), CompareError> {
        let _adding = self.adding.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(self.only(dossiers)?)
    }

    fn compare(&self, question: Question<'_>) -> Result<Found, CompareError> {
        Ok(self.ask(&self.state(), question)?)
    }

    fn pair(
        &self,
        here: &str,
        there: &str,
        excluded: &[Range<u32>],
    ) -> Result<Pairing, CompareError> {
        let (one, other) = (Document::of(here), Document::of(there));
        let state = self.state();
        let none = (Key::of(&self.secret), Phrases::of(Vec::new()));
        let (key, phrases) = state
            .index
            .as_ref()
            .map_or((&none.0, &none.1), Index::measure);
        let prints = Prints::of(&one.tokens, key).runs;
        let passages = Aligner::with(&one, &prints, phrases).compare(&other);
        let paired: Vec<(&Passage, PairedPassage)> = passages
            .iter()
            .filter(|passage| passage.counted > 0 || passage.kind == Kind::Quoted)
            .map(|passage| {
                let equal = |document: &Document, start: fn(&Run) -> usize| {
                    let run = |run: &Run| place(document, &(start(run)..start(run) + run.length));
                    let mut all: Vec<Range<u32>> = passage.runs.iter().map(run).collect();
                    all.sort_by_key(|range| range.start);
                    all
                };
                let told = PairedPassage {
                    equal_here: equal(&one, |run| run.query),
                    equal_there: equal(&other, |run| run.source),
                    passage: told(
                        passage,
                        place(&one, &passage.query),
                        place(&other, &passage.source),
                        excluded,
                    ),
                };
                (passage, told)
            })
            .collect();
        let counting = paired
            .iter()
            .filter(|(_, told)| !told.passage.excluded)
            .map(|(passage, _)| *passage);
        let amount = share(counting, countable(&one, &prints, phrases), &self.limits);
        Ok(Pairing {
            passages: paired.into_iter().map(|(_, told)| told).collect(),
            share: amount.hundredths,
            longest: amount.longest,
            flagged: amount.flagged,
        })
    }

    fn begin_sweep(&self, now: Instant) -> Result<(), CompareError> {
        Ok(self.begin(now)?)
    }

    fn sweep(&self, most: usize, now: Instant) -> Result<bool, CompareError> {
        Ok(self.step(most, now)?)
    }

    fn sweep_state(&self) -> Result<SweepState, CompareError> {
        Ok(self.standing()?)
    }

    fn pairs_found(&self, least: u32) -> Result<Vec<FoundPair>, CompareError> {
        Ok(self.found(least)?)
    }
}

#[cfg(test)]
mod tests;
