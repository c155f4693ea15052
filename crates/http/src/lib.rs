//! What pages and API share: where a request comes from, whose it is, that it was meant (CSRF),
//! that it is not one too many, and the headers of every reply.
//!
//! # Invariants
//! - The address of a client is taken from a proxy's header only as far as proxies are trusted.
//! - A token never appears in a log, an address or a stored row; only its hash is stored.
//! - A form is read before its session is judged, so that a page can give the typed text back.

pub mod csrf;
pub mod form;
pub mod headers;
pub mod limit;
pub mod origin;
pub mod route;
pub mod session;

use std::sync::Arc;

use sangkien_app::App;

/// What every handler shares.
#[derive(Clone)]
pub struct Shared {
    /// The use cases.
    pub app: Arc<App>,
    /// Key of the CSRF tokens.
    pub csrf: csrf::CsrfKey,
    /// Limits of requests.
    pub limits: Arc<limit::Limits>,
    /// Counts requests.
    pub requests: Arc<origin::Requests>,
    /// How many proxies in front are trusted to name the client.
    pub trusted_proxies: usize,
    /// Whether cookies are sent over TLS only.
    pub secure: bool,
}
