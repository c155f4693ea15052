//! Signing in and out, one-time links, the first run.

mod link;
mod session;
mod set_up;

pub use link::{LINK_SECONDS, LinkView};
pub use session::{Authenticated, IDLE_SECONDS, SESSION_SECONDS, SignedIn};
pub use set_up::SetUp;
pub(crate) use set_up::is_account_name;
