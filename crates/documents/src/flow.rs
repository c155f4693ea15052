//! Running text that goes on from page to page.

use crate::drawing::{Align, Drawing, Ink, Look, PartId, Role};
use crate::fonts::{Fonts, Style};
use crate::head::centred;
use crate::layout::{Line, Span, count, span, wrap};

const MM: f32 = 72.0 / 25.4;
const PAGE_HEIGHT: f32 = 841.89;
const PAGE_WIDTH: f32 = 595.28;
/// Margins of an official document: top and bottom 20 mm, left 30 mm, right
/// 17 mm, within the ranges Nghị định 30/2020/NĐ-CP allows.
const TOP: f32 = 20.0 * MM;
const BOTTOM: f32 = 20.0 * MM;
const LEFT: f32 = 30.0 * MM;
const RIGHT: f32 = 17.0 * MM;

/// Height of a line as a multiple of the size of its text.
pub(crate) const LEADING: f32 = 1.25;

/// A paragraph and how it is set. Lengths in points.
#[derive(Debug, Clone)]
pub(crate) struct Paragraph {
    pub(crate) spans: Vec<Span>,
    pub(crate) size: f32,
    /// How far the first line is moved in.
    pub(crate) indent: f32,
    /// Free space below.
    pub(crate) after: f32,
    pub(crate) align: Align,
}

/// The pages being filled and the place reached on the last of them.
pub(crate) struct Flow<'f> {
    fonts: &'f Fonts,
    drawing: Drawing,
    left: f32,
    width: f32,
    y: f32,
}

impl<'f> Flow<'f> {
    pub(crate) fn new(fonts: &'f Fonts) -> Self {
        let mut drawing = crate::decision::paper();
        drawing.start_page();
        Self {
            fonts,
            drawing,
            left: LEFT,
            width: PAGE_WIDTH - LEFT - RIGHT,
            y: TOP,
        }
    }

    pub(crate) fn fonts(&self) -> &'f Fonts {
        self.fonts
    }

    pub(crate) fn drawing(&mut self) -> &mut Drawing {
        &mut self.drawing
    }

    pub(crate) fn into_drawing(self) -> Drawing {
        self.drawing
    }

    /// Left edge and width of the text.
    pub(crate) fn column(&self) -> (f32, f32) {
        (self.left, self.width)
    }

    /// Sets text in a narrower column until [`Flow::widen`].
    pub(crate) fn narrow(&mut self, left: f32, width: f32) {
        self.left = left;
        self.width = width;
    }

    pub(crate) fn widen(&mut self) {
        self.left = LEFT;
        self.width = PAGE_WIDTH - LEFT - RIGHT;
    }

    /// The height reached on the page, from its top.
    pub(crate) fn y(&self) -> f32 {
        self.y
    }

    pub(crate) fn move_to(&mut self, y: f32) {
        self.y = y;
    }

    pub(crate) fn skip(&mut self, space: f32) {
        self.y += space;
    }

    /// Free height left on the page.
    pub(crate) fn room(&self) -> f32 {
        PAGE_HEIGHT - BOTTOM - self.y
    }

    /// Height of the text on a whole page.
    pub(crate) fn whole_page() -> f32 {
        PAGE_HEIGHT - BOTTOM - TOP
    }

    /// Goes on to the next page unless this much height is left.
    pub(crate) fn need(&mut self, height: f32) {
        if self.room() < height && self.y > TOP {
            self.next_page();
        }
    }

    /// Begins a page. From the second on, its number stands at the top.
    pub(crate) fn next_page(&mut self) {
        self.drawing.start_page();
        let number = self.drawing.page_count().to_string();
        let spans = [span(Style::Regular, &number)];
        let place = (LEFT, PAGE_WIDTH - LEFT - RIGHT, 11.0 * MM);
        centred(&mut self.drawing, self.fonts, &spans, place, 13.0, None);
        self.y = TOP;
    }

    /// Sets a paragraph. A single line of a longer one is not left behind at
    /// the foot of a page.
    pub(crate) fn paragraph(&mut self, paragraph: &Paragraph) {
        let size = paragraph.size;
        let lines = wrap(
            self.fonts,
            size,
            &paragraph.spans,
            self.width,
            paragraph.indent,
        );
        if lines.is_empty() {
            return;
        }
        let leading = size * LEADING;
        self.need(leading * count(lines.len().min(2)));
        let part = self.drawing.part(Role::Paragraph, None);
        let last = lines.len() - 1;
        let look = Look {
            size,
            ink: Ink::Black,
            align: paragraph.align,
        };
        for (index, line) in lines.iter().enumerate() {
            // Three lines left and room for two: keep the last two together.
            let keep = if index + 1 == last && index > 0 { 2 } else { 1 };
            self.need(leading * count(keep));
            let indent = if index == 0 { paragraph.indent } else { 0.0 };
            self.set_line(line, indent, look, index < last, part);
            self.y += leading;
        }
        self.y += paragraph.after;
    }

    fn set_line(&mut self, line: &Line, indent: f32, look: Look, more: bool, part: PartId) {
        let place = (
            self.left + indent,
            self.width - indent,
            self.y + look.size * 0.95,
        );
        self.drawing
            .line(self.fonts, line, place, look, more, Some(part));
    }
}
