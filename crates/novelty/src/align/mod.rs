//! Two texts compared syllable by syllable: the passages they share, exact on both sides.
//!
//! Seeds are runs of at least three equal syllables ([`seeds`]); runs that lie close together on
//! both sides are one passage as long as what is equal outweighs what lies between ([`chain`]);
//! the ends are then moved to the last syllable that still agrees. What a passage is, is told by
//! what differs inside it ([`kind`]).
//!
//! The result is the same whichever of the two is asked about: both are first put in one order.

mod chain;
mod dense;
mod kind;
mod seeds;

use std::ops::Range;

pub use kind::Kind;
pub use seeds::Run;

use crate::document::{Document, Token};
use crate::key::Key;
use crate::masked;
use crate::phrases::{self, Phrases};
use crate::prints::prints;

/// A passage that both texts have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its tokens in the new text.
    pub query: Range<usize>,
    /// Its tokens in the earlier text.
    pub source: Range<usize>,
    /// How it was taken over.
    pub kind: Kind,
    /// Equal syllables, in runs of the new text.
    pub runs: Vec<Run>,
    /// Equal syllables that are neither set phrase nor quotation.
    pub counted: u32,
    /// All equal syllables, each once, on the side where they are fewer.
    pub equal: u32,
    /// Syllables of names and numbers that stand where the other text has others.
    pub swapped: u32,
}

impl Passage {
    /// Moves it in the earlier text, of which only a part was compared.
    pub fn shift(&mut self, by: usize) {
        self.source = self.source.start + by..self.source.end + by;
        for run in &mut self.runs {
            run.source += by;
        }
    }
}

/// Fewer counted syllables are no passage.
pub const SHORTEST: u32 = 8;

/// The prepared new text, compared with one earlier text after another.
#[derive(Debug)]
pub struct Aligner<'text> {
    query: &'text Document,
    rank: (usize, u64),
    seeds: seeds::Seeds,
    dense: dense::Dense,
    /// For each token of the new text: whether a set phrase starts there.
    phrases: Vec<bool>,
    /// Distances in the new text; see [`masked::steps`].
    steps: Vec<u32>,
    names: Vec<bool>,
}

impl<'text> Aligner<'text> {
    /// Prepares a text.
    pub fn of(query: &'text Document, key: &Key, phrases: &Phrases) -> Self {
        Self::with(query, &prints(&query.tokens, key), phrases)
    }

    /// Prepares a text whose prints are known.
    pub fn with(query: &'text Document, prints: &[u32], phrases: &Phrases) -> Self {
        let members = masked::members(&query.tokens);
        Self {
            query,
            rank: query.rank(),
            seeds: seeds::Seeds::of(&query.tokens),
            phrases: prints
                .iter()
                .map(|print| phrases.contains(*print))
                .collect(),
            steps: masked::steps(&members, query.tokens.len()),
            dense: dense::Dense::of(members),
            names: masked::classes(&query.tokens),
        }
    }

    /// Whether a part of an earlier text can have a passage worth telling, from what its syllables
    /// sound like without marks. Much faster than comparing.
    pub fn promises(&self, skeletons: &[u64]) -> bool {
        self.seeds.promise(skeletons)
    }

    /// The passages shared with an earlier text, in order of the new text.
    pub fn compare(&mut self, source: &Document) -> Vec<Passage> {
        let (new, earlier) = (&self.query.tokens, &source.tokens);
        let mut runs = self.seeds.runs(new, earlier);
        let members = masked::members(earlier);
        self.dense.runs(new, (earlier, &members), &mut runs);
        if runs.is_empty() {
            return Vec::new();
        }
        let swapped = source.rank() < self.rank;
        // Runs wholly within set phrases tie nothing together.
        let weighed = runs
            .iter()
            .map(|run| (*run, self.worth(run)))
            .filter(|(_, worth)| *worth > 0);
        let own = masked::steps(&members, earlier.len());
        let mut groups = if swapped {
            let mirrored = weighed.map(|(run, worth)| (run.mirrored(), worth));
            let mut groups = chain::groups(mirrored.collect(), (&own, &self.steps));
            for run in groups.iter_mut().flatten() {
                *run = run.mirrored();
            }
            groups
        } else {
            chain::groups(weighed.collect(), (&self.steps, &own))
        };
        if groups.is_empty() {
            return Vec::new();
        }
        let names = masked::classes(&source.tokens);
        let mut out: Vec<Passage> = groups
            .drain(..)
            .filter_map(|group| self.passage(source, &names, group))
            .collect();
        told_once(&mut out, swapped);
        out.sort_by_key(|passage| (passage.query.start, passage.source.start));
        out
    }

    fn is_quoted(&self, at: usize) -> bool {
        let token = self.query.tokens.get(at);
        token.is_some_and(|token| token.is(Token::QUOTED))
    }

    /// Syllables of a run that count, quotations apart.
    fn worth(&self, run: &Run) -> u32 {
        let mut worth = 0;
        self.each_telling(run, |_| worth += 1);
        worth
    }

    /// Calls with the step of each syllable of a run that counts ([`phrases::each_telling`]).
    fn each_telling(&self, run: &Run, act: impl FnMut(usize)) {
        let starts = |step| self.phrases.get(run.query + step) == Some(&true);
        phrases::each_telling(run.length, starts, act);
    }

    /// Syllables that count, each once, on the side where they are fewer: a sentence repeated on
    /// one side is one sentence.
    fn counted_once(&self, source: &Document, runs: &[Run]) -> u32 {
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for run in runs {
            self.each_telling(run, |step| {
                let (query, own) = (run.query + step, run.source + step);
                let quoted = source.tokens.get(own);
                let quoted = quoted.is_some_and(|token| token.is(Token::QUOTED));
                if !quoted && !self.is_quoted(query) {
                    left.push(query);
                    right.push(own);
                }
            });
        }
        for side in [&mut left, &mut right] {
            side.sort_unstable();
            side.dedup();
        }
        u32::try_from(left.len().min(right.len())).unwrap_or(u32::MAX)
    }

    fn passage(&self, source: &Document, names: &[bool], mut runs: Vec<Run>) -> Option<Passage> {
        runs.sort_unstable_by_key(|run| (run.query, run.source));
        extend(&self.query.tokens, &source.tokens, &mut runs);
        let counted = self.counted_once(source, &runs);
        let equal = covered(&runs, |run| run.query).min(covered(&runs, |run| run.source));
        let query = runs.iter().map(|run| run.query).min()?
            ..runs.iter().map(|run| run.query + run.length).max()?;
        let from = runs.iter().map(|run| run.source).min()?;
        let to = runs.iter().map(|run| run.source + run.length).max()?;
        let quoted = (query.clone()).filter(|at| self.is_quoted(*at)).count();
        let quoted = quoted * 10 >= query.len() * 7;
        let chain = kind::in_order(&runs);
        let side = |tokens, names| kind::Side { tokens, names };
        let between = kind::Between::of(
            &side(&self.query.tokens, &self.names),
            &side(&source.tokens, names),
            &chain,
        );
        let kind = if quoted {
            Kind::Quoted
        } else {
            let texts = (self.query.tokens.as_slice(), source.tokens.as_slice());
            kind::of(texts, &runs, &chain, &between)
        };
        (quoted || counted >= SHORTEST).then_some(Passage {
            query,
            source: from..to,
            kind,
            runs,
            counted,
            equal: u32::try_from(equal).unwrap_or(u32::MAX),
            swapped: between.swapped,
        })
    }
}

/// Syllables of one side that runs cover, each once: a sentence that a text repeats is one
/// sentence.
fn covered(runs: &[Run], side: impl Fn(&Run) -> usize) -> usize {
    let mut places: Vec<(usize, usize)> = runs.iter().map(|run| (side(run), run.length)).collect();
    places.sort_unstable();
    let (mut reach, mut sum) = (0, 0);
    for (from, length) in places {
        let end = from + length;
        sum += end.saturating_sub(reach.max(from));
        reach = reach.max(end);
    }
    sum
}

/// Leaves out passages most of which a larger one has told already, on either side: a sentence that
/// a text repeats is one sentence. Of equals the earlier one is kept, seen from the same text in both
/// directions.
fn told_once(passages: &mut Vec<Passage>, swapped: bool) {
    passages.sort_by_key(|passage| {
        let (mut first, mut second) = (passage.query.start, passage.source.start);
        if swapped {
            std::mem::swap(&mut first, &mut second);
        }
        let size = passage.equal.min(passage.counted);
        (std::cmp::Reverse(size), first, second)
    });
    let mut kept: Vec<Passage> = Vec::with_capacity(passages.len());
    for passage in passages.drain(..) {
        let told = kept.iter().any(|larger| {
            inside(&passage.query, &larger.query) || inside(&passage.source, &larger.source)
        });
        if !told {
            kept.push(passage);
        }
    }
    *passages = kept;
}

/// Whether at least half of a range lies within another.
fn inside(range: &Range<usize>, by: &Range<usize>) -> bool {
    let shared = range
        .end
        .min(by.end)
        .saturating_sub(range.start.max(by.start));
    shared * 2 >= range.len()
}

/// Points for an equal syllable beyond the last run, and against one that differs.
const GAIN: i32 = 2;
const LOSS: i32 = 3;
/// So far below its best the search beyond an end gives up.
const DROP: i32 = 7;

/// Moves both ends of a passage outwards while syllables still agree on the diagonal.
fn extend(query: &[Token], source: &[Token], runs: &mut Vec<Run>) {
    let (Some(first), Some(last)) = (runs.first().copied(), runs.last().copied()) else {
        return;
    };
    if runs.iter().all(|run| run.source >= first.source) {
        let steps = first.query.min(first.source);
        let equal = |step: usize| {
            step < steps
                && same(
                    query,
                    first.query - 1 - step,
                    source,
                    first.source - 1 - step,
                )
        };
        for (from, length) in beyond(steps, equal) {
            let end = from + length;
            runs.insert(
                0,
                Run {
                    query: first.query - end,
                    source: first.source - end,
                    length,
                },
            );
        }
    }
    if runs
        .iter()
        .all(|run| run.source + run.length <= last.source + last.length)
    {
        let (q, s) = (last.query + last.length, last.source + last.length);
        let steps = query
            .len()
            .saturating_sub(q)
            .min(source.len().saturating_sub(s));
        let equal = |step: usize| step < steps && same(query, q + step, source, s + step);
        for (from, length) in beyond(steps, equal) {
            runs.push(Run {
                query: q + from,
                source: s + from,
                length,
            });
        }
    }
}

fn same(query: &[Token], q: usize, source: &[Token], s: usize) -> bool {
    match (query.get(q), source.get(s)) {
        (Some(left), Some(right)) => left.skeleton == right.skeleton,
        _ => false,
    }
}

/// Runs of equal steps beyond an end, up to where agreement was best.
fn beyond(steps: usize, equal: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let (mut score, mut best, mut kept) = (0, 0, 0);
    for step in 0..steps {
        if equal(step) {
            score += GAIN;
            match runs.last_mut() {
                Some((from, length)) if *from + *length == step => *length += 1,
                _ => runs.push((step, 1)),
            }
        } else {
            score -= LOSS;
        }
        if score > best {
            best = score;
            kept = step + 1;
        }
        if score < best - DROP {
            break;
        }
    }
    runs.retain(|(from, _)| *from < kept);
    runs
}

#[cfg(test)]
mod tests;
