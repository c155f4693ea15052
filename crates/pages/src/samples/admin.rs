use super::{admin_shell, back, closing_soon, tag};
use crate::admin::{
    AuditPage, Grant, InviteLink, NewPersonPage, PeoplePage, PersonPage, RoundLine, RoundsPage,
};
use crate::dossier::Filter;
use crate::parts::{Act, Cell, Errors, Fact, Head, Kind, Notice, Opt, Pager, Table, Tone};

fn units() -> Vec<Opt> {
    vec![
        Opt::new("u1", "Ủy ban nhân dân huyện Phúc Thọ").selected(true),
        Opt::new("u2", "Phòng Kinh tế"),
        Opt::new("u3", "Trường Tiểu học mẫu A"),
    ]
}

fn roles() -> Vec<Opt> {
    [
        ("author", "Tác giả"),
        ("head-of-unit", "Thủ trưởng đơn vị"),
        ("clerk", "Cán bộ tiếp nhận"),
        ("secretary", "Thư ký hội đồng"),
        ("auditor", "Thanh tra, kiểm tra"),
    ]
    .into_iter()
    .map(|(value, label)| Opt::new(value, label))
    .collect()
}

impl PeoplePage {
    /// A short list.
    pub fn sample() -> Self {
        let row = |name: &str, account: &str, unit: &str, role: &str, active| {
            vec![
                Cell::link_with(name, "/admin/people/7", account),
                Cell::text(unit),
                Cell::text(role),
                Cell::Tag(if active {
                    tag("Đang dùng", Tone::Done)
                } else {
                    tag("Chưa nhận lời mời", Tone::Waiting)
                }),
            ]
        };
        Self {
            shell: admin_shell(),
            query: String::new(),
            table: Table::new(
                "Người dùng",
                vec![
                    Head::new("Họ và tên"),
                    Head::new("Đơn vị"),
                    Head::new("Vai trò"),
                    Head::new("Tài khoản"),
                ],
                vec![
                    row(
                        "Cán bộ tiếp nhận mẫu",
                        "canbo.mau",
                        "Phòng Kinh tế",
                        "Cán bộ tiếp nhận",
                        true,
                    ),
                    row(
                        "Tác giả mẫu 01",
                        "tacgia.mau01",
                        "Phòng Kinh tế",
                        "Tác giả",
                        true,
                    ),
                    row(
                        "Thư ký mẫu",
                        "thuky.mau",
                        "UBND huyện",
                        "Thư ký hội đồng, Cán bộ tiếp nhận",
                        false,
                    ),
                ],
            )
            .with_keys(),
            pager: Some(Pager::new(1, 50, 3, |page| format!("?page={page}"))),
            new_href: Some("/admin/people/new".to_owned()),
            table_href: Some("/admin/people/table".to_owned()),
        }
    }
}

impl NewPersonPage {
    /// With a taken account.
    pub fn sample() -> Self {
        let mut shell = admin_shell();
        shell.back = Some(back("Người dùng", "/admin/people"));
        Self {
            shell,
            full_name: "Ủy viên mẫu 05".to_owned(),
            account: "uyvien.mau".to_owned(),
            email: String::new(),
            units: units(),
            roles: roles(),
            post: "Phó Chủ tịch".to_owned(),
            errors: Errors::none()
                .with(
                    "account",
                    "Tài khoản “uyvien.mau” đã có người dùng. Chọn tên khác.",
                )
                .with("role", "Chọn ít nhất một vai trò."),
        }
    }
}

impl PersonPage {
    /// A person with an invitation just made.
    pub fn sample() -> Self {
        let mut shell = admin_shell();
        shell.back = Some(back("Người dùng", "/admin/people"));
        let mut chosen = roles();
        if let Some(first) = chosen.first_mut() {
            first.selected = true;
        }
        Self {
            shell,
            name: "Thư ký mẫu".to_owned(),
            state: tag("Chưa nhận lời mời", Tone::Waiting),
            facts: vec![
                Fact::new("Tài khoản", "thuky.mau"),
                Fact::new("Thư điện tử", "Không cung cấp"),
                Fact::new("Đăng nhập gần nhất", "Chưa đăng nhập"),
            ],
            grants: vec![
                Grant {
                    role: "Thư ký hội đồng".to_owned(),
                    unit: "UBND huyện Phúc Thọ".to_owned(),
                    period: "từ 01/01/2024".to_owned(),
                    state: tag("Đang có hiệu lực", Tone::Good),
                    end: Some("/admin/people/7/grants/1/end".to_owned()),
                },
                Grant {
                    role: "Cán bộ tiếp nhận".to_owned(),
                    unit: "Phòng Kinh tế".to_owned(),
                    period: "01/01/2023 – 31/12/2023".to_owned(),
                    state: tag("Đã hết hiệu lực", Tone::Plain),
                    end: None,
                },
            ],
            grant_action: "/admin/people/7/grants".to_owned(),
            roles: chosen,
            units: units(),
            invite: Some(InviteLink {
                url: "https://sangkien.example.vn/invitations/mau-7f3a91c2".to_owned(),
                expires: "đến 17:00 ngày 12/04/2024".to_owned(),
            }),
            acts: vec![
                Act::post("Tạo liên kết mời mới", "/admin/people/7/link").secondary(),
                Act::post("Khóa tài khoản", "/admin/people/7/closure").danger(),
            ],
            errors: Errors::none(),
        }
    }
}

impl AuditPage {
    /// A whole chain.
    pub fn sample() -> Self {
        let row = |number: &str, at: &str, who: &str, what: &str, about: &str, hash: &str| {
            vec![
                Cell::number(number),
                Cell::code(at),
                Cell::text(who),
                Cell::text(what),
                Cell::link(about, "/dossiers/24"),
                Cell::code(hash),
            ]
        };
        Self {
            shell: admin_shell(),
            query: String::new(),
            filters: vec![Filter {
                name: "kind".to_owned(),
                label: "Loại việc".to_owned(),
                options: vec![
                    Opt::new("", "Mọi việc").selected(true),
                    Opt::new("dossier", "Hồ sơ"),
                    Opt::new("access", "Đăng nhập và quyền"),
                ],
            }],
            from: String::new(),
            until: String::new(),
            errors: Errors::none(),
            chain: Some(Notice::new(
                Kind::Info,
                "Chuỗi nhật ký nguyên vẹn đến việc số 1.204, kiểm tra lúc 06:00 ngày 10/04/2024.",
            )),
            table: Table::new(
                "Nhật ký",
                vec![
                    Head::new("Số").numeric(),
                    Head::new("Thời điểm"),
                    Head::new("Người thực hiện"),
                    Head::new("Việc"),
                    Head::new("Về"),
                    Head::new("Mã băm"),
                ],
                vec![
                    row(
                        "1.204",
                        "09/04/2024 21:59:03",
                        "Tác giả mẫu 01",
                        "Nộp hồ sơ",
                        "PT-2024-024",
                        "2c26b46b",
                    ),
                    row(
                        "1.203",
                        "09/04/2024 21:58:12",
                        "Tác giả mẫu 01",
                        "Lưu mục Tính mới",
                        "PT-2024-024",
                        "60303ae2",
                    ),
                ],
            ),
            pager: Some(Pager::new(1, 100, 1204, |page| format!("?page={page}"))),
        }
    }
}

impl RoundsPage {
    /// One round open, one planned.
    pub fn sample() -> Self {
        Self {
            shell: admin_shell(),
            rounds: vec![
                RoundLine {
                    name: "Đợt 1 năm 2024".to_owned(),
                    note: "Công nhận sáng kiến cấp cơ sở · Phòng Kinh tế".to_owned(),
                    period: "00:00 ngày 01/03/2024 – 23:59:59 ngày 09/04/2024".to_owned(),
                    deadline: Some(closing_soon()),
                    state: tag("Đang nhận", Tone::Good),
                },
                RoundLine {
                    name: "Đợt 2 năm 2024".to_owned(),
                    note: "Công nhận sáng kiến cấp cơ sở · Phòng Kinh tế".to_owned(),
                    period: "00:00 ngày 01/10/2024 – 23:59:59 ngày 14/11/2024".to_owned(),
                    deadline: None,
                    state: tag("Chưa mở", Tone::Waiting),
                },
            ],
            name: String::new(),
            bases: vec![Opt::new("1", "Đợt 1 năm 2024")],
            opens: String::new(),
            closes: String::new(),
            errors: Errors::none(),
        }
    }
}
