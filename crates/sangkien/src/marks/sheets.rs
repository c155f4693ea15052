//! Sheets from comma-separated values, as spreadsheets write them.

use std::collections::BTreeSet;
use std::path::Path;

use sangkien_domain::rubric::{Score, Scores};

use crate::trouble::{Done, Trouble};

/// The columns that are not scores.
const DOSSIER: &str = "dossier";
const MEMBER: &str = "member";
const POST: &str = "post";
const VOTES: &str = "votes";
const FURTHER: &str = "further";

/// A sheet of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sheet {
    /// Code of the dossier.
    pub(super) dossier: String,
    /// Name of the member.
    pub(super) member: String,
    /// Code of the post.
    pub(super) post: String,
    /// Votes of the public for the dossier.
    pub(super) votes: Option<u64>,
    /// Whether the member was called because the first sheets lay too far apart.
    pub(super) further: bool,
    /// Scores by the name of the column; empty cells are left out.
    pub(super) scores: Scores,
}

/// The sheets of a file, in its order. Columns stand apart by commas, semicolons or tabs,
/// whichever the first line has most of.
pub(super) fn read(path: &Path) -> Done<Vec<Sheet>> {
    parse(&super::text(path)?)
        .map_err(|fault| Trouble::Said(format!("{}: {fault}", path.display())))
}

fn parse(text: &str) -> Result<Vec<Sheet>, String> {
    let first = text.lines().next().unwrap_or_default();
    let times = |sign: &u8| first.bytes().filter(|byte| byte == sign).count();
    let apart = [b',', b';', b'\t'].into_iter().max_by_key(times);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(apart.unwrap_or(b','))
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let head = reader.headers().map_err(unreadable)?.clone();
    for needed in [DOSSIER, MEMBER] {
        if !head.iter().any(|name| name == needed) {
            return Err(format!("thiếu cột “{needed}”."));
        }
    }
    let (mut sheets, mut seen) = (Vec::new(), BTreeSet::new());
    for row in reader.records() {
        let row = row.map_err(unreadable)?;
        let line = row.position().map_or(0, csv::Position::line);
        let sheet = sheet(&head, &row).map_err(|fault| format!("dòng {line}: {fault}"))?;
        if !seen.insert((sheet.dossier.clone(), sheet.member.clone())) {
            return Err(format!(
                "dòng {line}: “{}” đã có phiếu cho hồ sơ “{}”.",
                sheet.member, sheet.dossier
            ));
        }
        sheets.push(sheet);
    }
    if sheets.is_empty() {
        return Err("không có phiếu nào.".into());
    }
    Ok(sheets)
}

#[expect(clippy::needless_pass_by_value, reason = "the form `map_err` calls")]
fn unreadable(error: csv::Error) -> String {
    let line = error.position().map_or(0, csv::Position::line);
    format!("dòng {line}: số cột không khớp với dòng tiêu đề, hoặc không phải UTF-8.")
}

fn sheet(head: &csv::StringRecord, row: &csv::StringRecord) -> Result<Sheet, String> {
    let mut sheet = Sheet {
        dossier: String::new(),
        member: String::new(),
        post: String::new(),
        votes: None,
        further: false,
        scores: Scores::new(),
    };
    for (name, cell) in head.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
        match name {
            DOSSIER => cell.clone_into(&mut sheet.dossier),
            MEMBER => cell.clone_into(&mut sheet.member),
            FURTHER => sheet.further = true,
            POST => cell.clone_into(&mut sheet.post),
            VOTES => {
                let votes = cell.parse();
                let votes = votes.map_err(|_| format!("“{cell}” không phải số phiếu."))?;
                sheet.votes = Some(votes);
            }
            _ => {
                let score = sangkien_text::parse_decimal(cell);
                let score =
                    score.ok_or_else(|| format!("cột “{name}”: “{cell}” không phải số."))?;
                sheet.scores.insert(name.to_owned(), Score(score));
            }
        }
    }
    if sheet.dossier.is_empty() || sheet.member.is_empty() {
        return Err("thiếu mã hồ sơ hoặc tên thành viên.".into());
    }
    Ok(sheet)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_are_read_with_commas_semicolons_and_decimal_commas() {
        let comma = "dossier,member,post,votes,a,b\nSK-1,Ủy viên mẫu 01,chair,12,\"8,5\",\n";
        let semicolon = "dossier;member;post;votes;a;b\nSK-1;Ủy viên mẫu 01;chair;12;8,5;\n";
        let read = parse(comma).unwrap();
        assert_eq!(parse(semicolon).unwrap(), read);
        assert_eq!(read[0].scores, Scores::from([("a".to_owned(), Score(850))]));
        assert_eq!((read[0].post.as_str(), read[0].votes), ("chair", Some(12)));
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_line() {
        for (text, fault) in [
            ("member,a\nx,1\n", "thiếu cột “dossier”."),
            ("dossier,member,a\n", "không có phiếu nào."),
            (
                "dossier,member,a\nSK-1,x,tám\n",
                "dòng 2: cột “a”: “tám” không phải số.",
            ),
            (
                "dossier,member,a\nSK-1,x,1\nSK-1,x,2\n",
                "dòng 3: “x” đã có phiếu cho hồ sơ “SK-1”.",
            ),
            (
                "dossier,member,a\n,x,1\n",
                "dòng 2: thiếu mã hồ sơ hoặc tên thành viên.",
            ),
        ] {
            assert_eq!(parse(text).unwrap_err(), fault);
        }
    }
}
