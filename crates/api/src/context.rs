//! One request: who asks, from where, in which language.

use axum::http::header::{ACCEPT_LANGUAGE, USER_AGENT};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName};
use sangkien_app::failure::Outcome;
use sangkien_app::{App, Caller, Origin};
use sangkien_http::{Shared, origin};
use sangkien_i18n::Language;

/// One request to the API.
pub(crate) struct Context {
    /// What handlers share.
    pub(crate) shared: Shared,
    /// Where the request comes from.
    pub(crate) origin: Origin,
    /// Who is signed in, by bearer token.
    pub(crate) caller: Option<Caller>,
    /// Client program.
    pub(crate) agent: String,
    /// The language of sentences in the reply.
    pub(crate) language: Language,
    /// Path alone, for the log.
    pub(crate) path: String,
}

impl Context {
    /// A request of which nothing is known but where it comes from.
    pub(crate) fn new(shared: &Shared, parts: &Parts) -> Self {
        let now = shared.app.now().0;
        Self {
            shared: shared.clone(),
            origin: origin::origin(parts, shared, now),
            caller: None,
            agent: text(&parts.headers, &USER_AGENT).to_owned(),
            language: Language::asked(text(&parts.headers, &ACCEPT_LANGUAGE)),
            path: parts.uri.path().to_owned(),
        }
    }

    /// Recognises who asks.
    ///
    /// # Errors
    /// Only when storage fails; an unknown token is nobody.
    pub(crate) async fn recognise(&mut self, parts: &Parts) -> Outcome<()> {
        let visit = self.shared.visit_by_token(parts).await?;
        self.origin = visit.origin;
        self.caller = visit.signed_in.map(|found| found.caller);
        Ok(())
    }

    /// The use cases.
    pub(crate) fn app(&self) -> &App {
        &self.shared.app
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> &'a str {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}
