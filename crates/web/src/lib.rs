//! HTML handlers.
