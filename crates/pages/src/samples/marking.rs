use super::{TITLE, dossier_view, staff_shell, tag};
use crate::marking::{
    Band, ComparisonBlock, Criterion, MarkingListPage, MarkingPage, Practice, SheetForm, Threshold,
    TrainingListPage, TrainingReleasePage, Vote,
};
use crate::parts::{Cell, Deadline, Empty, Errors, Head, Meter, Pace, Pick, Table, Tone};

fn band(label: &str, text: &str, current: bool) -> Band {
    let (low, high) = label.split_once('–').unwrap_or((label, label));
    Band {
        label: label.to_owned(),
        low: low.to_owned(),
        high: high.to_owned(),
        text: text.to_owned(),
        current,
    }
}

fn criteria() -> Vec<Criterion> {
    let criterion = |key: &str, title: &str, max: &str, score: &str, bands: Vec<Band>| Criterion {
        key: key.to_owned(),
        title: title.to_owned(),
        group: None,
        group_key: String::new(),
        max: max.to_owned(),
        rule: "Chấm theo bước 0,5. Điểm tối thiểu 10.".to_owned(),
        factor: "1".to_owned(),
        guidance: "So với giải pháp đã có tại đơn vị và trong ngành.".to_owned(),
        evidence: vec!["văn bản xác nhận áp dụng".to_owned()],
        basis: String::new(),
        score: score.to_owned(),
        comment: String::new(),
        bands,
    };
    vec![
        criterion(
            "novelty",
            "Tính mới",
            "40",
            "33",
            vec![
                band(
                    "31–40",
                    "Không trùng giải pháp đã nộp, đã áp dụng hoặc đã công bố",
                    true,
                ),
                band(
                    "21–30",
                    "Gần giống giải pháp trong ngành nhưng cải tiến vượt trội",
                    false,
                ),
                band("0–20", "Gần giống, áp dụng lần đầu tại đơn vị", false),
            ],
        ),
        criterion(
            "reach",
            "Khả năng áp dụng",
            "30",
            "24",
            vec![
                band("16–30", "Đã áp dụng, dùng được trong toàn ngành", true),
                band("0–15", "Đã áp dụng, chưa nhân rộng được", false),
            ],
        ),
        criterion(
            "benefit",
            "Lợi ích thiết thực",
            "30",
            "24",
            vec![
                band("21–30", "Lợi ích toàn ngành, tính được thành tiền", true),
                band(
                    "0–20",
                    "Chưa tính được thành tiền, có số liệu kỹ thuật",
                    false,
                ),
            ],
        ),
    ]
}

impl MarkingPage {
    /// A draft sheet.
    pub fn sample() -> Self {
        let mut dossier = dossier_view();
        dossier.authors.clear();
        "Đợt 1 năm 2024 · bản ẩn danh".clone_into(&mut dossier.eyebrow);
        let threshold = |least: &str, label: &str| Threshold {
            least: least.to_owned(),
            label: label.to_owned(),
            minima: vec![("novelty".to_owned(), "10".to_owned())],
        };
        Self {
            shell: staff_shell("Ủy viên mẫu 03", "Ủy viên hội đồng", "/sessions"),
            dossier,
            position: Some("7 trên 30".to_owned()),
            prev: Some("/dossiers/23/marking".to_owned()),
            next: Some("/dossiers/25/marking".to_owned()),
            deadline: None,
            form: Some(SheetForm {
                action: "/dossiers/24/marking".to_owned(),
                version: 2,
                saved: Some("Đã lưu nháp 09:41:07.".to_owned()),
                conflict_action: Some("/dossiers/24/conflict".to_owned()),
            }),
            locked: None,
            practice: None,
            reopened: None,
            rubric: "Bảng điểm mẫu. Căn cứ: Quyết định mẫu.".to_owned(),
            criteria: criteria(),
            total: "81".to_owned(),
            total_max: "100".to_owned(),
            meter: Meter {
                label: "Tổng điểm 81 trên 100".to_owned(),
                value: 81,
                max: 100,
                marks: vec![50, 70, 85],
            },
            thresholds: vec![
                threshold("85", "Loại A"),
                threshold("70", "Loại B"),
                threshold("50", "Loại C"),
            ],
            class: Some(tag("Loại B", Tone::Good)),
            votes: true,
            vote: Some(Vote::For),
            comments: true,
            remark: String::new(),
            errors: Errors::none(),
        }
    }

    /// Sent with something missing.
    pub fn sample_error() -> Self {
        let mut page = Self::sample();
        if let Some(first) = page.criteria.first_mut() {
            "45".clone_into(&mut first.score);
        }
        page.vote = None;
        page.errors = Errors::none()
            .with("score.novelty", "Điểm Tính mới từ 0 đến 40.")
            .with("vote", "Chọn đồng ý hoặc không đồng ý công nhận.");
        page
    }

    /// Sent and locked.
    pub fn sample_locked() -> Self {
        Self {
            form: None,
            locked: Some("Phiếu đã gửi và khóa lúc 09:52:30 ngày 18/04/2024. Kết quả chung mở khi thư ký đóng phần chấm.".to_owned()),
            comments: true,
            remark: "Nên nhân rộng sang các phòng có hồ sơ dung lượng lớn.".to_owned(),
            ..Self::sample()
        }
    }
}

impl MarkingPage {
    /// A practice sheet that is finished.
    pub fn sample_practice() -> Self {
        Self {
            locked: Some("Phiếu luyện đã xong lúc 10:12:04 ngày 20/05/2024.".to_owned()),
            practice: Some(Practice {
                comparison: Some(ComparisonBlock {
                    reading: "Tổng điểm luyện 81, cao hơn 4 điểm so với trung bình 77 của 5 phiếu hội đồng. Chấm sát với hội đồng.".to_owned(),
                    table: Table::new(
                        "So với hội đồng",
                        vec![
                            Head::new("Tiêu chí"),
                            Head::new("Điểm luyện").numeric(),
                            Head::new("Hội đồng").numeric(),
                            Head::new("Chênh lệch").numeric(),
                        ],
                        vec![vec![
                            Cell::text("Tính mới"),
                            Cell::number("33"),
                            Cell::number("30"),
                            Cell::number("+3"),
                        ]],
                    ),
                }),
                nothing: false,
            }),
            votes: false,
            vote: None,
            comments: false,
            form: None,
            ..Self::sample()
        }
    }
}

impl TrainingListPage {
    /// One dossier.
    pub fn sample() -> Self {
        Self {
            shell: staff_shell("Ủy viên mẫu 03", "Ủy viên hội đồng", "/sessions"),
            table: Table::new(
                "Hồ sơ để luyện chấm",
                ["Mã", "Sáng kiến", "Phiếu luyện"].map(Head::new).to_vec(),
                vec![vec![
                    Cell::code("PT-2024-024"),
                    Cell::link(TITLE, "/training/24"),
                    Cell::Tag(tag("Chưa chấm", Tone::Waiting)),
                ]],
            ),
            empty: Empty::new(
                "Chưa có hồ sơ nào để luyện chấm",
                "Hồ sơ đã xét hiện ở đây.",
            ),
        }
    }
}

impl TrainingReleasePage {
    /// One dossier, released.
    pub fn sample() -> Self {
        Self {
            shell: staff_shell("Thư ký mẫu", "Thư ký hội đồng", "/sessions"),
            eyebrow: "Hội đồng sáng kiến cấp cơ sở".to_owned(),
            title: "Phiên 18/04/2024".to_owned(),
            action: "/sessions/1/training".to_owned(),
            picks: vec![Pick {
                value: "24".to_owned(),
                code: "PT-2024-024".to_owned(),
                title: TITLE.to_owned(),
                note: "2 người đã luyện chấm".to_owned(),
                status: None,
                checked: true,
                blocked: None,
            }],
            errors: Errors::none(),
        }
    }
}

impl MarkingListPage {
    /// Halfway through.
    pub fn sample() -> Self {
        Self {
            shell: staff_shell("Ủy viên mẫu 03", "Ủy viên hội đồng", "/sessions"),
            eyebrow: "Hội đồng sáng kiến cấp cơ sở · phiên 18/04/2024".to_owned(),
            sent: 2,
            expected: 3,
            deadline: Some(Deadline {
                pace: Pace::OnTrack,
                remaining: None,
                lead: "Gửi phiếu trước phiên họp.".to_owned(),
                detail: "Phiên họp bắt đầu 08:30 ngày 18/04/2024.".to_owned(),
                closes_at: None,
                now: None,
            }),
            table: Table::new(
                "Phiếu chấm của tôi",
                vec![
                    Head::new("Mã"),
                    Head::new("Sáng kiến"),
                    Head::new("Phiếu"),
                    Head::new("Điểm").numeric(),
                ],
                vec![
                    vec![
                        Cell::code("PT-2024-024"),
                        Cell::link(TITLE, "/dossiers/24/marking"),
                        Cell::Tag(tag("Nháp", Tone::Active)),
                        Cell::number("81"),
                    ],
                    vec![
                        Cell::code("PT-2024-007"),
                        Cell::link(
                            "Quản lý hồ sơ lưu trữ tại Ủy ban nhân dân xã",
                            "/dossiers/7/marking",
                        ),
                        Cell::Tag(tag("Đã gửi", Tone::Done)),
                        Cell::number("64,5"),
                    ],
                    vec![
                        Cell::code("PT-2024-003"),
                        Cell::link("Mô hình tưới nhỏ giọt cho vườn bưởi", "/dossiers/3/marking"),
                        Cell::Tag(tag("Đã gửi", Tone::Done)),
                        Cell::number("88"),
                    ],
                ],
            )
            .with_keys(),
            empty: Empty::new(
                "Chưa có hồ sơ nào để chấm",
                "Phiếu xuất hiện khi thư ký mở phần chấm của phiên họp.",
            ),
        }
    }
}
