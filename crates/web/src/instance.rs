//! Files of the program and signs of life, outside the frame of pages.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use sangkien_http::route::Routes;
use sangkien_pages::assets;

use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/assets/{name}", asset)
        .get("/robots.txt", robots)
        .get("/livez", alive)
        .get("/readyz", ready)
}

async fn asset(Path(name): Path<String>) -> Response {
    let Some(asset) = assets::find(&name) else {
        return text(StatusCode::NOT_FOUND, "Không có tệp này.\n");
    };
    let mut response = Response::new(Body::from(asset.bytes));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    let keep = if asset.immutable {
        "public, max-age=31536000, immutable"
    } else {
        "public, max-age=60"
    };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(keep));
    response
}

/// Search engines may read the public registry and the home page; certificates are found by code
/// only.
async fn robots() -> Response {
    text(
        StatusCode::OK,
        "User-agent: *\nAllow: /$\nAllow: /registry\nAllow: /assets/\nDisallow: /\n",
    )
}

/// The program runs; the database is not asked.
async fn alive() -> Response {
    text(StatusCode::OK, "ok\n")
}

/// The database answers and accepts writes.
async fn ready(State(web): State<Web>) -> Response {
    match web.app().ready().await {
        Ok(()) => text(StatusCode::OK, "ok\n"),
        Err(failure) => {
            tracing::warn!("not ready: {failure}");
            text(StatusCode::SERVICE_UNAVAILABLE, "unavailable\n")
        }
    }
}

fn text(status: StatusCode, body: &'static str) -> Response {
    let kind = HeaderValue::from_static("text/plain; charset=utf-8");
    (status, [(CONTENT_TYPE, kind)], body).into_response()
}
