//! Files stored by content hash.
