//! Every kept text against all others, step by step; once begun, it follows what comes and changes.

use std::cmp::Reverse;
use std::sync::{Arc, MutexGuard, PoisonError, Weak};

use sangkien_app::port::{FoundPair, SweepState};
use sangkien_domain::time::Instant;
use sangkien_novelty::candidates::Scratch;

use super::{KeptTexts, State, parsed};
use crate::Outcome;
use crate::index::{Among, Asked, Index};
use crate::sweep::PARTNERS;
use crate::swept::{Line, Names, Swept};

/// A pair that reaches no limit is kept from this share on, in hundredths of a percent.
const KEPT_FROM: u32 = 100;

/// What is remembered between two steps.
#[derive(Debug, Default)]
pub(super) struct Sweeping {
    /// Texts that are done.
    done: Names,
    /// The index in which `next` is a number.
    over: Weak<State>,
    /// No text before this one is left.
    next: u32,
}

impl Sweeping {
    fn is_over(&self, state: &Arc<State>) -> bool {
        std::ptr::eq(self.over.as_ptr(), Arc::as_ptr(state))
    }

    /// Whether no text of this index is left.
    fn has_all(&self, state: &Arc<State>) -> bool {
        let texts = state.index.as_ref().map_or(0, Index::texts);
        self.is_over(state) && self.next >= texts
    }
}

impl KeptTexts {
    fn files(&self) -> Swept {
        Swept::new(self.path.join("sweep"), self.limits)
    }

    fn sweeping(&self) -> MutexGuard<'_, Option<Sweeping>> {
        self.sweeping.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has the next step leave out what was found of texts that are no longer kept.
    pub(super) fn forget_sweeping(&self) {
        *self.sweeping() = None;
    }

    pub(super) fn begin(&self, now: Instant) -> Outcome<()> {
        let mut sweeping = self.sweeping();
        let files = self.files();
        if files.standing().is_none() {
            *sweeping = None;
            files.begin(now.0)?;
        }
        Ok(())
    }

    pub(super) fn step(&self, most: usize, now: Instant) -> Outcome<bool> {
        let mut sweeping = self.sweeping();
        let files = self.files();
        let Some(standing) = files.standing() else {
            return Ok(false);
        };
        let state = self.state();
        let mut under_way = match sweeping.take() {
            Some(under_way) => under_way,
            None => Sweeping {
                done: files.tidy(|name| state.keeps_name(name))?,
                ..Sweeping::default()
            },
        };
        if !under_way.is_over(&state) {
            under_way.over = Arc::downgrade(&state);
            under_way.next = 0;
        }
        let mut left = most;
        if let Some(index) = &state.index {
            let mut scratch = Scratch::default();
            while left > 0 && under_way.next < index.texts() {
                let text = under_way.next;
                if compared(index, text, &mut under_way.done, (&files, &mut scratch))? {
                    left -= 1;
                }
                under_way.next += 1;
            }
        }
        let all = under_way.has_all(&state);
        if all && (left < most || standing.ended.is_none()) {
            files.end(standing.begun, now.0)?;
        }
        *sweeping = Some(under_way);
        Ok(!all)
    }

    pub(super) fn found(&self, least: u32) -> Outcome<(SweepState, Vec<FoundPair>)> {
        // No step comes between how it stands and what it found.
        let sweeping = self.sweeping();
        let files = self.files();
        let Some(standing) = files.standing() else {
            return Ok((SweepState::default(), Vec::new()));
        };
        let state = self.state();
        let has_all = |sweeping: &Sweeping| sweeping.has_all(&state);
        let ended = standing
            .ended
            .filter(|_| sweeping.as_ref().is_some_and(has_all));
        let percent = if ended.is_some() {
            100
        } else {
            let done = match &*sweeping {
                Some(sweeping) => sweeping.done.len(),
                None => files.done()?.len(),
            };
            // Hundred is said when it has ended.
            u32::try_from(done * 100 / state.of.len().max(1)).map_or(99, |part| part.min(99))
        };
        let stands = SweepState {
            begun_at: Some(Instant(standing.begun)),
            ended_at: ended.map(Instant),
            percent,
        };
        let live = |line: &Line| state.keeps_name(&line.names.0) && state.keeps_name(&line.names.1);
        let lines = files.pairs(live)?;
        drop(sweeping);
        Ok((stands, weighed(&lines, least)))
    }
}

/// Pairs that share at least this or are flagged, the weightiest first.
fn weighed(lines: &[Line], least: u32) -> Vec<FoundPair> {
    let of = |name: &str| parsed(name).map(|(dossier, _)| dossier);
    let mut pairs: Vec<FoundPair> = lines
        .iter()
        .filter(|line| line.flagged || line.share >= least)
        .filter_map(|line| {
            Some(FoundPair {
                dossiers: (of(&line.names.0)?, of(&line.names.1)?),
                share: line.share,
                longest: line.longest,
                flagged: line.flagged,
            })
        })
        .collect();
    pairs.sort_by_key(|pair| {
        let weight = (pair.flagged, pair.share, pair.longest);
        (Reverse(weight), pair.dossiers)
    });
    pairs
}

impl State {
    /// Whether the text of this name is the one that is kept of its dossier.
    fn keeps_name(&self, name: &str) -> bool {
        let kept = |(dossier, version)| {
            let (kept, _) = self.of.get(&dossier)?;
            Some(*kept == version)
        };
        parsed(name).and_then(kept).unwrap_or(false)
    }
}

/// Compares a text with all others unless it is done, and writes what was found.
fn compared(
    index: &Index,
    text: u32,
    done: &mut Names,
    (files, scratch): (&Swept, &mut Scratch),
) -> Outcome<bool> {
    let name = index.name(text).unwrap_or_default();
    if index.is_removed(text) || parsed(name).is_none() || done.has(name) {
        return Ok(false);
    }
    let asked = Asked {
        align: true,
        limit: PARTNERS,
    };
    let document = index.document(text, false)?;
    let answer = index.ask_about(document, asked, Among::Others(text), scratch)?;
    let mut pairs = Vec::new();
    for hit in &answer.hits {
        let (Some(other), Some(share)) = (index.name(hit.text), hit.share) else {
            continue;
        };
        // The pair is written when the second of the two is asked about.
        if done.has(other) && (share.flagged || share.hundredths >= KEPT_FROM) {
            pairs.push(Line {
                names: (name.to_owned(), other.to_owned()),
                counted: share.counted,
                share: share.hundredths,
                longest: share.longest,
                flagged: share.flagged,
            });
        }
    }
    files.add(name, answer.countable, pairs)?;
    done.add(name);
    Ok(true)
}
