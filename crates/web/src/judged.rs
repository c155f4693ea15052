//! What staff pages do with the answer of a use case and with the version a form was made from.

use axum::http::StatusCode;
use sangkien_app::casework::Seen;
use sangkien_app::failure::{Failure, Outcome};
use sangkien_domain::refusal::Refusal;
use sangkien_http::form::Fields;
use sangkien_pages::parts::Errors;

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

/// Why an act on a dossier was not done although it may be asked for again on the same page.
#[derive(Debug)]
pub(crate) enum Held {
    /// By the rules.
    Refused(Vec<Refusal>),
    /// The dossier has gone on since the page was opened.
    Stale,
}

/// Like [`judged`], for pages that come back with what has changed when the dossier has gone on.
pub(crate) fn held<T>(outcome: Outcome<T>) -> Result<Result<T, Held>, Problem> {
    match outcome {
        Ok(value) => Ok(Ok(value)),
        Err(Failure::Refused(refusals)) => Ok(Err(Held::Refused(refusals))),
        Err(Failure::Stale) => Ok(Err(Held::Stale)),
        Err(other) => Err(other.into()),
    }
}

impl Held {
    /// The status of the page that comes back.
    pub(crate) const fn status(&self) -> StatusCode {
        match self {
            Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Stale => StatusCode::CONFLICT,
        }
    }

    /// The refusals, or what is said at the top of a page that was opened too long ago.
    pub(crate) fn errors(&self, named: impl Fn(&[Refusal]) -> Errors) -> Errors {
        match self {
            Self::Refused(refusals) => named(refusals),
            Self::Stale => Errors::none().with("", format!("{GONE_ON} {LOOK_AGAIN}")),
        }
    }
}

/// What happened to an act chosen on a page that is no longer true.
pub(crate) const GONE_ON: &str =
    "Hồ sơ đã được xử lý tiếp sau khi mở trang này nên việc vừa chọn chưa thực hiện.";
/// What to do about it.
pub(crate) const LOOK_AGAIN: &str = "Trang đang hiện tình trạng mới nhất, nội dung vừa nhập còn nguyên; xem lại rồi thực hiện nếu vẫn cần.";

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
