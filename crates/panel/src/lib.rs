//! What is computed of a council's marks: how far its members agree, who marks what, and pictures.
//!
//! Pure: the same marks always give the same figures, to the last digit, on every machine; what
//! looks like chance is drawn from a seed that the caller gives.
//!
//! # Invariants
//! - Scores come in and go out as whole hundredths. Statistics of scores are real numbers; they
//!   describe a council and decide nothing.
//! - Nothing here knows who may see a figure; the guard decides before it is computed.
//!
//! # To add a picture
//! A module below `picture` that gives the drawing together with its table, so that neither can
//! say what the other does not.

pub mod agreement;
pub mod assignment;
pub mod picture;
pub mod training;

use sangkien_domain::rubric::Score;

/// Marks of dossiers by members; whoever did not mark has none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// Codes of the dossiers.
    pub dossiers: Vec<String>,
    /// Names of the members.
    pub members: Vec<String>,
    /// For each dossier the mark of each member, in the orders above.
    pub marks: Vec<Vec<Option<Score>>>,
}

impl Marks {
    /// The marks given to each dossier, with the position of the member.
    pub fn given(&self) -> impl Iterator<Item = Vec<(usize, Score)>> + '_ {
        self.marks.iter().map(|row| {
            let marks = row.iter().enumerate();
            marks
                .filter_map(|(member, mark)| Some((member, (*mark)?)))
                .collect()
        })
    }
}

/// A whole number as a real one; every whole number a council can have is exact.
#[expect(
    clippy::cast_precision_loss,
    reason = "marks and counts are far below the 53 bits that are exact"
)]
const fn real(number: i64) -> f64 {
    number as f64
}

/// A count as a real number.
fn count(number: usize) -> f64 {
    real(i64::try_from(number).unwrap_or(i64::MAX))
}
