//! Passwords without the cost of hashing.

use async_trait::async_trait;
use sangkien_app::port::{PaperError, Passwords};

/// Keeps a password as it is; only for tests, where nothing is secret.
pub struct PlainPasswords;

#[async_trait]
impl Passwords for PlainPasswords {
    fn weakness(&self, password: &str, account: &str) -> Option<&'static str> {
        if password.chars().count() < 12 {
            Some("short")
        } else if password == account {
            Some("account")
        } else {
            None
        }
    }

    async fn hash(&self, password: &str, _salt: [u8; 32]) -> Result<String, PaperError> {
        Ok(format!("plain:{password}"))
    }

    async fn verify(&self, password: &str, hash: Option<&str>) -> bool {
        hash.and_then(|hash| hash.strip_prefix("plain:")) == Some(password)
    }
}
