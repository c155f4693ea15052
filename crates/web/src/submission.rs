//! Placeholder.
use crate::state::Web;
use sangkien_http::route::Routes;
/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
}
