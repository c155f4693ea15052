//! What the commands about texts and their overlap take.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{OPTIONS, TEMPLATE};

/// What can be done with the text of a file.
#[derive(Debug, Subcommand)]
pub enum TextCommand {
    /// In nội dung bằng Unicode; phần theo TCVN3, VNI hoặc VISCII được nhận ra và chuyển mã.
    /// Print the content in Unicode; parts in TCVN3, VNI or VISCII are recognised and decoded.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Decode(TextFile),
    /// In chữ của văn bản thuần, Word, ODT, RTF, Excel, PowerPoint, PDF, ảnh; --json kèm vị trí.
    /// Print the text of plain text, office documents, PDF and pictures; with --json also places.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Extract(ExtractFile),
}

/// A text file.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct TextFile {
    /// Tệp văn bản thuần.
    /// Plain text file.
    #[arg(value_name = "TỆP", verbatim_doc_comment)]
    pub file: PathBuf,
}

/// A document of any kind that is read.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct ExtractFile {
    /// Tệp cần đọc.
    /// File to read.
    #[arg(value_name = "TỆP", verbatim_doc_comment)]
    pub file: PathBuf,
}

/// What can be done with an overlap index.
#[derive(Debug, Subcommand)]
pub enum OverlapCommand {
    /// Lập chỉ mục cho một kho văn bản; chỉ mục cũ vẫn trả lời cho đến khi xong.
    /// Index a corpus; an index that is there answers until all is done.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Index(IndexArguments),
    /// Trả lời một tệp câu hỏi, mỗi câu một dòng JSON.
    /// Answer a file of queries, one JSON line each.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Query(QueryArguments),
    /// In kích thước của chỉ mục.
    /// Print the sizes of an index.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Stats(IndexFolder),
    /// Đối chiếu mọi văn bản của chỉ mục với nhau; mỗi cặp một dòng JSON, sau cùng là các nhóm.
    /// Compare all texts of an index; one JSON line for each pair, the clusters last.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Sweep(SweepArguments),
    /// Loại các văn bản có mã này khỏi chỉ mục.
    /// Remove the texts with these identities from the index.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Remove(RemoveArguments),
}

/// What `overlap index` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct IndexArguments {
    /// Kho văn bản: mỗi dòng một JSON {"id", "text"}, có thể nén gzip.
    /// Corpus: JSON lines {"id", "text"}, plain or gzip.
    #[arg(value_name = "KHO", verbatim_doc_comment)]
    pub corpus: PathBuf,
    /// Thư mục của chỉ mục.
    /// Folder of the index.
    #[arg(value_name = "THƯ MỤC", verbatim_doc_comment)]
    pub folder: PathBuf,
}

/// What `overlap query` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct QueryArguments {
    /// Thư mục của chỉ mục.
    /// Folder of the index.
    #[arg(value_name = "THƯ MỤC", verbatim_doc_comment)]
    pub folder: PathBuf,
    /// Câu hỏi: mỗi dòng một JSON {"qid", "text"}, có thể nén gzip.
    /// Queries: JSON lines {"qid", "text"}, plain or gzip.
    #[arg(value_name = "TỆP", verbatim_doc_comment)]
    pub queries: PathBuf,
    /// So từng âm tiết và cho biết vị trí các đoạn trùng.
    /// Compare syllable by syllable and tell where passages stand.
    #[arg(long, verbatim_doc_comment)]
    pub align: bool,
    /// Số văn bản trước được nêu, nhiều nhất.
    /// The most earlier texts to name.
    #[arg(long, value_name = "SỐ", default_value_t = 10, verbatim_doc_comment)]
    pub limit: usize,
}

/// Where an index is.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct IndexFolder {
    /// Thư mục của chỉ mục.
    /// Folder of the index.
    #[arg(value_name = "THƯ MỤC", verbatim_doc_comment)]
    pub folder: PathBuf,
}

/// What `overlap sweep` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct SweepArguments {
    /// Thư mục của chỉ mục.
    /// Folder of the index.
    #[arg(value_name = "THƯ MỤC", verbatim_doc_comment)]
    pub folder: PathBuf,
    /// Tiếp tục từ văn bản có số thứ tự này, là số sau cùng lần trước đã in.
    /// Go on from the text with this number, the last one printed before.
    #[arg(long, value_name = "SỐ", default_value_t = 0, verbatim_doc_comment)]
    pub from: u32,
    /// Chỉ so các cặp ghi trong tệp này, mỗi dòng hai số thứ tự của văn bản, cách nhau bằng dấu phẩy.
    /// Compare only the pairs of this file, each line two numbers of texts with a comma between.
    #[arg(
        long,
        value_name = "TỆP",
        conflicts_with = "from",
        verbatim_doc_comment
    )]
    pub pairs: Option<PathBuf>,
}

/// What `overlap remove` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct RemoveArguments {
    /// Thư mục của chỉ mục.
    /// Folder of the index.
    #[arg(value_name = "THƯ MỤC", verbatim_doc_comment)]
    pub folder: PathBuf,
    /// Mã của văn bản, viết như trong kho.
    /// Identity of the text, written as in the corpus.
    #[arg(value_name = "MÃ", required = true, verbatim_doc_comment)]
    pub id: Vec<String>,
}

/// What `check` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct CheckArguments {
    /// Các tệp văn bản cần đối chiếu.
    /// Text files to compare.
    #[arg(value_name = "TỆP", required = true, verbatim_doc_comment)]
    pub files: Vec<PathBuf>,
    /// Thư mục của chỉ mục.
    /// Folder of the index.
    #[arg(long, value_name = "THƯ MỤC", verbatim_doc_comment)]
    pub index: PathBuf,
    /// In báo cáo thành một trang HTML.
    /// Print the report as an HTML page.
    #[arg(long, conflicts_with = "json", verbatim_doc_comment)]
    pub html: bool,
}
