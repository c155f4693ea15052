//! The order of boxes within layers: each near the middle of those it is joined to.

use super::layers::Layers;

/// How often the layers are gone through.
const SWEEPS: usize = 12;
/// Layers of more boxes are ordered once only.
const MANY: usize = 4_000;

/// Puts every layer into an order with few crossings. Boxes whose way runs at the side stand
/// right.
pub(super) fn order(layers: &mut Layers) {
    let mut best = layers.rows.clone();
    let mut positions = positions(layers);
    let mut fewest = crossings(layers, &positions);
    let sweeps = if layers.cells.len() > MANY { 1 } else { SWEEPS };
    for sweep in 0..sweeps {
        let downward = sweep % 2 == 0;
        let rows: Vec<usize> = if downward {
            (0..layers.rows.len()).collect()
        } else {
            (0..layers.rows.len()).rev().collect()
        };
        for row in rows {
            arrange(layers, row, downward, &mut positions);
        }
        let found = crossings(layers, &positions);
        if found < fewest {
            fewest = found;
            best.clone_from(&layers.rows);
        }
    }
    layers.rows = best;
}

/// Position of every box in its layer.
fn positions(layers: &Layers) -> Vec<i64> {
    let mut positions = vec![0; layers.cells.len()];
    for row in &layers.rows {
        for (position, cell) in (0_i64..).zip(row) {
            if let Some(held) = positions.get_mut(*cell) {
                *held = position;
            }
        }
    }
    positions
}

/// Sorts one layer by the middle of what its boxes are joined to above, or below.
fn arrange(layers: &mut Layers, row: usize, downward: bool, positions: &mut [i64]) {
    let Some(cells) = layers.rows.get(row) else {
        return;
    };
    let mut keyed: Vec<(bool, i64, i64, usize)> = cells
        .iter()
        .zip(0_i64..)
        .map(|(cell, position)| {
            let held = layers.cells.get(*cell);
            let aside = held.is_some_and(|cell| cell.aside);
            let joined = held.map(|cell| if downward { &cell.above } else { &cell.below });
            let joined: Vec<i64> = joined
                .into_iter()
                .flatten()
                .filter_map(|other| positions.get(*other).copied())
                .collect();
            let count = i64::try_from(joined.len()).unwrap_or(1);
            let key = match joined.iter().sum::<i64>().checked_mul(1_000) {
                Some(sum) if count > 0 => sum / count,
                _ => position * 1_000,
            };
            (aside, key, position, *cell)
        })
        .collect();
    keyed.sort_unstable();
    if let Some(cells) = layers.rows.get_mut(row) {
        *cells = keyed.into_iter().map(|(.., cell)| cell).collect();
        for (position, cell) in (0_i64..).zip(cells) {
            if let Some(held) = positions.get_mut(*cell) {
                *held = position;
            }
        }
    }
}

/// How many lines between neighbouring layers cross.
fn crossings(layers: &Layers, positions: &[i64]) -> u64 {
    let at = |cell: &usize| positions.get(*cell).copied().unwrap_or_default();
    let mut total = 0;
    for row in &layers.rows {
        let mut lines: Vec<(i64, i64)> = row
            .iter()
            .filter_map(|cell| Some((cell, layers.cells.get(*cell)?)))
            .flat_map(|(upper, cell)| cell.below.iter().map(move |lower| (upper, lower)))
            .map(|(upper, lower)| (at(upper), at(lower)))
            .collect();
        lines.sort_unstable();
        let mut ends: Vec<i64> = lines.into_iter().map(|(_, lower)| lower).collect();
        total += inversions(&mut ends);
    }
    total
}

/// How many pairs of a list stand in the wrong order. The list is sorted along the way.
fn inversions(list: &mut [i64]) -> u64 {
    let count = list.len();
    if count < 2 {
        return 0;
    }
    let (left, right) = list.split_at_mut(count / 2);
    let mut found = inversions(left) + inversions(right);
    let mut merged = Vec::with_capacity(count);
    let mut left = left.iter().copied().peekable();
    let mut right = right.iter().copied().peekable();
    loop {
        match (left.peek(), right.peek()) {
            (Some(one), Some(other)) if one <= other => merged.extend(left.next()),
            (_, Some(_)) => {
                merged.extend(right.next());
                found += u64::try_from(left.len()).unwrap_or(0);
            }
            (Some(_), None) => merged.extend(left.next()),
            (None, None) => break,
        }
    }
    list.copy_from_slice(&merged);
    found
}
