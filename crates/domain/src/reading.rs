//! What comes of reading an uploaded file.

/// Why the text of a file could not be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unread {
    /// It cannot be taken apart as what it says it is.
    Damaged,
    /// It opens only with a password.
    PasswordProtected,
    /// Unpacked it is larger than any honest document.
    TooLarge,
    /// It defines entities, which office documents do not and attacks do.
    Entities,
    /// It refers to things outside that would be fetched or run.
    Outside,
    /// It would run a script or a program, or carries other files.
    Active,
    /// It has no text.
    NoText,
    /// Its reader was stopped by its limits of memory or time, or fell over.
    Stopped,
    /// The word processor that converts its old format is not installed on the server.
    NoConverter,
    /// The program that reads letters in pictures is not installed on the server.
    NoLetterReader,
    /// The server could not start a reader.
    Machine,
}

impl Unread {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Damaged,
        Self::PasswordProtected,
        Self::TooLarge,
        Self::Entities,
        Self::Outside,
        Self::Active,
        Self::NoText,
        Self::Stopped,
        Self::NoConverter,
        Self::NoLetterReader,
        Self::Machine,
    ];

    /// Stable code, as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Damaged => "damaged",
            Self::PasswordProtected => "password-protected",
            Self::TooLarge => "too-large",
            Self::Entities => "entities",
            Self::Outside => "outside",
            Self::Active => "active",
            Self::NoText => "no-text",
            Self::Stopped => "stopped",
            Self::NoConverter => "no-converter",
            Self::NoLetterReader => "no-letter-reader",
            Self::Machine => "machine",
        }
    }

    /// The reason of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }

    /// Whether trying again may succeed without another file: what the server lacked may be there.
    pub const fn may_pass(self) -> bool {
        matches!(
            self,
            Self::Stopped | Self::NoConverter | Self::NoLetterReader | Self::Machine
        )
    }
}
