//! Texts that nobody wrote, to make a collection as large as wanted: each word follows two others as
//! it does somewhere in real texts.

use std::collections::HashMap;

use crate::numbers::Numbers;

/// Words of real texts that are looked at.
const LEARNED: usize = 3_000_000;

/// What follows what in real texts.
#[derive(Debug)]
pub struct Filler<'texts> {
    words: Vec<&'texts str>,
    /// For the pair of words that begins at each place, which of [`Self::after`] is its own.
    pairs: Vec<u32>,
    /// Places of words that follow a pair.
    after: Vec<Vec<u32>>,
}

impl<'texts> Filler<'texts> {
    /// Learns from texts.
    pub fn of(texts: &[&'texts str]) -> Self {
        let words: Vec<&str> = texts
            .iter()
            .flat_map(|text| text.split_whitespace())
            .take(LEARNED)
            .collect();
        let mut numbers: HashMap<&[&str], u32> = HashMap::new();
        let mut after: Vec<Vec<u32>> = Vec::new();
        let mut pairs = Vec::with_capacity(words.len());
        for (pair, third) in words.windows(2).zip(2_u32..) {
            let number = *numbers.entry(pair).or_insert_with(|| {
                after.push(Vec::new());
                u32::try_from(after.len() - 1).unwrap_or(0)
            });
            pairs.push(number);
            if let Some(places) = after.get_mut(number as usize)
                && (third as usize) < words.len()
            {
                places.push(third);
            }
        }
        drop(numbers);
        Self {
            words,
            pairs,
            after,
        }
    }

    /// A text of so many words, of which so many of a hundred are any word at all: real texts go on having
    /// runs that no other has, which words that only follow others as they did before soon would not.
    pub fn text(&self, words: usize, any: usize, numbers: &mut Numbers) -> String {
        let mut out = String::with_capacity(words * 6);
        let mut at = numbers.below(self.words.len());
        for _ in 0..words {
            let known = any == 0 || !numbers.percent(any);
            let pair = self.pairs.get(at).filter(|_| known);
            let next = pair
                .and_then(|pair| self.after.get(*pair as usize))
                .and_then(|places| numbers.pick(places));
            // The place of the word before, so that the next pair stands there.
            at = next.map_or_else(
                || numbers.below(self.words.len()),
                |place| *place as usize - 1,
            );
            out.push_str(self.words.get(at).copied().unwrap_or_default());
            out.push(' ');
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_three_words_stand_somewhere_in_the_real_texts() {
        let real = "một hai ba một hai bốn một hai ba năm sáu một hai";
        let filler = Filler::of(&[real]);
        let made = filler.text(40, 0, &mut Numbers::of(3));
        assert_eq!(made.split_whitespace().count(), 40);
        assert!(made.split_whitespace().all(|word| real.contains(word)));
    }
}
