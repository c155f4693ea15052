//! How many sheets have been sent by when.

use sangkien_domain::time::{Instant, moment_text};

use super::Picture;
use super::canvas::{Canvas, MARGIN, PLOT, ROW, RULE, SOFT, along};

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// What the picture is called.
    pub title: String,
    /// The picture in a sentence.
    pub description: String,
    /// Heads of the table: moment, sheets sent.
    pub head: [String; 2],
    /// When marking began.
    pub from: Instant,
    /// Up to when it is drawn.
    pub until: Instant,
    /// Sheets expected.
    pub expected: u32,
    /// When each sheet was sent; whose it is does not enter the picture.
    pub sent: Vec<Instant>,
}

/// Height of the curve.
const TALL: i64 = 180;
/// Room for the numbers at the left.
const NUMBERS: i64 = 40;

/// Draws the sheets sent so far as stairs towards the number expected.
pub fn progress(input: &Progress) -> Picture {
    let mut sent: Vec<Instant> = input
        .sent
        .iter()
        .copied()
        .filter(|at| *at <= input.until)
        .collect();
    sent.sort_unstable();
    let count = i64::try_from(sent.len()).unwrap_or(i64::MAX);
    let most = i64::from(input.expected).max(count).max(1);
    let span = input.until.seconds_since(input.from).max(1);
    let (left, top) = (MARGIN + NUMBERS, MARGIN);
    let bottom = top + TALL;
    let x = |at: Instant| left + along(at.seconds_since(input.from), span, PLOT);
    let y = |number: i64| bottom - along(number, most, TALL);
    let width = left + PLOT + NUMBERS + MARGIN;
    let mut canvas = Canvas::new(
        &input.title,
        &input.description,
        width,
        bottom + ROW + MARGIN,
    );
    canvas.line((left, bottom), (left + PLOT, bottom), RULE, false);
    let expected = i64::from(input.expected);
    canvas.line((left, y(expected)), (left + PLOT, y(expected)), SOFT, true);
    canvas.words(
        left - 8,
        y(expected) + 4,
        "end",
        SOFT,
        &expected.to_string(),
    );
    canvas.words(left - 8, bottom + 4, "end", SOFT, "0");
    canvas.words(left, bottom + 19, "start", SOFT, &moment_text(input.from));
    canvas.words(
        left + PLOT,
        bottom + 19,
        "end",
        SOFT,
        &moment_text(input.until),
    );
    let mut points = vec![(left, bottom)];
    let mut table = Vec::new();
    for (at, number) in sent.into_iter().zip(1_i64..) {
        points.extend([(x(at), y(number - 1)), (x(at), y(number))]);
        table.push(vec![moment_text(at), number.to_string()]);
    }
    points.push((left + PLOT, y(count)));
    canvas.curve(&points);
    Picture {
        svg: canvas.end(),
        head: input.head.to_vec(),
        rows: table,
    }
}
