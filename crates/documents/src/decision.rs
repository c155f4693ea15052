//! The decision that recognises initiatives, laid out as Nghị định
//! 30/2020/NĐ-CP prescribes for a decision with an annexed list.

use crate::CivilDate;
use crate::annex;
use crate::drawing::{About, Align, Drawing, PdfFault, Role};
use crate::flow::{Flow, Paragraph};
use crate::fonts::{Fonts, Style};
use crate::head::{Head, centred, underline};
use crate::layout::{Span, one_line, span};

/// Size of running text in points.
const TEXT: f32 = 14.0;

/// A decision. Texts are given as they are to be read; hidden characters in
/// them are dropped and letters composed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Name of the body above the issuing one, if the head shows it.
    pub superior: Option<String>,
    /// Name of the issuing body.
    pub body: String,
    /// Number, such as "12"; a draft has none and leaves room for it.
    pub number: Option<String>,
    /// Sign after the number, such as "QĐ-UBND".
    pub sign: String,
    /// Place of signing, before the date.
    pub place: String,
    /// Date of the decision; a draft has none and leaves room for it.
    pub date: Option<CivilDate>,
    /// Date on which this file was drawn up.
    pub drawn_up: CivilDate,
    /// What the decision is about: "Về việc công nhận …".
    pub subject: String,
    /// The post that decides, in capitals: "CHỦ TỊCH ỦY BAN NHÂN DÂN …".
    pub authority: String,
    /// The grounds, one each, without the sign at the end.
    pub grounds: Vec<String>,
    /// The articles, without "Điều 1." before them. A line end begins a new
    /// paragraph.
    pub articles: Vec<String>,
    /// To whom the decision goes, without signs around them.
    pub recipients: Vec<String>,
    /// Post of the person who signs, one line each.
    pub signer_post: Vec<String>,
    /// Full name of the person who signs.
    pub signer_name: String,
    /// Title of the annexed list, in capitals: "DANH SÁCH …".
    pub annex_title: String,
    /// The rows of the list; without rows there is no list.
    pub rows: Vec<AnnexRow>,
}

/// One initiative in the list annexed to a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnexRow {
    /// Code of the dossier.
    pub code: String,
    /// Name of the initiative.
    pub title: String,
    /// The authors, one each, with their shares if they are to be shown.
    pub authors: Vec<String>,
    /// Unit of the authors.
    pub unit: String,
}

impl Decision {
    /// "12/QĐ-UBND", or with room for the number on a draft.
    fn full_number(&self) -> String {
        // Spaces that stay together and are not merged leave the room.
        const ROOM: &str = "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}";
        let number = self.number.as_deref().map(one_line);
        format!(
            "{}/{}",
            number.as_deref().unwrap_or(ROOM),
            one_line(&self.sign)
        )
    }

    /// "ngày 09 tháng 4 năm 2024", or with room for day and month on a draft.
    fn date_in_words(&self) -> String {
        const ROOM: &str = "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}";
        match self.date {
            Some(date) => date.in_words(),
            None => format!("ngày{ROOM}tháng{ROOM}năm {}", self.drawn_up.year),
        }
    }
}

/// Writes a decision as an archival PDF in A4.
pub fn render(fonts: &Fonts, decision: &Decision) -> Result<Vec<u8>, PdfFault> {
    let mut flow = Flow::new(fonts);
    draw_head(&mut flow, decision);
    draw_title(&mut flow, decision);
    draw_grounds(&mut flow, decision);
    draw_articles(&mut flow, decision);
    draw_end(&mut flow, decision);
    if !decision.rows.is_empty() {
        let attached = format!(
            "(Kèm theo Quyết định số {} {})",
            decision.full_number(),
            decision.date_in_words()
        );
        annex::draw(&mut flow, &decision.annex_title, &attached, &decision.rows);
    }
    let title = format!("Quyết định {} {}", decision.full_number(), decision.subject);
    let about = About {
        title: &one_line(&title),
        issuer: &one_line(&decision.body),
        date: decision.date.unwrap_or(decision.drawn_up),
    };
    flow.into_drawing().write(fonts, &about)
}

/// Text with room left in it by no-break spaces, which are kept.
fn with_room(style: Style, text: String) -> Span {
    Span { style, text }
}

fn draw_head(flow: &mut Flow<'_>, decision: &Decision) {
    let (left, width) = flow.column();
    let head = Head {
        left,
        width,
        top: flow.y(),
        left_share: 0.42,
        size: 12.5,
    };
    let fonts = flow.fonts();
    let number = format!("Số: {}", decision.full_number());
    let superior = decision.superior.as_deref();
    let drawing = flow.drawing();
    let end = head.draw(drawing, fonts, superior, &decision.body, &number);
    // The date stands beside the number, on the right.
    let text = format!(
        "{}, {}",
        one_line(&decision.place),
        decision.date_in_words()
    );
    let (_, right) = head.columns();
    let part = drawing.part(Role::Paragraph, None);
    let spans = [with_room(Style::Italic, text)];
    let place = (right.0, right.1, end - 13.0 * 1.22);
    centred(drawing, fonts, &spans, place, 13.0, Some(part));
    flow.move_to(end + 16.0);
}

fn draw_title(flow: &mut Flow<'_>, decision: &Decision) {
    let heading = Role::Heading {
        level: 1,
        title: "Quyết định".to_owned(),
    };
    centre(flow, Style::Bold, "QUYẾT ĐỊNH", 15.0, heading);
    let subject = one_line(&decision.subject);
    let widest = centre(flow, Style::Bold, &subject, TEXT, Role::Paragraph);
    let (left, width) = flow.column();
    let y = flow.y() + 3.0;
    underline(flow.drawing(), left + width / 2.0, y, widest * 0.4);
    flow.skip(18.0);
    let authority = one_line(&decision.authority).to_uppercase();
    centre(flow, Style::Bold, &authority, TEXT, Role::Paragraph);
    flow.skip(8.0);
}

/// Draws a centred text of which no line stands alone on another page, and
/// gives the width of its widest line.
fn centre(flow: &mut Flow<'_>, style: Style, text: &str, size: f32, role: Role) -> f32 {
    let (left, width) = flow.column();
    let fonts = flow.fonts();
    let spans = [span(style, text)];
    let lines = crate::layout::wrap_evenly(fonts, size, &spans, width * 0.86);
    flow.need(crate::layout::count(lines.len()) * size * 1.22);
    let y = flow.y();
    let inset = width * 0.07;
    let drawing = flow.drawing();
    let part = drawing.part(role, None);
    let place = (left + inset, width - 2.0 * inset, y);
    let end = centred(drawing, fonts, &spans, place, size, Some(part));
    flow.move_to(end);
    lines.iter().map(|line| line.width).fold(0.0, f32::max)
}

fn draw_grounds(flow: &mut Flow<'_>, decision: &Decision) {
    let last = decision.grounds.len().saturating_sub(1);
    for (index, ground) in decision.grounds.iter().enumerate() {
        let text = bare(ground);
        let sign = if index == last { '.' } else { ';' };
        flow.paragraph(&Paragraph {
            spans: vec![span(Style::Italic, &format!("{text}{sign}"))],
            ..running()
        });
    }
}

/// The text without the stop or semicolon it may already end in.
fn bare(text: &str) -> String {
    one_line(text)
        .trim_end_matches(['.', ';', ',', ' '])
        .to_owned()
}

fn running() -> Paragraph {
    Paragraph {
        spans: Vec::new(),
        size: TEXT,
        indent: 28.35,
        after: 6.0,
        align: Align::Justified,
    }
}

fn draw_articles(flow: &mut Flow<'_>, decision: &Decision) {
    flow.skip(4.0);
    // The words are not left alone at the foot of a page.
    flow.need(TEXT * 4.5);
    let heading = Role::Heading {
        level: 2,
        title: "Quyết định".to_owned(),
    };
    centre(flow, Style::Bold, "QUYẾT ĐỊNH:", TEXT, heading);
    flow.skip(6.0);
    for (index, article) in decision.articles.iter().enumerate() {
        let mut label = Some(span(Style::Bold, &format!("Điều {}.", index + 1)));
        for text in article.lines().filter(|line| !line.trim().is_empty()) {
            let mut spans: Vec<Span> = label.take().into_iter().collect();
            spans.push(span(Style::Regular, text));
            flow.paragraph(&Paragraph { spans, ..running() });
        }
    }
}

/// The recipients on the left and the signature on the right, never apart.
fn draw_end(flow: &mut Flow<'_>, decision: &Decision) {
    const SIGNING: f32 = 74.0;
    let (left, width) = flow.column();
    let posts = crate::layout::count(decision.signer_post.len());
    let recipients = crate::layout::count(decision.recipients.len());
    let right_height = posts * 14.0 * 1.22 + SIGNING + 14.0 * 1.22;
    let left_height = 12.0 * 1.3 + recipients * 11.0 * 1.25;
    flow.skip(8.0);
    flow.need(right_height.max(left_height));
    let top = flow.y();
    let fonts = flow.fonts();
    let half = width * 0.5;

    flow.narrow(left, half - 12.0);
    let item = |spans, size| Paragraph {
        spans,
        size,
        indent: 0.0,
        after: 0.0,
        align: Align::Left,
    };
    flow.paragraph(&item(vec![span(Style::BoldItalic, "Nơi nhận:")], 12.0));
    let last = decision.recipients.len().saturating_sub(1);
    for (index, recipient) in decision.recipients.iter().enumerate() {
        let sign = if index == last { '.' } else { ';' };
        let text = format!("- {}{sign}", bare(recipient));
        flow.paragraph(&item(vec![span(Style::Regular, &text)], 11.0));
    }
    flow.widen();
    let left_end = flow.y();

    let drawing = flow.drawing();
    let mut y = top;
    let column = (left + half, half);
    for post in &decision.signer_post {
        let part = drawing.part(Role::Paragraph, None);
        let spans = [span(Style::Bold, &one_line(post).to_uppercase())];
        y = centred(
            drawing,
            fonts,
            &spans,
            (column.0, column.1, y),
            14.0,
            Some(part),
        );
    }
    let part = drawing.part(Role::Paragraph, None);
    let spans = [span(Style::Bold, &decision.signer_name)];
    let place = (column.0, column.1, y + SIGNING);
    let right_end = centred(drawing, fonts, &spans, place, 14.0, Some(part));
    flow.move_to(left_end.max(right_end));
}

/// A4 upright with the margins of Nghị định 30/2020/NĐ-CP.
pub(crate) fn paper() -> Drawing {
    Drawing::new(595.28, 841.89)
}

#[cfg(test)]
mod tests;
