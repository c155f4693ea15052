//! One line of the technical log per request.

use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;

/// A request that takes longer is worth a line whatever came of it.
const SLOW: Duration = Duration::from_secs(2);

/// Notes method, route, status and time. The route as registered, never the address: addresses
/// carry the tokens of one-time links.
pub async fn note(request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let route = route.as_ref().map_or("none", MatchedPath::as_str);
    let (status, took) = (response.status().as_u16(), begun.elapsed());
    let millis = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    if status >= 500 {
        tracing::warn!(%method, route, status, millis, "a request failed");
    } else if took > SLOW {
        tracing::info!(%method, route, status, millis, "a request was slow");
    } else {
        tracing::debug!(%method, route, status, millis, "request");
    }
    response
}
