//! Putting segments together in the background, while questions are answered and texts added.

use std::collections::HashSet;
use std::sync::PoisonError;

use sangkien_domain::id::DossierId;
use sangkien_novelty::phrases::Phrases;

use super::{KeptTexts, State, parsed};
use crate::Outcome;
use crate::folder::{Filler, Folder, List, every};
use crate::index::Index;

/// So many segments are left as they are.
const SEGMENTS: usize = 12;
/// A segment is put together with those after it unless it has so many times their texts. So a text
/// is written again only a few times while the registry grows.
const TIMES: usize = 3;

/// What is to be put together.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Plan {
    /// The first of the segments; all after it belong to it.
    pub(super) from: usize,
    /// Whether set phrases are learned anew.
    pub(super) learns: bool,
}

impl Plan {
    /// What a folder is in need of. When its texts have become twice as many, they tell more of what
    /// is a set phrase; when half of what it holds no longer counts, it takes too much room.
    fn of(list: &List) -> Option<Self> {
        let sizes: Vec<usize> = list.segments.iter().map(|(_, texts)| *texts).collect();
        let all: usize = sizes.iter().sum();
        if all >= 2 * list.learned || list.removed.len() * 2 > all {
            return (all > 0).then_some(Self {
                from: 0,
                learns: true,
            });
        }
        if sizes.len() <= SEGMENTS {
            return None;
        }
        let (mut from, mut texts) = (sizes.len(), 0);
        for (at, size) in sizes.iter().enumerate().rev() {
            if *size > TIMES * texts && at + 1 < sizes.len() {
                break;
            }
            (from, texts) = (at, texts + size);
        }
        Some(Self {
            from,
            learns: false,
        })
    }
}

impl KeptTexts {
    /// Puts segments together where that is due; whether it was. What is made is written beside what
    /// answers and takes its place in one step, so a stop at any moment loses nothing.
    pub(super) fn put_together(&self) -> Outcome<bool> {
        let Ok(_alone) = self.tidying.try_lock() else {
            return Ok(false);
        };
        let (state, list) = {
            let _adding = self.adding.lock().unwrap_or_else(PoisonError::into_inner);
            let state = self.state();
            if state.index.is_none() {
                return Ok(false);
            }
            (state, Folder::open(&self.path)?.list().clone())
        };
        let (Some(index), Some(plan)) = (&state.index, Plan::of(&list)) else {
            return Ok(false);
        };
        let first = list.segments.iter().take(plan.from);
        let first = first.map(|(_, texts)| *texts).sum::<usize>();
        let first = u32::try_from(first).unwrap_or(u32::MAX);
        let wanted: Vec<u32> = live(index, first).collect();
        self.settle(self.make(index, wanted, plan)?)?;
        Ok(true)
    }

    /// Makes a folder of the wanted texts alone; nothing of the others is left.
    pub(super) fn only(&self, dossiers: &HashSet<DossierId>) -> Outcome<()> {
        let _alone = self.tidying.lock().unwrap_or_else(PoisonError::into_inner);
        let state = self.state();
        let Some(index) = &state.index else {
            return Ok(());
        };
        if state.of.keys().all(|dossier| dossiers.contains(dossier)) {
            return Ok(());
        }
        let is_wanted = |text: &u32| {
            let parsed = index.name(*text).and_then(parsed);
            parsed.is_some_and(|(dossier, _)| dossiers.contains(&dossier))
        };
        let wanted: Vec<u32> = live(index, 0).filter(is_wanted).collect();
        let plan = Plan {
            from: 0,
            learns: true,
        };
        self.settle(self.make(index, wanted, plan)?)
    }

    /// Writes the wanted texts beside all that is there, which answers on.
    pub(super) fn make<'index>(
        &self,
        index: &'index Index,
        wanted: Vec<u32>,
        plan: Plan,
    ) -> Outcome<Made<'index>> {
        let mut folder = Folder::beside(&self.path)?;
        let phrases = if plan.learns {
            folder.learn(wanted.len(), |take| {
                for text in wanted.iter().step_by(every(wanted.len())) {
                    take(&index.document(*text, false)?);
                }
                Ok(())
            })?
        } else {
            folder.phrases()?
        };
        fill(&mut folder, &phrases, (index, &wanted))?;
        Ok(Made {
            plan,
            index,
            wanted,
            folder,
            phrases,
        })
    }

    /// Puts what was made, and what was added meanwhile, into the place of all segments from that of
    /// the plan on.
    pub(super) fn settle(&self, mut made: Made<'_>) -> Outcome<()> {
        // From here on nothing is added.
        let _adding = self.adding.lock().unwrap_or_else(PoisonError::into_inner);
        let state = self.state();
        let Some(now) = &state.index else {
            return Ok(());
        };
        let places: Vec<(usize, u32)> = places(made.folder.list()).collect();
        let gone = made
            .wanted
            .iter()
            .zip(places)
            .filter(|(text, _)| now.is_removed(**text))
            .map(|(_, place)| place);
        let added: Vec<u32> = live(now, made.index.texts()).collect();
        fill(&mut made.folder, &made.phrases, (now, &added))?;
        let mut folder = Folder::open(&self.path)?;
        folder.replace(made.plan.from, &made.folder, gone)?;
        folder.commit()?;
        self.answer_by(State::of(self.open_after(&state)?));
        Ok(())
    }
}

/// What was written beside an index that answers.
pub(super) struct Made<'index> {
    plan: Plan,
    /// The index it was made of.
    index: &'index Index,
    /// Numbers in it of the texts that were written, in order.
    wanted: Vec<u32>,
    folder: Folder,
    phrases: Phrases,
}

/// The numbers of texts that count, from one on.
pub(super) fn live(index: &Index, from: u32) -> impl Iterator<Item = u32> {
    (from..index.texts()).filter(|text| !index.is_removed(*text))
}

/// Where the texts of a folder are, in the order in which they were put there.
fn places(list: &List) -> impl Iterator<Item = (usize, u32)> {
    let segments = list.segments.iter().enumerate();
    segments.flat_map(|(at, (_, texts))| {
        let texts = u32::try_from(*texts).unwrap_or(u32::MAX);
        (0..texts).map(move |text| (at, text))
    })
}

fn fill(made: &mut Folder, phrases: &Phrases, (index, texts): (&Index, &[u32])) -> Outcome<()> {
    let mut filler = Filler::new(made, phrases);
    for text in texts {
        let name = index.name(*text).unwrap_or_default();
        filler.add(name, &index.document(*text, true)?)?;
    }
    filler.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folder::VERSION;

    fn plan(sizes: &[usize], learned: usize, removed: u32) -> Option<(usize, bool)> {
        let list = List {
            version: VERSION,
            engine: (5, 4),
            key: String::new(),
            generation: 1,
            phrases: String::new(),
            learned,
            segments: sizes.iter().map(|size| (String::new(), *size)).collect(),
            removed: (0..removed).map(|text| (0, text)).collect(),
        };
        Plan::of(&list).map(|plan| (plan.from, plan.learns))
    }

    #[test]
    fn small_segments_are_put_together_and_large_ones_left() {
        let ones = [1; 13];
        assert_eq!(plan(&[], 0, 0), None);
        assert_eq!(plan(&ones[..12], 12, 0), None);
        assert_eq!(plan(&ones, 12, 0), Some((0, false)));
        let after = |large: usize| [&[large], &ones[..12]].concat();
        assert_eq!(plan(&after(36), 40, 0), Some((0, false)));
        assert_eq!(plan(&after(37), 40, 0), Some((1, false)));
        let mut mixed = after(1000);
        mixed.insert(1, 37);
        assert_eq!(plan(&mixed, 1000, 0), Some((2, false)));
    }

    #[test]
    fn set_phrases_are_learned_anew_when_there_are_twice_as_many_texts_or_half_of_them_are_gone() {
        assert_eq!(plan(&[1], 0, 0), Some((0, true)));
        assert_eq!(plan(&[199], 100, 0), None);
        assert_eq!(plan(&[200], 100, 0), Some((0, true)));
        assert_eq!(plan(&[100], 100, 50), None);
        assert_eq!(plan(&[100], 100, 51), Some((0, true)));
    }
}
