use super::{TITLE, author_shell, back, closing_soon, files, strings};
use crate::parts::{Citation, Deadline, Errors, Fact, Link, Pace, Step, SummaryGroup, SummaryRow};
use crate::submission::{
    CarryOver, CheckPage, CorrectionsPage, LateReceiptPage, ReceiptPage, WithdrawalPage,
};

const HASH: &str = "2c26b46b 68ffc68f f99b453c 1d304134 13422d70 6483bfa0 f98a5e88 6266e7ae";

fn summary_row(label: &str, value: &str, section: &str) -> SummaryRow {
    SummaryRow {
        label: label.to_owned(),
        value: value.to_owned(),
        change: Some(format!("/dossiers/24/{section}")),
        problem: None,
    }
}

impl CheckPage {
    /// Ready to be submitted.
    pub fn sample() -> Self {
        let mut shell = author_shell();
        shell.back = Some(back("Các mục của hồ sơ", "/dossiers/24"));
        Self {
            shell,
            dossier: TITLE.to_owned(),
            action: "/dossiers/24/submission".to_owned(),
            version: 9,
            deadline: Some(closing_soon()),
            groups: vec![
                SummaryGroup {
                    title: "Thông tin chung".to_owned(),
                    rows: vec![
                        summary_row("Tên sáng kiến", TITLE, "sections/general"),
                        summary_row("Lĩnh vực", "Cải cách hành chính", "sections/general"),
                        summary_row("Ngày áp dụng lần đầu", "12/06/2023", "sections/general"),
                        summary_row("Nơi đã tra cứu", "", "sections/novelty"),
                    ],
                },
                SummaryGroup {
                    title: "Tác giả".to_owned(),
                    rows: vec![summary_row(
                        "Tác giả và tỷ lệ",
                        "Tác giả mẫu 01, Phòng Kinh tế: 60 %\nTác giả mẫu 02, Phòng Kinh tế: 40 %",
                        "authors",
                    )],
                },
                SummaryGroup {
                    title: "Nội dung".to_owned(),
                    rows: vec![
                        summary_row(
                            "Mô tả giải pháp",
                            "Mỗi nội dung cần chỉnh sửa được gắn với trang, câu trích và yêu cầu sửa, có căn cứ pháp lý; văn bản thông báo được lập tự động từ danh sách này.",
                            "sections/description",
                        ),
                        summary_row(
                            "Hiệu quả",
                            "Thời gian mô tả một hồ sơ giảm từ 6,5 giờ còn 2,1 giờ.",
                            "sections/benefits",
                        ),
                        summary_row(
                            "Minh chứng",
                            "Ke-hoach-trien-khai.pdf, 2,4 MB\nSo-lieu-truoc-va-sau.xlsx, 184 KB",
                            "evidence",
                        ),
                    ],
                },
            ],
            problems: Vec::new(),
            overlap: Some(back("Tự kiểm tra trùng lặp", "/dossiers/24/own-overlap")),
            commitment: strings(&[
                "Nội dung trong hồ sơ là trung thực, không xâm phạm quyền sở hữu trí tuệ của người khác.",
                "Sáng kiến không chứa bí mật nhà nước và đồng ý công bố khi được công nhận.",
            ]),
            committed: false,
            errors: Errors::none(),
            again: false,
        }
    }

    /// Something stands in the way.
    pub fn sample_problems() -> Self {
        let mut page = Self::sample();
        page.problems = vec![Link::new(
            "Hiệu quả: thiếu số liệu trước khi áp dụng",
            "/dossiers/24/sections/benefits",
        )];
        if let Some(row) = page
            .groups
            .last_mut()
            .and_then(|group| group.rows.get_mut(1))
        {
            row.problem = Some("Thiếu số liệu trước khi áp dụng".to_owned());
        }
        page.errors = Errors::none().with("commitment", "Đánh dấu cam kết trước khi nộp hồ sơ.");
        page
    }
}

/// A picture that stands for a QR code.
fn qr() -> String {
    let cells = (0..21_u32)
        .flat_map(|y| (0..21_u32).map(move |x| (x, y)))
        .filter(|(x, y)| {
            let corner = |x: u32, y: u32| {
                let (dx, dy) = (x.abs_diff(3), y.abs_diff(3));
                let ring = dx.max(dy);
                ring <= 3 && ring != 2
            };
            let free = |x: u32, y: u32| x > 7 || y > 7;
            corner(*x, *y)
                || corner(20 - *x, *y)
                || corner(*x, 20 - *y)
                || (free(*x, *y)
                    && free(20 - *x, *y)
                    && free(*x, 20 - *y)
                    && (x * 7 + y * 11 + x * y) % 5 < 2)
        });
    let mut path = String::new();
    for (x, y) in cells {
        for part in [
            "M",
            &(x + 2).to_string(),
            " ",
            &(y + 2).to_string(),
            "h1v1h-1z",
        ] {
            path.push_str(part);
        }
    }
    format!(
        r##"<svg viewBox="0 0 25 25" role="img" aria-label="Mã QR dẫn tới hồ sơ"><path fill="#000" d="{path}"/></svg>"##
    )
}

impl ReceiptPage {
    /// One minute before closing.
    pub fn sample() -> Self {
        let mut shell = author_shell();
        shell.notice = None;
        Self {
            shell,
            kind: "Giấy biên nhận hồ sơ sáng kiến".to_owned(),
            code: "PT-2024-024".to_owned(),
            submitted_at: "21:59:03 ngày 09/04/2024 (giờ Việt Nam)".to_owned(),
            title: TITLE.to_owned(),
            facts: vec![
                Fact::new("Tác giả", "Tác giả mẫu 01 (60 %)\nTác giả mẫu 02 (40 %)"),
                Fact::new("Đợt", "Đợt 1 năm 2024"),
                Fact::new("Nơi tiếp nhận", "Phòng Kinh tế"),
            ],
            hash: HASH.to_owned(),
            files: files(),
            next: vec![
                Step {
                    title: "Phòng Kinh tế kiểm tra và tiếp nhận".to_owned(),
                    when: Some("trước hết ngày 16/04/2024 (5 ngày làm việc)".to_owned()),
                    citation: Some(Citation::new("khoản 2 Điều 6 Điều lệ Sáng kiến")),
                },
                Step {
                    title: "Thủ trưởng đơn vị xác nhận ngày áp dụng lần đầu".to_owned(),
                    when: Some("trong 3 ngày làm việc sau khi tiếp nhận".to_owned()),
                    citation: None,
                },
                Step {
                    title: "Hội đồng sáng kiến họp và biểu quyết".to_owned(),
                    when: Some("dự kiến 18/04/2024".to_owned()),
                    citation: None,
                },
            ],
            qr_svg: qr(),
            dossier_href: "/dossiers/24".to_owned(),
        }
    }
}

impl LateReceiptPage {
    /// A moment too late, with a next round.
    pub fn sample() -> Self {
        Self {
            shell: author_shell(),
            title: TITLE.to_owned(),
            submitted_at: "00:00:00,412 ngày 10/04/2024".to_owned(),
            closed_at: "23:59:59 ngày 09/04/2024".to_owned(),
            late_by: "0,4 giây".to_owned(),
            citation: Citation {
                source: "Kế hoạch tổ chức hoạt động sáng kiến năm 2024 của huyện, mục III".to_owned(),
                says: Some("Đợt 1 nhận hồ sơ trước ngày 10/4/2024.".to_owned()),
                steps: Vec::new(),
            },
            kept: strings(&["Toàn bộ nội dung và 2 tệp minh chứng, đúng như lúc gửi.", "Thời điểm hồ sơ đến, ghi trong nhật ký không sửa được."]),
            hash: HASH.to_owned(),
            carry: Some(CarryOver {
                action: "/dossiers/24/carry".to_owned(),
                round: "r2".to_owned(),
                label: "Đợt 2 năm 2024".to_owned(),
                when: "Nhận hồ sơ từ 01/10/2024 đến hết ngày 14/11/2024.".to_owned(),
            }),
            contact: Some("Nếu cho rằng hồ sơ đã gửi trước giờ đóng, liên hệ Cán bộ tiếp nhận mẫu, Phòng Kinh tế.".to_owned()),
            dossier_href: "/dossiers/24".to_owned(),
        }
    }
}

impl WithdrawalPage {
    /// Withdrawing a submitted dossier.
    pub fn sample() -> Self {
        Self {
            shell: author_shell(),
            title: TITLE.to_owned(),
            code: Some("PT-2024-024".to_owned()),
            action: "/dossiers/24/withdrawal".to_owned(),
            version: 11,
            consequences: strings(&[
                "Hồ sơ ra khỏi đợt 1 năm 2024 và không được xét trong đợt này.",
                "Nội dung và tệp vẫn còn; có thể dùng để lập hồ sơ khác.",
                "Việc rút không hoàn lại được sau khi đợt đã đóng.",
            ]),
            reason: String::new(),
            errors: Errors::none(),
            keep_href: "/dossiers/24".to_owned(),
        }
    }
}

impl CorrectionsPage {
    /// One item answered, one open.
    pub fn sample() -> Self {
        let mut shell = author_shell();
        shell.back = Some(back("Hồ sơ", "/dossiers/24"));
        Self {
            shell,
            title: TITLE.to_owned(),
            code: "PT-2024-024".to_owned(),
            returned:
                "Cán bộ tiếp nhận mẫu trả lại hồ sơ lúc 09:30 ngày 10/04/2024 với 2 nội dung."
                    .to_owned(),
            action: "/dossiers/24/corrections".to_owned(),
            version: 12,
            deadline: Some(Deadline {
                pace: Pace::OnTrack,
                remaining: None,
                lead: "Còn 8 ngày để trả lời.".to_owned(),
                detail: "Đến 23:59:59 ngày 18/04/2024 (giờ Việt Nam).".to_owned(),
                closes_at: None,
                now: None,
            }),
            items: super::home::corrections(),
            errors: Errors::none().with("answer.2", "Ghi đã bổ sung văn bản nào cho nội dung 2."),
            saved: None,
            links: vec![
                Link::new(
                    "Thông báo yêu cầu bổ sung (PDF)",
                    "/dossiers/24/requests/1/letter.pdf",
                ),
                Link::new("Xem những gì đã sửa", "/dossiers/24/changes"),
            ],
        }
    }
}
