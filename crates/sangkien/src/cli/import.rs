//! What the commands that take data in take.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{OPTIONS, TEMPLATE};

/// What can be taken in.
#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// Thêm người dùng từ bảng Excel hoặc CSV: kiểm tra từng dòng, nhận tất cả hoặc không nhận dòng nào.
    /// Add people from an Excel or CSV table: every row judged, all of them taken or none.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Xlsx(XlsxArguments),
}

/// What `import xlsx` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct XlsxArguments {
    /// Tệp .xlsx, .xls, .csv hoặc .tsv.
    /// The table.
    #[arg(value_name = "TỆP", verbatim_doc_comment)]
    pub file: PathBuf,
    /// Chỉ kiểm tra và in kết quả từng dòng.
    /// Only judge, and print what would become of each row.
    #[arg(long, verbatim_doc_comment)]
    pub dry_run: bool,
    /// Tài khoản quản trị đứng tên việc này.
    /// Administrator on whose authority this is done.
    #[arg(long = "as", value_name = "TÀI KHOẢN", verbatim_doc_comment)]
    pub authority: String,
}
