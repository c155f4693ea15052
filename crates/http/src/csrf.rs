//! Proof that a form was meant: an HMAC over who signed in and when, so that it survives the
//! rotation of the session's token and fits no other person or sign-in.

use hmac::{Hmac, KeyInit, Mac};
use sangkien_app::Caller;
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// Key of the tokens, derived from the instance's secret.
#[derive(Clone)]
pub struct CsrfKey([u8; 32]);

/// For whom a token is made.
#[derive(Debug, Clone, Copy)]
pub enum Holder<'a> {
    /// A signed-in person.
    Caller(&'a Caller),
    /// A visitor not signed in, by the random value of their visitor cookie.
    Visitor(&'a str),
}

impl CsrfKey {
    /// Derives the key from the instance's secret.
    pub fn derive(secret: &[u8; 32]) -> Self {
        Self(digest(secret, &[b"sangkien csrf v1"]))
    }

    /// The token for `holder`.
    pub fn token(&self, holder: Holder<'_>) -> String {
        let mac = match holder {
            Holder::Caller(caller) => digest(
                &self.0,
                &[
                    b"caller",
                    caller.actor.person.0.as_bytes(),
                    &caller.signed_in_at.0.to_be_bytes(),
                ],
            ),
            Holder::Visitor(value) => digest(&self.0, &[b"visitor", value.as_bytes()]),
        };
        hex::encode(mac)
    }

    /// Whether `token` was made for `holder`; takes the same time whatever it is.
    pub fn fits(&self, token: &str, holder: Holder<'_>) -> bool {
        self.token(holder).as_bytes().ct_eq(token.as_bytes()).into()
    }

    /// Signs a short text, such as a notice carried in a cookie to the next page.
    pub fn sign(&self, text: &str) -> String {
        hex::encode(digest(&self.0, &[b"text", text.as_bytes()]))
    }

    /// Whether `signature` is that of `text`.
    pub fn signed(&self, text: &str, signature: &str) -> bool {
        self.sign(text)
            .as_bytes()
            .ct_eq(signature.as_bytes())
            .into()
    }
}

fn digest(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // A key of 32 bytes is always accepted; the fallback keeps the signature total.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        return [0; 32];
    };
    for part in parts {
        mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_fits_only_the_visitor_it_was_made_for() {
        let key = CsrfKey::derive(&[7; 32]);
        let token = key.token(Holder::Visitor("a"));
        assert!(key.fits(&token, Holder::Visitor("a")));
        assert!(!key.fits(&token, Holder::Visitor("b")));
        assert!(!key.fits("", Holder::Visitor("a")));
        assert!(!CsrfKey::derive(&[8; 32]).fits(&token, Holder::Visitor("a")));
    }
}
