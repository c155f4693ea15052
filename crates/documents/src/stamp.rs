//! What is seen of a digital signature: who signed, for which body, and when.
//!
//! Nghị định 30/2020/NĐ-CP, Phụ lục I wants such particulars in upright type of 10 points, black, and
//! the moment by ISO 8601 with Vietnam's offset.

use crate::CivilDate;
use crate::drawing::{About, Align, Drawing, Ink, Look, Mark, PdfFault};
use crate::fonts::{Fonts, Style};
use crate::layout::{Line, one_line, span, wrap};
use crate::transparent::Transparent;

/// Size of the text in points; smaller only where the room is too small for it.
const SIZE: f32 = 10.0;
const LEAST: f32 = 5.0;
const LEADING: f32 = 1.2;
const PADDING: f32 = 4.0;

/// What a stamp says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Its lines, such as "Người ký: Lãnh đạo mẫu".
    pub lines: Vec<String>,
    /// The day it is made on.
    pub date: CivilDate,
    /// A picture that is seen instead of the lines.
    pub picture: Option<Transparent>,
}

/// Draws a stamp of a width and height in points, as a PDF of one page.
pub fn render(fonts: &Fonts, stamp: &Stamp, size: (f32, f32)) -> Result<Vec<u8>, PdfFault> {
    let (width, height) = size;
    let about = About {
        title: "Chữ ký số".into(),
        issuer: String::new(),
        date: stamp.date,
    };
    if let Some(picture) = &stamp.picture {
        let mut drawing = Drawing::default();
        drawing.start_page(size);
        let picture = picture.clone();
        let place = [0.0, 0.0, width, height];
        drawing.mark(Mark::Picture { picture, place }, None);
        return drawing.write(fonts, &about);
    }
    let inner = width - 2.0 * PADDING;
    let at = |size: f32| -> Vec<Line> {
        let lines = stamp.lines.iter();
        lines
            .flat_map(|line| {
                wrap(
                    fonts,
                    size,
                    &[span(Style::Regular, &one_line(line))],
                    inner,
                    0.0,
                )
            })
            .collect()
    };
    let mut letter = SIZE;
    let mut lines = at(letter);
    while letter > LEAST
        && PADDING * 2.0 + letter * LEADING * crate::layout::count(lines.len()) > height
    {
        letter -= 0.5;
        lines = at(letter);
    }
    let mut drawing = Drawing::default();
    drawing.start_page(size);
    drawing.mark(
        Mark::Line {
            points: vec![
                (0.5, 0.5),
                (width - 0.5, 0.5),
                (width - 0.5, height - 0.5),
                (0.5, height - 0.5),
            ],
            closed: true,
            width: 0.6,
            ink: Ink::Black,
        },
        None,
    );
    let mut baseline = PADDING + letter * 0.9;
    let look = Look {
        size: letter,
        ink: Ink::Black,
        align: Align::Left,
    };
    for line in &lines {
        drawing.line(fonts, line, (PADDING, inner, baseline), look, false, None);
        baseline += letter * LEADING;
    }
    drawing.write(fonts, &about)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{pages, pdf_info, pdf_text};

    #[test]
    fn a_stamp_says_who_and_when_in_the_room_it_has() {
        let stamp = Stamp {
            lines: vec![
                "Người ký: Lãnh đạo mẫu".into(),
                "Cơ quan: Ủy ban nhân dân xã mẫu".into(),
                "Thời gian ký: 2024-04-25T08:30:00+07:00".into(),
            ],
            date: CivilDate {
                year: 2024,
                month: 4,
                day: 25,
            },
            picture: None,
        };
        for size in [(200.0, 60.0), (110.0, 40.0)] {
            let pdf = render(&Fonts::embedded().unwrap(), &stamp, size).unwrap();
            assert_eq!(pages(&pdf_info(&pdf)), 1);
            let text = pdf_text(&pdf).replace('\n', " ");
            assert!(text.contains("Lãnh đạo mẫu"), "{text}");
            assert!(text.contains("2024-04-25T08:30:00+07:00"), "{text}");
        }
    }
}
