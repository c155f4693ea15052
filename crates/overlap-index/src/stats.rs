//! How large an index is.

use crate::index::Index;

/// Sizes of an index.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stats {
    /// Texts, removed ones included.
    pub texts: u32,
    /// Texts that no longer count.
    pub removed: usize,
    /// Segments.
    pub segments: usize,
    /// Set phrases.
    pub phrases: usize,
    /// Kept prints.
    pub prints: usize,
    /// Bytes in memory.
    pub memory: usize,
    /// Bytes of the segments on disk.
    pub disk: u64,
}

impl Index {
    /// Sizes, for people who run it.
    pub fn stats(&self) -> Stats {
        let mut stats = Stats {
            texts: self.texts(),
            removed: (0..self.texts())
                .filter(|text| self.is_removed(*text))
                .count(),
            segments: self.opened.len(),
            phrases: self.measure().1.prints().len(),
            ..Stats::default()
        };
        for opened in &self.opened {
            stats.prints += opened.segment.table().len();
            stats.memory += opened.segment.bytes();
            stats.disk += opened.segment.size();
        }
        stats
    }
}
