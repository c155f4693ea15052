//! A table with rules around its cells, whose head is repeated on every page it reaches.

use crate::drawing::{Align, Drawing, Ink, Look, Mark, PartId, Role};
use crate::flow::{Flow, LEADING};
use crate::fonts::Style;
use crate::layout::{Line, count, span, wrap};

/// Free space between a cell's lines and its text.
const PAD: (f32, f32) = (4.5, 4.0);

/// A column: its head, its part of the width from 0 to 1, how its cells are set.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Column {
    pub(crate) head: String,
    pub(crate) share: f32,
    pub(crate) align: Align,
}

/// The paragraphs of one cell.
pub(crate) type Cell = Vec<String>;

/// Draws a table in the column of the flow, with text of a size in points.
pub(crate) fn draw(flow: &mut Flow<'_>, columns: &[Column], size: f32, rows: &[Vec<Cell>]) {
    let part = flow.drawing().part(Role::Table, None);
    let table = Table {
        columns,
        size,
        part,
    };
    let mut top = table.begin(flow, false);
    for row in rows {
        let cells = table.cells(flow, row);
        table.draw_row(flow, &mut top, cells);
    }
    table.end(flow, top);
}

/// The lines of each cell of one row.
type Cells = Vec<Vec<Line>>;

struct Table<'c> {
    columns: &'c [Column],
    size: f32,
    part: PartId,
}

impl Table<'_> {
    /// Left edge and width of every column.
    fn places(&self, flow: &Flow<'_>) -> Vec<(f32, f32)> {
        let (left, width) = flow.column();
        let mut x = left;
        self.columns
            .iter()
            .map(|column| {
                let place = (x, width * column.share);
                x += place.1;
                place
            })
            .collect()
    }

    fn wrapped(&self, flow: &Flow<'_>, place: (f32, f32), style: Style, text: &str) -> Vec<Line> {
        let width = place.1 - 2.0 * PAD.0;
        wrap(flow.fonts(), self.size, &[span(style, text)], width, 0.0)
    }

    fn cells(&self, flow: &Flow<'_>, row: &[Cell]) -> Cells {
        self.places(flow)
            .into_iter()
            .zip(row)
            .map(|(place, cell)| {
                cell.iter()
                    .flat_map(|text| self.wrapped(flow, place, Style::Regular, text))
                    .collect()
            })
            .collect()
    }

    fn height(&self, cells: &Cells) -> f32 {
        let most = cells.iter().map(Vec::len).max().unwrap_or(0);
        count(most) * self.size * LEADING + 2.0 * PAD.1
    }

    /// Begins a stretch of the table with its head; gives its top. Repeated, the head is
    /// decoration: whoever has the table read to him hears it once.
    fn begin(&self, flow: &mut Flow<'_>, again: bool) -> f32 {
        let places = self.places(flow);
        let cells: Cells = self
            .columns
            .iter()
            .zip(&places)
            .map(|(column, place)| self.wrapped(flow, *place, Style::Bold, &column.head))
            .collect();
        // The head is not left alone at the foot of a page.
        flow.need(self.height(&cells) + self.size * LEADING * 2.0);
        let top = flow.y();
        level_line(flow, top);
        let first = (!again).then(|| flow.drawing().part(Role::Row, Some(self.part)));
        let row = self.height(&cells);
        for (cell, place) in cells.iter().zip(places) {
            let part = first.map(|row| flow.drawing().part(Role::HeaderCell, Some(row)));
            self.draw_cell(flow, cell, place, row, Align::Centre, part);
        }
        flow.skip(row);
        let y = flow.y();
        level_line(flow, y);
        top
    }

    /// Ends a stretch of the table with its upright lines.
    fn end(&self, flow: &mut Flow<'_>, top: f32) {
        let bottom = flow.y();
        let (left, width) = flow.column();
        let edges: Vec<f32> = self.places(flow).iter().map(|place| place.0).collect();
        for x in edges.into_iter().chain([left + width]) {
            line(flow.drawing(), vec![(x, top), (x, bottom)]);
        }
    }

    fn draw_row(&self, flow: &mut Flow<'_>, top: &mut f32, mut cells: Cells) {
        let part = flow.drawing().part(Role::Row, Some(self.part));
        let parts: Vec<PartId> = self
            .columns
            .iter()
            .map(|_| flow.drawing().part(Role::Cell, Some(part)))
            .collect();
        loop {
            // Only a row taller than half a page is divided between two pages.
            let whole = self.height(&cells);
            if flow.room() < whole && (whole <= flow.whole_page() / 2.0 || flow.room() < 60.0) {
                self.end(flow, *top);
                flow.next_page();
                *top = self.begin(flow, true);
            }
            let rest = split_off(&mut cells, self.lines_in(flow.room()));
            let row = self.height(&cells);
            let places = self.places(flow);
            let aligns = self.columns.iter().map(|column| column.align);
            for (((cell, place), part), align) in cells.iter().zip(places).zip(&parts).zip(aligns) {
                self.draw_cell(flow, cell, place, row, align, Some(*part));
            }
            flow.skip(row);
            let y = flow.y();
            level_line(flow, y);
            match rest {
                Some(rest) => cells = rest,
                None => return,
            }
        }
    }

    /// How many lines of a cell fit a height; at least one.
    fn lines_in(&self, room: f32) -> usize {
        let mut lines = 1;
        while count(lines + 1) * self.size * LEADING + 2.0 * PAD.1 <= room {
            lines += 1;
        }
        lines
    }

    fn draw_cell(
        &self,
        flow: &mut Flow<'_>,
        lines: &[Line],
        place: (f32, f32),
        row: f32,
        align: Align,
        part: Option<PartId>,
    ) {
        let fonts = flow.fonts();
        let look = Look {
            size: self.size,
            ink: Ink::Black,
            align,
        };
        let text = count(lines.len()) * self.size * LEADING;
        // Short centred cells stand in the middle of a tall row.
        let inset = if align == Align::Centre {
            (row - text) / 2.0
        } else {
            PAD.1
        };
        let mut baseline = flow.y() + inset + self.size * 0.95;
        let last = lines.len().saturating_sub(1);
        for (index, line) in lines.iter().enumerate() {
            let place = (place.0 + PAD.0, place.1 - 2.0 * PAD.0, baseline);
            flow.drawing()
                .line(fonts, line, place, look, index < last, part);
            baseline += self.size * LEADING;
        }
    }
}

/// Takes off the lines beyond the first few of every cell, if there are any.
fn split_off(cells: &mut Cells, lines: usize) -> Option<Cells> {
    let mut rest: Cells = vec![Vec::new(); cells.len()];
    let mut any = false;
    for (cell, rest) in cells.iter_mut().zip(rest.iter_mut()) {
        if cell.len() > lines {
            *rest = cell.split_off(lines);
            any = true;
        }
    }
    any.then_some(rest)
}

fn level_line(flow: &mut Flow<'_>, y: f32) {
    let (left, width) = flow.column();
    line(flow.drawing(), vec![(left, y), (left + width, y)]);
}

fn line(drawing: &mut Drawing, points: Vec<(f32, f32)>) {
    drawing.mark(
        Mark::Line {
            points,
            closed: false,
            width: 0.5,
            ink: Ink::Black,
        },
        None,
    );
}
