//! Sheets of marks that were filled in without a connection: what may be wrong with one that comes
//! back.

use crate::rubric::SheetFault;

/// Why a sheet of a workbook is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfflineFault {
    /// It bears no seal: it was not made here, or the seal was removed.
    Unsealed,
    /// The seal is not genuine, or something that was locked says something else.
    Altered,
    /// It was made for another member.
    OtherMember,
    /// It was made for another council, session or round.
    OtherRound,
    /// It was made by another rubric, or another version of it.
    OtherRubric,
    /// The sheet was saved after the workbook was made.
    Outdated,
    /// The sheet has been sent since.
    Sent,
    /// The dossier is not, or no longer, among those the member marks.
    NotGiven,
    /// The workbook holds the same sheet twice.
    Twice,
    /// An open cell is worked out by a formula.
    Formula {
        /// Which, "D7".
        cell: String,
    },
    /// A score is no number with at most two decimals.
    NotANumber {
        /// The criterion.
        label: String,
    },
    /// The vote is neither of the two.
    VoteUnreadable,
    /// A score that the rubric does not allow.
    Score(SheetFault),
}
