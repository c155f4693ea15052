//! PostgreSQL driver of the storage ports.
