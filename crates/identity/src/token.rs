//! One-time tokens: sent once, kept only as a hash.

use std::fmt;

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// Random bytes in a token.
pub const TOKEN_BYTES: usize = 32;

/// A token as it is put into a link or a cookie: 64 lower-case hexadecimal
/// digits. Not shown in debugging output.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// A token from random bytes.
    pub fn from_random(bytes: [u8; TOKEN_BYTES]) -> Self {
        Self(hex::encode(bytes))
    }

    /// The text to send.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is stored in its place.
    pub fn hash(&self) -> TokenHash {
        TokenHash(Sha256::digest(self.0.as_bytes()).into())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(..)")
    }
}

/// SHA-256 of a token. A token has too many random bits to be guessed from it,
/// so no slow hash is needed. Compared in constant time.
#[derive(Debug, Clone, Copy)]
pub struct TokenHash([u8; 32]);

impl TokenHash {
    /// The hash from where it is stored.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The hash as bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The hash in 64 lower-case hexadecimal digits.
    pub fn to_hex(&self) -> String {
        hex::encode(self.0)
    }
}

impl PartialEq for TokenHash {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for TokenHash {}

/// The hash under which a token received from outside would be stored; nothing
/// when the text cannot be a token.
pub fn token_hash(text: &str) -> Option<TokenHash> {
    let well_formed = text.len() == TOKEN_BYTES * 2
        && text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    well_formed.then(|| Token(text.to_owned()).hash())
}

#[cfg(test)]
mod tests {
    use super::{Token, TokenHash, token_hash};
    use proptest::prelude::*;

    #[test]
    fn a_token_that_comes_back_has_the_stored_hash() {
        let token = Token::from_random([0xa5; 32]);
        assert_eq!(token.as_str(), "a5".repeat(32));
        let stored = TokenHash::from_bytes(*token.hash().as_bytes());
        assert_eq!(token_hash(token.as_str()), Some(stored));
        assert_ne!(
            token_hash(Token::from_random([0xa6; 32]).as_str()),
            Some(stored)
        );
        assert_eq!(stored.to_hex().len(), 64);
    }

    #[test]
    fn a_text_that_cannot_be_a_token_has_no_hash() {
        for text in [
            "",
            "a5",
            &"A5".repeat(32),
            &"a5".repeat(33),
            &"é".repeat(32),
        ] {
            assert_eq!(token_hash(text), None, "{text}");
        }
    }

    #[test]
    fn a_token_does_not_show_in_debugging_output() {
        assert_eq!(format!("{:?}", Token::from_random([1; 32])), "Token(..)");
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reader(text in any::<String>()) {
            let _ = token_hash(&text);
        }
    }
}
