//! An item as the clerk writes it, and when a request may be sent.

use serde::{Deserialize, Serialize};

use super::Severity;
use crate::id::FileId;
use crate::refusal::Refusal;

/// Most items one request may carry.
pub const MOST_ITEMS: usize = 100;
/// Longest requirement or quotation, in characters.
const LONGEST_TEXT: usize = 4_000;
/// Longest basis, in characters.
const LONGEST_BASIS: usize = 500;

/// An item as the clerk writes it; every part may still be empty in a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewItem {
    /// The component concerned: key of a section (`benefits`), or of a question in it
    /// (`benefits.effect`).
    #[serde(default)]
    pub place: String,
    /// The file concerned.
    #[serde(default)]
    pub file: Option<FileId>,
    /// The page concerned, from 1.
    #[serde(default)]
    pub page: Option<u32>,
    /// The passage concerned, word for word.
    #[serde(default)]
    pub quote: String,
    /// The phrase of the library it was made from; empty for words of the clerk's own.
    #[serde(default)]
    pub class: String,
    /// How much it weighs.
    #[serde(default)]
    pub severity: Severity,
    /// The words that are wrong.
    #[serde(default)]
    pub found: String,
    /// The words that are to stand instead.
    #[serde(default)]
    pub wanted: String,
    /// What the author is to do.
    #[serde(default)]
    pub requirement: String,
    /// The article or form that asks for it.
    #[serde(default)]
    pub basis: String,
}

impl NewItem {
    /// Whether nothing has been written.
    pub fn is_blank(&self) -> bool {
        let texts = [
            &self.place,
            &self.quote,
            &self.class,
            &self.found,
            &self.wanted,
            &self.requirement,
            &self.basis,
        ];
        self.file.is_none()
            && self.page.is_none()
            && texts.into_iter().all(|text| text.trim().is_empty())
    }

    fn is_complete(&self) -> bool {
        [&self.place, &self.requirement, &self.basis]
            .into_iter()
            .all(|part| !part.trim().is_empty())
            && self.page != Some(0)
    }

    fn is_too_long(&self) -> bool {
        let longer = |text: &str, most: usize| text.chars().count() > most;
        [&self.requirement, &self.quote, &self.found, &self.wanted]
            .into_iter()
            .any(|text| longer(text, LONGEST_TEXT))
            || longer(&self.basis, LONGEST_BASIS)
    }
}

/// Checks a request before it is sent; `asked_again` counts the items of earlier requests that it
/// repeats.
///
/// # Errors
/// No item at all, too many, or items that lack place, requirement or basis or are too long,
/// counted from 1.
pub fn check_request(items: &[NewItem], asked_again: usize) -> Result<(), Vec<Refusal>> {
    if items.is_empty() && asked_again == 0 {
        return Err(vec![Refusal::NoCorrectionItem]);
    }
    if items.len() > MOST_ITEMS {
        return Err(vec![Refusal::TooManyCorrectionItems { most: MOST_ITEMS }]);
    }
    let mut faults = Vec::new();
    for (number, item) in (1..).zip(items) {
        if !item.is_complete() {
            faults.push(Refusal::CorrectionItemIncomplete { number });
        } else if item.is_too_long() {
            faults.push(Refusal::CorrectionItemTooLong { number });
        }
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(place: &str, requirement: &str, basis: &str) -> NewItem {
        NewItem {
            place: place.into(),
            requirement: requirement.into(),
            basis: basis.into(),
            ..NewItem::default()
        }
    }

    #[test]
    fn a_request_is_sent_only_when_every_item_has_place_requirement_and_basis() {
        assert!(check_request(&[], 0).is_err());
        assert!(check_request(&[item("benefits", "Bổ sung số liệu", "Phụ lục I")], 0).is_ok());
        for broken in [
            item(" ", "Bổ sung", "x"),
            item("a", "", "x"),
            item("a", "b", "\n"),
            NewItem {
                page: Some(0),
                ..item("a", "b", "c")
            },
        ] {
            let faults = check_request(&[item("a", "b", "c"), broken], 0).unwrap_err();
            assert_eq!(
                faults,
                vec![Refusal::CorrectionItemIncomplete { number: 2 }]
            );
        }
    }

    #[test]
    fn a_remark_too_names_its_place_and_basis() {
        let remark = NewItem {
            severity: Severity::Note,
            ..item("a", "Nên thống nhất cách viết tắt", "")
        };
        assert!(check_request(&[remark], 0).is_err());
    }

    #[test]
    fn a_request_may_only_repeat_what_was_not_settled() {
        assert!(check_request(&[], 2).is_ok());
    }

    #[test]
    fn a_request_stays_within_its_measures() {
        let long = item("a", &"ộ".repeat(4_001), "c");
        assert_eq!(
            check_request(&[long], 0),
            Err(vec![Refusal::CorrectionItemTooLong { number: 1 }])
        );
        let many = vec![item("a", "b", "c"); MOST_ITEMS + 1];
        assert_eq!(
            check_request(&many, 0),
            Err(vec![Refusal::TooManyCorrectionItems { most: MOST_ITEMS }])
        );
    }

    #[test]
    fn an_item_is_blank_until_something_is_written() {
        assert!(NewItem::default().is_blank());
        let paged = NewItem {
            page: Some(3),
            ..NewItem::default()
        };
        assert!(!paged.is_blank());
    }
}
