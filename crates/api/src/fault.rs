//! One reason among those for which something is refused or incomplete.

use sangkien_domain::refusal::Refusal;
use sangkien_i18n::Language;
use serde::Serialize;

/// A reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Fault {
    /// Stable code.
    pub(crate) code: &'static str,
    /// Key of the question or member it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) field: Option<String>,
    /// What happened and what to do.
    pub(crate) message: String,
    /// The article it rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) article: Option<String>,
}

impl Fault {
    /// A refusal by the rules.
    pub(crate) fn of(refusal: &Refusal, language: Language) -> Self {
        let message = sangkien_i18n::refusal(refusal, language);
        Self {
            code: refusal.code(),
            field: refusal.field().map(str::to_owned),
            message: message.line(),
            article: message.article,
        }
    }

    /// A reason without field or article.
    pub(crate) fn plain(code: &'static str, message: String) -> Self {
        Self {
            code,
            field: None,
            message,
            article: None,
        }
    }
}

/// Refusals as reasons.
pub(crate) fn faults(refusals: &[Refusal], language: Language) -> Vec<Fault> {
    refusals
        .iter()
        .map(|refusal| Fault::of(refusal, language))
        .collect()
}
