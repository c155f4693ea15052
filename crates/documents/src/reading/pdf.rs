//! PDF: glyphs in the order in which they are drawn, joined to lines and paragraphs by where they
//! stand.

use std::sync::Arc;

use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, TransformExt as _, interpret_page,
};

use super::active;
use super::gather::Gather;
use super::{PartKind, ReadFault, Reading};
use crate::fonts;

/// The most pages that are read.
const MOST_PAGES: usize = 5_000;

/// A line of text and where it stands, in points from the upper left corner.
#[derive(Debug, Clone)]
struct Line {
    text: String,
    left: f64,
    right: f64,
    /// Where the last visible letter ends.
    ink: f64,
    baseline: f64,
    size: f64,
}

/// Reads a PDF page by page.
pub(super) fn read(bytes: &[u8]) -> Result<Reading, ReadFault> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => ReadFault::PasswordProtected,
        LoadPdfError::Invalid => ReadFault::Damaged,
    })?;
    if active::acts(&pdf) {
        return Err(ReadFault::Active);
    }
    let pages = pdf.pages();
    if pages.len() > MOST_PAGES {
        return Err(ReadFault::TooLarge);
    }
    // Letters are read, not drawn: any typeface does where none is embedded.
    let settings = InterpreterSettings {
        font_resolver: Arc::new(|_| Some((Arc::new(fonts::REGULAR), 0))),
        ..InterpreterSettings::default()
    };
    let cache = InterpreterCache::new();
    let mut gather = Gather::default();
    let mut number = 0;
    for page in pages.iter() {
        number += 1;
        gather.page = Some(number);
        let mut context = Context::new(
            page.initial_transform(true).to_kurbo(),
            Rect::new(0.0, 0.0, 1.0, 1.0),
            &cache,
            pdf.xref(),
            settings.clone(),
        );
        let mut lines = Lines::default();
        interpret_page(page, &mut context, &mut lines);
        paragraphs(&mut gather, &lines.done());
    }
    Ok(gather.done(Some(number)))
}

/// Lines that go on from one another are one paragraph.
fn paragraphs(gather: &mut Gather, lines: &[Line]) {
    let edge = lines.iter().map(|line| line.right).fold(0.0, f64::max);
    let mut lines = lines.iter().peekable();
    while let Some(first) = lines.next() {
        let mut last = first;
        let mut frame = [
            first.left,
            first.baseline - first.size,
            first.ink,
            first.baseline,
        ];
        let mut text = first.text.trim_end().to_owned();
        while let Some(next) = lines.next_if(|next| goes_on(first, last, next, edge)) {
            text.push(' ');
            text.push_str(next.text.trim());
            frame = [
                frame[0].min(next.left),
                frame[1],
                frame[2].max(next.ink),
                next.baseline,
            ];
            last = next;
        }
        gather.begin(PartKind::Paragraph);
        gather.stands(frame.map(short));
        gather.text(&text, None);
        gather.end();
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "points on a page are far below the limits"
)]
fn short(number: f64) -> f32 {
    number as f32
}

/// Whether a line goes on with the paragraph of the line before it: close below, of the same
/// size, not further in, and the line before it is full.
fn goes_on(first: &Line, last: &Line, next: &Line, edge: f64) -> bool {
    let below = next.baseline - last.baseline;
    let full = last.right > edge - 4.0 * last.size;
    let further_in = next.left > first.left + 1.0 && next.left > last.left + 1.0;
    below > 0.0
        && below < 1.7 * last.size
        && (next.size - last.size).abs() < 0.5
        && full
        && !further_in
}

/// The lines of a page being put together.
#[derive(Default)]
struct Lines {
    lines: Vec<Line>,
    open: Option<Line>,
}

impl Lines {
    fn glyph(&mut self, text: &str, place: Affine, advance: f64) {
        let at = place * Point::ZERO;
        let end = place * Point::new(advance, 0.0);
        let [_, _, c, d, _, _] = place.as_coeffs();
        let size = c.hypot(d) * 1000.0;
        let on_line = self.open.as_ref().is_some_and(|line| {
            (at.y - line.baseline).abs() < 0.5 * line.size.max(size)
                && at.x > line.right - line.size
                && at.x < line.right + 4.0 * line.size
        });
        if !on_line {
            self.lines.extend(self.open.take());
        }
        let line = self.open.get_or_insert_with(|| Line {
            text: String::new(),
            left: at.x,
            right: at.x,
            ink: at.x,
            baseline: at.y,
            size,
        });
        let gap = at.x - line.right;
        if gap > 0.17 * line.size && !line.text.ends_with(' ') && !text.starts_with(' ') {
            line.text.push(' ');
        }
        line.text.push_str(text);
        line.right = line.right.max(end.x);
        if !text.trim().is_empty() {
            line.ink = line.right;
        }
        line.size = line.size.max(size);
    }

    fn done(mut self) -> Vec<Line> {
        self.lines.extend(self.open.take());
        self.lines.retain(|line| !line.text.trim().is_empty());
        self.lines
    }
}

impl Device<'_> for Lines {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        for glyph in run.glyphs() {
            let text = match glyph.as_unicode() {
                Some(BfString::Char(letter)) => letter.to_string(),
                Some(BfString::String(letters)) => letters,
                None => continue,
            };
            let advance = match &**glyph {
                hayro_interpret::font::Glyph::Outline(outline) => outline.advance_width(),
                hayro_interpret::font::Glyph::Type3(_) => None,
            };
            let place = props.transform * glyph.transform();
            self.glyph(&text, place, f64::from(advance.unwrap_or(0.0)));
        }
    }

    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {}
}
