//! Running text that goes on from page to page.

use crate::drawing::{Align, Drawing, Ink, Look, PartId, Role};
use crate::fonts::{Fonts, Style};
use crate::head::centred;
use crate::layout::{Line, Span, count, span, wrap, wrap_evenly};

const MM: f32 = 72.0 / 25.4;
/// The shorter and the longer side of A4.
const A4: (f32, f32) = (595.28, 841.89);
/// Margins of an official document: top and bottom 20 mm, left 30 mm, right
/// 17 mm, within the ranges Nghị định 30/2020/NĐ-CP allows.
pub(crate) const TOP: f32 = 20.0 * MM;
pub(crate) const BOTTOM: f32 = 20.0 * MM;
pub(crate) const LEFT: f32 = 30.0 * MM;
pub(crate) const RIGHT: f32 = 17.0 * MM;
/// Where the number of a page stands, from the upper edge.
pub(crate) const PAGE_NUMBER: f32 = 11.0 * MM;

/// Height of a line as a multiple of the size of its text.
pub(crate) const LEADING: f32 = 1.25;

/// A paragraph and how it is set. Lengths in points.
#[derive(Debug, Clone)]
pub(crate) struct Paragraph {
    pub(crate) spans: Vec<Span>,
    pub(crate) size: f32,
    /// How far the first line is moved in.
    pub(crate) indent: f32,
    /// Free space above.
    pub(crate) before: f32,
    /// Free space below.
    pub(crate) after: f32,
    pub(crate) align: Align,
    pub(crate) role: Role,
    /// Height that must be free below it on the same page.
    pub(crate) keep: f32,
}

impl Paragraph {
    /// Its lines in a column of a width; centred lines are made even.
    fn lines(&self, fonts: &Fonts, width: f32) -> Vec<Line> {
        if self.align == Align::Centre {
            wrap_evenly(fonts, self.size, &self.spans, width)
        } else {
            wrap(fonts, self.size, &self.spans, width, self.indent)
        }
    }

    /// Its height in a column of a width, with the space around it.
    pub(crate) fn height(&self, fonts: &Fonts, width: f32) -> f32 {
        let lines = self.lines(fonts, width).len();
        self.before + count(lines) * self.size * LEADING + self.after
    }
}

/// The width and height of a page of A4, upright or across.
pub(crate) const fn a4(across: bool) -> (f32, f32) {
    if across { (A4.1, A4.0) } else { A4 }
}

/// The pages being filled and the place reached on the last of them.
pub(crate) struct Flow<'f> {
    fonts: &'f Fonts,
    drawing: Drawing,
    page: (f32, f32),
    left: f32,
    width: f32,
    y: f32,
}

impl<'f> Flow<'f> {
    /// Begins the first page of A4, upright or across.
    pub(crate) fn new(fonts: &'f Fonts, across: bool) -> Self {
        let page = a4(across);
        let mut drawing = Drawing::default();
        drawing.start_page(page);
        Self {
            fonts,
            drawing,
            page,
            left: LEFT,
            width: page.0 - LEFT - RIGHT,
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
        self.width = self.page.0 - LEFT - RIGHT;
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
        self.page.1 - BOTTOM - self.y
    }

    /// Height of the text on a whole page.
    pub(crate) fn whole_page(&self) -> f32 {
        self.page.1 - BOTTOM - TOP
    }

    /// Goes on to the next page unless this much height is left.
    pub(crate) fn need(&mut self, height: f32) {
        if self.room() < height && self.y > TOP {
            self.next_page();
        }
    }

    /// Begins a page that stands upright or across, and so do the pages after it.
    pub(crate) fn turn_page(&mut self, across: bool) {
        self.page = a4(across);
        self.widen();
        self.next_page();
    }

    /// Begins a page. From the second on, its number stands at the top.
    pub(crate) fn next_page(&mut self) {
        self.drawing.start_page(self.page);
        let number = self.drawing.page_count().to_string();
        let spans = [span(Style::Regular, &number)];
        let place = (LEFT, self.page.0 - LEFT - RIGHT, PAGE_NUMBER);
        centred(&mut self.drawing, self.fonts, &spans, place, 13.0, None);
        self.y = TOP;
    }

    /// Sets a paragraph. A single line of a longer one is not left behind at
    /// the foot of a page.
    pub(crate) fn paragraph(&mut self, paragraph: &Paragraph) {
        let size = paragraph.size;
        let lines = paragraph.lines(self.fonts, self.width);
        if lines.is_empty() {
            return;
        }
        let leading = size * LEADING;
        let first = leading * count(lines.len().min(2));
        self.need(paragraph.before + first + paragraph.keep);
        if self.y > TOP {
            self.y += paragraph.before;
        }
        let part = self.drawing.part(paragraph.role.clone(), None);
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
