//! The texts of an instance, kept for comparison: the port of `sangkien_app` over an index folder.
//!
//! Storage is what counts. A folder that is missing, damaged or of another version is begun anew,
//! and the instance hands every text over again.

mod sweeping;
mod tidying;

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

use crate::folder::{Filler, Folder, every};
use crate::index::{Among, Answer, Asked, Hit, Index, place};
use crate::{Error, Outcome};

/// Number of the way in which texts are read and printed. It is raised with a change after which older
/// prints still answer, but not as they would be made today; texts kept by a lower one are then read
/// anew, one after another. A change after which they do not raises the version of the folder.
const ENGINE: u32 = 2;

/// The texts of an instance.
#[derive(Debug)]
pub struct KeptTexts {
    path: PathBuf,
    secret: [u8; 32],
    limits: Limits,
    /// Whoever adds texts waits here; questions go on meanwhile.
    adding: Mutex<()>,
    /// Whoever puts segments together works alone, and holds `adding` at its end only.
    tidying: Mutex<()>,
    /// [`ENGINE`], but for tests.
    engine: u32,
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

/// A text that is kept: submission, edition, and the engine that read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Version {
    of: (i64, i64),
    engine: u32,
}

fn name(text: &KeptText, engine: u32) -> String {
    let KeptText {
        dossier,
        submission,
        edition,
        ..
    } = text;
    let first = format!("{}/{submission}/{edition}", dossier.0);
    match engine {
        1 => first,
        later => format!("{first}/{later}"),
    }
}

fn parsed(name: &str) -> Option<(DossierId, Version)> {
    let mut parts = name.split('/');
    let dossier = DossierId(Uuid::parse_str(parts.next()?).ok()?);
    let submission = parts.next()?.parse().ok()?;
    // Folders from before files were compared name no edition, those of the first engine no engine.
    let edition = parts.next().map_or(Ok(0), str::parse).ok()?;
    let engine = parts.next().map_or(Ok(1), str::parse).ok()?;
    let of = (submission, edition);
    Some((dossier, Version { of, engine }))
}

impl From<Error> for CompareError {
    fn from(error: Error) -> Self {
        Self(error.to_string())
    }
}

impl State {
    fn of(index: Index) -> Self {
        Self::after(index, &Self::default())
    }

    /// The state with texts added to those of an earlier one, which keep their numbers: only the new ones
    /// are looked at, however many there are.
    fn after(index: Index, before: &Self) -> Self {
        let mut of = before.of.clone();
        let known = before.index.as_ref().map_or(0, Index::texts);
        for text in (known..index.texts()).filter(|text| !index.is_removed(*text)) {
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
            tidying: Mutex::default(),
            engine: ENGINE,
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
            .map(|one| (name(one, self.engine), Document::of(&one.text)))
            .collect();
        let mut folder = if let Some(index) = &state.index {
            let mut folder = Folder::open(&self.path)?;
            let replaced = texts
                .iter()
                .filter_map(|one| index.position(state.of.get(&one.dossier)?.1));
            folder.remove(replaced.collect::<Vec<_>>());
            folder
        } else {
            let mut folder = Folder::create(&self.path, &self.secret)?;
            folder.learn(documents.len(), |take| {
                let wanted = documents.iter().step_by(every(documents.len()));
                wanted.for_each(|(_, document)| take(document));
                Ok(())
            })?;
            folder
        };
        let phrases = folder.phrases()?;
        let mut filler = Filler::new(&mut folder, &phrases);
        for (name, document) in &documents {
            filler.add(name, document)?;
        }
        filler.finish()?;
        folder.commit()?;
        let index = self.open_after(&state)?;
        self.answer_by(State::after(index, &state));
        Ok(())
    }

    /// What counts in the folder now.
    fn open_after(&self, before: &State) -> Outcome<Index> {
        let index = Index::open_after(&self.path, before.index.as_ref())?;
        Ok(index.with_limits(self.limits))
    }

    /// Answers by this from now on.
    fn answer_by(&self, state: State) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(state);
    }

    fn ask(&self, state: &State, question: Question<'_>) -> Outcome<Found> {
        let Some(index) = &state.index else {
            return Ok(Found::default());
        };
        let itself = question.itself.and_then(|dossier| state.of.get(&dossier));
        let among = itself.map_or(Among::All, |(_, text)| Among::Others(*text));
        let asked = Asked {
            align: true,
            limit: question.limit,
        };
        let document = Document::of(question.text);
        let answer = index.ask_about(document, asked, among, &mut Scratch::default())?;
        let mut counting: Vec<&Passage> = Vec::new();
        let mut sources = Vec::new();
        for hit in &answer.hits {
            let Some((dossier, version)) = index.name(hit.text).and_then(parsed) else {
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
            sources.push(source(dossier, version.of.0, amount, passages));
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
            .is_some_and(|(kept, _)| kept.of >= (submission, edition))
    }

    fn outdated(&self, most: usize) -> Vec<DossierId> {
        let state = self.state();
        let earlier = |(kept, _): &(Version, u32)| kept.engine != self.engine;
        let texts = state.of.iter().filter(|(_, text)| earlier(text));
        texts.map(|(dossier, _)| *dossier).take(most).collect()
    }

    fn keep(&self, texts: &[KeptText]) -> Result<(), CompareError> {
        let _adding = self.adding.lock().unwrap_or_else(PoisonError::into_inner);
        let state = self.state();
        let is_kept = |one: &KeptText| {
            let (kept, _) = state.of.get(&one.dossier)?;
            let of = (one.submission, one.edition);
            Some(kept.of > of || kept.of == of && kept.engine == self.engine)
        };
        let new = texts.iter().filter(|one| is_kept(one) != Some(true));
        let new: Vec<KeptText> = new.cloned().collect();
        if new.is_empty() {
            return Ok(());
        }
        Ok(self.add(&new)?)
    }

    fn keep_only(&self, dossiers: &HashSet<DossierId>) -> Result<(), CompareError> {
        self.only(dossiers)?;
        self.forget_sweeping();
        Ok(())
    }

    fn tidy(&self) -> Result<bool, CompareError> {
        Ok(self.put_together()?)
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

    fn swept(&self, least: u32) -> Result<(SweepState, Vec<FoundPair>), CompareError> {
        Ok(self.found(least)?)
    }
}

#[cfg(test)]
mod tests;
