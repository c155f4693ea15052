//! Hashing of passwords with Argon2id.
//!
//! The parameters are the second of those the OWASP Password Storage Cheat
//! Sheet gives as equal in strength: 19 MiB of memory, two passes, one lane.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{Error, PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use unicode_normalization::UnicodeNormalization;

/// Memory used for one hash, in KiB.
pub const MEMORY_KIB: u32 = 19_456;
/// Number of passes over the memory.
pub const ITERATIONS: u32 = 2;
/// Number of lanes.
pub const LANES: u32 = 1;
/// Length of the salt in bytes.
pub const SALT_BYTES: usize = 16;

/// A hash of nothing anyone can type, with the parameters above: checking a
/// password against it takes as long as against a real one.
const DUMMY: &str = "$argon2id$v=19$m=19456,t=2,p=1$1dlHgOu/FlW8/jOGwOZt0Q$C9UzSXP5gIhFIbX5fkOouA5O3jXmCJn7K3hN18NPUW8";

/// Why a password could not be hashed or checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFault {
    /// The stored text is not a password hash this program can check.
    #[error("the stored password hash cannot be read")]
    StoredHash,
    /// The hash could not be computed.
    #[error("the password hash cannot be computed")]
    Hashing,
}

fn argon2() -> Result<Argon2<'static>, PasswordFault> {
    let params = Params::new(MEMORY_KIB, ITERATIONS, LANES, None);
    let params = params.map_err(|_| PasswordFault::Hashing)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The one form in which a password is hashed (Unicode NFKC), however the
/// keyboard composed its letters.
pub(crate) fn normal(password: &str) -> String {
    password.nfkc().collect()
}

/// Hashes a password with a random salt into a PHC string to be stored.
pub fn hash(password: &str, salt: &[u8; SALT_BYTES]) -> Result<String, PasswordFault> {
    argon2()?
        .hash_password_with_salt(normal(password).as_bytes(), salt)
        .map(|hash| hash.to_string())
        .map_err(|_| PasswordFault::Hashing)
}

/// Whether a password is the one behind a stored PHC string. Takes the time
/// the parameters of the stored string ask for.
pub fn verify(password: &str, stored: &str) -> Result<bool, PasswordFault> {
    let stored = PasswordHash::new(stored).map_err(|_| PasswordFault::StoredHash)?;
    match argon2()?.verify_password(normal(password).as_bytes(), &stored) {
        Ok(()) => Ok(true),
        Err(Error::PasswordInvalid) => Ok(false),
        Err(_) => Err(PasswordFault::StoredHash),
    }
}

/// Spends the time of checking a password without one to check, so that an
/// unknown account answers no faster than a wrong password. Always false.
pub fn verify_dummy(password: &str) -> Result<bool, PasswordFault> {
    verify(password, DUMMY).map(|_| false)
}

/// Whether a stored PHC string was made with other parameters than the present
/// ones and should be made anew at the next sign-in.
pub fn needs_rehash(stored: &str) -> bool {
    let Ok(stored) = PasswordHash::new(stored) else {
        return true;
    };
    let wanted = [("m", MEMORY_KIB), ("t", ITERATIONS), ("p", LANES)];
    stored.algorithm.as_str() != Algorithm::Argon2id.as_str()
        || stored.version != Some(u32::from(Version::V0x13))
        || wanted
            .iter()
            .any(|(name, value)| stored.params.get_decimal(*name) != Some(*value))
}

#[cfg(test)]
mod tests {
    use super::{DUMMY, PasswordFault, hash, needs_rehash, verify, verify_dummy};

    const SALT: [u8; 16] = [7; 16];

    #[test]
    fn the_right_password_is_recognised_and_others_are_not() {
        let stored = hash("mật khẩu đủ dài", &SALT).expect("a hash");
        assert!(
            stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{stored}"
        );
        assert_eq!(verify("mật khẩu đủ dài", &stored), Ok(true));
        assert_eq!(verify("mật khẩu đủ dàI", &stored), Ok(false));
        assert_eq!(verify("", &stored), Ok(false));
    }

    #[test]
    fn the_way_letters_were_composed_does_not_matter() {
        let stored = hash("mật khẩu", &SALT).expect("a hash");
        assert_eq!(
            verify("ma\u{323}\u{302}t kha\u{302}\u{309}u", &stored),
            Ok(true)
        );
    }

    #[test]
    fn another_salt_gives_another_hash() {
        assert_ne!(hash("mật khẩu", &SALT), hash("mật khẩu", &[8; 16]));
    }

    #[test]
    fn an_unknown_account_is_checked_against_a_hash_of_the_same_strength() {
        assert!(!needs_rehash(DUMMY));
        assert_eq!(verify_dummy("mật khẩu"), Ok(false));
    }

    #[test]
    fn only_hashes_with_other_parameters_are_made_anew() {
        let stored = hash("mật khẩu", &SALT).expect("a hash");
        assert!(!needs_rehash(&stored));
        assert!(needs_rehash(&stored.replace("m=19456", "m=9216")));
        assert!(needs_rehash(&stored.replace("t=2", "t=1")));
        assert!(needs_rehash(&stored.replace("argon2id", "argon2i")));
        assert!(needs_rehash("not a hash"));
    }

    #[test]
    fn a_stored_text_that_is_no_hash_is_a_fault_and_not_a_wrong_password() {
        assert_eq!(verify("mật khẩu", "plain"), Err(PasswordFault::StoredHash));
        assert_eq!(
            verify(
                "mật khẩu",
                "$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E"
            ),
            Err(PasswordFault::StoredHash)
        );
    }
}
