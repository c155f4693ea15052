//! What one sheet of a workbook says.

use std::collections::BTreeMap;

use sangkien_domain::form::Answers;
use sangkien_domain::offline::OfflineFault;
use sangkien_domain::rubric::{Criterion, Score, Scores};

use super::super::mark::MarkingView;
use crate::port::offline::{
    AGAINST, COMMENT, CRITERION, GREATEST, IN_FAVOUR, KEY, REMARK_KEY, SCORE, SCORE_KEY, STEP,
    VOTE_KEY,
};
use crate::record::{ReadCell, ReadTab, Vote};
use crate::support::clean;

/// What is filled in.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Filled {
    pub(super) scores: Scores,
    pub(super) comments: Answers,
    pub(super) vote: Option<Vote>,
    pub(super) remark: String,
}

impl Filled {
    /// What is stored; comments of nothing are none.
    pub(super) fn stored(marking: &MarkingView) -> Self {
        let Some(sheet) = &marking.sheet else {
            return Self::default();
        };
        let comments = sheet.comments.iter().filter(|(_, text)| !text.is_empty());
        Self {
            scores: sheet.scores.clone(),
            comments: comments
                .map(|(key, text)| (key.clone(), text.clone()))
                .collect(),
            vote: sheet.vote,
            remark: sheet.remark.clone(),
        }
    }
}

/// What a tab is bound to, and the signature of that.
pub(super) fn seal(tab: &ReadTab) -> Option<(&str, &str)> {
    at(tab, 1, KEY)?.text.trim().rsplit_once('.')
}

/// What a tab says of the sheet that it was made for.
///
/// # Errors
/// Everything that is wrong with it; altered where anything that was locked is not what it was.
pub(super) fn filled(
    tab: &ReadTab,
    code: &str,
    marking: &MarkingView,
) -> Result<Filled, Vec<OfflineFault>> {
    let rubric = &marking.view.rules.rubric;
    let rows = rows(tab);
    let titled = at(tab, 1, CRITERION).is_some_and(|cell| cell.text.ends_with(&format!(" {code}")));
    let known = rows.keys().filter(|key| key.starts_with(SCORE_KEY)).count();
    if !titled || known != rubric.criteria.len() {
        return Err(vec![OfflineFault::Altered]);
    }
    let (mut filled, mut faults) = (Filled::default(), Vec::new());
    for criterion in &rubric.criteria {
        let row = rows.get(format!("{SCORE_KEY}{}", criterion.key).as_str());
        let Some(row) = row.copied().filter(|row| is_locked(tab, *row, criterion)) else {
            return Err(vec![OfflineFault::Altered]);
        };
        let typed = open(tab, row, SCORE, &mut faults);
        match sangkien_text::parse_decimal(&typed) {
            Some(score) => {
                filled.scores.insert(criterion.key.clone(), Score(score));
            }
            None if typed.is_empty() => {}
            None => faults.push(OfflineFault::NotANumber {
                label: criterion.label.clone(),
            }),
        }
        let comment = open(tab, row, COMMENT, &mut faults);
        if marking.comments && !comment.is_empty() {
            filled.comments.insert(criterion.key.clone(), comment);
        }
    }
    if let Some(row) = rows.get(VOTE_KEY).filter(|_| marking.votes) {
        match open(tab, *row, SCORE, &mut faults).as_str() {
            "" => {}
            IN_FAVOUR => filled.vote = Some(Vote::For),
            AGAINST => filled.vote = Some(Vote::Against),
            _ => faults.push(OfflineFault::VoteUnreadable),
        }
    }
    if let Some(row) = rows.get(REMARK_KEY).filter(|_| marking.comments) {
        filled.remark = open(tab, *row, COMMENT, &mut faults);
    }
    if faults.is_empty() {
        Ok(filled)
    } else {
        Err(faults)
    }
}

fn at(tab: &ReadTab, row: u32, column: u32) -> Option<&ReadCell> {
    let mut cells = tab.cells.iter();
    cells.find(|cell| (cell.row, cell.column) == (row, column))
}

/// Rows by their keys.
fn rows(tab: &ReadTab) -> BTreeMap<&str, u32> {
    let keys = tab.cells.iter();
    let keys = keys.filter(|cell| cell.column == KEY && cell.row > 1 && !cell.formula);
    keys.map(|cell| (cell.text.as_str(), cell.row)).collect()
}

/// Whether the locked cells of a criterion say what they said.
fn is_locked(tab: &ReadTab, row: u32, criterion: &Criterion) -> bool {
    let text = |column| {
        let cell = at(tab, row, column).filter(|cell| !cell.formula);
        cell.map(|cell| cell.text.as_str()).unwrap_or_default()
    };
    let number = |column| sangkien_text::parse_decimal(text(column)).map(Score);
    clean(text(CRITERION)) == clean(&criterion.label)
        && number(GREATEST) == Some(criterion.max)
        && number(STEP) == Some(criterion.step)
}

/// What stands in an open cell.
fn open(tab: &ReadTab, row: u32, column: u32, faults: &mut Vec<OfflineFault>) -> String {
    match at(tab, row, column) {
        None => String::new(),
        Some(cell) if cell.formula => {
            let letter = char::from(b'@' + u8::try_from(column).unwrap_or(0));
            let cell = format!("{letter}{row}");
            faults.push(OfflineFault::Formula { cell });
            String::new()
        }
        Some(cell) => clean(&cell.text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tab(cells: &[(u32, u32, &str, bool)]) -> ReadTab {
        let cells = cells.iter().map(|(row, column, text, formula)| ReadCell {
            row: *row,
            column: *column,
            text: (*text).to_owned(),
            formula: *formula,
        });
        ReadTab {
            name: "1. SK".to_owned(),
            cells: cells.collect(),
        }
    }

    #[test]
    fn a_formula_in_an_open_cell_is_named_by_its_place() {
        let tab = tab(&[(7, SCORE, "1+1", true), (8, SCORE, " 33.5 ", false)]);
        let mut faults = Vec::new();
        assert_eq!(open(&tab, 7, SCORE, &mut faults), "");
        assert_eq!(open(&tab, 8, SCORE, &mut faults), "33.5");
        let cell = "D7".to_owned();
        assert_eq!(faults, [OfflineFault::Formula { cell }]);
    }

    #[test]
    fn locked_cells_say_what_they_said_or_the_sheet_was_altered() {
        let criterion = Criterion {
            label: "Tính mới".to_owned(),
            max: Score(4_000),
            step: Score(50),
            ..Criterion::default()
        };
        let row = |max, formula| {
            tab(&[
                (7, CRITERION, "Tính mới", false),
                (7, GREATEST, max, formula),
                (7, STEP, "0.5", false),
            ])
        };
        assert!(is_locked(&row("40", false), 7, &criterion));
        assert!(!is_locked(&row("50", false), 7, &criterion));
        assert!(!is_locked(&row("40", true), 7, &criterion));
    }
}
