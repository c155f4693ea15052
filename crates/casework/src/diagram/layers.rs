//! Layers of boxes: steps in even layers, labels of ways in odd ones, and places kept free where
//! a way passes through a layer.

use super::order;
use super::scene::Scene;

/// Layers of steps that a way passes through; a longer one runs at the side.
const LONGEST_WAY: usize = 4;
/// Width kept free for a line.
const FREE: i64 = 12;

/// What a box is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A step, by index.
    Step(usize),
    /// The label of a way, by index.
    Label(usize),
    /// A place kept free for a way, by index.
    Free(usize),
}

/// A box in a layer.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) what: What,
    pub(super) layer: usize,
    pub(super) width: i64,
    pub(super) height: i64,
    /// Whether the way onward runs at the side.
    pub(super) aside: bool,
    /// Middle.
    pub(super) x: i64,
    /// Top.
    pub(super) y: i64,
    /// Boxes that it is joined to in the layer above.
    pub(super) above: Vec<usize>,
    /// Boxes that it is joined to in the layer below.
    pub(super) below: Vec<usize>,
}

/// A way that runs at the side, from the bottom of one box to the top of another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Side {
    pub(super) from: usize,
    pub(super) to: usize,
}

/// All boxes, and their order from left to right in each layer.
#[derive(Debug, Clone, Default)]
pub(super) struct Layers {
    pub(super) cells: Vec<Cell>,
    pub(super) rows: Vec<Vec<usize>>,
    pub(super) sides: Vec<Side>,
}

impl Layers {
    fn cell(&mut self, what: What, layer: usize, width: i64, height: i64) -> usize {
        let place = self.cells.len();
        self.cells.push(Cell {
            what,
            layer,
            width,
            height,
            aside: false,
            x: 0,
            y: 0,
            above: Vec::new(),
            below: Vec::new(),
        });
        while self.rows.len() <= layer {
            self.rows.push(Vec::new());
        }
        if let Some(row) = self.rows.get_mut(layer) {
            row.push(place);
        }
        place
    }

    fn join(&mut self, upper: usize, lower: usize) {
        if let Some(cell) = self.cells.get_mut(upper) {
            cell.below.push(lower);
        }
        if let Some(cell) = self.cells.get_mut(lower) {
            cell.above.push(upper);
        }
    }

    /// A property of a box; zero of one that is not there.
    pub(super) fn of(&self, cell: usize, what: impl Fn(&Cell) -> i64) -> i64 {
        self.cells.get(cell).map_or(0, what)
    }
}

/// The layers of a scene, each in an order with few crossings.
pub(super) fn layers(scene: &Scene) -> Layers {
    let mut layers = Layers::default();
    let steps: Vec<Option<usize>> = scene
        .nodes
        .iter()
        .enumerate()
        .map(|(place, node)| {
            let layer = node.rank? * 2;
            Some(layers.cell(What::Step(place), layer, node.width, node.height))
        })
        .collect();
    for (number, way) in scene.ways.iter().enumerate() {
        let Some(from) = steps.get(way.from).copied().flatten() else {
            continue;
        };
        let below = layers.cells.get(from).map_or(0, |cell| cell.layer) + 1;
        let label = layers.cell(What::Label(number), below, way.width, way.height);
        layers.join(from, label);
        let Some(to) = steps.get(way.to).copied().flatten() else {
            continue;
        };
        let target = layers.cells.get(to).map_or(0, |cell| cell.layer);
        if way.back || target > below + 2 * LONGEST_WAY {
            layers.sides.push(Side { from: label, to });
            if let Some(cell) = layers.cells.get_mut(label) {
                cell.aside = true;
            }
            continue;
        }
        let mut upper = label;
        for layer in below + 1..target {
            let free = layers.cell(What::Free(number), layer, FREE, 0);
            layers.join(upper, free);
            upper = free;
        }
        layers.join(upper, to);
    }
    order::order(&mut layers);
    layers
}
