use super::{TITLE, author_shell, back, closing_soon, files, sections, staff_shell, tag};
use crate::dossier::{
    CorrectionItem, DossierHomePage, DossierListPage, Filter, NewDossierPage, Outcome, RoundChoice,
    WorkGroup, WorkItem, WorkPage,
};
use crate::parts::{
    Act, Cell, Citation, Deadline, Due, Empty, Errors, Event, Fact, Head, Kind, Link, Notice, Opt,
    Order, Pace, Pager, Tab, Table, Tag, Task, Tone, When,
};

fn due(text: &str, pace: Pace) -> Due {
    Due {
        text: text.to_owned(),
        pace,
    }
}

impl WorkPage {
    /// A clerk's morning.
    pub fn sample() -> Self {
        let item = |code: &str, title: &str, status: Tag, due: Option<Due>| WorkItem {
            title: title.to_owned(),
            href: format!("/dossiers/{code}/intake"),
            note: format!("{code} · Tác giả mẫu 01 · nộp 21:59 ngày 09/04/2024"),
            status,
            due,
        };
        let mut shell = staff_shell(
            "Cán bộ tiếp nhận mẫu",
            "Cán bộ tiếp nhận, Phòng Kinh tế",
            "/work",
        );
        shell.notice = Some(Notice::new(
            Kind::Success,
            "Đã tiếp nhận hồ sơ PT-2024-021.",
        ));
        Self {
            shell,
            today: "Thứ Tư, ngày 10/04/2024".to_owned(),
            deadline: None,
            groups: vec![
                WorkGroup {
                    title: "Chờ tiếp nhận".to_owned(),
                    hint: Some(
                        "Kiểm tra hình thức, rồi tiếp nhận, trả lại để bổ sung hoặc từ chối."
                            .to_owned(),
                    ),
                    items: vec![
                        item(
                            "PT-2024-024",
                            TITLE,
                            tag("Mới nộp", Tone::Active),
                            Some(due("còn 3 ngày làm việc", Pace::OnTrack)),
                        ),
                        item(
                            "PT-2024-019",
                            "Tổ chức góc đọc mở cho học sinh tiểu học",
                            tag("Nộp lại", Tone::Active),
                            Some(due("hết hạn hôm nay", Pace::Soon)),
                        ),
                        item(
                            "PT-2024-007",
                            "Quản lý hồ sơ lưu trữ tại Ủy ban nhân dân xã",
                            tag("Mới nộp", Tone::Active),
                            Some(due("quá hạn 1 ngày", Pace::Late)),
                        ),
                    ],
                    more: Some(Link::new("Xem cả 17 hồ sơ", "/dossiers?tab=intake")),
                },
                WorkGroup {
                    title: "Đang chờ tác giả bổ sung".to_owned(),
                    hint: None,
                    items: vec![item(
                        "PT-2024-011",
                        "Sổ tay điện tử theo dõi tiêm chủng mở rộng",
                        tag("Chờ bổ sung", Tone::Plain),
                        Some(due("tác giả còn 5 ngày", Pace::OnTrack)),
                    )],
                    more: None,
                },
            ],
            empty: Empty::new(
                "Không có việc nào đang chờ",
                "Hồ sơ mới xuất hiện tại đây ngay khi tác giả nộp.",
            ),
            acts: Vec::new(),
        }
    }

    /// An author on the last evening.
    pub fn sample_author() -> Self {
        let mut shell = author_shell();
        shell.notice = None;
        Self {
            shell,
            today: "Thứ Ba, ngày 09/04/2024".to_owned(),
            deadline: Some(closing_soon()),
            groups: vec![WorkGroup {
                title: "Hồ sơ đang viết".to_owned(),
                hint: None,
                items: vec![WorkItem {
                    title: TITLE.to_owned(),
                    href: "/dossiers/24".to_owned(),
                    note: "Đợt 1 năm 2024 · đã xong 4 trên 7 mục".to_owned(),
                    status: tag("Bản nháp", Tone::Plain),
                    due: Some(due("còn 2 giờ 1 phút", Pace::Soon)),
                }],
                more: None,
            }],
            acts: vec![Act::open("Lập hồ sơ mới", "/dossiers/new").secondary()],
            ..Self::sample()
        }
    }

    /// Nothing waits.
    pub fn sample_empty() -> Self {
        Self {
            groups: Vec::new(),
            ..Self::sample()
        }
    }
}

fn list_table() -> Table {
    let row = |code: &str,
               title: &str,
               who: &str,
               unit: &str,
               state: Tag,
               due: Option<Due>,
               changed: &str| {
        vec![
            Cell::code(code),
            Cell::link_with(title, format!("/dossiers/{code}"), who),
            Cell::text(unit),
            Cell::Tag(state),
            due.map_or_else(|| Cell::text(""), Cell::Due),
            Cell::number(changed),
        ]
    };
    Table::new(
        "Hồ sơ sáng kiến",
        vec![
            Head::new("Mã").sorts("?sort=code", None),
            Head::new("Tên sáng kiến").sorts("?sort=title", None),
            Head::new("Đơn vị"),
            Head::new("Trạng thái"),
            Head::new("Hạn"),
            Head::new("Nộp lúc")
                .numeric()
                .sorts("?sort=submitted", Some(Order::Down)),
        ],
        vec![
            row(
                "PT-2024-024",
                TITLE,
                "Tác giả mẫu 01, Tác giả mẫu 02",
                "Phòng Kinh tế",
                tag("Chờ tiếp nhận", Tone::Active),
                Some(due("còn 3 ngày", Pace::OnTrack)),
                "09/04/2024 21:59",
            ),
            row(
                "PT-2024-019",
                "Tổ chức góc đọc mở cho học sinh tiểu học",
                "Tác giả mẫu 07",
                "Trường Tiểu học mẫu A",
                tag("Chờ bổ sung", Tone::Soon),
                Some(due("hôm nay", Pace::Soon)),
                "02/04/2024 16:20",
            ),
            row(
                "PT-2024-011",
                "Sổ tay điện tử theo dõi tiêm chủng mở rộng",
                "Tác giả mẫu 11",
                "Trạm Y tế xã mẫu B",
                tag("Chờ thủ trưởng xác nhận", Tone::Plain),
                Some(due("quá 1 ngày", Pace::Late)),
                "28/03/2024 08:05",
            ),
            row(
                "PT-2024-007",
                "Quản lý hồ sơ lưu trữ tại Ủy ban nhân dân xã",
                "Tác giả mẫu 12",
                "UBND xã mẫu C",
                tag("Đang chấm", Tone::Plain),
                None,
                "21/03/2024 10:41",
            ),
            row(
                "PT-2024-003",
                "Mô hình tưới nhỏ giọt cho vườn bưởi",
                "Tác giả mẫu 14",
                "Trạm Khuyến nông",
                tag("Đã công nhận", Tone::State),
                None,
                "15/03/2024 09:12",
            ),
            row(
                "PT-2024-002",
                "Bảng tin điện tử của thôn",
                "Tác giả mẫu 15",
                "UBND xã mẫu D",
                tag("Từ chối", Tone::Late),
                None,
                "12/03/2024 14:30",
            ),
        ],
    )
}

impl DossierListPage {
    /// The clerk's list.
    pub fn sample() -> Self {
        let tab = |label: &str, count, current| Tab {
            label: label.to_owned(),
            href: "/dossiers?tab=all".to_owned(),
            count: Some(count),
            current,
        };
        let filter = |name: &str, label: &str, all: &str, others: &[&str]| {
            let mut options = vec![Opt::new("", all).selected(true)];
            options.extend(others.iter().map(|other| Opt::new(*other, *other)));
            Filter {
                name: name.to_owned(),
                label: label.to_owned(),
                options,
            }
        };
        Self {
            shell: staff_shell(
                "Cán bộ tiếp nhận mẫu",
                "Cán bộ tiếp nhận, Phòng Kinh tế",
                "/dossiers",
            ),
            heading: "Hồ sơ".to_owned(),
            tabs: vec![
                tab("Tất cả", 61, true),
                tab("Chờ tiếp nhận", 17, false),
                tab("Chờ bổ sung", 4, false),
                tab("Chờ xác nhận", 9, false),
                tab("Đã kết thúc", 12, false),
            ],
            query: String::new(),
            filters: vec![
                filter(
                    "round",
                    "Đợt",
                    "Mọi đợt",
                    &["Đợt 1 năm 2024", "Đợt 2 năm 2024"],
                ),
                filter(
                    "field",
                    "Lĩnh vực",
                    "Mọi lĩnh vực",
                    &["Cải cách hành chính", "Giáo dục", "Y tế"],
                ),
                filter(
                    "unit",
                    "Đơn vị",
                    "Mọi đơn vị",
                    &["Phòng Kinh tế", "Trường Tiểu học mẫu A"],
                ),
            ],
            kept: vec![("tab".to_owned(), "all".to_owned())],
            clear: Some("/dossiers".to_owned()),
            table: list_table().with_keys(),
            empty: Empty::new(
                "Không có hồ sơ nào phù hợp",
                "Bỏ bớt điều kiện lọc, hoặc chọn phần khác của danh sách.",
            ),
            pager: Some(Pager::new(1, 50, 61, |page| {
                format!("/dossiers?page={page}")
            })),
            new_href: None,
        }
    }

    /// An author's list.
    pub fn sample_author() -> Self {
        Self {
            shell: author_shell(),
            heading: "Hồ sơ của tôi".to_owned(),
            tabs: Vec::new(),
            filters: Vec::new(),
            kept: Vec::new(),
            clear: None,
            table: list_table(),
            pager: None,
            new_href: Some("/dossiers/new".to_owned()),
            ..Self::sample()
        }
    }

    /// An author's first visit.
    pub fn sample_empty() -> Self {
        let mut page = Self::sample_author();
        page.table.rows.clear();
        page.empty = Empty {
            title: "Chưa có hồ sơ nào".to_owned(),
            text: "Hồ sơ được lưu nháp ngay khi lập; viết dần và nộp trước giờ đóng của đợt."
                .to_owned(),
            link: Some(Link::new("Lập hồ sơ đầu tiên", "/dossiers/new")),
        };
        page
    }
}

impl NewDossierPage {
    /// Two rounds to choose from.
    pub fn sample() -> Self {
        let mut shell = author_shell();
        shell.back = Some(back("Hồ sơ của tôi", "/dossiers"));
        Self {
            shell,
            rounds: vec![
                RoundChoice {
                    value: "r1".to_owned(),
                    name: "Đợt 1 năm 2024".to_owned(),
                    stage: "Công nhận sáng kiến cấp cơ sở".to_owned(),
                    explained: "Dành cho giải pháp mới, đã áp dụng tại đơn vị và có hiệu quả, lần đầu đề nghị công nhận.".to_owned(),
                    desk: "Phòng Kinh tế".to_owned(),
                    closes: due("Nhận hồ sơ đến 23:59:59 ngày 09/04/2024 (giờ Việt Nam)", Pace::Soon),
                    selected: true,
                },
                RoundChoice {
                    value: "r2".to_owned(),
                    name: "Đợt 2 năm 2024".to_owned(),
                    stage: "Công nhận hiệu quả áp dụng, phạm vi ảnh hưởng".to_owned(),
                    explained: "Dành cho sáng kiến đã có quyết định công nhận cấp cơ sở, đề nghị công nhận phạm vi ảnh hưởng.".to_owned(),
                    desk: "Phòng Nội vụ".to_owned(),
                    closes: due("Nhận hồ sơ đến 23:59:59 ngày 14/11/2024 (giờ Việt Nam)", Pace::OnTrack),
                    selected: false,
                },
            ],
            none_open: String::new(),
            errors: Errors::none(),
        }
    }

    /// Nothing chosen.
    pub fn sample_error() -> Self {
        let mut page = Self::sample();
        for round in &mut page.rounds {
            round.selected = false;
        }
        page.errors = Errors::none().with("round", "Chọn đợt để lập hồ sơ.");
        page
    }

    /// No round open.
    pub fn sample_closed() -> Self {
        Self {
            rounds: Vec::new(),
            none_open: "Đợt 2 năm 2024 nhận hồ sơ từ 00:00 ngày 01/10/2024 (giờ Việt Nam)."
                .to_owned(),
            ..Self::sample()
        }
    }
}

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

pub(super) fn corrections() -> Vec<CorrectionItem> {
    vec![
        CorrectionItem {
            number: 1,
            place: "Mục IV, hiệu quả".to_owned(),
            requirement: "Nêu cách tính số giờ tiết kiệm và nguồn số liệu trước khi áp dụng."
                .to_owned(),
            basis: "Mẫu báo cáo, mục 4.2".to_owned(),
            edit: Some(Link::new(
                "Sửa mục Hiệu quả",
                "/dossiers/24/sections/benefits",
            )),
            answer: "Đã bổ sung bảng tính và số liệu của 41 hồ sơ năm 2023.".to_owned(),
            state: tag("Đã trả lời", Tone::Done),
        },
        CorrectionItem {
            number: 2,
            place: "Minh chứng".to_owned(),
            requirement: "Bổ sung văn bản của đơn vị cho phép áp dụng thử.".to_owned(),
            basis: "Hướng dẫn của hội đồng năm 2024, mục 3".to_owned(),
            edit: Some(Link::new("Thêm tệp minh chứng", "/dossiers/24/evidence")),
            answer: String::new(),
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
            timeline: Vec::new(),
            sections: Vec::new(),
            files: Vec::new(),
            decision: None,
            certificates: Vec::new(),
            remark: None,
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
