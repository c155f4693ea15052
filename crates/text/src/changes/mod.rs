//! What changed between two versions of a text, and whether it is what was asked for.
//!
//! A text is given in parts (the answer to one question, one file), its pages ended by form feeds.
//! [`compare`] lists every changed passage with its page and its words, recognises blocks that
//! only moved, judges each thing that was asked, and so leaves the changes nobody asked for.
//! Whether a request is met is for a person to say; this only shows what the words say.

mod align;
mod asked;
mod files;
mod passages;
#[cfg(test)]
mod tests;
mod tokens;

use std::ops::Range;

pub use files::{FileChange, FileFace, compare_files};

/// One part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What the part is called by whoever compares.
    pub key: String,
    /// Its text; a form feed ends a page.
    pub text: String,
}

/// Something that was asked to be changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// The parts it is about.
    pub parts: Vec<String>,
    /// The page it is about.
    pub page: Option<u32>,
    /// The passage it is about, as it stood.
    pub quote: String,
    /// The words in it that are wrong.
    pub found: String,
    /// The words that are to stand instead.
    pub wanted: String,
}

/// What kind of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words of a passage were replaced, added or taken out.
    Altered,
    /// A passage is gone.
    Removed,
    /// A passage is new.
    Added,
    /// A passage stands elsewhere, word for word.
    Moved,
}

/// A stretch of a changed passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both versions.
    Same(String),
    /// Only in the old one.
    Removed(String),
    /// Only in the new one.
    Added(String),
}

/// Where a passage stands in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its page, from 1, when the part has pages.
    pub page: Option<u32>,
    /// Its bytes in the part's text.
    pub range: Range<usize>,
}

/// A changed passage: a sentence, or several that became one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The part.
    pub part: String,
    /// What kind of change.
    pub kind: Kind,
    /// Where it stood; nowhere if it is new.
    pub before: Option<Place>,
    /// Where it stands; nowhere if it is gone.
    pub after: Option<Place>,
    /// The passage, word by word.
    pub pieces: Vec<Piece>,
    /// Which of the things asked it belongs to, by position; none if nobody asked for it.
    pub asked: Vec<usize>,
}

impl Change {
    /// The passage as it stood before; as it stands now if it is new.
    pub fn quote(&self) -> String {
        let new = self.before.is_none();
        let words: Vec<&str> = self
            .pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Removed(text) | Piece::Same(text) => Some(text.as_str()),
                Piece::Added(text) => new.then_some(text.as_str()),
            })
            .collect();
        words.join(" ")
    }

    /// The page to look at: that of the old version, or of the new one for what is new.
    pub fn page(&self) -> Option<u32> {
        self.before
            .as_ref()
            .or(self.after.as_ref())
            .and_then(|place| place.page)
    }
}

/// What the words say about a thing that was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// The passage changed, the wrong words are gone and the required ones stand there.
    Fixed,
    /// The passage changed, but not to what was required.
    Partly,
    /// The passage stands as before.
    Unchanged,
    /// The passage is gone and nothing stands in its place.
    Vanished,
    /// The quotation does not stand in the old version, so nothing can be said.
    NotFound,
}

/// The finding on one thing asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What the words say.
    pub finding: Finding,
    /// The page on which the passage stood.
    pub page: Option<u32>,
    /// The changes that belong to it, by position.
    pub changes: Vec<usize>,
}

/// What a comparison finds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Every changed passage, by part and place.
    pub changes: Vec<Change>,
    /// One verdict for each thing asked, in its order.
    pub verdicts: Vec<Verdict>,
}

impl Comparison {
    /// Changes that nobody asked for.
    pub fn unrequested(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.asked.is_empty())
    }
}

/// Compares two versions of a text, part by part, against what was asked. A part that stands in
/// one version only is wholly new or wholly gone.
pub fn compare(old: &[Part], new: &[Part], asked: &[Asked]) -> Comparison {
    let mut keys: Vec<&str> = Vec::new();
    for part in old.iter().chain(new) {
        if !keys.contains(&part.key.as_str()) {
            keys.push(&part.key);
        }
    }
    let text = |parts: &[Part], key: &str| -> String {
        parts
            .iter()
            .find(|part| part.key == key)
            .map(|part| part.text.clone())
            .unwrap_or_default()
    };
    let texts: Vec<(&str, String, String)> = keys
        .into_iter()
        .map(|key| (key, text(old, key), text(new, key)))
        .collect();
    let mut numbers = tokens::Numbers::default();
    let pairs: Vec<passages::Pair<'_>> = texts
        .iter()
        .map(|(key, before, after)| passages::Pair::new(key, before, after, &mut numbers))
        .collect();
    let wishes: Vec<(asked::Wish<'_>, asked::Located)> = asked
        .iter()
        .map(|asked| {
            let wish = asked::Wish::new(asked, &mut numbers);
            let located = wish.locate(&pairs);
            (wish, located)
        })
        .collect();
    let changes: Vec<Change> = pairs
        .iter()
        .enumerate()
        .flat_map(|(number, pair)| pair.changes(number, &wishes))
        .collect();
    let verdicts = wishes
        .iter()
        .enumerate()
        .map(|(number, (wish, located))| {
            let mine = changes
                .iter()
                .enumerate()
                .filter(|(_, change)| change.asked.contains(&number))
                .map(|(change, _)| change);
            wish.verdict(&pairs, located, mine.collect())
        })
        .collect();
    Comparison { changes, verdicts }
}
