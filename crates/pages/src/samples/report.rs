//! Taking an author's own report over.

use super::{author_shell, back, strings};
use crate::parts::{Errors, Opt};
use crate::report::{AnsweredRow, ReportPage, StretchRow};

fn stretch(number: usize, heading: &str, chosen: &str) -> StretchRow {
    StretchRow {
        name: format!("to.{number}"),
        heading: heading.to_owned(),
        size: "Trang 3, 1.240 ký tự".to_owned(),
        excerpt: "Trước khi áp dụng, mỗi hồ sơ chờ trung bình 42 phút tại bộ phận một cửa…"
            .to_owned(),
        whole: Some(strings(&[
            "Trước khi áp dụng, mỗi hồ sơ chờ trung bình 42 phút tại bộ phận một cửa.",
            "Cán bộ nhập lại thông tin ba lần.",
        ])),
        options: vec![
            Opt::new("", "Không đưa vào hồ sơ").selected(chosen.is_empty()),
            Opt::new("b.before", "Thực trạng trước khi áp dụng").selected(chosen == "b.before"),
            Opt::new("b.solution", "Nội dung giải pháp").selected(chosen == "b.solution"),
        ],
    }
}

impl ReportPage {
    /// Three stretches, one question with an answer.
    pub fn sample() -> Self {
        let mut shell = author_shell();
        shell.back = Some(back("Nội dung tệp", "/dossiers/24/files/f1/text"));
        Self {
            shell,
            file: "Bao-cao-sang-kien.docx".to_owned(),
            action: "/dossiers/24/files/f1/report".to_owned(),
            leave: "/dossiers/24".to_owned(),
            seen: vec![("seen.b".to_owned(), "3".to_owned())],
            stretches: vec![
                stretch(0, "", ""),
                stretch(1, "II. THỰC TRẠNG", "b.before"),
                stretch(2, "III. NỘI DUNG SÁNG KIẾN", "b.solution"),
            ],
            answered: vec![AnsweredRow {
                name: "existing.b.solution".to_owned(),
                label: "Nội dung giải pháp".to_owned(),
                answer: strings(&["Quét mã trên giấy hẹn."]),
                options: vec![
                    Opt::new("keep", "Giữ nguyên, không nhận nội dung từ báo cáo"),
                    Opt::new("append", "Viết tiếp vào sau nội dung đang có"),
                    Opt::new("replace", "Thay nội dung đang có"),
                ],
            }],
            errors: Errors::none(),
        }
    }

    /// Nothing was said about what is there.
    pub fn sample_error() -> Self {
        Self {
            errors: Errors::none().with(
                "existing.b.solution",
                "Mục “Nội dung giải pháp” đang có nội dung; chọn cách xử lý.",
            ),
            ..Self::sample()
        }
    }
}
