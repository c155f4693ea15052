//! Samples of running a council's marking.

use super::{TITLE, staff_shell, tag};
use crate::panel::{
    AssignmentPage, CalibrationPage, GiveCell, GiveLine, KnownFields, PictureBlock, ProposalPage,
    ReopenForm, SheetLine, SheetsPage,
};
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
            further: Some(Table::new(
                "Hồ sơ chấm thêm do chênh lệch điểm",
                ["Lúc", "Hồ sơ", "Người chấm thêm"].map(Head::new).to_vec(),
                vec![vec![
                    Cell::text("10:05 ngày 17/04/2024"),
                    Cell::code("PT-2024-024"),
                    Cell::text("Ủy viên mẫu 02"),
                ]],
            )),
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

fn loads() -> Table {
    Table::new(
        "Số hồ sơ của từng thành viên",
        vec![
            Head::new("Thành viên"),
            Head::new("Lĩnh vực"),
            Head::new("Được giao").numeric(),
        ],
        vec![vec![
            Cell::text("Ủy viên mẫu 01"),
            Cell::text("Giáo dục"),
            Cell::number("2"),
        ]],
    )
}

impl AssignmentPage {
    /// Before anything is shared out.
    pub fn sample() -> Self {
        Self {
            shell: staff_shell("Thư ký mẫu", "Thư ký hội đồng", "/sessions"),
            eyebrow: "Hội đồng sáng kiến mẫu".to_owned(),
            title: "Phiên họp ngày 18/04/2024".to_owned(),
            standing: "Chưa phân công: mọi thành viên chấm mọi hồ sơ.".to_owned(),
            loads: loads(),
            short: Vec::new(),
            action: Some("/sessions/1/assignment".to_owned()),
            needs: "2".to_owned(),
            weights: vec![
                Opt::new("even", "Ưu tiên đều số hồ sơ"),
                Opt::new("fair", "Cân bằng cả hai").selected(true),
            ],
            most: String::new(),
            list: String::new(),
            known: vec![KnownFields {
                member: "Ủy viên mẫu 01".to_owned(),
                key: "known-1".to_owned(),
                options: vec![Opt::new("1.1", "Giáo dục").selected(true)],
            }],
            version: Some(2),
            errors: Errors::none(),
        }
    }

    /// Asked without a number.
    pub fn sample_error() -> Self {
        Self {
            needs: "hai".to_owned(),
            errors: Errors::none().with("needs", "Ghi số phiếu bằng số từ 1 đến 20."),
            ..Self::sample()
        }
    }
}

impl ProposalPage {
    /// A plan worked out.
    pub fn sample() -> Self {
        let cell = |member: &str, given: bool, fixed: Option<&str>, note: &str| GiveCell {
            value: format!("24.{member}"),
            member: member.to_owned(),
            given,
            fixed: fixed.map(str::to_owned),
            note: note.to_owned(),
        };
        Self {
            shell: staff_shell("Thư ký mẫu", "Thư ký hội đồng", "/sessions"),
            eyebrow: "Hội đồng sáng kiến mẫu".to_owned(),
            title: "Phiên họp ngày 18/04/2024".to_owned(),
            lead: "2 phiếu mỗi hồ sơ; 0 phiếu ngoài lĩnh vực của người chấm.".to_owned(),
            loads: loads(),
            short: vec![(
                "PT-2024-024".to_owned(),
                TITLE.to_owned(),
                "Mới phân công được 1 trên 2 người chấm.".to_owned(),
            )],
            action: "/sessions/1/assignment".to_owned(),
            hidden: vec![("seen".to_owned(), "0".to_owned())],
            members: vec![
                "Ủy viên mẫu 01".to_owned(),
                "Ủy viên mẫu 02".to_owned(),
                "Ủy viên mẫu 03".to_owned(),
            ],
            rows: vec![GiveLine {
                code: "PT-2024-024".to_owned(),
                title: TITLE.to_owned(),
                cells: vec![
                    cell("Ủy viên mẫu 01", true, None, ""),
                    cell("Ủy viên mẫu 02", false, None, "cùng đơn vị"),
                    cell("Ủy viên mẫu 03", false, Some("tác giả"), ""),
                ],
            }],
            compact: false,
            errors: Errors::none(),
        }
    }

    /// Too large for a box in every cell.
    pub fn sample_compact() -> Self {
        Self {
            compact: true,
            errors: Errors::none().with("", "Chưa giao hồ sơ nào cho thành viên nào."),
            ..Self::sample()
        }
    }
}

fn picture() -> PictureBlock {
    PictureBlock {
        title: "Tiến độ gửi phiếu".to_owned(),
        note: "Mỗi bậc là một phiếu đã gửi; đường đứt là số phiếu phải có.".to_owned(),
        svg: "<svg role=\"img\" aria-label=\"Tiến độ\" width=\"200\" height=\"60\" viewBox=\"0 0 200 60\"><rect width=\"200\" height=\"60\" fill=\"#ffffff\"/></svg>".to_owned(),
        table: loads(),
        csv: "/sessions/1/calibration/progress".to_owned(),
    }
}

impl CalibrationPage {
    /// Once marking is closed.
    pub fn sample() -> Self {
        Self {
            shell: staff_shell("Thư ký mẫu", "Thư ký hội đồng", "/sessions"),
            eyebrow: "Hội đồng sáng kiến mẫu".to_owned(),
            title: "Phiên họp ngày 18/04/2024".to_owned(),
            lead: "Hệ số thống nhất 0,81; khoảng tin cậy 95 % từ 0,72 đến 0,88.".to_owned(),
            reading: "Các thành viên chấm thống nhất; điểm trung bình đáng tin cậy.".to_owned(),
            names: Some(Link::new(
                "Hiện tên thành viên",
                "/sessions/1/calibration?names=yes",
            )),
            pictures: vec![picture()],
            tables: vec![crate::panel::TableBlock {
                title: "Điểm khác thường".to_owned(),
                note: "Điểm cách xa điểm của người khác với cùng hồ sơ.".to_owned(),
                table: loads(),
            }],
        }
    }

    /// While members mark.
    pub fn sample_open() -> Self {
        Self {
            lead: "Số liệu về điểm mở sau khi đóng phần chấm.".to_owned(),
            reading: String::new(),
            names: None,
            tables: Vec::new(),
            ..Self::sample()
        }
    }
}
