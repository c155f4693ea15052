use super::{TITLE, staff_shell, strings, tag};
use crate::parts::{Due, Empty, Errors, Link, Opt, Pace, Tab, Tone};
use crate::worklist::{
    BulkPage, BulkResult, BulkResultPage, DelegationView, DelegationsPage, WorkPartPage, WorkRow,
};

const BACK: &str = "/work?part=late";

fn shell() -> crate::Shell {
    staff_shell(
        "Cán bộ tiếp nhận mẫu",
        "Cán bộ tiếp nhận, Phòng Kinh tế",
        "/work",
    )
}

fn rows() -> Vec<WorkRow> {
    let row = |number: u32, title: &str| WorkRow {
        value: format!("{number}:2"),
        title: title.to_owned(),
        href: format!("/dossiers/{number}/intake"),
        note: format!("PT-2024-0{number} · Tác giả mẫu 01 · Đợt 1 năm 2024"),
        status: tag("Chờ tiếp nhận", Tone::Active),
        due: Some(Due {
            text: "quá hạn 2 ngày".to_owned(),
            pace: Pace::Late,
        }),
    };
    vec![
        row(24, TITLE),
        row(25, "Sổ theo dõi văn bản đến trên bảng tính dùng chung"),
    ]
}

fn tab(label: &str, part: &str, count: u64) -> Tab {
    Tab {
        label: label.to_owned(),
        href: format!("/work?part={part}"),
        count: Some(count),
        current: part == "late",
    }
}

impl WorkPartPage {
    /// What is late.
    pub fn sample() -> Self {
        Self {
            shell: shell(),
            tabs: vec![
                tab("Quá hạn", "late", 2),
                tab("Đến hạn", "soon", 1),
                tab("Cần làm", "open", 14),
                tab("Chờ người khác", "others", 6),
            ],
            hint: "Hồ sơ chờ xử lý đã quá thời hạn.".to_owned(),
            sorts: vec![Tab {
                label: "Thời hạn".to_owned(),
                href: "/work?part=late&sort=due".to_owned(),
                count: None,
                current: true,
            }],
            rows: rows(),
            picks: true,
            back: BACK.to_owned(),
            empty: Empty::new(
                "Không có hồ sơ nào quá hạn",
                "Không có việc nào trong phần này.",
            ),
            pager: None,
        }
    }

    /// Nothing in the part.
    pub fn sample_empty() -> Self {
        Self {
            rows: Vec::new(),
            ..Self::sample()
        }
    }
}

impl BulkPage {
    /// Two dossiers picked.
    pub fn sample() -> Self {
        Self {
            shell: shell(),
            rows: rows(),
            acts: vec![Opt::new("tiep-nhan", "Tiếp nhận hồ sơ").hint("2 trên 2 hồ sơ")],
            opinion: String::new(),
            back: BACK.to_owned(),
            errors: Errors::none(),
        }
    }

    /// Sent without an act.
    pub fn sample_error() -> Self {
        Self {
            errors: Errors::none().with("act", "Chọn việc thực hiện."),
            ..Self::sample()
        }
    }

    /// Nothing they have in common.
    pub fn sample_none() -> Self {
        Self {
            acts: Vec::new(),
            ..Self::sample()
        }
    }
}

impl BulkResultPage {
    /// One done, one not.
    pub fn sample() -> Self {
        let row = |number: u32, status, reasons: &[&str]| BulkResult {
            link: Some(Link::new(TITLE, format!("/dossiers/{number}"))),
            code: format!("PT-2024-0{number}"),
            status,
            reasons: strings(reasons),
        };
        Self {
            shell: shell(),
            summary: "Đã thực hiện 1 trên 2 hồ sơ.".to_owned(),
            rows: vec![
                row(24, tag("Đã thực hiện", Tone::Good), &[]),
                row(
                    25,
                    tag("Không thực hiện", Tone::Late),
                    &["Hồ sơ đã được người khác xử lý sau khi mở danh sách."],
                ),
            ],
            back: BACK.to_owned(),
        }
    }
}

impl DelegationsPage {
    /// One given, one received.
    pub fn sample() -> Self {
        let item = |person: &str, state, end: Option<&str>| DelegationView {
            role: "Cán bộ tiếp nhận, Phòng Kinh tế".to_owned(),
            person: person.to_owned(),
            span: "từ 09/04/2024 đến hết ngày 12/04/2024".to_owned(),
            reason: "Đi công tác".to_owned(),
            state,
            end: end.map(str::to_owned),
        };
        Self {
            shell: shell(),
            roles: vec![Opt::new("clerk:1", "Cán bộ tiếp nhận, Phòng Kinh tế")],
            to: String::new(),
            from: "09/04/2024".to_owned(),
            until: String::new(),
            reason: String::new(),
            given: vec![item(
                "Người làm thay mẫu",
                tag("Đang áp dụng", Tone::Active),
                Some("/delegations/1/end"),
            )],
            received: vec![item(
                "Thay mặt Trưởng phòng mẫu",
                tag("Đã hết", Tone::Done),
                None,
            )],
            errors: Errors::none(),
        }
    }

    /// Problems with the form.
    pub fn sample_error() -> Self {
        Self {
            errors: Errors::none()
                .with(
                    "to",
                    "Không có người đang làm việc nào khác mang tài khoản này.",
                )
                .with("reason", "Cần ghi lý do."),
            ..Self::sample()
        }
    }
}
