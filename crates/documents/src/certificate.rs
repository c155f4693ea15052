//! The certificate handed to each author of a recognised initiative.
//!
//! One A4 page across, framed in lacquer red, with the heads Nghị định
//! 30/2020/NĐ-CP asks for and a QR code that leads to the verification page.

mod ornament;
mod words;

use qrcode::{EcLevel, QrCode};

use self::ornament::{frame, qr_boxes, title_ornament};
use crate::CivilDate;
use crate::drawing::{Align, Drawing, Ink, Look, Mark, PartId, PdfFault, Role};
use crate::fonts::{Fonts, Style};
use crate::head::{Head, centred};
use crate::layout::{Line, Text, count, one_line, span};

const WIDTH: f32 = 841.89;
const HEIGHT: f32 = 595.28;
/// Free space between the edge of the paper and the text.
const SIDE: f32 = 72.0;
const HEAD_TOP: f32 = 66.0;
/// Margin on all sides for a word processor, which draws no frame.
pub(crate) const MARGIN: f32 = 56.7;
/// Where the text in the middle begins at the earliest, and where it ends.
const MIDDLE: (f32, f32) = (142.0, 404.0);
/// Where the place and date of signing stand.
const SIGN_TOP: f32 = 424.0;
const QR_SIDE: f32 = 74.0;
const QR_TOP: f32 = 451.0;

/// A certificate of one author. Texts are given as they are to be read; hidden
/// characters in them are dropped and letters composed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// Name of the body above the issuing one, if the head shows it.
    pub superior: Option<String>,
    /// Name of the issuing body.
    pub body: String,
    /// Number and sign, such as "05/GCN-UBND".
    pub number: String,
    /// Title in capitals, such as "GIẤY CHỨNG NHẬN SÁNG KIẾN".
    pub title: String,
    /// Full name of the author.
    pub recipient: String,
    /// Post and place of work of the author.
    pub workplace: String,
    /// The author's part in hundredths of a percent; 10 000 for a sole author.
    pub share: u16,
    /// Name of the initiative.
    pub initiative: String,
    /// What else is certified, on its own line; used when the reach of an
    /// initiative is recognised.
    pub statement: Option<String>,
    /// Number and sign of the decision that recognised the initiative.
    pub decision_number: String,
    /// Date of that decision.
    pub decision_date: CivilDate,
    /// Place of signing, before the date.
    pub place: String,
    /// Date of the certificate.
    pub date: CivilDate,
    /// Post of the person who signs, one line each.
    pub signer_post: Vec<String>,
    /// Full name of the person who signs.
    pub signer_name: String,
    /// Address of the verification page, held by the QR code.
    pub verification_url: String,
    /// Code to type on the verification page.
    pub verification_code: String,
}

/// Writes one certificate as an archival PDF of one page.
pub fn render(fonts: &Fonts, certificate: &Certificate) -> Result<Vec<u8>, PdfFault> {
    render_batch(fonts, std::slice::from_ref(certificate))
}

/// Writes several certificates as one archival PDF, one page each. Title,
/// issuer and date of the file are those of the first.
pub fn render_batch(fonts: &Fonts, certificates: &[Certificate]) -> Result<Vec<u8>, PdfFault> {
    let first = certificates.first().ok_or(PdfFault::Empty)?;
    let mut drawing = Drawing::default();
    for certificate in certificates {
        drawing.start_page((WIDTH, HEIGHT));
        frame(&mut drawing);
        let head_end = draw_head(&mut drawing, fonts, certificate);
        draw_middle(&mut drawing, fonts, certificate, head_end);
        draw_verification(&mut drawing, fonts, certificate)?;
        draw_signature(&mut drawing, fonts, certificate);
    }
    let mut about = first.about();
    if certificates.len() > 1 {
        about.title = one_line(&format!("{} ({} bản)", first.title, certificates.len()));
    }
    drawing.write(fonts, &about)
}

/// Draws the head and gives the height below it.
fn draw_head(drawing: &mut Drawing, fonts: &Fonts, certificate: &Certificate) -> f32 {
    let head = Head {
        left: SIDE,
        width: WIDTH - 2.0 * SIDE,
        top: HEAD_TOP,
        left_share: 0.44,
        size: 12.5,
    };
    head.draw(
        drawing,
        fonts,
        certificate.superior.as_deref(),
        &certificate.body,
        &format!("Số: {}", one_line(&certificate.number)),
    )
}

/// A block of centred lines in the middle of the page.
struct Block {
    lines: Vec<Line>,
    size: f32,
    ink: Ink,
    /// Free space above, in points.
    above: f32,
    role: Role,
}

impl Block {
    fn height(&self) -> f32 {
        count(self.lines.len()) * leading(self.size)
    }
}

fn leading(size: f32) -> f32 {
    size * 1.26
}

/// A size of text and the most lines it may take at that size.
type Step = (f32, usize);

/// The text at the first size at which it takes no more lines than allowed;
/// at the last size when it never does.
fn fit(text: &Text<'_>, steps: &[Step], scale: f32, width: f32) -> (Vec<Line>, f32) {
    let mut best = (Vec::new(), 12.0);
    for (size, most) in steps {
        let size = size * scale;
        best = (text.even_lines(size, width), size);
        if best.0.len() <= *most {
            break;
        }
    }
    best
}

const TITLE: [Step; 4] = [(31.0, 1), (26.0, 1), (23.0, 2), (18.0, 3)];
const RECIPIENT: [Step; 3] = [(25.0, 1), (21.0, 1), (17.0, 2)];
const INITIATIVE: [Step; 6] = [
    (19.0, 3),
    (17.0, 3),
    (15.5, 3),
    (14.0, 4),
    (12.5, 5),
    (11.0, 7),
];
const LABEL: [Step; 3] = [(14.0, 1), (12.5, 1), (12.5, 2)];
const BASIS: [Step; 2] = [(13.0, 1), (12.0, 2)];

/// A text of the middle before its size is chosen.
struct Part<'f> {
    text: Text<'f>,
    steps: &'static [Step],
    ink: Ink,
    above: f32,
    role: Role,
}

fn middle_parts<'f>(fonts: &'f Fonts, certificate: &Certificate) -> Vec<Part<'f>> {
    let title = one_line(&certificate.title);
    let sizes: [(&'static [Step], f32); 8] = [
        (&TITLE, 0.0),
        (&LABEL, 24.0),
        (&RECIPIENT, 4.0),
        (&LABEL, 2.0),
        (&LABEL, 11.0),
        (&INITIATIVE, 5.0),
        (&LABEL, 7.0),
        (&BASIS, 11.0),
    ];
    let mut parts: Vec<Part<'f>> = certificate
        .middle()
        .into_iter()
        .zip(sizes)
        .map(|((style, text), (steps, above))| Part {
            text: Text::new(fonts, &[span(style, &text)]),
            steps,
            ink: Ink::Black,
            above,
            role: Role::Paragraph,
        })
        .collect();
    if let Some(heading) = parts.first_mut() {
        heading.ink = Ink::Lacquer;
        heading.role = Role::Heading { level: 1, title };
    }
    parts
}

fn middle_blocks(parts: &[Part<'_>], scale: f32) -> Vec<Block> {
    let width = WIDTH - 2.0 * SIDE;
    parts
        .iter()
        .map(|part| {
            let (lines, size) = fit(&part.text, part.steps, scale, width);
            Block {
                lines,
                size,
                ink: part.ink,
                above: part.above,
                role: part.role.clone(),
            }
        })
        .filter(|block| !block.lines.is_empty())
        .collect()
}

/// Least and greatest stretching of the gaps between blocks.
const STRETCH: (f32, f32) = (0.6, 1.45);

fn draw_middle(drawing: &mut Drawing, fonts: &Fonts, certificate: &Certificate, head_end: f32) {
    let top = MIDDLE.0.max(head_end + 14.0);
    let room = MIDDLE.1 - top;
    let parts = middle_parts(fonts, certificate);
    let mut scale = 1.0;
    let (blocks, text, gaps) = loop {
        let blocks = middle_blocks(&parts, scale);
        let text: f32 = blocks.iter().map(Block::height).sum();
        let gaps: f32 = blocks.iter().map(|block| block.above).sum();
        // Nothing is ever cut off: very long names make all text smaller.
        if text + gaps * STRETCH.0 <= room || scale < 0.35 {
            break (blocks, text, gaps);
        }
        scale *= 0.94;
    };
    // Spare room goes partly between the blocks and partly around them.
    let stretch = ((room - text) / gaps.max(1.0)).clamp(STRETCH.0, STRETCH.1);
    let mut y = top + ((room - text - gaps * stretch) / 2.0).max(0.0);
    for (index, block) in blocks.into_iter().enumerate() {
        y += block.above * stretch;
        let part = drawing.part(block.role, None);
        let look = Look {
            size: block.size,
            ink: block.ink,
            align: Align::Centre,
        };
        let last = block.lines.len().saturating_sub(1);
        for (number, line) in block.lines.iter().enumerate() {
            let place = (SIDE, WIDTH - 2.0 * SIDE, y + block.size * 0.95);
            drawing.line(fonts, line, place, look, number < last, Some(part));
            y += leading(block.size);
        }
        if index == 0 {
            title_ornament(drawing, y + 7.0 * stretch.min(1.0));
        }
    }
}

fn draw_verification(
    drawing: &mut Drawing,
    fonts: &Fonts,
    certificate: &Certificate,
) -> Result<(), PdfFault> {
    let code = QrCode::with_error_correction_level(&certificate.verification_url, EcLevel::M)
        .map_err(|_| PdfFault::QrCode)?;
    let figure = drawing.part(
        Role::Figure {
            description: format!("Mã QR dẫn đến {}", one_line(&certificate.verification_url)),
        },
        None,
    );
    let boxes = qr_boxes(&code, SIDE, QR_TOP, QR_SIDE);
    let ink = Ink::Black;
    drawing.mark(Mark::Boxes { boxes, ink }, Some(figure));
    let left = SIDE + QR_SIDE + 13.0;
    let width = 250.0;
    let mut y = QR_TOP + 24.0;
    let looks = [
        (Style::Regular, 10.0, Ink::Grey),
        (Style::Bold, 12.5, Ink::Black),
        (Style::Regular, 10.0, Ink::Grey),
        (Style::Regular, 10.0, Ink::Black),
    ];
    for (text, (style, size, ink)) in certificate.verification().iter().zip(looks) {
        let part = drawing.part(Role::Paragraph, None);
        let look = Look {
            size,
            ink,
            align: Align::Left,
        };
        let wrapped = crate::layout::wrap(fonts, size, &[span(style, text)], width, 0.0);
        let last = wrapped.len().saturating_sub(1);
        for (number, line) in wrapped.iter().enumerate() {
            drawing.line(
                fonts,
                line,
                (left, width, y),
                look,
                number < last,
                Some(part),
            );
            y += size * 1.38;
        }
    }
    Ok(())
}

fn draw_signature(drawing: &mut Drawing, fonts: &Fonts, certificate: &Certificate) {
    let width = 300.0;
    let left = WIDTH - SIDE - width;
    let place_and_date = certificate.place_and_date();
    let mut y = SIGN_TOP;
    let mut write = |y: f32, style, text: &str, size| -> f32 {
        let part: PartId = drawing.part(Role::Paragraph, None);
        let spans = [span(style, text)];
        centred(drawing, fonts, &spans, (left, width, y), size, Some(part))
    };
    y = write(y, Style::Italic, &place_and_date, 13.0) + 3.0;
    for post in &certificate.signer_post {
        y = write(y, Style::Bold, &one_line(post).to_uppercase(), 13.0);
    }
    // The name stands on the same height whatever the length of the post.
    write(
        y.max(HEIGHT - 73.0),
        Style::Bold,
        &certificate.signer_name,
        14.0,
    );
}

#[cfg(test)]
mod tests;
