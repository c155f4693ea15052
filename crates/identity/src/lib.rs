//! Password hashing.
