//! Builders, mock clock and an in-process server for tests.
