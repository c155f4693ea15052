//! Passwords and one-time tokens.
//!
//! Randomness comes from the caller, so that everything here is a function of
//! its arguments.

mod password;
mod policy;
mod token;

pub use password::{
    ITERATIONS, LANES, MEMORY_KIB, PasswordFault, SALT_BYTES, hash, needs_rehash, verify,
    verify_dummy,
};
pub use policy::{MAX_LENGTH, MIN_LENGTH, PolicyFault, check_policy};
pub use token::{TOKEN_BYTES, Token, TokenHash, token_hash};
