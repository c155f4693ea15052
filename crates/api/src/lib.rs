//! JSON API handlers: a request in, one use case of [`sangkien_app::App`], JSON out.

use axum::Router;
use sangkien_http::Shared;
use sangkien_http::route::Routes;

/// Every route of the API.
pub fn routes() -> Routes<Shared> {
    Routes::new()
}

/// The router of the API. The caller adds what the whole server shares.
pub fn router(shared: Shared) -> Router {
    routes().into_router().with_state(shared)
}
