//! A list of marks on pages and the structure they belong to.
//!
//! Laying out and writing are kept apart: a document is first placed as plain
//! values, then written in one go.

mod write;

use krilla::color::rgb;

use crate::CivilDate;
use crate::fonts::{Fonts, Style};
use crate::layout::{Line, count};
use crate::transparent::Transparent;

/// Why a document could not be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PdfFault {
    /// The typeface that is part of the program cannot be read.
    #[error("the embedded typeface cannot be read")]
    Font,
    /// There is nothing to write.
    #[error("a document needs at least one page")]
    Empty,
    /// The verification address is too long for a QR code.
    #[error("the verification address does not fit a QR code")]
    QrCode,
    /// The document does not meet the archival format; the text says where.
    #[error("the document cannot be written as an archival PDF: {0}")]
    Format(String),
}

/// Colours of the documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    Black,
    /// Secondary text.
    Grey,
    /// Lacquer red of titles and borders.
    Lacquer,
}

impl Ink {
    fn colour(self) -> rgb::Color {
        match self {
            Self::Black => rgb::Color::new(0x14, 0x14, 0x14),
            Self::Grey => rgb::Color::new(0x55, 0x55, 0x55),
            Self::Lacquer => rgb::Color::new(0x8e, 0x1b, 0x1b),
        }
    }
}

/// What a part of a document is, for assistive technology.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Role {
    Heading { level: u16, title: String },
    Paragraph,
    Figure { description: String },
    Table,
    Row,
    HeaderCell,
    Cell,
}

/// A part of the structure, by its number in [`Drawing`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PartId(usize);

#[derive(Debug)]
struct Part {
    role: Role,
    parent: Option<PartId>,
}

/// Text in one cut on one line.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) x: f32,
    pub(crate) baseline: f32,
    pub(crate) size: f32,
    pub(crate) ink: Ink,
    pub(crate) style: Style,
    pub(crate) text: String,
    /// Added to the width of every space.
    pub(crate) space: f32,
}

/// Something visible on a page. Lengths in points, from the top left corner.
#[derive(Debug)]
pub(crate) enum Mark {
    Text(Piece),
    /// Connected straight lines.
    Line {
        points: Vec<(f32, f32)>,
        closed: bool,
        width: f32,
        ink: Ink,
    },
    /// A picture: left, top, width, height.
    Picture {
        picture: Transparent,
        place: [f32; 4],
    },
    /// Filled rectangles: left, top, width, height.
    Boxes {
        boxes: Vec<[f32; 4]>,
        ink: Ink,
    },
}

#[derive(Debug)]
struct Page {
    /// Width and height.
    size: (f32, f32),
    /// Marks and the part each belongs to; decoration belongs to none.
    marks: Vec<(Mark, Option<PartId>)>,
}

/// A document before it is written.
#[derive(Debug, Default)]
pub(crate) struct Drawing {
    pages: Vec<Page>,
    parts: Vec<Part>,
}

/// What a document says about itself.
#[derive(Debug)]
pub(crate) struct About {
    pub(crate) title: String,
    pub(crate) issuer: String,
    pub(crate) date: CivilDate,
}

/// Where a line of text stands between two edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Centre,
    /// Both edges straight; used for all lines of a paragraph but the last.
    Justified,
}

/// How the text of a line is drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    pub(crate) size: f32,
    pub(crate) ink: Ink,
    pub(crate) align: Align,
}

impl Drawing {
    /// Begins a page of a width and height.
    pub(crate) fn start_page(&mut self, size: (f32, f32)) {
        self.pages.push(Page {
            size,
            marks: Vec::new(),
        });
    }

    pub(crate) fn page_count(&self) -> usize {
        self.pages.len()
    }

    pub(crate) fn part(&mut self, role: Role, parent: Option<PartId>) -> PartId {
        self.parts.push(Part { role, parent });
        PartId(self.parts.len() - 1)
    }

    /// Puts a mark on the last page.
    pub(crate) fn mark(&mut self, mark: Mark, part: Option<PartId>) {
        if let Some(page) = self.pages.last_mut() {
            page.marks.push((mark, part));
        }
    }

    /// Puts a laid-out line on the last page, between `left` and
    /// `left + width`. `more` says that the paragraph goes on after it.
    pub(crate) fn line(
        &mut self,
        fonts: &Fonts,
        line: &Line,
        place: (f32, f32, f32),
        look: Look,
        more: bool,
        part: Option<PartId>,
    ) {
        let (left, width, baseline) = place;
        let mut x = match look.align {
            Align::Left | Align::Justified => left,
            Align::Centre => left + (width - line.width) / 2.0,
        };
        let space = if look.align == Align::Justified && more && line.gaps() > 0 {
            (width - line.width) / count(line.gaps())
        } else {
            0.0
        };
        let pieces = line.pieces();
        let last = pieces.len().saturating_sub(1);
        for (index, piece) in pieces.into_iter().enumerate() {
            let mut text = piece.text;
            let spaces = text.chars().filter(|c| *c == ' ').count();
            let advance = fonts.width(piece.style, look.size, &text) + space * count(spaces);
            // Words on two lines are still two words when the text is copied.
            if more && index == last {
                text.push(' ');
            }
            let mark = Mark::Text(Piece {
                x,
                baseline,
                size: look.size,
                ink: look.ink,
                style: piece.style,
                text,
                space,
            });
            self.mark(mark, part);
            x += advance;
        }
    }
}
