//! Lines of text that fit a width.

use crate::fonts::{Fonts, Style};

/// Text in one cut, part of a paragraph.
#[derive(Debug, Clone)]
pub(crate) struct Span {
    pub(crate) style: Style,
    pub(crate) text: String,
}

/// A span from text that may have been typed anywhere: composed letters, no
/// hidden characters, single spaces.
pub(crate) fn span(style: Style, text: &str) -> Span {
    Span {
        style,
        text: one_line(text),
    }
}

pub(crate) fn one_line(text: &str) -> String {
    let normal = sangkien_text::normalise(text);
    let words: Vec<&str> = normal.split_whitespace().collect();
    words.join(" ")
}

/// One line of a paragraph: words in order, joined by spaces.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) words: Vec<Span>,
    /// Width in points without any stretching.
    pub(crate) width: f32,
}

impl Line {
    fn empty() -> Self {
        Self {
            words: Vec::new(),
            width: 0.0,
        }
    }

    /// The words joined into as few pieces of one cut as possible. A space
    /// between two pieces belongs to the first of them.
    pub(crate) fn pieces(&self) -> Vec<Span> {
        let mut pieces: Vec<Span> = Vec::new();
        for word in &self.words {
            match pieces.last_mut() {
                Some(last) => {
                    last.text.push(' ');
                    if last.style == word.style {
                        last.text.push_str(&word.text);
                    } else {
                        pieces.push(word.clone());
                    }
                }
                None => pieces.push(word.clone()),
            }
        }
        pieces
    }

    pub(crate) fn gaps(&self) -> usize {
        self.words.len().saturating_sub(1)
    }
}

/// A word and its measures in ems.
#[derive(Debug, Clone)]
struct Word {
    span: Span,
    width: f32,
    /// Width of a space after it.
    space: f32,
}

/// A paragraph as measured words, from which lines of any size and width are
/// made without measuring again.
#[derive(Debug)]
pub(crate) struct Text<'f> {
    fonts: &'f Fonts,
    words: Vec<Word>,
}

impl<'f> Text<'f> {
    pub(crate) fn new(fonts: &'f Fonts, spans: &[Span]) -> Self {
        let mut words = Vec::new();
        for span in spans {
            let space = fonts.shape(span.style, " ").width;
            for text in span.text.split(' ').filter(|word| !word.is_empty()) {
                words.push(Word {
                    width: fonts.shape(span.style, text).width,
                    space,
                    span: Span {
                        style: span.style,
                        text: text.to_owned(),
                    },
                });
            }
        }
        Self { fonts, words }
    }

    /// Lines no wider than `width` points at a size in points; the first line
    /// is shorter by `indent`. A word wider than a line is broken between
    /// letters.
    pub(crate) fn lines(&self, size: f32, width: f32, indent: f32) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        let mut line = Line::empty();
        let mut space = 0.0;
        for word in &self.words {
            for (part, part_width, joined) in self.fitting_parts(word, size, width - indent) {
                let room = if lines.is_empty() {
                    width - indent
                } else {
                    width
                };
                let fits = line.width + space + part_width <= room;
                if !line.words.is_empty() && (joined || !fits) {
                    lines.push(std::mem::replace(&mut line, Line::empty()));
                    space = 0.0;
                }
                line.width += space + part_width;
                line.words.push(part);
                space = word.space * size;
            }
        }
        if !line.words.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// The fewest lines that fit, made as even as possible, which suits
    /// centred titles.
    pub(crate) fn even_lines(&self, size: f32, width: f32) -> Vec<Line> {
        const STEPS: usize = 10;
        let mut best = self.lines(size, width, 0.0);
        if best.len() < 2 {
            return best;
        }
        let (mut low, mut high) = (0.0, width);
        for _ in 0..STEPS {
            let middle = f32::midpoint(low, high);
            let lines = self.lines(size, middle, 0.0);
            if lines.len() <= best.len() {
                high = middle;
                best = lines;
            } else {
                low = middle;
            }
        }
        best
    }

    /// The word itself, or, when it is wider than a line, parts of it that are
    /// not, with their widths in points. Every part but the first continues
    /// the one before it on a new line.
    fn fitting_parts(&self, word: &Word, size: f32, width: f32) -> Vec<(Span, f32, bool)> {
        if word.width * size <= width {
            return vec![(word.span.clone(), word.width * size, false)];
        }
        let style = word.span.style;
        let measured = |text: &str| self.fonts.width(style, size, text);
        let mut parts = Vec::new();
        let mut text = String::new();
        for c in word.span.text.chars() {
            text.push(c);
            let last = text.len() - c.len_utf8();
            if last > 0 && measured(&text) > width {
                // A code or an address is best broken after one of its signs.
                let before = text.get(..last).unwrap_or_default();
                let at = before.rfind(['-', '/']).map_or(last, |sign| sign + 1);
                let rest = text.split_off(at);
                parts.push(std::mem::replace(&mut text, rest));
            }
        }
        parts.push(text);
        let numbered = parts.into_iter().enumerate();
        numbered
            .map(|(index, text)| {
                let width = measured(&text);
                (Span { style, text }, width, index > 0)
            })
            .collect()
    }
}

/// Breaks a paragraph into lines; see [`Text::lines`].
pub(crate) fn wrap(fonts: &Fonts, size: f32, spans: &[Span], width: f32, indent: f32) -> Vec<Line> {
    Text::new(fonts, spans).lines(size, width, indent)
}

/// Breaks a title into even lines; see [`Text::even_lines`].
pub(crate) fn wrap_evenly(fonts: &Fonts, size: f32, spans: &[Span], width: f32) -> Vec<Line> {
    Text::new(fonts, spans).even_lines(size, width)
}

/// A number of things as a factor.
pub(crate) fn count(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::{Span, span, wrap, wrap_evenly};
    use crate::fonts::{Fonts, Style};
    use proptest::prelude::*;

    fn text_of(lines: &[super::Line]) -> Vec<String> {
        lines
            .iter()
            .map(|line| {
                let pieces = line.pieces();
                pieces.iter().map(|piece| piece.text.as_str()).collect()
            })
            .collect()
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        let fonts = Fonts::embedded().expect("fonts");
        let spans = [
            span(Style::Bold, "Điều 1."),
            span(
                Style::Regular,
                "Công nhận các sáng kiến cấp cơ sở có tên trong danh sách",
            ),
        ];
        let lines = wrap(&fonts, 14.0, &spans, 160.0, 30.0);
        assert!(lines.len() > 1);
        for (index, line) in lines.iter().enumerate() {
            let room = if index == 0 { 130.0 } else { 160.0 };
            assert!(line.width <= room, "{line:?}");
        }
        assert_eq!(
            text_of(&lines).join(" "),
            "Điều 1. Công nhận các sáng kiến cấp cơ sở có tên trong danh sách"
        );
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken_between_letters() {
        let fonts = Fonts::embedded().expect("fonts");
        let lines = wrap(
            &fonts,
            14.0,
            &[span(Style::Regular, &"ộ".repeat(60))],
            100.0,
            0.0,
        );
        assert!(lines.len() > 3);
        assert_eq!(text_of(&lines).concat(), "ộ".repeat(60));
    }

    #[test]
    fn a_long_code_is_broken_after_a_sign() {
        let fonts = Fonts::embedded().expect("fonts");
        let code = span(Style::Regular, "SK-2024-000012345");
        let lines = wrap(&fonts, 14.0, &[code], 90.0, 0.0);
        assert_eq!(text_of(&lines), ["SK-2024-", "000012345"]);
    }

    #[test]
    fn even_lines_differ_little_in_length() {
        let fonts = Fonts::embedded().expect("fonts");
        let title = span(
            Style::Bold,
            "Cải tiến quy trình tiếp nhận và trả kết quả tại bộ phận một cửa",
        );
        let lines = wrap_evenly(&fonts, 20.0, std::slice::from_ref(&title), 420.0);
        assert_eq!(lines.len(), 2);
        assert!((lines[0].width - lines[1].width).abs() < 80.0);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn no_letter_is_lost(text in "[a-zàđế ]{0,80}", width in 20.0_f32..300.0) {
            let fonts = Fonts::embedded().expect("fonts");
            let lines = wrap(&fonts, 13.0, &[Span { style: Style::Italic, text: text.clone() }], width, 0.0);
            let kept: String = text_of(&lines).concat().replace(' ', "");
            prop_assert_eq!(kept, text.replace(' ', ""));
        }
    }
}
