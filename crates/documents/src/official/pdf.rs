//! A document in its order, drawn as PDF.

use crate::drawing::{About, PdfFault};
use crate::flow::{Flow, Paragraph};
use crate::fonts::Fonts;
use crate::head::underline;
use crate::table;

use super::setting::{Item, Set};

/// Size of the text of tables in points.
pub(super) const TABLE: f32 = 12.0;
/// Free space between two columns.
pub(super) const GAP: f32 = 10.0;
/// Height a rule takes below its paragraph.
pub(super) const RULE: f32 = 9.0;

pub(super) fn write(
    fonts: &Fonts,
    items: &[Item],
    across: bool,
    about: &About,
) -> Result<Vec<u8>, PdfFault> {
    let mut flow = Flow::new(fonts, across);
    for item in items {
        draw(&mut flow, item, true);
    }
    flow.into_drawing().write(fonts, about)
}

fn points(twentieths: u16) -> f32 {
    f32::from(twentieths) / 20.0
}

fn paragraph(set: &Set) -> Paragraph {
    let format = set.class.format();
    let size = f32::from(format.size) / 2.0;
    Paragraph {
        spans: set.spans.clone(),
        size,
        indent: points(format.indent),
        before: points(format.before),
        after: points(format.after),
        align: format.align,
        role: set.class.role(set.text()),
        // Room for two more lines of running text.
        keep: if format.with_next { size * 2.5 } else { 0.0 },
    }
}

/// Draws an item; `free` unless room for it and its neighbours has been made already.
fn draw(flow: &mut Flow<'_>, item: &Item, free: bool) {
    match item {
        Item::Paragraph(set) => {
            let mut paragraph = paragraph(set);
            if !free {
                paragraph.keep = 0.0;
            }
            flow.paragraph(&paragraph);
        }
        Item::Rule(rule) => {
            let (left, width) = flow.column();
            let length = rule.length(flow.fonts(), width);
            let y = flow.y() + 3.0;
            underline(flow.drawing(), left + width / 2.0, y, length);
            flow.skip(RULE);
        }
        Item::Columns {
            left_part,
            left,
            right,
        } => columns(flow, *left_part, left, right),
        Item::Table(grid) => {
            flow.skip(2.0);
            table::draw(flow, &grid.columns, TABLE, &grid.rows);
            flow.skip(10.0);
        }
        Item::Gap => flow.skip(super::setting::GAP),
        Item::NewPage { across } => flow.turn_page(*across),
    }
}

/// Draws two columns that stay together; when they cannot, the right one goes first, whole.
fn columns(flow: &mut Flow<'_>, left_part: f32, left: &[Item], right: &[Item]) {
    let (edge, width) = flow.column();
    let left_width = width * left_part - GAP / 2.0;
    let right_width = width - left_width - GAP;
    let height = height(flow, left, left_width).max(height(flow, right, right_width));
    let apart = height + 1.0 > flow.whole_page();
    if !apart {
        // Lengths are sums of rounded numbers.
        flow.need(height + 1.0);
    }
    let top = flow.y();
    if !apart {
        flow.narrow(edge, left_width);
        for item in left {
            draw(flow, item, false);
        }
    }
    let left_end = flow.y();
    flow.move_to(top);
    flow.narrow(edge + left_width + GAP, right_width);
    for item in right {
        draw(flow, item, apart);
    }
    flow.move_to(flow.y().max(left_end));
    flow.widen();
    if apart {
        for item in left {
            draw(flow, item, true);
        }
    }
}

/// Height of paragraphs and rules in a column of a width.
fn height(flow: &Flow<'_>, items: &[Item], width: f32) -> f32 {
    let one = |item: &Item| match item {
        Item::Paragraph(set) => paragraph(set).height(flow.fonts(), width),
        Item::Rule(_) => RULE,
        Item::Columns { .. } | Item::Table(_) | Item::Gap | Item::NewPage { .. } => 0.0,
    };
    items.iter().map(one).sum()
}
