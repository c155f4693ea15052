//! Numbers of other systems in a table: number, day and subject, below their names or without them.

use jiff::civil::Date;
use sangkien_domain::access::keeps_register;
use sangkien_domain::reading::Unread;
use sangkien_text::{parse_date, search_key};

use super::NewEntry;
use crate::App;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::people::TableRow;
use crate::record::RegisterKey;
use crate::support::clean;

/// Names that the columns have in registers, folded: number, day, subject.
const HEADS: [&[&str]; 3] = [
    &[
        "so",
        "so ky hieu",
        "so va ky hieu",
        "so van ban",
        "so quyet dinh",
    ],
    &[
        "ngay",
        "ngay thang",
        "ngay ban hanh",
        "ngay van ban",
        "ngay thang nam",
    ],
    &[
        "trich yeu",
        "noi dung",
        "trich yeu noi dung",
        "ten loai va trich yeu",
        "ve viec",
    ],
];

impl App {
    /// The lines of a table for a register: a workbook, a CSV file, or text as it is copied from
    /// either, under a name that ends in `.csv`.
    ///
    /// # Errors
    /// `Absent` for whoever does not keep the register, `Refused` for a file of another kind. The inner
    /// error says why the file cannot be read.
    pub async fn numbers_in_file(
        &self,
        caller: &Caller,
        key: &RegisterKey,
        (name, content): (&str, Vec<u8>),
    ) -> Outcome<Result<Vec<NewEntry>, Unread>> {
        if !keeps_register(&caller.actor, key.body) {
            return Err(Failure::Absent);
        }
        let rows = self.table_in_file(name, content).await?;
        Ok(rows.map(|rows| lines(&rows)))
    }
}

/// The places of the three columns, and how many rows stand before the first line.
fn columns(rows: &[TableRow]) -> ([u32; 3], usize) {
    for (at, (_, cells)) in rows.iter().enumerate() {
        let place = |names: &[&str]| {
            let named = cells
                .iter()
                .find(|(_, text)| names.contains(&search_key(text).as_str()));
            named.map(|(column, _)| *column)
        };
        if let [Some(number), Some(day), Some(subject)] = HEADS.map(place) {
            return ([number, day, subject], at + 1);
        }
    }
    ([1, 2, 3], 0)
}

fn lines(rows: &[TableRow]) -> Vec<NewEntry> {
    let (places, above) = columns(rows);
    let line = |(row, cells): &TableRow| {
        let [number, day, subject] = places.map(|place| {
            let cell = cells.iter().find(|(column, _)| *column == place);
            cell.map_or_else(String::new, |(_, text)| clean(text))
        });
        let blank = number.is_empty() && day.is_empty();
        (!blank).then(|| NewEntry {
            row: *row,
            number: figures(&number),
            dated_on: day_of(&day),
            subject,
        })
    };
    rows.iter().skip(above).filter_map(line).collect()
}

/// `5`, `05` or `05/QĐ-UBND`.
fn figures(text: &str) -> Option<u32> {
    let number = text.split_once('/').map_or(text, |(number, _)| number);
    number.trim().parse().ok()
}

fn day_of(text: &str) -> Option<Date> {
    let (year, month, day) = parse_date(text)?;
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[&str]]) -> Vec<TableRow> {
        let row = |(number, cells): (u32, &&[&str])| {
            let cells = (1..).zip(cells.iter().map(|cell| (*cell).to_owned()));
            (number, cells.collect())
        };
        (1..).zip(rows).map(row).collect()
    }

    fn told(rows: &[&[&str]]) -> Vec<(u32, Option<u32>, Option<Date>, String)> {
        let lines = lines(&table(rows)).into_iter();
        lines
            .map(|it| (it.row, it.number, it.dated_on, it.subject))
            .collect()
    }

    #[test]
    fn a_register_is_read_with_its_names_of_columns_and_without() {
        let day = "2024-03-05".parse().ok();
        let subject = "Về việc mẫu".to_owned();
        assert_eq!(
            told(&[
                &["SỔ ĐĂNG KÝ VĂN BẢN ĐI"],
                &["TT", "Số, ký hiệu", "Ngày tháng", "Trích yếu"],
                &["1", "12/QĐ-UBND", "05/03/2024", "Về việc mẫu"],
                &["2", "", "", ""],
            ]),
            [(3, Some(12), day, subject.clone())]
        );
        assert_eq!(
            told(&[&["7", "2024-03-05", "Về việc mẫu"], &["x", "nay", ""]]),
            [(1, Some(7), day, subject), (2, None, None, String::new()),]
        );
    }
}
