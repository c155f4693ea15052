use super::{TITLE, author_shell, back, closing_soon, staff_shell, tag};
use crate::dossier::{
    DossierListPage, Filter, NewDossierPage, RoundChoice, WorkGroup, WorkItem, WorkPage,
};
use crate::parts::{
    Act, Cell, Due, Empty, Errors, Head, Kind, Link, Notice, Opt, Order, Pace, Pager, Tab, Table,
    Tag, Tone,
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
                    heading: Some("Sáng kiến".to_owned()),
                    selected: true,
                },
                RoundChoice {
                    value: "r2".to_owned(),
                    name: "Đợt 2 năm 2024".to_owned(),
                    stage: "Công nhận hiệu quả áp dụng, phạm vi ảnh hưởng".to_owned(),
                    explained: "Dành cho sáng kiến đã có quyết định công nhận cấp cơ sở, đề nghị công nhận phạm vi ảnh hưởng.".to_owned(),
                    desk: "Phòng Nội vụ".to_owned(),
                    closes: due("Nhận hồ sơ đến 23:59:59 ngày 14/11/2024 (giờ Việt Nam)", Pace::OnTrack),
                    heading: None,
                    selected: false,
                },
                RoundChoice {
                    value: "r3".to_owned(),
                    name: "Cấp bản sao trích lục, thị trấn Phúc Thọ".to_owned(),
                    stage: "Thủ tục hành chính".to_owned(),
                    explained: "Tiếp nhận, thẩm tra, ký và trả bản sao trích lục.".to_owned(),
                    desk: "Ủy ban nhân dân thị trấn Phúc Thọ".to_owned(),
                    closes: due("Nhận hồ sơ thường xuyên", Pace::OnTrack),
                    heading: Some("Thủ tục khác".to_owned()),
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
        page.errors = Errors::none().with("round", "Chọn đợt hoặc thủ tục để lập hồ sơ.");
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
