//! What handlers take: who asks, the identity in the path, parameters and bodies.

use std::ops::Deref;
use std::sync::Arc;

use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use sangkien_app::Caller;
use sangkien_http::Shared;
use serde::de::DeserializeOwned;

use crate::context::Context;
use crate::problem::{Malformed, Place, Problem};

/// Largest JSON body, in bytes: a section with several answers at the general limit of the form.
const JSON_BYTES: usize = 2 << 20;

/// A request anybody may make.
pub(crate) struct Guest(pub(crate) Arc<Context>);

/// A request of somebody signed in.
pub(crate) struct Signed {
    /// The request.
    pub(crate) context: Arc<Context>,
    /// Who asks.
    pub(crate) caller: Caller,
}

/// An identity or other value in the path; one that cannot be read is absent.
pub(crate) struct Id<T>(pub(crate) T);

/// Parameters of the address; unknown ones are refused.
pub(crate) struct Params<T>(pub(crate) T);

/// A JSON body; unknown members are refused.
pub(crate) struct Body<T>(pub(crate) T);

impl Deref for Guest {
    type Target = Context;

    fn deref(&self) -> &Context {
        &self.0
    }
}

impl Deref for Signed {
    type Target = Context;

    fn deref(&self) -> &Context {
        &self.context
    }
}

fn context(parts: &Parts) -> Result<Arc<Context>, Problem> {
    parts
        .extensions
        .get::<Arc<Context>>()
        .cloned()
        .ok_or_else(|| Problem::Broken("a route stands outside the frame".to_owned()))
}

impl FromRequestParts<Shared> for Guest {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Shared) -> Result<Self, Problem> {
        context(parts).map(Self)
    }
}

impl FromRequestParts<Shared> for Signed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Shared) -> Result<Self, Problem> {
        let context = context(parts)?;
        let caller = context.caller.clone().ok_or(Problem::SignIn)?;
        Ok(Self { context, caller })
    }
}

impl<T: DeserializeOwned + Send> FromRequestParts<Shared> for Id<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, shared: &Shared) -> Result<Self, Problem> {
        Path::<T>::from_request_parts(parts, shared)
            .await
            .map(|path| Self(path.0))
            .map_err(|_| Problem::Absent)
    }
}

impl<T: DeserializeOwned> FromRequestParts<Shared> for Params<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Shared) -> Result<Self, Problem> {
        Query::<T>::try_from_uri(&parts.uri)
            .map(|query| Self(query.0))
            .map_err(|rejection| Problem::query(rejection.body_text()))
    }
}

impl<T: DeserializeOwned> FromRequest<Shared> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &Shared) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let kind = parts.headers.get(CONTENT_TYPE);
        if !kind.is_some_and(|kind| is_json(kind.as_bytes())) {
            return Err(Problem::MediaType("application/json"));
        }
        let bytes = to_bytes(body, JSON_BYTES)
            .await
            .map_err(|_| Problem::TooLarge)?;
        read(&bytes).map(Self).map_err(Problem::Malformed)
    }
}

/// Whether a content type is that of JSON, with or without parameters.
fn is_json(kind: &[u8]) -> bool {
    let essence = kind.split(|byte| *byte == b';').next().unwrap_or_default();
    essence
        .trim_ascii()
        .eq_ignore_ascii_case(b"application/json")
}

/// Reads a JSON body.
pub(crate) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Malformed> {
    serde_json::from_slice(bytes).map_err(|error| Malformed {
        place: Place::Body {
            line: error.line(),
            column: error.column(),
        },
        cause: error.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_json_whatever_its_parameters() {
        for (kind, json) in [
            ("application/json", true),
            ("Application/JSON; charset=utf-8", true),
            ("text/plain", false),
            ("application/jsonp", false),
            ("", false),
        ] {
            assert_eq!(is_json(kind.as_bytes()), json, "{kind}");
        }
    }
}
