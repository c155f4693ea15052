//! Official documents: values of the use cases put into the words of the documents crate.

use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use sangkien_app::balance::BalanceReport;
use sangkien_app::port::offline::OfflineBook;
use sangkien_app::port::{
    ApologyPaper, Clock, DecisionPaper, FilledPaper, FormField, PaperError, PaperFormat, Papers,
    Recognised, ReportFormat, ReportTable, RequestPaper,
};
use sangkien_app::record::{Certificate, RegistryEntry};
use sangkien_app::register::RegisterView;
use sangkien_documents::certificate::{self, Certificate as PrintedCertificate};
use sangkien_documents::official::{Kind, Paper};
use sangkien_documents::reading;
use sangkien_documents::sniff::{MediaType, SniffFault, classify};
use sangkien_documents::spreadsheet::{self, Cell, Column, Sheet};
use sangkien_documents::{CivilDate, Fonts, file_name};
use sangkien_domain::round::Stage;
use sangkien_domain::share::Share;
use serde_json::{Value, json};

use super::{letters, qr, reports};

/// Writes official documents and recognises uploads.
pub struct OfficialPapers {
    clock: Arc<dyn Clock>,
}

impl OfficialPapers {
    /// Documents without a date of their own bear that of `clock`.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock }
    }

    fn today(&self) -> CivilDate {
        civil(self.clock.now().day())
    }
}

/// The typeface, read at the first document: most commands print none, and a batch of signatures
/// draws hundreds of stamps.
pub(super) fn fonts() -> Result<&'static Fonts, PaperError> {
    static FONTS: OnceLock<Option<Fonts>> = OnceLock::new();
    FONTS
        .get_or_init(|| Fonts::embedded().ok())
        .as_ref()
        .ok_or_else(|| PaperError("the typeface cannot be read".into()))
}

/// A document of a kind, from the data of its template.
fn print(kind: Kind, data: &Value, format: PaperFormat) -> Result<Vec<u8>, PaperError> {
    let paper = kind.fill(data).map_err(failed)?;
    match format {
        PaperFormat::Pdf => paper.pdf(fonts()?).map_err(failed),
        PaperFormat::Docx => paper.docx(fonts()?).map_err(failed),
    }
}

pub(super) fn civil(day: Date) -> CivilDate {
    CivilDate {
        year: day.year(),
        month: day.month(),
        day: day.day(),
    }
}

pub(super) fn failed(error: impl std::fmt::Display) -> PaperError {
    PaperError(error.to_string())
}

pub(super) fn unless_empty(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Hundredths of a percent from the text on a certificate: "33,33 %"; empty is the whole.
fn share_of(text: &str) -> u16 {
    let whole = u16::try_from(Share::WHOLE.0).unwrap_or(u16::MAX);
    let number = text.trim_end_matches(['%', ' ']);
    if number.is_empty() {
        return whole;
    }
    let (percent, part) = number.split_once(',').unwrap_or((number, ""));
    let hundredths = format!("{percent}{part:0<2}");
    hundredths
        .parse()
        .ok()
        .filter(|share| *share <= whole)
        .unwrap_or(whole)
}

fn printed_certificate(certificate: &Certificate, verify_url: &str) -> PrintedCertificate {
    let face = &certificate.face;
    PrintedCertificate {
        superior: unless_empty(&face.superior),
        body: face.body.clone(),
        number: face.number.clone(),
        title: face.title.to_uppercase(),
        recipient: face.author.clone(),
        workplace: face.workplace.clone(),
        share: share_of(&face.share),
        initiative: face.initiative.clone(),
        statement: None,
        decision_number: face.decision.clone(),
        decision_date: civil(face.issued_on),
        place: face.place.clone(),
        date: civil(face.issued_on),
        signer_post: face.signer_post.lines().map(str::to_owned).collect(),
        signer_name: face.signer_name.clone(),
        verification_url: verify_url.to_owned(),
        verification_code: certificate.code.clone(),
    }
}

/// A day as the data of templates carry it.
pub(super) fn day(day: Option<Date>) -> Value {
    day.map_or(Value::Null, |day| json!(day.to_string()))
}

/// The decision as the data of its template.
fn decision_data(paper: &DecisionPaper, drawn_up: Date) -> Value {
    let after_number = format!("/{}", paper.symbol);
    let figures = |number: &str| {
        number
            .strip_suffix(&after_number)
            .unwrap_or(number)
            .to_owned()
    };
    let row = |[code, title, authors, unit, class]: &[String; 5]| {
        let authors: Vec<&str> = authors.split(", ").collect();
        let class = unless_empty(class);
        let ranks: Vec<&String> = class.iter().collect();
        json!({ "code": code, "title": title, "authors": authors, "unit": unit, "class": class, "ranks": ranks })
    };
    let classed = paper.annex.iter().any(|[.., class]| !class.is_empty());
    json!({
        "superior": paper.superior,
        "body": paper.body,
        "number": paper.number.as_deref().map(figures),
        "symbol": paper.symbol,
        "place": paper.place,
        "date": day(paper.issued_on),
        "drawn_up": day(Some(paper.issued_on.unwrap_or(drawn_up))),
        "subject": paper.subject,
        "authority": paper.authority,
        "grounds": paper.grounds,
        "articles": paper.articles,
        "recipients": paper.recipients,
        "signer_post": paper.signer_post.lines().collect::<Vec<_>>(),
        "signer_name": paper.signer_name,
        "classes": classed.then_some("Xếp loại").into_iter().collect::<Vec<_>>(),
        "initiatives": paper.annex.iter().map(row).collect::<Vec<_>>(),
    })
}

/// Heads and widths, in characters, of the list of recognised initiatives.
const COLUMNS: [(&str, u16); 12] = [
    ("TT", 6),
    ("Mã hồ sơ", 16),
    ("Tên sáng kiến", 52),
    ("Tác giả, đồng tác giả", 32),
    ("Đơn vị", 30),
    ("Lĩnh vực", 24),
    ("Nội dung công nhận", 24),
    ("Điểm", 12),
    ("Xếp loại", 14),
    ("Số quyết định", 18),
    ("Ngày quyết định", 14),
    ("Hiệu lực", 16),
];

fn list_row(number: i64, entry: &RegistryEntry) -> Vec<Cell> {
    let text = |text: &str| Cell::Text(text.to_owned());
    vec![
        Cell::Integer(number),
        text(&entry.code),
        text(&entry.title),
        text(&entry.authors_line),
        text(&entry.unit_name),
        text(&entry.field_name),
        text(match entry.stage {
            Stage::Base => "Sáng kiến cấp cơ sở",
            Stage::Service => "Thủ tục hành chính",
            Stage::Reach => "Hiệu quả áp dụng, phạm vi ảnh hưởng",
        }),
        entry
            .average
            .map_or(Cell::Empty, |score| Cell::Decimal(score.0)),
        text(&entry.class),
        text(&entry.decision_label),
        Cell::Date(civil(entry.decided_on)),
        text(if entry.withdrawn {
            "Đã thu hồi"
        } else {
            "Còn hiệu lực"
        }),
    ]
}

/// The kind of document that a paper is.
pub(super) const fn kind_of(form: FilledPaper) -> Kind {
    match form {
        FilledPaper::Decision => Kind::Decision,
        FilledPaper::SupplementRequest => Kind::SupplementRequest,
        FilledPaper::Apology => Kind::Apology,
        FilledPaper::Invitation => Kind::Invitation,
        FilledPaper::Minutes => Kind::Minutes,
        FilledPaper::TallyMinutes => Kind::TallyMinutes,
        FilledPaper::SummaryList => Kind::SummaryList,
        FilledPaper::OverlapReport => Kind::OverlapReport,
        FilledPaper::MarkingSheet => Kind::MarkingSheet,
    }
}

/// The stable code of a fault, as the messages know it.
fn fault_code(fault: &SniffFault) -> &'static str {
    match fault {
        SniffFault::Empty => "empty",
        SniffFault::PasswordProtected => "password-protected",
        SniffFault::Macros => "macro",
        SniffFault::Program => "program",
        SniffFault::Archive => "archive",
        SniffFault::Markup => "markup",
        SniffFault::Active => "active",
        SniffFault::Entries => "entries",
        SniffFault::TooManyPixels => "too-many-pixels",
        SniffFault::Damaged => "damaged",
        SniffFault::NameMismatch { .. } => "name-mismatch",
        SniffFault::Unknown => "unknown",
    }
}

/// Short and long side of A4 in points.
const PAPER: (f32, f32) = (595.28, 841.89);
/// Width and height of what is seen of a signature, in points, and its distance from the name.
const SIGNATURE: (f32, f32) = (150.0, 40.0);
const SIGNATURE_GAP: f32 = 4.0;

impl Papers for OfficialPapers {
    fn recognise(&self, name: &str, content: &[u8]) -> Result<Recognised, String> {
        let name = file_name::safe(name);
        let kind = classify(content, &name).map_err(|fault| fault_code(&fault).to_owned())?;
        Ok(Recognised {
            media_type: kind.mime().into(),
            name,
        })
    }

    fn certificate(
        &self,
        certificate: &Certificate,
        verify_url: &str,
    ) -> Result<Vec<u8>, PaperError> {
        let printed = printed_certificate(certificate, verify_url);
        certificate::render(fonts()?, &printed).map_err(failed)
    }

    fn certificates(&self, certificates: &[(Certificate, String)]) -> Result<Vec<u8>, PaperError> {
        let printed: Vec<PrintedCertificate> = certificates
            .iter()
            .map(|(certificate, url)| printed_certificate(certificate, url))
            .collect();
        certificate::render_batch(fonts()?, &printed).map_err(failed)
    }

    fn decision(&self, paper: &DecisionPaper, format: PaperFormat) -> Result<Vec<u8>, PaperError> {
        let drawn_up = self.clock.now().day();
        print(Kind::Decision, &decision_data(paper, drawn_up), format)
    }

    fn signature_place(&self, pdf: &[u8], signer: &str, across: bool) -> Option<(u32, [f32; 4])> {
        let height = if across { PAPER.0 } else { PAPER.1 };
        let found = reading::read(MediaType::Pdf, pdf).ok()?;
        let part = found.parts.iter().find(|part| part.text.trim() == signer)?;
        let [left, top, right, _] = part.frame?;
        let middle = f32::midpoint(left, right);
        let bottom = height - top + SIGNATURE_GAP;
        let half = SIGNATURE.0 / 2.0;
        let frame = [middle - half, bottom, middle + half, bottom + SIGNATURE.1];
        Some((part.page?, frame))
    }

    fn decision_data(&self, paper: &DecisionPaper) -> Value {
        decision_data(paper, self.clock.now().day())
    }

    fn form_fields(&self, kind: FilledPaper) -> Vec<FormField> {
        let fields = kind_of(kind).fields().into_iter();
        fields
            .map(|field| FormField {
                repeated: field.each.is_some(),
                code: field.code,
                name: field.name,
            })
            .collect()
    }

    fn sample(&self, kind: FilledPaper) -> Value {
        // A test fills every kind with its sample.
        serde_json::from_str(kind_of(kind).sample()).unwrap_or_default()
    }

    fn apology_data(&self, paper: &ApologyPaper) -> Value {
        letters::apology_data(paper)
    }

    fn request_data(&self, paper: &RequestPaper) -> Value {
        letters::request_data(paper)
    }

    fn filled(
        &self,
        form: FilledPaper,
        data: &Value,
        format: PaperFormat,
    ) -> Result<Vec<u8>, PaperError> {
        print(kind_of(form), data, format)
    }

    fn filled_all(
        &self,
        form: FilledPaper,
        data: &[Value],
        format: PaperFormat,
    ) -> Result<Vec<u8>, PaperError> {
        let kind = kind_of(form);
        let papers: Result<Vec<Paper>, _> = data.iter().map(|data| kind.fill(data)).collect();
        let papers = papers.map_err(failed)?;
        match format {
            PaperFormat::Pdf => Paper::all_pdf(&papers, fonts()?).map_err(failed),
            PaperFormat::Docx => Paper::all_docx(&papers, fonts()?).map_err(failed),
        }
    }

    fn yearly_list(&self, title: &str, rows: &[RegistryEntry]) -> Result<Vec<u8>, PaperError> {
        let drawn_up = self.today();
        let sheet = Sheet {
            name: "Danh sách sáng kiến".into(),
            titles: vec![
                title.to_uppercase(),
                format!("(Lập {})", drawn_up.in_words()),
            ],
            columns: COLUMNS
                .iter()
                .map(|(head, width)| Column {
                    head: (*head).into(),
                    width: *width,
                })
                .collect(),
            rows: (1_i64..)
                .zip(rows)
                .map(|(number, entry)| list_row(number, entry))
                .collect(),
            drawn_up,
        };
        spreadsheet::write(&sheet).map_err(failed)
    }

    fn report(&self, table: &ReportTable, format: ReportFormat) -> Result<Vec<u8>, PaperError> {
        match format {
            ReportFormat::Xlsx => reports::workbook(table, self.today()),
            ReportFormat::Pdf => reports::document(table, self.today(), fonts()?),
        }
    }

    fn balance(&self, report: &BalanceReport) -> Result<Vec<u8>, PaperError> {
        super::figures::workbook(report, self.today())
    }

    fn offline_sheets(&self, book: &OfflineBook) -> Result<Vec<u8>, PaperError> {
        super::offline::workbook(book, self.today())
    }

    fn register(&self, register: &RegisterView) -> Result<Vec<u8>, PaperError> {
        super::registers::workbook(register, self.today())
    }

    fn qr_svg(&self, text: &str) -> Result<String, PaperError> {
        qr::svg(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_read_back_from_the_words_on_the_certificate() {
        for share in [10_000, 5_000, 3_350, 3_333, 5] {
            assert_eq!(i32::from(share_of(&Share(share).to_string())), share);
        }
        assert_eq!(share_of(""), 10_000);
    }

    #[test]
    fn a_printed_decision_parts_number_and_symbol() {
        let paper = DecisionPaper {
            superior: String::new(),
            body: "Ủy ban nhân dân huyện".into(),
            authority: "CHỦ TỊCH".into(),
            number: Some("05/QĐ-UBND".into()),
            symbol: "QĐ-UBND".into(),
            place: "Phúc Thọ".into(),
            issued_on: None,
            subject: "Về việc công nhận sáng kiến".into(),
            grounds: vec!["Căn cứ Luật;".into()],
            articles: vec!["Công nhận 01 sáng kiến.".into()],
            recipients: vec!["Lưu: VT.".into()],
            signer_post: "Chủ tịch".into(),
            signer_name: "Lãnh đạo mẫu".into(),
            annex: vec![["M", "T", "A, B", "Đ", "Loại A"].map(String::from)],
        };
        let data = decision_data(&paper, jiff::civil::date(2024, 4, 25));
        assert_eq!(data["number"], "05");
        assert_eq!(data["classes"], json!(["Xếp loại"]));
        assert_eq!(data["initiatives"][0]["class"], "Loại A");
        assert_eq!(data["drawn_up"], "2024-04-25");
        assert_eq!(data["initiatives"][0]["authors"], json!(["A", "B"]));
        assert!(Kind::Decision.fill(&data).is_ok());
    }
}
