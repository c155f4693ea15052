//! Every kept text against all others, step by step.

use std::cmp::Reverse;
use std::sync::{MutexGuard, PoisonError, Weak};

use sangkien_app::port::{FoundPair, SweepState};
use sangkien_domain::time::Instant;
use sangkien_novelty::candidates::Scratch;

use super::{KeptTexts, State, parsed};
use crate::Outcome;
use crate::index::{Asked, Index};
use crate::sweep::PARTNERS;
use crate::swept::{Line, Names, Swept};

/// A pair that reaches no limit is kept from this share on, in hundredths of a percent.
const KEPT_FROM: u32 = 100;

/// A sweep under way.
#[derive(Debug, Default)]
pub(super) struct Sweeping {
    /// Texts that are done.
    done: Names,
    /// The index in which `next` is a number.
    over: Weak<State>,
    /// No text before this one is left.
    next: u32,
}

impl KeptTexts {
    fn swept(&self) -> Swept {
        Swept::new(self.path.join("sweep"), self.limits)
    }

    fn sweeping(&self) -> MutexGuard<'_, Option<Sweeping>> {
        self.sweeping.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn begin(&self, now: Instant) -> Outcome<()> {
        let mut sweeping = self.sweeping();
        let swept = self.swept();
        if swept.standing().is_some_and(|sweep| sweep.ended.is_none()) {
            return Ok(());
        }
        *sweeping = None;
        let state = self.state();
        swept.begin(now.0, |name| state.keeps_name(name))
    }

    pub(super) fn step(&self, most: usize, now: Instant) -> Outcome<bool> {
        let mut sweeping = self.sweeping();
        let swept = self.swept();
        let Some(standing) = swept.standing().filter(|sweep| sweep.ended.is_none()) else {
            return Ok(false);
        };
        let state = self.state();
        let mut under_way = match sweeping.take() {
            Some(under_way) => under_way,
            None => Sweeping {
                done: swept.done()?,
                ..Sweeping::default()
            },
        };
        if !std::ptr::eq(under_way.over.as_ptr(), std::sync::Arc::as_ptr(&state)) {
            under_way.over = std::sync::Arc::downgrade(&state);
            under_way.next = 0;
        }
        let mut left = most;
        if let Some(index) = &state.index {
            let mut scratch = Scratch::default();
            while left > 0 && under_way.next < index.texts() {
                let text = under_way.next;
                if compared(index, text, &mut under_way.done, (&swept, &mut scratch))? {
                    left -= 1;
                }
                under_way.next += 1;
            }
        }
        if left > 0 {
            swept.end(standing.begun, now.0)?;
            return Ok(false);
        }
        *sweeping = Some(under_way);
        Ok(true)
    }

    pub(super) fn standing(&self) -> Outcome<SweepState> {
        let mut sweeping = self.sweeping();
        let swept = self.swept();
        let Some(standing) = swept.standing() else {
            return Ok(SweepState::default());
        };
        let percent = if standing.ended.is_some() {
            100
        } else {
            let done = if let Some(under_way) = &*sweeping {
                under_way.done.len()
            } else {
                let under_way = sweeping.insert(Sweeping {
                    done: swept.done()?,
                    ..Sweeping::default()
                });
                under_way.done.len()
            };
            // Hundred is said when it has ended.
            u32::try_from(done * 100 / self.state().of.len().max(1)).map_or(99, |part| part.min(99))
        };
        Ok(SweepState {
            begun_at: Some(Instant(standing.begun)),
            ended_at: standing.ended.map(Instant),
            percent,
        })
    }

    pub(super) fn found(&self, least: u32) -> Outcome<Vec<FoundPair>> {
        let swept = self.swept();
        if swept.standing().is_none() {
            return Ok(Vec::new());
        }
        let state = self.state();
        let live = |line: &Line| state.keeps_name(&line.names.0) && state.keeps_name(&line.names.1);
        let of = |name: &str| parsed(name).map(|(dossier, _)| dossier);
        let lines = swept.pairs(live)?;
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
        Ok(pairs)
    }
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
    (swept, scratch): (&Swept, &mut Scratch),
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
    let answer = index.ask_about(document, asked, Some(text), scratch)?;
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
    swept.add(name, answer.countable, pairs)?;
    done.add(name);
    Ok(true)
}
