use super::{dossier_view, staff_shell, strings, tag};
use crate::intake::{CheckLine, ConfirmationPage, IntakeForms, IntakePage, IntakePanel, ReturnRow};
use crate::parts::{Citation, Deadline, Errors, Link, Opt, Pace, Tone};

fn clock(lead: &str, detail: &str, pace: Pace) -> Deadline {
    Deadline {
        pace,
        remaining: None,
        lead: lead.to_owned(),
        detail: detail.to_owned(),
        closes_at: None,
        now: None,
    }
}

fn places() -> Vec<Opt> {
    [
        ("", "Chọn mục"),
        ("general", "Thông tin chung"),
        ("authors", "Tác giả"),
        ("description", "Mô tả giải pháp"),
        ("novelty", "Tính mới"),
        ("benefits", "Hiệu quả"),
        ("evidence", "Minh chứng"),
    ]
    .into_iter()
    .map(|(value, label)| Opt::new(value, label))
    .collect()
}

impl IntakePage {
    /// A new dossier, nothing chosen yet.
    pub fn sample() -> Self {
        let check = |label: &str, status, note: Option<&str>| CheckLine {
            label: label.to_owned(),
            status,
            note: note.map(str::to_owned),
        };
        Self {
            shell: staff_shell(
                "Cán bộ tiếp nhận mẫu",
                "Cán bộ tiếp nhận, Phòng Kinh tế",
                "/dossiers",
            ),
            heading: "Tiếp nhận hồ sơ".to_owned(),
            dossier: dossier_view(),
            state: tag("Chờ tiếp nhận", Tone::Active),
            deadline: Some(clock(
                "Còn 3 ngày làm việc để xử lý.",
                "Đến hết ngày 16/04/2024.",
                Pace::OnTrack,
            )),
            overlap: Some(Link::new("Đối chiếu trùng lặp", "/dossiers/24/overlap")),
            checks: vec![
                check("Đủ các mục bắt buộc", tag("Đạt", Tone::Done), None),
                check("Tổng tỷ lệ đóng góp 100 %", tag("Đạt", Tone::Done), None),
                check(
                    "Nộp trong giờ của đợt",
                    tag("Đạt", Tone::Done),
                    Some("Trước giờ đóng 2 giờ 0 phút"),
                ),
                check(
                    "Thời hạn một năm",
                    tag("Cần xem", Tone::Soon),
                    Some("Chờ thủ trưởng xác nhận ngày 12/06/2023"),
                ),
            ],
            judging: None,
            forms: Some(IntakeForms {
                accept: Some(Link::new("Tiếp nhận hồ sơ", "/dossiers/24/acceptance")),
                give_back_label: "Trả lại để bổ sung".to_owned(),
                give_back: "/dossiers/24/return".to_owned(),
                refuse: Some("/dossiers/24/refusal".to_owned()),
                others: None,
                author: "tác giả",
                draft: 0,
                saved: None,
                phrases: vec![
                    Opt::new("", "Tự viết"),
                    Opt::new("initiative@1/missing-figures", "Lợi ích chưa có số liệu"),
                ],
                severities: vec![
                    Opt::new("must", "Bắt buộc"),
                    Opt::new("should", "Nên sửa"),
                    Opt::new("note", "Lưu ý"),
                ],
                repeats: None,
                version: 10,
                panel: IntakePanel::Choose,
                rows: vec![ReturnRow::default()],
                places: places(),
                bases: strings(&[
                    "Mẫu báo cáo, mục 4.2",
                    "Hướng dẫn của hội đồng năm 2024, mục 3",
                ]),
                answer_by: Some("Tác giả trả lời đến 23:59:59 ngày 18/04/2024.".to_owned()),
                reasons: vec![
                    Opt::new("subject", "Không thuộc đối tượng được công nhận"),
                    Opt::new("desk", "Không thuộc nơi tiếp nhận này"),
                    Opt::new("other", "Lý do khác").hint("Nêu rõ căn cứ ở dưới."),
                ],
                text: String::new(),
            }),
            closed: None,
            errors: Errors::none(),
            position: Some("3 trên 17".to_owned()),
            prev: Some("/dossiers/19/intake".to_owned()),
            next: Some("/dossiers/25/intake".to_owned()),
        }
    }

    /// A return being written, one field missing.
    pub fn sample_return() -> Self {
        let mut page = Self::sample();
        if let Some(forms) = &mut page.forms {
            forms.panel = IntakePanel::Return;
            forms.draft = 3;
            forms.saved = Some("Đã lưu lúc 09:20:11.".to_owned());
            forms.repeats = Some("Yêu cầu này nhắc lại nội dung 2.".to_owned());
            forms.rows = vec![
                ReturnRow {
                    place: "benefits".to_owned(),
                    page: "12".to_owned(),
                    quote: "giảm 4,4 giờ cho mỗi hồ sơ".to_owned(),
                    requirement:
                        "Nêu cách tính số giờ tiết kiệm và nguồn số liệu trước khi áp dụng."
                            .to_owned(),
                    basis: "Mẫu báo cáo, mục 4.2".to_owned(),
                    ..ReturnRow::default()
                },
                ReturnRow {
                    place: "evidence".to_owned(),
                    ..ReturnRow::default()
                },
            ];
        }
        page.judging = Some(super::correction::judging());
        page.errors = Errors::none().with(
            "requirement.1",
            "Ghi yêu cầu của nội dung 2, hoặc bỏ nội dung này.",
        );
        page
    }

    /// Already accepted.
    pub fn sample_closed() -> Self {
        Self {
            state: tag("Chờ thủ trưởng xác nhận", Tone::Plain),
            forms: None,
            closed: Some(
                "Hồ sơ đã được Cán bộ tiếp nhận mẫu tiếp nhận lúc 09:14 ngày 10/04/2024."
                    .to_owned(),
            ),
            deadline: None,
            ..Self::sample()
        }
    }
}

impl ConfirmationPage {
    /// Within the year.
    pub fn sample() -> Self {
        Self {
            shell: staff_shell(
                "Thủ trưởng mẫu",
                "Thủ trưởng đơn vị, Phòng Kinh tế",
                "/work",
            ),
            dossier: dossier_view(),
            deadline: Some(clock(
                "Còn 2 ngày làm việc để xác nhận.",
                "Đến hết ngày 15/04/2024.",
                Pace::Soon,
            )),
            action: "/dossiers/24/confirmation".to_owned(),
            version: 11,
            first_applied: "12/06/2023".to_owned(),
            limit: Citation {
                source: "điểm b khoản 1 Điều 5 Điều lệ Sáng kiến".to_owned(),
                says: Some(
                    "Yêu cầu công nhận nộp trong thời hạn một năm kể từ ngày áp dụng lần đầu."
                        .to_owned(),
                ),
                steps: strings(&[
                    "Áp dụng lần đầu: 12/06/2023",
                    "Cộng một năm: hết ngày 12/06/2024",
                    "Nộp hồ sơ: 09/04/2024",
                    "Còn 64 ngày trước khi hết thời hạn",
                ]),
            },
            verdict: tag("Trong thời hạn", Tone::Good),
            reason: String::new(),
            errors: Errors::none(),
            closed: None,
            dossier_link: Link::new("Trang hồ sơ", "/dossiers/24"),
        }
    }

    /// Past the year.
    pub fn sample_late() -> Self {
        Self {
            first_applied: "28/03/2023".to_owned(),
            limit: Citation {
                steps: strings(&[
                    "Áp dụng lần đầu: 28/03/2023",
                    "Cộng một năm: hết ngày 28/03/2024",
                    "Nộp hồ sơ: 09/04/2024",
                    "Quá thời hạn 12 ngày",
                ]),
                ..Self::sample().limit
            },
            verdict: tag("Quá thời hiệu 12 ngày", Tone::Late),
            errors: Errors::none().with("reason", "Ghi lý do sửa ngày áp dụng lần đầu."),
            ..Self::sample()
        }
    }
}
