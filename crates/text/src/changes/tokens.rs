//! A text as words and sentences that can be compared as numbers.

use std::collections::HashMap;
use std::ops::Range;

use crate::normalise;

/// A word: where it stands and what it is.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Where it stands in the text, in bytes.
    pub(super) place: Range<usize>,
    /// On which page, from 1.
    pub(super) page: u32,
    /// The sentence it belongs to.
    pub(super) sentence: usize,
    /// The word as it is, with the signs around it.
    pub(super) exact: u32,
    /// The word without the signs around it, so that a quotation may end before a full stop.
    pub(super) core: u32,
}

/// A text taken apart.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    pub(super) words: Vec<Word>,
    /// The words of each sentence.
    pub(super) sentences: Vec<Range<usize>>,
    /// What each sentence says, as a number; equal numbers mean equal words.
    pub(super) meanings: Vec<u32>,
    /// How many pages there are.
    pub(super) pages: u32,
}

/// Gives equal things equal numbers, over all texts of one comparison.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    words: HashMap<String, u32>,
    sentences: HashMap<Vec<u32>, u32>,
}

impl Numbers {
    fn word(&mut self, text: &str) -> u32 {
        if let Some(number) = self.words.get(text) {
            return *number;
        }
        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.insert(text.to_owned(), number);
        number
    }

    fn sentence(&mut self, words: Vec<u32>) -> u32 {
        let next = u32::try_from(self.sentences.len()).unwrap_or(u32::MAX);
        *self.sentences.entry(words).or_insert(next)
    }

    /// Takes a text apart. Pages end with a form feed; a sentence ends with its sign or its line.
    pub(super) fn tokens(&mut self, text: &str) -> Tokens {
        let mut tokens = Tokens {
            pages: 1,
            ..Tokens::default()
        };
        let mut begun = 0;
        let mut ends = false;
        let mut start = None;
        for (at, letter) in text.char_indices().chain([(text.len(), '\n')]) {
            if !letter.is_whitespace() {
                if start.is_none() {
                    let ended = ends && opens(letter);
                    if ended {
                        self.end_sentence(&mut tokens, &mut begun);
                    }
                    ends = false;
                    start = Some(at);
                }
                continue;
            }
            if let Some(from) = start.take() {
                let word = text.get(from..at).unwrap_or_default();
                self.push(&mut tokens, word, from..at);
                ends = closes(word);
            }
            match letter {
                '\n' => self.end_sentence(&mut tokens, &mut begun),
                '\u{c}' => tokens.pages += 1,
                _ => {}
            }
        }
        tokens
    }

    fn push(&mut self, tokens: &mut Tokens, word: &str, place: Range<usize>) {
        let (exact, core) = if word.is_ascii() {
            (self.word(word), self.word(core(word)))
        } else {
            let word = normalise(word);
            (self.word(&word), self.word(core(&word)))
        };
        tokens.words.push(Word {
            place,
            page: tokens.pages,
            sentence: tokens.sentences.len(),
            exact,
            core,
        });
    }

    fn end_sentence(&mut self, tokens: &mut Tokens, begun: &mut usize) {
        let words = *begun..tokens.words.len();
        *begun = words.end;
        if words.is_empty() {
            return;
        }
        let said = tokens.words.iter().skip(words.start);
        let meaning = self.sentence(said.map(|word| word.exact).collect());
        tokens.sentences.push(words);
        tokens.meanings.push(meaning);
    }
}

/// The word without the signs around it; a word of signs alone stays as it is.
fn core(word: &str) -> &str {
    let core = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    if core.is_empty() { word } else { core }
}

/// Whether a sentence may begin with this letter.
fn opens(letter: char) -> bool {
    letter.is_uppercase() || !letter.is_alphanumeric()
}

/// Whether a sentence may end with this word. Abbreviations such as "TP." and numbers of a list
/// such as "1." end none.
fn closes(word: &str) -> bool {
    let word = word.trim_end_matches(['"', '”', '’', ')', ']', '»']);
    let bare = word.trim_end_matches(['.', '?', '!', '…']);
    if bare.len() == word.len() {
        return false;
    }
    let short = bare.chars().count() <= 3;
    !(short
        && bare
            .chars()
            .all(|letter| letter.is_uppercase() || letter.is_ascii_digit()))
}

impl Tokens {
    /// Where `wanted` occurs, by the words without the signs around them; on `page` if one is
    /// named.
    pub(super) fn find(&self, wanted: &[u32], page: Option<u32>) -> Vec<Range<usize>> {
        let Some((first, rest)) = wanted.split_first() else {
            return Vec::new();
        };
        self.words
            .iter()
            .enumerate()
            .filter(|(_, word)| word.core == *first && page.is_none_or(|page| page == word.page))
            .filter(|(at, _)| {
                let following = self.words.iter().skip(at + 1).map(|word| word.core);
                following.take(rest.len()).eq(rest.iter().copied())
            })
            .map(|(at, _)| at..at + wanted.len())
            .collect()
    }

    /// Whether any of these sentences holds `wanted`.
    pub(super) fn holds(&self, sentences: &[usize], wanted: &[u32]) -> bool {
        let words: Vec<u32> = sentences
            .iter()
            .filter_map(|sentence| self.sentences.get(*sentence))
            .flat_map(|range| self.words.iter().take(range.end).skip(range.start))
            .map(|word| word.core)
            .collect();
        !wanted.is_empty() && words.windows(wanted.len()).any(|found| found == wanted)
    }

    /// The page of a word, when there is more than one page.
    pub(super) fn page_of(&self, word: usize) -> Option<u32> {
        self.words
            .get(word)
            .filter(|_| self.pages > 1)
            .map(|word| word.page)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<String> {
        let tokens = Numbers::default().tokens(text);
        tokens
            .sentences
            .iter()
            .map(|range| {
                let first = tokens.words[range.start].place.start;
                let last = tokens.words[range.end - 1].place.end;
                text.get(first..last).unwrap().to_owned()
            })
            .collect()
    }

    #[test]
    fn sentences_end_with_their_sign_or_their_line_and_not_with_an_abbreviation() {
        assert_eq!(
            sentences("Mục lục\nUBND TP. Hà Nội họp. Giảm 10.5 % so với 1. 2023? “Đúng!” Hết"),
            [
                "Mục lục",
                "UBND TP. Hà Nội họp.",
                "Giảm 10.5 % so với 1. 2023?",
                "“Đúng!”",
                "Hết"
            ]
        );
        assert!(sentences(" \n\u{c}\n ").is_empty());
    }

    #[test]
    fn a_page_ends_with_a_form_feed_and_not_its_sentence() {
        let tokens = Numbers::default().tokens("Câu này\u{c}qua trang. Câu sau.");
        assert_eq!(tokens.sentences.len(), 2);
        let pages: Vec<u32> = tokens.words.iter().map(|word| word.page).collect();
        assert_eq!(pages, [1, 1, 2, 2, 2, 2]);
    }

    #[test]
    fn words_composed_differently_are_the_same_word() {
        let mut numbers = Numbers::default();
        let one = numbers.tokens("Ho\u{e0}ng Sa.");
        let two = numbers.tokens("Hoa\u{300}ng Sa,");
        assert_eq!(one.words[0].exact, two.words[0].exact);
        assert_ne!(one.words[1].exact, two.words[1].exact);
        assert_eq!(one.words[1].core, two.words[1].core);
    }
}
