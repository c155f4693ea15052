use super::{TITLE, author_shell, back, closing_soon, files, sections, tag};
use crate::dossier::{CorrectionItem, DossierHomePage, Outcome};
use crate::parts::{Act, Citation, Deadline, Event, Fact, Link, Opt, Pace, Tag, Task, Tone, When};

fn task(title: &str, href: &str, note: Option<&str>, status: Tag) -> Task {
    Task {
        title: title.to_owned(),
        href: (!href.is_empty()).then(|| format!("/dossiers/24/{href}")),
        note: note.map(str::to_owned),
        status,
    }
}

fn one_year() -> Citation {
    Citation {
        source:
            "điểm b khoản 1 Điều 5 Điều lệ Sáng kiến ban hành kèm theo Nghị định số 13/2012/NĐ-CP"
                .to_owned(),
        says: Some(
            "Yêu cầu công nhận nộp trong thời hạn một năm kể từ ngày áp dụng lần đầu.".to_owned(),
        ),
        steps: super::strings(&[
            "Áp dụng lần đầu: 12/06/2023",
            "Cộng một năm: hết ngày 12/06/2024",
            "Hôm nay 09/04/2024: còn 64 ngày",
        ]),
    }
}

fn timeline(now: usize) -> Vec<Event> {
    let steps = [
        ("21:59:03 ngày 09/04/2024", "Nộp hồ sơ", "Tác giả mẫu 01"),
        ("09:14 ngày 10/04/2024", "Tiếp nhận", "Cán bộ tiếp nhận mẫu"),
        (
            "16:02 ngày 11/04/2024",
            "Thủ trưởng đơn vị xác nhận ngày áp dụng",
            "Thủ trưởng mẫu",
        ),
        ("Dự kiến 18/04/2024", "Hội đồng họp", ""),
        ("Trước ngày 30/04/2024", "Ban hành quyết định", ""),
    ];
    let event = |(index, (at, title, by)): (usize, (&str, &str, &str))| Event {
        at: at.to_owned(),
        title: title.to_owned(),
        by: (!by.is_empty()).then(|| by.to_owned()),
        detail: None,
        when: match index.cmp(&now) {
            std::cmp::Ordering::Less => When::Past,
            std::cmp::Ordering::Equal => When::Now,
            std::cmp::Ordering::Greater => When::Ahead,
        },
    };
    steps.into_iter().enumerate().map(event).collect()
}

fn replies(fixed: bool) -> Vec<Opt> {
    vec![
        Opt::new("fixed", "Đã sửa").selected(fixed),
        Opt::new("disputed", "Không sửa, có giải trình"),
    ]
}

pub(super) fn corrections() -> Vec<CorrectionItem> {
    vec![
        CorrectionItem {
            number: 1,
            place: "Mục IV, hiệu quả".to_owned(),
            anchor: super::strings(&["Trang 12", "“giảm 4,4 giờ cho mỗi hồ sơ”"]),
            shown_at: Some(Link::new(
                "Xem chỗ này trong tệp",
                "/dossiers/24/files/f1/text?quote=4%2C4#found",
            )),
            severity: tag("Bắt buộc", Tone::Plain),
            requirement: "Nêu cách tính số giờ tiết kiệm và nguồn số liệu trước khi áp dụng."
                .to_owned(),
            words: Some(("4,4 giờ".to_owned(), "4,4 giờ (41 hồ sơ)".to_owned())),
            basis: "Mẫu báo cáo, mục 4.2".to_owned(),
            edit: Some(Link::new(
                "Sửa mục Hiệu quả",
                "/dossiers/24/sections/benefits",
            )),
            replies: replies(true),
            reply: Some("Đã sửa".to_owned()),
            answer: "Đã bổ sung bảng tính và số liệu của 41 hồ sơ năm 2023.".to_owned(),
            history: super::strings(&[
                "09:14 ngày 10/04/2024, Cán bộ tiếp nhận mẫu: Yêu cầu bổ sung (lần 1)",
            ]),
            state: tag("Đã trả lời", Tone::Done),
        },
        CorrectionItem {
            number: 2,
            place: "Minh chứng".to_owned(),
            anchor: Vec::new(),
            shown_at: None,
            severity: tag("Nên sửa", Tone::Plain),
            words: None,
            requirement: "Bổ sung văn bản của đơn vị cho phép áp dụng thử.".to_owned(),
            basis: "Hướng dẫn của hội đồng năm 2024, mục 3".to_owned(),
            edit: Some(Link::new("Thêm tệp minh chứng", "/dossiers/24/evidence")),
            replies: replies(false),
            reply: None,
            answer: String::new(),
            history: Vec::new(),
            state: tag("Chưa trả lời", Tone::Soon),
        },
    ]
}

impl DossierHomePage {
    /// A draft on the last evening.
    pub fn sample() -> Self {
        let mut shell = author_shell();
        shell.back = Some(back("Hồ sơ của tôi", "/dossiers"));
        Self {
            shell,
            eyebrow: "Đợt 1 năm 2024 · Huyện Phúc Thọ · Nơi tiếp nhận: Phòng Kinh tế".to_owned(),
            title: TITLE.to_owned(),
            code: None,
            state: tag("Bản nháp", Tone::Plain),
            deadline: Some(closing_soon()),
            saved: Some(
                "Đã lưu lúc 21:58:12. Bản nháp vẫn còn nếu mất mạng hoặc hết phiên.".to_owned(),
            ),
            tasks: vec![
                task(
                    "Thông tin chung",
                    "sections/general",
                    None,
                    tag("Đã xong", Tone::Done),
                ),
                task(
                    "Tác giả và tỷ lệ đóng góp",
                    "authors",
                    Some("2 tác giả, tổng 100 %"),
                    tag("Đã xong", Tone::Done),
                ),
                task(
                    "Mô tả giải pháp",
                    "sections/description",
                    None,
                    tag("Đã xong", Tone::Done),
                ),
                task(
                    "Tính mới",
                    "sections/novelty",
                    Some("412 ký tự"),
                    tag("Đang viết", Tone::Active),
                ),
                task(
                    "Hiệu quả và cách tính",
                    "sections/benefits",
                    Some("Thiếu số liệu trước khi áp dụng"),
                    tag("Cần xem lại", Tone::Late),
                ),
                task(
                    "Minh chứng",
                    "evidence",
                    Some("2 tệp, 2,6 MB"),
                    tag("Đã xong", Tone::Done),
                ),
                task(
                    "Kiểm tra lại và nộp",
                    "",
                    Some("Mở khi các mục trên đã xong"),
                    tag("Chưa mở", Tone::Waiting),
                ),
            ],
            citations: vec![one_year()],
            outcome: None,
            facts: Vec::new(),
            acts: vec![Act::open("Rút hồ sơ", "/dossiers/24/withdrawal").danger()],
            corrections: Vec::new(),
            letters: Vec::new(),
            papers: Vec::new(),
            timeline: Vec::new(),
            sections: Vec::new(),
            files_title: "Minh chứng",
            files: Vec::new(),
            attached: Vec::new(),
            decision: None,
            certificates: Vec::new(),
            remark: None,
            standing: None,
            panel: None,
        }
    }

    /// Accepted and confirmed, before the council.
    pub fn sample_confirmed() -> Self {
        Self {
            code: Some("PT-2024-024".to_owned()),
            state: tag("Chờ hội đồng", Tone::Active),
            deadline: None,
            saved: None,
            tasks: Vec::new(),
            facts: vec![
                Fact::new("Lĩnh vực", "Cải cách hành chính"),
                Fact::new("Đơn vị", "Phòng Kinh tế"),
                Fact::new("Áp dụng lần đầu", "12/06/2023, đã xác nhận"),
                Fact::new("Biên nhận", "PT-2024-024").to("/dossiers/24/receipt"),
            ],
            acts: vec![
                Act::open("Xem biên nhận", "/dossiers/24/receipt").secondary(),
                Act::open("Rút hồ sơ", "/dossiers/24/withdrawal").danger().blocked("Hồ sơ đã vào chương trình phiên họp ngày 18/04/2024 nên không rút được. Liên hệ Thư ký mẫu nếu cần."),
            ],
            timeline: timeline(3),
            sections: sections(),
            files_title: "Minh chứng",
            files: files(),
            ..Self::sample()
        }
    }

    /// Returned for correction.
    pub fn sample_returned() -> Self {
        Self {
            state: tag("Chờ bổ sung", Tone::Soon),
            deadline: Some(Deadline {
                pace: Pace::OnTrack,
                remaining: None,
                lead: "Còn 8 ngày để bổ sung và nộp lại.".to_owned(),
                detail: "Đến 23:59:59 ngày 18/04/2024 (giờ Việt Nam).".to_owned(),
                closes_at: None,
                now: None,
            }),
            acts: vec![Act::open("Trả lời và nộp lại", "/dossiers/24/corrections")],
            corrections: corrections(),
            letters: vec![Link::new(
                "Thông báo yêu cầu bổ sung lần 1 (PDF)",
                "/dossiers/24/requests/1/letter.pdf",
            )],
            timeline: timeline(1),
            ..Self::sample_confirmed()
        }
    }

    /// Recognised.
    pub fn sample_recognised() -> Self {
        Self {
            state: tag("Đã công nhận", Tone::State),
            acts: vec![Act::open("Xem trong sổ công nhận", "/registry/SK-2024-0012").secondary()],
            decision: Some(Link::new(
                "Quyết định số 124/QĐ-UBND ngày 25/04/2024",
                "/decisions/4",
            )),
            certificates: vec![
                Link::new(
                    "Giấy chứng nhận của Tác giả mẫu 01",
                    "/certificates/SK-2024-7F3A-91C2",
                ),
                Link::new(
                    "Giấy chứng nhận của Tác giả mẫu 02",
                    "/certificates/SK-2024-7F3A-91C3",
                ),
            ],
            timeline: timeline(5),
            ..Self::sample_confirmed()
        }
    }

    /// Stopped by the time bar.
    pub fn sample_stopped() -> Self {
        Self {
            state: tag("Dừng: quá thời hiệu", Tone::Late),
            acts: vec![Act::open("Xem biên nhận", "/dossiers/24/receipt").secondary()],
            outcome: Some(Outcome {
                title: "Hồ sơ dừng vì quá thời hiệu".to_owned(),
                text: "Thủ trưởng đơn vị xác nhận sáng kiến áp dụng lần đầu ngày 28/03/2023; hồ sơ nộp ngày 09/04/2024, sau thời hạn 12 ngày.".to_owned(),
                citation: Some(one_year()),
                remedy: Some("Nếu ngày áp dụng lần đầu chưa đúng, tác giả đề nghị Thủ trưởng mẫu xem lại trong 10 ngày làm việc.".to_owned()),
            }),
            citations: Vec::new(),
            timeline: timeline(3),
            ..Self::sample_confirmed()
        }
    }
}
