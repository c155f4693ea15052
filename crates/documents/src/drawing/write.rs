//! Writing a drawing as an archival, tagged PDF.

use std::num::NonZeroU16;

use krilla::Document;
use krilla::SerializeSettings;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::geom::{Path, PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, TableHeaderScope, Tag, TagGroup,
    TagTree,
};

use super::{About, Drawing, Ink, Mark, Part, PdfFault, Piece, Role};
use crate::CivilDate;
use crate::fonts::Fonts;

impl Drawing {
    /// Writes the document as tagged PDF/A-2u.
    pub(crate) fn write(self, fonts: &Fonts, about: &About) -> Result<Vec<u8>, PdfFault> {
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
        for page in &self.pages {
            let (width, height) = page.size;
            let settings = PageSettings::from_wh(width, height).ok_or(PdfFault::Empty)?;
            let mut sheet = document.start_page_with(settings);
            let mut surface = sheet.surface();
            for (mark, part) in &page.marks {
                let identifier = surface.start_tagged(match (part, mark) {
                    (None, _) => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
                    (Some(_), Mark::Text(_)) => ContentTag::Span(SpanTag::empty()),
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

fn metadata(about: &About) -> Metadata {
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
        .title(about.title.clone())
        .authors(vec![about.issuer.clone()])
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
        Mark::Text(piece) => draw_text(surface, fonts, piece),
        Mark::Line {
            points,
            closed,
            width,
            ink,
        } => {
            surface.set_fill(None);
            surface.set_stroke(Some(Stroke {
                paint: ink.colour().into(),
                width: *width,
                ..Stroke::default()
            }));
            if let Some(path) = line_path(points, *closed) {
                surface.draw_path(&path);
            }
        }
        Mark::Picture { picture, place } => {
            let [left, top, width, height] = *place;
            if let Some(size) = Size::from_wh(width, height) {
                let pixels = picture.rgba.clone();
                let image = Image::from_rgba8(pixels, picture.width, picture.height);
                surface.push_transform(&Transform::from_translate(left, top));
                surface.draw_image(image, size);
                surface.pop();
            }
        }
        Mark::Boxes { boxes, ink } => {
            surface.set_fill(Some(fill(*ink)));
            surface.set_stroke(None);
            if let Some(path) = box_path(boxes) {
                surface.draw_path(&path);
            }
        }
    }
}

fn draw_text(surface: &mut Surface<'_>, fonts: &Fonts, piece: &Piece) {
    let mut run = fonts.shape(piece.style, &piece.text);
    for glyph in &mut run.glyphs {
        if run.text.get(glyph.text_range.clone()) == Some(" ") {
            glyph.x_advance += piece.space / piece.size;
        }
    }
    surface.set_fill(Some(fill(piece.ink)));
    surface.set_stroke(None);
    surface.draw_glyphs(
        Point::from_xy(piece.x, piece.baseline),
        &run.glyphs,
        fonts.font(piece.style),
        &run.text,
        piece.size,
        false,
    );
}

fn line_path(points: &[(f32, f32)], closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (index, (x, y)) in points.iter().enumerate() {
        if index == 0 {
            path.move_to(*x, *y);
        } else {
            path.line_to(*x, *y);
        }
    }
    if closed {
        path.close();
    }
    path.finish()
}

fn box_path(boxes: &[[f32; 4]]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for [left, top, width, height] in boxes {
        if let Some(rect) = Rect::from_xywh(*left, *top, *width, *height) {
            path.push_rect(rect);
        }
    }
    path.finish()
}
