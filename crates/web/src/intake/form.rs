//! Rows of a return and the reason of a refusal, as posted.

use sangkien_app::correction::ReturnItem;
use sangkien_domain::dossier::RefusalReason;
use sangkien_domain::refusal::Refusal;
use sangkien_http::form::Fields;
use sangkien_pages::intake::ReturnRow;
use sangkien_pages::parts::Errors;

use crate::intake::reasons;
use crate::show;

/// Most items one request may carry.
const MOST_ROWS: usize = 50;

/// The rows as typed, in order; at least one.
pub(super) fn rows(fields: &Fields) -> Vec<ReturnRow> {
    let places = fields.rows("place", MOST_ROWS);
    let requirements = fields.rows("requirement", MOST_ROWS);
    let bases = fields.rows("basis", MOST_ROWS);
    let last = [&places, &requirements, &bases]
        .iter()
        .filter_map(|rows| rows.keys().max())
        .max()
        .copied()
        .unwrap_or(0);
    let text = |rows: &std::collections::BTreeMap<usize, &str>, index: usize| {
        rows.get(&index).copied().unwrap_or_default().to_owned()
    };
    (0..=last)
        .map(|index| ReturnRow {
            place: text(&places, index),
            requirement: text(&requirements, index),
            basis: text(&bases, index),
        })
        .collect()
}

/// The row that a button takes away.
pub(super) fn removed(fields: &Fields) -> Option<usize> {
    fields.0.iter().find_map(|(name, _)| {
        name.strip_prefix("remove.")
            .and_then(|index| index.parse().ok())
    })
}

/// Takes a row away; one always stays.
pub(super) fn remove(rows: &mut Vec<ReturnRow>, index: usize) {
    if index < rows.len() {
        rows.remove(index);
    }
    if rows.is_empty() {
        rows.push(ReturnRow::default());
    }
}

/// The rows without those left wholly blank, unless all are.
pub(super) fn without_blanks(rows: Vec<ReturnRow>) -> Vec<ReturnRow> {
    let written: Vec<ReturnRow> = rows.into_iter().filter(|row| !is_blank(row)).collect();
    if written.is_empty() {
        vec![ReturnRow::default()]
    } else {
        written
    }
}

fn is_blank(row: &ReturnRow) -> bool {
    [&row.place, &row.requirement, &row.basis]
        .into_iter()
        .all(|text| text.trim().is_empty())
}

/// The rows as the use case takes them; a single blank one is none.
pub(super) fn items(rows: &[ReturnRow]) -> Vec<ReturnItem> {
    rows.iter()
        .filter(|row| !is_blank(row))
        .map(|row| ReturnItem {
            place: row.place.clone(),
            requirement: row.requirement.clone(),
            basis: row.basis.clone(),
            ..ReturnItem::default()
        })
        .collect()
}

/// Each refusal beside what the row lacks.
pub(super) fn return_errors(refusals: &[Refusal], rows: &[ReturnRow]) -> Errors {
    let mut errors = Errors::none();
    for refusal in refusals {
        match refusal {
            Refusal::NoCorrectionItem => errors.push("requirement.0", show::refusal(refusal)),
            Refusal::CorrectionItemIncomplete { number } => {
                let index = number.saturating_sub(1);
                for (part, todo) in lacking(rows.get(index)) {
                    errors.push(
                        format!("{part}.{index}"),
                        format!("{todo} của nội dung {number}."),
                    );
                }
            }
            _ => errors.push("", show::refusal(refusal)),
        }
    }
    errors
}

/// The blank parts of a row with what to do about each; the place when none is blank, since a
/// place that the form does not have is the only fault left.
fn lacking(row: Option<&ReturnRow>) -> Vec<(&'static str, &'static str)> {
    let place = ("place", "Chọn mục cần bổ sung");
    let Some(row) = row else {
        return vec![place];
    };
    let parts = [
        (&row.place, place),
        (&row.requirement, ("requirement", "Ghi yêu cầu")),
        (&row.basis, ("basis", "Ghi căn cứ")),
    ];
    let blank: Vec<(&str, &str)> = parts
        .into_iter()
        .filter(|(text, _)| text.trim().is_empty())
        .map(|(_, part)| part)
        .collect();
    if blank.is_empty() { vec![place] } else { blank }
}

/// The reason chosen, if it is one of those offered.
pub(super) fn refusal_reason(posted: &str) -> Option<RefusalReason> {
    reasons().find(|reason| reason.code() == posted)
}

/// What is wrong with a refusal.
pub(super) fn refusal_errors(refusals: &[Refusal], reason_chosen: bool) -> Errors {
    let mut errors = Errors::none();
    if !reason_chosen {
        errors.push("reason", "Chọn một lý do từ chối.");
    }
    for refusal in refusals {
        let field = match refusal {
            Refusal::ReasonMissing => "text",
            _ => "",
        };
        errors.push(field, show::refusal(refusal));
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(place: &str, requirement: &str, basis: &str) -> ReturnRow {
        ReturnRow {
            place: place.to_owned(),
            requirement: requirement.to_owned(),
            basis: basis.to_owned(),
        }
    }

    #[test]
    fn rows_of_a_return_keep_what_was_typed_when_one_is_taken_away() {
        let fields = Fields::parse(
            b"place.0=a&requirement.0=x&place.2=c&basis.2=z&requirement.1=y&remove.1=1",
        );
        let mut rows = rows(&fields);
        assert_eq!(
            rows,
            [row("a", "x", ""), row("", "y", ""), row("c", "", "z")]
        );
        remove(&mut rows, removed(&fields).expect("a row to remove"));
        assert_eq!(rows, [row("a", "x", ""), row("c", "", "z")]);
    }

    #[test]
    fn the_last_row_of_a_return_is_emptied_rather_than_taken_away() {
        let mut rows = vec![row("a", "b", "c")];
        remove(&mut rows, 0);
        assert_eq!(rows, [ReturnRow::default()]);
    }

    #[test]
    fn a_return_names_the_part_of_a_row_that_is_missing() {
        let rows = [row("a", "b", "c"), row("a", "", "")];
        let faults = [Refusal::CorrectionItemIncomplete { number: 2 }];
        let errors = return_errors(&faults, &rows);
        assert_eq!(
            errors.at("requirement.1"),
            Some("Ghi yêu cầu của nội dung 2.")
        );
        assert_eq!(errors.at("basis.1"), Some("Ghi căn cứ của nội dung 2."));
        assert_eq!(errors.at("place.1"), None);
    }

    #[test]
    fn nobody_at_a_desk_refuses_in_the_name_of_the_council() {
        assert_eq!(refusal_reason("not-enough-votes"), None);
        assert_eq!(refusal_reason("excluded"), Some(RefusalReason::Excluded));
    }
}
