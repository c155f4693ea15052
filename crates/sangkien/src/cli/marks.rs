//! `rubric`, `agreement` and `ballot`: what they take.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{COMMANDS, OPTIONS, TEMPLATE};

/// What is computed of marks and votes from files, without an instance.
#[derive(Debug, Subcommand)]
pub enum MarksCommand {
    /// Thang điểm.
    /// Rubrics.
    #[command(verbatim_doc_comment, help_template = TEMPLATE, subcommand_help_heading = COMMANDS, disable_help_subcommand = true)]
    Rubric {
        /// What to do.
        #[command(subcommand)]
        command: RubricCommand,
    },
    /// Tính mức thống nhất giữa các thành viên từ tệp phiếu chấm.
    /// Figure the agreement of members from a file of sheets.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Agreement(AgreementArguments),
    /// Phiếu kín.
    /// Secret ballots.
    #[command(verbatim_doc_comment, help_template = TEMPLATE, subcommand_help_heading = COMMANDS, disable_help_subcommand = true)]
    Ballot {
        /// What to do.
        #[command(subcommand)]
        command: BallotCommand,
    },
}

/// What can be done with rubrics.
#[derive(Debug, Subcommand)]
pub enum RubricCommand {
    /// Kiểm tra tệp thang điểm; in mọi lỗi kèm dòng, mã thoát 1 nếu có lỗi.
    /// Check the file of a rubric; prints every fault with its line, exit code 1 if any.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Check(RubricFile),
    /// Tính kết quả từ tệp phiếu chấm: tổng điểm, xếp loại, lý do; mã thoát 1 nếu có hồ sơ chưa tính được.
    /// Work out results from a file of sheets; exit code 1 if a dossier has none.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Score(ScoreArguments),
}

/// What `ballot` can do.
#[derive(Debug, Subcommand)]
pub enum BallotCommand {
    /// Kiểm tra tệp kết quả bỏ phiếu kín; mã thoát 1 nếu có sai lệch.
    /// Verify the export of a secret vote; exit code 1 if anything is amiss.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Verify(BallotArguments),
}

/// The file of a rubric.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct RubricFile {
    /// Tệp thang điểm dạng TOML.
    /// File of the rubric, TOML.
    #[arg(value_name = "TỆP", verbatim_doc_comment)]
    pub file: PathBuf,
}

/// What `rubric score` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct ScoreArguments {
    /// Tệp thang điểm dạng TOML.
    /// File of the rubric, TOML.
    #[arg(long, value_name = "TỆP", verbatim_doc_comment)]
    pub rubric: PathBuf,
    /// Tệp phiếu chấm dạng CSV: dossier, member, post, votes và một cột cho mỗi tiêu chí.
    /// Sheets as CSV: dossier, member, post, votes, and a column for each criterion.
    #[arg(long, value_name = "TỆP", verbatim_doc_comment)]
    pub sheets: PathBuf,
}

/// What `agreement` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct AgreementArguments {
    /// Tệp phiếu chấm dạng CSV: dossier, member và các cột điểm; điểm của phiếu là tổng các cột.
    /// Sheets as CSV: dossier, member and columns of scores, whose sum is the sheet's mark.
    #[arg(long, value_name = "TỆP", verbatim_doc_comment)]
    pub sheets: PathBuf,
    /// Số bắt đầu để rút lại hồ sơ khi tính khoảng tin cậy.
    /// Seed of the redraws that give the interval.
    #[arg(long, value_name = "SỐ", default_value_t = 1, verbatim_doc_comment)]
    pub seed: u64,
}

/// What `ballot verify` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct BallotArguments {
    /// Tệp kết quả bỏ phiếu dạng JSON.
    /// Export of the vote, JSON.
    #[arg(value_name = "TỆP", verbatim_doc_comment)]
    pub export: PathBuf,
    /// Niêm phong đã ghi vào nhật ký kiểm tra khi đóng bỏ phiếu.
    /// The seal noted in the audit log at closing.
    #[arg(long, value_name = "NIÊM PHONG", verbatim_doc_comment)]
    pub seal: Option<String>,
    /// Biên nhận của thành viên; ghi nhiều lần để kiểm tra nhiều biên nhận.
    /// A member's receipt; may be given several times.
    #[arg(long, value_name = "BIÊN NHẬN", verbatim_doc_comment)]
    pub receipt: Vec<String>,
}
