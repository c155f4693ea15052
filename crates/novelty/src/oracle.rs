//! The slow, obvious version that the index is held to: every text against every text, syllable
//! by syllable.

use crate::document::Document;
use crate::key::Key;
use crate::phrases::Phrases;
use crate::prints::{GRAM, GUARANTEE, prints};

/// Whether two texts have [`GUARANTEE`] consecutive syllables in common, not all runs of which are
/// set phrases.
pub fn share_a_run(left: &Document, right: &Document, key: &Key, phrases: &Phrases) -> bool {
    let own: Vec<bool> = prints(&left.tokens, key)
        .iter()
        .map(|print| !phrases.contains(*print))
        .collect();
    for l in 0..left.tokens.len().saturating_sub(GUARANTEE - 1) {
        let telling = own
            .iter()
            .skip(l)
            .take(GUARANTEE - GRAM + 1)
            .any(|telling| *telling);
        if !telling {
            continue;
        }
        for r in 0..right.tokens.len().saturating_sub(GUARANTEE - 1) {
            let left = left.tokens.iter().skip(l).take(GUARANTEE);
            let right = right.tokens.iter().skip(r).take(GUARANTEE);
            if left
                .zip(right)
                .all(|(left, right)| left.skeleton == right.skeleton)
            {
                return true;
            }
        }
    }
    false
}

/// All pairs of texts that share a run, the smaller number first, in ascending order.
pub fn pairs(documents: &[Document], key: &Key, phrases: &Phrases) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for (l, left) in documents.iter().enumerate() {
        for (r, right) in documents.iter().enumerate().skip(l + 1) {
            if share_a_run(left, right, key, phrases) {
                out.push((l, r));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests;
