use super::{TITLE, back, session::picks, staff_shell, strings, tag};
use crate::Shell;
use crate::decision::{
    CertificateLine, DecisionListPage, DecisionPage, IssueForm, NewDecisionPage, ReportLine,
    YearlyReportPage,
};
use crate::parts::{
    Act, AnnexRow, Cell, DecisionPaper, Empty, Errors, Fact, Head, Link, Opt, Tab, Table, Tone,
};

fn shell() -> Shell {
    staff_shell("Lãnh đạo mẫu", "Lãnh đạo ký quyết định", "/decisions")
}

impl DecisionListPage {
    /// A draft and an issued one.
    pub fn sample() -> Self {
        Self {
            shell: shell(),
            table: Table::new(
                "Quyết định",
                vec![
                    Head::new("Số, ký hiệu"),
                    Head::new("Về việc"),
                    Head::new("Ngày ban hành"),
                    Head::new("Sáng kiến").numeric(),
                    Head::new("Trạng thái"),
                ],
                vec![
                    vec![
                        Cell::text("Chưa cấp"),
                        Cell::link_with(
                            "Công nhận sáng kiến cấp cơ sở năm 2024 (đợt 1)",
                            "/decisions/4",
                            "Người ký: Lãnh đạo mẫu",
                        ),
                        Cell::text(""),
                        Cell::number("2"),
                        Cell::Tag(tag("Dự thảo", Tone::Soon)),
                    ],
                    vec![
                        Cell::code("98/QĐ-UBND"),
                        Cell::link_with(
                            "Công nhận sáng kiến cấp cơ sở năm 2023 (đợt 2)",
                            "/decisions/3",
                            "Người ký: Lãnh đạo mẫu",
                        ),
                        Cell::text("20/12/2023"),
                        Cell::number("14"),
                        Cell::Tag(tag("Đã ban hành", Tone::State)),
                    ],
                ],
            )
            .with_keys(),
            empty: Empty::new(
                "Chưa có quyết định nào",
                "Lập dự thảo khi có hồ sơ đạt và chờ quyết định.",
            ),
            new_href: Some("/decisions/new".to_owned()),
        }
    }
}

impl NewDecisionPage {
    /// Dossiers chosen.
    pub fn sample() -> Self {
        let mut shell = shell();
        shell.back = Some(back("Quyết định", "/decisions"));
        Self {
            shell,
            picks: picks(),
            kinds: [("Sáng kiến cấp cơ sở", 3, true), ("Hiệu quả áp dụng, phạm vi ảnh hưởng", 1, false)]
                .map(|(label, count, current)| Tab { label: label.to_owned(), href: "?kind=u1.base".to_owned(), count: Some(count), current })
                .to_vec(),
            kind: "u1.base".to_owned(),
            kind_label: "Ủy ban nhân dân huyện Phúc Thọ, công nhận sáng kiến cấp cơ sở".to_owned(),
            subject: "Về việc công nhận sáng kiến cấp cơ sở năm 2024 (đợt 1)".to_owned(),
            bases: "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015\nCăn cứ Nghị định số 13/2012/NĐ-CP ngày 02 tháng 3 năm 2012 của Chính phủ ban hành Điều lệ Sáng kiến".to_owned(),
            errors: Errors::none(),
        }
    }
}

fn paper() -> DecisionPaper {
    let row = |code: &str, title: &str, authors: &[&str], unit: &str| AnnexRow {
        code: code.to_owned(),
        title: title.to_owned(),
        authors: strings(authors),
        unit: unit.to_owned(),
        class: "Loại A".to_owned(),
    };
    DecisionPaper {
        parent: None,
        agency: "ỦY BAN NHÂN DÂN HUYỆN PHÚC THỌ".to_owned(),
        number: None,
        symbol: "QĐ-UBND".to_owned(),
        place: "Phúc Thọ".to_owned(),
        date: None,
        subject: "Về việc công nhận sáng kiến cấp cơ sở năm 2024 (đợt 1)".to_owned(),
        authority: "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN PHÚC THỌ".to_owned(),
        bases: strings(&[
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
            "Căn cứ Nghị định số 13/2012/NĐ-CP ngày 02 tháng 3 năm 2012 của Chính phủ ban hành Điều lệ Sáng kiến",
            "Theo biên bản họp ngày 18 tháng 4 năm 2024 của Hội đồng sáng kiến cấp cơ sở",
        ]),
        articles: strings(&[
            "Công nhận 02 sáng kiến cấp cơ sở năm 2024 (đợt 1) theo danh sách kèm theo.",
            "Giao Phòng Kinh tế cấp giấy chứng nhận sáng kiến cho các tác giả có tên trong danh sách.",
            "Chánh Văn phòng, Trưởng phòng Kinh tế, thủ trưởng các đơn vị có liên quan và các tác giả chịu trách nhiệm thi hành Quyết định này.",
        ]),
        recipients: strings(&["Như Điều 3", "Phòng Nội vụ", "Lưu: VT, KT"]),
        signer_position: "CHỦ TỊCH".to_owned(),
        signer_name: "Lãnh đạo mẫu".to_owned(),
        annex: vec![
            row(
                "PT-2024-024",
                TITLE,
                &["Tác giả mẫu 01", "Tác giả mẫu 02"],
                "Phòng Kinh tế",
            ),
            row(
                "PT-2024-003",
                "Mô hình tưới nhỏ giọt cho vườn bưởi",
                &["Tác giả mẫu 14"],
                "Trạm Khuyến nông",
            ),
        ],
    }
}

impl DecisionPage {
    /// A draft.
    pub fn sample() -> Self {
        Self {
            shell: shell(),
            heading: "Dự thảo quyết định công nhận sáng kiến".to_owned(),
            state: tag("Dự thảo", Tone::Soon),
            paper: paper(),
            facts: vec![
                Fact::new("Sáng kiến", "2"),
                Fact::new("Tác giả", "3"),
                Fact::new("Người ký", "Lãnh đạo mẫu"),
                Fact::new("Người lập", "Thư ký mẫu, 25/04/2024"),
            ],
            issue: Some(IssueForm {
                action: "/decisions/4/issue".to_owned(),
                version: 3,
                consequences: strings(&[
                    "Quyết định được cấp số tiếp theo trong năm và ghi ngày hôm nay, 25/04/2024.",
                    "3 giấy chứng nhận được cấp và tra cứu được ngay.",
                    "2 sáng kiến được công bố trong sổ công nhận.",
                    "Không sửa được sau khi ký; chỉ thay bằng quyết định khác.",
                ]),
                confirm_href: "/decisions/4?confirm=issue".to_owned(),
                confirming: false,
                given_number: String::new(),
                given_on: String::new(),
                blocked: None,
            }),
            file: Some(Link::new("Tải dự thảo (PDF)", "/decisions/4/file.pdf")),
            word: Some(Link::new("Tải bản Word", "/decisions/4/file.docx")),
            data: None,
            certificates_file: None,
            acts: vec![Act::post("Hủy dự thảo", "/decisions/4/discard").danger()],
            errors: Errors::none(),
            certificates: Vec::new(),
            cancelled: None,
            list_href: "/decisions".to_owned(),
        }
    }

    /// Asking once more.
    pub fn sample_confirming() -> Self {
        let mut page = Self::sample();
        if let Some(issue) = &mut page.issue {
            issue.confirming = true;
        }
        page
    }

    /// Issued.
    pub fn sample_issued() -> Self {
        let line = |number: &str, holder: &str, title: &str| CertificateLine {
            number: number.to_owned(),
            holder: holder.to_owned(),
            title: title.to_owned(),
            href: "/certificates/7F3K9-2MQPX".to_owned(),
            file: Some("/certificates/7F3K9-2MQPX/file.pdf".to_owned()),
            status: tag("Còn giá trị", Tone::Good),
        };
        let mut paper = paper();
        paper.number = Some("124/QĐ-UBND".to_owned());
        paper.date = Some("ngày 25 tháng 4 năm 2024".to_owned());
        Self {
            heading: "Quyết định số 124/QĐ-UBND".to_owned(),
            state: tag("Đã ban hành", Tone::State),
            paper,
            issue: None,
            file: Some(Link::new("Tải quyết định (PDF)", "/decisions/4/file.pdf")),
            word: Some(Link::new("Tải bản Word", "/decisions/4/file.docx")),
            data: Some(Link::new("Tải dữ liệu (XML)", "/decisions/4/data.xml")),
            certificates_file: Some(Link::new(
                "Tải tất cả giấy chứng nhận (PDF)",
                "/decisions/4/certificates.pdf",
            )),
            acts: Vec::new(),
            certificates: vec![
                line("0012.1/2024", "Tác giả mẫu 01", TITLE),
                line("0012.2/2024", "Tác giả mẫu 02", TITLE),
                line(
                    "0013.1/2024",
                    "Tác giả mẫu 14",
                    "Mô hình tưới nhỏ giọt cho vườn bưởi",
                ),
            ],
            ..Self::sample()
        }
    }
}

impl YearlyReportPage {
    /// A year that balances.
    pub fn sample() -> Self {
        let line = |label: &str, count, part| ReportLine {
            label: label.to_owned(),
            count,
            part,
            href: Some("/dossiers?tab=all".to_owned()),
        };
        Self {
            shell: staff_shell("Thư ký mẫu", "Thư ký hội đồng", "/reports/yearly"),
            years: vec![
                Opt::new("2024", "2024").selected(true),
                Opt::new("2023", "2023"),
            ],
            year: "2024".to_owned(),
            headline: "30 trên 41 hồ sơ nộp trong năm được công nhận".to_owned(),
            lines: vec![
                line("Hồ sơ đã nộp", 41, false),
                line("Đã công nhận", 30, true),
                line("Không công nhận", 4, true),
                line("Từ chối tiếp nhận", 2, true),
                line("Nộp muộn", 2, true),
                line("Dừng vì quá thời hiệu", 1, true),
                line("Tác giả rút", 2, true),
            ],
            balance: "41 = 30 + 4 + 2 + 2 + 1 + 2".to_owned(),
            balanced: true,
            breakdowns: vec![Table::new(
                "Sáng kiến được công nhận theo lĩnh vực",
                vec![
                    Head::new("Lĩnh vực"),
                    Head::new("Đã nộp").numeric(),
                    Head::new("Công nhận").numeric(),
                ],
                vec![
                    vec![
                        Cell::text("Giáo dục"),
                        Cell::number("19"),
                        Cell::number("15"),
                    ],
                    vec![
                        Cell::text("Cải cách hành chính"),
                        Cell::number("13"),
                        Cell::number("9"),
                    ],
                    vec![Cell::text("Y tế"), Cell::number("9"), Cell::number("6")],
                ],
            )],
            tabs: super::report_list::tabs(0),
            xlsx_href: "/reports/yearly.xlsx?year=2024".to_owned(),
        }
    }
}
