//! Authors and their shares of an initiative.

use serde::{Deserialize, Serialize};

use crate::law::Citation;
use crate::refusal::Refusal;

/// A share of authorship in hundredths of a percent: 10 000 is the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Share(pub i32);

impl Share {
    /// All of it.
    pub const WHOLE: Self = Self(10_000);
}

impl std::fmt::Display for Share {
    /// `33,5 %`, with a decimal comma.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, part) = (self.0 / 100, (self.0 % 100).abs());
        match (part, part % 10) {
            (0, _) => write!(out, "{whole} %"),
            (_, 0) => write!(out, "{whole},{} %", part / 10),
            _ => write!(out, "{whole},{part:02} %"),
        }
    }
}

/// What the rules ask of the list of authors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorRule {
    /// Most authors one initiative may name.
    pub max_authors: u16,
    /// Least share a named co-author must hold; whoever gave less is a helper, not an author.
    pub min_share: Share,
    /// Source of the two figures.
    pub citation: Citation,
}

/// Checks the shares of the named authors, in the order given.
///
/// # Errors
/// Every fault at once, so that the author sees them together: no author, too many, a share below
/// the least one, a sum other than 100 %.
pub fn check(shares: &[Share], rule: &AuthorRule) -> Result<(), Vec<Refusal>> {
    let mut faults = Vec::new();
    if shares.is_empty() {
        faults.push(Refusal::NoAuthor);
    }
    if shares.len() > usize::from(rule.max_authors) {
        faults.push(Refusal::TooManyAuthors {
            most: rule.max_authors,
            citation: rule.citation.clone(),
        });
    }
    for (index, share) in shares.iter().enumerate() {
        let alone = shares.len() == 1;
        if share.0 <= 0 || share.0 > Share::WHOLE.0 || (!alone && *share < rule.min_share) {
            faults.push(Refusal::ShareOutOfRange {
                position: index + 1,
                share: *share,
                least: rule.min_share,
                citation: rule.citation.clone(),
            });
        }
    }
    let total: i64 = shares.iter().map(|share| i64::from(share.0)).sum();
    if !shares.is_empty() && total != i64::from(Share::WHOLE.0) {
        faults.push(Refusal::SharesDoNotSum {
            total_hundredths: total,
        });
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
    use proptest::prelude::*;

    fn rule() -> AuthorRule {
        AuthorRule {
            max_authors: 5,
            min_share: Share(1_000),
            citation: Citation::default(),
        }
    }

    #[test]
    fn shares_are_accepted_only_when_they_make_the_whole() {
        for (shares, accepted) in [
            (vec![10_000], true),
            (vec![5_000, 3_000, 2_000], true),
            (vec![3_334, 3_333, 3_333], true),
            (vec![5_000, 3_000, 1_999], false),
            (vec![5_000, 5_001], false),
            (vec![9_500, 500], false),
            (vec![10_000, 0], false),
            (vec![11_000, -1_000], false),
            (vec![2_000, 2_000, 2_000, 2_000, 1_000, 1_000], false),
            (vec![], false),
        ] {
            let shares: Vec<Share> = shares.into_iter().map(Share).collect();
            assert_eq!(check(&shares, &rule()).is_ok(), accepted, "{shares:?}");
        }
    }

    #[test]
    fn every_fault_is_reported_at_once() {
        let faults = check(&[Share(9_900), Share(50)], &rule()).unwrap_err();
        assert_eq!(
            faults.len(),
            2,
            "one share too small and a wrong sum: {faults:?}"
        );
    }

    #[test]
    fn a_share_is_written_with_a_comma() {
        for (share, text) in [
            (10_000, "100 %"),
            (3_350, "33,5 %"),
            (3_333, "33,33 %"),
            (5, "0,05 %"),
        ] {
            assert_eq!(Share(share).to_string(), text);
        }
    }

    proptest! {
        #[test]
        fn accepted_shares_always_sum_to_the_whole(raw in prop::collection::vec(-20_000i32..20_000, 0..8)) {
            let shares: Vec<Share> = raw.iter().copied().map(Share).collect();
            let sum: i64 = raw.iter().map(|share| i64::from(*share)).sum();
            if check(&shares, &rule()).is_ok() {
                prop_assert_eq!(sum, 10_000);
                prop_assert!(raw.iter().all(|share| *share > 0));
            }
        }

        #[test]
        fn a_split_of_the_whole_in_fair_parts_is_accepted(cut in 1_000i32..=9_000) {
            prop_assert!(check(&[Share(cut), Share(10_000 - cut)], &rule()).is_ok());
        }
    }
}
