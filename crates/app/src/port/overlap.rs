//! Comparing texts with those of earlier dossiers, and what people say about what is found.

use std::collections::HashSet;
use std::ops::Range;

use async_trait::async_trait;
use sangkien_domain::id::{DossierId, PersonId};
use sangkien_domain::time::Instant;
use sangkien_novelty::align::Kind;

use super::Stored;
use crate::record::{OverlapExclusion, OverlapJudgement, SubmittedText};

/// What is stored of overlaps.
#[async_trait]
pub trait ReadOverlap {
    /// The latest submission of every dossier of which one was stamped or a file was read at `since`
    /// or later, those of standing intakes left out; by stamp.
    async fn latest_submissions(&mut self, since: Instant) -> Stored<Vec<SubmittedText>>;
    /// The latest submission of a dossier.
    async fn latest_submission(&mut self, dossier: DossierId) -> Stored<Option<SubmittedText>>;
    /// The code under which a dossier stands in the public registry.
    async fn published_code(&mut self, dossier: DossierId) -> Stored<Option<String>>;
    /// Stretches of a dossier that were said not to count, lifted ones included, by number.
    async fn overlap_exclusions(&mut self, dossier: DossierId) -> Stored<Vec<OverlapExclusion>>;
    /// Verdicts on a dossier, by earlier dossier and ordinal.
    async fn overlap_verdicts(&mut self, dossier: DossierId) -> Stored<Vec<OverlapJudgement>>;
}

/// What is stored of overlaps.
#[async_trait]
pub trait WriteOverlap {
    /// Says that a stretch does not count.
    async fn insert_overlap_exclusion(&mut self, new: &OverlapExclusion) -> Stored<()>;
    /// Lets a stretch count again. [`StoreError::Stale`](super::StoreError::Stale) when it does.
    async fn lift_overlap_exclusion(
        &mut self,
        dossier: DossierId,
        number: i64,
        by: PersonId,
        now: Instant,
    ) -> Stored<()>;
    /// Adds a verdict on a pair.
    async fn insert_overlap_verdict(&mut self, new: &OverlapJudgement) -> Stored<()>;
}

/// Why texts could not be compared or kept.
#[derive(Debug, thiserror::Error)]
#[error("texts cannot be compared: {0}")]
pub struct CompareError(pub String);

/// The text of one submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptText {
    /// Of which dossier; one text is kept of each.
    pub dossier: DossierId,
    /// Of which submission.
    pub submission: i64,
    /// Which text of it: it grows as its files are read.
    pub edition: i64,
    /// The text.
    pub text: String,
}

/// What a text is compared under.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The text.
    pub text: &'a str,
    /// The dossier it is of, whose kept text is left out.
    pub itself: Option<DossierId>,
    /// Stretches that do not count, in Unicode scalar values.
    pub excluded: &'a [Range<u32>],
    /// The most earlier texts to name.
    pub limit: usize,
}

/// A passage that a text has in common with an earlier one. Places are in Unicode scalar values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPassage {
    /// Where it stands in the text.
    pub here: Range<u32>,
    /// Where it stands in the earlier one.
    pub there: Range<u32>,
    /// How it was taken over.
    pub kind: Kind,
    /// Equal syllables that count.
    pub counted: u32,
    /// Whether it lies in a stretch that does not count.
    pub excluded: bool,
}

/// An earlier text that shares passages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundSource {
    /// Of which dossier.
    pub dossier: DossierId,
    /// Of which submission.
    pub submission: i64,
    /// Share of the new text found in it, in hundredths of a percent.
    pub share: u32,
    /// Counted syllables of the longest passage.
    pub longest: u32,
    /// Whether a limit is reached.
    pub flagged: bool,
    /// The passages, by their place in the new text.
    pub passages: Vec<FoundPassage>,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Syllables of the text that can count.
    pub countable: u32,
    /// Share of the text found in all earlier ones together, in hundredths of a percent.
    pub share: u32,
    /// The earlier texts, the weightiest first.
    pub sources: Vec<FoundSource>,
}

/// A passage of a pair with what is equal on both sides, in Unicode scalar values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairedPassage {
    /// The passage.
    pub passage: FoundPassage,
    /// What of it stands in the earlier text too.
    pub equal_here: Vec<Range<u32>>,
    /// What of it stands in the new text too.
    pub equal_there: Vec<Range<u32>>,
}

/// What two texts share.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pairing {
    /// The passages, by their place in the new text.
    pub passages: Vec<PairedPassage>,
    /// Share of the new text found in the earlier one, in hundredths of a percent.
    pub share: u32,
    /// Counted syllables of the longest passage.
    pub longest: u32,
    /// Whether a limit is reached.
    pub flagged: bool,
}

/// How a sweep of all kept texts stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SweepState {
    /// When it was begun; nothing when there was none under the limits of today.
    pub begun_at: Option<Instant>,
    /// When the last text was compared; nothing while some are left.
    pub ended_at: Option<Instant>,
    /// How much of it is done, in hundredths.
    pub percent: u32,
}

impl SweepState {
    /// Whether texts are still to be compared.
    pub const fn is_under_way(&self) -> bool {
        self.begun_at.is_some() && self.ended_at.is_none()
    }
}

/// Two dossiers of which a sweep found that they share something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPair {
    /// The two.
    pub dossiers: (DossierId, DossierId),
    /// The larger of the shares that each has of the other, in hundredths of a percent.
    pub share: u32,
    /// Counted syllables of the longest passage.
    pub longest: u32,
    /// Whether a limit is reached.
    pub flagged: bool,
}

/// Compares texts. What it keeps is made from storage and can be made again at any time.
pub trait Comparing: Send + Sync {
    /// Whether this text of a submission, or a later one, is kept.
    fn keeps(&self, dossier: DossierId, submission: i64, edition: i64) -> bool;
    /// Keeps texts, each in place of what was kept of its dossier; the next question finds them.
    fn keep(&self, texts: &[KeptText]) -> Result<(), CompareError>;
    /// Keeps no other texts than of these dossiers; nothing of the others is left.
    fn keep_only(&self, dossiers: &HashSet<DossierId>) -> Result<(), CompareError>;
    /// Dossiers whose text was read by an earlier engine, `most` at most. They answer meanwhile;
    /// [`Comparing::keep`] reads them anew.
    fn outdated(&self, most: usize) -> Vec<DossierId>;
    /// Puts what is kept into better order where that is due, beside questions and what is added;
    /// whether it was. It may take long.
    fn tidy(&self) -> Result<bool, CompareError>;
    /// Compares a text with all that are kept.
    fn compare(&self, question: Question<'_>) -> Result<Found, CompareError>;
    /// Compares two texts, told as [`Comparing::compare`] tells them.
    fn pair(
        &self,
        here: &str,
        there: &str,
        excluded: &[Range<u32>],
    ) -> Result<Pairing, CompareError>;
    /// Begins to compare every kept text with every other; those that came or changed since are
    /// compared by the same steps. Nothing when that was begun before under the limits of today.
    fn begin_sweep(&self, now: Instant) -> Result<(), CompareError>;
    /// Compares the next texts that are not compared yet, `most` at most; whether some are left.
    /// Wherever it is interrupted, the next call goes on.
    fn sweep(&self, most: usize, now: Instant) -> Result<bool, CompareError>;
    /// How the sweep stands, and what it found of the texts kept at the same moment: pairs with at
    /// least this share or flagged, the weightiest first.
    fn swept(&self, least: u32) -> Result<(SweepState, Vec<FoundPair>), CompareError>;
}
