//! Which runs belong to one passage.
//!
//! First runs are tied into chains that go forward in both texts, as long as what is equal
//! outweighs what lies between. Chains that are long enough to speak for themselves and lie close
//! together on both sides are then one passage, in whatever order: that is what a passage with its
//! sentences exchanged looks like. Short chains of words that two texts on one subject share stay
//! apart, and fall away.

use super::Run;

/// So many syllables between two runs or chains, on either side, part them.
const GAP: usize = 40;
/// Long chains may lie further apart, as they do where much was changed between them: at most so far,
/// and no further than three times what the shorter one counts.
const FAR: usize = 200;
/// Of a hundred syllables so many are equal in a copy hardly changed ([`crate::report`]). Two such copies
/// with other text between them are two passages, each a finding of its own.
const DENSE: usize = 65;
/// Runs before one that are looked at as its predecessor, at most.
const BACK: usize = 200;
/// Points for each equal syllable that counts.
const WORTH: i64 = 4;
/// A chain has at least so many points.
const LEAST: i64 = 20;
/// Counted syllables from which on a chain may stand in another order than its neighbours.
const STRONG: u32 = 12;

type Weighed = (Run, u32);
type Steps<'texts> = (&'texts [u32], &'texts [u32]);

/// Divides runs into passages; what belongs to none is left out. Each run comes with the number of
/// its syllables that count; `steps` are the distances on both sides, in which a name is one step.
pub(super) fn groups(mut runs: Vec<Weighed>, steps: Steps<'_>) -> Vec<Vec<Run>> {
    runs.sort_unstable_by_key(|(run, _)| (run.query, run.source));
    let mut chains = chains(&runs, steps);
    let strong: Vec<Chain>;
    let weak: Vec<Chain>;
    (strong, weak) = chains.drain(..).partition(|chain| chain.counted >= STRONG);
    let mut groups = near(told_once(strong));
    for chain in weak {
        let inside = groups.iter_mut().find(|group| {
            within(&chain.query, group.iter().map(|other| &other.query))
                && within(&chain.source, group.iter().map(|other| &other.source))
        });
        match inside {
            Some(group) => group.push(chain),
            None => groups.push(vec![chain]),
        }
    }
    groups
        .into_iter()
        .map(|group| group.into_iter().flat_map(|chain| chain.runs).collect())
        .collect()
}

/// Leaves out chains most of which larger ones have told already, on either side: what a text repeats
/// does not make a passage longer.
fn told_once(mut chains: Vec<Chain>) -> Vec<Chain> {
    if chains.len() < 2 {
        return chains;
    }
    chains.sort_by_key(|chain| (std::cmp::Reverse(chain.counted), chain.query, chain.source));
    let (mut query, mut source) = (Told::default(), Told::default());
    chains.retain(|chain| {
        let is_new = query.adds(chain, |run| run.query) && source.adds(chain, |run| run.source);
        if is_new {
            query.add(chain, |run| run.query);
            source.add(chain, |run| run.source);
        }
        is_new
    });
    chains
}

/// Which syllables of one side chains have told.
#[derive(Default)]
struct Told(Vec<bool>);

impl Told {
    /// Whether at least half of a chain is not told yet.
    fn adds(&self, chain: &Chain, side: impl Fn(&Run) -> usize) -> bool {
        let (mut told, mut all) = (0, 0);
        for run in &chain.runs {
            let own = self.0.iter().skip(side(run)).take(run.length);
            told += own.filter(|told| **told).count();
            all += run.length;
        }
        told * 2 < all
    }

    fn add(&mut self, chain: &Chain, side: impl Fn(&Run) -> usize) {
        for run in &chain.runs {
            let (from, to) = (side(run), side(run) + run.length);
            if self.0.len() < to {
                self.0.resize(to, false);
            }
            self.0.get_mut(from..to).unwrap_or_default().fill(true);
        }
    }
}

#[derive(Debug)]
struct Chain {
    runs: Vec<Run>,
    counted: u32,
    query: (usize, usize),
    source: (usize, usize),
}

fn within<'a>(place: &(usize, usize), others: impl Iterator<Item = &'a (usize, usize)>) -> bool {
    let (mut from, mut to) = (usize::MAX, 0);
    for other in others {
        from = from.min(other.0);
        to = to.max(other.1);
    }
    from <= place.0 && place.1 <= to
}

struct Node {
    points: i64,
    before: Option<usize>,
    used: bool,
}

/// Chains that go forward on both sides, best first, no run in two of them.
fn chains(runs: &[Weighed], steps: Steps<'_>) -> Vec<Chain> {
    let mut nodes: Vec<Node> = Vec::with_capacity(runs.len());
    // How far any run up to here goes: beyond it no run before can be near.
    let mut reach: Vec<usize> = Vec::with_capacity(runs.len());
    for (run, counted) in runs {
        let own = WORTH * i64::from(*counted);
        let mut best = (own, None);
        let earlier = nodes.iter().zip(&reach).zip(runs).enumerate();
        for (before, ((node, reach), (other, _))) in earlier.rev().take(BACK) {
            if reach + GAP < run.query {
                break;
            }
            let Some(cost) = cost(other, run, steps) else {
                continue;
            };
            let points = node.points + own - cost;
            // Of equals the nearest.
            if points > best.0 {
                best = (points, Some(before));
            }
        }
        let end = run.query + run.length;
        reach.push(reach.last().map_or(end, |reach| end.max(*reach)));
        nodes.push(Node {
            points: best.0,
            before: best.1,
            used: false,
        });
    }
    let mut ends: Vec<usize> = (0..nodes.len()).collect();
    ends.sort_by_key(|at| {
        (
            nodes.get(*at).map(|node| std::cmp::Reverse(node.points)),
            *at,
        )
    });
    ends.into_iter()
        .filter_map(|end| trace(runs, &mut nodes, end))
        .collect()
}

/// What lies between two runs costs a point a syllable, a name as much as one; a shift of the diagonal
/// costs it again.
fn cost(before: &Run, after: &Run, steps: Steps<'_>) -> Option<i64> {
    let (left, right) = (before.query + before.length, before.source + before.length);
    let query = after.query.checked_sub(left)?;
    let source = after.source.checked_sub(right)?;
    if query > GAP || source > GAP {
        return None;
    }
    let query = steps.0.get(after.query)?.checked_sub(*steps.0.get(left)?)?;
    let source = steps
        .1
        .get(after.source)?
        .checked_sub(*steps.1.get(right)?)?;
    let (large, small) = (query.max(source), query.min(source));
    Some(i64::from(large + (large - small)))
}

/// The chain that ends here, back to its start or to where another chain took its runs.
fn trace(runs: &[Weighed], nodes: &mut [Node], end: usize) -> Option<Chain> {
    let total = nodes.get(end).filter(|node| !node.used)?.points;
    let mut picked = Vec::new();
    let mut at = Some(end);
    let mut taken = 0;
    while let Some(index) = at {
        let node = nodes.get_mut(index)?;
        if node.used {
            taken = node.points;
            break;
        }
        picked.push(index);
        at = node.before;
    }
    if total - taken < LEAST {
        return None;
    }
    for index in &picked {
        if let Some(node) = nodes.get_mut(*index) {
            node.used = true;
        }
    }
    picked.reverse();
    let chosen: Vec<&Weighed> = picked.iter().filter_map(|index| runs.get(*index)).collect();
    let (first, last) = (chosen.first()?.0, chosen.last()?.0);
    Some(Chain {
        counted: chosen.iter().map(|(_, counted)| counted).sum(),
        query: (first.query, last.query + last.length),
        source: (first.source, last.source + last.length),
        runs: chosen.into_iter().map(|(run, _)| *run).collect(),
    })
}

/// Groups chains that lie close together on both sides.
fn near(chains: Vec<Chain>) -> Vec<Vec<Chain>> {
    let mut open = vec![chains];
    let mut done = Vec::new();
    while let Some(group) = open.pop() {
        let parts = split(group, |chain| chain.query);
        let several = parts.len() > 1;
        for part in parts {
            let parts = split(part, |chain| chain.source);
            if several || parts.len() > 1 {
                open.extend(parts);
            } else {
                done.extend(parts);
            }
        }
    }
    done
}

fn split(mut group: Vec<Chain>, side: impl Fn(&Chain) -> (usize, usize)) -> Vec<Vec<Chain>> {
    group.sort_by_key(|chain| (side(chain), chain.query, chain.source));
    let mut out: Vec<Vec<Chain>> = Vec::new();
    let mut last = Extent::default();
    for chain in group {
        let own = Extent::of(&chain, &side);
        match out.last_mut() {
            Some(group) if last.reaches(&own) => {
                group.push(chain);
                last = last.with(&own);
            }
            _ => {
                out.push(vec![chain]);
                last = own;
            }
        }
    }
    out
}

/// What chains of one group cover of a side, and how much of it counts.
#[derive(Debug, Clone, Copy, Default)]
struct Extent {
    from: usize,
    to: usize,
    counted: usize,
}

impl Extent {
    fn of(chain: &Chain, side: impl Fn(&Chain) -> (usize, usize)) -> Self {
        let (from, to) = side(chain);
        Self {
            from,
            to,
            counted: chain.counted as usize,
        }
    }

    const fn is_dense(&self) -> bool {
        self.counted * 100 >= (self.to - self.from) * DENSE
    }

    fn with(&self, next: &Self) -> Self {
        Self {
            from: self.from,
            to: self.to.max(next.to),
            counted: self.counted + next.counted,
        }
    }

    /// Whether a chain that begins later belongs to the same group.
    fn reaches(&self, next: &Self) -> bool {
        let gap = next.from.saturating_sub(self.to);
        let far = (3 * self.counted.min(next.counted)).min(FAR);
        let stays_as_dense = self.with(next).is_dense() || !(self.is_dense() || next.is_dense());
        gap <= GAP || gap <= far && stays_as_dense
    }
}
