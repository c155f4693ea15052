//! Which passwords are accepted.
//!
//! Follows OWASP ASVS, chapter on authentication: length counts, common
//! passwords are refused, and no mixture of kinds of characters is demanded.

use crate::password::normal;

/// The fewest characters a password may have.
pub const MIN_LENGTH: usize = 12;
/// The most characters a password may have.
pub const MAX_LENGTH: usize = 128;

/// Why a password is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PolicyFault {
    /// Fewer characters than [`MIN_LENGTH`].
    #[error("the password has {length} characters, at least {MIN_LENGTH} are needed")]
    TooShort {
        /// Number of characters.
        length: usize,
    },
    /// More characters than [`MAX_LENGTH`].
    #[error("the password has {length} characters, at most {MAX_LENGTH} are allowed")]
    TooLong {
        /// Number of characters.
        length: usize,
    },
    /// The password is the name of the account.
    #[error("the password is the name of the account")]
    AccountName,
    /// The password is among those tried first by anyone who guesses.
    #[error("the password is too common")]
    Common,
}

/// The commonest passwords that are long enough to be accepted otherwise, here
/// and elsewhere, in lower case and without spaces.
const COMMON: [&str; 60] = [
    "0123456789012",
    "0987654321098",
    "1234567890123",
    "123456789abc",
    "12345678910",
    "123456789012",
    "123456789101",
    "12345678901234",
    "123456789123",
    "1234567891011",
    "123456789123456789",
    "12345678987654321",
    "1234567890qwertyuiop",
    "123123123123",
    "123321123321",
    "121212121212",
    "112233445566",
    "147258369147",
    "987654321987",
    "1q2w3e4r5t6y",
    "1qaz2wsx3edc",
    "1qaz2wsx3edc4rfv",
    "a123456789012",
    "a12345678910",
    "abc123456789",
    "abcd12345678",
    "abcdef123456",
    "abcdefghijkl",
    "abcdefghijklm",
    "abcdefghijklmnopqrstuvwxyz",
    "admin1234567",
    "admin12345678",
    "admin123456789",
    "administrator",
    "anhyeuem12345",
    "anhyeuemnhieulam",
    "asdfghjkl123",
    "asdfghjkl;'",
    "changemenow1",
    "changeme1234",
    "emyeuanh12345",
    "iloveyou1234",
    "iloveyou12345",
    "khongcomatkhau",
    "khongcopass12",
    "letmein12345",
    "matkhau12345",
    "matkhau123456",
    "matkhau123456789",
    "mật khẩu mặc định",
    "matkhaumacdinh",
    "password1234",
    "password12345",
    "password123456",
    "p@ssw0rd1234",
    "qwerty123456",
    "qwertyuiop12",
    "qwertyuiop123",
    "qwertyuiopasdfghjkl",
    "vietnam123456",
];

/// Checks a new password for an account.
///
/// Characters are counted after Unicode NFKC, as they are hashed; spaces
/// count. The name of the account and the common passwords are compared
/// without regard to case.
pub fn check_policy(password: &str, account: &str) -> Result<(), PolicyFault> {
    let password = normal(password);
    let length = password.chars().count();
    if length < MIN_LENGTH {
        return Err(PolicyFault::TooShort { length });
    }
    if length > MAX_LENGTH {
        return Err(PolicyFault::TooLong { length });
    }
    let lower = password.to_lowercase();
    if lower.trim() == normal(account).to_lowercase().trim() {
        return Err(PolicyFault::AccountName);
    }
    if is_common(&lower) {
        return Err(PolicyFault::Common);
    }
    Ok(())
}

fn is_common(lower: &str) -> bool {
    let bare: String = lower.chars().filter(|c| !c.is_whitespace()).collect();
    let mut letters = bare.chars();
    let first = letters.next();
    // One character over and over, or nothing but spaces.
    let single = letters.all(|c| Some(c) == first);
    single || COMMON.contains(&lower) || COMMON.contains(&bare.as_str())
}

#[cfg(test)]
mod tests {
    use super::{MAX_LENGTH, PolicyFault, check_policy};
    use proptest::prelude::*;

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(
            check_policy("mậtkhẩuđẹp", "a"),
            Err(PolicyFault::TooShort { length: 10 })
        );
        assert_eq!(check_policy("mật khẩu đẹp", "a"), Ok(()));
        assert_eq!(check_policy(&"mật khẩu ".repeat(14), "a"), Ok(()));
        assert_eq!(
            check_policy(&"ab".repeat(65), "a"),
            Err(PolicyFault::TooLong {
                length: MAX_LENGTH + 2
            })
        );
        // Separate marks do not make a password longer.
        assert_eq!(
            check_policy("a\u{302}\u{301}a\u{302}\u{301}bcdefgh", "a"),
            Err(PolicyFault::TooShort { length: 9 })
        );
    }

    #[test]
    fn the_name_of_the_account_is_no_password() {
        assert_eq!(
            check_policy("Tac.Gia.Mau.01@Example.vn", "tac.gia.mau.01@example.vn"),
            Err(PolicyFault::AccountName)
        );
    }

    #[test]
    fn common_passwords_are_refused_in_any_case_and_spacing() {
        for password in [
            "Matkhau123456",
            "qwerty 123456",
            "PASSWORD1234",
            "aaaaaaaaaaaa",
            "            ",
        ] {
            assert_eq!(
                check_policy(password, "a"),
                Err(PolicyFault::Common),
                "{password}"
            );
        }
    }

    #[test]
    fn no_mixture_of_characters_is_demanded() {
        assert_eq!(check_policy("ba con trâu đang gặm cỏ", "a"), Ok(()));
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_check(password in any::<String>(), account in any::<String>()) {
            let _ = check_policy(&password, &account);
        }
    }
}
