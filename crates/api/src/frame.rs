//! What wraps every request: who asks, problems in words, nothing kept in caches.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, VARY};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sangkien_http::Shared;

use crate::context::Context;
use crate::problem::{Problem, dress};

/// Runs one request.
pub(crate) async fn frame(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let mut context = Context::new(&shared, &parts);
    let admitted = match shared.limits.request(&context.origin.address) {
        Ok(()) => context.recognise(&parts).await.map_err(Problem::from),
        Err(many) => Err(Problem::TooMany(many.retry_after)),
    };
    let context = Arc::new(context);
    let response = if let Err(problem) = admitted {
        problem.into_response()
    } else {
        parts.extensions.insert(Arc::clone(&context));
        next.run(Request::from_parts(parts, body)).await
    };
    let mut response = dress(&context, response);
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.append(VARY, HeaderValue::from_static("authorization"));
    response
}
