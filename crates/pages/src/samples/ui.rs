use super::{closing_soon, strings, tag};
use crate::parts::{
    Act, Citation, Deadline, Due, Empty, Errors, Event, Fact, Kind, Link, Meter, Notice, Opt, Pace,
    Pager, SummaryGroup, SummaryRow, Tab, Tone, When,
};
use crate::ui::UiPage;

impl UiPage {
    /// Every component in its states.
    pub fn sample() -> Self {
        let deadline = |pace, lead: &str, detail: &str| Deadline {
            pace,
            remaining: None,
            lead: lead.to_owned(),
            detail: detail.to_owned(),
            closes_at: None,
            now: None,
        };
        let event = |at: &str, title: &str, when| Event {
            at: at.to_owned(),
            title: title.to_owned(),
            by: None,
            detail: None,
            when,
        };
        let row = |label: &str, value: &str, problem: Option<&str>| SummaryRow {
            label: label.to_owned(),
            value: value.to_owned(),
            change: Some("#main".to_owned()),
            problem: problem.map(str::to_owned),
        };
        let tab = |label: &str, count, current| Tab {
            label: label.to_owned(),
            href: "#main".to_owned(),
            count,
            current,
        };
        Self {
            shell: super::public_shell(),
            samples: super::ALL
                .iter()
                .map(|sample| Link::new(sample.label, format!("/ui/{}", sample.name)))
                .collect(),
            acts: vec![
                Act::open("Nộp hồ sơ", "#main"),
                Act::open("Lưu nháp", "#main").secondary(),
                Act::open("Ký ban hành", "#main").state(),
                Act::open("Rút hồ sơ", "#main").danger(),
                Act::open("Kết luận phiên họp", "#main")
                    .blocked("Còn 4 phiếu chưa gửi; đóng phần chấm trước khi kết luận."),
            ],
            tags: vec![
                tag("Bản nháp", Tone::Plain),
                tag("Đã xong", Tone::Done),
                tag("Trong thời hạn", Tone::Good),
                tag("Đang chấm", Tone::Active),
                tag("Chờ bổ sung", Tone::Soon),
                tag("Quá thời hiệu", Tone::Late),
                tag("Đã công nhận", Tone::State),
                tag("Chưa mở", Tone::Waiting),
            ],
            notices: vec![
                Notice::new(Kind::Success, "Đã tiếp nhận hồ sơ PT-2024-024."),
                Notice {
                    text: Some("Hồ sơ mới nhất nộp lúc 21:59.".to_owned()),
                    link: Some(Link::new("Mở danh sách", "/dossiers")),
                    ..Notice::new(Kind::Info, "Có 3 hồ sơ mới.")
                },
                Notice::new(Kind::Warning, "Đợt 1 đóng sau 2 giờ nữa."),
            ],
            deadlines: vec![
                deadline(
                    Pace::OnTrack,
                    "Còn 12 ngày để nộp hồ sơ.",
                    "Đến 23:59:59 ngày 09/04/2024 (giờ Việt Nam).",
                ),
                closing_soon(),
                deadline(
                    Pace::Late,
                    "Quá hạn 2 ngày làm việc.",
                    "Hạn tiếp nhận là hết ngày 16/04/2024.",
                ),
                deadline(
                    Pace::Closed,
                    "Đợt 1 đã đóng.",
                    "Đóng lúc 23:59:59 ngày 09/04/2024 (giờ Việt Nam).",
                ),
            ],
            dues: vec![
                Due {
                    text: "còn 3 ngày".to_owned(),
                    pace: Pace::OnTrack,
                },
                Due {
                    text: "hôm nay".to_owned(),
                    pace: Pace::Soon,
                },
                Due {
                    text: "quá 1 ngày".to_owned(),
                    pace: Pace::Late,
                },
            ],
            events: vec![
                event("21:59:03 ngày 09/04/2024", "Nộp hồ sơ", When::Past),
                event("Từ 10/04/2024", "Chờ tiếp nhận", When::Now),
                event("Dự kiến 18/04/2024", "Hội đồng họp", When::Ahead),
            ],
            summary: SummaryGroup {
                title: "Thông tin chung".to_owned(),
                rows: vec![
                    row("Lĩnh vực", "Giáo dục", None),
                    row("Nơi đã tra cứu", "", None),
                    row(
                        "Ngày áp dụng lần đầu",
                        "31/02/2023",
                        Some("Ngày này không có trong lịch"),
                    ),
                ],
            },
            facts: vec![
                Fact::new("Đơn vị", "Phòng Kinh tế"),
                Fact::new("Biên nhận", "PT-2024-024").to("#main"),
            ],
            citation: Citation {
                source: "điểm b khoản 1 Điều 5 Điều lệ Sáng kiến".to_owned(),
                says: Some(
                    "Yêu cầu công nhận nộp trong thời hạn một năm kể từ ngày áp dụng lần đầu."
                        .to_owned(),
                ),
                steps: strings(&[
                    "Áp dụng lần đầu: 12/06/2023",
                    "Cộng một năm: hết ngày 12/06/2024",
                ]),
            },
            empty: Empty {
                link: Some(Link::new("Lập hồ sơ đầu tiên", "/dossiers/new")),
                ..Empty::new("Chưa có hồ sơ nào", "Hồ sơ được lưu nháp ngay khi lập.")
            },
            meter: Meter {
                label: "Tổng điểm 81 trên 100".to_owned(),
                value: 81,
                max: 100,
                marks: vec![50, 70, 85],
            },
            tabs: vec![
                tab("Tất cả", Some(61), true),
                tab("Chờ tiếp nhận", Some(17), false),
                tab("Đã kết thúc", None, false),
            ],
            pager: Pager::new(6, 20, 214, |page| format!("?page={page}")),
            options: vec![
                Opt::new("a", "Cải cách hành chính").selected(true),
                Opt::new("b", "Giáo dục").hint("Gồm cả mầm non."),
            ],
            errors: Errors::none()
                .with("wrong_text", "Nhập tên sáng kiến.")
                .with("wrong_choice", "Chọn lĩnh vực của sáng kiến."),
        }
    }
}
