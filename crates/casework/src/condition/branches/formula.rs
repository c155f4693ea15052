//! Conditions as formulas over axes, and what is possible of them while axes are still open.

use super::super::exact::Exact;
use super::super::tree::Comparator;

/// A set of verdicts that are still possible.
pub(super) type Mask = u8;
/// It holds.
pub(super) const TRUE: Mask = 1;
/// It does not hold.
pub(super) const FALSE: Mask = 2;
/// It cannot be decided.
pub(super) const OPEN: Mask = 4;
/// Anything.
pub(super) const ANY: Mask = TRUE | FALSE | OPEN;

/// A condition over axes. An axis is cut into cells; in one cell every comparison with the axis
/// says the same.
#[derive(Debug, Clone)]
pub(super) enum Formula {
    /// The same everywhere.
    Known(Mask),
    /// The axis compared with a number; becomes `Cells` when all numbers of the axis are known.
    Against {
        axis: usize,
        comparator: Comparator,
        number: Exact,
    },
    /// True in these cells, first and last included.
    Cells { axis: usize, from: usize, to: usize },
    /// True where a text is this one.
    Text { axis: usize, text: usize },
    /// True where two texts are the same.
    Alike { left: usize, right: usize },
    /// By the side of a number on which the axis is: below, at, above.
    Sides {
        axis: usize,
        number: Exact,
        /// The cell of the number, known when all numbers of the axis are.
        cell: usize,
        sides: Box<[Formula; 3]>,
    },
    /// The opposite.
    Not(Box<Formula>),
    /// All of these.
    All(Vec<Formula>),
    /// One of these.
    Any(Vec<Formula>),
    /// Both or neither.
    Same(Box<[Formula; 2]>),
}

impl Formula {
    /// How many parts it has.
    pub(super) fn size(&self) -> u32 {
        let of = |parts: &[Self]| parts.iter().map(Self::size).fold(1, u32::saturating_add);
        match self {
            Self::Not(inner) => inner.size().saturating_add(1),
            Self::All(parts) | Self::Any(parts) => of(parts),
            Self::Same(both) => of(&**both),
            Self::Sides { sides, .. } => of(&**sides),
            Self::Known(_)
            | Self::Against { .. }
            | Self::Cells { .. }
            | Self::Text { .. }
            | Self::Alike { .. } => 1,
        }
    }

    /// Puts cells in the place of numbers. `rank` tells the place of a number on its axis.
    pub(super) fn settle(&mut self, rank: &impl Fn(usize, Exact) -> usize) {
        match self {
            Self::Against {
                axis,
                comparator,
                number,
            } => {
                let at = 2 * rank(*axis, *number) + 1;
                let axis = *axis;
                let cells = |from, to| Self::Cells { axis, from, to };
                *self = match comparator {
                    Comparator::Equal => cells(at, at),
                    Comparator::Unequal => Self::Not(Box::new(cells(at, at))),
                    Comparator::Less => cells(0, at - 1),
                    Comparator::AtMost => cells(0, at),
                    Comparator::Greater => cells(at + 1, usize::MAX),
                    Comparator::AtLeast => cells(at, usize::MAX),
                };
            }
            Self::Sides {
                axis,
                number,
                cell,
                sides,
            } => {
                *cell = 2 * rank(*axis, *number) + 1;
                for side in sides.iter_mut() {
                    side.settle(rank);
                }
            }
            Self::Not(inner) => inner.settle(rank),
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.settle(rank);
                }
            }
            Self::Same(both) => {
                for part in both.iter_mut() {
                    part.settle(rank);
                }
            }
            Self::Known(_) | Self::Cells { .. } | Self::Text { .. } | Self::Alike { .. } => {}
        }
    }
}

/// What is chosen on each axis so far.
pub(super) struct Choice<'a> {
    /// The cell of each axis.
    pub(super) cells: &'a [Option<usize>],
    /// The texts that each axis of texts may be, by cell; empty for other axes.
    pub(super) texts: &'a [Vec<usize>],
}

impl Choice<'_> {
    fn cell(&self, axis: usize) -> Option<usize> {
        self.cells.get(axis).copied().flatten()
    }

    fn text(&self, axis: usize) -> Option<usize> {
        let cell = self.cell(axis)?;
        self.texts.get(axis)?.get(cell).copied()
    }

    /// What the formula can still be.
    pub(super) fn mask(&self, formula: &Formula) -> Mask {
        match formula {
            Formula::Known(mask) => *mask,
            Formula::Against { .. } => TRUE | FALSE,
            Formula::Cells { axis, from, to } => match self.cell(*axis) {
                None => TRUE | FALSE,
                Some(cell) => of(cell >= *from && cell <= *to),
            },
            Formula::Text { axis, text } => match self.text(*axis) {
                Some(held) => of(held == *text),
                None if self.texts.get(*axis).is_some_and(|all| all.contains(text)) => TRUE | FALSE,
                None => FALSE,
            },
            Formula::Alike { left, right } => match (self.text(*left), self.text(*right)) {
                (Some(left), Some(right)) => of(left == right),
                _ if left == right => TRUE,
                _ => TRUE | FALSE,
            },
            Formula::Sides {
                axis, cell, sides, ..
            } => {
                let [below, at, above] = &**sides;
                match self.cell(*axis).map(|held| held.cmp(cell)) {
                    Some(std::cmp::Ordering::Less) => self.mask(below),
                    Some(std::cmp::Ordering::Equal) => self.mask(at),
                    Some(std::cmp::Ordering::Greater) => self.mask(above),
                    None => self.mask(below) | self.mask(at) | self.mask(above),
                }
            }
            Formula::Not(inner) => opposite(self.mask(inner)),
            Formula::All(parts) => self.all(parts, |mask| mask),
            Formula::Any(parts) => opposite(self.all(parts, opposite)),
            Formula::Same(both) => {
                let [left, right] = &**both;
                same(self.mask(left), self.mask(right))
            }
        }
    }

    fn all(&self, parts: &[Formula], turn: fn(Mask) -> Mask) -> Mask {
        let (mut common, mut some) = (ANY, 0);
        let mut without_false = true;
        for part in parts {
            let mask = turn(self.mask(part));
            if mask == FALSE {
                return FALSE;
            }
            common &= mask;
            some |= mask;
            without_false &= mask & (TRUE | OPEN) != 0;
        }
        let open = if without_false { some & OPEN } else { 0 };
        (common & TRUE) | (some & FALSE) | open
    }

    /// An axis that the formula still depends on.
    pub(super) fn open_axis(&self, formula: &Formula) -> Option<usize> {
        let open = |axis: usize| self.cell(axis).is_none().then_some(axis);
        match formula {
            Formula::Known(_) | Formula::Against { .. } => None,
            Formula::Cells { axis, .. } | Formula::Text { axis, .. } => open(*axis),
            Formula::Alike { left, right } => open(*left).or_else(|| open(*right)),
            Formula::Sides {
                axis, cell, sides, ..
            } => {
                let [below, at, above] = &**sides;
                match self.cell(*axis).map(|held| held.cmp(cell)) {
                    None => Some(*axis),
                    Some(std::cmp::Ordering::Less) => self.open_axis(below),
                    Some(std::cmp::Ordering::Equal) => self.open_axis(at),
                    Some(std::cmp::Ordering::Greater) => self.open_axis(above),
                }
            }
            Formula::Not(inner) => self.open_axis(inner),
            Formula::All(parts) | Formula::Any(parts) => self.first_open(parts),
            Formula::Same(both) => self.first_open(&**both),
        }
    }

    fn first_open(&self, parts: &[Formula]) -> Option<usize> {
        parts
            .iter()
            .filter(|part| !self.mask(part).is_power_of_two())
            .find_map(|part| self.open_axis(part))
    }
}

const fn of(held: bool) -> Mask {
    if held { TRUE } else { FALSE }
}

const fn opposite(mask: Mask) -> Mask {
    (mask & OPEN) | ((mask & TRUE) << 1) | ((mask & FALSE) >> 1)
}

const fn same(left: Mask, right: Mask) -> Mask {
    let mut mask = (left | right) & OPEN;
    if left & right & (TRUE | FALSE) != 0 {
        mask |= TRUE;
    }
    if left & opposite(right) & (TRUE | FALSE) != 0 {
        mask |= FALSE;
    }
    mask
}
