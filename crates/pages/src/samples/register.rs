use super::{staff_shell, tag};
use crate::parts::{Cell, Errors, Head, Link, Opt, Table, Tone};
use crate::people_table::{Fates, Next};
use crate::register::{RegisterPage, Typed};

impl RegisterPage {
    /// A register with a number given elsewhere, one out of use and a gap.
    pub fn sample() -> Self {
        let row = |number: &str, day: &str, subject: &str, state: &str, tone| {
            vec![
                Cell::code(number),
                Cell::text(day),
                Cell::text(subject),
                Cell::text("Văn thư mẫu"),
                Cell::Tag(tag(state, tone)),
            ]
        };
        Self {
            shell: staff_shell("Văn thư mẫu", "Văn thư", "/registers"),
            heading: "Sổ đăng ký quyết định năm 2024".to_owned(),
            lead: "Đã cấp 2 số, bỏ 1 số, còn trống 1 số. Số tiếp theo: 05.".to_owned(),
            bodies: vec![Opt::new("1", "Ủy ban nhân dân huyện mẫu").selected(true)],
            kinds: vec![
                Opt::new("decision", "Quyết định").selected(true),
                Opt::new("certificate", "Giấy chứng nhận"),
            ],
            years: vec![Opt::new("2024", "2024").selected(true)],
            hidden: vec![("register".to_owned(), "decision".to_owned())],
            may_enter: true,
            typed: Typed::default(),
            fates: Some(Fates {
                file: "so-van-ban.csv".to_owned(),
                summary: "1 dòng ghi được, 1 dòng có lỗi.".to_owned(),
                table: Table::new(
                    "Các dòng của bảng",
                    ["Dòng", "Số", "Ngày", "Trích yếu", "Kết quả"]
                        .map(Head::new)
                        .to_vec(),
                    vec![
                        ["2", "05", "15/01/2024", "Về việc mẫu", "Ghi vào sổ"]
                            .map(Cell::text)
                            .to_vec(),
                        [
                            "3",
                            "01",
                            "15/01/2024",
                            "Về việc mẫu",
                            "Số 01 đã có trong sổ.",
                        ]
                        .map(Cell::text)
                        .to_vec(),
                    ],
                ),
                next: Next::Mend,
            }),
            table: Table::new(
                "Các số trong sổ",
                vec![
                    Head::new("Số, ký hiệu"),
                    Head::new("Ngày"),
                    Head::new("Trích yếu hoặc lý do"),
                    Head::new("Người ký hoặc ghi sổ"),
                    Head::new("Tình trạng"),
                ],
                vec![
                    row(
                        "01/QĐ-UBND",
                        "10/01/2024",
                        "Về việc công nhận sáng kiến",
                        "Đã cấp",
                        Tone::Good,
                    ),
                    row(
                        "02",
                        "12/01/2024",
                        "Về việc thành lập tổ công tác",
                        "Cấp ở hệ thống khác",
                        Tone::Plain,
                    ),
                    row("03", "", "Soạn trùng văn bản", "Bỏ số", Tone::Late),
                    row("04", "", "", "Trống", Tone::Soon),
                ],
            ),
            xlsx_href: "/registers/register.xlsx?register=decision&year=2024".to_owned(),
            xml: Link::new(
                "Tải dữ liệu (XML, chưa ký số)",
                "/registers/register.xml?register=decision&year=2024",
            ),
            errors: Errors::none(),
        }
    }
}
