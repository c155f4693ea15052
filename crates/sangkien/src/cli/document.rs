//! What the commands about official documents take.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use sangkien_documents::official::Kind;

use super::{OPTIONS, TEMPLATE};

/// What can be done with official documents.
#[derive(Debug, Subcommand)]
pub enum DocumentCommand {
    /// Lập một văn bản từ dữ liệu JSON: PDF/A, tệp Word, hoặc cả hai.
    /// Make a document from JSON data: PDF/A, a Word file, or both.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Render(RenderArguments),
    /// In dữ liệu mẫu của một loại văn bản.
    /// Print sample data of a kind of document.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Sample(SampleArguments),
    /// Ký số một văn bản PDF hoặc tệp dữ liệu XML bằng khóa trong tệp PKCS#12 hoặc trong thiết bị (PKCS#11).
    /// Sign a PDF or data in XML with a key from a PKCS#12 file or a token (PKCS#11).
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Sign(Box<SignArguments>),
    /// Ký mọi mã băm trong danh sách cần ký, bằng khóa trong tệp hoặc trong thiết bị.
    /// Sign every hash of a list, with a key from a file or a token.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    SignList(Box<SignListArguments>),
    /// Kiểm tra chữ ký số của một văn bản PDF hoặc tệp dữ liệu XML.
    /// Verify the digital signatures of a PDF or of data in XML.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Verify(VerifyArguments),
}

/// What `document sign` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct SignArguments {
    /// Tệp PDF cần ký.
    /// PDF to be signed.
    #[arg(value_name = "TỆP", verbatim_doc_comment)]
    pub file: PathBuf,
    /// Nơi ghi tệp đã ký.
    /// Where the signed file is written.
    #[arg(long, value_name = "TỆP", verbatim_doc_comment)]
    pub out: PathBuf,
    /// Khóa ký số.
    /// The key.
    #[command(flatten)]
    pub identity: KeyArguments,
    /// Lý do ký, ví dụ "Ký ban hành".
    /// Reason.
    #[arg(long, value_name = "CHỮ", default_value = "", verbatim_doc_comment)]
    pub reason: String,
    /// Địa danh.
    /// Place.
    #[arg(long, value_name = "CHỮ", default_value = "", verbatim_doc_comment)]
    pub place: String,
    /// Chỗ hiện chữ ký: trang, trái, dưới, phải, trên (điểm, từ góc dưới bên trái); không có thì chữ ký không hiện.
    /// Where the signature is seen: page, left, bottom, right, top, in points from the lower left corner.
    #[arg(long, value_name = "TRANG,TRÁI,DƯỚI,PHẢI,TRÊN", verbatim_doc_comment)]
    pub stamp: Option<String>,
    /// Máy chủ dấu thời gian (http://…).
    /// Time-stamp server.
    #[arg(long, value_name = "ĐỊA CHỈ", verbatim_doc_comment)]
    pub timestamp: Option<String>,
}

/// A key to sign with.
#[derive(Debug, Args)]
pub struct KeyArguments {
    /// Tệp khóa PKCS#12 (.p12, .pfx).
    /// Key file in PKCS#12.
    #[arg(
        long,
        value_name = "TỆP",
        required_unless_present = "library",
        conflicts_with = "library",
        verbatim_doc_comment
    )]
    pub key: Option<PathBuf>,
    /// Tệp chứa mật khẩu của tệp khóa, hoặc mã PIN của thiết bị.
    /// File with the password of the key file, or the PIN of the token.
    #[arg(long, value_name = "TỆP", verbatim_doc_comment)]
    pub secret: PathBuf,
    /// Thư viện PKCS#11 của thiết bị.
    /// PKCS#11 library of the token.
    #[arg(long, value_name = "TỆP", verbatim_doc_comment)]
    pub library: Option<PathBuf>,
    /// Nhãn của thiết bị; bỏ trống là thiết bị đầu tiên.
    /// Label of the token; the first one when left out.
    #[arg(long, value_name = "NHÃN", default_value = "", verbatim_doc_comment)]
    pub token: String,
    /// Nhãn của khóa trong thiết bị; bỏ trống là khóa đầu tiên.
    /// Label of the key in the token; the first one when left out.
    #[arg(long, value_name = "NHÃN", default_value = "", verbatim_doc_comment)]
    pub label: String,
    /// Chứng thư số của khóa, khi thiết bị không giữ.
    /// Certificate of the key, where the token does not hold it.
    #[arg(long, value_name = "TỆP", requires = "library", verbatim_doc_comment)]
    pub certificate: Option<PathBuf>,
}

/// What `document sign-list` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct SignListArguments {
    /// Danh sách cần ký, tải từ trang ký số của quyết định.
    /// List of what is to be signed, from the signing page of a decision.
    #[arg(value_name = "TỆP", verbatim_doc_comment)]
    pub list: PathBuf,
    /// Nơi ghi danh sách chữ ký, để nạp lại trên trang đó.
    /// Where the list of signatures is written, to be brought back to that page.
    #[arg(long, value_name = "TỆP", verbatim_doc_comment)]
    pub out: PathBuf,
    /// Khóa ký số.
    /// The key.
    #[command(flatten)]
    pub identity: KeyArguments,
    /// Máy chủ dấu thời gian (http://…).
    /// Time-stamp server.
    #[arg(long, value_name = "ĐỊA CHỈ", verbatim_doc_comment)]
    pub timestamp: Option<String>,
}

/// What `document verify` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct VerifyArguments {
    /// Tệp PDF cần kiểm tra.
    /// PDF to be verified.
    #[arg(value_name = "TỆP", verbatim_doc_comment)]
    pub file: PathBuf,
    /// Chứng thư số được tin cậy hoặc danh sách thu hồi, hoặc thư mục chứa chúng; bỏ trống thì theo cấu hình.
    /// Trusted certificates or lists of revoked ones, or folders of them; those of the configuration when left out.
    #[arg(long, value_name = "TỆP", verbatim_doc_comment)]
    pub trust: Vec<PathBuf>,
}

fn kinds() -> PossibleValuesParser {
    Kind::ALL
        .iter()
        .map(|kind| kind.code())
        .collect::<Vec<_>>()
        .into()
}

/// What `document render` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct RenderArguments {
    /// Loại văn bản.
    /// Kind of document.
    #[arg(value_name = "LOẠI", value_parser = kinds(), verbatim_doc_comment)]
    pub kind: String,
    /// Tệp JSON chứa dữ liệu.
    /// JSON file of the data; stands in place of the data folder, which is not needed here.
    // The name is also that of the global option, so both must have its type.
    #[arg(long, value_name = "TỆP", verbatim_doc_comment)]
    pub data: String,
    /// Nơi ghi tệp PDF.
    /// Where the PDF is written.
    #[arg(
        long,
        value_name = "TỆP",
        required_unless_present = "docx",
        verbatim_doc_comment
    )]
    pub pdf: Option<PathBuf>,
    /// Nơi ghi tệp Word (DOCX).
    /// Where the Word file (DOCX) is written.
    #[arg(long, value_name = "TỆP", verbatim_doc_comment)]
    pub docx: Option<PathBuf>,
}

/// What `document sample` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct SampleArguments {
    /// Loại văn bản.
    /// Kind of document.
    #[arg(value_name = "LOẠI", value_parser = kinds(), verbatim_doc_comment)]
    pub kind: String,
}
