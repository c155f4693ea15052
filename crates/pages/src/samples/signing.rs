use super::{back, staff_shell, tag};
use crate::parts::{Cell, Errors, Head, Link, Opt, Table, Tone};
use crate::signing::{SigningPage, SigningPart};

impl SigningPage {
    /// The leader signs; one paper was signed, one failed.
    pub fn sample() -> Self {
        let mut shell = staff_shell("Lãnh đạo mẫu", "Lãnh đạo ký quyết định", "/decisions");
        shell.back = Some(back("Quyết định số 124/QĐ-UBND", "/decisions/4"));
        let row = |number: &str, whom: &str, note: &str, state, tone| {
            vec![
                Cell::code(number),
                Cell::link_with(whom, "/certificates/7F3K9-2MQPX/file.pdf", note),
                Cell::Tag(tag(state, tone)),
            ]
        };
        Self {
            shell,
            number: "124/QĐ-UBND".to_owned(),
            action: "/decisions/4/signing".to_owned(),
            lead: "3 văn bản: 1 chưa ký, 1 chờ đóng dấu, 1 đã ký và đóng dấu.".to_owned(),
            parts: vec![SigningPart {
                heading: "Ký số".to_owned(),
                waiting: "1 văn bản chờ chữ ký của Lãnh đạo mẫu.".to_owned(),
                step: "sign".to_owned(),
                by_server: Some("Ký 1 văn bản bằng khóa trên máy chủ".to_owned()),
                open: true,
            }],
            awaited: true,
            bytes: vec![Link::new("13/GCN-UBND", "/decisions/4/signing/2/content")],
            papers: vec![
                Opt::new("0", "124/QĐ-UBND"),
                Opt::new("2", "13/GCN-UBND, Tác giả mẫu 14"),
            ],
            table: Table::new(
                "Văn bản và tình trạng ký",
                vec![
                    Head::new("Số, ký hiệu"),
                    Head::new("Văn bản"),
                    Head::new("Tình trạng"),
                ],
                vec![
                    row(
                        "124/QĐ-UBND",
                        "Quyết định",
                        "Lãnh đạo mẫu, 08:30:00 ngày 25/04/2024 (theo khai báo của người ký)",
                        "Đã ký, chờ đóng dấu",
                        Tone::Soon,
                    ),
                    row(
                        "12/GCN-UBND",
                        "Giấy chứng nhận của Tác giả mẫu 01",
                        "Lãnh đạo mẫu; Ủy ban nhân dân huyện mẫu",
                        "Đã ký và đóng dấu",
                        Tone::Good,
                    ),
                    row(
                        "13/GCN-UBND",
                        "Giấy chứng nhận của Tác giả mẫu 14",
                        "Khóa hoặc thiết bị ký số từ chối ký. Kiểm tra thiết bị, mã PIN rồi ký lại.",
                        "Chưa ký số",
                        Tone::Plain,
                    ),
                ],
            ),
            errors: Errors::none(),
        }
    }
}
