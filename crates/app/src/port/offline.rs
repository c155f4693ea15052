//! Sheets of marks as a workbook that is filled in without a connection.

use sangkien_domain::form::Answers;
use sangkien_domain::rubric::{Rubric, Score, Scores};

use crate::record::Vote;

/// Column of the name of a criterion, from 1.
pub const CRITERION: u32 = 1;
/// Column of the greatest score.
pub const GREATEST: u32 = 2;
/// Column of the step.
pub const STEP: u32 = 3;
/// Column of the score, and of the vote.
pub const SCORE: u32 = 4;
/// Column of the comment, and of the remark.
pub const COMMENT: u32 = 5;
/// Column of the keys of the rows, and of the seal in the first row.
pub const KEY: u32 = 7;
/// What begins the key of a criterion's row.
pub const SCORE_KEY: &str = "score.";
/// Key of the row of the vote.
pub const VOTE_KEY: &str = "vote";
/// Key of the row of the remark.
pub const REMARK_KEY: &str = "remark";
/// Name of the sheet that explains.
pub const GUIDE: &str = "Hướng dẫn";
/// A vote in favour, as the workbook has it.
pub const IN_FAVOUR: &str = "Đồng ý";
/// A vote against.
pub const AGAINST: &str = "Không đồng ý";

/// The sheets of a member.
#[derive(Debug, Clone)]
pub struct OfflineBook {
    /// Name of the member.
    pub member: String,
    /// Moment it was made, in words.
    pub made: String,
    /// The sheets in the member's order.
    pub sheets: Vec<OfflineSheet>,
}

/// One sheet.
#[derive(Debug, Clone)]
pub struct OfflineSheet {
    /// Name of its tab, unlike every other.
    pub tab: String,
    /// Code of the dossier.
    pub code: String,
    /// Name of the initiative.
    pub title: String,
    /// Session and its moment, in words.
    pub session: String,
    /// The rubric.
    pub rubric: Rubric,
    /// Scores so far.
    pub scores: Scores,
    /// What they come to.
    pub total: Score,
    /// Comments so far; none where the seat makes none.
    pub comments: Option<Answers>,
    /// The vote so far; none where the sheet carries none.
    pub vote: Option<Option<Vote>>,
    /// The general remark so far.
    pub remark: String,
    /// What the sheet is bound to, signed.
    pub seal: String,
}
