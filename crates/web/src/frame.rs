//! What wraps every page: who asks, problems as pages, cookies.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::context::Context;
use crate::problem::{Problem, dress};
use crate::state::Web;

/// Runs one request.
pub(crate) async fn frame(State(web): State<Web>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let (context, known) = Context::of(&web, &parts).await;
    let context = Arc::new(context);
    let admitted = web
        .shared
        .limits
        .request(&context.origin.address)
        .map_err(|many| Problem::TooMany(many.retry_after));
    let response = match (admitted, known) {
        (Err(problem), _) => problem.into_response(),
        (_, Err(failure)) => Problem::from(failure).into_response(),
        (Ok(()), Ok(())) => {
            parts.extensions.insert(Arc::clone(&context));
            next.run(Request::from_parts(parts, body)).await
        }
    };
    let mut response = dress(&context, response);
    context.bake(&mut response);
    response
}
