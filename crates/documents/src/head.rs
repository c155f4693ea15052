//! The head of an official document: who issues it on the left, the name and
//! motto of the country on the right (Nghị định 30/2020/NĐ-CP, phụ lục I).

use crate::drawing::{Align, Drawing, Ink, Look, Mark, PartId, Role};
use crate::fonts::{Fonts, Style};
use crate::layout::{Span, span, wrap_evenly};

const COUNTRY: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

/// Place and size of the head of a document, in points.
pub(crate) struct Head {
    pub(crate) left: f32,
    pub(crate) width: f32,
    pub(crate) top: f32,
    /// Part of the width the left column takes, from 0 to 1.
    pub(crate) left_share: f32,
    /// Size of the smaller lines; the motto and the number are one larger.
    pub(crate) size: f32,
}

impl Head {
    /// Draws the head and gives the height at which the next text may begin.
    pub(crate) fn draw(
        &self,
        drawing: &mut Drawing,
        fonts: &Fonts,
        superior: Option<&str>,
        body: &str,
        number: &str,
    ) -> f32 {
        let (left, right) = self.columns();
        let mut y = self.top;
        if let Some(superior) = superior {
            let text = span(Style::Regular, &superior.to_uppercase());
            y = paragraph(drawing, fonts, &text, (left.0, left.1, y), self.size);
        }
        let text = span(Style::Bold, &body.to_uppercase());
        y = paragraph(drawing, fonts, &text, (left.0, left.1, y), self.size);
        let length = widest(fonts, &text, self.size, left.1) * 0.4;
        underline(drawing, left.0 + left.1 / 2.0, y + 2.0, length);
        // A draft leaves room before the sign with spaces that must stay.
        let text = Span {
            style: Style::Regular,
            text: number.to_owned(),
        };
        let below = y + 9.0;
        let end = paragraph(
            drawing,
            fonts,
            &text,
            (left.0, left.1, below),
            self.size + 0.5,
        );

        let mut y = self.top;
        let text = span(Style::Bold, COUNTRY);
        y = paragraph(drawing, fonts, &text, (right.0, right.1, y), self.size);
        let text = span(Style::Bold, MOTTO);
        let size = self.size + 1.0;
        y = paragraph(drawing, fonts, &text, (right.0, right.1, y), size);
        let length = widest(fonts, &text, size, right.1);
        underline(drawing, right.0 + right.1 / 2.0, y + 2.0, length);
        end.max(y + 9.0)
    }

    /// Left edge and width of the two columns.
    pub(crate) fn columns(&self) -> ((f32, f32), (f32, f32)) {
        const GAP: f32 = 10.0;
        let left = self.width * self.left_share - GAP / 2.0;
        let right = self.width - left - GAP;
        ((self.left, left), (self.left + left + GAP, right))
    }
}

fn paragraph(
    drawing: &mut Drawing,
    fonts: &Fonts,
    text: &Span,
    place: (f32, f32, f32),
    size: f32,
) -> f32 {
    let part = drawing.part(Role::Paragraph, None);
    let spans = std::slice::from_ref(text);
    centred(drawing, fonts, spans, place, size, Some(part))
}

fn widest(fonts: &Fonts, text: &Span, size: f32, width: f32) -> f32 {
    wrap_evenly(fonts, size, std::slice::from_ref(text), width)
        .iter()
        .map(|line| line.width)
        .fold(0.0, f32::max)
}

/// A fine level line of a length around a middle.
pub(crate) fn underline(drawing: &mut Drawing, middle: f32, y: f32, length: f32) {
    drawing.mark(
        Mark::Line {
            points: vec![(middle - length / 2.0, y), (middle + length / 2.0, y)],
            closed: false,
            width: 0.7,
            ink: Ink::Black,
        },
        None,
    );
}

/// Draws a centred paragraph with even lines and gives the height below it.
/// `place` is the left edge, the width and the top.
pub(crate) fn centred(
    drawing: &mut Drawing,
    fonts: &Fonts,
    spans: &[Span],
    place: (f32, f32, f32),
    size: f32,
    part: Option<PartId>,
) -> f32 {
    let (left, width, mut y) = place;
    let look = Look {
        size,
        ink: Ink::Black,
        align: Align::Centre,
    };
    let lines = wrap_evenly(fonts, size, spans, width);
    let last = lines.len().saturating_sub(1);
    for (number, line) in lines.iter().enumerate() {
        let baseline = y + size * 0.95;
        drawing.line(
            fonts,
            line,
            (left, width, baseline),
            look,
            number < last,
            part,
        );
        y += size * 1.22;
    }
    y
}
