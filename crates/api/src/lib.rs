//! JSON API handlers.
