//! `procedure`: what it takes.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{OPTIONS, TEMPLATE};

/// What can be done with files of procedures.
#[derive(Debug, Subcommand)]
pub enum ProcedureCommand {
    /// Kiểm tra tệp quy trình; in mọi lỗi kèm vị trí, mã thoát 1 nếu có lỗi.
    /// Check the file of a procedure; prints every fault with its place, exit code 1 if any.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Check(ProcedureFile),
    /// Vẽ sơ đồ của quy trình dạng SVG, để xem, in hoặc lưu.
    /// Draw the procedure as SVG, to look at, print or keep.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Diagram(DiagramArguments),
    /// Đưa một hồ sơ mẫu đi qua quy trình theo các việc ghi trong tệp; mã thoát 1 nếu có việc không làm được.
    /// Lead a sample dossier through the procedure; exit code 1 if an act cannot be done.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Simulate(SimulateArguments),
    /// So sánh hai phiên bản của một quy trình.
    /// Compare two versions of a procedure.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Compare(CompareArguments),
}

/// The file of a procedure.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct ProcedureFile {
    /// Tệp quy trình dạng TOML.
    /// File of the procedure, TOML.
    #[arg(value_name = "TỆP", verbatim_doc_comment)]
    pub file: PathBuf,
}

/// What `procedure diagram` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct DiagramArguments {
    /// Tệp quy trình dạng TOML.
    /// File of the procedure, TOML.
    #[arg(value_name = "TỆP", verbatim_doc_comment)]
    pub file: PathBuf,
    /// Vẽ dạng SVG; đây là dạng duy nhất và là mặc định.
    /// Draw SVG, which is the only form and the default.
    #[arg(long, verbatim_doc_comment)]
    pub svg: bool,
    /// Tệp ghi ra; mặc định là đầu ra chuẩn.
    /// File to write; standard output by default.
    #[arg(long, value_name = "TỆP", verbatim_doc_comment)]
    pub out: Option<PathBuf>,
}

/// What `procedure simulate` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct SimulateArguments {
    /// Tệp quy trình dạng TOML.
    /// File of the procedure, TOML.
    #[arg(value_name = "TỆP", verbatim_doc_comment)]
    pub file: PathBuf,
    /// Tệp TOML hoặc JSON ghi thời điểm bắt đầu, dữ kiện và các việc.
    /// TOML or JSON file with the start, facts and acts.
    #[arg(long, value_name = "TỆP", verbatim_doc_comment)]
    pub facts: PathBuf,
}

/// What `procedure compare` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct CompareArguments {
    /// Tệp của phiên bản cũ.
    /// File of the older version.
    #[arg(value_name = "CŨ", verbatim_doc_comment)]
    pub old: PathBuf,
    /// Tệp của phiên bản mới.
    /// File of the newer version.
    #[arg(value_name = "MỚI", verbatim_doc_comment)]
    pub new: PathBuf,
}
