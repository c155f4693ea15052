//! What is wrong with a pack, and where.

/// A fault in a pack: the file, the place in it and what is wrong there.
///
/// Packs are compiled in, so a fault is one of the build, found by this crate's tests; it is still
/// an error and not a panic because agencies will bring packs of their own.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {place}: {message}")]
pub struct PackError {
    /// Path of the file below `packs/`.
    pub file: String,
    /// Line, or the entry concerned, such as "round \"dot-1-2024\"".
    pub place: String,
    /// What is wrong.
    pub message: String,
}

impl PackError {
    /// A fault at `place` of `file`.
    pub fn new(
        file: impl Into<String>,
        place: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            file: file.into(),
            place: place.into(),
            message: message.into(),
        }
    }
}

/// Result of reading a pack.
pub type Result<T> = std::result::Result<T, PackError>;
