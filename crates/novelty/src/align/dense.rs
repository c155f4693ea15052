//! Seeds where names stand so close that no three plain syllables are left between them.

use super::Run;
use crate::document::Token;
use crate::masked::{Member, dense};

/// A seed with more places in the new text is passed over.
const MOST: usize = 12;

/// The runs of the second stream of the new text, by their hash.
#[derive(Debug, Default)]
pub(super) struct Dense {
    members: Vec<Member>,
    seeds: Vec<(u64, u32)>,
    /// One bit for each value of the upper bits of a hash: most runs of an unrelated text are not
    /// looked up.
    filter: Vec<u64>,
}

const FILTER_BITS: u32 = 14;

/// The word and the bit of the filter that a hash has.
const fn bit(hash: u64) -> (usize, u64) {
    let bit = hash >> (64 - FILTER_BITS);
    ((bit >> 6) as usize, 1 << (bit & 63))
}

fn hashes(members: &[Member]) -> impl Iterator<Item = (u64, u32)> + '_ {
    dense(members).filter_map(|run| {
        let from = u32::try_from(run.start).ok()?;
        let hash = members.get(run)?.iter().fold(0_u64, |hash, member| {
            (hash.rotate_left(23) ^ member.sound).wrapping_mul(super::seeds::SPREAD)
        });
        Some((hash, from))
    })
}

impl Dense {
    pub(super) fn of(members: Vec<Member>) -> Self {
        let mut seeds: Vec<(u64, u32)> = hashes(&members).collect();
        seeds.sort_unstable();
        let mut filter = vec![0; 1 << (FILTER_BITS - 6)];
        for (hash, _) in &seeds {
            let (word, bit) = bit(*hash);
            if let Some(word) = filter.get_mut(word) {
                *word |= bit;
            }
        }
        Self {
            members,
            seeds,
            filter,
        }
    }

    /// Adds the runs of equal syllables that lie within equal runs of the second streams.
    pub(super) fn runs(
        &self,
        query: &[Token],
        (source, own): (&[Token], &[Member]),
        out: &mut Vec<Run>,
    ) {
        if self.seeds.is_empty() {
            return;
        }
        let before = out.len();
        for (hash, from) in hashes(own) {
            let (word, bit) = bit(hash);
            if self.filter.get(word).is_none_or(|word| word & bit == 0) {
                continue;
            }
            let first = self.seeds.partition_point(|(other, _)| *other < hash);
            let same = self.seeds.iter().skip(first);
            let same = same.take_while(|(other, _)| *other == hash);
            for (_, place) in same.take(MOST) {
                let left = self.members.iter().skip(*place as usize);
                let right = own.iter().skip(from as usize);
                for (left, right) in left.zip(right).take(crate::masked::RUN) {
                    if left.is_plain() && left.sound == right.sound {
                        out.push(whole(query, left.at as usize, source, right.at as usize));
                    }
                }
            }
        }
        if out.len() > before {
            out.sort_unstable();
            out.dedup();
        }
    }
}

/// The longest run of equal syllables around a pair of them.
fn whole(query: &[Token], q: usize, source: &[Token], s: usize) -> Run {
    let before = (0..q.min(s))
        .take_while(|step| super::same(query, q - 1 - step, source, s - 1 - step))
        .count();
    let rest = query
        .len()
        .saturating_sub(q)
        .min(source.len().saturating_sub(s));
    let after = (0..rest)
        .take_while(|step| super::same(query, q + step, source, s + step))
        .count();
    Run {
        query: q - before,
        source: s - before,
        length: before + after,
    }
}
