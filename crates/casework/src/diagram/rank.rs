//! In which layer a step stands, and which ways lead back.

use std::collections::HashSet;

/// The layer of each step, from 0 at the top, and the ways that lead upwards. Every other way
/// leads at least one layer down.
pub(super) fn ranks(
    count: usize,
    start: Option<usize>,
    ways: &[(usize, usize)],
) -> (Vec<usize>, HashSet<(usize, usize)>) {
    let mut onward = vec![Vec::new(); count];
    for (from, to) in ways {
        if let Some(list) = onward.get_mut(*from) {
            list.push(*to);
        }
    }
    let (back, finished) = walk(count, start, &onward);
    // Steps in the reverse of the order in which the walk left them: each comes after all that
    // lead down to it.
    let mut ranks = vec![0_usize; count];
    for from in finished.into_iter().rev() {
        let below = ranks.get(from).copied().unwrap_or_default() + 1;
        for to in onward.get(from).into_iter().flatten() {
            if !back.contains(&(from, *to))
                && let Some(rank) = ranks.get_mut(*to)
            {
                *rank = (*rank).max(below);
            }
        }
    }
    (ranks, back)
}

/// Walks all ways depth first, the first step first, then the others in their order. Ways to a
/// step that is still being walked lead back.
fn walk(
    count: usize,
    start: Option<usize>,
    onward: &[Vec<usize>],
) -> (HashSet<(usize, usize)>, Vec<usize>) {
    #[derive(Clone, Copy, PartialEq)]
    enum Walked {
        Not,
        Under,
        Done,
    }
    let mut walked = vec![Walked::Not; count];
    let mut back = HashSet::new();
    let mut finished = Vec::with_capacity(count);
    for root in start.into_iter().chain(0..count) {
        if walked.get(root) != Some(&Walked::Not) {
            continue;
        }
        let mut path = vec![(root, 0_usize)];
        while let Some((step, next)) = path.last_mut() {
            let step = *step;
            if let Some(mark) = walked.get_mut(step) {
                *mark = Walked::Under;
            }
            let Some(to) = onward.get(step).and_then(|list| list.get(*next)).copied() else {
                if let Some(mark) = walked.get_mut(step) {
                    *mark = Walked::Done;
                }
                finished.push(step);
                path.pop();
                continue;
            };
            *next += 1;
            match walked.get(to) {
                Some(Walked::Not) => path.push((to, 0)),
                Some(Walked::Under) => {
                    back.insert((step, to));
                }
                Some(Walked::Done) | None => {}
            }
        }
    }
    (back, finished)
}
