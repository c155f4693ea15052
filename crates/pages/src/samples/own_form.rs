//! Forms of one's own.

use super::{back, staff_shell, tag};
use crate::own_form::{FieldList, OwnFormPage, OwnFormsPage, PlaceRow};
use crate::parts::{Act, Cell, Errors, Fact, Head, Opt, Table, Tone};

fn options(chosen: &str) -> Vec<Opt> {
    [
        ("", "Chưa chọn"),
        ("-", "Để trống"),
        ("subject", "Trích yếu"),
        ("initiatives.title", "Tên sáng kiến (lặp lại)"),
    ]
    .map(|(value, label)| Opt::new(value, label).selected(value == chosen))
    .to_vec()
}

impl OwnFormsPage {
    /// A form in force and one that is being prepared.
    pub fn sample() -> Self {
        let row = |kind: &str, version: &str, file: &str, state: &str| {
            vec![
                Cell::link(kind, "/admin/forms/1"),
                Cell::text("Ủy ban nhân dân huyện Mẫu"),
                Cell::number(version),
                Cell::text(file),
                Cell::text(state),
            ]
        };
        Self {
            shell: staff_shell("Quản trị mẫu", "Quản trị", "/admin/forms"),
            table: Table::new(
                "Mẫu riêng của các đơn vị",
                vec![
                    Head::new("Loại văn bản"),
                    Head::new("Đơn vị"),
                    Head::new("Phiên bản").numeric(),
                    Head::new("Tệp"),
                    Head::new("Tình trạng"),
                ],
                vec![
                    row(
                        "Quyết định công nhận",
                        "2",
                        "QD-cong-nhan.docx",
                        "Chưa áp dụng",
                    ),
                    row(
                        "Quyết định công nhận",
                        "1",
                        "QD.docx",
                        "Áp dụng từ 09/04/2024",
                    ),
                ],
            ),
            units: vec![Opt::new("1", "Ủy ban nhân dân huyện Mẫu")],
            kinds: vec![
                Opt::new("decision", "Quyết định công nhận"),
                Opt::new("minutes", "Biên bản họp"),
            ],
            fields: vec![FieldList {
                kind: "quyết định công nhận".to_owned(),
                fields: vec![
                    ("{{Trích yếu}}".to_owned(), false),
                    ("{{Tên sáng kiến}}".to_owned(), true),
                ],
            }],
            errors: Errors::none(),
        }
    }

    /// A file that is no form.
    pub fn sample_error() -> Self {
        let mut page = Self::sample();
        page.table.rows.clear();
        page.errors = Errors::none().with("file", "Tệp không có chỗ điền nào.");
        page
    }
}

impl OwnFormPage {
    /// A form with a place that is tied to nothing.
    pub fn sample() -> Self {
        let mut shell = staff_shell("Quản trị mẫu", "Quản trị", "/admin/forms");
        shell.back = Some(back("Mẫu văn bản", "/admin/forms"));
        let place = |name: &str, label: &str, chosen: &str| PlaceRow {
            name: name.to_owned(),
            label: label.to_owned(),
            options: options(chosen),
        };
        Self {
            shell,
            title: "Quyết định công nhận, phiên bản 2".to_owned(),
            state: tag("Chưa áp dụng", Tone::Waiting),
            facts: vec![
                Fact::new("Đơn vị", "Ủy ban nhân dân huyện Mẫu"),
                Fact::new("Tệp", "QD-cong-nhan.docx"),
            ],
            places: vec![
                place("place-0", "Trích yếu", "subject"),
                place("place-1", "Tên (trong bảng)", ""),
            ],
            ties: Vec::new(),
            untied: vec!["Tên".to_owned()],
            seen: vec![("revision".to_owned(), "0".to_owned())],
            tie: Some("/admin/forms/1/places".to_owned()),
            files: vec![
                Act::open("Xem thử PDF", "/admin/forms/1/thu.pdf"),
                Act::open("Xem thử Word", "/admin/forms/1/thu.docx"),
            ],
            force: None,
            end: None,
            errors: Errors::none(),
        }
    }

    /// The form in force.
    pub fn sample_in_force() -> Self {
        let mut page = Self::sample();
        page.state = tag("Đang áp dụng", Tone::Good);
        page.untied.clear();
        page.ties = vec![Fact::new("Trích yếu", "Trích yếu")];
        page.tie = None;
        page.end = Some("/admin/forms/1/ending".to_owned());
        page
    }
}
