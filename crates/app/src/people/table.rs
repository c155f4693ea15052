//! Taking people from a table: read where strangers' files are read, judged row by row, and taken
//! wholly or not at all. The same table again changes nothing.

use std::collections::HashMap;

use sangkien_domain::access::Role;
use sangkien_domain::people_table::{Column, RowFault, TableFault};
use sangkien_domain::reading::Unread;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::time::Instant;
use sangkien_text::search_key;

use super::{InvitePerson, administered, text_faults};
use crate::App;
use crate::caller::Caller;
use crate::failure::Outcome;
use crate::port::Work;
use crate::record::{ReadKind, ReadText, Unit};
use crate::support::clean;

/// The most rows that are taken at once.
const MOST_ROWS: usize = 2_000;
/// The most rows above the names of the columns: titles of the list.
const MOST_TITLES: usize = 20;

/// A person as the table has them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    /// Number of the row, as the table counts it.
    pub row: u32,
    /// Full name.
    pub full_name: String,
    /// Account name.
    pub account: String,
    /// E-mail address; may be empty.
    pub email: String,
    /// Code or name of the unit.
    pub unit: String,
    /// State post; may be empty.
    pub post: String,
    /// Names of roles, separated by commas or semicolons.
    pub roles: String,
}

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// A person is added.
    New,
    /// The person is there already; nothing changes.
    Known,
    /// It cannot be taken.
    Faulty(Vec<RowFault>),
}

/// What taking a table came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeopleTaken {
    /// People added.
    pub added: usize,
    /// People who were there.
    pub known: usize,
}

/// A row of a table: its number, and its cells by their columns.
pub type TableRow = (u32, Vec<(u32, String)>);

/// Finds the role of a name.
pub type RoleOf = fn(&str) -> Option<Role>;

impl App {
    /// The rows of a table, for whoever administers people.
    ///
    /// # Errors
    /// `Absent` for others. The inner error says why the file cannot be read, or what is wrong with the
    /// table.
    pub async fn people_in_file(
        &self,
        caller: &Caller,
        name: &str,
        content: Vec<u8>,
    ) -> Outcome<Result<Result<Vec<Listed>, TableFault>, Unread>> {
        let mut store = self.read().await?;
        administered(store.as_mut(), caller, self.now()).await?;
        drop(store);
        let read = self.read_table(name, content).await?;
        Ok(read.map(|text| listed(&text)))
    }

    /// The rows of the first table of a file by their numbers, each with its cells by their columns;
    /// says nothing that the file does not. Whoever asks was let in before.
    ///
    /// # Errors
    /// `Refused` for a file of another kind. The inner error says why the file cannot be read.
    pub async fn table_in_file(
        &self,
        name: &str,
        content: Vec<u8>,
    ) -> Outcome<Result<Vec<TableRow>, Unread>> {
        let read = self.read_table(name, content).await?;
        Ok(read.map(|text| {
            let owned = |(column, text): (u32, &str)| (column, text.to_owned());
            let rows = rows(&text).into_iter();
            rows.map(|(number, cells)| (number, cells.into_iter().map(owned).collect()))
                .collect()
        }))
    }

    async fn read_table(&self, name: &str, content: Vec<u8>) -> Outcome<Result<ReadText, Unread>> {
        let plain = [".csv", ".tsv", ".txt"];
        let name = name.to_lowercase();
        if plain.iter().any(|ending| name.ends_with(ending)) {
            return Ok(self.ports.reader.table("text/csv", content).await);
        }
        match self.ports.papers.recognise(&name, &content) {
            Ok(known) => Ok(self.ports.reader.table(&known.media_type, content).await),
            Err(fault) => Err(Refusal::FileNotAccepted { fault }.into()),
        }
    }

    /// What would become of the rows, without any of it.
    ///
    /// # Errors
    /// `Absent` for whoever administers nobody.
    pub async fn judge_people(
        &self,
        caller: &Caller,
        rows: &[Listed],
        role_of: RoleOf,
    ) -> Outcome<Vec<Fate>> {
        let mut work = self.begin().await?;
        let judged = self.judged(work.as_mut(), caller, rows, role_of).await?;
        Ok(judged.into_iter().map(|(fate, _)| fate).collect())
    }

    /// Adds the people who are not there yet, all of them or none.
    ///
    /// # Errors
    /// `Refused` while a row is faulty.
    pub async fn take_people(
        &self,
        caller: &Caller,
        rows: &[Listed],
        role_of: RoleOf,
    ) -> Outcome<PeopleTaken> {
        let now = self.now();
        let mut work = self.begin().await?;
        let judged = self.judged(work.as_mut(), caller, rows, role_of).await?;
        let mut taken = PeopleTaken { added: 0, known: 0 };
        for (fate, person) in judged {
            match (fate, person) {
                (Fate::New, Some(person)) => {
                    self.invite_in(work.as_mut(), caller, person, now).await?;
                    taken.added += 1;
                }
                (Fate::Known, _) => taken.known += 1,
                _ => return Err(Refusal::Invalid { field: "rows" }.into()),
            }
        }
        work.commit().await?;
        Ok(taken)
    }

    /// Each row with what becomes of it, and the person to add.
    async fn judged(
        &self,
        work: &mut dyn Work,
        caller: &Caller,
        rows: &[Listed],
        role_of: RoleOf,
    ) -> Outcome<Vec<(Fate, Option<InvitePerson>)>> {
        let now: Instant = self.now();
        let units = administered(work, caller, now).await?;
        let mut seen: HashMap<String, u32> = HashMap::new();
        let mut out = Vec::with_capacity(rows.len());
        for row in rows {
            let mut faults = faults(row);
            let unit = unit_of(&units, &row.unit);
            if unit.is_none() {
                faults.push(RowFault::Unit(row.unit.clone()));
            }
            let mut roles = Vec::new();
            for name in row.roles.split([',', ';', '\n']).map(str::trim) {
                match role_of(name) {
                    Some(role) => roles.push(role),
                    None if name.is_empty() => {}
                    None => faults.push(RowFault::Role(name.to_owned())),
                }
            }
            let account = clean(&row.account);
            if let Some(before) = seen.insert(account.to_lowercase(), row.row) {
                faults.push(RowFault::Repeated { row: before });
            }
            let known = work.person_by_account(&account).await?;
            let same = known.as_ref().is_some_and(|known| {
                unit.is_some_and(|unit| unit.id == known.unit)
                    && known.full_name == clean(&row.full_name)
            });
            if known.is_some() && !same {
                faults.push(RowFault::Taken);
            }
            let person = unit.map(|unit| InvitePerson {
                account,
                full_name: row.full_name.clone(),
                email: row.email.clone(),
                unit: unit.id,
                post: row.post.clone(),
                roles,
            });
            out.push(match (faults.is_empty(), same) {
                (false, _) => (Fate::Faulty(faults), None),
                (true, true) => (Fate::Known, None),
                (true, false) => (Fate::New, person),
            });
        }
        Ok(out)
    }
}

fn faults(row: &Listed) -> Vec<RowFault> {
    let told = text_faults(&row.full_name, &row.account, &row.email);
    told.iter()
        .filter_map(|refusal| match refusal.field()? {
            "full_name" => Some(RowFault::Name),
            "account" => Some(RowFault::Account),
            "email" => Some(RowFault::Email),
            _ => None,
        })
        .collect()
}

/// The unit of a code, or of a name that only one has.
fn unit_of<'a>(units: &'a [Unit], told: &str) -> Option<&'a Unit> {
    let wanted = search_key(told);
    if let Some(unit) = units.iter().find(|unit| search_key(&unit.code) == wanted) {
        return Some(unit);
    }
    let mut named = units.iter().filter(|unit| search_key(&unit.name) == wanted);
    let only = named.next()?;
    named.next().is_none().then_some(only)
}

/// Names that columns have in the tables of agencies, folded.
const HEADS: [(Column, &[&str]); 6] = [
    (
        Column::FullName,
        &[
            "ho va ten",
            "ho ten",
            "ten",
            "full name",
            "ho va ten can bo",
        ],
    ),
    (
        Column::Account,
        &["tai khoan", "ten tai khoan", "ten dang nhap", "account"],
    ),
    (
        Column::Email,
        &["thu dien tu", "email", "e mail", "dia chi thu dien tu"],
    ),
    (
        Column::Unit,
        &[
            "don vi",
            "ma don vi",
            "ten don vi",
            "don vi cong tac",
            "co quan",
            "unit",
        ],
    ),
    (
        Column::Post,
        &["chuc vu", "chuc danh", "chuc vu chuc danh", "post"],
    ),
    (
        Column::Roles,
        &["vai tro", "vai tro he thong", "quyen", "roles"],
    ),
];

fn column(head: &str) -> Option<Column> {
    let key = search_key(head);
    let found = HEADS
        .iter()
        .find(|(_, names)| names.contains(&key.as_str()));
    found.map(|(column, _)| *column)
}

/// Rows of the first table by their numbers, cells by their columns.
fn rows(text: &ReadText) -> Vec<(u32, Vec<(u32, &str)>)> {
    let mut rows: Vec<(u32, Vec<(u32, &str)>)> = Vec::new();
    for part in &text.parts {
        let ReadKind::Cell(1, row, column) = part.kind else {
            continue;
        };
        match rows.last_mut() {
            Some((last, cells)) if *last == row => cells.push((column, &part.text)),
            _ => rows.push((row, vec![(column, &part.text)])),
        }
    }
    rows
}

/// The people of a table: the names of the columns stand in one of its first rows, in any order.
fn listed(text: &ReadText) -> Result<Vec<Listed>, TableFault> {
    let rows = rows(text);
    let mut best: Option<(usize, Vec<(u32, Column)>)> = None;
    for (at, (_, cells)) in rows.iter().take(MOST_TITLES).enumerate() {
        let known: Vec<(u32, Column)> = cells
            .iter()
            .filter_map(|(number, head)| Some((*number, column(head)?)))
            .collect();
        if known.len() > best.as_ref().map_or(1, |(_, known)| known.len()) {
            best = Some((at, known));
        }
    }
    let (head, columns) = best.ok_or(TableFault::NoHead)?;
    let named = |wanted: Column| columns.iter().any(|(_, column)| *column == wanted);
    let missing: Vec<Column> = Column::ALL
        .into_iter()
        .filter(|column| column.is_needed() && !named(*column))
        .collect();
    if !missing.is_empty() {
        return Err(TableFault::Missing(missing));
    }
    let mut out = Vec::new();
    for (number, cells) in rows.iter().skip(head + 1) {
        let text = |wanted: Column| {
            let at = columns.iter().find(|(_, column)| *column == wanted);
            let found = at.and_then(|(at, _)| cells.iter().find(|(column, _)| column == at));
            found.map_or_else(String::new, |(_, text)| clean(text))
        };
        let person = Listed {
            row: *number,
            full_name: text(Column::FullName),
            account: text(Column::Account),
            email: text(Column::Email),
            unit: text(Column::Unit),
            post: text(Column::Post),
            roles: text(Column::Roles),
        };
        // Rows that say nothing of a person: totals, signatures, what a merged cell repeats.
        if person.full_name.is_empty() && person.account.is_empty() {
            continue;
        }
        out.push(person);
    }
    match out.len() {
        0 => Err(TableFault::Empty),
        length if length > MOST_ROWS => Err(TableFault::TooLong {
            most: u32::try_from(MOST_ROWS).unwrap_or(u32::MAX),
        }),
        _ => Ok(out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::ReadPart;

    fn table(rows: &[&[&str]]) -> ReadText {
        let mut text = ReadText::default();
        for (row, cells) in (1..).zip(rows) {
            for (column, cell) in (1..).zip(cells.iter()) {
                if !cell.is_empty() {
                    text.parts.push(ReadPart {
                        kind: ReadKind::Cell(1, row, column),
                        text: (*cell).to_owned(),
                        page: None,
                        frame: None,
                    });
                }
            }
        }
        text
    }

    #[test]
    fn columns_are_known_by_their_names_in_any_order_below_titles() {
        let text = table(&[
            &["DANH SÁCH CÁN BỘ"],
            &["(Kèm theo công văn mẫu)"],
            &["TT", "Đơn vị", "HỌ VÀ TÊN", "Tài khoản", "Vai trò"],
            &["1", "UBND", "Tác giả mẫu 01", "tac-gia-01", "Tác giả"],
            &["", "UBND", "", "", ""],
            &["2", "UBND", "Tác giả mẫu 02", "tac-gia-02", ""],
        ]);
        let people = listed(&text).unwrap();
        let told: Vec<(u32, &str, &str)> = people
            .iter()
            .map(|one| (one.row, one.account.as_str(), one.roles.as_str()))
            .collect();
        assert_eq!(told, [(4, "tac-gia-01", "Tác giả"), (6, "tac-gia-02", "")]);
    }

    #[test]
    fn what_a_table_lacks_is_named() {
        let faulty = [
            (table(&[&["Kính gửi"]]), TableFault::NoHead),
            (
                table(&[&["Họ và tên", "Chức vụ"], &["Tác giả mẫu", "x"]]),
                TableFault::Missing(vec![Column::Account, Column::Unit]),
            ),
            (
                table(&[&["Họ tên", "Tài khoản", "Đơn vị"]]),
                TableFault::Empty,
            ),
        ];
        for (text, fault) in faulty {
            assert_eq!(listed(&text), Err(fault));
        }
    }
}
