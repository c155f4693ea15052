//! Changed passages of one part: the steps of its words gathered by sentence.

use std::collections::HashMap;
use std::ops::Range;

use super::align::{Alignment, Step, align};
use super::asked::{Located, Wish};
use super::tokens::{Numbers, Tokens};
use super::{Change, Kind, Piece, Place};

/// The sentences and words that one change is about.
#[derive(Debug, Default)]
pub(super) struct Passage {
    /// Sentences of the old text.
    pub(super) old: Vec<usize>,
    /// Sentences of the new text.
    pub(super) new: Vec<usize>,
    /// Whether only its place changed.
    pub(super) moved: bool,
    steps: Vec<Step>,
}

/// Two versions of one part, compared.
pub(super) struct Pair<'t> {
    pub(super) key: &'t str,
    texts: (&'t str, &'t str),
    pub(super) old: Tokens,
    pub(super) new: Tokens,
    pub(super) alignment: Alignment,
    pub(super) passages: Vec<Passage>,
    /// The passage, by position, in which an old sentence changed.
    pub(super) owners: HashMap<usize, usize>,
}

impl<'t> Pair<'t> {
    pub(super) fn new(
        key: &'t str,
        before: &'t str,
        after: &'t str,
        numbers: &mut Numbers,
    ) -> Self {
        let (old, new) = (numbers.tokens(before), numbers.tokens(after));
        let alignment = align(&old, &new);
        let mut pair = Self {
            key,
            texts: (before, after),
            old,
            new,
            alignment,
            passages: Vec::new(),
            owners: HashMap::new(),
        };
        pair.gather();
        pair
    }

    fn old_sentence(&self, word: usize) -> usize {
        self.old.words.get(word).map_or(0, |word| word.sentence)
    }

    fn new_sentence(&self, word: usize) -> usize {
        self.new.words.get(word).map_or(0, |word| word.sentence)
    }

    /// Gathers the steps of every stretch into passages: words that stay tie an old sentence to a
    /// new one; of sentences without tie the first gone belongs to the first that came.
    fn gather(&mut self) {
        let mut passages = Vec::new();
        for hunk in &self.alignment.hunks {
            let mut found: Vec<Passage> = Vec::new();
            for step in hunk {
                if let Step::Same(from, to) = *step {
                    let (from, to) = (self.old_sentence(from), self.new_sentence(to));
                    tie(&mut found, from, to);
                }
            }
            let mut owners = Owners::of(&found);
            let mut loose: (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
            for step in hunk {
                let (known, sentence, list) = match *step {
                    Step::Same(..) => {
                        owners.pair_up(&mut found, &mut loose);
                        continue;
                    }
                    Step::Removed(word) => {
                        let sentence = self.old_sentence(word);
                        (owners.old.contains_key(&sentence), sentence, &mut loose.0)
                    }
                    Step::Added(word) => {
                        let sentence = self.new_sentence(word);
                        (owners.new.contains_key(&sentence), sentence, &mut loose.1)
                    }
                };
                // Words of one sentence follow one another.
                if !known && list.last() != Some(&sentence) {
                    list.push(sentence);
                }
            }
            owners.pair_up(&mut found, &mut loose);
            self.hand_out(hunk, &owners, &mut found);
            found.retain(|passage| {
                passage
                    .steps
                    .iter()
                    .any(|step| !matches!(step, Step::Same(..)))
            });
            passages.extend(found);
        }
        for block in &self.alignment.moved {
            let words = block
                .new
                .clone()
                .filter_map(|sentence| self.new.sentences.get(sentence))
                .flat_map(Clone::clone);
            passages.push(Passage {
                old: block.old.clone().collect(),
                new: block.new.clone().collect(),
                moved: true,
                steps: words.map(Step::Added).collect(),
            });
        }
        let before = self.predecessors();
        passages.sort_by_cached_key(|passage| {
            let after = passage.new.first().copied().unwrap_or(usize::MAX);
            (self.position(passage, &before), after)
        });
        for (number, passage) in passages.iter().enumerate().filter(|(_, one)| !one.moved) {
            for sentence in &passage.old {
                self.owners.insert(*sentence, number);
            }
        }
        self.passages = passages;
    }

    /// For every new sentence how many old ones precede what it follows.
    fn predecessors(&self) -> Vec<usize> {
        let mut last = vec![0; self.new.sentences.len() + 1];
        for (sentence, heirs) in self.alignment.heirs.iter().enumerate() {
            for heir in heirs {
                if let Some(found) = last.get_mut(heir + 1) {
                    *found = (*found).max(sentence + 1);
                }
            }
        }
        let mut most = 0;
        for found in &mut last {
            most = most.max(*found);
            *found = most;
        }
        last
    }

    /// Where a passage stands in the old text, in words; what is new stands after what precedes it.
    fn position(&self, passage: &Passage, before: &[usize]) -> usize {
        let start = |sentence: usize| self.old.sentences.get(sentence).map(|range| range.start);
        if let Some(start) = passage.old.first().and_then(|sentence| start(*sentence)) {
            return start;
        }
        let first = passage.new.first().copied().unwrap_or(0);
        before
            .get(first)
            .and_then(|count| count.checked_sub(1))
            .and_then(|sentence| self.old.sentences.get(sentence))
            .map_or(0, |range| range.end.saturating_sub(1))
    }

    /// Gives every step to the passage of its sentence.
    fn hand_out(&self, hunk: &[Step], owners: &Owners, found: &mut [Passage]) {
        for step in hunk {
            let owner = match *step {
                Step::Same(from, _) | Step::Removed(from) => {
                    owners.old.get(&self.old_sentence(from))
                }
                Step::Added(to) => owners.new.get(&self.new_sentence(to)),
            };
            if let Some(passage) = owner.and_then(|owner| found.get_mut(*owner)) {
                passage.steps.push(*step);
            }
        }
    }

    fn place(tokens: &Tokens, sentences: &[usize]) -> Option<Place> {
        let ranges = || {
            sentences
                .iter()
                .filter_map(|sentence| tokens.sentences.get(*sentence))
        };
        let first = ranges().map(|range| range.start).min()?;
        let last = ranges().map(|range| range.end).max()?.checked_sub(1)?;
        Some(Place {
            page: tokens.page_of(first),
            range: tokens.words.get(first)?.place.start..tokens.words.get(last)?.place.end,
        })
    }

    /// The page on which a changed passage stands.
    pub(super) fn page(&self, passage: &Passage) -> Option<u32> {
        Self::place(&self.old, &passage.old)
            .or_else(|| Self::place(&self.new, &passage.new))
            .and_then(|place| place.page)
    }

    /// The changes, each with the wishes it belongs to.
    pub(super) fn changes(&self, number: usize, wishes: &[(Wish<'_>, Located)]) -> Vec<Change> {
        self.passages
            .iter()
            .map(|passage| Change {
                part: self.key.to_owned(),
                kind: match (
                    passage.moved,
                    passage.old.is_empty(),
                    passage.new.is_empty(),
                ) {
                    (true, ..) => Kind::Moved,
                    (_, true, _) => Kind::Added,
                    (_, _, true) => Kind::Removed,
                    _ => Kind::Altered,
                },
                before: Self::place(&self.old, &passage.old),
                after: Self::place(&self.new, &passage.new),
                pieces: self.pieces(passage),
                asked: (0..)
                    .zip(wishes)
                    .filter(|(_, (wish, located))| wish.covers(self, number, located, passage))
                    .map(|(wish, _)| wish)
                    .collect(),
            })
            .collect()
    }

    /// The words of a passage as stretches. Where little stays, the few words in common are
    /// accidents: the passage is shown as replaced.
    fn pieces(&self, passage: &Passage) -> Vec<Piece> {
        if passage.moved {
            let range = Self::place(&self.new, &passage.new).map(|place| place.range);
            let text = range.and_then(|range| self.texts.1.get(range));
            return vec![Piece::Same(one_line(text.unwrap_or_default()))];
        }
        let same = |step: &&Step| matches!(step, Step::Same(..));
        let staying = passage.steps.iter().filter(same).count();
        if staying * 4 < passage.steps.len() - staying {
            let text = |text: &str, place: Option<Place>| {
                place
                    .and_then(|place| text.get(place.range))
                    .map(one_line)
                    .filter(|text| !text.is_empty())
            };
            let before = text(self.texts.0, Self::place(&self.old, &passage.old));
            let after = text(self.texts.1, Self::place(&self.new, &passage.new));
            return before
                .map(Piece::Removed)
                .into_iter()
                .chain(after.map(Piece::Added))
                .collect();
        }
        let mut pieces: Vec<Piece> = Vec::new();
        for step in &passage.steps {
            let (number, word) = match *step {
                Step::Same(_, to) => (0, word_of(self.texts.1, &self.new, to)),
                Step::Removed(from) => (1, word_of(self.texts.0, &self.old, from)),
                Step::Added(to) => (2, word_of(self.texts.1, &self.new, to)),
            };
            match (number, pieces.last_mut()) {
                (0, Some(Piece::Same(text)))
                | (1, Some(Piece::Removed(text)))
                | (2, Some(Piece::Added(text))) => {
                    text.push(' ');
                    text.push_str(word);
                }
                (0, _) => pieces.push(Piece::Same(word.to_owned())),
                (1, _) => pieces.push(Piece::Removed(word.to_owned())),
                _ => pieces.push(Piece::Added(word.to_owned())),
            }
        }
        pieces
    }
}

fn word_of<'t>(text: &'t str, tokens: &Tokens, word: usize) -> &'t str {
    let place: Option<Range<usize>> = tokens.words.get(word).map(|word| word.place.clone());
    place.and_then(|place| text.get(place)).unwrap_or_default()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Ties an old sentence to a new one; passages that share a sentence become one.
fn tie(found: &mut Vec<Passage>, old: usize, new: usize) {
    // Ties come in the order of both texts, so only the last passage can share a sentence.
    match found
        .last_mut()
        .filter(|passage| passage.old.last() == Some(&old) || passage.new.last() == Some(&new))
    {
        Some(passage) => {
            if passage.old.last() != Some(&old) {
                passage.old.push(old);
            }
            if passage.new.last() != Some(&new) {
                passage.new.push(new);
            }
        }
        None => found.push(Passage {
            old: vec![old],
            new: vec![new],
            ..Passage::default()
        }),
    }
}

/// Which passage a sentence belongs to, by position.
struct Owners {
    old: HashMap<usize, usize>,
    new: HashMap<usize, usize>,
}

impl Owners {
    fn of(found: &[Passage]) -> Self {
        let mut owners = Self {
            old: HashMap::new(),
            new: HashMap::new(),
        };
        for (number, passage) in found.iter().enumerate() {
            owners.add(number, passage);
        }
        owners
    }

    fn add(&mut self, number: usize, passage: &Passage) {
        self.old
            .extend(passage.old.iter().map(|one| (*one, number)));
        self.new
            .extend(passage.new.iter().map(|one| (*one, number)));
    }

    /// Pairs sentences without tie, in order; those left over stand alone.
    fn pair_up(&mut self, found: &mut Vec<Passage>, loose: &mut (Vec<usize>, Vec<usize>)) {
        let (gone, came) = (std::mem::take(&mut loose.0), std::mem::take(&mut loose.1));
        for number in 0..gone.len().max(came.len()) {
            let passage = Passage {
                old: gone.get(number).copied().into_iter().collect(),
                new: came.get(number).copied().into_iter().collect(),
                ..Passage::default()
            };
            self.add(found.len(), &passage);
            found.push(passage);
        }
    }
}
