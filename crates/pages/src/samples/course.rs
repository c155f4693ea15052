use super::{TITLE, back, file_part, required, staff_shell, strings, tag};
use crate::course::{
    ApologyForm, ApologyPage, ApologyView, Ask, AskForm, BlockedAct, CoursePage, ExtendForm,
    LimitView, MovePage, Standing, StayView, StepForm, StepPanel,
};
use crate::dossier::DossierHomePage;
use crate::parts::{Cell, Citation, Errors, Fact, FilePart, Head, Link, Opt, Table, Tone};

const CODE: &str = "PT-2024-024";

fn shell() -> crate::Shell {
    let mut shell = staff_shell("Lãnh đạo mẫu", "Lãnh đạo, UBND huyện Phúc Thọ", "/work");
    shell.back = Some(back("Hồ sơ", "/dossiers/24"));
    shell
}

fn limit() -> LimitView {
    LimitView {
        label: "Kiểm tra hồ sơ".to_owned(),
        due: "đến hết ngày 16/04/2024".to_owned(),
        state: tag("còn 3 ngày làm việc", Tone::Soon),
        citation: Citation {
            source: "Điều 6 Nghị định 13/2012/NĐ-CP (chưa kiểm chứng)".to_owned(),
            says: Some("Thời hạn: 5 ngày làm việc.".to_owned()),
            steps: strings(&[
                "Bắt đầu: 21:59 ngày 09/04/2024",
                "Không tính ngày 09/04/2024; bắt đầu tính từ ngày 10/04/2024",
                "Cộng 5 ngày làm việc: hết ngày 16/04/2024",
            ]),
        },
    }
}

fn panel() -> StepPanel {
    StepPanel {
        csrf: "mau-csrf".to_owned(),
        action: "/dossiers/24/step".to_owned(),
        seen: 3,
        progress: Some("2 trên 3 người đã chọn.".to_owned()),
        own: None,
        parts: vec![FilePart {
            action: "/dossiers/24/step/files".to_owned(),
            seen: Some(3),
            ..file_part("ket-qua-ky", "Văn bản đã ký, đóng dấu", required())
        }],
        forms: vec![StepForm {
            key: "cap".to_owned(),
            label: "Cấp giấy phép".to_owned(),
            leads: Some("Hồ sơ chuyển đến bước “Trả kết quả”.".to_owned()),
            opinion_name: "opinion.cap".to_owned(),
            opinion_required: true,
            opinion: String::new(),
            asks: vec![
                Ask {
                    name: "fact.cap.so_trang".to_owned(),
                    label: "Số trang".to_owned(),
                    value: String::new(),
                    form: AskForm::Number,
                },
                Ask {
                    name: "fact.cap.ket_luan".to_owned(),
                    label: "Kết luận".to_owned(),
                    value: String::new(),
                    form: AskForm::Choice(vec![
                        Opt::new("", "Chọn"),
                        Opt::new("dat", "Đạt"),
                        Opt::new("khong", "Không đạt"),
                    ]),
                },
            ],
            danger: false,
            open: true,
        }],
        blocked: vec![BlockedAct {
            label: "Chuyển Phòng chuyên môn".to_owned(),
            reasons: strings(&["Hồ sơ còn thiếu thành phần “Bản thảo”."]),
        }],
        recall: Some("/dossiers/24/recall".to_owned()),
        errors: Errors::none(),
    }
}

impl DossierHomePage {
    /// A dossier whose step waits for the reader.
    pub fn sample_step() -> Self {
        Self {
            shell: shell(),
            code: Some(CODE.to_owned()),
            state: tag("Đang giải quyết", Tone::Active),
            standing: Some(Standing {
                facts: vec![
                    Fact::new("Bước", "Trình ký"),
                    Fact::new("Đang giữ", "Lãnh đạo, UBND huyện Phúc Thọ (Lãnh đạo mẫu)"),
                    Fact::new("Thời hạn", "Đang tính"),
                    Fact::new("Thanh toán", "Đã nộp"),
                ],
                limits: vec![limit()],
                more: Link::new("Các bước và thời hạn", "/dossiers/24/course"),
            }),
            panel: Some(panel()),
            deadline: None,
            saved: None,
            tasks: Vec::new(),
            acts: Vec::new(),
            ..Self::sample()
        }
    }

    /// An act sent without the words it demands.
    pub fn sample_step_error() -> Self {
        let mut panel = panel();
        panel.errors = Errors::none().with("opinion.cap", "Việc này phải kèm ý kiến. Ghi ý kiến.");
        Self {
            panel: Some(panel),
            ..Self::sample_step()
        }
    }
}

impl CoursePage {
    /// The course, for whoever may extend a limit.
    pub fn sample() -> Self {
        Self {
            shell: shell(),
            title: TITLE.to_owned(),
            code: CODE.to_owned(),
            limits: vec![limit()],
            stays: vec![
                StayView {
                    label: "Kiểm tra hồ sơ".to_owned(),
                    came: "Nộp hồ sơ, Tác giả mẫu 01".to_owned(),
                    span: "21:59 ngày 09/04/2024 đến 09:14 ngày 10/04/2024".to_owned(),
                    long: "11 giờ 15 phút".to_owned(),
                    current: false,
                    limits: vec![("Kiểm tra hồ sơ".to_owned(), tag("đúng hạn", Tone::Good))],
                },
                StayView {
                    label: "Trình ký".to_owned(),
                    came: "Chuyển lãnh đạo, Cán bộ tiếp nhận mẫu".to_owned(),
                    span: "từ 09:14 ngày 10/04/2024".to_owned(),
                    long: "1 ngày 2 giờ".to_owned(),
                    current: true,
                    limits: Vec::new(),
                },
            ],
            changes: Table::new(
                "Thay đổi thời hạn",
                ["Lúc", "Thời hạn", "Trước", "Sau", "Lý do"]
                    .map(Head::new)
                    .to_vec(),
                vec![
                    [
                        "10:00 ngày 11/04/2024",
                        "Kiểm tra hồ sơ",
                        "15/04/2024",
                        "16/04/2024",
                        "Chờ tra cứu hồ sơ lưu trữ",
                    ]
                    .map(Cell::text)
                    .to_vec(),
                ],
            ),
            moves: Table::new("Chuyển phiên bản", Vec::new(), Vec::new()),
            documents: vec![Fact::new("Giấy phép xuất bản", "số 12/GP-UBND, 11/04/2024")],
            extend: Some(ExtendForm {
                action: "/dossiers/24/course".to_owned(),
                seen: 3,
                limits: vec![Opt::new("kiem-tra", "Kiểm tra hồ sơ (5 ngày làm việc)")],
                amount: String::new(),
                reason: String::new(),
            }),
            versions: vec![Link::new(
                "Xem trước khi chuyển sang phiên bản 2",
                "/dossiers/24/version/2",
            )],
            errors: Errors::none(),
        }
    }
}

impl ApologyPage {
    /// One apology owed and one sent before.
    pub fn sample() -> Self {
        let mut shell = shell();
        shell.back = Some(back("Hồ sơ", "/dossiers/24"));
        Self {
            shell,
            title: TITLE.to_owned(),
            code: CODE.to_owned(),
            action: "/dossiers/24/apology".to_owned(),
            items: vec![
                ApologyView {
                    heading: "Thời hạn kiểm tra".to_owned(),
                    facts: vec![
                        Fact::new("Hết lúc", "23:59 ngày 12/04/2024"),
                        Fact::new("Đã gửi", "09:00 ngày 15/04/2024, Cán bộ tiếp nhận mẫu"),
                        Fact::new("Lý do chậm", "Chờ tra cứu hồ sơ lưu trữ"),
                        Fact::new("Hẹn lại", "17/04/2024"),
                    ],
                    form: None,
                    letter: Some(Link::new(
                        "Phiếu xin lỗi, hẹn lại (PDF)",
                        "/dossiers/24/apologies/1/letter.pdf",
                    )),
                },
                ApologyView {
                    heading: "Thời hạn giải quyết".to_owned(),
                    facts: vec![
                        Fact::new("Hết lúc", "23:59 ngày 16/04/2024"),
                        Fact::new("Căn cứ", "10 ngày làm việc, Điều 6 Nghị định mẫu"),
                    ],
                    form: Some(ApologyForm {
                        number: 2,
                        day: Some(("new_day.2".to_owned(), String::new())),
                        reason_name: "reason.2".to_owned(),
                        reason: String::new(),
                    }),
                    letter: None,
                },
            ],
            errors: Errors::none(),
        }
    }

    /// Sent without a day and a reason.
    pub fn sample_error() -> Self {
        Self {
            errors: Errors::none()
                .with("new_day.2", "Chọn một ngày làm việc, từ hôm nay trở đi.")
                .with("reason.2", "Cần ghi lý do."),
            ..Self::sample()
        }
    }
}

impl MovePage {
    /// A preview.
    pub fn sample() -> Self {
        Self {
            shell: shell(),
            title: TITLE.to_owned(),
            code: CODE.to_owned(),
            action: "/dossiers/24/version/2".to_owned(),
            seen: 3,
            facts: vec![
                Fact::new("Đang theo", "Phiên bản 1, bước “Trình ký”"),
                Fact::new("Sẽ theo", "Phiên bản 2, bước “Trình ký”"),
            ],
            changes: strings(&["Thêm việc: “Xin ý kiến”.", "Bớt việc: “Chuyển lại”."]),
            limits: Table::new(
                "Thời hạn trước và sau",
                ["Thời hạn", "Trước", "Sau"].map(Head::new).to_vec(),
                vec![
                    ["Kiểm tra hồ sơ", "15/04/2024", "18/04/2024"]
                        .map(Cell::text)
                        .to_vec(),
                ],
            ),
            steps: vec![
                Opt::new("trinh-ky", "Trình ký").selected(true),
                Opt::new("tham-dinh", "Thẩm định"),
            ],
            reason: String::new(),
            errors: Errors::none(),
        }
    }

    /// Sent without a reason.
    pub fn sample_error() -> Self {
        Self {
            errors: Errors::none().with("reason", "Cần ghi lý do."),
            ..Self::sample()
        }
    }
}
