//! Use cases, ports and the access guard.
