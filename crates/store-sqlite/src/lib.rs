//! SQLite driver of the storage ports.
