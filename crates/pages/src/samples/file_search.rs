//! Words looked for in uploaded files.

use super::{back, staff_shell};
use crate::file_search::FileSearchPage;
use crate::parts::Empty;
use crate::public::Hit;

impl FileSearchPage {
    /// Two files that hold the words.
    pub fn sample() -> Self {
        let hit = |name: &str, before: &str, found: &str, after: &str| Hit {
            title: vec![(name.to_owned(), false)],
            href: "/dossiers/24/files/f1/text?find=the+mau&page=2#found".to_owned(),
            excerpt: vec![
                (before.to_owned(), false),
                (found.to_owned(), true),
                (after.to_owned(), false),
            ],
            meta: vec![
                "SK-2026-0024".to_owned(),
                "Thẻ màu theo dõi hạn dùng của thuốc".to_owned(),
            ],
            tag: None,
        };
        let mut shell = staff_shell(
            "Cán bộ tiếp nhận mẫu",
            "Cán bộ tiếp nhận, Phòng Kinh tế",
            "/dossiers",
        );
        shell.back = Some(back("Hồ sơ", "/dossiers"));
        Self {
            shell,
            query: "thẻ màu".to_owned(),
            summary: "Thấy trong 2 tệp.".to_owned(),
            hits: vec![
                hit(
                    "Bao-cao.docx",
                    "Trạm dán ",
                    "thẻ màu",
                    " ở mép ngăn để báo hạn.",
                ),
                hit("So-kiem-ke.xlsx", "", "Thẻ màu", " đã dùng trong quý."),
            ],
            empty: None,
        }
    }

    /// Nothing holds the words.
    pub fn sample_empty() -> Self {
        Self {
            hits: Vec::new(),
            summary: String::new(),
            empty: Some(Empty::new(
                "Không có tệp nào có đủ các từ này",
                "Thử bớt từ. Tệp vừa tải lên được đọc trong ít phút rồi mới tìm được.",
            )),
            ..Self::sample()
        }
    }
}
