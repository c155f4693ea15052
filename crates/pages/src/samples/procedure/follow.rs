use super::{DIAGRAM, HOME, NAME, versions};
use crate::parts::{Citation, EditField, EditKind, Errors, Event, Fact, Tone, When};
use crate::procedure::{
    ChangeGroup, ChangeLine, ComparePage, TrialAct, TrialLimit, TrialPage, TrialStand,
};
use crate::samples::{admin_shell, back, tag};

impl ComparePage {
    /// A changed limit and a step taken out.
    pub fn sample() -> Self {
        let mut shell = admin_shell();
        shell.back = Some(back("Phiên bản 2", HOME));
        let change = |kind, sentence: &str| ChangeLine {
            kind,
            sentence: sentence.to_owned(),
        };
        Self {
            shell,
            name: NAME.to_owned(),
            older: "Phiên bản 1".to_owned(),
            newer: "Phiên bản 2".to_owned(),
            action: format!("{HOME}/compare"),
            with: versions("1"),
            groups: vec![
                ChangeGroup {
                    title: "Thời hạn chung".to_owned(),
                    changes: vec![change(
                        tag("Sửa", Tone::Soon),
                        "Thời hạn “Giải quyết”: độ dài từ “10 ngày làm việc” thành “15 ngày làm việc”.",
                    )],
                },
                ChangeGroup {
                    title: "Bước Bổ sung".to_owned(),
                    changes: vec![change(tag("Bỏ", Tone::Late), "Bước “Bổ sung”: không còn.")],
                },
            ],
            older_diagram: DIAGRAM.to_owned(),
            newer_diagram: DIAGRAM.to_owned(),
        }
    }

    /// Nothing changed.
    pub fn sample_same() -> Self {
        Self {
            groups: Vec::new(),
            ..Self::sample()
        }
    }
}

impl TrialPage {
    /// Two acts done, one possible, one not.
    pub fn sample() -> Self {
        let mut shell = admin_shell();
        shell.back = Some(back("Phiên bản 2", HOME));
        let event = |at: &str, title: &str, when| Event {
            at: at.to_owned(),
            title: title.to_owned(),
            by: Some("Người nộp hồ sơ".to_owned()),
            detail: Some("Đến bước “Kiểm tra”.".to_owned()),
            when,
        };
        let act = |label: &str, key: &str, line: &str, possible| TrialAct {
            label: label.to_owned(),
            key: key.to_owned(),
            lines: vec![
                "Người thực hiện: Cán bộ tiếp nhận, nơi tiếp nhận.".to_owned(),
                line.to_owned(),
            ],
            possible,
        };
        Self {
            shell,
            eyebrow: format!("{NAME}, phiên bản 2"),
            action: format!("{HOME}/trial"),
            hidden: vec![("did".to_owned(), "nop~kiem-tra~28500000".to_owned())],
            days: vec![
                EditField::new("start", "Ngày lập hồ sơ", "01/03/2024", EditKind::Day),
                EditField::new("start_time", "Giờ lập hồ sơ", "08:00", EditKind::Short),
            ],
            facts: vec![EditField::new(
                "f.tong_diem",
                "Tổng điểm",
                "72,5",
                EditKind::Short,
            )],
            path: vec![
                event("08:00 ngày 01/03/2024", "Bắt đầu", When::Past),
                event("08:00 ngày 02/03/2024", "Nộp hồ sơ", When::Now),
            ],
            diagram: DIAGRAM.to_owned(),
            stand: Some(TrialStand {
                step: "Kiểm tra hồ sơ".to_owned(),
                facts: vec![
                    Fact::new("Trạng thái", "Đang giải quyết"),
                    Fact::new("Đồng hồ thời hạn", "Đang tính"),
                ],
                limits: vec![TrialLimit {
                    label: "Thời hạn kiểm tra".to_owned(),
                    due: "hết ngày 06/03/2024".to_owned(),
                    citation: Citation {
                        source: "Điều 7, Nghị định 13/2012/NĐ-CP".to_owned(),
                        says: Some("Thời hạn kiểm tra: 2 ngày làm việc.".to_owned()),
                        steps: vec!["Bắt đầu tính từ 08:00 ngày 02/03/2024".to_owned()],
                    },
                }],
                acts: vec![
                    act("Tiếp nhận", "tiep-nhan", "Đến bước “Thẩm định”.", true),
                    act(
                        "Kết luận",
                        "ket-luan",
                        "Chưa xác định được nhánh: chưa có “Tỷ lệ đồng ý”.",
                        false,
                    ),
                ],
                ended: false,
            }),
            broken: None,
            back_one: Some(format!("{HOME}/trial")),
            again: Some(format!("{HOME}/trial")),
            errors: Errors::none(),
        }
    }

    /// A procedure that cannot be followed.
    pub fn sample_broken() -> Self {
        Self {
            stand: None,
            broken: Some("Quy trình còn lỗi nên chưa đi theo được.".to_owned()),
            ..Self::sample()
        }
    }
}
