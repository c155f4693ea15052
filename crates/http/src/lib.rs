//! What pages and API share: session, CSRF, limits, headers.
