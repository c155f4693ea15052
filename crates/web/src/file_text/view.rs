//! A text cut into pages, and pages cut into lines with what is marked.

use std::ops::Range;

use sangkien_app::reading::FileLook;
use sangkien_app::record::{FileReading, ReadKind, ReadPart, ReadState, ReadText};
use sangkien_i18n::measure;
use sangkien_i18n::reading::unread;
use sangkien_pages::file_text::{LineKind, TextLine, TextSheet};
use sangkien_pages::parts::{Fact, Kind, Notice};
use sangkien_text::group_thousands;

use crate::show::{self, VI};

/// Parts on a page of ours where the format has no pages.
const PARTS: usize = 150;
/// Below this, in percent, letters read from a picture are often wrong.
const SURE: u32 = 80;

/// A page of a text.
pub(super) struct Sheet<'a> {
    /// Its number, from 1.
    pub(super) number: u64,
    /// "Trang 3".
    pub(super) title: String,
    parts: Vec<(Range<u32>, &'a ReadPart)>,
}

/// The pages of a text: its own, or stretches of it where it has none.
pub(super) fn sheets(text: &ReadText) -> Vec<Sheet<'_>> {
    let parts: Vec<(Range<u32>, &ReadPart)> = text.places().collect();
    let own = parts.iter().any(|(_, part)| part.page.is_some());
    if !own {
        return (1..)
            .zip(parts.chunks(PARTS))
            .map(|(number, parts)| Sheet {
                number,
                title: format!("Phần {number}"),
                parts: parts.to_vec(),
            })
            .collect();
    }
    let last = parts.iter().filter_map(|(_, part)| part.page).max();
    let pages = text.pages.max(last).unwrap_or(1);
    let mut sheets: Vec<Sheet<'_>> = (1..=pages)
        .map(|page| Sheet {
            number: u64::from(page),
            title: format!("Trang {page}"),
            parts: Vec::new(),
        })
        .collect();
    let mut page = 1;
    for (place, part) in parts {
        // What tells no page goes on with the one before.
        page = part.page.unwrap_or(page);
        let at = usize::try_from(page.saturating_sub(1)).unwrap_or(0);
        if let Some(sheet) = sheets.get_mut(at) {
            sheet.parts.push((place, part));
        }
    }
    sheets
}

impl Sheet<'_> {
    /// Whether a mark begins here.
    pub(super) fn has(&self, marks: &[Range<u32>]) -> bool {
        let from = self.parts.first().map_or(0, |(place, _)| place.start);
        let to = self.parts.last().map_or(0, |(place, _)| place.end);
        marks
            .iter()
            .any(|mark| mark.start >= from && mark.start < to)
    }

    /// The page with what is marked on it.
    pub(super) fn shown(&self, marks: &[Range<u32>]) -> TextSheet {
        let mut lines: Vec<TextLine> = Vec::new();
        let mut row = None;
        let mut found = false;
        for (place, part) in &self.parts {
            let segments = segments(place, &part.text, marks);
            let hit = !found && segments.iter().any(|(_, marked)| *marked);
            found |= hit;
            let this = match part.kind {
                ReadKind::Cell(table, number, _) => Some((table, number)),
                _ => None,
            };
            if this.is_some()
                && this == row
                && let Some(line) = lines.last_mut()
            {
                line.cells.push(segments);
                line.found |= hit;
                continue;
            }
            row = this;
            lines.push(TextLine {
                kind: match part.kind {
                    ReadKind::Heading(_) => LineKind::Heading,
                    ReadKind::Paragraph => LineKind::Paragraph,
                    ReadKind::Cell(..) => LineKind::Row,
                },
                cells: vec![segments],
                found: hit,
            });
        }
        TextSheet {
            title: self.title.clone(),
            picture: None,
            lines,
        }
    }
}

/// What is shown of a picture in which nothing was read.
pub(super) fn picture_only() -> TextSheet {
    TextSheet {
        title: "Hình ảnh".to_owned(),
        picture: None,
        lines: Vec::new(),
    }
}

/// The words of a part, told apart by whether they are marked.
fn segments(place: &Range<u32>, text: &str, marks: &[Range<u32>]) -> Vec<(String, bool)> {
    let mut out: Vec<(String, bool)> = Vec::new();
    let mut at = place.start;
    let mut letters = text.chars();
    let mut push = |to: u32, marked: bool| {
        let length = to.saturating_sub(at) as usize;
        at = at.max(to);
        let piece: String = letters.by_ref().take(length).collect();
        if !piece.is_empty() {
            out.push((piece, marked));
        }
    };
    for mark in marks {
        if mark.end > place.start && mark.start < place.end {
            push(mark.start.max(place.start), false);
            push(mark.end.min(place.end), true);
        }
    }
    push(place.end, false);
    out
}

/// Kind, size and what was read.
pub(super) fn facts(look: &FileLook) -> Vec<Fact> {
    let file = &look.file;
    let size = measure::file_size(u64::try_from(file.size).unwrap_or(0), VI);
    let kind = show::file_kind(&file.media_type);
    let mut facts = vec![if look.may_download {
        Fact::new("Loại tệp", format!("{kind}, {size}"))
    } else {
        Fact::new(
            "Loại tệp",
            format!("{kind}; tên tác giả và đơn vị được che, tệp gốc xem được sau khi kết luận"),
        )
    }];
    let Some(reading) = &look.reading else {
        return facts;
    };
    if reading.state == ReadState::Read {
        // How long the text is with the names in it is not told where they are not.
        if look.may_download {
            facts.push(Fact::new("Đã đọc", amount(reading)));
        }
    }
    if let Some(sure) = reading.confidence {
        let doubt = if sure < SURE {
            "; nhiều chữ có thể sai, đề nghị đối chiếu với tệp gốc"
        } else {
            ""
        };
        facts.push(Fact::new(
            "Nhận dạng chữ từ hình ảnh",
            format!("độ tin cậy {sure} %{doubt}"),
        ));
    }
    if look.text.as_ref().is_some_and(|text| text.converted) {
        facts.push(Fact::new(
            "Bảng mã",
            "Có chữ ở phông cũ (TCVN3 hoặc VNI), đã chuyển sang Unicode",
        ));
    }
    facts
}

fn amount(reading: &FileReading) -> String {
    let letters = group_thousands(reading.characters);
    match reading.pages {
        Some(pages) => format!("{pages} trang, {letters} ký tự"),
        None => format!("{letters} ký tự"),
    }
}

/// How far a reading has come, as the words of a link.
pub(super) fn progress(reading: &FileReading) -> String {
    match reading.state {
        ReadState::Waiting if reading.tries == 0 => "Xem nội dung: đang chờ đọc".to_owned(),
        ReadState::Waiting => "Xem nội dung: đang đọc".to_owned(),
        ReadState::Read => format!("Xem nội dung: đã đọc {}", amount(reading)),
        ReadState::Unread(_) => "Không đọc được nội dung: xem lý do".to_owned(),
    }
}

/// Why there is no text.
pub(super) fn notice(reading: Option<&FileReading>) -> Option<Notice> {
    let reading = reading?;
    match reading.state {
        ReadState::Waiting => Some(Notice::new(
            Kind::Info,
            "Tệp đang được đọc. Mở lại trang này sau ít phút; tệp đã nhận vẫn còn nguyên.",
        )),
        ReadState::Read => None,
        ReadState::Unread(reason) => Some(Notice::new(Kind::Warning, unread(reason, VI))),
    }
}

/// What a search came to.
pub(super) fn result(places: usize, pages: usize) -> String {
    match places {
        0 => "Không thấy từ cần tìm trong phần chữ đã đọc của tệp.".to_owned(),
        _ => format!("{places} chỗ phù hợp, ở {pages} trang."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(kind: ReadKind, text: &str, page: Option<u32>) -> ReadPart {
        ReadPart {
            kind,
            text: text.to_owned(),
            page,
            frame: None,
        }
    }

    #[test]
    fn pages_keep_their_numbers_and_a_mark_goes_on_over_the_page_end() {
        let text = ReadText {
            parts: vec![
                part(ReadKind::Heading(1), "Mở đầu", Some(1)),
                part(ReadKind::Paragraph, "Chờ lâu", Some(3)),
                part(ReadKind::Cell(1, 1, 1), "TT", None),
                part(ReadKind::Cell(1, 1, 2), "Tên", None),
            ],
            pages: Some(4),
            ..ReadText::default()
        };
        let sheets = sheets(&text);
        let titles: Vec<&str> = sheets.iter().map(|sheet| sheet.title.as_str()).collect();
        assert_eq!(titles, ["Trang 1", "Trang 2", "Trang 3", "Trang 4"]);
        // "đầu" to "Chờ".
        let mark = 3..10;
        let marks = std::slice::from_ref(&mark);
        assert!(sheets[0].has(marks) && !sheets[2].has(marks));
        let first = sheets[0].shown(marks);
        assert_eq!(
            first.lines[0].cells[0],
            [("Mở ".to_owned(), false), ("đầu".to_owned(), true)]
        );
        let third = sheets[2].shown(marks);
        assert_eq!(third.lines.len(), 2, "a row is one line");
        assert_eq!(third.lines[0].cells[0][0], ("Chờ".to_owned(), true));
        assert_eq!(third.lines[1].cells.len(), 2);
    }

    #[test]
    fn a_text_without_pages_is_cut_into_stretches() {
        let parts = (0..400).map(|number| part(ReadKind::Paragraph, &number.to_string(), None));
        let text = ReadText {
            parts: parts.collect(),
            ..ReadText::default()
        };
        let sheets = sheets(&text);
        assert_eq!(sheets.len(), 3);
        assert_eq!(sheets[2].title, "Phần 3");
        assert_eq!(sheets[2].shown(&[]).lines.len(), 100);
    }
}
