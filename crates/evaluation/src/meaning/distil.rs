//! A static table distilled from an encoder: what each syllable, and each pair of neighbours, adds to
//! the vector of a sentence.
//!
//! For a machine that cannot afford the encoder: a sentence is then a sum of rows, which costs
//! microseconds. An experiment with figures ([`crate::runs::encoder`]), beside the table that is learned
//! from company alone: see `docs/adr/0014`.

use std::collections::HashMap;

use sangkien_meaning::alike::Code;
use sangkien_novelty::{Document, Token};

use super::{name, sound};

/// What stands in fewer sentences has no row.
const FEWEST: u32 = 3;
/// How far a row goes towards what a sentence lacks.
const RATE: f32 = 0.3;
/// So many sentences in which a row stands are held to say nothing, so that rare rows stay small.
const DOUBT: f32 = 2.0;

/// By what rows are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// Syllables without their marks.
    Folded,
    /// Syllables with their marks.
    Marked,
}

impl Rows {
    /// The rows of a sentence: its syllables, and pairs of neighbours.
    fn of(self, sentence: &str) -> Vec<u64> {
        let tokens = Document::of(sentence).tokens;
        let one = |token: &Token| match self {
            Self::Folded => token.skeleton,
            Self::Marked => sound(token),
        };
        let mut rows: Vec<u64> = tokens.iter().map(|token| name(one(token), None)).collect();
        for pair in tokens.windows(2) {
            if let [first, second] = pair {
                rows.push(name(one(first), Some(one(second))));
            }
        }
        rows.sort_unstable();
        rows.dedup();
        rows
    }
}

/// The table.
#[derive(Debug, Clone, PartialEq)]
pub struct Distilled {
    by: Rows,
    /// The place of each row, and how much it tells.
    places: HashMap<u64, (usize, f32)>,
    rows: Vec<Vec<f32>>,
    /// The mean of all vectors it was taught.
    mean: Vec<f32>,
}

impl Distilled {
    /// Distils a table from sentences and their vectors: at first each row is the mean of the sentences
    /// it stands in, less the mean of all; then, in so many `rounds`, the rows of each sentence are
    /// moved so that together they come nearer to its vector.
    pub fn of(by: Rows, taught: &[(String, Vec<f32>)], rounds: usize) -> Self {
        let sentences: Vec<Vec<u64>> = taught.iter().map(|(sentence, _)| by.of(sentence)).collect();
        let mut seen: HashMap<u64, u32> = HashMap::new();
        for row in sentences.iter().flatten() {
            *seen.entry(*row).or_default() += 1;
        }
        let mut known: Vec<(u64, u32)> = seen.into_iter().collect();
        known.retain(|(_, seen)| *seen >= FEWEST);
        known.sort_unstable();
        let places = known.iter().enumerate().map(|(place, (row, seen))| {
            let weight = (real(sentences.len()) / real(*seen as usize)).ln();
            (*row, (place, weight))
        });
        let size = taught.first().map_or(0, |(_, vector)| vector.len());
        let mut table = Self {
            by,
            places: places.collect(),
            rows: vec![vec![0.0; size]; known.len()],
            mean: mean(taught, size),
        };
        let centred: Vec<Vec<f32>> = taught
            .iter()
            .map(|(_, vector)| less(vector, &table.mean))
            .collect();
        for (sentence, vector) in sentences.iter().zip(&centred) {
            for (place, _) in table.known(sentence) {
                table.add(place, vector, 1.0);
            }
        }
        for (row, (_, seen)) in table.rows.iter_mut().zip(&known) {
            for number in row {
                *number /= real(*seen as usize) + DOUBT;
            }
        }
        for _ in 0..rounds {
            for (sentence, vector) in sentences.iter().zip(&centred) {
                table.nearer(sentence, vector);
            }
        }
        table
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The vector of a sentence; nothing but noughts when no row of it is known.
    pub fn vector(&self, sentence: &str) -> Vec<f32> {
        self.sum(&self.known(&self.by.of(sentence)))
    }

    /// How near it comes to its teacher: the mean cosine between its vector of a sentence and the
    /// teacher's less the mean.
    pub fn nearness(&self, sentences: &[(String, Vec<f32>)]) -> f32 {
        let cosine = |(sentence, vector): &(String, Vec<f32>)| {
            Code::of(&self.vector(sentence)).cosine(&Code::of(&less(vector, &self.mean)))
        };
        sentences.iter().map(cosine).sum::<f32>() / real(sentences.len())
    }

    /// The places of rows that are known, with their parts of the whole.
    fn known(&self, rows: &[u64]) -> Vec<(usize, f32)> {
        let mut known: Vec<(usize, f32)> = rows
            .iter()
            .filter_map(|row| self.places.get(row).copied())
            .collect();
        let all: f32 = known.iter().map(|(_, weight)| weight).sum();
        for (_, weight) in &mut known {
            *weight /= all.max(f32::MIN_POSITIVE);
        }
        known
    }

    fn sum(&self, known: &[(usize, f32)]) -> Vec<f32> {
        let mut sum = vec![0.0; self.mean.len()];
        for (place, part) in known {
            let row = self.rows.get(*place).map_or(&[][..], Vec::as_slice);
            for (sum, number) in sum.iter_mut().zip(row) {
                *sum += part * number;
            }
        }
        sum
    }

    fn add(&mut self, place: usize, vector: &[f32], part: f32) {
        if let Some(row) = self.rows.get_mut(place) {
            for (number, more) in row.iter_mut().zip(vector) {
                *number += part * more;
            }
        }
    }

    fn nearer(&mut self, sentence: &[u64], vector: &[f32]) {
        let known = self.known(sentence);
        let sum = self.sum(&known);
        let lacks = less(vector, &sum);
        let square: f32 = known.iter().map(|(_, part)| part * part).sum();
        for (place, part) in known {
            self.add(place, &lacks, RATE * part / square.max(f32::MIN_POSITIVE));
        }
    }
}

fn mean(taught: &[(String, Vec<f32>)], size: usize) -> Vec<f32> {
    let mut mean = vec![0.0_f32; size];
    for (_, vector) in taught {
        for (sum, number) in mean.iter_mut().zip(vector) {
            *sum += number / real(taught.len());
        }
    }
    mean
}

fn less(vector: &[f32], other: &[f32]) -> Vec<f32> {
    let both = vector.iter().zip(other);
    both.map(|(number, other)| number - other).collect()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "sentences are counted in thousands"
)]
fn real(number: usize) -> f32 {
    number.max(1) as f32
}
