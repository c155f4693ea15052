//! Decisions.

use sangkien_http::route::Routes;

use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
}
