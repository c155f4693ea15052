//! What `limit` takes.

use std::path::PathBuf;

use clap::Args;

use super::OPTIONS;

/// What `limit` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct LimitArguments {
    /// Thời điểm bắt đầu, ví dụ 2026-01-30T15:20+07:00; bỏ múi giờ là giờ Việt Nam.
    /// Moment it is counted from; in Vietnam's time when no offset is given.
    #[arg(long, value_name = "THỜI ĐIỂM", verbatim_doc_comment)]
    pub from: String,
    /// Thời hạn: "8 giờ" (làm việc), "2 ngày làm việc", "10 ngày", "3 tháng", "1 năm".
    /// The limit: "8 hours" (of working time), "2 working days", "10 days", "3 months", "1 year".
    #[arg(long, value_name = "THỜI HẠN", verbatim_doc_comment)]
    pub add: String,
    /// Tệp TOML ghi các lần tạm dừng: [[pause]] với from, until và reason.
    /// TOML file of pauses: [[pause]] with from, until and reason.
    #[arg(long, value_name = "TỆP", verbatim_doc_comment)]
    pub pauses: Option<PathBuf>,
    /// Mã đơn vị có lịch riêng; mặc định là lịch chung của cả nước.
    /// Code of the unit whose calendar counts; the country's by default.
    #[arg(long, value_name = "MÃ", verbatim_doc_comment)]
    pub unit: Option<String>,
    /// Giờ chốt nhận trong ngày, ví dụ 15:00; nhận sau giờ này tính vào ngày làm việc tiếp theo.
    /// Cut-off such as 15:00; what comes later counts as received on the next working day.
    #[arg(long, value_name = "GIỜ", verbatim_doc_comment)]
    pub cutoff: Option<String>,
}
