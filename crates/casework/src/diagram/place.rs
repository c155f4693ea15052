//! Where everything stands: boxes within their layers, layers below one another, and the lines
//! at the side.

use std::collections::HashMap;

use super::layers::{Cell, Layers, What};

/// Empty space around the drawing.
pub(super) const MARGIN: i64 = 14;
/// Space between two layers before lines run there from side to side.
const BETWEEN: i64 = 24;
/// Space between two lines that run side by side.
const TRACK: i64 = 9;
/// Space between two lines that reach the same box.
const PORT: i64 = 18;
/// Space between a line and the corner of a box.
const ASIDE: i64 = 16;
/// How often the layers are gone through.
const SWEEPS: usize = 16;

/// A way that runs at the side: down from a label, right, up or down, left, down to a step.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Route {
    /// The label, as a box.
    pub(super) from: usize,
    /// The step, as a box.
    pub(super) to: usize,
    /// Where it leaves to the right.
    pub(super) leaves_y: i64,
    /// Where it runs up or down.
    pub(super) lane_x: i64,
    /// Where it comes back to the left.
    pub(super) comes_y: i64,
}

/// Everything in its place.
#[derive(Debug, Clone, Default)]
pub(super) struct Placed {
    pub(super) layers: Layers,
    /// Top and bottom of every layer.
    pub(super) bands: Vec<(i64, i64)>,
    pub(super) routes: Vec<Route>,
    /// Where lines leave a box below, by the boxes joined.
    pub(super) leaving: HashMap<(usize, usize), i64>,
    /// Where lines reach a step from above, by the boxes joined.
    pub(super) arriving: HashMap<(usize, usize), i64>,
    pub(super) width: i64,
    pub(super) height: i64,
}

/// Places the boxes of all layers. The drawing begins at zero; what stands above it is added
/// later.
pub(super) fn place(mut layers: Layers) -> Placed {
    across(&mut layers);
    let mut placed = Placed {
        layers,
        ..Placed::default()
    };
    ports(&mut placed);
    down(&mut placed);
    lanes(&mut placed);
    placed
}

/// Space kept between two neighbours.
fn apart(one: What, other: What) -> i64 {
    match (one, other) {
        (What::Step(_), What::Step(_)) => 22,
        (What::Free(_), What::Free(_)) => 6,
        _ => 10,
    }
}

/// How firmly a box keeps to the middle of what it is joined to.
fn weight(what: What) -> i64 {
    match what {
        What::Free(_) => 8,
        What::Step(_) => 3,
        What::Label(_) => 2,
    }
}

/// Middles of all boxes, from left to right.
fn across(layers: &mut Layers) {
    for row in layers.rows.clone() {
        settle(layers, &row, |_| None);
    }
    for sweep in 0..SWEEPS {
        let by = match (sweep + 3 >= SWEEPS, sweep % 2 == 0) {
            (true, _) if sweep + 1 == SWEEPS => By::Chain,
            // Neither side has the last word.
            (true, _) => By::Both,
            (false, true) => By::Above,
            (false, false) => By::Below,
        };
        let rows: Vec<Vec<usize>> = if by == By::Below {
            layers.rows.iter().rev().cloned().collect()
        } else {
            layers.rows.clone()
        };
        for row in rows {
            let wishes: HashMap<usize, i64> = row
                .iter()
                .filter_map(|cell| Some((*cell, wish(layers, *cell, by)?)))
                .collect();
            settle(layers, &row, |cell| wishes.get(&cell).copied());
        }
    }
    let left = layers
        .cells
        .iter()
        .map(|cell| cell.x - cell.width / 2)
        .min()
        .unwrap_or_default();
    for cell in &mut layers.cells {
        cell.x += MARGIN - left;
    }
}

/// What the wish of a box goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    /// What it is joined to above.
    Above,
    /// What it is joined to below.
    Below,
    /// Both.
    Both,
    /// The one box above that leads to nothing else, so that such lines are straight.
    Chain,
}

/// The middle of the boxes that a box is joined to, each counted by its weight.
fn wish(layers: &Layers, cell: usize, by: By) -> Option<i64> {
    let held = layers.cells.get(cell)?;
    let none: &[usize] = &[];
    let (above, below): (&[usize], &[usize]) = match by {
        By::Both => (&held.above, &held.below),
        By::Above => (&held.above, none),
        By::Below => (none, &held.below),
        By::Chain => {
            let [above] = held.above.as_slice() else {
                return None;
            };
            let above = layers.cells.get(*above)?;
            return (above.below.len() == 1).then_some(above.x);
        }
    };
    let (mut sum, mut weights) = (0, 0);
    for other in above.iter().chain(below) {
        let other = layers.cells.get(*other)?;
        let firm = weight(other.what);
        sum += other.x * firm;
        weights += firm;
    }
    (weights > 0).then(|| sum / weights)
}

/// Puts the boxes of one layer as near to their wishes as their order and widths allow: the
/// least sum of squares, found by joining neighbours that would run into one another.
fn settle(layers: &mut Layers, row: &[usize], wish: impl Fn(usize) -> Option<i64>) {
    struct Block {
        sum: i64,
        weight: i64,
        count: usize,
    }
    let mut offsets = Vec::with_capacity(row.len());
    let mut blocks: Vec<Block> = Vec::with_capacity(row.len());
    let mut offset = 0;
    let mut before: Option<usize> = None;
    for cell in row {
        let Some(held) = layers.cells.get(*cell) else {
            continue;
        };
        if let Some(before) = before.and_then(|before| layers.cells.get(before)) {
            offset += i64::midpoint(before.width, held.width) + apart(before.what, held.what);
        }
        before = Some(*cell);
        offsets.push(offset);
        let firm = weight(held.what);
        let mut block = Block {
            sum: (wish(*cell).unwrap_or(held.x) - offset) * firm,
            weight: firm,
            count: 1,
        };
        while let Some(last) = blocks.pop() {
            // Compared without division: last / weight > block / weight.
            if last.sum * block.weight > block.sum * last.weight {
                block.sum += last.sum;
                block.weight += last.weight;
                block.count += last.count;
            } else {
                blocks.push(last);
                break;
            }
        }
        blocks.push(block);
    }
    let middles = blocks
        .iter()
        .flat_map(|block| std::iter::repeat_n(block.sum.div_euclid(block.weight), block.count));
    let found: Vec<i64> = middles
        .zip(&offsets)
        .map(|(middle, offset)| middle + offset)
        .collect();
    for (cell, x) in row.iter().zip(found) {
        if let Some(held) = layers.cells.get_mut(*cell) {
            held.x = x;
        }
    }
}

/// Where lines leave and reach the boxes: each straight above or below what it is joined to, as
/// far as the box and the lines beside it allow.
fn ports(placed: &mut Placed) {
    let layers = &placed.layers;
    for (number, cell) in layers.cells.iter().enumerate() {
        // Labels are reached and left in their middle.
        if !matches!(cell.what, What::Step(_)) {
            continue;
        }
        let x_of = |other: usize| layers.of(other, |cell| cell.x);
        let mut below: Vec<usize> = cell.below.clone();
        below.sort_by_key(|other| (x_of(*other), *other));
        let wishes: Vec<i64> = below.iter().map(|other| x_of(*other)).collect();
        for (x, other) in spread(cell, &wishes).into_iter().zip(below) {
            placed.leaving.insert((number, other), x);
        }
        let mut above: Vec<usize> = cell.above.clone();
        above.sort_by_key(|other| (x_of(*other), *other));
        let mut wishes: Vec<i64> = above.iter().map(|other| x_of(*other)).collect();
        let mut sides: Vec<usize> = layers
            .sides
            .iter()
            .filter(|side| side.to == number)
            .map(|side| side.from)
            .collect();
        sides.sort_unstable();
        wishes.resize(above.len() + sides.len(), i64::MAX);
        above.extend(sides);
        for (x, other) in spread(cell, &wishes).into_iter().zip(above) {
            placed.arriving.insert((other, number), x);
        }
    }
}

/// Places on a side of a box, as near as possible to the wishes, which come in order.
fn spread(cell: &Cell, wishes: &[i64]) -> Vec<i64> {
    let count = i64::try_from(wishes.len()).unwrap_or(1).max(1);
    let room = (cell.width - 2 * ASIDE).max(0);
    let apart = PORT.min(room / count);
    let (left, right) = (cell.x - room / 2, cell.x + room / 2);
    let mut places = Vec::with_capacity(wishes.len());
    let mut least = left;
    for (wish, after) in wishes.iter().zip((0..count).rev()) {
        let most = right - apart * after;
        let place = (*wish).clamp(least.min(most), most);
        places.push(place);
        least = place + apart;
    }
    places
}

/// Tops and bottoms of all layers, and how ways at the side leave and come between them.
fn down(placed: &mut Placed) {
    let rows = placed.layers.rows.len();
    let mut leaving = vec![Vec::new(); rows + 1];
    let mut coming = vec![Vec::new(); rows + 1];
    for (number, side) in placed.layers.sides.iter().enumerate() {
        placed.routes.push(Route {
            from: side.from,
            to: side.to,
            ..Route::default()
        });
        let layer_of = |cell: usize| placed.layers.cells.get(cell).map_or(0, |cell| cell.layer);
        let x_from = placed.layers.of(side.from, |cell| cell.x);
        let x_to = placed
            .arriving
            .get(&(side.from, side.to))
            .copied()
            .unwrap_or_default();
        // The rightmost leaves highest, the leftmost comes highest: so no two of them cross.
        if let Some(list) = leaving.get_mut(layer_of(side.from) + 1) {
            list.push((-x_from, number));
        }
        if let Some(list) = coming.get_mut(layer_of(side.to)) {
            list.push((x_to, number));
        }
    }
    let mut y = MARGIN;
    for gap in 0..=rows {
        let (mut out, mut back) = (
            leaving.get(gap).cloned().unwrap_or_default(),
            coming.get(gap).cloned().unwrap_or_default(),
        );
        out.sort_unstable();
        back.sort_unstable();
        let outer = gap == 0 || gap == rows;
        let mut track = y + if outer { 0 } else { BETWEEN / 3 };
        for (_, number) in &out {
            if let Some(route) = placed.routes.get_mut(*number) {
                route.leaves_y = track;
            }
            track += TRACK;
        }
        for (_, number) in &back {
            if let Some(route) = placed.routes.get_mut(*number) {
                route.comes_y = track;
            }
            track += TRACK;
        }
        let tracks = out.len() + back.len();
        let spare = match (outer, tracks) {
            (true, 0) => 0,
            (true, _) => BETWEEN / 2,
            (false, _) => BETWEEN * 2 / 3,
        };
        y = if tracks == 0 && !outer {
            y + BETWEEN
        } else {
            track + spare
        };
        let Some(row) = placed.layers.rows.get(gap) else {
            break;
        };
        let height = row
            .iter()
            .map(|cell| placed.layers.of(*cell, |cell| cell.height))
            .max()
            .unwrap_or_default();
        placed.bands.push((y, y + height));
        for cell in row {
            if let Some(cell) = placed.layers.cells.get_mut(*cell) {
                cell.y = y + (height - cell.height) / 2;
            }
        }
        y += height;
    }
    placed.height = y + MARGIN;
}

/// Lanes right of everything: ways that do not pass one another share one, short ones stand
/// nearest.
fn lanes(placed: &mut Placed) {
    let right = placed
        .layers
        .cells
        .iter()
        .map(|cell| cell.x + cell.width / 2)
        .max()
        .unwrap_or(MARGIN);
    let mut order: Vec<usize> = (0..placed.routes.len()).collect();
    let span = |route: &Route| {
        (
            route.leaves_y.min(route.comes_y),
            route.leaves_y.max(route.comes_y),
        )
    };
    order.sort_by_key(|number| {
        let (top, bottom) = placed.routes.get(*number).map_or((0, 0), span);
        (bottom - top, *number)
    });
    let mut taken: Vec<Vec<(i64, i64)>> = Vec::new();
    for number in order {
        let Some(route) = placed.routes.get_mut(number) else {
            continue;
        };
        let (top, bottom) = span(route);
        let free = taken.iter().position(|lane| {
            lane.iter()
                .all(|(from, until)| *until + TRACK < top || bottom + TRACK < *from)
        });
        let lane = free.unwrap_or_else(|| {
            taken.push(Vec::new());
            taken.len() - 1
        });
        if let Some(lane) = taken.get_mut(lane) {
            lane.push((top, bottom));
        }
        route.lane_x = right + 14 + TRACK * i64::try_from(lane).unwrap_or_default();
    }
    let outermost = placed
        .routes
        .iter()
        .map(|route| route.lane_x)
        .max()
        .unwrap_or(right);
    placed.width = outermost + MARGIN;
}
