//! Which dossiers have how much in common, as a map of squares.

use super::Picture;
use super::canvas::{Canvas, INK, MARGIN, ROW, RULE, SOFT, label_width, short};

/// Side of a square; a finger hits it.
const SQUARE: i64 = 34;
/// Fills of the bands, weakest first; the words on the last two are white.
const FILLS: [&str; 4] = ["#e8eef7", "#a9c3e6", "#2f67b1", "#12305c"];

/// What is drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PairMap {
    /// What the picture is called.
    pub title: String,
    /// The picture in a sentence.
    pub description: String,
    /// Heads of the table: the two of a pair, and what they have in common.
    pub head: [String; 3],
    /// What the rows and columns are called, in their order.
    pub labels: Vec<String>,
    /// The pairs.
    pub pairs: Vec<PairSquare>,
    /// From how many hundredths of a percent on each band after the first begins.
    pub bands: [u32; 3],
}

/// A pair.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PairSquare {
    /// Positions of the two among the labels.
    pub of: (usize, usize),
    /// What they have in common, in hundredths of a percent.
    pub share: u32,
    /// Where the two are shown side by side.
    pub href: String,
    /// What the link is called: both of the pair and the figure.
    pub words: String,
}

/// The band of a share, from 0.
fn band(share: u32, bands: [u32; 3]) -> usize {
    bands.iter().filter(|from| share >= **from).count()
}

/// A number of squares as a length.
fn squares(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX / SQUARE) * SQUARE
}

/// Draws each pair once, below the diagonal, as a square with its percent: darker is more. A square
/// leads to the pair.
pub fn pair_map(map: &PairMap) -> Picture {
    let labels: Vec<String> = (1..)
        .zip(&map.labels)
        .map(|(number, label)| format!("{number}. {label}"))
        .collect();
    let left = MARGIN + label_width(labels.iter().map(String::as_str));
    let top = MARGIN + ROW;
    let side = squares(labels.len());
    let legend = top + side + ROW;
    let (width, height) = ((left + side).max(left + 4 * 130) + MARGIN, legend + ROW);
    let mut canvas = Canvas::of_links(&map.title, &map.description, width, height);
    for ((label, row), number) in labels.iter().zip(0_usize..).zip(1..) {
        let at = squares(row);
        canvas.words(
            left - 8,
            top + at + SQUARE / 2 + 4,
            "end",
            INK,
            &short(label),
        );
        let number = i64::from(number);
        canvas.words(
            left + at + SQUARE / 2,
            top - 8,
            "middle",
            SOFT,
            &number.to_string(),
        );
        canvas.line(
            (left, top + at),
            (left + at + SQUARE, top + at),
            RULE,
            false,
        );
        canvas.line((left + at, top + at), (left + at, top + side), RULE, false);
    }
    canvas.line((left, top + side), (left + side, top + side), RULE, false);
    for pair in &map.pairs {
        let (column, row) = (pair.of.0.min(pair.of.1), pair.of.0.max(pair.of.1));
        let band = band(pair.share, map.bands);
        canvas.square(
            (left + squares(column), top + squares(row)),
            SQUARE,
            (FILLS.get(band).copied().unwrap_or(RULE), ink(band)),
            &percent(pair.share),
            Some((&pair.href, &pair.words)),
        );
    }
    let froms = std::iter::once(0).chain(map.bands);
    for ((from, fill), at) in froms.zip(FILLS).zip(0_i64..) {
        let x = left + at * 130;
        canvas.square((x, legend - 8), 18, (fill, INK), "", None);
        let words = format!("từ {} %", percent(from));
        canvas.words(x + 26, legend + 6, "start", SOFT, &words);
    }
    let name = |at: usize| map.labels.get(at).cloned().unwrap_or_default();
    let table = map.pairs.iter().map(|pair| {
        let share = i64::from(pair.share);
        let share = format!("{},{:02}", share / 100, share % 100);
        vec![name(pair.of.0), name(pair.of.1), share]
    });
    Picture {
        rows: table.collect(),
        svg: canvas.end(),
        head: map.head.to_vec(),
    }
}

/// Words that can be read on a band.
const fn ink(band: usize) -> &'static str {
    if band >= 2 { "#ffffff" } else { INK }
}

/// Whole percents, rounded down as shares are.
fn percent(share: u32) -> String {
    (share / 100).to_string()
}
