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
    after: HashMap<(&'texts str, &'texts str), Vec<u32>>,
}

impl<'texts> Filler<'texts> {
    /// Learns from texts.
    pub fn of(texts: &[&'texts str]) -> Self {
        let words: Vec<&str> = texts
            .iter()
            .flat_map(|text| text.split_whitespace())
            .take(LEARNED)
            .collect();
        let mut after: HashMap<(&str, &str), Vec<u32>> = HashMap::new();
        for (at, three) in words.windows(3).enumerate() {
            if let [first, second, _] = three {
                let place = u32::try_from(at + 2).unwrap_or(0);
                after.entry((first, second)).or_default().push(place);
            }
        }
        Self { words, after }
    }

    /// A text of so many words.
    pub fn text(&self, words: usize, numbers: &mut Numbers) -> String {
        let mut out = String::with_capacity(words * 6);
        let mut at = numbers.below(self.words.len());
        for _ in 0..words {
            let pair = self.words.get(at).zip(self.words.get(at + 1));
            let next = pair
                .and_then(|(first, second)| self.after.get(&(*first, *second)))
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
        let made = filler.text(40, &mut Numbers::of(3));
        assert_eq!(made.split_whitespace().count(), 40);
        assert!(made.split_whitespace().all(|word| real.contains(word)));
    }
}
