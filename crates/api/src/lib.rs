//! JSON API handlers: a request in, one use case of [`sangkien_app::App`], JSON out.
//!
//! # How a request runs
//! `frame` wraps every route: it recognises who asks by bearer token, lets handlers work, and turns
//! every problem into `application/problem+json` in Vietnamese, or in English when the request asks
//! for it. Handlers take one of the extractors of `extract`; `?` on a use case is enough.
//!
//! # Invariants
//! - Cookies do not count, so that no other site can act through somebody's browser.
//! - Every reply is a struct of this crate that lists its members; a record of `app` is never
//!   serialised, so a member added there does not appear here by accident.
//! - What a caller may not know and what does not exist answer alike: 404.
//! - Unknown members and parameters are refused, so that a slip of the pen is not lost in silence.
//! - Shares and scores are integers in hundredths, moments RFC 3339 with +07:00, days ISO 8601.
//! - Nothing is kept in caches.
//!
//! # To add a route
//! A handler in the file of its noun, a line in that file's `routes`, a line in `docs/api.md`
//! (a test compares the two) and a line in the route table of the tests.

mod account;
mod audit;
mod confirmation;
mod context;
mod correction;
mod council_session;
mod decision;
mod dossier;
mod draft;
mod evidence;
mod extract;
mod fault;
mod frame;
mod intake;
mod list;
mod marking;
mod moment;
mod people;
mod problem;
mod public;
mod reply;
mod report;
mod round;
mod section;
mod submission;
mod words;
mod work;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::any;
use sangkien_http::Shared;
use sangkien_http::route::Routes;

use crate::problem::Problem;

/// What the handlers share.
pub type State = Shared;

/// Every route of the API.
pub fn routes() -> Routes<State> {
    Routes::new()
        .merge(account::routes())
        .merge(round::routes())
        .merge(work::routes())
        .merge(list::routes())
        .merge(draft::routes())
        .merge(dossier::routes())
        .merge(evidence::routes())
        .merge(submission::routes())
        .merge(intake::routes())
        .merge(correction::routes())
        .merge(confirmation::routes())
        .merge(marking::routes())
        .merge(council_session::routes())
        .merge(decision::routes())
        .merge(public::routes())
        .merge(report::routes())
        .merge(people::routes())
        .merge(audit::routes())
}

/// The router of the API. The caller adds what the whole server shares: security headers,
/// compression, a time limit, logging.
pub fn router(shared: Shared) -> Router {
    routes()
        .into_router()
        .method_not_allowed_fallback(async || Problem::Method)
        // Not a route but the lack of one: addresses below /api are answered as the API answers,
        // whatever fallback the router beside this one has.
        .route("/api", any(async || Problem::Absent))
        .route("/api/{*rest}", any(async || Problem::Absent))
        .layer(DefaultBodyLimit::max(evidence::UPLOAD_BYTES))
        .layer(from_fn_with_state(shared.clone(), frame::frame))
        .with_state(shared)
}
