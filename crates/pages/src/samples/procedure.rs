use super::{admin_shell, back, tag};
use crate::parts::{
    Act, Cell, Citation, EditButton, EditField, EditGroup, EditKind, Errors, Event, Fact, Head,
    Link, Opt, Tab, Table, Task, Tone, When,
};
use crate::procedure::{
    ChangeGroup, ChangeLine, ComparePage, Difference, EditConflict, EditPage, FaultLine,
    NewProcedurePage, ProcedurePage, ProceduresPage, StandingForm, StepLine, TrialAct, TrialLimit,
    TrialPage, TrialStand, VersionPage,
};

const NAME: &str = "Công nhận sáng kiến cấp cơ sở";
const HOME: &str = "/admin/procedures/sang-kien-co-so/versions/2";

/// A small drawing in the way of the program's own.
const DIAGRAM: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="Sơ đồ quy trình mẫu: Nộp hồ sơ, Kiểm tra, Kết thúc" width="360" height="180" viewBox="0 0 360 180"><rect x="20" y="10" width="320" height="40" fill="#ffffff" stroke="#23282f"/><text x="180" y="35" text-anchor="middle" font-size="14" fill="#23282f">Nộp hồ sơ</text><path d="M180 50 V120" stroke="#23282f" fill="none"/><rect x="20" y="120" width="320" height="40" fill="#ffffff" stroke="#23282f"/><text x="180" y="145" text-anchor="middle" font-size="14" fill="#23282f">Kiểm tra hồ sơ</text></svg>"##;

fn versions(chosen: &str) -> Vec<Opt> {
    [("1", "Phiên bản 1"), ("3", "Phiên bản 3")]
        .into_iter()
        .map(|(value, label)| Opt::new(value, label).selected(value == chosen))
        .collect()
}

impl ProceduresPage {
    /// Two procedures.
    pub fn sample() -> Self {
        let row = |name: &str, code: &str, active: &str, state: &str| {
            vec![
                Cell::link_with(name, "/admin/procedures/sang-kien-co-so", code),
                Cell::Stack(active.to_owned(), "từ ngày 01/03/2024".to_owned()),
                Cell::Stack("Phiên bản 2".to_owned(), state.to_owned()),
                Cell::text("Quản trị mẫu, 08:15 ngày 09/04/2024"),
            ]
        };
        let heads = ["Quy trình", "Đang áp dụng", "Bản mới nhất", "Sửa lần cuối"];
        Self {
            shell: admin_shell(),
            table: Table::new(
                "Quy trình",
                heads.map(Head::new).to_vec(),
                vec![
                    row(NAME, "sang-kien-co-so", "Phiên bản 1", "Bản soạn thảo"),
                    row(
                        "Cấp giấy phép xuất bản tài liệu không kinh doanh",
                        "1.003868",
                        "Phiên bản 2",
                        "Đang áp dụng",
                    ),
                ],
            ),
        }
    }

    /// Before the first.
    pub fn sample_empty() -> Self {
        let mut page = Self::sample();
        page.table.rows.clear();
        page
    }
}

impl NewProcedurePage {
    /// Copying from a version.
    pub fn sample() -> Self {
        let mut shell = admin_shell();
        shell.back = Some(back("Quy trình", "/admin/procedures"));
        Self {
            shell,
            code: String::new(),
            name: String::new(),
            from: vec![
                Opt::new("", "Trang trắng").selected(true),
                Opt::new("sang-kien-co-so/1", format!("{NAME}, phiên bản 1")),
            ],
            note: String::new(),
            errors: Errors::none(),
        }
    }

    /// With a code that is taken and a file that cannot be read.
    pub fn sample_error() -> Self {
        Self {
            code: "sang-kien-co-so".to_owned(),
            name: NAME.to_owned(),
            errors: Errors::none()
                .with("code", "Mã này đã có ở một quy trình khác. Chọn mã khác.")
                .with(
                    "file",
                    "Tệp chưa đọc được ở dòng 12: thiếu mục “name”. Sửa tệp rồi tải lên lại; chưa có gì thay đổi.",
                ),
            ..Self::sample()
        }
    }
}

impl ProcedurePage {
    /// Two versions.
    pub fn sample() -> Self {
        let mut shell = admin_shell();
        shell.back = Some(back("Quy trình", "/admin/procedures"));
        let heads = ["Phiên bản", "Tình trạng", "Áp dụng", "Sửa lần cuối"];
        let row = |number: u32, state, period: &str| {
            vec![
                Cell::link_with(format!("Phiên bản {number}"), HOME, "Theo quy chế mới"),
                Cell::Tag(state),
                Cell::text(period),
                Cell::text("Quản trị mẫu, 08:15 ngày 09/04/2024"),
            ]
        };
        Self {
            shell,
            name: NAME.to_owned(),
            code: "sang-kien-co-so".to_owned(),
            table: Table::new(
                "Các phiên bản",
                heads.map(Head::new).to_vec(),
                vec![
                    row(2, tag("Bản soạn thảo", Tone::Active), ""),
                    row(1, tag("Đang áp dụng", Tone::Good), "từ ngày 01/03/2024"),
                ],
            ),
            compare: versions("1"),
            compare_action: format!("{HOME}/compare"),
        }
    }
}

fn standing(title: &str, text: &str, button: &str, style: &'static str) -> StandingForm {
    StandingForm {
        title: title.to_owned(),
        text: text.to_owned(),
        action: format!("{HOME}/check"),
        button: button.to_owned(),
        style,
        day: None,
        note: None,
    }
}

impl VersionPage {
    /// A draft with a fault.
    pub fn sample() -> Self {
        let mut shell = admin_shell();
        shell.back = Some(back("Các phiên bản", "/admin/procedures/sang-kien-co-so"));
        let task = |title: &str, note: &str, faults: u32| Task {
            title: title.to_owned(),
            href: Some(format!("{HOME}/edit/general")),
            note: Some(note.to_owned()),
            status: if faults == 0 {
                tag("Không có lỗi", Tone::Done)
            } else {
                tag("1 lỗi", Tone::Late)
            },
        };
        let step = |key: &str, label: &str, kind: &str, who: &str| StepLine {
            id: format!("step-{key}"),
            label: label.to_owned(),
            facts: vec![
                Fact::new("Loại bước", kind),
                Fact::new("Trạng thái", "Đang giải quyết"),
                Fact::new("Người thực hiện", who),
            ],
            acts: vec![(
                "Chuyển hội đồng".to_owned(),
                vec![
                    "đến “Hội đồng chấm” khi tổng điểm ≥ 70".to_owned(),
                    "đến “Trả lại” khi không thuộc các trường hợp trên".to_owned(),
                ],
            )],
            edit: Some(format!("{HOME}/edit/step.{key}")),
        };
        Self {
            shell,
            name: NAME.to_owned(),
            title: "Phiên bản 2".to_owned(),
            state: tag("Bản soạn thảo", Tone::Active),
            facts: vec![
                Fact::new("Mã", "sang-kien-co-so"),
                Fact::new("Sửa lần cuối", "Quản trị mẫu, 08:15 ngày 09/04/2024"),
            ],
            summary: "Xét công nhận sáng kiến tại cơ sở.".to_owned(),
            acts: vec![
                Act::open("Chạy thử trên hồ sơ mẫu", format!("{HOME}/trial")).secondary(),
                Act::open("Tải tệp quy trình", format!("{HOME}/export")).secondary(),
            ],
            parts: vec![
                task("Thông tin chung", "2 căn cứ pháp lý", 0),
                task("Các bước", "6 bước", 1),
            ],
            faults: vec![
                FaultLine {
                    place: Link::new(
                        "Bước “Kiểm tra hồ sơ”",
                        format!("{HOME}/edit/step.kiem-tra#head"),
                    ),
                    sentence: "Chưa có ai thực hiện bước này. Chọn người thực hiện.".to_owned(),
                    stands: true,
                },
                FaultLine {
                    place: Link::new("Dữ kiện “Tổng điểm”", format!("{HOME}/edit/facts")),
                    sentence: "Chưa có điều kiện nào dùng dữ kiện này.".to_owned(),
                    stands: false,
                },
            ],
            diagram: DIAGRAM.to_owned(),
            diagram_href: format!("{HOME}/diagram.svg"),
            steps: vec![
                step("nop", "Nộp hồ sơ", "Lập và nộp hồ sơ", "Người nộp hồ sơ"),
                step(
                    "kiem-tra",
                    "Kiểm tra hồ sơ",
                    "Kiểm tra hồ sơ",
                    "Cán bộ tiếp nhận, nơi tiếp nhận",
                ),
            ],
            standings: vec![
                standing(
                    "Bỏ bản soạn thảo",
                    "Bản này không được dùng nữa; nội dung vẫn xem và sao chép được.",
                    "Bỏ bản soạn thảo",
                    "danger",
                ),
                StandingForm {
                    note: Some("Điểm mới".to_owned()),
                    ..standing(
                        "Lập phiên bản mới",
                        "Bản soạn thảo mới với nội dung của phiên bản này.",
                        "Lập phiên bản mới",
                        "secondary",
                    )
                },
            ],
            revision: 4,
            compare: versions("1"),
            compare_action: format!("{HOME}/compare"),
            errors: Errors::none(),
        }
    }

    /// Checked, waiting to be put in force, with a day in the past.
    pub fn sample_checked() -> Self {
        let draft = Self::sample();
        Self {
            state: tag("Đã kiểm tra", Tone::Soon),
            parts: Vec::new(),
            faults: Vec::new(),
            steps: draft
                .steps
                .into_iter()
                .map(|step| StepLine { edit: None, ..step })
                .collect(),
            standings: vec![StandingForm {
                day: Some("01/01/2020".to_owned()),
                ..standing(
                    "Áp dụng",
                    "Hồ sơ nộp từ thời điểm này theo phiên bản này.",
                    "Áp dụng",
                    "state",
                )
            }],
            errors: Errors::none().with(
                "from",
                "Ngày đã chọn ở trước ngày hôm nay, 09/04/2024. Chọn ngày hôm nay hoặc một ngày sau đó.",
            ),
            ..Self::sample()
        }
    }
}

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
