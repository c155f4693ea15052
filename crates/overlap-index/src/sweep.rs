//! Every text of an index against all others: pairs with passages, and who belongs together.

use std::collections::BTreeMap;
use std::ops::Range;

use sangkien_novelty::candidates::Scratch;

use crate::Outcome;
use crate::index::{Answer, Asked, Hit, Index, place};

/// The most partners of one text that are compared.
pub(crate) const PARTNERS: usize = 50;

/// Two texts that share more than a limit allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The text with the larger number, which was asked about.
    pub left: u32,
    /// Where the passages stand in it, in Unicode scalar values.
    pub places: Vec<Range<u32>>,
    /// What the other has of it: passages as in an answer, the other text as the earlier one.
    pub hit: Hit,
}

/// Compares texts from number `from` on with all that have smaller numbers; `found` gets each pair
/// once, `tell` the number of texts done. To go on later, start from the last number told.
pub fn sweep(
    index: &Index,
    from: u32,
    mut found: impl FnMut(&Pair) -> Outcome<()>,
    mut tell: impl FnMut(u32),
) -> Outcome<()> {
    let asked = Asked {
        align: true,
        limit: PARTNERS,
    };
    let mut scratch = Scratch::default();
    for text in from..index.texts() {
        if !index.is_removed(text) {
            let document = index.document(text, false)?;
            let answer = index.ask_about(document, asked, Some(text), &mut scratch)?;
            tell_pairs(text, answer, &mut found)?;
        }
        tell(text + 1);
    }
    Ok(())
}

/// Compares the given pairs alone, as another machine found them by their prints: for each text the
/// ones with smaller numbers.
pub fn among(
    index: &Index,
    pairs: &BTreeMap<u32, Vec<u32>>,
    mut found: impl FnMut(&Pair) -> Outcome<()>,
    mut tell: impl FnMut(u32),
) -> Outcome<()> {
    for (text, others) in pairs {
        if !index.is_removed(*text) {
            let answer = index.ask_among(index.document(*text, false)?, others)?;
            tell_pairs(*text, answer, &mut found)?;
        }
        tell(text + 1);
    }
    Ok(())
}

/// Tells the pairs above the limits; each when its later text is asked about, whatever the order.
fn tell_pairs(
    text: u32,
    answer: Answer,
    found: &mut impl FnMut(&Pair) -> Outcome<()>,
) -> Outcome<()> {
    let flagged = |hit: &Hit| hit.flagged && hit.text < text;
    for hit in answer.hits.into_iter().filter(flagged) {
        let passages = hit.passages.iter();
        let places = passages
            .map(|passage| place(&answer.document, &passage.query))
            .collect();
        found(&Pair {
            left: text,
            places,
            hit,
        })?;
    }
    Ok(())
}

/// Texts that hang together by pairs, largest group first, each in ascending order.
#[derive(Debug, Clone, Default)]
pub struct Clusters {
    parent: BTreeMap<u32, u32>,
}

impl Clusters {
    /// Joins two texts.
    pub fn join(&mut self, left: u32, right: u32) {
        let (left, right) = (self.root(left), self.root(right));
        // The smaller number leads, so the order of pairs makes no difference.
        self.parent.insert(left.max(right), left.min(right));
    }

    fn root(&mut self, mut text: u32) -> u32 {
        loop {
            match self.parent.get(&text).copied() {
                Some(parent) if parent != text => text = parent,
                Some(_) => return text,
                None => {
                    self.parent.insert(text, text);
                    return text;
                }
            }
        }
    }

    /// The groups.
    pub fn groups(mut self) -> Vec<Vec<u32>> {
        let texts: Vec<u32> = self.parent.keys().copied().collect();
        let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for text in texts {
            let root = self.root(text);
            groups.entry(root).or_default().push(text);
        }
        let mut out: Vec<Vec<u32>> = groups.into_values().collect();
        out.sort_by_key(|group| (std::cmp::Reverse(group.len()), group.first().copied()));
        out
    }
}
