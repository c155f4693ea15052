//! What staff pages do with the answer of a use case and with the version a form was made from.

use sangkien_app::casework::Seen;
use sangkien_app::failure::{Failure, Outcome};
use sangkien_domain::refusal::Refusal;
use sangkien_http::form::Fields;

use crate::problem::Problem;

/// Parts a refusal by the rules, which belongs on the page of the form, from everything else that
/// can go wrong, which has pages of its own.
pub(crate) fn judged<T>(outcome: Outcome<T>) -> Result<Result<T, Vec<Refusal>>, Problem> {
    match outcome {
        Ok(value) => Ok(Ok(value)),
        Err(Failure::Refused(refusals)) => Ok(Err(refusals)),
        Err(other) => Err(other.into()),
    }
}

/// Demands that a form was made from the present version of what it changes.
pub(crate) fn unchanged(version: i64, fields: &Fields) -> Result<(), Problem> {
    if fields.get("version").parse() == Ok(version) {
        Ok(())
    } else {
        Err(Failure::Stale.into())
    }
}

/// The version that a form was made from, for a use case that compares it itself.
pub(crate) fn seen(fields: &Fields) -> Result<Seen, Problem> {
    let version = fields.get("version").parse();
    version
        .map(Seen::Version)
        .map_err(|_| Failure::Stale.into())
}

/// A stored version as a form carries it.
pub(crate) fn version(stored: i64) -> u64 {
    u64::try_from(stored).unwrap_or(0)
}
