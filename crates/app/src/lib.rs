//! Use cases of the product, the ports they need and the guard in front of them.

pub mod access;
pub mod failure;
pub mod port;
pub mod record;
