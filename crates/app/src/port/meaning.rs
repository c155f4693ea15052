//! Likeness of meaning: what was written anew in other words, as a model on this machine estimates it.
//! A likeness is no copy, and no share counts it.

use std::collections::HashSet;
use std::ops::Range;

use sangkien_domain::id::DossierId;
use serde::{Deserialize, Serialize};

use super::{CompareError, KeptText};

/// One text of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TextVersion {
    /// Of which dossier.
    pub dossier: DossierId,
    /// Of which submission.
    pub submission: i64,
    /// Which text of it: it grows as its files are read.
    pub edition: i64,
}

/// Sentences of two texts that answer one another, in order; each by its places, in Unicode scalar
/// values, the text that was asked about first.
pub type AlikeStretch = Vec<(Range<u32>, Range<u32>)>;

/// Another text with stretches that say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlikeText {
    /// Which.
    pub text: TextVersion,
    /// The stretches, the surest first.
    pub stretches: Vec<AlikeStretch>,
}

/// Finds what says the same in other words. What it keeps is made from storage and can be made again
/// at any time.
pub trait Meaning: Send + Sync {
    /// Whether a model is used here; without one nothing else is asked.
    fn is_used(&self) -> bool;
    /// Whether this text is kept.
    fn keeps(&self, text: TextVersion) -> bool;
    /// Holds a text against all that are kept and keeps it in place of what was kept of its dossier.
    /// Takes seconds.
    fn keep(&self, text: &KeptText) -> Result<(), CompareError>;
    /// Keeps no other texts than of these dossiers; nothing of the others is left.
    fn keep_only(&self, dossiers: &HashSet<DossierId>) -> Result<(), CompareError>;
    /// What was found for a text when it, or later the other, was kept.
    fn alike(&self, text: TextVersion) -> Vec<AlikeText>;
}

/// Where no model is used.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoMeaning;

impl Meaning for NoMeaning {
    fn is_used(&self) -> bool {
        false
    }

    fn keeps(&self, _text: TextVersion) -> bool {
        true
    }

    fn keep(&self, _text: &KeptText) -> Result<(), CompareError> {
        Ok(())
    }

    fn keep_only(&self, _dossiers: &HashSet<DossierId>) -> Result<(), CompareError> {
        Ok(())
    }

    fn alike(&self, _text: TextVersion) -> Vec<AlikeText> {
        Vec::new()
    }
}
