//! Items of a request for supplements: each names the place, what is required and on what basis.

use serde::{Deserialize, Serialize};

use crate::refusal::Refusal;

/// Where an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemState {
    /// Waiting for the author.
    Open,
    /// Answered by the author.
    Answered,
    /// The clerk found it settled.
    Verified,
}

impl ItemState {
    /// Stable code, as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Verified => "verified",
        }
    }

    /// The state of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Open, Self::Answered, Self::Verified]
            .into_iter()
            .find(|state| state.code() == code)
    }
}

/// An item as the clerk writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewItem {
    /// Key of the section concerned.
    pub place: String,
    /// What the author is to do.
    pub requirement: String,
    /// The article or form that asks for it.
    pub basis: String,
}

/// Checks a request before it is sent.
///
/// # Errors
/// No item at all, or an item that lacks its place, requirement or basis, counted from 1.
pub fn check_request(items: &[NewItem]) -> Result<(), Vec<Refusal>> {
    if items.is_empty() {
        return Err(vec![Refusal::NoCorrectionItem]);
    }
    let faults: Vec<Refusal> = items
        .iter()
        .enumerate()
        .filter(|(_, item)| {
            [&item.place, &item.requirement, &item.basis]
                .into_iter()
                .any(|part| part.trim().is_empty())
        })
        .map(|(index, _)| Refusal::CorrectionItemIncomplete { number: index + 1 })
        .collect();
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
        }
    }

    #[test]
    fn a_request_is_sent_only_when_every_item_has_place_requirement_and_basis() {
        assert!(check_request(&[]).is_err());
        assert!(check_request(&[item("benefits", "Bổ sung số liệu", "Phụ lục I")]).is_ok());
        for broken in [
            item(" ", "Bổ sung", "x"),
            item("a", "", "x"),
            item("a", "b", "\n"),
        ] {
            let faults = check_request(&[item("a", "b", "c"), broken]).unwrap_err();
            assert_eq!(
                faults,
                vec![Refusal::CorrectionItemIncomplete { number: 2 }]
            );
        }
    }
}
