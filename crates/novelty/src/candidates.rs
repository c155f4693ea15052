//! Which earlier texts are worth comparing syllable by syllable, best first.

use crate::phrases::Phrases;
use crate::table::Table;

/// A print kept by more texts than this, and by more than one in [`COMMON_IN`], says nothing.
const COMMON: usize = 64;
/// See [`COMMON`].
const COMMON_IN: usize = 100;
/// Syllables of the new text within which hits support one another.
const NEAR: u32 = 96;
/// Texts whose hits are looked at in detail.
const DETAILED: usize = 160;

/// An earlier text that shares prints with the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// Its number.
    pub text: u32,
    /// Runs of the new text that it keeps prints of.
    pub hits: u32,
    /// The most of them within a stretch of a hundred syllables, by weight: a run that one text
    /// has weighs 8, one that many have 1.
    pub near: u32,
    /// All of them, by weight.
    pub total: u32,
}

impl Candidate {
    /// What candidates are ranked by. Scattered hits count no more than those that lie together:
    /// in a long text every other long text has some.
    pub fn score(&self) -> u32 {
        3 * self.near + self.total.min(3 * self.near)
    }
}

/// Memory used again from question to question.
#[derive(Debug, Default)]
pub struct Scratch {
    totals: Vec<u32>,
    touched: Vec<u32>,
    hits: Vec<Hit>,
}

#[derive(Debug, Clone, Copy)]
struct Hit {
    text: u32,
    at: u32,
    weight: u32,
}

/// Tables over consecutive numbers of texts, asked together.
#[derive(Debug, Clone, Copy)]
pub struct Part<'index> {
    /// The table; its texts are numbered from 0.
    pub table: &'index Table,
    /// The number of its first text among all.
    pub first: u32,
}

/// The texts that keep at least one print of the new text, best first, at most `limit`.
///
/// `prints` are all prints of the new text ([`crate::prints::prints`]); `texts` is how many earlier
/// texts there are.
pub fn candidates(
    prints: &[u32],
    phrases: &Phrases,
    parts: &[Part<'_>],
    texts: u32,
    limit: usize,
    scratch: &mut Scratch,
) -> Vec<Candidate> {
    collect(prints, phrases, parts, texts, scratch);
    let mut floor = 0;
    let mut chosen: Vec<u32> = scratch.touched.clone();
    let detailed = DETAILED.max(limit);
    if chosen.len() > detailed {
        let total = |text: &u32| scratch.totals.get(*text as usize).copied().unwrap_or(0);
        let (_, least, _) =
            chosen.select_nth_unstable_by(detailed, |left, right| total(right).cmp(&total(left)));
        // All that equal the last are taken, so that no order of texts decides.
        floor = total(least);
        chosen.retain(|text| total(text) > floor);
        if chosen.len() < limit {
            chosen = scratch
                .touched
                .iter()
                .copied()
                .filter(|text| total(text) >= floor)
                .collect();
        }
    }
    let mut found = detail(&chosen, floor, scratch);
    for text in &scratch.touched {
        if let Some(total) = scratch.totals.get_mut(*text as usize) {
            *total = 0;
        }
    }
    let order = |candidate: &Candidate| (std::cmp::Reverse(candidate.score()), candidate.text);
    found.sort_unstable_by_key(order);
    found.truncate(limit);
    found
}

/// Every text that keeps at least one print of the new text, in ascending order: nothing is ranked
/// away.
pub fn every(prints: &[u32], phrases: &Phrases, parts: &[Part<'_>]) -> Vec<u32> {
    let mut out: Vec<u32> = Vec::new();
    for print in prints.iter().filter(|print| !phrases.contains(**print)) {
        for part in parts {
            out.extend(part.table.texts(*print).map(|text| part.first + text));
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

fn weight(texts: usize) -> u32 {
    match texts {
        1 => 8,
        2 => 6,
        3..=4 => 4,
        5..=8 => 3,
        9..=16 => 2,
        _ => 1,
    }
}

fn collect(
    prints: &[u32],
    phrases: &Phrases,
    parts: &[Part<'_>],
    texts: u32,
    scratch: &mut Scratch,
) {
    scratch.totals.resize(texts as usize, 0);
    scratch.touched.clear();
    scratch.hits.clear();
    let most = COMMON.max(texts as usize / COMMON_IN);
    for (at, print) in prints.iter().enumerate() {
        let from = scratch.hits.len();
        for part in parts {
            for text in part.table.texts(*print) {
                scratch.hits.push(Hit {
                    text: part.first + text,
                    at: u32::try_from(at).unwrap_or(u32::MAX),
                    weight: 0,
                });
            }
        }
        let found = scratch.hits.len() - from;
        if found == 0 {
            continue;
        }
        if found > most || phrases.contains(*print) {
            scratch.hits.truncate(from);
            continue;
        }
        let weight = weight(found);
        for hit in scratch.hits.get_mut(from..).unwrap_or_default() {
            hit.weight = weight;
            if let Some(total) = scratch.totals.get_mut(hit.text as usize) {
                if *total == 0 {
                    scratch.touched.push(hit.text);
                }
                *total += weight;
            }
        }
    }
}

/// Looks at where the hits of the chosen texts lie.
fn detail(chosen: &[u32], floor: u32, scratch: &Scratch) -> Vec<Candidate> {
    let mut sorted = chosen.to_vec();
    sorted.sort_unstable();
    let mut hits: Vec<(u32, u32, u32)> = scratch
        .hits
        .iter()
        .filter(|hit| {
            let total = scratch.totals.get(hit.text as usize);
            total.is_some_and(|total| *total >= floor)
        })
        .map(|hit| (hit.text, hit.at, hit.weight))
        .collect();
    hits.sort_unstable();
    hits.chunk_by(|left, right| left.0 == right.0)
        .filter_map(|hits| {
            let text = hits.first()?.0;
            sorted.binary_search(&text).ok()?;
            let mut near = 0;
            let mut sum = 0;
            let mut open = hits.iter();
            for (_, at, weight) in hits {
                sum += weight;
                while open
                    .as_slice()
                    .first()
                    .is_some_and(|first| first.1 + NEAR < *at)
                {
                    sum -= open.next().map_or(0, |first| first.2);
                }
                near = near.max(sum);
            }
            Some(Candidate {
                text,
                hits: u32::try_from(hits.len()).unwrap_or(u32::MAX),
                near,
                total: hits.iter().map(|hit| hit.2).sum(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hits_close_together_weigh_more_than_scattered_ones() {
        let kept: Vec<(u32, u32)> = (0..5)
            .flat_map(|n| [(1000 + n, 0), (2000 + n, 1)])
            .collect();
        let table = Table::of(kept, 2).unwrap();
        let part = Part {
            table: &table,
            first: 0,
        };
        let mut prints = vec![0_u32; 2000];
        for n in 0..5 {
            prints[10 + n] = 1000 + u32::try_from(n).unwrap();
            prints[100 + 300 * n] = 2000 + u32::try_from(n).unwrap();
        }
        let mut scratch = Scratch::default();
        for _ in 0..2 {
            let found = candidates(&prints, &Phrases::default(), &[part], 2, 10, &mut scratch);
            assert_eq!(found.len(), 2);
            assert_eq!((found[0].text, found[0].near, found[0].total), (0, 40, 40));
            assert_eq!((found[1].text, found[1].near), (1, 8));
        }
        assert_eq!(every(&prints, &Phrases::default(), &[part]), [0, 1]);
    }
}
