//! Parts being put together from runs of text in fonts.

use std::ops::Range;

use sangkien_text::legacy::{Declared, Decoded, Encoding, decode_together};

use super::{Part, PartKind, Reading};

/// A part being put together.
#[derive(Debug)]
struct Open {
    kind: PartKind,
    page: Option<u32>,
    frame: Option<[f32; 4]>,
    text: String,
    runs: Vec<(Range<usize>, Option<Encoding>, bool)>,
}

/// Parts in the order in which they began; a part may stand inside another, as text boxes do.
#[derive(Debug, Default)]
pub(super) struct Gather {
    open: Vec<Open>,
    ended: Vec<Open>,
    /// The page reached, where the format tells it.
    pub(super) page: Option<u32>,
}

impl Gather {
    pub(super) fn begin(&mut self, kind: PartKind) {
        self.open.push(Open {
            kind,
            page: self.page,
            frame: None,
            text: String::new(),
            runs: Vec::new(),
        });
    }

    /// What the part turned out to be after it began.
    pub(super) fn is(&mut self, kind: PartKind) {
        if let Some(open) = self.open.last_mut() {
            open.kind = kind;
        }
    }

    pub(super) fn stands(&mut self, frame: [f32; 4]) {
        if let Some(open) = self.open.last_mut() {
            open.frame = Some(frame);
        }
    }

    /// Adds text in a font.
    pub(super) fn text(&mut self, text: &str, font: Option<&str>) {
        let Some(open) = self.open.last_mut() else {
            return;
        };
        let start = open.text.len();
        open.text.push_str(text);
        let encoding = font.and_then(Encoding::of_font);
        let capitals = font.is_some_and(Encoding::font_draws_capitals);
        match open.runs.last_mut() {
            // Runs of one font are judged together: a word may be divided between them.
            Some((range, last, last_capitals))
                if *last == encoding && *last_capitals == capitals =>
            {
                range.end = open.text.len();
            }
            _ => open.runs.push((start..open.text.len(), encoding, capitals)),
        }
    }

    pub(super) fn end(&mut self) {
        self.ended.extend(self.open.pop());
    }

    /// The parts, decoded together where their fonts do not say in what encoding they are.
    pub(super) fn done(mut self, pages: Option<u32>) -> Reading {
        while !self.open.is_empty() {
            self.end();
        }
        let texts: Vec<Declared<'_>> = self
            .ended
            .iter()
            .map(|part| Declared {
                text: &part.text,
                runs: &part.runs,
            })
            .collect();
        let decoded = decode_together(&texts);
        let parts = self.ended.iter().zip(decoded);
        let part = |(part, decoded): (&Open, Decoded)| {
            let text = sangkien_text::normalise(&decoded.text);
            let text = text.trim();
            (!text.is_empty()).then(|| Part {
                kind: part.kind,
                text: text.to_owned(),
                page: part.page,
                frame: part.frame,
                converted: decoded.runs,
            })
        };
        Reading {
            parts: parts.filter_map(part).collect(),
            pages,
        }
    }
}
