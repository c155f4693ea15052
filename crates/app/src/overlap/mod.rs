//! What a dossier shares with earlier ones: the report, pairs side by side, the author's own check.
//!
//! Passages are found anew whenever somebody looks, since that takes milliseconds; only what people
//! say about them is stored. Each reader sees the sources that the guard lets them see. Of all
//! others they learn that there is something, and nothing more.

mod blind;
mod judge;
mod meaning;
mod meaning_upkeep;
mod open;
mod pair;
mod paper;
mod public;
mod sweep;
mod text;
mod upkeep;

use std::ops::Range;

use sangkien_domain::access::Power;
use sangkien_domain::id::DossierId;
use sangkien_domain::time::Instant;
pub use sangkien_novelty::align::Kind;
pub use sangkien_novelty::report::Authorship;

pub use judge::{Exclude, Judge};
pub use meaning::{AlikePlaces, ToldAlike};
pub(crate) use meaning_upkeep::MeaningProgress;
pub use pair::OverlapPair;
pub use paper::OverlapSheet;
pub use sweep::{SweepReport, SweptDossier, SweptPair, may_sweep};
pub use text::{Piece, PieceFile, Text};

use crate::App;
use crate::access::{self, Cover, Permitted, Source};
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::{Found, FoundPassage, FoundSource, Question, Reading};
use crate::record::{Dossier, OverlapExclusion, OverlapJudgement, SubmittedText};

/// The most earlier dossiers that are looked at.
const SOURCES: usize = 20;

/// How the reader may get to an earlier dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// They may read it.
    Dossier,
    /// It stands in the public registry, under this code.
    Registry(String),
}

/// An earlier dossier that the reader may know of.
#[derive(Debug, Clone)]
pub struct ToldSource {
    /// What was found.
    pub found: FoundSource,
    /// Its name.
    pub title: String,
    /// Its receipt code.
    pub code: String,
    /// Its authors; empty where the reader may not know them.
    pub authors: String,
    /// When it was first received.
    pub submitted_at: Option<Instant>,
    /// Whether it was received after the dossier that is looked at.
    pub later: bool,
    /// Whether all, some or none of its authors are authors of that dossier; not told to whoever
    /// judges one of the two without knowing whose it is.
    pub authorship: Option<Authorship>,
    /// Whether it was recognised.
    pub recognised: bool,
    /// How to get to it.
    pub way: Way,
    /// Verdicts on the pair, first to last.
    pub verdicts: Vec<OverlapJudgement>,
}

impl ToldSource {
    /// Whether anything of it counts, would count but for what was left out, or was judged. Scattered
    /// turns that reach nothing only hide what matters.
    fn is_worth_telling(&self) -> bool {
        let found = &self.found;
        found.flagged
            || found.share > 0
            || found.passages.iter().any(|passage| passage.excluded)
            || !self.verdicts.is_empty()
    }
}

/// What a dossier shares with earlier ones, as one reader may know it.
#[derive(Debug, Clone)]
pub struct OverlapReport {
    /// Its name.
    pub title: String,
    /// Its receipt code.
    pub code: String,
    /// Which submission was compared.
    pub submission: i64,
    /// The compared text.
    pub text: Text,
    /// Syllables of it that can count.
    pub countable: u32,
    /// Share found in the earlier dossiers told of, in hundredths of a percent.
    pub share: u32,
    /// Earlier dossiers, the weightiest first.
    pub sources: Vec<ToldSource>,
    /// Whether a limit is reached with a dossier that the reader may not know of.
    pub hidden: bool,
    /// Dossiers that say some of it in other words, by the estimate of a model; not part of any share.
    pub alike: Vec<ToldAlike>,
    /// Stretches that were said not to count, lifted ones included.
    pub exclusions: Vec<OverlapExclusion>,
    /// Whether the reader may give verdicts and say what does not count.
    pub may_judge: bool,
}

/// What an author learns before submitting.
#[derive(Debug, Clone)]
pub struct SelfCheck {
    /// What was written, compared as it is now.
    pub text: Text,
    /// Sources that reach a limit and that the author may know of.
    pub sources: Vec<ToldSource>,
    /// Whether a limit is reached with a dossier that the author may not know of.
    pub hidden: bool,
}

/// A dossier with the text that is compared.
struct Subject {
    dossier: Permitted<Dossier>,
    latest: SubmittedText,
    text: Text,
    exclusions: Vec<OverlapExclusion>,
    /// Its names, for whoever judges it without knowing whose it is: the text is then covered.
    cover: Option<Cover>,
}

impl Subject {
    fn may_judge(&self) -> bool {
        // Places in a covered text are not places in the text.
        if self.cover.is_some() {
            return false;
        }
        let powers = self.dossier.powers();
        [Power::Receive, Power::Convene, Power::Oversee]
            .into_iter()
            .any(|power| powers.allow(power))
    }

    /// Stretches of this submission that do not count.
    fn excluded(&self) -> Vec<Range<u32>> {
        self.exclusions
            .iter()
            .filter(|one| one.lifted_at.is_none() && one.submission == self.latest.submission)
            .map(|one| one.place.clone())
            .collect()
    }
}

impl App {
    /// What a dossier shares with earlier ones, for whoever handles it.
    ///
    /// # Errors
    /// `Absent` for others, and before the dossier was submitted.
    pub async fn overlap(&self, caller: &Caller, id: DossierId) -> Outcome<OverlapReport> {
        let mut store = self.read().await?;
        let subject = self.subject(store.as_mut(), caller, id).await?;
        let found = self.found(store.as_mut(), &subject).await?;
        let told = self
            .told(
                store.as_mut(),
                caller,
                (&subject.dossier, subject.cover.as_ref()),
                (&subject.text.text, &subject.excluded()),
                &found,
            )
            .await?;
        let alike = self.alike(store.as_mut(), caller, &subject).await?;
        Ok(OverlapReport {
            alike,
            title: subject.title(),
            code: subject.dossier.code.clone().unwrap_or_default(),
            submission: subject.latest.submission,
            countable: found.countable,
            share: if told.hidden || told.left_out {
                // The sum would tell of what is hidden.
                told.sources
                    .iter()
                    .map(|source| source.found.share)
                    .max()
                    .unwrap_or(0)
            } else {
                found.share
            },
            sources: told.sources,
            hidden: told.hidden,
            may_judge: subject.may_judge(),
            text: subject.text,
            exclusions: subject.exclusions,
        })
    }

    /// What the draft of a dossier shares with earlier ones, as far as its author may know. Weak
    /// likeness is left out: it would only be noise before anybody has judged it.
    ///
    /// # Errors
    /// `Absent` for whoever may not change the dossier.
    pub async fn check_own_overlap(&self, caller: &Caller, id: DossierId) -> Outcome<SelfCheck> {
        let mut store = self.read().await?;
        let dossier = access::dossier(store.as_mut(), &caller.actor, id, Power::Edit).await?;
        let rules = self.rules(store.as_mut(), dossier.rule_set).await?;
        let sections = store.sections(id).await?;
        let text = text::compose(&rules.form, &sections);
        let files = store.files(id).await?;
        let place = self.place(store.as_mut(), &dossier, self.now()).await?;
        let procedure = place.map(|place| place.version);
        let text = self
            .with_files(store.as_mut(), id, text, &files, procedure)
            .await?;
        self.catch_up(store.as_mut()).await?;
        let found = self.ports.comparing.compare(Question {
            text: &text.text,
            itself: Some(id),
            excluded: &[],
            limit: SOURCES,
        })?;
        let mut told = self
            .told(
                store.as_mut(),
                caller,
                (&dossier, None),
                (&text.text, &[]),
                &found,
            )
            .await?;
        told.sources.retain(|source| source.found.flagged);
        Ok(SelfCheck {
            text,
            sources: told.sources,
            hidden: told.hidden,
        })
    }

    async fn subject(
        &self,
        store: &mut dyn Reading,
        caller: &Caller,
        id: DossierId,
    ) -> Outcome<Subject> {
        let dossier = access::dossier(store, &caller.actor, id, Power::ReadInternal).await?;
        let (latest, text) = self.latest_text(store, id).await?.ok_or(Failure::Absent)?;
        let mut subject = Subject {
            exclusions: store.overlap_exclusions(id).await?,
            cover: access::cover(store, &dossier).await?,
            dossier,
            latest,
            text,
        };
        blind::blind(&mut subject);
        Ok(subject)
    }

    async fn found(&self, store: &mut dyn Reading, subject: &Subject) -> Outcome<Found> {
        self.catch_up(store).await?;
        Ok(self.ports.comparing.compare(Question {
            text: &subject.text.text,
            itself: Some(subject.dossier.id),
            excluded: &subject.excluded(),
            limit: SOURCES,
        })?)
    }

    async fn told(
        &self,
        store: &mut dyn Reading,
        caller: &Caller,
        (dossier, cover): (&Permitted<Dossier>, Option<&Cover>),
        compared: (&str, &[Range<u32>]),
        found: &Found,
    ) -> Outcome<Told> {
        let verdicts = store.overlap_verdicts(dossier.id).await?;
        let mut told = Told::default();
        for one in &found.sources {
            let source = access::source(store, &caller.actor, one.dossier).await?;
            let told_of = match source {
                Source::Gone => {
                    told.left_out = true;
                    continue;
                }
                Source::Open(source) => {
                    let own = access::cover(store, &source).await?;
                    let mut told = open::source(caller, dossier, *source, one);
                    if let Some(own) = own {
                        blind::blind_source(&mut told, &own);
                    }
                    told
                }
                Source::Public(code) => {
                    let entry = store.registry_entry(&code).await?.ok_or(Failure::Absent)?;
                    let comparing = self.ports.comparing.as_ref();
                    let (shown, more) = public::shown(comparing, compared, one, entry)?;
                    told.left_out |= more;
                    let is_told = shown.as_ref().is_some_and(|shown| shown.found.flagged);
                    told.hidden |= more && one.flagged && !is_told;
                    let Some(shown) = shown else { continue };
                    shown
                }
                Source::Hidden => {
                    told.left_out = true;
                    told.hidden |= one.flagged;
                    continue;
                }
            };
            let on_pair = |verdict: &&OverlapJudgement| verdict.source == one.dossier;
            let mut told_of = ToldSource {
                verdicts: verdicts.iter().filter(on_pair).cloned().collect(),
                ..told_of
            };
            if let Some(cover) = cover {
                blind::blind_source(&mut told_of, cover);
            }
            if told_of.is_worth_telling() {
                told.sources.push(told_of);
            }
        }
        // What the registry shows of a source may weigh less than the whole of it.
        let weight = |one: &ToldSource| (one.found.flagged, one.found.share, one.found.longest);
        told.sources
            .sort_by_key(|one| std::cmp::Reverse(weight(one)));
        Ok(told)
    }
}

/// Sources as one reader may know them.
#[derive(Default)]
struct Told {
    sources: Vec<ToldSource>,
    /// A limit is reached with a source that is not told.
    hidden: bool,
    /// Some source is not told.
    left_out: bool,
}

/// Passages that are worth showing of a source: those that count, and quotations.
pub fn shown(found: &FoundSource, least: u32) -> impl Iterator<Item = &FoundPassage> {
    found
        .passages
        .iter()
        .filter(move |passage| passage.counted >= least || passage.kind == Kind::Quoted)
}
