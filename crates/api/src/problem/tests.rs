//! Problems as documents.
