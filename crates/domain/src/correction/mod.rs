//! Items of a request for supplements: where, what is wrong, what is required, on what basis; what
//! the author did about each, and what the desk found.
//!
//! An item keeps its number through every round. It is settled when the desk has verified it, or
//! when somebody above the clerk who asked has waived it; a dossier with an obligatory item that
//! is not settled cannot be accepted.

mod item;
mod phrase;

pub use item::{MOST_ITEMS, NewItem, check_request};
pub use phrase::{Phrase, PhraseFault, PhraseLibrary};
use serde::{Deserialize, Serialize};

use crate::refusal::Refusal;

macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
        }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Stable code, as stored.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code),+
                }
            }

            /// The value of a stored code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }
        }
    };
}

coded! {
    /// Where an item stands.
    ItemState {
        /// Waiting for the author.
        Open = "open",
        /// Answered by the author; waiting for the desk.
        Answered = "answered",
        /// The desk found it settled.
        Verified = "verified",
        /// The desk found it not settled; part of the next request.
        Reopened = "reopened",
        /// Given up by somebody above the clerk who asked.
        Waived = "waived",
    }
}

coded! {
    /// How much an item weighs.
    Severity {
        /// The dossier cannot be accepted without it.
        Must = "must",
        /// To be mended, but no bar to acceptance.
        Should = "should",
        /// A remark.
        Note = "note",
    }
}

coded! {
    /// What the author did about an item.
    Reply {
        /// Mended as required.
        Fixed = "fixed",
        /// Not mended, with the reason in words.
        Disputed = "disputed",
    }
}

coded! {
    /// What the desk finds of an answered item.
    Judgement {
        /// It is settled.
        Verify = "verify",
        /// It is not.
        Reopen = "reopen",
    }
}

impl Default for Severity {
    /// What nobody weighed is obligatory.
    fn default() -> Self {
        Self::Must
    }
}

impl ItemState {
    /// Whether nothing more is expected of anybody.
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Verified | Self::Waived)
    }

    /// Whether the author is still to answer it, once it has been asked.
    pub const fn awaits_author(self) -> bool {
        matches!(self, Self::Open | Self::Reopened)
    }

    /// The state after the author answered with `reply`, or took the answer back.
    ///
    /// # Errors
    /// [`Refusal::CorrectionSettled`] when nothing is expected of the author any more.
    pub const fn answered(self, reply: Option<Reply>) -> Result<Self, Refusal> {
        match (self, reply) {
            (Self::Verified | Self::Waived, _) => Err(Refusal::CorrectionSettled),
            (_, Some(_)) => Ok(Self::Answered),
            (Self::Answered | Self::Open, None) => Ok(Self::Open),
            (Self::Reopened, None) => Ok(Self::Reopened),
        }
    }

    /// The state after the desk's judgement, while the dossier is with the desk. A judgement may
    /// be revised as long as it is there.
    ///
    /// # Errors
    /// [`Refusal::CorrectionSettled`] for what was waived: only the one above could give it up.
    pub const fn judged(self, judgement: Judgement) -> Result<Self, Refusal> {
        match (self, judgement) {
            (Self::Waived, _) => Err(Refusal::CorrectionSettled),
            (_, Judgement::Verify) => Ok(Self::Verified),
            (_, Judgement::Reopen) => Ok(Self::Reopened),
        }
    }

    /// The state after it was given up for a reason.
    ///
    /// # Errors
    /// [`Refusal::CorrectionSettled`] when there is nothing to give up,
    /// [`Refusal::ReasonMissing`] without a reason.
    pub fn waived(self, reason: &str) -> Result<Self, Refusal> {
        if self.is_settled() {
            Err(Refusal::CorrectionSettled)
        } else if reason.trim().is_empty() {
            Err(Refusal::ReasonMissing)
        } else {
            Ok(Self::Waived)
        }
    }
}

/// Whether a dossier with these items (number, weight, state) can be accepted.
///
/// # Errors
/// [`Refusal::CorrectionsUnsettled`] with the numbers of the obligatory items not settled.
pub fn check_settled(
    items: impl IntoIterator<Item = (u32, Severity, ItemState)>,
) -> Result<(), Refusal> {
    let numbers: Vec<u32> = items
        .into_iter()
        .filter(|(_, severity, state)| *severity == Severity::Must && !state.is_settled())
        .map(|(number, ..)| number)
        .collect();
    if numbers.is_empty() {
        Ok(())
    } else {
        Err(Refusal::CorrectionsUnsettled { numbers })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dossier_waits_for_its_obligatory_items_only() {
        use ItemState::{Answered, Open, Reopened, Verified, Waived};
        use Severity::{Must, Note, Should};
        let settled = [
            (1, Must, Verified),
            (2, Must, Waived),
            (3, Should, Open),
            (4, Note, Reopened),
        ];
        assert_eq!(check_settled(settled), Ok(()));
        assert_eq!(check_settled([]), Ok(()));
        assert_eq!(
            check_settled([
                (1, Must, Open),
                (2, Must, Answered),
                (3, Must, Verified),
                (7, Must, Reopened),
                (8, Should, Answered),
            ]),
            Err(Refusal::CorrectionsUnsettled {
                numbers: vec![1, 2, 7]
            })
        );
    }

    #[test]
    fn an_item_goes_back_and_forth_until_it_is_settled() {
        let asked = ItemState::Open;
        let answered = asked.answered(Some(Reply::Fixed)).unwrap();
        let again = answered.judged(Judgement::Reopen).unwrap();
        assert_eq!(again, ItemState::Reopened);
        assert!(again.awaits_author());
        let disputed = again.answered(Some(Reply::Disputed)).unwrap();
        assert_eq!(disputed, ItemState::Answered);
        assert_eq!(disputed.answered(None), Ok(ItemState::Open));
        let settled = disputed.judged(Judgement::Verify).unwrap();
        assert!(settled.is_settled());
        assert_eq!(
            settled.answered(Some(Reply::Fixed)),
            Err(Refusal::CorrectionSettled)
        );
        // The desk may have erred while the dossier is with it.
        assert_eq!(settled.judged(Judgement::Reopen), Ok(ItemState::Reopened));
    }

    #[test]
    fn an_item_is_given_up_only_with_a_reason_and_only_once() {
        assert_eq!(ItemState::Open.waived(" "), Err(Refusal::ReasonMissing));
        let waived = ItemState::Reopened.waived("Đã có bản gốc tại cơ quan");
        assert_eq!(waived, Ok(ItemState::Waived));
        assert_eq!(
            ItemState::Waived.waived("x"),
            Err(Refusal::CorrectionSettled)
        );
        assert_eq!(
            ItemState::Waived.judged(Judgement::Reopen),
            Err(Refusal::CorrectionSettled)
        );
    }

    #[test]
    fn every_code_is_read_back() {
        for state in ItemState::ALL {
            assert_eq!(ItemState::from_code(state.code()), Some(*state));
        }
        for severity in Severity::ALL {
            assert_eq!(Severity::from_code(severity.code()), Some(*severity));
        }
        assert_eq!(Reply::from_code("fixed"), Some(Reply::Fixed));
        assert_eq!(Judgement::from_code("other"), None);
    }
}
