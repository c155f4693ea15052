mod edit;
mod follow;

use super::{admin_shell, back, tag};
use crate::parts::{Act, Cell, Errors, Fact, Head, Link, Opt, Table, Task, Tone};
use crate::procedure::{
    FaultLine, NewProcedurePage, ProcedurePage, ProceduresPage, StandingForm, StepLine, VersionPage,
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
                    row("Thủ tục mẫu", "thu-tuc-mau", "Phiên bản 2", "Đang áp dụng"),
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
