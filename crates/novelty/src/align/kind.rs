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

/// The kind of a passage with these runs, sorted by the new text.
pub(super) fn of(query: &[Token], source: &[Token], runs: &[Run]) -> Kind {
    if in_order(runs) * 100 < covered(runs, |run| run.query) * 85 {
        return Kind::Reordered;
    }
    let Difference { changed, names } = difference(query, source, runs);
    if changed > 0 {
        // A swapped name often takes a neighbouring word along.
        return if names * 10 >= changed * 8 {
            Kind::Names
        } else {
            Kind::Edited
        };
    }
    let (mut marks, mut decoded) = (false, false);
    for run in runs {
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

/// Equal syllables that stand in the same order on both sides: the heaviest ascending chain.
fn in_order(runs: &[Run]) -> usize {
    let mut best: Vec<(usize, usize)> = Vec::with_capacity(runs.len());
    let mut top = 0;
    for run in runs {
        // Passages have few runs; those with many are looked back on for a stretch only.
        let before = best
            .iter()
            .rev()
            .take(200)
            .filter(|(end, _)| *end <= run.source)
            .map(|(_, sum)| *sum)
            .max()
            .unwrap_or(0);
        best.push((run.source + run.length, before + run.length));
        top = top.max(before + run.length);
    }
    top
}

struct Difference {
    changed: usize,
    names: usize,
}

/// What lies between the runs on either side.
fn difference(query: &[Token], source: &[Token], runs: &[Run]) -> Difference {
    let mut out = Difference {
        changed: 0,
        names: 0,
    };
    let mut count = |tokens: &[Token], from: usize, to: usize| {
        for token in tokens.get(from..to).unwrap_or_default() {
            out.changed += 1;
            out.names += usize::from(token.is_name_or_number());
        }
    };
    let mut ends = runs.first().map_or((0, 0), |run| (run.query, run.source));
    for run in runs {
        count(query, ends.0, run.query);
        count(source, ends.1, run.source);
        ends = (
            ends.0.max(run.query + run.length),
            ends.1.max(run.source + run.length),
        );
    }
    out
}
