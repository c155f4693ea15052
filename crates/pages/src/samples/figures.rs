//! The figures of casework.

use crate::figures::BalancePage;
use crate::parts::{Cell, Head, Kind, Notice, Opt, Table};
use crate::samples::staff_shell;

impl BalancePage {
    /// A quarter with two procedures.
    pub fn sample() -> Self {
        let head = |label: &str| Head::new(label).numeric();
        let row = |unit: &str, procedure: &str, figures: [&str; 8]| {
            let mut row = vec![Cell::text(unit), Cell::text(procedure)];
            row.extend(figures.into_iter().map(Cell::number));
            row
        };
        Self {
            shell: staff_shell("Lãnh đạo mẫu", "Lãnh đạo", "/reports/balance"),
            years: vec![Opt::new("2024", "2024").selected(true)],
            parts: vec![
                Opt::new("y", "Cả năm"),
                Opt::new("q2", "Quý II").selected(true),
            ],
            units: vec![Opt::new("", "Mọi cơ quan")],
            procedures: vec![Opt::new("", "Mọi thủ tục")],
            period: "Quý II năm 2024".to_owned(),
            span: "Từ ngày 01/04/2024 đến ngày 30/06/2024".to_owned(),
            broken: None,
            nothing: String::new(),
            table: Table::new(
                "Hồ sơ theo cơ quan và thủ tục",
                vec![
                    Head::new("Cơ quan giải quyết"),
                    Head::new("Thủ tục"),
                    head("Kỳ trước chuyển sang"),
                    head("Tiếp nhận trong kỳ"),
                    head("Giải quyết đúng hạn"),
                    head("Giải quyết quá hạn"),
                    head("Đang giải quyết, trong hạn"),
                    head("Đang giải quyết, quá hạn"),
                    head("Tạm dừng"),
                    head("Rút"),
                ],
                vec![
                    row(
                        "Sở Văn hóa, Thể thao và Du lịch (cơ quan mẫu)",
                        "Cấp giấy phép xuất bản tài liệu không kinh doanh",
                        ["2", "9", "7", "1", "2", "0", "1", "0"],
                    ),
                    row("Tổng số", "", ["2", "9", "7", "1", "2", "0", "1", "0"]),
                ],
            ),
            axes: Table::new(
                "Phí, lệ phí, trả kết quả và liên thông, theo tình trạng lúc chốt số liệu",
                vec![
                    Head::new("Cơ quan giải quyết"),
                    Head::new("Thủ tục"),
                    Head::new("Mục"),
                    Head::new("Tình trạng"),
                    head("Số hồ sơ"),
                ],
                vec![vec![
                    Cell::text("Sở Văn hóa, Thể thao và Du lịch (cơ quan mẫu)"),
                    Cell::text("Cấp giấy phép xuất bản tài liệu không kinh doanh"),
                    Cell::text("Kết quả"),
                    Cell::text("Đã trả"),
                    Cell::number("7"),
                ]],
            ),
            balance: "2 + 9 = 7 + 1 + 2 + 1".to_owned(),
            frozen_at: "08:00 ngày 01/07/2024 (giờ Việt Nam)".to_owned(),
            sha256: "5c1e8f0b7f1b54b1c8f7e0fd0c8c4b7c2b1f3f6d5a4e3c2b1a09f8e7d6c5b4a3".to_owned(),
            xlsx_href: "/reports/balance.xlsx?year=2024&part=q2".to_owned(),
        }
    }

    /// A history that contradicts itself.
    pub fn sample_broken() -> Self {
        Self {
            broken: Some({
                let mut notice =
                    Notice::new(Kind::Warning, "Số liệu chưa khớp, không hiển thị báo cáo");
                notice.text = Some(("Ủy ban nhân dân thị trấn Phúc Thọ, Cấp bản sao trích lục: nhận 12 hồ sơ, tính được 11. Báo quản trị kiểm tra nhật ký.").into());
                notice
            }),
            ..Self::sample()
        }
    }
}
