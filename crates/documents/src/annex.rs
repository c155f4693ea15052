//! The list of initiatives annexed to a decision.

use crate::decision::AnnexRow;
use crate::drawing::{Align, Drawing, Ink, Look, Mark, PartId, Role};
use crate::flow::{Flow, LEADING};
use crate::fonts::Style;
use crate::head::{centred, underline};
use crate::layout::{Line, Span, count, span, wrap};

const SIZE: f32 = 12.0;
/// Free space between a cell's lines and its text.
const PAD: (f32, f32) = (4.5, 4.0);
/// Heads of the columns and their part of the width.
const COLUMNS: [(&str, f32); 5] = [
    ("TT", 0.065),
    ("Mã sáng kiến", 0.19),
    ("Tên sáng kiến", 0.35),
    ("Tác giả", 0.21),
    ("Đơn vị", 0.185),
];

/// Draws the list on a page of its own. The head of the table is repeated on
/// every page it reaches.
pub(crate) fn draw(flow: &mut Flow<'_>, title: &str, attached: &str, rows: &[AnnexRow]) {
    flow.next_page();
    draw_title(flow, title, attached);
    let table = flow.drawing().part(Role::Table, None);
    let mut fragment = begin(flow, table);
    for (index, row) in rows.iter().enumerate() {
        let cells = cells(flow, index, row);
        draw_row(flow, table, &mut fragment, cells);
    }
    end(flow, &fragment);
}

fn draw_title(flow: &mut Flow<'_>, title: &str, attached: &str) {
    let (left, width) = flow.column();
    let fonts = flow.fonts();
    let heading = span(Style::Bold, title);
    let y = flow.y();
    let drawing = flow.drawing();
    let part = drawing.part(
        Role::Heading {
            level: 1,
            title: heading.text.clone(),
        },
        None,
    );
    let spans = [heading];
    let y = centred(drawing, fonts, &spans, (left, width, y), 14.0, Some(part));
    let part = drawing.part(Role::Paragraph, None);
    // The number of a draft keeps the room left in it.
    let spans = [Span {
        style: Style::Italic,
        text: attached.to_owned(),
    }];
    let y = centred(
        drawing,
        fonts,
        &spans,
        (left, width, y + 2.0),
        13.0,
        Some(part),
    );
    underline(drawing, left + width / 2.0, y + 4.0, width * 0.22);
    flow.move_to(y + 18.0);
}

/// A stretch of the table on one page.
struct Fragment {
    top: f32,
}

/// Left edge and width of every column.
fn columns(flow: &Flow<'_>) -> [(f32, f32); 5] {
    let (left, width) = flow.column();
    let mut x = left;
    COLUMNS.map(|(_, share)| {
        let column = (x, width * share);
        x += column.1;
        column
    })
}

/// The lines of each cell of one row.
type Cells = [Vec<Line>; 5];

fn wrapped(flow: &Flow<'_>, column: (f32, f32), style: Style, text: &str) -> Vec<Line> {
    let fonts = flow.fonts();
    wrap(
        fonts,
        SIZE,
        &[span(style, text)],
        column.1 - 2.0 * PAD.0,
        0.0,
    )
}

fn cells(flow: &Flow<'_>, index: usize, row: &AnnexRow) -> Cells {
    let [number, code, title, authors, unit] = columns(flow);
    let regular = |column, text: &str| wrapped(flow, column, Style::Regular, text);
    [
        regular(number, &(index + 1).to_string()),
        regular(code, &row.code),
        regular(title, &row.title),
        row.authors
            .iter()
            .flat_map(|author| regular(authors, author))
            .collect(),
        regular(unit, &row.unit),
    ]
}

fn height(cells: &Cells) -> f32 {
    let most = cells.iter().map(Vec::len).max().unwrap_or(0);
    count(most) * SIZE * LEADING + 2.0 * PAD.1
}

/// Begins a stretch of the table with its head.
fn begin(flow: &mut Flow<'_>, table: PartId) -> Fragment {
    let columns = columns(flow);
    let mut heads = columns.into_iter().zip(COLUMNS);
    let cells: Cells = std::array::from_fn(|_| {
        heads.next().map_or_else(Vec::new, |(column, (head, _))| {
            wrapped(flow, column, Style::Bold, head)
        })
    });
    let top = flow.y();
    level_line(flow, top);
    let first = flow.drawing().part(Role::Row, Some(table));
    let row = height(&cells);
    for (cell, column) in cells.iter().zip(columns) {
        let part = flow.drawing().part(Role::HeaderCell, Some(first));
        draw_cell(flow, cell, column, row, Align::Centre, part);
    }
    flow.skip(row);
    let y = flow.y();
    level_line(flow, y);
    Fragment { top }
}

/// Ends a stretch of the table with its upright lines.
fn end(flow: &mut Flow<'_>, fragment: &Fragment) {
    let bottom = flow.y();
    let columns = columns(flow);
    let edges = columns.iter().map(|column| column.0);
    let (left, width) = flow.column();
    for x in edges.chain([left + width]) {
        let points = vec![(x, fragment.top), (x, bottom)];
        line(flow.drawing(), points);
    }
}

fn draw_row(flow: &mut Flow<'_>, table: PartId, fragment: &mut Fragment, mut cells: Cells) {
    let part = flow.drawing().part(Role::Row, Some(table));
    let parts: [PartId; 5] = std::array::from_fn(|_| flow.drawing().part(Role::Cell, Some(part)));
    loop {
        // Only a row taller than half a page is divided between two pages.
        let whole = height(&cells);
        if flow.room() < whole && (whole <= Flow::whole_page() / 2.0 || flow.room() < 60.0) {
            end(flow, fragment);
            flow.next_page();
            *fragment = begin(flow, table);
        }
        let rest = split_off(&mut cells, lines_in(flow.room()));
        let row = height(&cells);
        let columns = columns(flow);
        for (index, ((cell, column), part)) in cells.iter().zip(columns).zip(parts).enumerate() {
            let align = if index < 2 {
                Align::Centre
            } else {
                Align::Left
            };
            draw_cell(flow, cell, column, row, align, part);
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
fn lines_in(room: f32) -> usize {
    let mut lines = 1;
    while count(lines + 1) * SIZE * LEADING + 2.0 * PAD.1 <= room {
        lines += 1;
    }
    lines
}

/// Takes off the lines beyond the first few of every cell, if there are any.
fn split_off(cells: &mut Cells, lines: usize) -> Option<Cells> {
    let mut rest: Cells = Default::default();
    let mut any = false;
    for (cell, rest) in cells.iter_mut().zip(rest.iter_mut()) {
        if cell.len() > lines {
            *rest = cell.split_off(lines);
            any = true;
        }
    }
    any.then_some(rest)
}

fn draw_cell(
    flow: &mut Flow<'_>,
    lines: &[Line],
    column: (f32, f32),
    row: f32,
    align: Align,
    part: PartId,
) {
    let fonts = flow.fonts();
    let look = Look {
        size: SIZE,
        ink: Ink::Black,
        align,
    };
    let text = count(lines.len()) * SIZE * LEADING;
    // Short centred cells stand in the middle of a tall row.
    let inset = if align == Align::Centre {
        (row - text) / 2.0
    } else {
        PAD.1
    };
    let mut baseline = flow.y() + inset + SIZE * 0.95;
    let last = lines.len().saturating_sub(1);
    for (index, line) in lines.iter().enumerate() {
        let place = (column.0 + PAD.0, column.1 - 2.0 * PAD.0, baseline);
        flow.drawing()
            .line(fonts, line, place, look, index < last, Some(part));
        baseline += SIZE * LEADING;
    }
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
