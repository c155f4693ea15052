//! A plain page of text: a title, paragraphs, a date. The sample data attach such pages as
//! evidence.

use crate::CivilDate;
use crate::drawing::{About, Align, PdfFault, Role};
use crate::flow::{Flow, Paragraph};
use crate::fonts::{Fonts, Style};
use crate::layout::{one_line, span};

/// A note. Texts are given as they are to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Title, at the head of the page.
    pub title: String,
    /// Text; each line is a paragraph.
    pub text: String,
    /// Who wrote it.
    pub issuer: String,
    /// When.
    pub date: CivilDate,
}

/// Writes a note as an archival PDF in A4.
pub fn render(fonts: &Fonts, note: &Note) -> Result<Vec<u8>, PdfFault> {
    let mut flow = Flow::new(fonts, false);
    let mut paragraph = |style: Style, text: &str, align: Align, after: f32| {
        flow.paragraph(&Paragraph {
            spans: vec![span(style, text)],
            size: 14.0,
            indent: 0.0,
            before: 0.0,
            after,
            align,
            role: Role::Paragraph,
            keep: 0.0,
        });
    };
    paragraph(Style::Bold, &note.title, Align::Centre, 12.0);
    for line in note.text.lines().filter(|line| !line.trim().is_empty()) {
        paragraph(Style::Regular, line, Align::Left, 6.0);
    }
    let signed = format!("{}, {}", one_line(&note.issuer), note.date.in_words());
    paragraph(Style::Italic, &signed, Align::Left, 0.0);
    let about = About {
        title: one_line(&note.title),
        issuer: one_line(&note.issuer),
        date: note.date,
    };
    flow.into_drawing().write(fonts, &about)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{pages, pdf_info, pdf_text};

    #[test]
    fn a_note_can_be_read_back() {
        let note = Note {
            title: "Sơ đồ kho lưu trữ".into(),
            text: "62 mét giá, mã A01 đến A62.\n\nKý hiệu bốn nhóm.".into(),
            issuer: "Tác giả mẫu 01".into(),
            date: CivilDate {
                year: 2024,
                month: 4,
                day: 9,
            },
        };
        let pdf = render(&Fonts::embedded().unwrap(), &note).unwrap();
        assert_eq!(pages(&pdf_info(&pdf)), 1);
        let text = pdf_text(&pdf);
        for part in [
            "Sơ đồ kho lưu trữ",
            "A01 đến A62",
            "bốn nhóm",
            "ngày 09 tháng 4 năm 2024",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
    }
}
