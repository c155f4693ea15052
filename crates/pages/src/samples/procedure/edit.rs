use super::{DIAGRAM, HOME, NAME};
use crate::parts::{EditButton, EditField, EditGroup, EditKind, Errors, Link, Opt, Tab};
use crate::procedure::{Difference, EditConflict, EditPage};
use crate::samples::{admin_shell, back};

fn limit_group(row: u32, label: &str, amount: &str) -> EditGroup {
    let at = |name: &str| format!("limit.{row}.{name}");
    let units = vec![
        Opt::new("working-hour", "giờ làm việc"),
        Opt::new("working-day", "ngày làm việc").selected(true),
    ];
    EditGroup::new(format!("limit-{row}"), label)
        .hide(at("key"), "tham-dinh")
        .fields([
            EditField::new(at("label"), "Tên thời hạn", label, EditKind::Text),
            EditField::new(
                at("amount"),
                "Số lượng",
                amount,
                EditKind::Number(String::new()),
            ),
            EditField::new(at("unit"), "Tính theo", "", EditKind::Choice(units)),
            EditField::new(
                at("law"),
                "Văn bản",
                "Nghị định 13/2012/NĐ-CP",
                EditKind::Text,
            )
            .hint("Ví dụ Nghị định 13/2012/NĐ-CP.")
            .optional(),
        ])
        .buttons([
            EditButton::new("Xuống", format!("down:limit.{row}")).about(label),
            EditButton::new("Bỏ", format!("remove:limit.{row}"))
                .about(label)
                .removes(),
        ])
}

impl EditPage {
    /// Limits, with a fault found by the check.
    pub fn sample() -> Self {
        let mut shell = admin_shell();
        shell.back = Some(back("Phiên bản 2", HOME));
        let tab = |label: &str, current| Tab {
            label: label.to_owned(),
            href: format!("{HOME}/edit/limits"),
            count: None,
            current,
        };
        let mut first = limit_group(0, "Thời hạn giải quyết", "10");
        first.remarks = vec!["Thời hạn dài hơn thời hạn của các bước cộng lại.".to_owned()];
        first.faults = vec!["Thời hạn này chưa có căn cứ. Ghi văn bản và điều khoản.".to_owned()];
        let new = EditField::new("new.limit", "Tên thời hạn mới", "", EditKind::Text).optional();
        Self {
            shell,
            eyebrow: format!("{NAME}, phiên bản 2"),
            heading: "Thời hạn chung".to_owned(),
            intro: Some("Tính từ lúc tiếp nhận cho đến khi kết thúc.".to_owned()),
            parts: vec![
                tab("Thông tin chung", false),
                tab("Các bước", false),
                tab("Thời hạn chung", true),
            ],
            action: format!("{HOME}/edit/limits"),
            version: "0f1e2d3c4b5a6978".to_owned(),
            groups: vec![
                first,
                limit_group(1, "Thời hạn kiểm tra", "2"),
                EditGroup::new("new-limit", "Thêm thời hạn")
                    .fields([new])
                    .buttons([EditButton::new("Thêm thời hạn", "add:limit")]),
            ],
            faults: Vec::new(),
            conflict: None,
            errors: Errors::none(),
            diagram: String::new(),
        }
    }

    /// A number that is none; boxes and choices of every kind, groups in groups.
    pub fn sample_error() -> Self {
        let mut page = Self::sample();
        let problem = "Ghi một số nguyên không âm, ví dụ 10.";
        if let Some(field) = page
            .groups
            .first_mut()
            .and_then(|group| group.fields.get_mut(1))
        {
            "mười".clone_into(&mut field.value);
            field.error = Some(problem.to_owned());
        }
        let several = vec![
            Opt::new("chair", "Chủ tịch hội đồng").selected(true),
            Opt::new("member", "Ủy viên hội đồng"),
        ];
        let few = vec![
            Opt::new("a", "Tệp").selected(true),
            Opt::new("b", "Nội dung"),
        ];
        page.groups.insert(
            0,
            EditGroup::new("actor", "Người thực hiện").groups([EditGroup::new("who", "Hội đồng")
                .note("Khi bước do hội đồng thực hiện.")
                .fields([
                    EditField::new("post", "Chức danh", "", EditKind::Several(several)),
                    EditField::new("form", "Nộp bằng", "", EditKind::Few(few)),
                    EditField::new("recall", "Được rút lại", "yes", EditKind::Tick)
                        .hint("Khi chưa ai xử lý."),
                    EditField::new("text", "Nội dung", "Dòng một", EditKind::Lines(3)),
                    EditField::new("from", "Từ ngày", "01/03/2024", EditKind::Day),
                    EditField::new("cutoff", "Sau giờ này", "15:00", EditKind::Short),
                ])
                .link(Link::new("Sửa thêm", HOME))]),
        );
        page.errors = Errors::none().with("limit.0.amount", problem);
        DIAGRAM.clone_into(&mut page.diagram);
        page
    }

    /// Somebody else saved meanwhile.
    pub fn sample_conflict() -> Self {
        Self {
            conflict: Some(EditConflict {
                saved_by: "Bản đang lưu do Quản trị mẫu 02, 08:17 ngày 09/04/2024 lưu".to_owned(),
                differences: vec![
                    Difference {
                        label: "Thời hạn giải quyết: Số lượng".to_owned(),
                        yours: "10".to_owned(),
                        theirs: "15".to_owned(),
                    },
                    Difference {
                        label: "Thời hạn kiểm tra: Tên thời hạn".to_owned(),
                        yours: "Thời hạn kiểm tra".to_owned(),
                        theirs: String::new(),
                    },
                ],
                stored_href: format!("{HOME}/edit/limits"),
            }),
            ..Self::sample()
        }
    }
}
