//! How a passage was taken over, told from what differs in it.

use super::{Run, covered};
use crate::document::Token;

/// How a passage was taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Every syllable is the same.
    Verbatim,
    /// Only marks differ: written without them, or with other ones.
    Marks,
    /// One side is in an encoding older than Unicode.
    Reencoded,
    /// Syllables were changed, left out or put in.
    Edited,
    /// Parts stand in another order.
    Reordered,
    /// Only names and numbers differ.
    Names,
    /// A passage of law that says where it comes from.
    Quoted,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Verbatim,
        Self::Marks,
        Self::Reencoded,
        Self::Edited,
        Self::Reordered,
        Self::Names,
        Self::Quoted,
    ];

    /// A short name for machines.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Marks => "marks",
            Self::Reencoded => "reencoded",
            Self::Edited => "edited",
            Self::Reordered => "reordered",
            Self::Names => "names",
            Self::Quoted => "quoted",
        }
    }
}

/// The kind of a passage with these runs, sorted by the new text, of which `chain` are in order.
pub(super) fn of(
    (query, source): (&[Token], &[Token]),
    runs: &[Run],
    chain: &[Run],
    between: &Between,
) -> Kind {
    let ordered: usize = chain.iter().map(|run| run.length).sum();
    if ordered * 100 < covered(runs, |run| run.query) * 85 {
        return Kind::Reordered;
    }
    let Between { changed, names, .. } = *between;
    if changed > 0 {
        // A swapped name often takes a neighbouring word along.
        return if names * 10 >= changed * 8 {
            Kind::Names
        } else {
            Kind::Edited
        };
    }
    let (mut marks, mut decoded) = (false, false);
    // Beside the chain lie runs of what the text repeats, which may have other marks there.
    for run in chain {
        let left = query.iter().skip(run.query);
        let right = source.iter().skip(run.source);
        for (left, right) in left.zip(right).take(run.length) {
            marks |= left.marks != right.marks;
            decoded |= left.is(Token::DECODED) != right.is(Token::DECODED);
        }
    }
    match (decoded, marks) {
        (true, _) => Kind::Reencoded,
        (false, true) => Kind::Marks,
        (false, false) => Kind::Verbatim,
    }
}

/// The runs that stand in the same order on both sides and have the most syllables; what a text
/// repeats is none of them twice.
pub(super) fn in_order(runs: &[Run]) -> Vec<Run> {
    // For each run: the most syllables of a sequence that ends with it, and the one before it.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(runs.len());
    let mut top: Option<(usize, usize)> = None;
    for (at, run) in runs.iter().enumerate() {
        // Passages have few runs; those with many are looked back on for a stretch only.
        let earlier = runs.iter().zip(&best).enumerate().rev().take(200);
        let fits = earlier.filter(|(_, (other, _))| {
            other.query + other.length <= run.query && other.source + other.length <= run.source
        });
        let before = fits.max_by_key(|(before, (_, (sum, _)))| (*sum, *before));
        let before = before.map(|(before, (_, (sum, _)))| (*sum, before));
        let sum = run.length + before.map_or(0, |(sum, _)| sum);
        best.push((sum, before.map(|(_, before)| before)));
        if top.is_none_or(|(most, _)| sum > most) {
            top = Some((sum, at));
        }
    }
    let mut out = Vec::new();
    let mut next = top.map(|(_, at)| at);
    while let Some(at) = next {
        out.extend(runs.get(at));
        next = best.get(at).and_then(|(_, before)| *before);
    }
    out.reverse();
    out
}

/// One of the two texts.
pub(super) struct Side<'text> {
    /// Its syllables.
    pub(super) tokens: &'text [Token],
    /// For each of them whether it belongs to a name or number.
    pub(super) names: &'text [bool],
}

impl Side<'_> {
    /// How many syllables of a range belong to names and numbers, and the others.
    fn between(&self, range: std::ops::Range<usize>) -> (usize, Vec<u64>) {
        let tokens = self.tokens.get(range.clone()).unwrap_or_default();
        let names = self.names.get(range).unwrap_or_default();
        let plain = tokens.iter().zip(names).filter(|(_, name)| !**name);
        let plain: Vec<u64> = plain.map(|(token, _)| token.skeleton).collect();
        (tokens.len() - plain.len(), plain)
    }
}

/// How many syllables of either side the other does not have.
fn differing(mut left: Vec<u64>, mut right: Vec<u64>) -> usize {
    left.sort_unstable();
    right.sort_unstable();
    let mut same = 0;
    let mut others = right.iter().peekable();
    for own in &left {
        while others.next_if(|other| *other < own).is_some() {}
        same += usize::from(others.next_if(|other| *other == own).is_some());
    }
    left.len() + right.len() - 2 * same
}

/// What lies between the runs of a passage.
#[derive(Debug, Default)]
pub(super) struct Between {
    changed: usize,
    names: usize,
    /// Syllables of names and numbers that stand against others, on the longer side.
    pub(super) swapped: u32,
}

impl Between {
    /// Counts it between runs that are in order on both sides.
    pub(super) fn of(query: &Side<'_>, source: &Side<'_>, runs: &[Run]) -> Self {
        let mut out = Self::default();
        let mut ends = runs.first().map_or((0, 0), |run| (run.query, run.source));
        for run in runs {
            let (here, left) = query.between(ends.0..run.query);
            let (there, right) = source.between(ends.1..run.source);
            // A word alone between two names is no run, and the same all the same.
            let other = differing(left, right);
            out.changed += here + there + other;
            out.names += here + there;
            if here > 0 && there > 0 && other == 0 {
                out.swapped += u32::try_from(here.max(there)).unwrap_or(u32::MAX);
            }
            ends = (run.query + run.length, run.source + run.length);
        }
        out
    }
}
