use super::{TITLE, back, staff_shell, tag};
use crate::certificate::{ActLine, CertificateDeskPage, Open, Typed};
use crate::parts::{Errors, Fact, Tone};

impl CertificateDeskPage {
    /// One that holds and names its holder wrongly.
    pub fn sample() -> Self {
        let mut shell = staff_shell("Lãnh đạo mẫu", "Lãnh đạo ký quyết định", "/decisions");
        shell.back = Some(back("Giấy chứng nhận", "/certificates/7F3K9-2MQPX"));
        Self {
            shell,
            number: "12/GCN-UBND".to_owned(),
            state: tag("Còn giá trị", Tone::Good),
            facts: vec![
                Fact::new("Người được cấp", "Tác giả mẫu 01"),
                Fact::new("Sáng kiến", TITLE),
                Fact::new("Quyết định công nhận", "124/QĐ-UBND"),
            ],
            open: Open::Valid,
            action: "/certificates/7F3K9-2MQPX".to_owned(),
            form: "replacement".to_owned(),
            typed: Typed {
                author: "Tác giả mẫu 01".to_owned(),
                workplace: "Trường tiểu học mẫu".to_owned(),
                ..Typed::default()
            },
            acts: Vec::new(),
            errors: Errors::none(),
        }
    }

    /// One that was taken back.
    pub fn sample_revoked() -> Self {
        Self {
            state: tag("Đã thu hồi", Tone::Late),
            open: Open::Revoked,
            form: "restoration".to_owned(),
            typed: Typed::default(),
            acts: vec![ActLine {
                what: "Thu hồi".to_owned(),
                basis: "theo Quyết định số 140/QĐ-UBND ngày 20/05/2024.".to_owned(),
                reason: "Nội dung trùng với sáng kiến đã được công nhận năm 2022.".to_owned(),
                at: "Ghi lúc 09:10 ngày 20/05/2024".to_owned(),
            }],
            ..Self::sample()
        }
    }
}
