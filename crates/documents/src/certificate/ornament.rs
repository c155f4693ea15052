//! The frame of a certificate, the ornament under its title and its QR code.

use qrcode::{Color, QrCode};

use super::{HEIGHT, WIDTH};
use crate::drawing::{Drawing, Ink, Mark};
use crate::layout::count;

/// A heavy outer line, and a fine inner one that steps back at the corners
/// around a small square.
pub(super) fn frame(drawing: &mut Drawing) {
    const OUTER: f32 = 25.0;
    const INNER: f32 = 33.0;
    const STEP: f32 = 13.0;
    const SQUARE: f32 = 6.0;
    let ink = Ink::Lacquer;
    let (left, top, right, bottom) = (INNER, INNER, WIDTH - INNER, HEIGHT - INNER);
    let outer = vec![
        (OUTER, OUTER),
        (WIDTH - OUTER, OUTER),
        (WIDTH - OUTER, HEIGHT - OUTER),
        (OUTER, HEIGHT - OUTER),
    ];
    let inner = vec![
        (left + STEP, top),
        (right - STEP, top),
        (right - STEP, top + STEP),
        (right, top + STEP),
        (right, bottom - STEP),
        (right - STEP, bottom - STEP),
        (right - STEP, bottom),
        (left + STEP, bottom),
        (left + STEP, bottom - STEP),
        (left, bottom - STEP),
        (left, top + STEP),
        (left + STEP, top + STEP),
    ];
    for (points, width) in [(outer, 2.2), (inner, 0.6)] {
        let closed = true;
        drawing.mark(
            Mark::Line {
                points,
                closed,
                width,
                ink,
            },
            None,
        );
    }
    let near = INNER + (STEP - SQUARE) / 2.0 - 1.0;
    let far = (WIDTH - near - SQUARE, HEIGHT - near - SQUARE);
    let boxes = vec![
        [near, near, SQUARE, SQUARE],
        [far.0, near, SQUARE, SQUARE],
        [near, far.1, SQUARE, SQUARE],
        [far.0, far.1, SQUARE, SQUARE],
    ];
    drawing.mark(Mark::Boxes { boxes, ink }, None);
}

/// Two fine lines with a square between them, under the title.
pub(super) fn title_ornament(drawing: &mut Drawing, y: f32) {
    const ARM: f32 = 62.0;
    const GAP: f32 = 8.0;
    const HALF: f32 = 2.4;
    let middle = WIDTH / 2.0;
    for (from, to) in [(middle - ARM, middle - GAP), (middle + GAP, middle + ARM)] {
        drawing.mark(rule(from, to, y, 0.7, Ink::Lacquer), None);
    }
    // The square stands on its corner.
    let points = vec![
        (middle - HALF, y),
        (middle, y - HALF),
        (middle + HALF, y),
        (middle, y + HALF),
    ];
    let (closed, width, ink) = (true, 1.4, Ink::Lacquer);
    drawing.mark(
        Mark::Line {
            points,
            closed,
            width,
            ink,
        },
        None,
    );
}

/// A level line.
fn rule(from: f32, to: f32, y: f32, width: f32, ink: Ink) -> Mark {
    Mark::Line {
        points: vec![(from, y), (to, y)],
        closed: false,
        width,
        ink,
    }
}

/// The dark modules as rectangles, those side by side joined into one.
pub(super) fn qr_boxes(code: &QrCode, left: f32, top: f32, side: f32) -> Vec<[f32; 4]> {
    let width = code.width();
    let module = side / count(width);
    let colours = code.to_colors();
    let mut boxes = Vec::new();
    for (row, modules) in colours.chunks(width.max(1)).enumerate() {
        let mut column = 0;
        for run in modules.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                let (x, y) = (left + count(column) * module, top + count(row) * module);
                boxes.push([x, y, count(run.len()) * module, module]);
            }
            column += run.len();
        }
    }
    boxes
}
