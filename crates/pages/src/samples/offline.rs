//! Sheets filled in without a connection.

use super::{back, staff_shell};
use crate::offline::{OfflineFates, OfflineNext, OfflinePage};
use crate::parts::{Cell, Errors, Head, Table, Tag, Tone};

impl OfflinePage {
    /// Two sheets that can be saved.
    pub fn sample() -> Self {
        let mut shell = staff_shell("Ủy viên mẫu 01", "Ủy viên hội đồng", "/marking");
        shell.back = Some(back("Phiếu chấm của tôi", "/marking"));
        let row = |tab: &str, tag: Tag, words: &str| {
            vec![
                Cell::text(tab),
                Cell::text("Giấy hẹn có mã tại bộ phận một cửa"),
                Cell::Tag(tag),
                Cell::text(words),
            ]
        };
        Self {
            shell,
            open: 2,
            fates: Some(OfflineFates {
                file: "Phieu-cham.xlsx".to_owned(),
                summary: "1 phiếu có nội dung mới, 1 phiếu không đổi, 0 trang không nhận được."
                    .to_owned(),
                table: Table::new(
                    "Các phiếu trong tệp",
                    ["Trang", "Sáng kiến", "Kết quả", "Nội dung"]
                        .map(Head::new)
                        .to_vec(),
                    vec![
                        row(
                            "1. SK-01",
                            Tag::new("Lưu nháp", Tone::Good),
                            "Đủ điểm: 81,5, Loại B.",
                        ),
                        row(
                            "2. SK-02",
                            Tag::new("Không đổi", Tone::Plain),
                            "Giống phiếu đang lưu.",
                        ),
                    ],
                ),
                next: OfflineNext::Save("[]".to_owned()),
            }),
            errors: Errors::none(),
        }
    }

    /// A file that cannot be read.
    pub fn sample_error() -> Self {
        Self {
            fates: None,
            errors: Errors::none().with("file", "Tệp bị hỏng hoặc không đúng định dạng."),
            ..Self::sample()
        }
    }
}
