//! Which earlier texts are worth comparing syllable by syllable, best first.

use std::ops::Range;

use crate::phrases::Phrases;
use crate::prints::Prints;
use crate::table::{Stretches, Table};

/// Of more stretches that keep a print, the first so many are looked at.
const COMMON: usize = 64;
/// Syllables of the new text within which hits support one another.
const NEAR: u64 = 96;
/// The same for hits that few others stand between.
const WIDE: u64 = 512;
/// Prints that are looked up together, so that one waits for memory while the next is asked for.
const TOGETHER: usize = 32;
/// Two neighbouring stretches with hits of less weight are looked at only if there is hardly anything
/// else: one run that no other text has.
const FLOOR: u8 = 8;
/// Among very many stretches the floor is where hardly more than so many lie above it.
const MANY: usize = 1024;
/// In so many stretches a run is as rare as it looks; see [`spread`].
const FEW: usize = 1 << 17;
/// Stretches with hits of such weight are looked at even when others of the text have more.
const TELLING: u32 = 16;
/// So many texts are enough.
const ENOUGH: usize = 4;

/// An earlier text that shares prints with the new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its number.
    pub text: u32,
    /// The most of them that lie within a hundred syllables here and two stretches there, by weight:
    /// a run that one text has weighs 8, one that many have 1.
    pub near: u32,
    /// The same within five hundred syllables here: of a long copy with many changes few runs are
    /// left, far apart.
    pub wide: u32,
    /// The stretches of the text between which the telling ones lie.
    pub stretches: Range<u32>,
}

impl Candidate {
    /// What candidates are ranked by.
    pub const fn score(&self) -> u32 {
        self.near + self.wide
    }

    /// Adds what lies elsewhere in the same text.
    fn join(&mut self, other: &Self) {
        let telling = |found: &Self| found.wide >= TELLING;
        if telling(self) && telling(other) {
            self.stretches.start = self.stretches.start.min(other.stretches.start);
            self.stretches.end = self.stretches.end.max(other.stretches.end);
        } else if other.wide > self.wide {
            self.stretches = other.stretches.clone();
        }
        self.near = self.near.max(other.near);
        self.wide = self.wide.max(other.wide);
    }
}

/// Memory used again from question to question.
#[derive(Debug, Default)]
pub struct Scratch {
    /// The weight of the hits in each stretch.
    totals: Vec<u8>,
    touched: Vec<u32>,
    /// What is asked for: places and prints, set phrases left out.
    asked: Vec<(u32, u32)>,
    hits: Vec<Hit>,
    pairs: Vec<u64>,
}

#[derive(Debug, Clone, Copy)]
struct Hit {
    stretch: u32,
    at: u32,
    weight: u8,
}

/// Tables over consecutive numbers of texts, asked together.
#[derive(Debug, Clone, Copy)]
pub struct Part<'index> {
    /// The table; its stretches are numbered from 0.
    pub table: &'index Table,
    /// Where its texts begin among its stretches.
    pub stretches: &'index Stretches,
    /// The number of its first text among all.
    pub first: u32,
}

/// Which candidates are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// At most so many.
    pub limit: usize,
    /// Only texts with smaller numbers.
    pub before: u32,
}

impl Wanted {
    /// So many of all texts.
    pub const fn of_all(limit: usize) -> Self {
        Self {
            limit,
            before: u32::MAX,
        }
    }
}

/// The wanted texts that keep prints of the new text, best first. Texts with few hits are left out when
/// there are enough others.
///
/// `prints` are all prints of the new text.
pub fn candidates(
    prints: &Prints,
    phrases: &Phrases,
    parts: &[Part<'_>],
    wanted: Wanted,
    scratch: &mut Scratch,
) -> Vec<Candidate> {
    let Wanted { limit, before } = wanted;
    collect(prints, phrases, parts, before, scratch);
    let best = best(scratch);
    let mut found = detail(best.max(FLOOR), parts, scratch);
    if best < FLOOR && found.len() < limit.min(ENOUGH) {
        found = detail(best, parts, scratch);
    }
    for stretch in &scratch.touched {
        if let Some(total) = scratch.totals.get_mut(*stretch as usize) {
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
pub fn every(prints: &Prints, phrases: &Phrases, parts: &[Part<'_>]) -> Vec<u32> {
    let mut out: Vec<u32> = Vec::new();
    for print in (prints.all().into_iter()).filter(|print| !phrases.contains(*print)) {
        for part in parts {
            let stretches = part.table.stretches(print);
            out.extend(stretches.map(|stretch| part.first + part.stretches.text(stretch)));
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

const fn weight(found: usize) -> u8 {
    match found {
        1 => 8,
        2 => 6,
        3..=4 => 4,
        5..=8 => 3,
        9..=16 => 2,
        _ => 1,
    }
}

/// By how much a print may be shared more before it weighs less: a run of four syllables that ten texts of a
/// thousand have says little, one that ten of a million have says much. The root, because runs of one
/// phrase come together.
fn spread(parts: &[Part<'_>]) -> usize {
    let all: usize = parts.iter().map(|part| part.stretches.len()).sum();
    (all / FEW).max(1).isqrt()
}

/// The weight that a stretch has together with a neighbour.
fn together(stretch: u32, totals: &[u8]) -> u8 {
    let total = |stretch: u32| totals.get(stretch as usize).copied().unwrap_or(0);
    let beside = total(stretch + 1).max(stretch.checked_sub(1).map_or(0, total));
    total(stretch).saturating_add(beside)
}

/// The least weight that [`MANY`] stretches or fewer reach together with a neighbour.
fn best(scratch: &Scratch) -> u8 {
    let mut counts = [0_usize; 256];
    for stretch in &scratch.touched {
        let weight = together(*stretch, &scratch.totals);
        if let Some(count) = counts.get_mut(usize::from(weight)) {
            *count += 1;
        }
    }
    let mut above = 0;
    for (weight, count) in (0_u8..=u8::MAX).zip(counts).rev() {
        above += count;
        if above > MANY {
            return weight.saturating_add(1);
        }
    }
    0
}

fn collect(
    prints: &Prints,
    phrases: &Phrases,
    parts: &[Part<'_>],
    before: u32,
    scratch: &mut Scratch,
) {
    let all: usize = parts.iter().map(|part| part.stretches.len()).sum();
    scratch.totals.resize(all, 0);
    scratch.touched.clear();
    scratch.hits.clear();
    let mut asked = std::mem::take(&mut scratch.asked);
    asked.clear();
    let runs = (0_u32..).zip(prints.runs.iter().copied());
    let all = runs.chain(prints.masked.iter().copied());
    asked.extend(all.filter(|(_, print)| !phrases.contains(*print)));
    let (end, spread) = (first_stretch(before, parts), spread(parts));
    for together in asked.chunks(TOGETHER) {
        for part in parts {
            part.table.warm(together.iter().map(|(_, print)| *print));
        }
        for (at, print) in together {
            look_up((*print, *at), (end, spread), parts, scratch);
        }
    }
    scratch.asked = asked;
}

/// The first stretch, among those of all parts, of a text and of all after it.
fn first_stretch(text: u32, parts: &[Part<'_>]) -> u32 {
    let mut offset = 0;
    for part in parts {
        let local = text.saturating_sub(part.first);
        let all = u32::try_from(part.stretches.len()).unwrap_or(u32::MAX);
        match part.stretches.start(local) {
            Some(start) if start < all => return offset + start,
            _ => offset += all,
        }
    }
    offset
}

/// The stretches before `end` that keep a print, weighed by how many keep it in all.
fn look_up(
    (print, at): (u32, u32),
    (end, spread): (u32, usize),
    parts: &[Part<'_>],
    scratch: &mut Scratch,
) {
    let from = scratch.hits.len();
    let (mut offset, mut found) = (0, 0);
    for part in parts {
        for stretch in part.table.stretches(print).take(COMMON - found) {
            found += 1;
            if offset + stretch < end {
                scratch.hits.push(Hit {
                    stretch: offset + stretch,
                    at,
                    weight: 0,
                });
            }
        }
        offset += u32::try_from(part.stretches.len()).unwrap_or(u32::MAX);
    }
    let weight = weight(found.div_ceil(spread));
    for hit in scratch.hits.get_mut(from..).unwrap_or_default() {
        hit.weight = weight;
        if let Some(total) = scratch.totals.get_mut(hit.stretch as usize) {
            if *total == 0 {
                scratch.touched.push(hit.stretch);
            }
            *total = total.saturating_add(weight);
        }
    }
}

/// Looks at where the hits lie, of stretches that have so much together with a neighbour.
fn detail(floor: u8, parts: &[Part<'_>], scratch: &mut Scratch) -> Vec<Candidate> {
    scratch.pairs.clear();
    for hit in &scratch.hits {
        if together(hit.stretch, &scratch.totals) < floor {
            continue;
        }
        // A stretch is looked at together with the one before it, so each hit belongs to two pairs.
        let key = u64::from(hit.stretch) << 38 | u64::from(hit.at) << 6 | u64::from(hit.weight);
        scratch.pairs.push(key);
        scratch.pairs.push(key + (1 << 38));
    }
    scratch.pairs.sort_unstable();
    let mut out: Vec<Candidate> = Vec::new();
    for pair in scratch
        .pairs
        .chunk_by(|left, right| left >> 38 == right >> 38)
    {
        let wide = most(pair, WIDE);
        if wide < u32::from(floor) {
            continue;
        }
        let place = pair.first().and_then(|hit| text_of(hit >> 38, parts));
        let Some((text, stretches)) = place else {
            continue;
        };
        let found = Candidate {
            text,
            near: most(pair, NEAR),
            wide,
            stretches,
        };
        match out.last_mut().filter(|last| last.text == text) {
            Some(last) => last.join(&found),
            None => out.push(found),
        }
    }
    out
}

/// The most weight that the hits of two neighbouring stretches have within so many syllables of the
/// new text.
fn most(pair: &[u64], within: u64) -> u32 {
    let weight = |hit: u64| u32::try_from(hit & 63).unwrap_or(0);
    let at = |hit: u64| hit >> 6 & u64::from(u32::MAX);
    let (mut sum, mut best) = (0, 0);
    let mut open = pair.iter();
    for hit in pair {
        sum += weight(*hit);
        while let Some(first) = open.as_slice().first()
            && at(*first) + within < at(*hit)
        {
            sum -= weight(*first);
            open.next();
        }
        best = best.max(sum);
    }
    best
}

/// The number of the text that a stretch belongs to, and the stretch and the one before it as
/// numbered within the text.
fn text_of(stretch: u64, parts: &[Part<'_>]) -> Option<(u32, Range<u32>)> {
    let mut rest = u32::try_from(stretch).ok()?;
    for part in parts {
        let own = u32::try_from(part.stretches.len()).ok()?;
        match rest.checked_sub(own) {
            None => {
                let text = part.stretches.text(rest);
                let within = rest - part.stretches.first(text);
                let end = part.stretches.count(text).min(within + 1);
                return Some((part.first + text, within.saturating_sub(1)..end));
            }
            Some(beyond) => rest = beyond,
        }
    }
    None
}

#[cfg(test)]
mod tests;
