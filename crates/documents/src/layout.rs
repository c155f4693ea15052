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

/// Breaks a paragraph into lines no wider than `width` points; the first line
/// is shorter by `indent`. A word wider than a line is broken between letters.
pub(crate) fn wrap(fonts: &Fonts, size: f32, spans: &[Span], width: f32, indent: f32) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut line = Line {
        words: Vec::new(),
        width: 0.0,
    };
    for word in spans.iter().flat_map(words) {
        for (part, joined) in fitting_parts(fonts, size, &word, width - indent) {
            let part_width = fonts.width(part.style, size, &part.text);
            let room = if lines.is_empty() {
                width - indent
            } else {
                width
            };
            let space = match line.words.last() {
                Some(last) => fonts.width(last.style, size, " "),
                None => 0.0,
            };
            if line.words.is_empty() || (!joined && line.width + space + part_width <= room) {
                line.width += space + part_width;
            } else {
                lines.push(line);
                line = Line {
                    words: Vec::new(),
                    width: part_width,
                };
            }
            line.words.push(part);
        }
    }
    if !line.words.is_empty() {
        lines.push(line);
    }
    lines
}

fn words(span: &Span) -> impl Iterator<Item = Span> + '_ {
    span.text
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(|word| Span {
            style: span.style,
            text: word.to_owned(),
        })
}

/// The word itself, or, when it is wider than a line, parts of it that are
/// not. Every part but the first continues the one before it on a new line.
fn fitting_parts(fonts: &Fonts, size: f32, word: &Span, width: f32) -> Vec<(Span, bool)> {
    if fonts.width(word.style, size, &word.text) <= width {
        return vec![(word.clone(), false)];
    }
    let mut parts = Vec::new();
    let mut text = String::new();
    for c in word.text.chars() {
        text.push(c);
        let last = text.len() - c.len_utf8();
        if last > 0 && fonts.width(word.style, size, &text) > width {
            // A code or an address is best broken after one of its signs.
            let before = text.get(..last).unwrap_or_default();
            let at = before.rfind(['-', '/']).map_or(last, |sign| sign + 1);
            let rest = text.split_off(at);
            parts.push(std::mem::replace(&mut text, rest));
        }
    }
    parts.push(text);
    parts
        .into_iter()
        .enumerate()
        .map(|(index, text)| {
            let style = word.style;
            (Span { style, text }, index > 0)
        })
        .collect()
}

/// Breaks text into the fewest lines that fit and makes those lines as even as
/// possible, which suits centred titles.
pub(crate) fn wrap_evenly(fonts: &Fonts, size: f32, spans: &[Span], width: f32) -> Vec<Line> {
    const STEPS: usize = 12;
    let mut best = wrap(fonts, size, spans, width, 0.0);
    let (mut low, mut high) = (0.0, width);
    for _ in 0..STEPS {
        let middle = f32::midpoint(low, high);
        let lines = wrap(fonts, size, spans, middle, 0.0);
        if lines.len() <= best.len() {
            high = middle;
            best = lines;
        } else {
            low = middle;
        }
    }
    best
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
