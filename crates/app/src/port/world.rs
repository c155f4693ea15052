//! Clock, randomness, files, documents, passwords.

use crate::balance::BalanceReport;
use crate::port::FormField;
use crate::port::offline::OfflineBook;
use crate::record::{Certificate, RegistryEntry};
use crate::register::RegisterView;
use async_trait::async_trait;
use jiff::civil::Date;
use sangkien_domain::correction::Severity;
use sangkien_domain::law::Limit;
use sangkien_domain::time::Instant;
use serde_json::Value;

/// Tells the time. The only clock of the product.
pub trait Clock: Send + Sync {
    /// Now, never earlier than a moment told before.
    fn now(&self) -> Instant;
}

/// Gives randomness. The only source of the product.
pub trait Entropy: Send + Sync {
    /// Thirty-two random bytes.
    fn bytes(&self) -> [u8; 32];
}

/// Why a file could not be stored or fetched.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// Not there.
    #[error("the file is missing from storage")]
    Missing,
    /// There, but not what its hash says.
    #[error("the stored file is damaged")]
    Damaged,
    /// No room is left.
    #[error("file storage is full")]
    Full,
    /// The disk refused.
    #[error("file storage is not available: {0}")]
    Unavailable(String),
}

/// Keeps files by the hash of their content.
#[async_trait]
pub trait Blobs: Send + Sync {
    /// Stores and gives the SHA-256 in lower-case hexadecimal; durable on return.
    async fn put(&self, content: Vec<u8>) -> Result<String, BlobError>;
    /// Fetches and checks the content.
    async fn get(&self, sha256: &str) -> Result<Vec<u8>, BlobError>;
}

/// What a scanner for viruses says of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scanned {
    /// Nothing known was found.
    Clean,
    /// Something known was found, by its name.
    Infected(String),
}

/// Why a file could not be scanned; it is then not taken.
#[derive(Debug, thiserror::Error)]
#[error("the scanner did not answer: {0}")]
pub struct ScannerAway(pub String);

/// Looks for viruses in what people upload.
#[async_trait]
pub trait Scanner: Send + Sync {
    /// Scans a file before anything of it is kept.
    async fn scan(&self, content: &[u8]) -> Result<Scanned, ScannerAway>;
}

/// For an instance that has no scanner: everything is clean.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoScanner;

#[async_trait]
impl Scanner for NoScanner {
    async fn scan(&self, _: &[u8]) -> Result<Scanned, ScannerAway> {
        Ok(Scanned::Clean)
    }
}

/// Why a document could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the document could not be made: {0}")]
pub struct PaperError(pub String);

/// What is known of an uploaded file from its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// Media type.
    pub media_type: String,
    /// Name safe to show and to save under.
    pub name: String,
}

/// Makes documents and recognises files.
pub trait Papers: Send + Sync {
    /// Recognises an upload by content; the error is a stable fault code such as "macro".
    fn recognise(&self, file_name: &str, content: &[u8]) -> Result<Recognised, String>;
    /// A certificate as PDF; `verify_url` stands in its QR code.
    fn certificate(
        &self,
        certificate: &Certificate,
        verify_url: &str,
    ) -> Result<Vec<u8>, PaperError>;
    /// Several certificates as one PDF.
    fn certificates(&self, certificates: &[(Certificate, String)]) -> Result<Vec<u8>, PaperError>;
    /// A decision with its annex.
    fn decision(&self, paper: &DecisionPaper, format: PaperFormat) -> Result<Vec<u8>, PaperError>;
    /// Where a signature is seen on a PDF made here: page, and left, bottom, right, top in points
    /// from the lower left corner, above the signer's name. `across` for pages lying on their side.
    fn signature_place(&self, pdf: &[u8], signer: &str, across: bool) -> Option<(u32, [f32; 4])>;
    /// A letter that apologises and promises another day, as the data that forms are filled with.
    fn apology_data(&self, paper: &ApologyPaper) -> Value;
    /// A letter that asks for supplements as such data.
    fn request_data(&self, paper: &RequestPaper) -> Value;
    /// A form filled with its data.
    fn filled(
        &self,
        form: FilledPaper,
        data: &Value,
        format: PaperFormat,
    ) -> Result<Vec<u8>, PaperError>;
    /// Several papers of one form as one file, each beginning a page; nothing to print is an error.
    fn filled_all(
        &self,
        form: FilledPaper,
        data: &[Value],
        format: PaperFormat,
    ) -> Result<Vec<u8>, PaperError>;
    /// A decision as the data that forms are filled with.
    fn decision_data(&self, paper: &DecisionPaper) -> Value;
    /// What a form of one's own of a kind may ask for.
    fn form_fields(&self, kind: FilledPaper) -> Vec<FormField>;
    /// Sample data of a kind.
    fn sample(&self, kind: FilledPaper) -> Value;
    /// The yearly list as XLSX.
    fn yearly_list(&self, title: &str, rows: &[RegistryEntry]) -> Result<Vec<u8>, PaperError>;
    /// A table of a report.
    fn report(&self, table: &ReportTable, format: ReportFormat) -> Result<Vec<u8>, PaperError>;
    /// The figures of casework as XLSX.
    fn balance(&self, report: &BalanceReport) -> Result<Vec<u8>, PaperError>;
    /// Sheets of marks to be filled in without a connection as XLSX.
    fn offline_sheets(&self, book: &OfflineBook) -> Result<Vec<u8>, PaperError>;
    /// A register of numbers as XLSX.
    fn register(&self, register: &RegisterView) -> Result<Vec<u8>, PaperError>;
    /// A QR code as SVG markup without styles.
    fn qr_svg(&self, text: &str) -> Result<String, PaperError>;
}

/// A paper whose form is filled with data, by the program's form or the unit's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilledPaper {
    /// Quyết định công nhận.
    Decision,
    /// Thông báo yêu cầu bổ sung hồ sơ.
    SupplementRequest,
    /// Phiếu xin lỗi và hẹn lại ngày trả kết quả.
    Apology,
    /// Giấy mời.
    Invitation,
    /// Biên bản họp.
    Minutes,
    /// Biên bản kiểm phiếu.
    TallyMinutes,
    /// Danh sách tổng hợp.
    SummaryList,
    /// Phiếu đối chiếu trùng lặp.
    OverlapReport,
    /// Phiếu chấm.
    MarkingSheet,
}

impl FilledPaper {
    /// Those that a unit may have a form of its own for.
    pub const WITH_OWN_FORM: [Self; 7] = [
        Self::SupplementRequest,
        Self::Apology,
        Self::Decision,
        Self::Invitation,
        Self::Minutes,
        Self::TallyMinutes,
        Self::SummaryList,
    ];

    /// Stable code, as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::SupplementRequest => "supplement-request",
            Self::Apology => "apology",
            Self::Invitation => "invitation",
            Self::Minutes => "minutes",
            Self::TallyMinutes => "tally-minutes",
            Self::SummaryList => "summary-list",
            Self::OverlapReport => "overlap-report",
            Self::MarkingSheet => "marking-sheet",
        }
    }

    /// The kind of a code, of those that a unit may have a form of its own for.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::WITH_OWN_FORM
            .into_iter()
            .find(|kind| kind.code() == code)
    }
}

/// A table of a report, as a page shows it and as files have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportTable {
    /// Name of the body above the one it is about; may be empty.
    pub superior: String,
    /// The body it is about.
    pub body: String,
    /// Place of the date line.
    pub place: String,
    /// Its title.
    pub title: String,
    /// The columns: head, and width as a share of all.
    pub columns: Vec<(&'static str, u16)>,
    /// The rows.
    pub rows: Vec<Vec<ReportCell>>,
}

/// A value in a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportCell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A whole number.
    Count(u64),
    /// A number in hundredths.
    Hundredths(i64),
    /// A day.
    Day(Date),
}

/// As what a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportFormat {
    /// A workbook.
    Xlsx,
    /// For reading and keeping.
    Pdf,
}

/// As what a paper is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperFormat {
    /// For reading and keeping.
    Pdf,
    /// For a word processor.
    Docx,
}

/// A decision as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionPaper {
    /// Superior body, may be empty.
    pub superior: String,
    /// Issuing body.
    pub body: String,
    /// Who decides, such as "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN".
    pub authority: String,
    /// Number with symbol; a draft's number is absent.
    pub number: Option<String>,
    /// Symbol, shown beside the blank of a draft.
    pub symbol: String,
    /// Place of the date line.
    pub place: String,
    /// Day of issue; absent in a draft.
    pub issued_on: Option<Date>,
    /// Subject.
    pub subject: String,
    /// Grounds, one line each.
    pub grounds: Vec<String>,
    /// Articles: what Điều 1, 2, … say.
    pub articles: Vec<String>,
    /// Recipients.
    pub recipients: Vec<String>,
    /// The signer's post.
    pub signer_post: String,
    /// The signer's name.
    pub signer_name: String,
    /// Annex rows: code, title, authors, unit, class; the class is empty where there is none.
    pub annex: Vec<[String; 5]>,
}

/// A letter that asks for supplements, as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestPaper {
    /// Superior body, may be empty.
    pub superior: String,
    /// The desk that asks.
    pub body: String,
    /// Symbol after the number, which the records clerk gives.
    pub symbol: String,
    /// Place of the date line.
    pub place: String,
    /// Day on which it was sent; absent in a draft.
    pub sent_on: Option<Date>,
    /// Day on which this file was drawn up.
    pub drawn_up: Date,
    /// Who is to supplement.
    pub addressee: String,
    /// Title of the dossier.
    pub title: String,
    /// Code of the dossier.
    pub code: String,
    /// Day on which the dossier was received.
    pub submitted_on: Option<Date>,
    /// Name of the rules it is examined by.
    pub form: String,
    /// What is asked, in order.
    pub rows: Vec<RequestRow>,
    /// Last day to supplement; not known of requests of old.
    pub due_on: Option<Date>,
    /// Where that limit is laid down.
    pub citation: String,
    /// Whether the limits of the dossier stand still until it is supplemented.
    pub paused: bool,
    /// Where the dossier is supplemented.
    pub link: String,
    /// Name of whoever sends it.
    pub sender: String,
}

/// A letter that apologises for a limit that was not kept, as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApologyPaper {
    /// Superior body, may be empty.
    pub superior: String,
    /// The desk that apologises.
    pub body: String,
    /// Symbol after the number, which the records clerk gives.
    pub symbol: String,
    /// Place of the date line.
    pub place: String,
    /// Day on which it was sent; absent in a draft.
    pub sent_on: Option<Date>,
    /// Day on which this file was drawn up.
    pub drawn_up: Date,
    /// The applicant.
    pub addressee: String,
    /// Title of the dossier.
    pub title: String,
    /// Code of the dossier.
    pub code: String,
    /// Name of the procedure.
    pub procedure: String,
    /// Day on which the dossier was received.
    pub submitted_on: Option<Date>,
    /// Name of the limit.
    pub limit_name: String,
    /// Its amount, unit and source.
    pub limit: Limit,
    /// Its last moment.
    pub due_at: Instant,
    /// Why it was not kept.
    pub reason: String,
    /// The day promised instead; none when the result is there.
    pub new_day: Option<Date>,
    /// Name of whoever sends it.
    pub sender: String,
}

/// One thing asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestRow {
    /// Its number in the dossier.
    pub number: u32,
    /// The component in words, with its file.
    pub place: String,
    /// The page.
    pub page: Option<u32>,
    /// The passage, word for word.
    pub quote: String,
    /// How much it weighs.
    pub severity: Severity,
    /// The words that are wrong.
    pub found: String,
    /// The words that are to stand instead.
    pub wanted: String,
    /// What is required.
    pub requirement: String,
    /// On what basis.
    pub basis: String,
}

/// Hashes and checks passwords.
#[async_trait]
pub trait Passwords: Send + Sync {
    /// Faults of a new password as a stable code: "short", "long", "common" or "account".
    fn weakness(&self, password: &str, account: &str) -> Option<&'static str>;
    /// Hash in PHC form.
    async fn hash(&self, password: &str, salt: [u8; 32]) -> Result<String, PaperError>;
    /// Whether the password fits; takes the same time when there is no hash to check.
    async fn verify(&self, password: &str, hash: Option<&str>) -> bool;
}
