//! Which texts say something near to what a text says: an index over the means of five sentences in a
//! row, in memory and made anew by each start. It proposes; sentence by sentence is judged elsewhere.

use std::collections::{HashMap, HashSet};
use std::fmt;

use hnsw_rs::prelude::{Distance, Hnsw};
use sangkien_domain::id::DossierId;

use crate::alike::{Code, cosine};

/// Sentences in a row: stretches of so many are found nearly always (ADR 0035).
const WINDOW: usize = 5;
/// Of a kept text every second row is in the index; of an asked one, each is looked up.
const STEP: usize = 2;
/// Rows looked up for each row.
const NEAREST: usize = 8;
/// Links of a row, and how far is looked in adding and asking: the usual values of such an index.
const LINKS: usize = 16;
const ADDING: usize = 100;
const ASKING: usize = 48;
const LAYERS: usize = 16;
/// Rows that room is made for at first.
const ROOM: usize = 10_000;

/// How far two rows are apart: one less the cosine.
struct Angle;

impl Distance<i8> for Angle {
    fn eval(&self, one: &[i8], other: &[i8]) -> f32 {
        (1.0 - cosine(one, other)).max(0.0)
    }
}

/// The index.
pub(super) struct Near {
    rows: Hnsw<'static, i8, Angle>,
    /// Whose each row is.
    of: Vec<DossierId>,
}

impl fmt::Debug for Near {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Near({} rows)", self.of.len())
    }
}

impl Default for Near {
    fn default() -> Self {
        Self {
            rows: Hnsw::new(LINKS, ROOM, LAYERS, ADDING, Angle),
            of: Vec::new(),
        }
    }
}

impl Near {
    /// Adds a text. What was added of its dossier before stays and proposes it too.
    pub(super) fn add(&mut self, dossier: DossierId, codes: &[Code]) {
        for row in codes.windows(WINDOW).step_by(STEP) {
            self.rows.insert((mean(row).numbers(), self.of.len()));
            self.of.push(dossier);
        }
    }

    /// The dossiers whose rows are nearest to those of a text, the nearest first. A dossier that is
    /// first for a few rows is worth as much as one that is among the first for many.
    pub(super) fn to(&self, codes: &[Code], itself: DossierId, most: usize) -> Vec<DossierId> {
        let mut weights: HashMap<DossierId, f32> = HashMap::new();
        for row in codes.windows(WINDOW) {
            let found = self.rows.search(mean(row).numbers(), NEAREST, ASKING);
            let mut told = HashSet::from([itself]);
            let mut weight = 1.0;
            for near in found {
                let Some(dossier) = self.of.get(near.d_id) else {
                    continue;
                };
                if told.insert(*dossier) {
                    *weights.entry(*dossier).or_default() += weight;
                    weight /= 2.0;
                }
            }
        }
        let mut order: Vec<(DossierId, f32)> = weights.into_iter().collect();
        order.sort_by(|(one, its), (other, weight)| weight.total_cmp(its).then(one.cmp(other)));
        order.truncate(most);
        order.into_iter().map(|(dossier, _)| dossier).collect()
    }
}

/// What sentences in a row say together.
fn mean(row: &[Code]) -> Code {
    let size = row.first().map_or(0, |code| code.numbers().len());
    let mut sum = vec![0.0_f32; size];
    for code in row {
        for (sum, number) in sum.iter_mut().zip(code.unit()) {
            *sum += number;
        }
    }
    Code::of(&sum)
}
