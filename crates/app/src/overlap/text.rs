//! The text of a dossier that is compared: its long answers, in the order of the form, then its files,
//! in the order in which they were read, so that what was said of a place stays true when another
//! file is read.

use std::ops::Range;

use sangkien_domain::form::{FieldKind, Form};
use sangkien_domain::id::FileId;

use crate::record::{ReadText, SavedSection, StoredFile};

/// An answer or a file within the compared text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The question, or the name of the file.
    pub label: String,
    /// Where it stands, in Unicode scalar values.
    pub place: Range<u32>,
    /// The file, where it is one.
    pub file: Option<PieceFile>,
}

/// A file within the compared text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PieceFile {
    /// The file.
    pub id: FileId,
    /// Where each page begins in the compared text, with its number; empty where the format has no
    /// pages.
    pub pages: Vec<(u32, u32)>,
}

impl Piece {
    /// The page of the file on which a place of the compared text stands.
    pub fn page(&self, at: u32) -> Option<u32> {
        let pages = &self.file.as_ref()?.pages;
        let before = pages.iter().take_while(|(from, _)| *from <= at);
        before.last().map(|(_, page)| *page)
    }
}

/// The compared text of a dossier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// The answers, an empty line between them.
    pub text: String,
    /// Its answers in order.
    pub pieces: Vec<Piece>,
}

/// Puts the long answers of a form together.
pub(crate) fn compose(form: &Form, sections: &[SavedSection]) -> Text {
    let mut answers = Vec::new();
    for section in &form.sections {
        let Some(saved) = sections.iter().find(|saved| saved.section == section.key) else {
            continue;
        };
        let long = |kind: &FieldKind| matches!(kind, FieldKind::LongText);
        for field in section.fields.iter().filter(|field| long(&field.kind)) {
            let answer = saved.answers.get(&field.key).map_or("", String::as_str);
            answers.push((field.label.clone(), answer.to_owned()));
        }
    }
    Text::of(&answers)
}

impl Text {
    /// Puts answers together, each with its question; empty ones are left out.
    pub(super) fn of(answers: &[(String, String)]) -> Self {
        let mut out = Self::default();
        for (label, answer) in answers {
            out.push(label, answer);
        }
        out
    }

    /// Adds a piece after an empty line, and tells where it begins; nothing when it is empty.
    fn push(&mut self, label: &str, words: &str) -> Option<u32> {
        if words.trim().is_empty() {
            return None;
        }
        let mut from = self.length();
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
            from += 2;
        }
        self.text.push_str(words);
        self.pieces.push(Piece {
            label: label.to_owned(),
            place: from..from + u32::try_from(words.chars().count()).unwrap_or(0),
            file: None,
        });
        Some(from)
    }

    /// Adds what was read in a file.
    pub(super) fn push_file(&mut self, file: &StoredFile, read: &ReadText) {
        let Some(from) = self.push(&file.name, &read.whole()) else {
            return;
        };
        let mut pages: Vec<(u32, u32)> = Vec::new();
        for (place, part) in read.places() {
            let Some(page) = part.page else { continue };
            if pages.last().is_none_or(|(_, last)| *last != page) {
                pages.push((from + place.start, page));
            }
        }
        if let Some(piece) = self.pieces.last_mut() {
            piece.file = Some(PieceFile { id: file.id, pages });
        }
    }

    /// The piece that a place of the text stands in.
    pub fn piece(&self, at: u32) -> Option<&Piece> {
        self.pieces.iter().find(|piece| piece.place.contains(&at))
    }

    /// The part between two scalar values, no more than `most` of them.
    pub fn part(&self, place: &Range<u32>, most: usize) -> String {
        let length = place.end.saturating_sub(place.start) as usize;
        let skipped = self.text.chars().skip(place.start as usize);
        skipped.take(length.min(most)).collect()
    }

    /// How many scalar values it has.
    pub fn length(&self) -> u32 {
        self.pieces.last().map_or(0, |piece| piece.place.end)
    }
}

#[cfg(test)]
mod tests {
    use sangkien_domain::form::Answers;
    use sangkien_domain::time::Instant;

    use super::*;

    fn saved(section: &str, answers: &[(&str, &str)]) -> SavedSection {
        let answers = answers
            .iter()
            .map(|(key, text)| ((*key).to_owned(), (*text).to_owned()));
        SavedSection {
            section: section.to_owned(),
            answers: answers.collect::<Answers>(),
            version: 1,
            saved_at: Instant(0),
        }
    }

    fn form() -> Form {
        serde_json::from_value(serde_json::json!({
            "code": "mau",
            "sections": [
                { "key": "b", "title": "Phần một", "fields": [
                    { "key": "title", "label": "Tên", "kind": { "type": "text" } },
                    { "key": "before", "label": "Trước khi áp dụng", "kind": { "type": "long-text" } },
                ] },
                { "key": "a", "title": "Phần hai", "fields": [
                    { "key": "after", "label": "Sau khi áp dụng", "kind": { "type": "long-text" } },
                    { "key": "empty", "label": "Khác", "kind": { "type": "long-text" } },
                ] },
            ],
        }))
        .unwrap()
    }

    #[test]
    fn long_answers_stand_in_the_order_of_the_form_and_where_it_is_said() {
        let sections = [
            saved("a", &[("after", "Đã nhanh hơn"), ("empty", "  ")]),
            saved("b", &[("before", "Rất chậm"), ("title", "Một cửa")]),
        ];
        let text = compose(&form(), &sections);
        assert_eq!(text.text, "Rất chậm\n\nĐã nhanh hơn");
        let told: Vec<(&str, String)> = text
            .pieces
            .iter()
            .map(|piece| (piece.label.as_str(), text.part(&piece.place, 100)))
            .collect();
        assert_eq!(
            told,
            [
                ("Trước khi áp dụng", "Rất chậm".to_owned()),
                ("Sau khi áp dụng", "Đã nhanh hơn".to_owned())
            ]
        );
        assert_eq!(text.length(), 22);
    }

    #[test]
    fn a_dossier_without_long_answers_has_nothing_to_compare() {
        let text = compose(&form(), &[saved("b", &[("title", "Một cửa")])]);
        assert_eq!(text, Text::default());
    }
}
