//! The typeface of official documents and the shaping of text in it.
//!
//! Liberation Serif has the metrics of Times New Roman, which Nghị định
//! 30/2020/NĐ-CP prescribes, and may be embedded freely.

use std::fmt;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, Face, ShapePlan, UnicodeBuffer, script};

use crate::drawing::PdfFault;

/// The upright, light cut.
pub(crate) static REGULAR: &[u8] =
    include_bytes!("../../../assets/fonts/pdf/LiberationSerif-Regular.ttf");

/// The cut of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Regular,
    Bold,
    Italic,
    BoldItalic,
}

struct Cut {
    embedded: Font,
    shaper: Face<'static>,
    /// How Latin text is shaped; working it out takes longer than shaping.
    plan: ShapePlan,
    units_per_em: f32,
}

impl Cut {
    fn new(bytes: &'static [u8]) -> Result<Self, PdfFault> {
        let embedded = Font::new(bytes.into(), 0).ok_or(PdfFault::Font)?;
        let shaper = Face::from_slice(bytes, 0).ok_or(PdfFault::Font)?;
        let latin = Some(script::LATIN);
        let plan = ShapePlan::new(&shaper, Direction::LeftToRight, latin, None, &[]);
        let units_per_em = embedded.units_per_em();
        Ok(Self {
            embedded,
            shaper,
            plan,
            units_per_em,
        })
    }
}

/// The four cuts of the typeface, read once and shared by all documents.
pub struct Fonts {
    regular: Cut,
    bold: Cut,
    italic: Cut,
    bold_italic: Cut,
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Fonts(Liberation Serif)")
    }
}

/// A piece of text in one cut, ready to be drawn. Lengths are in ems.
pub(crate) struct Run {
    pub(crate) text: String,
    pub(crate) glyphs: Vec<KrillaGlyph>,
    pub(crate) width: f32,
}

impl Fonts {
    /// Reads the typeface that is part of the program.
    pub fn embedded() -> Result<Self, PdfFault> {
        Ok(Self {
            regular: Cut::new(REGULAR)?,
            bold: Cut::new(include_bytes!(
                "../../../assets/fonts/pdf/LiberationSerif-Bold.ttf"
            ))?,
            italic: Cut::new(include_bytes!(
                "../../../assets/fonts/pdf/LiberationSerif-Italic.ttf"
            ))?,
            bold_italic: Cut::new(include_bytes!(
                "../../../assets/fonts/pdf/LiberationSerif-BoldItalic.ttf"
            ))?,
        })
    }

    fn cut(&self, style: Style) -> &Cut {
        match style {
            Style::Regular => &self.regular,
            Style::Bold => &self.bold,
            Style::Italic => &self.italic,
            Style::BoldItalic => &self.bold_italic,
        }
    }

    pub(crate) fn font(&self, style: Style) -> Font {
        self.cut(style).embedded.clone()
    }

    /// Shapes one line of text. A character the typeface lacks is shown as a
    /// question mark: an archival document must not refer to a missing glyph.
    pub(crate) fn shape(&self, style: Style, text: &str) -> Run {
        let cut = self.cut(style);
        let text: String = text
            .chars()
            .map(|c| match c {
                '\n' | '\t' => ' ',
                c if cut.shaper.glyph_index(c).is_some() => c,
                _ => '?',
            })
            .collect();
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(&text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(script::LATIN);
        let shaped = rustybuzz::shape_with_plan(&cut.shaper, &cut.plan, buffer);
        let infos = shaped.glyph_infos();
        let scale = |units: i32| {
            let units = i16::try_from(units).unwrap_or(if units < 0 { i16::MIN } else { i16::MAX });
            f32::from(units) / cut.units_per_em
        };
        let mut glyphs = Vec::with_capacity(infos.len());
        let mut width = 0.0;
        for (index, (info, place)) in infos.iter().zip(shaped.glyph_positions()).enumerate() {
            let start = info.cluster;
            let end = infos
                .iter()
                .skip(index)
                .map(|later| later.cluster)
                .find(|cluster| *cluster > start);
            let offset = |cluster: u32| usize::try_from(cluster).unwrap_or(text.len());
            let advance = scale(place.x_advance);
            width += advance;
            glyphs.push(KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                advance,
                scale(place.x_offset),
                scale(place.y_offset),
                0.0,
                offset(start)..end.map_or(text.len(), offset),
                None,
            ));
        }
        Run {
            text,
            glyphs,
            width,
        }
    }

    /// Width of a line of text, in points, at a size in points.
    pub(crate) fn width(&self, style: Style, size: f32, text: &str) -> f32 {
        self.shape(style, text).width * size
    }
}

#[cfg(test)]
mod tests {
    use super::{Fonts, Style};

    #[test]
    fn the_typeface_has_every_vietnamese_letter_in_every_cut() {
        let fonts = Fonts::embedded().expect("fonts");
        let lower = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ";
        let text = format!("{lower}{}0123456789 .,;:-–“”«»()/%…", lower.to_uppercase());
        for style in [
            Style::Regular,
            Style::Bold,
            Style::Italic,
            Style::BoldItalic,
        ] {
            assert_eq!(fonts.shape(style, &text).text, text, "{style:?}");
        }
    }

    #[test]
    fn a_character_the_typeface_lacks_becomes_a_question_mark() {
        let fonts = Fonts::embedded().expect("fonts");
        assert_eq!(fonts.shape(Style::Bold, "a\u{1f600}b").text, "a?b");
    }

    #[test]
    fn the_fonts_can_be_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Fonts>();
    }
}
