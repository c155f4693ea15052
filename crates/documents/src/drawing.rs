//! A list of marks on pages and the structure they belong to, and its writing
//! as an archival, tagged PDF.
//!
//! Laying out and writing are kept apart: a document is first placed as plain
//! values, then written in one go.

use std::num::NonZeroU16;

use krilla::Document;
use krilla::SerializeSettings;
use krilla::color::rgb;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, TableHeaderScope, Tag, TagGroup,
    TagTree,
};

use crate::CivilDate;
use crate::fonts::{Fonts, Style};
use crate::layout::{Line, count};

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

/// Something visible on a page. Lengths in points, from the top left corner.
#[derive(Debug)]
pub(crate) enum Mark {
    Text {
        x: f32,
        baseline: f32,
        size: f32,
        ink: Ink,
        style: Style,
        text: String,
        /// Added to the width of every space.
        space: f32,
    },
    /// Connected straight lines.
    Line {
        points: Vec<(f32, f32)>,
        closed: bool,
        width: f32,
        ink: Ink,
    },
    /// Filled rectangles: left, top, width, height.
    Boxes { boxes: Vec<[f32; 4]>, ink: Ink },
}

#[derive(Debug, Default)]
struct Page {
    /// Marks and the part each belongs to; decoration belongs to none.
    marks: Vec<(Mark, Option<PartId>)>,
}

/// A document before it is written.
#[derive(Debug)]
pub(crate) struct Drawing {
    width: f32,
    height: f32,
    pages: Vec<Page>,
    parts: Vec<Part>,
}

/// What a document says about itself.
#[derive(Debug)]
pub(crate) struct About<'a> {
    pub(crate) title: &'a str,
    pub(crate) issuer: &'a str,
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
    pub(crate) fn new(width: f32, height: f32) -> Self {
        Self {
            width,
            height,
            pages: Vec::new(),
            parts: Vec::new(),
        }
    }

    pub(crate) fn start_page(&mut self) {
        self.pages.push(Page::default());
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
            let mark = Mark::Text {
                x,
                baseline,
                size: look.size,
                ink: look.ink,
                style: piece.style,
                text,
                space,
            };
            self.mark(mark, part);
            x += advance;
        }
    }

    /// Writes the document as tagged PDF/A-2u.
    pub(crate) fn write(self, fonts: &Fonts, about: &About<'_>) -> Result<Vec<u8>, PdfFault> {
        if self.pages.is_empty() {
            return Err(PdfFault::Empty);
        }
        let configuration = ConfigurationBuilder::new()
            .with_archival_validator(Archival::A2_U)
            .finish()
            .map_err(|fault| PdfFault::Format(format!("{fault:?}")))?;
        let mut document = Document::new_with(SerializeSettings {
            configuration,
            enable_tagging: true,
            ..SerializeSettings::default()
        });
        let mut content: Vec<Vec<Identifier>> = Vec::new();
        content.resize_with(self.parts.len(), Vec::new);
        let settings = PageSettings::from_wh(self.width, self.height).ok_or(PdfFault::Empty)?;
        for page in &self.pages {
            let mut sheet = document.start_page_with(settings.clone());
            let mut surface = sheet.surface();
            for (mark, part) in &page.marks {
                let identifier = surface.start_tagged(match (part, mark) {
                    (None, _) => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
                    (Some(_), Mark::Text { .. }) => ContentTag::Span(SpanTag::empty()),
                    (Some(_), _) => ContentTag::Other,
                });
                draw(&mut surface, fonts, mark);
                surface.end_tagged();
                if let Some(list) = part.and_then(|part| content.get_mut(part.0)) {
                    list.push(identifier);
                }
            }
            surface.finish();
            sheet.finish();
        }
        document.set_tag_tree(tag_tree(self.parts, content));
        document.set_metadata(metadata(about));
        document
            .finish()
            .map_err(|fault| PdfFault::Format(fault.to_string()))
    }
}

fn metadata(about: &About<'_>) -> Metadata {
    let CivilDate { year, month, day } = about.date;
    let date = DateTime::new(u16::try_from(year).unwrap_or_default())
        .month(u8::try_from(month).unwrap_or(1))
        .day(u8::try_from(day).unwrap_or(1))
        .hour(0)
        .minute(0)
        .second(0)
        .utc_offset_hour(7)
        .utc_offset_minute(0);
    Metadata::new()
        .title(about.title.to_owned())
        .authors(vec![about.issuer.to_owned()])
        .creator("Sáng Kiến".to_owned())
        .language("vi-VN".to_owned())
        .creation_date(date)
}

fn tag_tree(parts: Vec<Part>, content: Vec<Vec<Identifier>>) -> TagTree {
    // A parent always has a lower number than its children, so going backwards
    // every part is complete when it is handed to its parent.
    let mut children: Vec<Vec<Node>> = Vec::new();
    children.resize_with(parts.len(), Vec::new);
    let mut top = Vec::new();
    let numbered = parts.into_iter().zip(content).enumerate();
    for (number, (part, marks)) in numbered.collect::<Vec<_>>().into_iter().rev() {
        let mut nodes: Vec<Node> = marks.into_iter().map(Node::from).collect();
        if let Some(inner) = children.get_mut(number) {
            inner.reverse();
            nodes.append(inner);
        }
        if nodes.is_empty() {
            continue;
        }
        let group = Node::from(tag_group(part.role, nodes));
        match part.parent.and_then(|parent| children.get_mut(parent.0)) {
            Some(siblings) => siblings.push(group),
            None => top.push(group),
        }
    }
    let mut tree = TagTree::new().with_lang(Some("vi-VN".to_owned()));
    for group in top.into_iter().rev() {
        tree.push(group);
    }
    tree
}

fn tag_group(role: Role, nodes: Vec<Node>) -> TagGroup {
    match role {
        Role::Heading { level, title } => {
            let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
            TagGroup::with_children(Tag::Hn(level, Some(title)), nodes)
        }
        Role::Paragraph => TagGroup::with_children(Tag::P, nodes),
        Role::Figure { description } => {
            TagGroup::with_children(Tag::Figure(Some(description)), nodes)
        }
        Role::Table => TagGroup::with_children(Tag::Table, nodes),
        Role::Row => TagGroup::with_children(Tag::TR, nodes),
        Role::HeaderCell => TagGroup::with_children(Tag::TH(TableHeaderScope::Column), nodes),
        Role::Cell => TagGroup::with_children(Tag::TD, nodes),
    }
}

fn fill(ink: Ink) -> Fill {
    Fill {
        paint: ink.colour().into(),
        opacity: NormalizedF32::ONE,
        rule: krilla::paint::FillRule::NonZero,
    }
}

fn draw(surface: &mut Surface<'_>, fonts: &Fonts, mark: &Mark) {
    match mark {
        Mark::Text {
            x,
            baseline,
            size,
            ink,
            style,
            text,
            space,
        } => {
            let mut run = fonts.shape(*style, text);
            for glyph in &mut run.glyphs {
                if run.text.get(glyph.text_range.clone()) == Some(" ") {
                    glyph.x_advance += space / size;
                }
            }
            surface.set_fill(Some(fill(*ink)));
            surface.set_stroke(None);
            surface.draw_glyphs(
                Point::from_xy(*x, *baseline),
                &run.glyphs,
                fonts.font(*style),
                &run.text,
                *size,
                false,
            );
        }
        Mark::Line {
            points,
            closed,
            width,
            ink,
        } => {
            let mut path = PathBuilder::new();
            for (index, (x, y)) in points.iter().enumerate() {
                if index == 0 {
                    path.move_to(*x, *y);
                } else {
                    path.line_to(*x, *y);
                }
            }
            if *closed {
                path.close();
            }
            surface.set_fill(None);
            surface.set_stroke(Some(Stroke {
                paint: ink.colour().into(),
                width: *width,
                ..Stroke::default()
            }));
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
        Mark::Boxes { boxes, ink } => {
            let mut path = PathBuilder::new();
            for [left, top, width, height] in boxes {
                if let Some(rect) = Rect::from_xywh(*left, *top, *width, *height) {
                    path.push_rect(rect);
                }
            }
            surface.set_fill(Some(fill(*ink)));
            surface.set_stroke(None);
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
    }
}
