//! Which words of two versions belong together: equal sentences first, then sentences moved
//! elsewhere, then word by word within what is left.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::tokens::Tokens;

/// Shorter sentences occur by chance in several places and are not taken for moved.
const LEAST_MOVED: usize = 4;
/// Beyond this product of lengths two stretches are taken as replaced as a whole: they have so
/// little in common that the words they share say nothing.
const MOST_PAIRS: usize = 25_000_000;

/// One step from the old text to the new one. Numbers are those of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The word stays.
    Same(usize, usize),
    /// The old word goes.
    Removed(usize),
    /// The new word comes.
    Added(usize),
}

/// Sentences that stand together in both texts, in different places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moved {
    /// The sentences in the old text.
    pub(super) old: Range<usize>,
    /// The sentences in the new text.
    pub(super) new: Range<usize>,
}

/// How two texts belong together.
#[derive(Debug, Default)]
pub(super) struct Alignment {
    /// Stretches that are not the same, each as steps.
    pub(super) hunks: Vec<Vec<Step>>,
    /// Blocks that moved.
    pub(super) moved: Vec<Moved>,
    /// For every old sentence the new ones that hold its words.
    pub(super) heirs: Vec<Vec<usize>>,
}

/// Compares two texts.
pub(super) fn align(old: &Tokens, new: &Tokens) -> Alignment {
    let ops = capture_diff_slices(Algorithm::Patience, &old.meanings, &new.meanings);
    let mut alignment = Alignment {
        heirs: vec![Vec::new(); old.sentences.len()],
        ..Alignment::default()
    };
    let mut stretches = Vec::new();
    for op in ops {
        if let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = op
        {
            for step in 0..len {
                alignment.inherit(old_index + step, new_index + step);
            }
        } else {
            stretches.push((op.old_range(), op.new_range()));
        }
    }
    alignment.find_moved(old, new, &stretches);
    let (mut away, mut here) = (
        vec![false; old.sentences.len()],
        vec![false; new.sentences.len()],
    );
    for block in &alignment.moved {
        mark(&mut away, &block.old);
        mark(&mut here, &block.new);
    }
    for (before, after) in stretches {
        let gone = left(&before, old, &away);
        let came = left(&after, new, &here);
        let steps = without_accidents(word_steps(old, new, &gone, &came), old, new);
        for step in &steps {
            if let Step::Same(from, to) = *step
                && let (Some(from), Some(to)) = (old.words.get(from), new.words.get(to))
            {
                alignment.inherit(from.sentence, to.sentence);
            }
        }
        if steps.iter().any(|step| !matches!(step, Step::Same(..))) {
            alignment.hunks.push(steps);
        }
    }
    alignment
}

fn mark(flags: &mut [bool], range: &Range<usize>) {
    for flag in flags.iter_mut().take(range.end).skip(range.start) {
        *flag = true;
    }
}

/// The words of the sentences in `range` that did not move.
fn left(range: &Range<usize>, tokens: &Tokens, moved: &[bool]) -> Vec<usize> {
    range
        .clone()
        .filter(|sentence| moved.get(*sentence) != Some(&true))
        .filter_map(|sentence| tokens.sentences.get(sentence))
        .flat_map(Clone::clone)
        .collect()
}

fn word_steps(old: &Tokens, new: &Tokens, gone: &[usize], came: &[usize]) -> Vec<Step> {
    let exact = |tokens: &Tokens, words: &[usize]| -> Vec<u32> {
        words
            .iter()
            .filter_map(|word| tokens.words.get(*word))
            .map(|word| word.exact)
            .collect()
    };
    let mut steps = Vec::new();
    let removed = |steps: &mut Vec<Step>, range: Range<usize>| {
        steps.extend(
            gone.iter()
                .take(range.end)
                .skip(range.start)
                .map(|word| Step::Removed(*word)),
        );
    };
    let added = |steps: &mut Vec<Step>, range: Range<usize>| {
        steps.extend(
            came.iter()
                .take(range.end)
                .skip(range.start)
                .map(|word| Step::Added(*word)),
        );
    };
    if gone.len().saturating_mul(came.len()) > MOST_PAIRS {
        removed(&mut steps, 0..gone.len());
        added(&mut steps, 0..came.len());
        return steps;
    }
    for op in capture_diff_slices(Algorithm::Myers, &exact(old, gone), &exact(new, came)) {
        if let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = op
        {
            let from = gone.iter().skip(old_index).take(len);
            let to = came.iter().skip(new_index);
            steps.extend(from.zip(to).map(|(from, to)| Step::Same(*from, *to)));
        } else {
            removed(&mut steps, op.old_range());
            added(&mut steps, op.new_range());
        }
    }
    steps
}

/// Takes words that two sentences share by accident for replaced: a tie between sentences needs
/// half the words of the shorter one.
fn without_accidents(steps: Vec<Step>, old: &Tokens, new: &Tokens) -> Vec<Step> {
    let pair = |from: usize, to: usize| -> Option<(usize, usize)> {
        Some((old.words.get(from)?.sentence, new.words.get(to)?.sentence))
    };
    let mut shared: HashMap<(usize, usize), usize> = HashMap::new();
    for step in &steps {
        if let Step::Same(from, to) = *step
            && let Some(pair) = pair(from, to)
        {
            *shared.entry(pair).or_default() += 1;
        }
    }
    let length = |tokens: &Tokens, sentence: usize| {
        tokens
            .sentences
            .get(sentence)
            .map_or(0, ExactSizeIterator::len)
    };
    shared.retain(|(from, to), count| *count * 2 >= length(old, *from).min(length(new, *to)));
    let mut kept = Vec::with_capacity(steps.len());
    for step in steps {
        match step {
            Step::Same(from, to)
                if pair(from, to).is_none_or(|pair| !shared.contains_key(&pair)) =>
            {
                kept.extend([Step::Removed(from), Step::Added(to)]);
            }
            other => kept.push(other),
        }
    }
    kept
}

impl Alignment {
    fn inherit(&mut self, old: usize, new: usize) {
        if let Some(heirs) = self.heirs.get_mut(old)
            && !heirs.contains(&new)
        {
            heirs.push(new);
        }
    }

    /// Finds sentences that go in one place and come in another, joined to blocks.
    fn find_moved(
        &mut self,
        old: &Tokens,
        new: &Tokens,
        stretches: &[(Range<usize>, Range<usize>)],
    ) {
        let mut going: HashMap<u32, Vec<usize>> = HashMap::new();
        for sentence in stretches
            .iter()
            .rev()
            .flat_map(|(before, _)| before.clone().rev())
        {
            if let Some(meaning) = old.meanings.get(sentence) {
                going.entry(*meaning).or_default().push(sentence);
            }
        }
        let mut moved: Vec<Moved> = Vec::new();
        for sentence in stretches.iter().flat_map(|(_, after)| after.clone()) {
            let Some(places) = new
                .meanings
                .get(sentence)
                .and_then(|meaning| going.get_mut(meaning))
            else {
                continue;
            };
            // A block goes on where it can, whatever the length of the sentence.
            let after_last = moved
                .last()
                .filter(|block| block.new.end == sentence)
                .map(|block| block.old.end);
            if let Some(next) = after_last
                && let Some(at) = places.iter().position(|place| *place == next)
            {
                places.remove(at);
                if let Some(block) = moved.last_mut() {
                    block.old.end += 1;
                    block.new.end += 1;
                }
                continue;
            }
            let length = new
                .sentences
                .get(sentence)
                .map_or(0, ExactSizeIterator::len);
            if length < LEAST_MOVED {
                continue;
            }
            if let Some(place) = places.pop() {
                moved.push(Moved {
                    old: place..place + 1,
                    new: sentence..sentence + 1,
                });
            }
        }
        for block in &moved {
            for (from, to) in block.old.clone().zip(block.new.clone()) {
                self.inherit(from, to);
            }
        }
        self.moved = moved;
    }
}
