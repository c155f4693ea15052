//! What does not fit inside a text, as a question to its author.

use sangkien_text::decimal_comma;
use sangkien_text::doubt::Doubt;

use crate::Language;

/// The question in words.
pub fn doubt(doubt: &Doubt, language: Language) -> String {
    match language {
        Language::Vi => vietnamese(doubt),
        Language::En => english(doubt),
    }
}

fn vietnamese(doubt: &Doubt) -> String {
    match doubt {
        Doubt::NoSuchDate { written } => {
            format!(
                "Văn bản ghi “{written}”, ngày này không có trong lịch. Đề nghị tác giả cho biết ngày đúng."
            )
        }
        Doubt::EndsBeforeItBegins { from, to } => format!(
            "Khoảng thời gian bắt đầu {} nhưng kết thúc {}. Đề nghị tác giả xem lại hai mốc này.",
            from.written(),
            to.written()
        ),
        Doubt::TwoFirstApplications { first, other } => format!(
            "Văn bản ghi hai thời điểm áp dụng lần đầu: {} và {}. Thời điểm nào đúng?",
            first.written(),
            other.written()
        ),
        Doubt::AppliedAfterFiling { applied, filed } => format!(
            "Thời điểm áp dụng lần đầu là {}, sau ngày nộp đơn {}. Đề nghị tác giả giải thích.",
            applied.written(),
            filed.written()
        ),
        Doubt::Percentage {
            part,
            whole,
            written,
            follows,
        } => format!(
            "{part}/{whole} bằng {} %, văn bản ghi {} %. Số nào đúng?",
            decimal_comma(*follows),
            decimal_comma(*written)
        ),
        Doubt::Change { from, to, written } => format!(
            "Từ {} % đến {} % chênh {} %, văn bản ghi {} %. Đề nghị tác giả cho biết cách tính.",
            decimal_comma(*from),
            decimal_comma(*to),
            decimal_comma((to - from).abs()),
            decimal_comma(*written)
        ),
        Doubt::TwoFigures { row, first, again } => format!(
            "Dòng “{row}” có số liệu {first} ở bảng trước và {again} ở bảng sau. Số liệu nào đúng?"
        ),
    }
}

fn english(doubt: &Doubt) -> String {
    match doubt {
        Doubt::NoSuchDate { written } => {
            format!("The text has “{written}”, which no calendar has. Which day is meant?")
        }
        Doubt::EndsBeforeItBegins { from, to } => format!(
            "A time begins {} but ends {}. Which is right?",
            from.written(),
            to.written()
        ),
        Doubt::TwoFirstApplications { first, other } => format!(
            "The text has two times of first application: {} and {}. Which is right?",
            first.written(),
            other.written()
        ),
        Doubt::AppliedAfterFiling { applied, filed } => format!(
            "The first application is {}, after the day of filing, {}. How is that?",
            applied.written(),
            filed.written()
        ),
        Doubt::Percentage {
            part,
            whole,
            written,
            follows,
        } => format!(
            "{part}/{whole} is {} %, the text has {} %. Which is right?",
            decimal_comma(*follows),
            decimal_comma(*written)
        ),
        Doubt::Change { from, to, written } => format!(
            "From {} % to {} % is {} %, the text has {} %. How was it counted?",
            decimal_comma(*from),
            decimal_comma(*to),
            decimal_comma((to - from).abs()),
            decimal_comma(*written)
        ),
        Doubt::TwoFigures { row, first, again } => format!(
            "The row “{row}” has {first} in one table and {again} in another. Which is right?"
        ),
    }
}
