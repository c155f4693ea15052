//! Tables of people in words.

use sangkien_domain::access::Role;
use sangkien_domain::people_table::{Column, RowFault, TableFault};

use crate::{Language, label};

/// The name of a column, as the table for filling in has it.
pub fn column(column: Column, language: Language) -> &'static str {
    let (vi, en) = match column {
        Column::FullName => ("Họ và tên", "Full name"),
        Column::Account => ("Tài khoản", "Account"),
        Column::Email => ("Thư điện tử", "E-mail"),
        Column::Unit => ("Đơn vị", "Unit"),
        Column::Post => ("Chức vụ", "Post"),
        Column::Roles => ("Vai trò", "Roles"),
    };
    language.pick(vi, en)
}

/// The role of a name, however it is written.
pub fn role(name: &str) -> Option<Role> {
    let wanted = sangkien_text::search_key(name);
    Role::ALL.into_iter().find(|role| {
        [Language::Vi, Language::En]
            .into_iter()
            .any(|language| sangkien_text::search_key(label::role(*role, language)) == wanted)
            || role.code() == name.trim()
    })
}

/// What is wrong with a row and what to do.
pub fn row_fault(fault: &RowFault, language: Language) -> String {
    match language {
        Language::Vi => match fault {
            RowFault::Name => "Họ và tên còn trống hoặc dài quá 100 ký tự.".to_owned(),
            RowFault::Account => {
                "Tên tài khoản còn trống hoặc có ký tự không dùng được; dùng chữ thường không dấu, chữ số, dấu chấm, gạch nối.".to_owned()
            }
            RowFault::Email => "Địa chỉ thư điện tử không đúng dạng.".to_owned(),
            RowFault::Unit(unit) => {
                format!("Không có đơn vị “{unit}” trong phạm vi quản lý; ghi đúng mã hoặc tên đơn vị.")
            }
            RowFault::Role(role) => format!("Không có vai trò “{role}”."),
            RowFault::Taken => "Tài khoản đã có của người khác.".to_owned(),
            RowFault::Repeated { row } => format!("Tài khoản đã có ở dòng {row}."),
        },
        Language::En => match fault {
            RowFault::Name => "The name is missing or longer than 100 characters.".to_owned(),
            RowFault::Account => "The account name is missing or cannot be one.".to_owned(),
            RowFault::Email => "The e-mail address cannot be one.".to_owned(),
            RowFault::Unit(unit) => format!("There is no unit “{unit}” within your scope."),
            RowFault::Role(role) => format!("There is no role “{role}”."),
            RowFault::Taken => "The account belongs to somebody else.".to_owned(),
            RowFault::Repeated { row } => format!("The account stands in row {row} already."),
        },
    }
}

/// What is wrong with a table and what to do.
pub fn table_fault(fault: &TableFault, language: Language) -> String {
    let columns = |columns: &[Column]| {
        let names: Vec<&str> = columns.iter().map(|one| column(*one, language)).collect();
        names.join(", ")
    };
    match language {
        Language::Vi => match fault {
            TableFault::NoHead => {
                "Không thấy dòng tiêu đề; dòng đầu của bảng phải có tên các cột.".to_owned()
            }
            TableFault::Missing(missing) => format!("Bảng thiếu cột: {}.", columns(missing)),
            TableFault::Empty => "Bảng không có dòng nào dưới dòng tiêu đề.".to_owned(),
            TableFault::TooLong { most } => {
                format!("Bảng có quá {most} dòng; chia thành nhiều tệp.")
            }
        },
        Language::En => match fault {
            TableFault::NoHead => "No row names the columns.".to_owned(),
            TableFault::Missing(missing) => format!("Columns are missing: {}.", columns(missing)),
            TableFault::Empty => "No row stands below the names of the columns.".to_owned(),
            TableFault::TooLong { most } => format!("There are more than {most} rows."),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_known_by_its_name_however_it_is_written() {
        for known in Role::ALL {
            let name = label::role(known, Language::Vi);
            assert_eq!(role(&name.to_uppercase()), Some(known), "{name}");
            assert_eq!(role(known.code()), Some(known));
        }
        assert_eq!(role("Trưởng thôn"), None);
    }
}
