//! `pack`: what it takes.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{OPTIONS, TEMPLATE};

/// What can be done with packs.
#[derive(Debug, Subcommand)]
pub enum PackCommand {
    /// Kiểm tra gói trong một thư mục; in mọi lỗi với tệp và dòng, mã thoát 1 nếu có lỗi.
    /// Check the pack in a folder; prints every fault with file and line, exit code 1 if any.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Check(PackArguments),
    /// So sánh gói với dữ liệu đang dùng: dòng thêm, sửa, hết hiệu lực, bỏ; hồ sơ giữ quy tắc cũ.
    /// Compare the pack with what is loaded: rows that move, dossiers that keep their rules.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Diff(PackArguments),
    /// Nạp gói: tất cả hoặc không gì cả; nạp lại đúng gói đó thì không thay đổi gì.
    /// Load the pack, all of it or nothing; loading the same pack again changes nothing.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Load(PackArguments),
}

/// What every `pack` command takes.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct PackArguments {
    /// Thư mục của gói, có tệp pack.toml.
    /// Folder of the pack, with its pack.toml.
    #[arg(value_name = "THƯ MỤC", verbatim_doc_comment)]
    pub folder: PathBuf,
}
