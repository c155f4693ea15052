//! Rubrics.

use super::{admin_shell, back, tag};
use crate::parts::{
    Cell, EditButton, EditField, EditGroup, EditKind, Errors, Fact, Head, Link, Opt, Table, Tone,
};
use crate::rubric::{
    ForceForm, RubricCheck, RubricFaultLine, RubricPage, RubricResultsPage, RubricsPage,
};

impl RubricsPage {
    /// One draft.
    pub fn sample() -> Self {
        let heads = [
            "Bảng điểm",
            "Phiên bản",
            "Tình trạng",
            "Áp dụng",
            "Sửa lần cuối",
        ];
        Self {
            shell: admin_shell(),
            table: Table::new(
                "Bảng điểm",
                heads.map(Head::new).to_vec(),
                vec![vec![
                    Cell::link_with("Bảng điểm mẫu", "/admin/rubrics/mau/versions/1", "mau"),
                    Cell::text("Phiên bản 1"),
                    Cell::Tag(tag("Bản soạn thảo", Tone::Active)),
                    Cell::text(""),
                    Cell::Stack(
                        "Quản trị mẫu".to_owned(),
                        "09:00 ngày 10/04/2024".to_owned(),
                    ),
                ]],
            ),
            edits: true,
            from: vec![
                Opt::new("", "Bảng điểm trống"),
                Opt::new("x", "Bảng điểm có sẵn"),
            ],
            code: String::new(),
            title: String::new(),
            errors: Errors::none(),
        }
    }

    /// Begun without a code.
    pub fn sample_error() -> Self {
        Self {
            errors: Errors::none().with("code", "Mã này không dùng được hoặc đã có."),
            ..Self::sample()
        }
    }
}

impl RubricPage {
    /// A draft with a fault.
    pub fn sample() -> Self {
        let mut shell = admin_shell();
        shell.back = Some(back("Bảng điểm", "/admin/rubrics"));
        let points = |name: &str, label: &str, value: &str| {
            EditField::new(name, label, value, EditKind::Number("điểm".to_owned()))
        };
        Self {
            shell,
            eyebrow: "mau".to_owned(),
            heading: "Bảng điểm mẫu, phiên bản 1".to_owned(),
            state: tag("Bản soạn thảo", Tone::Active),
            since: String::new(),
            note: String::new(),
            action: "/admin/rubrics/mau/versions/1".to_owned(),
            version: 3,
            editing: true,
            groups: vec![
                EditGroup::new("criterion-0", "Tiêu chí: Tính mới")
                    .hide("criterion.0.key", "novelty")
                    .fields([
                        EditField::new(
                            "criterion.0.label",
                            "Tên tiêu chí",
                            "Tính mới",
                            EditKind::Wide,
                        ),
                        points("criterion.0.max", "Điểm tối đa", "40"),
                    ])
                    .buttons([EditButton::new("Bỏ", "remove:criterion.0")
                        .about("Tính mới")
                        .removes()]),
            ],
            check: RubricCheck {
                faults: vec![RubricFaultLine {
                    place: "Tiêu chí “Tính mới”".to_owned(),
                    target: "criterion-0".to_owned(),
                    text: "Điểm 21–30 không thuộc mức nào.".to_owned(),
                }],
                facts: vec![Fact::new("Tổng điểm tối đa", "100")],
                table: Table::new(
                    "Bảng điểm như người chấm thấy",
                    vec![
                        Head::new("Tiêu chí"),
                        Head::new("Tối đa").numeric(),
                        Head::new("Cách cho điểm"),
                        Head::new("Các mức"),
                    ],
                    vec![vec![
                        Cell::Stack("Tính mới".to_owned(), String::new()),
                        Cell::number("40"),
                        Cell::text("bước 1"),
                        Cell::text("31–40: Hoàn toàn mới"),
                    ]],
                ),
            },
            force: None,
            copies: true,
            sessions: vec![Link::new(
                "Phiên họp mẫu",
                "/admin/rubrics/mau/versions/1/results/1",
            )],
            versions: Vec::new(),
            errors: Errors::none(),
        }
    }

    /// Without a fault, about to be put in force on a day that is past.
    pub fn sample_error() -> Self {
        let page = Self::sample();
        Self {
            check: RubricCheck {
                faults: Vec::new(),
                ..page.check
            },
            force: Some(ForceForm {
                rounds: vec![Opt::new("1", "Đợt 1 năm 2024")],
                from: "01/01/2024".to_owned(),
            }),
            errors: Errors::none().with("from", "Ngày áp dụng không được trước hôm nay."),
            ..page
        }
    }
}

impl RubricResultsPage {
    /// One dossier with another class.
    pub fn sample() -> Self {
        let mut shell = admin_shell();
        shell.back = Some(back("Phiên bản 1", "/admin/rubrics/mau/versions/1"));
        let heads = [
            "Mã",
            "Sáng kiến",
            "Theo bảng điểm của đợt",
            "Theo bảng điểm này",
            "",
        ];
        Self {
            shell,
            eyebrow: "Bảng điểm mẫu, phiên bản 1".to_owned(),
            heading: "Kết quả của phiên họp mẫu nếu theo bảng điểm này".to_owned(),
            lead: "1 trên 1 hồ sơ có kết quả khác.".to_owned(),
            table: Some(Table::new(
                "Kết quả theo hai bảng điểm",
                heads.map(Head::new).to_vec(),
                vec![vec![
                    Cell::code("SK-01"),
                    Cell::text("Giấy hẹn có mã tại bộ phận một cửa"),
                    Cell::Stack("Loại B".to_owned(), "78 điểm".to_owned()),
                    Cell::Stack("Loại A".to_owned(), "78 điểm".to_owned()),
                    Cell::Tag(tag("Khác", Tone::Soon)),
                ]],
            )),
        }
    }
}
