//! Stretches of two texts that say the same, sentence after sentence.
//!
//! The likeness of two sentences alone tells little: on one subject everything sounds alike, and some
//! sentences sound like all others. So each is held against how the two texts sound alike in general
//! (the mean of its row and its column is taken away, and what is left is measured by how much it
//! varies there), and what counts is that several in a row fit. The best way through the table, as for
//! related sequences in biology, is a stretch.

use std::ops::Range;

/// Sentences of fewer syllables say too little.
pub const LEAST_SYLLABLES: usize = 5;
/// A text of fewer sentences gives no measure of how it sounds in general.
pub const LEAST_SENTENCES: usize = 8;
/// A likeness speaks for a stretch when it comes within so many deviations of the best that chance gives a
/// sentence among all of the other text.
const BELOW_CHANCE: f32 = 0.9;
/// What a sentence without a counterpart costs, in deviations.
const LEFT_OUT: f32 = 2.0;
/// How much more a stretch gains by chance where there are e times as many pairs of sentences, in deviations:
/// it is taken off the score, so that one limit serves texts of any length.
const BY_CHANCE: f32 = 1.2;
/// Sentences of each text from which on it is.
const MEASURED: f32 = 40.0;
/// From which score on, in tenths of a deviation, a stretch is told unless somebody says otherwise (ADR 0035
/// has what is found and told wrongly by it).
pub const LEAST_SCORE: u32 = 35;
/// Most sentences of a text that are compared.
const MOST: usize = 2_000;

/// The vector of a sentence in a byte a number.
#[derive(Debug, Clone, PartialEq)]
pub struct Code {
    numbers: Vec<i8>,
    length: f32,
}

impl Code {
    /// The code of a vector.
    pub fn of(vector: &[f32]) -> Self {
        let largest = vector
            .iter()
            .fold(f32::MIN_POSITIVE, |most, number| most.max(number.abs()));
        let numbers: Vec<i8> = vector.iter().map(|number| byte(number / largest)).collect();
        Self::with(numbers)
    }

    fn with(numbers: Vec<i8>) -> Self {
        let square: f32 = numbers
            .iter()
            .map(|number| f32::from(*number).powi(2))
            .sum();
        Self {
            length: square.sqrt().max(1.0),
            numbers,
        }
    }

    /// A code as [`Code::bytes`] wrote it.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let number = |byte: &u8| i8::from_le_bytes([*byte]);
        Self::with(bytes.iter().map(number).collect())
    }

    /// A byte a number.
    pub(crate) fn bytes(&self) -> impl Iterator<Item = u8> {
        self.numbers.iter().flat_map(|number| number.to_le_bytes())
    }

    /// The numbers.
    pub(crate) fn numbers(&self) -> &[i8] {
        &self.numbers
    }

    /// The numbers of a vector of length one.
    pub(crate) fn unit(&self) -> impl Iterator<Item = f32> {
        let length = self.length;
        self.numbers
            .iter()
            .map(move |number| f32::from(*number) / length)
    }

    /// The cosine of the angle between two.
    pub fn cosine(&self, other: &Self) -> f32 {
        real(product(&self.numbers, &other.numbers)) / (self.length * other.length)
    }
}

fn product(one: &[i8], other: &[i8]) -> i32 {
    let products = one.iter().zip(other);
    products
        .map(|(one, other)| i32::from(*one) * i32::from(*other))
        .sum()
}

/// The cosine of the angle between the numbers of two codes.
pub(crate) fn cosine(one: &[i8], other: &[i8]) -> f32 {
    let squares = real(product(one, one)) * real(product(other, other));
    real(product(one, other)) / squares.sqrt().max(1.0)
}

/// A number from minus one to one as a byte.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the product lies between -127 and 127, and the cast saturates"
)]
fn byte(number: f32) -> i8 {
    (number * 127.0).round() as i8
}

#[expect(
    clippy::cast_precision_loss,
    reason = "sums of products of bytes are far below what a float holds to six digits"
)]
fn real(number: i32) -> f32 {
    number as f32
}

/// A stretch of one text that says the same as a stretch of another.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// Its sentences.
    pub here: Range<usize>,
    /// The sentences of the other text.
    pub there: Range<usize>,
    /// Sentences that answer one another, in order.
    pub pairs: Vec<(usize, usize)>,
    /// How surely, in tenths of a deviation.
    pub score: u32,
}

/// How alike each sentence of one text is to each of the other, held against how alike they are in
/// general.
struct Likeness {
    wide: usize,
    cells: Vec<f32>,
}

impl Likeness {
    fn of(here: &[Code], there: &[Code]) -> Self {
        let wide = there.len();
        let mut cells: Vec<f32> = here
            .iter()
            .flat_map(|one| there.iter().map(|other| one.cosine(other)))
            .collect();
        let (rows, columns) = means(&cells, wide, |cell| cell);
        let all = rows.iter().sum::<f32>() / count(rows.len());
        each(&mut cells, wide, |cell, row, column| {
            *cell += all - at(&rows, row) - at(&columns, column);
        });
        let (rows, columns) = means(&cells, wide, |cell| cell * cell);
        each(&mut cells, wide, |cell, row, column| {
            let spread = (at(&rows, row) * at(&columns, column)).sqrt().sqrt();
            *cell /= spread.max(1e-4);
        });
        Self { wide, cells }
    }

    fn cell(&self, row: usize, column: usize) -> f32 {
        at(&self.cells, row * self.wide + column)
    }

    /// Takes a pair of stretches out, so that the next best is another.
    fn take_out(&mut self, here: &Range<usize>, there: &Range<usize>) {
        each(&mut self.cells, self.wide, |cell, row, column| {
            if here.contains(&row) || there.contains(&column) {
                *cell = f32::NEG_INFINITY;
            }
        });
    }
}

fn at(numbers: &[f32], place: usize) -> f32 {
    numbers.get(place).copied().unwrap_or(0.0)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "texts have thousands of sentences at most"
)]
const fn count(number: usize) -> f32 {
    if number == 0 { 1.0 } else { number as f32 }
}

fn each(cells: &mut [f32], wide: usize, mut told: impl FnMut(&mut f32, usize, usize)) {
    for (row, cells) in cells.chunks_mut(wide.max(1)).enumerate() {
        for (column, cell) in cells.iter_mut().enumerate() {
            told(cell, row, column);
        }
    }
}

/// The mean of each row and of each column.
fn means(cells: &[f32], wide: usize, of: impl Fn(f32) -> f32) -> (Vec<f32>, Vec<f32>) {
    let mut rows = Vec::new();
    let mut columns = vec![0.0; wide];
    for row in cells.chunks(wide.max(1)) {
        rows.push(row.iter().map(|cell| of(*cell)).sum::<f32>() / count(wide));
        for (sum, cell) in columns.iter_mut().zip(row) {
            *sum += of(*cell);
        }
    }
    for sum in &mut columns {
        *sum /= count(rows.len());
    }
    (rows, columns)
}

/// Where a way through the table comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Begins,
    Pair,
    OverHere,
    OverThere,
}

/// The stretches of two texts that say the same, the surest first, those that reach `least` tenths of
/// a deviation. Texts of fewer than [`LEAST_SENTENCES`] have none.
pub fn stretches(here: &[Code], there: &[Code], least: u32) -> Vec<Stretch> {
    let (here, there) = (
        here.get(..MOST).unwrap_or(here),
        there.get(..MOST).unwrap_or(there),
    );
    if here.len().min(there.len()) < LEAST_SENTENCES {
        return Vec::new();
    }
    let mut likeness = Likeness::of(here, there);
    let pairs = (count(here.len()) * count(there.len())).ln();
    // The largest of n deviations is about the root of 2 ln n; of as many as a text has sentences.
    let expected = pairs.sqrt() - BELOW_CHANCE;
    let by_chance = tenths(BY_CHANCE * (pairs - 2.0 * MEASURED.ln()));
    let mut found = Vec::new();
    while let Some(mut stretch) = best(&likeness, here.len(), expected) {
        stretch.score = stretch.score.saturating_sub(by_chance);
        if stretch.score < least.max(1) {
            break;
        }
        likeness.take_out(&stretch.here, &stretch.there);
        found.push(stretch);
    }
    found
}

/// The best way through the table.
fn best(likeness: &Likeness, tall: usize, expected: f32) -> Option<Stretch> {
    let wide = likeness.wide;
    let mut before = vec![0.0_f32; wide + 1];
    let mut steps: Vec<Step> = Vec::with_capacity(tall * wide);
    let (mut top, mut end) = (0.0_f32, None);
    for row in 0..tall {
        let mut now = vec![0.0_f32; wide + 1];
        for column in 0..wide {
            let mut choice = (0.0, Step::Begins);
            for (score, step) in [
                (
                    at(&before, column) + likeness.cell(row, column) - expected,
                    Step::Pair,
                ),
                (at(&before, column + 1) - LEFT_OUT, Step::OverHere),
                (at(&now, column) - LEFT_OUT, Step::OverThere),
            ] {
                if score > choice.0 {
                    choice = (score, step);
                }
            }
            steps.push(choice.1);
            if let Some(cell) = now.get_mut(column + 1) {
                *cell = choice.0;
            }
            if choice.0 > top {
                (top, end) = (choice.0, Some((row, column)));
            }
        }
        before = now;
    }
    let (mut row, mut column) = end?;
    let mut pairs = Vec::new();
    loop {
        match steps.get(row * wide + column).copied() {
            Some(Step::Pair) => {
                pairs.push((row, column));
                if row == 0 || column == 0 {
                    break;
                }
                (row, column) = (row - 1, column - 1);
            }
            Some(Step::OverHere) if row > 0 => row -= 1,
            Some(Step::OverThere) if column > 0 => column -= 1,
            _ => break,
        }
    }
    pairs.reverse();
    let (first, last) = (pairs.first()?, pairs.last()?);
    Some(Stretch {
        here: first.0..last.0 + 1,
        there: first.1..last.1 + 1,
        score: tenths(top),
        pairs,
    })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "scores are positive and small, and the cast saturates"
)]
fn tenths(score: f32) -> u32 {
    (score * 10.0) as u32
}

/// The sentences of a text that are compared, in bytes: those that say enough.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let tells = |place: &Range<usize>| {
        let words = text.get(place.clone()).unwrap_or_default();
        words.split_whitespace().count() >= LEAST_SYLLABLES
    };
    let mut all = sangkien_text::sentences(text);
    all.retain(tells);
    all
}
