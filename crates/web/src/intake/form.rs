//! Rows of a return and the reason of a refusal, as posted.

use sangkien_app::correction::OfferedPhrases;
use sangkien_domain::correction::{MOST_ITEMS, NewItem, Severity};
use sangkien_domain::dossier::RefusalReason;
use sangkien_domain::refusal::Refusal;
use sangkien_http::form::Fields;
use sangkien_pages::intake::ReturnRow;
use sangkien_pages::parts::Errors;

use crate::intake::reasons;
use crate::show;

/// Posted in place of a section for a file.
pub(super) const FILE: &str = "file:";

/// The rows as typed, in order; at least one.
pub(super) fn rows(fields: &Fields) -> Vec<ReturnRow> {
    let names = [
        "place",
        "phrase",
        "severity",
        "page",
        "quote",
        "found",
        "wanted",
        "requirement",
        "basis",
    ];
    let columns = names.map(|name| fields.rows(name, MOST_ITEMS));
    let last = columns
        .iter()
        .filter_map(|rows| rows.keys().max())
        .max()
        .copied()
        .unwrap_or(0);
    (0..=last)
        .map(|index| {
            let [
                place,
                phrase,
                severity,
                page,
                quote,
                found,
                wanted,
                requirement,
                basis,
            ] = columns
                .each_ref()
                .map(|rows| rows.get(&index).copied().unwrap_or_default().to_owned());
            ReturnRow {
                place,
                phrase,
                severity,
                page,
                quote,
                found,
                wanted,
                requirement,
                basis,
            }
        })
        .collect()
}

/// What a button does to the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowAct {
    /// Adds one at the end.
    Add,
    /// Takes one away; one always stays.
    Remove(usize),
    /// Changes places with the one before.
    Up(usize),
    /// Changes places with the one after.
    Down(usize),
    /// Fills one from its phrase.
    Fill(usize),
}

/// The button pressed, if it is one of the rows'.
pub(super) fn row_act(fields: &Fields) -> Option<RowAct> {
    let at = |name: &str, prefix: &str| -> Option<usize> {
        name.strip_prefix(prefix)?.strip_prefix('.')?.parse().ok()
    };
    fields.0.iter().find_map(|(name, _)| {
        if name == "add" {
            return Some(RowAct::Add);
        }
        at(name, "remove")
            .map(RowAct::Remove)
            .or_else(|| at(name, "up").map(RowAct::Up))
            .or_else(|| at(name, "down").map(RowAct::Down))
            .or_else(|| at(name, "fill").map(RowAct::Fill))
    })
}

/// Does what the button says; gives the row to look at next.
pub(super) fn act(rows: &mut Vec<ReturnRow>, act: RowAct, phrases: &OfferedPhrases) -> usize {
    match act {
        RowAct::Add => {
            rows.push(ReturnRow::default());
            rows.len() - 1
        }
        RowAct::Remove(at) => {
            if at < rows.len() {
                rows.remove(at);
            }
            if rows.is_empty() {
                rows.push(ReturnRow::default());
            }
            at.min(rows.len() - 1)
        }
        RowAct::Up(at) => {
            if at > 0 && at < rows.len() {
                rows.swap(at - 1, at);
            }
            at.saturating_sub(1)
        }
        RowAct::Down(at) => {
            if at + 1 < rows.len() {
                rows.swap(at, at + 1);
            }
            (at + 1).min(rows.len().saturating_sub(1))
        }
        RowAct::Fill(at) => {
            if let Some(row) = rows.get_mut(at) {
                fill(row, phrases);
            }
            at
        }
    }
}

/// Fills a row from its phrase. What a person has written is never written over: the wording is
/// added below it, unless it is that of another phrase.
fn fill(row: &mut ReturnRow, phrases: &OfferedPhrases) {
    let known = |text: &str| {
        let all = phrases.0.iter().flat_map(|library| &library.phrases);
        text.is_empty() || all.clone().any(|phrase| phrase.requirement == text)
    };
    let of_phrases = |text: &str| {
        let all = phrases.0.iter().flat_map(|library| &library.phrases);
        text.is_empty() || all.clone().any(|phrase| phrase.basis.to_string() == text)
    };
    let Some(phrase) = phrases
        .0
        .iter()
        .find_map(|library| library.referred(&row.phrase))
    else {
        return;
    };
    if known(row.requirement.trim()) {
        row.requirement.clone_from(&phrase.requirement);
    } else if !row.requirement.contains(&phrase.requirement) {
        row.requirement = format!("{}\n{}", row.requirement.trim_end(), phrase.requirement);
    }
    if of_phrases(row.basis.trim()) {
        row.basis = phrase.basis.to_string();
    }
    phrase.severity.code().clone_into(&mut row.severity);
    if row.place.is_empty()
        && let [place] = phrase.places.as_slice()
    {
        row.place.clone_from(place);
    }
}

/// A row of the request being written.
pub(super) fn row(item: &NewItem) -> ReturnRow {
    ReturnRow {
        place: match item.file {
            Some(file) => format!("{FILE}{file}"),
            None => item.place.clone(),
        },
        phrase: item.class.clone(),
        severity: item.severity.code().to_owned(),
        page: item.page.map(|page| page.to_string()).unwrap_or_default(),
        quote: item.quote.clone(),
        found: item.found.clone(),
        wanted: item.wanted.clone(),
        requirement: item.requirement.clone(),
        basis: item.basis.clone(),
    }
}

/// A row as it is stored. A page that is no number is 0, which no request is sent with.
pub(super) fn item(row: &ReturnRow) -> NewItem {
    let file = row.place.strip_prefix(FILE);
    let page = row.page.trim();
    NewItem {
        place: match file {
            Some(_) => String::new(),
            None => row.place.clone(),
        },
        file: file.and_then(|file| file.parse().ok()),
        page: (!page.is_empty()).then(|| page.parse().unwrap_or(0)),
        quote: row.quote.clone(),
        class: row.phrase.clone(),
        severity: Severity::from_code(&row.severity).unwrap_or_default(),
        found: row.found.clone(),
        wanted: row.wanted.clone(),
        requirement: row.requirement.clone(),
        basis: row.basis.clone(),
    }
}

/// The rows without those in which nothing was written, unless nothing was anywhere.
pub(super) fn without_blanks(rows: Vec<ReturnRow>) -> Vec<ReturnRow> {
    let written: Vec<ReturnRow> = rows
        .into_iter()
        .filter(|row| !item(row).is_blank())
        .collect();
    if written.is_empty() {
        vec![ReturnRow::default()]
    } else {
        written
    }
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
            Refusal::CorrectionItemTooLong { number } => {
                let index = number.saturating_sub(1);
                errors.push(format!("requirement.{index}"), show::refusal(refusal));
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
    let mut faults: Vec<(&str, &str)> = parts
        .into_iter()
        .filter(|(text, _)| text.trim().is_empty())
        .map(|(_, part)| part)
        .collect();
    if item(row).page == Some(0) {
        faults.push(("page", "Ghi số trang bằng chữ số, từ 1,"));
    }
    if faults.is_empty() {
        vec![place]
    } else {
        faults
    }
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
    use sangkien_domain::correction::{Phrase, PhraseLibrary};
    use sangkien_domain::law::{Certainty, Citation};

    use super::*;

    fn typed(place: &str, requirement: &str, basis: &str) -> ReturnRow {
        ReturnRow {
            place: place.to_owned(),
            requirement: requirement.to_owned(),
            basis: basis.to_owned(),
            ..ReturnRow::default()
        }
    }

    fn phrases() -> OfferedPhrases {
        let phrase = |key: &str, requirement: &str| Phrase {
            key: key.into(),
            label: "Lỗi mẫu".into(),
            severity: Severity::Should,
            places: vec!["benefits".into()],
            requirement: requirement.into(),
            basis: Citation {
                act: format!("Văn bản {key}"),
                certainty: Certainty::Official,
                ..Citation::default()
            },
        };
        OfferedPhrases(vec![PhraseLibrary {
            code: "mau".into(),
            version: 1,
            title: "Mẫu".into(),
            forms: vec!["mau".into()],
            phrases: vec![phrase("a", "Ghi nguồn."), phrase("b", "Ghi ngày.")],
        }])
    }

    #[test]
    fn rows_of_a_return_keep_what_was_typed_when_one_is_moved_or_taken_away() {
        let fields = Fields::parse(
            b"place.0=a&requirement.0=x&place.2=c&basis.2=z&requirement.1=y&remove.1=1",
        );
        let mut rows = rows(&fields);
        assert_eq!(
            rows,
            [typed("a", "x", ""), typed("", "y", ""), typed("c", "", "z")]
        );
        assert_eq!(row_act(&fields), Some(RowAct::Remove(1)));
        act(&mut rows, RowAct::Remove(1), &phrases());
        assert_eq!(rows, [typed("a", "x", ""), typed("c", "", "z")]);
        assert_eq!(act(&mut rows, RowAct::Down(0), &phrases()), 1);
        assert_eq!(rows, [typed("c", "", "z"), typed("a", "x", "")]);
        assert_eq!(act(&mut rows, RowAct::Up(1), &phrases()), 0);
        assert_eq!(act(&mut rows, RowAct::Up(0), &phrases()), 0);
        assert_eq!(act(&mut rows, RowAct::Down(1), &phrases()), 1);
        assert_eq!(rows, [typed("a", "x", ""), typed("c", "", "z")]);
    }

    #[test]
    fn the_last_row_of_a_return_is_emptied_rather_than_taken_away() {
        let mut rows = vec![typed("a", "b", "c")];
        act(&mut rows, RowAct::Remove(0), &phrases());
        assert_eq!(rows, [ReturnRow::default()]);
    }

    #[test]
    fn a_phrase_fills_requirement_and_basis_and_writes_over_no_words_of_a_person() {
        let mut rows = vec![ReturnRow {
            phrase: "mau@1/a".into(),
            ..ReturnRow::default()
        }];
        act(&mut rows, RowAct::Fill(0), &phrases());
        assert_eq!(rows[0].requirement, "Ghi nguồn.");
        assert_eq!(rows[0].basis, "Văn bản a");
        assert_eq!(
            (rows[0].place.as_str(), rows[0].severity.as_str()),
            ("benefits", "should")
        );
        // Another phrase takes the place of the first; a person's words stay.
        rows[0].phrase = "mau@1/b".into();
        act(&mut rows, RowAct::Fill(0), &phrases());
        assert_eq!(rows[0].requirement, "Ghi ngày.");
        assert_eq!(rows[0].basis, "Văn bản b");
        rows[0].requirement = "Bổ sung ảnh.".into();
        rows[0].basis = "Kế hoạch".into();
        act(&mut rows, RowAct::Fill(0), &phrases());
        assert_eq!(rows[0].requirement, "Bổ sung ảnh.\nGhi ngày.");
        assert_eq!(rows[0].basis, "Kế hoạch");
    }

    #[test]
    fn a_row_comes_back_from_the_draft_as_it_was_typed() {
        let file = "018f0000-0000-7000-8000-000000000000";
        let posted = ReturnRow {
            place: format!("file:{file}"),
            page: "12".into(),
            severity: "note".into(),
            quote: "đoạn".into(),
            ..typed("", "r", "b")
        };
        let stored = item(&posted);
        assert_eq!(stored.page, Some(12));
        assert!(stored.place.is_empty() && stored.file.is_some());
        assert_eq!(row(&stored), posted);
        let odd = ReturnRow {
            page: "mười".into(),
            ..posted
        };
        assert_eq!(item(&odd).page, Some(0));
    }

    #[test]
    fn a_return_names_the_part_of_a_row_that_is_missing() {
        let odd_page = ReturnRow {
            page: "x".into(),
            ..typed("a", "b", "c")
        };
        let rows = [typed("a", "b", "c"), typed("a", "", ""), odd_page];
        let faults = [2, 3].map(|number| Refusal::CorrectionItemIncomplete { number });
        let errors = return_errors(&faults, &rows);
        assert_eq!(
            errors.at("requirement.1"),
            Some("Ghi yêu cầu của nội dung 2.")
        );
        assert_eq!(errors.at("basis.1"), Some("Ghi căn cứ của nội dung 2."));
        assert_eq!(errors.at("place.1"), None);
        assert!(errors.at("page.2").is_some());
        assert_eq!(errors.at("place.2"), None);
    }

    #[test]
    fn nobody_at_a_desk_refuses_in_the_name_of_the_council() {
        assert_eq!(refusal_reason("not-enough-votes"), None);
        assert_eq!(refusal_reason("excluded"), Some(RefusalReason::Excluded));
    }
}
