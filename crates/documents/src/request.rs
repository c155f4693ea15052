//! Letters to applicants: notices as Nghị định 30/2020/NĐ-CP lays them out. The one that asks for
//! supplements has a numbered table of places, faults, requirements and bases.

use crate::CivilDate;
use crate::drawing::{About, Align, PdfFault, Role};
use crate::flow::{Flow, Paragraph};
use crate::fonts::{Fonts, Style};
use crate::head::{Head, centred, underline};
use crate::layout::{Span, one_line, span};
use crate::table::{self, Cell, Column};

/// Size of running text in points.
const TEXT: f32 = 14.0;
/// Size of the text of the table in points.
const TABLE: f32 = 12.0;

const COLUMNS: [Column; 5] = [
    Column::centred("TT", 0.07),
    Column::new("Vị trí, đoạn trích", 0.27),
    Column::new("Nội dung chưa đạt", 0.2),
    Column::new("Yêu cầu", 0.27),
    Column::new("Căn cứ", 0.19),
];

/// A letter. Texts are given as they are to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Name of the body above the one that asks, if the head shows it.
    pub superior: Option<String>,
    /// Name of the body that asks.
    pub body: String,
    /// Sign after the number, such as "TB-PKT"; the records clerk gives the number.
    pub sign: String,
    /// Place before the date.
    pub place: String,
    /// Day on which it was sent; a draft has none and leaves room for it.
    pub date: Option<CivilDate>,
    /// Day on which this file was drawn up.
    pub drawn_up: CivilDate,
    /// Its kind, in capitals.
    pub heading: String,
    /// What it is about.
    pub regarding: String,
    /// To whom it is addressed.
    pub addressee: String,
    /// What comes before the table, one paragraph each.
    pub opening: Vec<String>,
    /// What is asked.
    pub rows: Vec<Row>,
    /// What comes after the table, one paragraph each.
    pub closing: Vec<String>,
    /// Post of the person who sends it.
    pub sender_post: String,
    /// That person's name.
    pub sender_name: String,
    /// To whom it goes, without signs around them.
    pub recipients: Vec<String>,
}

/// One thing asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number.
    pub number: u32,
    /// The component, with its file.
    pub place: String,
    /// The page.
    pub page: Option<u32>,
    /// The passage, word for word; may be empty.
    pub quote: String,
    /// What is wrong, one paragraph each; may be empty.
    pub fault: Vec<String>,
    /// What is required, one paragraph each.
    pub requirement: Vec<String>,
    /// On what basis.
    pub basis: String,
}

impl Request {
    /// The number with room for the figures.
    fn full_number(&self) -> String {
        // Spaces that stay together and are not merged leave the room.
        const ROOM: &str = "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}";
        format!("Số: {ROOM}/{}", one_line(&self.sign))
    }

    fn date_in_words(&self) -> String {
        const ROOM: &str = "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}";
        match self.date {
            Some(date) => date.in_words(),
            None => format!("ngày{ROOM}tháng{ROOM}năm {}", self.drawn_up.year),
        }
    }
}

impl Row {
    fn cells(&self) -> Vec<Cell> {
        let mut place = vec![one_line(&self.place)];
        if let Some(page) = self.page {
            place.push(format!("Trang {page}"));
        }
        if !self.quote.trim().is_empty() {
            place.push(format!("“{}”", one_line(&self.quote)));
        }
        vec![
            vec![self.number.to_string()],
            place,
            self.fault.clone(),
            self.requirement.clone(),
            vec![self.basis.clone()],
        ]
    }
}

/// Writes a letter as an archival PDF in A4.
pub fn render(fonts: &Fonts, request: &Request) -> Result<Vec<u8>, PdfFault> {
    let mut flow = Flow::new(fonts);
    draw_head(&mut flow, request);
    draw_title(&mut flow, request);
    let addressed = format!("Kính gửi: {}", one_line(&request.addressee));
    let (left, width) = flow.column();
    let (y, part) = (flow.y(), flow.drawing().part(Role::Paragraph, None));
    let spans = [span(Style::Regular, &addressed)];
    let end = centred(
        flow.drawing(),
        fonts,
        &spans,
        (left, width, y),
        TEXT,
        Some(part),
    );
    flow.move_to(end + 8.0);
    for text in &request.opening {
        flow.paragraph(&running(text));
    }
    if !request.rows.is_empty() {
        flow.skip(2.0);
        table::draw(
            &mut flow,
            &COLUMNS,
            TABLE,
            request.rows.iter().map(Row::cells),
        );
        flow.skip(10.0);
    }
    for text in &request.closing {
        flow.paragraph(&running(text));
    }
    draw_end(&mut flow, request);
    let about = About {
        title: &format!(
            "{}: {}",
            one_line(&request.regarding),
            one_line(&request.addressee)
        ),
        issuer: &one_line(&request.body),
        date: request.date.unwrap_or(request.drawn_up),
    };
    flow.into_drawing().write(fonts, &about)
}

fn draw_head(flow: &mut Flow<'_>, request: &Request) {
    let (left, width) = flow.column();
    let head = Head {
        left,
        width,
        top: flow.y(),
        left_share: 0.42,
        size: 12.5,
    };
    let fonts = flow.fonts();
    let number = request.full_number();
    let superior = request.superior.as_deref();
    let drawing = flow.drawing();
    let end = head.draw(drawing, fonts, superior, &request.body, &number);
    // The date stands beside the number, on the right.
    let text = format!("{}, {}", one_line(&request.place), request.date_in_words());
    let (_, right) = head.columns();
    let part = drawing.part(Role::Paragraph, None);
    let spans = [Span {
        style: Style::Italic,
        text,
    }];
    let place = (right.0, right.1, end - 13.0 * 1.22);
    centred(drawing, fonts, &spans, place, 13.0, Some(part));
    flow.move_to(end + 16.0);
}

fn draw_title(flow: &mut Flow<'_>, request: &Request) {
    let (left, width) = flow.column();
    let fonts = flow.fonts();
    let y = flow.y();
    let drawing = flow.drawing();
    let heading = drawing.part(
        Role::Heading {
            level: 1,
            title: one_line(&request.heading),
        },
        None,
    );
    let spans = [span(Style::Bold, &one_line(&request.heading))];
    let y = centred(
        drawing,
        fonts,
        &spans,
        (left, width, y),
        TEXT,
        Some(heading),
    );
    let part = drawing.part(Role::Paragraph, None);
    let spans = [span(Style::Bold, &one_line(&request.regarding))];
    let y = centred(drawing, fonts, &spans, (left, width, y), TEXT, Some(part));
    underline(drawing, left + width / 2.0, y + 3.0, width * 0.2);
    flow.move_to(y + 18.0);
}

fn running(text: &str) -> Paragraph {
    Paragraph {
        spans: vec![span(Style::Regular, text)],
        size: TEXT,
        indent: 28.35,
        after: 6.0,
        align: Align::Justified,
    }
}

/// The recipients on the left and the sender on the right, never apart.
fn draw_end(flow: &mut Flow<'_>, request: &Request) {
    const SIGNING: f32 = 64.0;
    let (left, width) = flow.column();
    let recipients = crate::layout::count(request.recipients.len());
    let right_height = 14.0 * 1.22 * 2.0 + SIGNING;
    let left_height = 12.0 * 1.3 + recipients * 11.0 * 1.25;
    flow.skip(8.0);
    flow.need(right_height.max(left_height));
    let top = flow.y();
    let fonts = flow.fonts();
    let half = width * 0.5;
    flow.narrow(left, half - 12.0);
    let item = |style, text: &str, size| Paragraph {
        spans: vec![span(style, text)],
        size,
        indent: 0.0,
        after: 0.0,
        align: Align::Left,
    };
    flow.paragraph(&item(Style::BoldItalic, "Nơi nhận:", 12.0));
    let last = request.recipients.len().saturating_sub(1);
    for (index, recipient) in request.recipients.iter().enumerate() {
        let sign = if index == last { '.' } else { ';' };
        let text = format!("- {}{sign}", one_line(recipient));
        flow.paragraph(&item(Style::Regular, &text, 11.0));
    }
    flow.widen();
    let left_end = flow.y();
    let drawing = flow.drawing();
    let part = drawing.part(Role::Paragraph, None);
    let spans = [span(
        Style::Bold,
        &one_line(&request.sender_post).to_uppercase(),
    )];
    let place = (left + half, half, top);
    let y = centred(drawing, fonts, &spans, place, 14.0, Some(part));
    let part = drawing.part(Role::Paragraph, None);
    let spans = [span(Style::Bold, &request.sender_name)];
    let place = (left + half, half, y + SIGNING);
    let right_end = centred(drawing, fonts, &spans, place, 14.0, Some(part));
    flow.move_to(left_end.max(right_end));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{pages, pdf_info, pdf_text};

    fn row(number: u32) -> Row {
        Row {
            number,
            place: "Bản thảo, tệp ban-thao-mau.pdf".into(),
            page: Some(36 + number),
            quote: "bản đồ số 3 thiếu quần đảo".into(),
            fault: vec!["Thiếu quần đảo trên bản đồ.".into()],
            requirement: vec![
                "Vẽ đủ quần đảo Hoàng Sa, Trường Sa.".into(),
                "Viết: “bản đồ số 3 có đủ”.".into(),
            ],
            basis: "Điều 10 Luật mẫu (chưa kiểm chứng)".into(),
        }
    }

    fn request(rows: u32) -> Request {
        let day = CivilDate {
            year: 2024,
            month: 4,
            day: 8,
        };
        Request {
            superior: Some("Ủy ban nhân dân huyện mẫu".into()),
            body: "Phòng Kinh tế huyện mẫu".into(),
            sign: "TB-PKT".into(),
            place: "Mẫu".into(),
            date: Some(day),
            drawn_up: day,
            heading: "THÔNG BÁO".into(),
            regarding: "Về việc yêu cầu bổ sung hồ sơ".into(),
            addressee: "Tác giả mẫu 01".into(),
            opening: vec!["Phòng Kinh tế đã kiểm tra hồ sơ mã số PT-2024-0007.".into()],
            rows: (1..=rows).map(row).collect(),
            closing: vec!["Thời hạn bổ sung: đến hết ngày 08/05/2024.".into()],
            sender_post: "Cán bộ tiếp nhận".into(),
            sender_name: "Cán bộ tiếp nhận mẫu".into(),
            recipients: vec!["Như trên".into(), "Lưu: VT".into()],
        }
    }

    fn text(request: &Request) -> (usize, String) {
        let pdf = render(&Fonts::embedded().unwrap(), request).unwrap();
        (pages(&pdf_info(&pdf)), pdf_text(&pdf))
    }

    #[test]
    fn a_letter_numbers_places_quotations_requirements_and_bases() {
        let (pages, text) = text(&request(2));
        assert_eq!(pages, 1);
        let flat = one_line(&text);
        for part in [
            "THÔNG BÁO",
            "Kính gửi: Tác giả mẫu 01",
            "/TB-PKT",
            "ngày 08 tháng 4 năm 2024",
            "Trang 37",
            "Trang 38",
            "Căn cứ",
            "hết ngày 08/05/2024",
            "Nơi nhận:",
            "Cán bộ tiếp nhận mẫu",
        ] {
            assert!(flat.contains(part), "{part}: {flat}");
        }
    }

    #[test]
    fn a_long_request_repeats_the_head_of_its_table() {
        let (pages, text) = text(&request(40));
        assert!(pages > 3);
        assert!(text.matches("Yêu cầu").count() >= 4, "{text}");
        assert!(text.contains("Trang 76"));
    }

    #[test]
    fn a_draft_leaves_room_for_its_day() {
        let draft = Request {
            date: None,
            ..request(1)
        };
        let (_, text) = text(&draft);
        assert!(!text.contains("ngày 08 tháng 4"));
        assert!(text.contains("năm 2024"));
    }
}
