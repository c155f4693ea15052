//! Which runs belong to one passage.

use super::Run;

/// So many syllables without a run, on either side, end a passage.
const GAP: usize = 40;
/// Points for each equal syllable; each syllable between runs costs one.
const WORTH: i64 = 4;
/// A passage has at least so many points.
const LEAST: i64 = 24;

type Weighed = (Run, u32);

/// Divides runs into passages; what belongs to none is left out. Each run comes with the number of
/// its syllables that count.
pub(super) fn groups(runs: Vec<Weighed>) -> Vec<Vec<Run>> {
    let mut open = vec![runs];
    let mut done = Vec::new();
    while let Some(group) = open.pop() {
        match divide(group) {
            Divided::Whole(group) => settle(group, &mut open, &mut done),
            Divided::Parts(parts) => open.extend(parts),
        }
    }
    done
}

enum Divided {
    Whole(Vec<Weighed>),
    Parts(Vec<Vec<Weighed>>),
}

/// Divides where there is a gap on the one side or the other.
fn divide(mut group: Vec<Weighed>) -> Divided {
    group.sort_unstable_by_key(|(run, _)| (run.query, run.source));
    let parts = split(&group, |run| run.query);
    if parts.len() > 1 {
        return Divided::Parts(parts);
    }
    group.sort_unstable_by_key(|(run, _)| (run.source, run.query));
    let parts = split(&group, |run| run.source);
    if parts.len() > 1 {
        return Divided::Parts(parts);
    }
    Divided::Whole(group)
}

fn split(group: &[Weighed], side: impl Fn(&Run) -> usize) -> Vec<Vec<Weighed>> {
    let mut out: Vec<Vec<Weighed>> = Vec::new();
    let mut reach = 0;
    for weighed in group {
        let start = side(&weighed.0);
        match out.last_mut() {
            Some(last) if start <= reach + GAP => last.push(*weighed),
            _ => out.push(vec![*weighed]),
        }
        reach = reach.max(start + weighed.0.length);
    }
    out
}

/// Keeps the stretch of a group that is worth most; the rest is looked at again.
fn settle(group: Vec<Weighed>, open: &mut Vec<Vec<Weighed>>, done: &mut Vec<Vec<Run>>) {
    // First along the earlier text, by which it is sorted, then along the new one.
    let (rest, mut kept, worth) = best(group, |run| run.source);
    if worth < LEAST {
        return;
    }
    let shrunk = rest.iter().any(|part| !part.is_empty());
    open.extend(rest.into_iter().filter(|part| !part.is_empty()));
    kept.sort_unstable_by_key(|(run, _)| (run.query, run.source));
    let (rest, kept, worth) = best(kept, |run| run.query);
    let again = shrunk || rest.iter().any(|part| !part.is_empty());
    open.extend(rest.into_iter().filter(|part| !part.is_empty()));
    if worth < LEAST {
        return;
    }
    if again {
        open.push(kept);
    } else {
        done.push(kept.into_iter().map(|(run, _)| run).collect());
    }
}

/// The stretch of consecutive runs with the most points, what stands before and after it, and its
/// points.
fn best(
    group: Vec<Weighed>,
    side: impl Fn(&Run) -> usize,
) -> ([Vec<Weighed>; 2], Vec<Weighed>, i64) {
    let (mut from, mut sum, mut reach) = (0, 0_i64, 0);
    let mut top = (0, 0..0);
    for (at, (run, counted)) in group.iter().enumerate() {
        let start = side(run);
        let between = i64::try_from(start.saturating_sub(reach)).unwrap_or(i64::MAX);
        if sum - between <= 0 {
            (from, sum, reach) = (at, 0, start);
        } else {
            sum -= between;
        }
        // What lies over an earlier run is not worth anything a second time.
        let fresh = (start + run.length).saturating_sub(reach.max(start));
        let fresh = i64::try_from(fresh).unwrap_or(0).min(i64::from(*counted));
        sum += WORTH * fresh;
        reach = reach.max(start + run.length);
        if sum > top.0 {
            top = (sum, from..at + 1);
        }
    }
    let (worth, range) = top;
    let mut rest = group;
    let after = rest.split_off(range.end);
    let kept = rest.split_off(range.start.min(rest.len()));
    ([rest, after], kept, worth)
}
