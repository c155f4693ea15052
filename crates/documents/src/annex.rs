//! The list of initiatives annexed to a decision.

use crate::decision::AnnexRow;
use crate::drawing::Role;
use crate::flow::Flow;
use crate::fonts::Style;
use crate::head::{centred, underline};
use crate::layout::{Span, span};
use crate::table::{self, Column};

const COLUMNS: [Column; 5] = [
    Column::centred("TT", 0.065),
    Column::centred("Mã sáng kiến", 0.19),
    Column::new("Tên sáng kiến", 0.35),
    Column::new("Tác giả", 0.21),
    Column::new("Đơn vị", 0.185),
];

/// Draws the list on a page of its own. The head of the table is repeated on
/// every page it reaches.
pub(crate) fn draw(flow: &mut Flow<'_>, title: &str, attached: &str, rows: &[AnnexRow]) {
    flow.next_page();
    draw_title(flow, title, attached);
    let rows = (1..).zip(rows).map(|(number, row): (usize, _)| {
        vec![
            vec![number.to_string()],
            vec![row.code.clone()],
            vec![row.title.clone()],
            row.authors.clone(),
            vec![row.unit.clone()],
        ]
    });
    table::draw(flow, &COLUMNS, 12.0, rows);
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
