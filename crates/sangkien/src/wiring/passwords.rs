//! Argon2id, on threads that may block and never on all of them.

use async_trait::async_trait;
use sangkien_app::port::{PaperError, Passwords};
use sangkien_identity::{PolicyFault, SALT_BYTES, check_policy};
use tokio::sync::Semaphore;

/// Hashes with Argon2id, a few at a time: a hash takes 19 MiB and a whole core, and whoever reads
/// a page must not wait for those who sign in.
#[derive(Debug)]
pub struct Argon2Passwords {
    places: Semaphore,
}

impl Default for Argon2Passwords {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            places: Semaphore::new((cores / 2).max(1)),
        }
    }
}

impl Argon2Passwords {
    async fn in_a_free_place<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        let _place = self.places.acquire().await.ok()?;
        tokio::task::spawn_blocking(work).await.ok()
    }
}

#[async_trait]
impl Passwords for Argon2Passwords {
    fn weakness(&self, password: &str, account: &str) -> Option<&'static str> {
        match check_policy(password, account) {
            Ok(()) => None,
            Err(PolicyFault::TooShort { .. }) => Some("short"),
            Err(PolicyFault::TooLong { .. }) => Some("long"),
            Err(PolicyFault::AccountName) => Some("account"),
            Err(PolicyFault::Common) => Some("common"),
        }
    }

    async fn hash(&self, password: &str, salt: [u8; 32]) -> Result<String, PaperError> {
        let password = password.to_owned();
        let mut short = [0; SALT_BYTES];
        for (byte, random) in short.iter_mut().zip(salt) {
            *byte = random;
        }
        self.in_a_free_place(move || sangkien_identity::hash(&password, &short))
            .await
            .ok_or_else(|| PaperError("the password could not be hashed".into()))?
            .map_err(|fault| PaperError(fault.to_string()))
    }

    async fn verify(&self, password: &str, hash: Option<&str>) -> bool {
        let password = password.to_owned();
        let hash = hash.map(str::to_owned);
        let checked = self
            .in_a_free_place(move || match hash {
                Some(hash) => sangkien_identity::verify(&password, &hash),
                None => sangkien_identity::verify_dummy(&password),
            })
            .await;
        match checked {
            Some(Ok(fits)) => fits,
            Some(Err(error)) => {
                tracing::error!(%error, "a stored password hash cannot be checked");
                false
            }
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_fits() {
        let passwords = Argon2Passwords::default();
        let hash = passwords.hash("mật khẩu đủ dài", [3; 32]).await.unwrap();
        assert!(passwords.verify("mật khẩu đủ dài", Some(&hash)).await);
        assert!(!passwords.verify("mật khẩu khác hẳn", Some(&hash)).await);
        assert!(!passwords.verify("mật khẩu đủ dài", None).await);
        assert!(
            !passwords
                .verify("mật khẩu đủ dài", Some("không phải"))
                .await
        );
    }

    #[test]
    fn weak_passwords_are_named_by_their_fault() {
        let passwords = Argon2Passwords::default();
        for (password, fault) in [
            ("ngắn", Some("short")),
            ("tac-gia-mau-01", Some("account")),
            ("0123456789012", Some("common")),
            ("bốn từ ghép lại dài", None),
        ] {
            assert_eq!(
                passwords.weakness(password, "tac-gia-mau-01"),
                fault,
                "{password}"
            );
        }
        assert_eq!(passwords.weakness(&"x".repeat(200), "a"), Some("long"));
    }
}
