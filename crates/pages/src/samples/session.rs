use super::{TITLE, back, staff_shell, strings, tag};
use crate::Shell;
use crate::parts::{
    Act, Cell, Empty, Errors, Event, Fact, Head, Link, Opt, Pick, Table, Tone, When,
};
use crate::session::{
    AgendaItem, Mark, MemberLine, NewSessionPage, ResultRow, SessionListPage, SessionPage, StepForm,
};

fn shell() -> Shell {
    staff_shell("Thư ký mẫu", "Thư ký hội đồng", "/sessions")
}

impl SessionListPage {
    /// Two sessions.
    pub fn sample() -> Self {
        Self {
            shell: shell(),
            table: Table::new(
                "Phiên họp hội đồng",
                vec![
                    Head::new("Phiên"),
                    Head::new("Thời gian"),
                    Head::new("Hồ sơ").numeric(),
                    Head::new("Phiếu đã gửi").numeric(),
                    Head::new("Trạng thái"),
                ],
                vec![
                    vec![
                        Cell::link_with(
                            "Hội đồng sáng kiến cấp cơ sở",
                            "/sessions/1",
                            "Phòng họp tầng 2, UBND huyện",
                        ),
                        Cell::text("08:30 ngày 18/04/2024"),
                        Cell::number("3"),
                        Cell::number("11/15"),
                        Cell::Tag(tag("Đang chấm", Tone::Active)),
                    ],
                    vec![
                        Cell::link_with("Hội đồng sáng kiến huyện", "/sessions/2", "Trực tuyến"),
                        Cell::text("14:00 ngày 02/12/2024"),
                        Cell::number("6"),
                        Cell::number("0/42"),
                        Cell::Tag(tag("Chưa mở chấm", Tone::Waiting)),
                    ],
                ],
            )
            .with_keys(),
            empty: Empty::new(
                "Chưa có phiên họp nào",
                "Lập phiên khi có hồ sơ chờ hội đồng.",
            ),
            new_href: Some("/sessions/new".to_owned()),
        }
    }
}

pub(super) fn picks() -> Vec<Pick> {
    let pick = |value: &str, title: &str, checked, blocked: Option<&str>| Pick {
        value: value.to_owned(),
        code: format!("PT-2024-{value}"),
        title: title.to_owned(),
        note: "Tác giả mẫu 01 · Phòng Kinh tế · Cải cách hành chính".to_owned(),
        status: None,
        checked,
        blocked: blocked.map(str::to_owned),
    };
    vec![
        pick("024", TITLE, true, None),
        pick(
            "007",
            "Quản lý hồ sơ lưu trữ tại Ủy ban nhân dân xã",
            true,
            None,
        ),
        pick("003", "Mô hình tưới nhỏ giọt cho vườn bưởi", false, None),
        pick(
            "011",
            "Sổ tay điện tử theo dõi tiêm chủng mở rộng",
            false,
            Some("Thủ trưởng đơn vị chưa xác nhận ngày áp dụng lần đầu."),
        ),
    ]
}

impl NewSessionPage {
    /// Some dossiers chosen, the time missing.
    pub fn sample() -> Self {
        let mut shell = shell();
        shell.back = Some(back("Phiên họp", "/sessions"));
        Self {
            shell,
            councils: vec![
                Opt::new("c1", "Hội đồng sáng kiến cấp cơ sở")
                    .hint("5 ủy viên, thành lập theo Quyết định số 45/QĐ-UBND.")
                    .selected(true),
                Opt::new("c2", "Hội đồng sáng kiến huyện").hint("7 ủy viên."),
            ],
            place: "Phòng họp tầng 2, UBND huyện".to_owned(),
            date: "18/04/2024".to_owned(),
            time: String::new(),
            voting: vec![
                Opt::new("sheets", "Biểu quyết trên phiếu chấm").selected(true),
                Opt::new("open", "Biểu quyết công khai tại phiên họp"),
                Opt::new("secret", "Bỏ phiếu kín tại phiên họp"),
            ],
            picks: picks(),
            errors: Errors::none().with("time", "Nhập giờ họp, ví dụ 08:30."),
        }
    }
}

impl SessionPage {
    /// Marking is open: progress, no marks.
    pub fn sample() -> Self {
        let mut shell = shell();
        shell.back = Some(back("Phiên họp", "/sessions"));
        let item = |code: &str, title: &str, sent| AgendaItem {
            code: code.to_owned(),
            title: title.to_owned(),
            href: Some(format!("/dossiers/{code}")),
            note: "Tác giả mẫu 01 · Phòng Kinh tế".to_owned(),
            status: tag("Đang chấm", Tone::Active),
            sent,
            expected: 5,
        };
        let member = |name: &str, role: &str, sent, conflicts: &str| MemberLine {
            name: name.to_owned(),
            role: role.to_owned(),
            sent,
            expected: 3,
            conflicts: conflicts.to_owned(),
        };
        let event = |at: &str, title: &str| Event {
            at: at.to_owned(),
            title: title.to_owned(),
            by: Some("Thư ký mẫu".to_owned()),
            detail: None,
            when: When::Past,
        };
        Self {
            shell,
            eyebrow: "Hội đồng sáng kiến cấp cơ sở · năm 2024".to_owned(),
            title: "Phiên họp ngày 18/04/2024".to_owned(),
            state: tag("Đang chấm", Tone::Active),
            facts: vec![
                Fact::new("Thời gian", "08:30 ngày 18/04/2024"),
                Fact::new("Địa điểm", "Phòng họp tầng 2, UBND huyện"),
                Fact::new("Chủ tọa", "Chủ tịch hội đồng mẫu"),
                Fact::new("Thư ký", "Thư ký mẫu"),
            ],
            agenda: vec![
                item("PT-2024-024", TITLE, 4),
                item(
                    "PT-2024-007",
                    "Quản lý hồ sơ lưu trữ tại Ủy ban nhân dân xã",
                    4,
                ),
                item("PT-2024-003", "Mô hình tưới nhỏ giọt cho vườn bưởi", 3),
            ],
            members: vec![
                member("Chủ tịch hội đồng mẫu", "Chủ tịch", 3, ""),
                member("Ủy viên mẫu 01", "Ủy viên", 3, ""),
                member("Ủy viên mẫu 02", "Ủy viên", 3, "PT-2024-003"),
                member("Ủy viên mẫu 03", "Ủy viên", 2, ""),
                member("Ủy viên mẫu 04", "Ủy viên", 0, ""),
            ],
            sent: 11,
            expected: 15,
            results: None,
            rule: "Sáng kiến đạt khi ít nhất 2/3 số ủy viên đồng ý.".to_owned(),
            closure: Some(StepForm {
                action: "/sessions/1/marking-closure".to_owned(),
                version: 5,
                consequences: strings(&[
                    "Mọi phiếu khóa lại; phiếu nháp không được tính.",
                    "Điểm và biểu quyết hiện ra cho chủ tọa và thư ký.",
                ]),
                warnings: strings(&[
                    "Còn 4 phiếu chưa gửi: Ủy viên mẫu 03 (1), Ủy viên mẫu 04 (3).",
                ]),
                blocked: None,
                remark: None,
            }),
            conclusion: None,
            acts: vec![
                Act::post("Nhắc ủy viên chưa gửi phiếu", "/sessions/1/reminders").secondary(),
            ],
            documents: Vec::new(),
            timeline: vec![
                event("08:35 ngày 15/04/2024", "Mở phần chấm"),
                event("16:10 ngày 12/04/2024", "Lập phiên họp với 3 hồ sơ"),
            ],
            errors: Errors::none(),
        }
    }

    /// Marking is closed: marks, votes, the rule.
    pub fn sample_closed() -> Self {
        let row = |code: &str,
                   title: &str,
                   totals: [&str; 5],
                   votes: [Option<bool>; 5],
                   average: &str,
                   arithmetic: &str,
                   passed: bool| ResultRow {
            code: code.to_owned(),
            title: title.to_owned(),
            href: format!("/dossiers/{code}"),
            marks: totals
                .into_iter()
                .zip(votes)
                .map(|(total, in_favour)| Mark {
                    total: total.to_owned(),
                    in_favour,
                })
                .collect(),
            average: average.to_owned(),
            class: if passed {
                "Loại B".to_owned()
            } else {
                String::new()
            },
            reasons: strings(&[if passed {
                "Tổng điểm từ mức đạt 70 trở lên."
            } else {
                "Tổng điểm 54, thấp hơn mức đạt 70."
            }]),
            arithmetic: arithmetic.to_owned(),
            result: if passed {
                tag("Đạt", Tone::Good)
            } else {
                tag("Không đạt", Tone::Late)
            },
        };
        let (yes, no) = (Some(true), Some(false));
        Self {
            state: tag("Đã đóng phần chấm", Tone::Soon),
            results: Some(vec![
                row(
                    "PT-2024-024",
                    TITLE,
                    ["81", "78", "84,5", "80", "–"],
                    [yes, yes, yes, yes, None],
                    "80,88",
                    "4/5 ≥ 2/3 (4 × 3 = 12 ≥ 5 × 2 = 10)",
                    true,
                ),
                row(
                    "PT-2024-007",
                    "Quản lý hồ sơ lưu trữ tại Ủy ban nhân dân xã",
                    ["52", "61", "48", "55", "–"],
                    [no, yes, no, yes, None],
                    "54",
                    "2/5 < 2/3 (2 × 3 = 6 < 5 × 2 = 10)",
                    false,
                ),
                row(
                    "PT-2024-003",
                    "Mô hình tưới nhỏ giọt cho vườn bưởi",
                    ["88", "90", "–", "86", "–"],
                    [yes, yes, None, yes, None],
                    "88",
                    "3/4 ≥ 2/3 (3 × 3 = 9 ≥ 4 × 2 = 8)",
                    true,
                ),
            ]),
            closure: None,
            conclusion: Some(StepForm {
                action: "/sessions/1/conclusion".to_owned(),
                version: 6,
                consequences: strings(&[
                    "2 sáng kiến đạt chuyển sang chờ quyết định.",
                    "1 sáng kiến không đạt kết thúc, tác giả nhận thông báo kèm lý do.",
                ]),
                warnings: Vec::new(),
                blocked: None,
                remark: Some(String::new()),
            }),
            acts: Vec::new(),
            documents: vec![Link::new(
                "Bảng tổng hợp phiếu (PDF)",
                "/sessions/1/tally.pdf",
            )],
            ..Self::sample()
        }
    }
}
