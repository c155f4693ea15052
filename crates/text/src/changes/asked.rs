//! What was asked against what changed.

use std::collections::HashSet;
use std::ops::Range;

use super::passages::{Pair, Passage};
use super::tokens::Numbers;
use super::{Asked, Finding, Verdict};

/// Something asked, its words as numbers.
pub(super) struct Wish<'a> {
    asked: &'a Asked,
    /// The words that say where: the quotation, or else the wrong words.
    place: Vec<u32>,
    found: Vec<u32>,
    wanted: Vec<u32>,
}

/// Where the words of a wish stand in the old version, for each pair of parts.
pub(super) struct Located {
    extents: Vec<Vec<Range<usize>>>,
    /// The sentences that hold them.
    sentences: Vec<HashSet<usize>>,
}

impl<'a> Wish<'a> {
    pub(super) fn new(asked: &'a Asked, numbers: &mut Numbers) -> Self {
        let mut cores = |text: &str| -> Vec<u32> {
            let tokens = numbers.tokens(text);
            tokens.words.iter().map(|word| word.core).collect()
        };
        let found = cores(&asked.found);
        let quote = cores(&asked.quote);
        Self {
            place: if quote.is_empty() {
                found.clone()
            } else {
                quote
            },
            found,
            wanted: cores(&asked.wanted),
            asked,
        }
    }

    fn concerns(&self, pair: &Pair<'_>) -> bool {
        self.asked.parts.iter().any(|key| key == pair.key)
    }

    /// Where its words stand.
    pub(super) fn locate(&self, pairs: &[Pair<'_>]) -> Located {
        let mut located = Located {
            extents: Vec::with_capacity(pairs.len()),
            sentences: Vec::with_capacity(pairs.len()),
        };
        for pair in pairs {
            let extents = if self.concerns(pair) {
                let page = self.asked.page.filter(|_| pair.old.pages > 1);
                pair.old.find(&self.place, page)
            } else {
                Vec::new()
            };
            let touched = extents.iter().flat_map(|extent| sentences(pair, extent));
            located.sentences.push(touched.collect());
            located.extents.push(extents);
        }
        located
    }

    /// Whether a changed passage of the pair at `number` belongs to the wish.
    pub(super) fn covers(
        &self,
        pair: &Pair<'_>,
        number: usize,
        located: &Located,
        passage: &Passage,
    ) -> bool {
        if !self.concerns(pair) {
            return false;
        }
        let on_page = || {
            self.asked
                .page
                .is_none_or(|page| pair.page(passage).is_none_or(|found| found == page))
        };
        if self.place.is_empty() {
            return on_page();
        }
        let held = located.sentences.get(number);
        if held.is_none_or(HashSet::is_empty) {
            // The quotation stands nowhere: the page is all that is known.
            return located.is_nowhere() && self.asked.page.is_some() && on_page();
        }
        if passage.old.is_empty() {
            return pair.new.holds(&passage.new, &self.wanted);
        }
        held.is_some_and(|held| passage.old.iter().any(|sentence| held.contains(sentence)))
    }

    /// What the words say; `covered` are the changed passages that belong to the wish, by pair.
    pub(super) fn verdict(
        &self,
        pairs: &[Pair<'_>],
        located: &Located,
        changes: Vec<usize>,
    ) -> Verdict {
        let mut page = self.asked.page;
        let finding = if self.place.is_empty() {
            self.finding_of_parts(pairs, !changes.is_empty())
        } else if located.is_nowhere() {
            Finding::NotFound
        } else {
            let mut findings = Vec::new();
            for (pair, extents) in pairs.iter().zip(&located.extents) {
                if extents.is_empty() {
                    continue;
                }
                let supplied = self.supplied(pair);
                for extent in extents {
                    page = page.or_else(|| pair.old.page_of(extent.start));
                    findings.push(self.finding_of(pair, extent, &supplied));
                }
            }
            agreed(&findings)
        };
        Verdict {
            finding,
            page,
            changes,
        }
    }

    /// The finding on whole parts, where no passage was quoted.
    fn finding_of_parts(&self, pairs: &[Pair<'_>], changed: bool) -> Finding {
        let mine = || pairs.iter().filter(|pair| self.concerns(pair));
        let empty = |count: fn(&Pair<'_>) -> usize| mine().all(|pair| count(pair) == 0);
        if empty(|pair| pair.new.words.len()) && !empty(|pair| pair.old.words.len()) {
            return Finding::Vanished;
        }
        if !changed {
            return Finding::Unchanged;
        }
        let stands = mine().any(|pair| {
            let all: Vec<usize> = (0..pair.new.sentences.len()).collect();
            pair.new.holds(&all, &self.wanted)
        });
        if self.wanted.is_empty() || stands {
            Finding::Fixed
        } else {
            Finding::Partly
        }
    }

    /// New sentences, standing for themselves, that hold the required words.
    fn supplied(&self, pair: &Pair<'_>) -> Vec<usize> {
        pair.passages
            .iter()
            .filter(|passage| passage.old.is_empty() && pair.new.holds(&passage.new, &self.wanted))
            .flat_map(|passage| passage.new.iter().copied())
            .collect()
    }

    /// The finding on one place where the words stand.
    fn finding_of(&self, pair: &Pair<'_>, extent: &Range<usize>, supplied: &[usize]) -> Finding {
        let before = sentences(pair, extent);
        let mut after: Vec<usize> = before
            .iter()
            .filter_map(|sentence| pair.alignment.heirs.get(*sentence))
            .flatten()
            .copied()
            .collect();
        after.extend(supplied);
        let mut touched = !supplied.is_empty();
        for owner in before.iter().filter_map(|one| pair.owners.get(one)) {
            touched = true;
            if let Some(passage) = pair.passages.get(*owner) {
                after.extend(&passage.new);
            }
        }
        if !touched {
            return Finding::Unchanged;
        }
        if after.is_empty() {
            return Finding::Vanished;
        }
        let stays_wrong = if self.found.is_empty() {
            self.wanted.is_empty() && pair.new.holds(&after, &self.place)
        } else {
            !contains(&self.wanted, &self.found) && pair.new.holds(&after, &self.found)
        };
        let lacks = !self.wanted.is_empty() && !pair.new.holds(&after, &self.wanted);
        if stays_wrong || lacks {
            Finding::Partly
        } else {
            Finding::Fixed
        }
    }
}

impl Located {
    /// Whether the words stand nowhere in the old version.
    fn is_nowhere(&self) -> bool {
        self.extents.iter().all(Vec::is_empty)
    }
}

/// The sentences that an extent of words touches.
fn sentences(pair: &Pair<'_>, extent: &Range<usize>) -> Vec<usize> {
    let mut found: Vec<usize> = pair
        .old
        .words
        .iter()
        .take(extent.end)
        .skip(extent.start)
        .map(|word| word.sentence)
        .collect();
    found.dedup();
    found
}

fn contains(words: &[u32], inner: &[u32]) -> bool {
    !inner.is_empty() && words.windows(inner.len()).any(|part| part == inner)
}

/// One finding for several places: what all agree on, otherwise that not all is done.
fn agreed(findings: &[Finding]) -> Finding {
    match findings.split_first() {
        Some((first, rest)) if rest.iter().all(|finding| finding == first) => *first,
        Some(_) => Finding::Partly,
        None => Finding::NotFound,
    }
}
