//! Samples of running a council's marking.

use super::{TITLE, staff_shell, tag};
use crate::panel::{ReopenForm, SheetLine, SheetsPage};
use crate::parts::{Cell, Empty, Errors, Head, Link, Opt, Table, Tone};

impl SheetsPage {
    /// While members mark.
    pub fn sample() -> Self {
        Self {
            shell: staff_shell("Thư ký mẫu", "Thư ký hội đồng", "/sessions"),
            eyebrow: "Hội đồng sáng kiến mẫu".to_owned(),
            title: "Phiên họp ngày 18/04/2024".to_owned(),
            links: vec![Link::new("Phân công chấm", "/sessions/1/assignment")],
            sent: 1,
            expected: 2,
            members: ["Ủy viên mẫu 01", "Ủy viên mẫu 02", "Ủy viên mẫu 03"]
                .map(str::to_owned)
                .to_vec(),
            rows: vec![SheetLine {
                code: "PT-2024-024".to_owned(),
                title: TITLE.to_owned(),
                href: "/dossiers/24".to_owned(),
                states: vec![
                    tag("Đã gửi", Tone::Done),
                    tag("Chưa gửi", Tone::Waiting),
                    tag("Không chấm", Tone::Plain),
                ],
            }],
            empty: Empty::new("Chưa có hồ sơ nào", "Phiên họp chưa có chương trình."),
            reopen: Some(ReopenForm {
                action: "/sessions/1/sheets/reopening".to_owned(),
                code: String::new(),
                seats: vec![
                    Opt::new("", "Chọn thành viên"),
                    Opt::new("1", "Ủy viên mẫu 01"),
                ],
                reason: String::new(),
            }),
            reopened: Some(Table::new(
                "Các phiếu đã mở lại",
                ["Lúc", "Hồ sơ", "Thành viên", "Người mở", "Lý do"]
                    .map(Head::new)
                    .to_vec(),
                vec![vec![
                    Cell::text("09:20 ngày 17/04/2024"),
                    Cell::code("PT-2024-024"),
                    Cell::text("Ủy viên mẫu 01"),
                    Cell::text("Thư ký mẫu"),
                    Cell::text("Chấm nhầm tiêu chí."),
                ]],
            )),
            errors: Errors::none(),
        }
    }

    /// Opening again without a reason.
    pub fn sample_error() -> Self {
        Self {
            errors: Errors::none().with("reason", "Chưa ghi lý do. Ghi lý do bằng lời."),
            ..Self::sample()
        }
    }
}
