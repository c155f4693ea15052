//! What the commands about councils take.

use clap::{Args, Subcommand};
use sangkien_domain::council::Post;

use super::{OPTIONS, TEMPLATE};

/// What can be done with councils.
#[derive(Debug, Subcommand)]
pub enum CouncilCommand {
    /// Bổ sung một thành viên vào hội đồng của một đợt, có hiệu lực ngay.
    /// Seat a person on the council of a round, from now on.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Seat(SeatArguments),
}

/// What `council seat` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct SeatArguments {
    /// Tài khoản của thành viên.
    /// Account of the member.
    #[arg(long, value_name = "TÀI KHOẢN", verbatim_doc_comment)]
    pub account: String,
    /// Chức danh trong hội đồng: chair, deputy, secretary hoặc member.
    /// Post on the council.
    #[arg(long, value_name = "CHỨC DANH", value_parser = post, default_value = "member", verbatim_doc_comment)]
    pub post: Post,
    /// Mã đợt; mặc định là đợt kết thúc sau cùng.
    /// Code of the round; by default the one that closes last.
    #[arg(long, value_name = "MÃ", verbatim_doc_comment)]
    pub round: Option<String>,
}

fn post(text: &str) -> Result<Post, String> {
    Post::from_code(text).ok_or_else(|| {
        let codes: Vec<&str> = Post::ALL.iter().map(|post| post.code()).collect();
        format!("chỉ nhận một trong / one of: {}", codes.join(", "))
    })
}
