use super::{admin_shell, tag};
use crate::council::{
    CallIn, CouncilFormPage, CouncilListPage, CouncilMember, CouncilPage, CouncilRound,
    CouncilSharePage, SeatPage,
};
use crate::parts::{Act, Cell, Empty, Errors, Fact, Head, Opt, Table, Tone};

const HOME: &str = "/councils/1";

impl CouncilListPage {
    /// One council.
    pub fn sample() -> Self {
        let heads = ["Hội đồng", "Thành lập theo", "Nhiệm kỳ", "Trạng thái"];
        Self {
            shell: admin_shell(),
            table: Table::new(
                "Hội đồng",
                heads.map(Head::new).to_vec(),
                vec![vec![
                    Cell::link_with(
                        "Hội đồng Sáng kiến huyện Phúc Thọ",
                        HOME,
                        "Công nhận sáng kiến",
                    ),
                    Cell::text("Số 12/QĐ-UBND ngày 02/01/2024"),
                    Cell::text("từ 02/01/2024"),
                    Cell::Tag(tag("Đang hoạt động", Tone::Good)),
                ]],
            ),
            empty: Empty::new(
                "Chưa có hội đồng nào",
                "Thành lập hội đồng theo quyết định.",
            ),
            new_href: Some("/councils/new".to_owned()),
        }
    }
}

impl CouncilFormPage {
    /// A new council without a name.
    pub fn sample() -> Self {
        Self {
            shell: admin_shell(),
            action: "/councils/new".to_owned(),
            version: None,
            units: vec![Opt::new("1", "UBND huyện Phúc Thọ").selected(true)],
            stages: vec![
                Opt::new("base", "Công nhận sáng kiến cấp cơ sở").selected(true),
                Opt::new("reach", "Công nhận hiệu quả áp dụng, phạm vi ảnh hưởng"),
            ],
            name: String::new(),
            decision_ref: "12/QĐ-UBND".to_owned(),
            decided_on: "02/01/2024".to_owned(),
            from: "02/01/2024".to_owned(),
            until: String::new(),
            blind: vec![Opt::new(
                "yes",
                "Chấm ẩn danh: người chấm và biểu quyết chỉ biết tác giả, đơn vị sau khi kết luận",
            )],
            errors: Errors::none().with("name", "Ghi tên hội đồng."),
        }
    }
}

impl CouncilPage {
    /// A council without a representative of the trade union.
    pub fn sample() -> Self {
        let member = |number: u32, name: &str, post: &str, note: &str| CouncilMember {
            name: name.to_owned(),
            post: post.to_owned(),
            note: note.to_owned(),
            href: Some(format!("{HOME}/seats/{number}")),
        };
        Self {
            shell: admin_shell(),
            home: HOME.to_owned(),
            unit: "UBND huyện Phúc Thọ".to_owned(),
            name: "Hội đồng Sáng kiến huyện Phúc Thọ".to_owned(),
            state: tag("Đang hoạt động", Tone::Good),
            facts: vec![
                Fact::new("Thành lập theo", "Quyết định số 12/QĐ-UBND ngày 02/01/2024"),
                Fact::new("Nhiệm kỳ", "từ 02/01/2024"),
            ],
            breaches: vec![
                "Chưa có đại diện công đoàn. Căn cứ: Điều 8, Thông tư 18/2013/TT-BKHCN.".to_owned(),
            ],
            still: None,
            members: vec![
                member(
                    1,
                    "Chủ tịch mẫu",
                    "Chủ tịch hội đồng",
                    "Chấm và biểu quyết, nhận xét, kết luận",
                ),
                member(2, "Thư ký mẫu", "Thư ký hội đồng", "Nhận xét"),
            ],
            substitutes: vec![CouncilMember {
                name: "Ủy viên mẫu 09".to_owned(),
                post: String::new(),
                note: "Chờ được mời thay".to_owned(),
                href: None,
            }],
            substitute: Some(String::new()),
            rounds: vec![
                CouncilRound {
                    name: "Đợt 1 năm 2024".to_owned(),
                    state: tag("Hội đồng này xét", Tone::Active),
                    note: "Lĩnh vực: Văn thư, và các lĩnh vực còn lại".to_owned(),
                    href: format!("{HOME}/rounds/1"),
                },
                CouncilRound {
                    name: "Đợt 2 năm 2024".to_owned(),
                    state: tag("Hội đồng khác xét", Tone::Plain),
                    note: String::new(),
                    href: format!("{HOME}/rounds/2"),
                },
            ],
            acts: vec![
                Act::open("Thêm thành viên", format!("{HOME}/seats/new")),
                Act::open("Sửa thông tin hội đồng", format!("{HOME}/record")).secondary(),
            ],
            errors: Errors::none(),
        }
    }
}

impl SeatPage {
    /// A member for whom a substitute may be called in.
    pub fn sample() -> Self {
        Self {
            shell: admin_shell(),
            title: "Ủy viên mẫu 01".to_owned(),
            action: format!("{HOME}/seats/3"),
            account: None,
            posts: vec![
                Opt::new("chair", "Chủ tịch hội đồng"),
                Opt::new("member", "Ủy viên hội đồng").selected(true),
            ],
            rights: vec![
                Opt::new("mark", "Chấm điểm và biểu quyết").selected(true),
                Opt::new("comment", "Nhận xét").selected(true),
                Opt::new("conclude", "Kết luận phiên họp"),
            ],
            union: vec![Opt::new("yes", "Đại diện công đoàn của đơn vị")],
            reason: Some(String::new()),
            call_in: Some(CallIn {
                action: format!("{HOME}/seats/3/substitute"),
                people: vec![Opt::new("9", "Ủy viên mẫu 09")],
                why: String::new(),
            }),
            errors: Errors::none(),
        }
    }
}

impl CouncilSharePage {
    /// One field of two, and nobody judges the rest.
    pub fn sample() -> Self {
        Self {
            shell: admin_shell(),
            council: "Hội đồng sáng kiến cấp cơ sở".to_owned(),
            round: "Đợt 1 năm 2024".to_owned(),
            facts: vec![Fact::new("Văn thư, lưu trữ", "Hội đồng sáng kiến cấp cơ sở")],
            open: "Chưa có hội đồng nào xét các lĩnh vực còn lại: hồ sơ thuộc các lĩnh vực đó không nộp được.".to_owned(),
            action: format!("{HOME}/rounds/1"),
            fields: vec![
                Opt::new("1", "Văn thư, lưu trữ").selected(true),
                Opt::new("2", "Giáo dục và đào tạo"),
            ],
            rest: vec![Opt::new(
                "yes",
                "Hội đồng này xét mọi lĩnh vực chưa giao riêng cho hội đồng nào",
            )],
            errors: Errors::none(),
        }
    }
}
