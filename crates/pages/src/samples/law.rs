use super::{admin_shell, back, tag};
use crate::law::{
    ActPage, ActsPage, BeginCalendar, CalendarPage, CalendarsPage, DayLine, DraftForms, OfferCard,
    PacksPage, RuleCard, RuleRow, RulesPage,
};
use crate::parts::{
    Cell, Errors, Event, Fact, Head, Kind, Link, Notice, Opt, Tab, Table, Tone, When,
};

fn tabs(current: &str) -> Vec<Tab> {
    [
        ("Văn bản", "/admin/law"),
        ("Quy định", "/admin/law/rules"),
        ("Lịch làm việc", "/admin/calendar"),
        ("Gói pháp luật", "/admin/law/packs"),
    ]
    .into_iter()
    .map(|(label, href)| Tab {
        label: label.to_owned(),
        href: href.to_owned(),
        count: None,
        current: href == current,
    })
    .collect()
}

fn salary() -> RuleCard {
    let row = |value: &str, period: &str, act: &str, now, certain: bool| RuleRow {
        value: value.to_owned(),
        period: period.to_owned(),
        now,
        scope: None,
        act: Link::new(act, "/admin/law/acts/nd-161-2026"),
        certainty: (!certain).then(|| tag("Chưa kiểm chứng", Tone::Soon)),
        note: String::new(),
    };
    RuleCard {
        anchor: "r-1".to_owned(),
        name: "Mức lương cơ sở".to_owned(),
        rows: vec![
            row(
                "2.340.000 đồng/tháng",
                "01/07/2024 – 30/06/2026",
                "Nghị định 73/2024/NĐ-CP",
                false,
                false,
            ),
            row(
                "2.530.000 đồng/tháng",
                "từ 01/07/2026",
                "Nghị định 161/2026/NĐ-CP",
                true,
                true,
            ),
        ],
    }
}

impl ActsPage {
    /// Two acts.
    pub fn sample() -> Self {
        let row = |cited: &str, title: &str, issuer: &str, days: &str, standing, certainty| {
            vec![
                Cell::link_with(cited, "/admin/law/acts/nd-13-2012", title),
                Cell::text(issuer),
                Cell::text(days),
                Cell::Tag(standing),
                Cell::Tag(certainty),
            ]
        };
        Self {
            shell: admin_shell(),
            tabs: tabs("/admin/law"),
            query: String::new(),
            table: Table::new(
                "Văn bản pháp luật",
                [
                    "Văn bản",
                    "Cơ quan ban hành",
                    "Hiệu lực",
                    "Tình trạng",
                    "Kiểm chứng",
                ]
                .map(Head::new)
                .to_vec(),
                vec![
                    row(
                        "Nghị định 13/2012/NĐ-CP",
                        "Ban hành Điều lệ Sáng kiến",
                        "Chính phủ",
                        "từ 25/04/2012",
                        tag("Còn hiệu lực", Tone::Good),
                        tag("Đã đọc văn bản", Tone::Done),
                    ),
                    row(
                        "Nghị định 73/2024/NĐ-CP",
                        "Quy định mức lương cơ sở",
                        "Chính phủ",
                        "01/07/2024 – 30/06/2026",
                        tag("Hết hiệu lực", Tone::Plain),
                        tag("Chưa kiểm chứng", Tone::Soon),
                    ),
                ],
            )
            .with_keys(),
        }
    }

    /// Nothing found.
    pub fn sample_empty() -> Self {
        let mut page = Self::sample();
        "thong tu".clone_into(&mut page.query);
        page.table.rows.clear();
        page
    }
}

impl ActPage {
    /// An act that was replaced.
    pub fn sample() -> Self {
        let event = |at: &str, title: &str, when| Event {
            at: at.to_owned(),
            title: title.to_owned(),
            by: None,
            detail: None,
            when,
        };
        let mut shell = admin_shell();
        shell.back = Some(back("Văn bản pháp luật", "/admin/law"));
        Self {
            shell,
            kind: "Nghị định".to_owned(),
            cited_as: "Nghị định 73/2024/NĐ-CP".to_owned(),
            title: "Quy định mức lương cơ sở và chế độ tiền thưởng".to_owned(),
            tags: vec![
                tag("Hết hiệu lực", Tone::Plain),
                tag("Chưa kiểm chứng", Tone::Soon),
            ],
            facts: vec![
                Fact::new("Số ký hiệu", "73/2024/NĐ-CP"),
                Fact::new("Cơ quan ban hành", "Chính phủ"),
                Fact::new("Hiệu lực", "01/07/2024 – 30/06/2026"),
            ],
            chain: vec![
                event("từ 01/07/2023", "Nghị định 24/2023/NĐ-CP", When::Past),
                event("từ 01/07/2024", "Nghị định 73/2024/NĐ-CP", When::Now),
                event("từ 01/07/2026", "Nghị định 161/2026/NĐ-CP", When::Ahead),
            ],
            amended_by: vec![Link::new("Nghị định mẫu", "/admin/law/acts/mau")],
            amends: Vec::new(),
            rules: vec![salary()],
            source: "Điều 3. Mức lương cơ sở …".to_owned(),
        }
    }
}

impl RulesPage {
    /// One rule with its time line.
    pub fn sample() -> Self {
        Self {
            shell: admin_shell(),
            tabs: tabs("/admin/law/rules"),
            query: String::new(),
            rules: vec![salary()],
        }
    }
}

impl PacksPage {
    /// One pack loaded, one with changes.
    pub fn sample() -> Self {
        let offer = |title: &str, state, changes| OfferCard {
            title: title.to_owned(),
            note: "Bản 2026.2 · Cả nước".to_owned(),
            state,
            changes,
            kept: Vec::new(),
            limits: Vec::new(),
            action: None,
            sha256: "9f86d081".to_owned(),
        };
        let mut second = offer(
            "Quy định của UBND huyện Phúc Thọ năm 2024",
            tag("Có bản mới", Tone::Soon),
            vec![(
                "Quy định".to_owned(),
                vec!["Hết hiệu lực: Mức lương cơ sở, 2.340.000 đồng/tháng".to_owned()],
            )],
        );
        second.kept = vec!["Đợt 1 năm 2024: 12 hồ sơ".to_owned()];
        second.action = Some("/admin/law/packs/phuc-tho/load".to_owned());
        Self {
            shell: admin_shell(),
            tabs: tabs("/admin/law/packs"),
            offers: vec![
                offer(
                    "Pháp luật chung về hoạt động sáng kiến",
                    tag("Đã nạp", Tone::Done),
                    Vec::new(),
                ),
                second,
            ],
            table: Table::new(
                "Các lần nạp",
                ["Gói", "Phạm vi", "Nạp lúc", "Người nạp", "Mã băm"]
                    .map(Head::new)
                    .to_vec(),
                vec![vec![
                    Cell::Stack(
                        "Pháp luật chung về hoạt động sáng kiến".to_owned(),
                        "Bản 2026.2".to_owned(),
                    ),
                    Cell::text("Cả nước"),
                    Cell::text("08:00 ngày 01/01/2024"),
                    Cell::text("Hệ thống"),
                    Cell::code("9f86d081"),
                ]],
            ),
            errors: Errors::none(),
        }
    }
}

fn day(day: &str, name: &str, kind: &str, change: Option<&str>) -> DayLine {
    DayLine {
        day: day.to_owned(),
        kind: tag(kind, Tone::Active),
        name: name.to_owned(),
        source: "Bộ luật Lao động 2019, Điều 112".to_owned(),
        value: "2026-02-17".to_owned(),
        change: change.map(str::to_owned),
    }
}

impl CalendarsPage {
    /// Two years, one missing.
    pub fn sample() -> Self {
        let row = |year: &str, edition: &str, days: &str, state| {
            vec![
                Cell::link(year, "/admin/calendar/1"),
                Cell::text("Cả nước"),
                Cell::text(edition),
                Cell::number(days),
                Cell::Tag(state),
            ]
        };
        Self {
            shell: admin_shell(),
            tabs: tabs("/admin/calendar"),
            table: Table::new(
                "Bảng lịch",
                vec![
                    Head::new("Năm"),
                    Head::new("Phạm vi"),
                    Head::new("Bản"),
                    Head::new("Số ngày").numeric(),
                    Head::new("Tình trạng"),
                ],
                vec![
                    row("Năm 2025", "1", "11", tag("Đang áp dụng", Tone::Good)),
                    row("Năm 2026", "Nháp", "14", tag("Bản nháp", Tone::Waiting)),
                ],
            ),
            missing: Some(Notice::new(
                Kind::Warning,
                "Năm 2027 chưa có bảng được xác nhận.",
            )),
            begin: Some(BeginCalendar {
                scopes: vec![
                    Opt::new("", "Cả nước").selected(true),
                    Opt::new("PT", "Ủy ban nhân dân huyện Phúc Thọ"),
                ],
                year: "2027".to_owned(),
            }),
            errors: Errors::none(),
        }
    }
}

impl CalendarPage {
    /// A draft that changes a table in force.
    pub fn sample_draft() -> Self {
        let mut shell = admin_shell();
        shell.back = Some(back("Lịch làm việc", "/admin/calendar"));
        Self {
            shell,
            title: "Lịch năm 2026".to_owned(),
            scope: "Cả nước".to_owned(),
            state: tag("Bản nháp", Tone::Waiting),
            facts: vec![Fact::new("Lập lúc", "08:00 ngày 21/11/2025")],
            days: vec![
                day(
                    "Thứ Ba, ngày 17/02/2026",
                    "Tết Nguyên đán",
                    "Nghỉ lễ, tết",
                    None,
                ),
                day(
                    "Thứ Bảy, ngày 10/01/2026",
                    "Làm bù cho ngày 02/01",
                    "Làm bù",
                    Some("thêm"),
                ),
            ],
            gone: vec![day(
                "Thứ Sáu, ngày 02/01/2026",
                "Hoán đổi",
                "Nghỉ hoán đổi",
                None,
            )],
            proposals: vec![day(
                "Chủ Nhật, ngày 26/04/2026",
                "Giỗ Tổ Hùng Vương",
                "Nghỉ lễ, tết",
                None,
            )],
            draft: Some(DraftForms {
                put: "/admin/calendar/1/days".to_owned(),
                remove: "/admin/calendar/1/removal".to_owned(),
                adopt: "/admin/calendar/1/proposals".to_owned(),
                confirm: "/admin/calendar/1/confirmation".to_owned(),
                discard: "/admin/calendar/1/discard".to_owned(),
                version: 3,
                day: String::new(),
                kinds: vec![
                    Opt::new("holiday", "Nghỉ lễ, tết"),
                    Opt::new("swapped-work", "Làm bù"),
                ],
                name: String::new(),
                source: String::new(),
                certainties: vec![
                    Opt::new("official", "Đã đọc văn bản"),
                    Opt::new("unverified", "Chưa kiểm chứng"),
                ],
                reason: String::new(),
                consequences: vec![
                    "Bảng này thay bảng đang áp dụng của năm 2026.".to_owned(),
                    "Thời hạn đang chạy được tính lại; mỗi thời hạn bị dời ghi rõ lý do."
                        .to_owned(),
                ],
            }),
            begin: None,
            other_draft: None,
            errors: Errors::none(),
        }
    }

    /// A day that cannot be as typed.
    pub fn sample_error() -> Self {
        let mut page = Self::sample_draft();
        page.errors = Errors::none().with("day", "Ngày này không thuộc năm 2026.");
        if let Some(draft) = &mut page.draft {
            "01/01/2027".clone_into(&mut draft.day);
        }
        page
    }

    /// A table in force.
    pub fn sample() -> Self {
        let mut page = Self::sample_draft();
        page.state = tag("Đang áp dụng", Tone::Good);
        page.draft = None;
        page.gone.clear();
        page.begin = Some("/admin/calendar/1/edition".to_owned());
        page.other_draft = Some("/admin/calendar/2".to_owned());
        page
    }
}
