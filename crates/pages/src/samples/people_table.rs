//! Taking people from a table.

use super::{back, staff_shell, strings};
use crate::parts::{Cell, Errors, Head, Table};
use crate::people_table::{Fates, Next, PeopleTablePage};

impl PeopleTablePage {
    /// Two rows, one of them faulty.
    pub fn sample() -> Self {
        let mut shell = staff_shell("Quản trị mẫu", "Quản trị", "/admin/people");
        shell.back = Some(back("Người dùng", "/admin/people"));
        let row = |cells: [&str; 4]| cells.map(Cell::text).to_vec();
        Self {
            shell,
            accept: ".xlsx,.xls,.csv".to_owned(),
            columns: vec![
                ("Họ và tên".to_owned(), true),
                ("Thư điện tử".to_owned(), false),
            ],
            roles: strings(&["Tác giả", "Cán bộ tiếp nhận"]),
            fates: Some(Fates {
                file: "Can-bo-xa.xlsx".to_owned(),
                summary: "1 người mới, 0 người đã có, 1 dòng có lỗi.".to_owned(),
                table: Table::new(
                    "Các dòng của bảng",
                    ["Dòng", "Người", "Đơn vị", "Kết quả"]
                        .map(Head::new)
                        .to_vec(),
                    vec![
                        row([
                            "4",
                            "Tác giả mẫu 01 (tac-gia-01)",
                            "UBND xã mẫu",
                            "Thêm mới",
                        ]),
                        row([
                            "5",
                            "Tác giả mẫu 02 (tac-gia-02)",
                            "Xã khác",
                            "Không có đơn vị “Xã khác” trong phạm vi quản lý; ghi đúng mã hoặc tên đơn vị.",
                        ]),
                    ],
                ),
                next: Next::Mend,
            }),
            errors: Errors::none(),
        }
    }

    /// A file that has no list.
    pub fn sample_error() -> Self {
        Self {
            fates: None,
            errors: Errors::none().with(
                "file",
                "Không thấy dòng tiêu đề; dòng đầu của bảng phải có tên các cột.",
            ),
            ..Self::sample()
        }
    }
}
