//! What can keep a handler from answering, as `application/problem+json` (RFC 9457).

use std::sync::Arc;

use axum::body::Body;
use axum::http::header::{ALLOW, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use sangkien_app::failure::Failure;
use sangkien_app::port::{BlobError, StoreError};
use sangkien_domain::refusal::Refusal;
use sangkien_i18n::Language;
use serde::Serialize;

use crate::context::Context;
use crate::fault::{Fault, faults};
use crate::words;

/// Why a request was not answered as asked.
#[derive(Debug)]
pub(crate) enum Problem {
    /// Not there, or not for this person.
    Absent,
    /// The address takes no such method.
    Method,
    /// Nobody is signed in.
    SignIn,
    /// Account and password do not fit.
    Credentials,
    /// The body is larger than the address takes.
    TooLarge,
    /// The body is not of the kind the address takes, named here.
    MediaType(&'static str),
    /// The request cannot be read.
    Malformed(Malformed),
    /// Too many requests; seconds to wait.
    TooMany(u64),
    /// A use case ended other than well.
    Failure(Failure),
    /// The program itself is wrong; the sentence is for the log.
    Broken(String),
}

/// Where and why a request cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Malformed {
    /// In which part of the request.
    pub(crate) place: Place,
    /// The cause, in English, as the parser names it.
    pub(crate) cause: String,
}

/// A part of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// A JSON body, at a line and column from 1.
    Body {
        /// Line.
        line: usize,
        /// Column.
        column: usize,
    },
    /// The parameters of the address.
    Query,
    /// A body of several parts.
    Parts,
}

/// A problem as sent.
#[derive(Debug, Serialize)]
pub(crate) struct Document {
    /// Stable name of the kind of problem.
    #[serde(rename = "type")]
    kind: String,
    /// The kind in words.
    title: &'static str,
    /// HTTP status.
    status: u16,
    /// What happened and what to do.
    detail: String,
    /// Every reason, where there are several or they belong to fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<Fault>,
    /// The request, as in the log and the audit events.
    instance: String,
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Absent => Self::Absent,
            Failure::NotSignedIn => Self::SignIn,
            other => Self::Failure(other),
        }
    }
}

/// Carries a problem to the frame, which knows language and request.
#[derive(Clone)]
struct Carried(Arc<Problem>);

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Carried(Arc::new(self)));
        response
    }
}

impl Problem {
    /// The parameters of the address cannot be read.
    pub(crate) fn query(cause: impl Into<String>) -> Self {
        Self::Malformed(Malformed {
            place: Place::Query,
            cause: cause.into(),
        })
    }

    /// A body of several parts cannot be read.
    pub(crate) fn parts(cause: impl Into<String>) -> Self {
        Self::Malformed(Malformed {
            place: Place::Parts,
            cause: cause.into(),
        })
    }

    /// HTTP status.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::Absent => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::SignIn | Self::Credentials => StatusCode::UNAUTHORIZED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::MediaType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Malformed(_) => StatusCode::BAD_REQUEST,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Failure(Failure::Refused(_)) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Failure(Failure::Stale) => StatusCode::CONFLICT,
            Self::Failure(
                Failure::Store(StoreError::Unavailable(_))
                | Failure::Blob(BlobError::Unavailable(_)),
            ) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Failure(_) | Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Name of the problem in its URN; for a refusal, the code that all reasons share.
    fn name(&self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Method => "method",
            Self::SignIn => "sign-in",
            Self::Credentials => "credentials",
            Self::TooLarge => "too-large",
            Self::MediaType(_) => "media-type",
            Self::Malformed(_) => "malformed",
            Self::TooMany(_) => "too-many",
            Self::Failure(Failure::Stale) => "stale",
            Self::Failure(Failure::Refused(refusals)) => one_code(refusals),
            Self::Failure(Failure::Blob(BlobError::Missing | BlobError::Damaged)) => "file-damaged",
            Self::Failure(_) | Self::Broken(_) => {
                if self.status() == StatusCode::SERVICE_UNAVAILABLE {
                    "unavailable"
                } else {
                    "broken"
                }
            }
        }
    }

    /// The problem as sent.
    pub(crate) fn document(&self, language: Language, request: &str) -> Document {
        let name = self.name();
        let (title, sentence) = words::problem(name, language);
        let mut document = Document {
            kind: format!("urn:sangkien:problem:{name}"),
            title,
            status: self.status().as_u16(),
            detail: sentence.to_owned(),
            errors: Vec::new(),
            instance: format!("urn:sangkien:request:{request}"),
        };
        match self {
            Self::Failure(Failure::Refused(refusals)) => {
                let lines: Vec<String> = refusals
                    .iter()
                    .map(|refusal| sangkien_i18n::refusal(refusal, language).cited_line(language))
                    .collect();
                document.kind = format!("urn:sangkien:refusal:{name}");
                document.title = words::refused(language);
                document.detail = lines.join(" ");
                document.errors = faults(refusals, language);
            }
            Self::Failure(Failure::Stale) => {
                document.detail = sangkien_i18n::refusal(&Refusal::Stale, language).line();
            }
            Self::Malformed(malformed) => {
                document.detail = words::place(malformed.place, language);
                document.errors = vec![Fault::plain("malformed", malformed.cause.clone())];
            }
            Self::MediaType(wanted) => document.detail = format!("{sentence} {wanted}."),
            Self::TooMany(seconds) => document.detail = words::wait(*seconds, language),
            _ => {}
        }
        document
    }

    /// Writes what the administrator needs into the log.
    fn log(&self, context: &Context) {
        let (request, path) = (&context.origin.request, &context.path);
        match self {
            Self::Broken(what) => tracing::error!(%request, %path, "{what}"),
            Self::Failure(Failure::Refused(_) | Failure::Stale) => {}
            Self::Failure(failure) => tracing::error!(%request, %path, "{failure}"),
            _ => {}
        }
    }
}

/// The code that all refusals share, or "several".
fn one_code(refusals: &[Refusal]) -> &'static str {
    let mut codes = refusals.iter().map(Refusal::code);
    match codes.next() {
        Some(first) if codes.all(|code| code == first) => first,
        _ => "several",
    }
}

/// Gives an error reply its document. Other replies are left as they are.
pub(crate) fn dress(context: &Context, response: Response) -> Response {
    let carried = response.extensions().get::<Carried>().cloned();
    let status = response.status();
    let problem = match carried {
        Some(Carried(problem)) => problem,
        None if status.is_client_error() || status.is_server_error() => Arc::new(bare(status)),
        None => return response,
    };
    problem.log(context);
    let document = problem.document(context.language, &context.origin.request);
    let text = serde_json::to_vec(&document).unwrap_or_default();
    let mut dressed = Response::new(Body::from(text));
    *dressed.status_mut() = problem.status();
    let headers = dressed.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    if let Some(methods) = response.headers().get(ALLOW) {
        headers.insert(ALLOW, methods.clone());
    }
    match *problem {
        Problem::TooMany(seconds) => {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        Problem::SignIn | Problem::Credentials => {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        _ => {}
    }
    dressed
}

/// The problem of an error reply that a library made.
fn bare(status: StatusCode) -> Problem {
    match status {
        StatusCode::NOT_FOUND => Problem::Absent,
        StatusCode::METHOD_NOT_ALLOWED => Problem::Method,
        StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge,
        status => Problem::Broken(format!("a handler answered {status} without a document")),
    }
}

#[cfg(test)]
mod tests;
