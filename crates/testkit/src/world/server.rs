//! Pages and API in the process of the test.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use sangkien::serve;
use sangkien_app::App;
use sangkien_http::Shared;
use sangkien_http::csrf::CsrfKey;
use sangkien_http::limit::{Limits, Quotas};
use sangkien_web::Options;
use serde_json::Value;
use tower::ServiceExt as _;

/// More than any test asks for.
const BOUNDLESS: u32 = 1_000_000;

/// A server that is asked without a socket.
#[derive(Clone)]
pub struct Server(Router);

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The body as JSON of a reply with this status; null when it has none.
    #[track_caller]
    pub fn expect(&self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }
}

impl Server {
    pub(super) fn new(app: Arc<App>) -> Self {
        let shared = Shared {
            app,
            csrf: CsrfKey::derive(&[7; 32]),
            limits: Arc::new(Limits::new(Quotas {
                sign_in_burst: BOUNDLESS,
                request_burst: BOUNDLESS,
            })),
            requests: Arc::default(),
            trusted_proxies: 0,
            secure: false,
        };
        Self(serve::router(shared, Options::default()))
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.0.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            bytes: to_bytes(body, usize::MAX).await.unwrap().to_vec(),
        }
    }

    /// Asks for a page as somebody not signed in.
    pub async fn page(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    /// Asks the API at `path` below `/api/v1`, as the holder of `token`; "" is nobody, null no
    /// body.
    pub async fn api(&self, method: Method, path: &str, token: &str, body: &Value) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/api/v1/{path}"));
        if !token.is_empty() {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        let body = if body.is_null() {
            Body::empty()
        } else {
            request = request.header(CONTENT_TYPE, "application/json");
            Body::from(body.to_string())
        };
        self.send(request.body(body).unwrap()).await
    }
}
