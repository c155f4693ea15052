//! Search that does not ask for diacritics.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::normalise::is_invisible;

/// The most words of a query that are looked at; the rest are ignored.
pub const MAX_QUERY_WORDS: usize = 12;

/// What one original character contributes to the folded text.
enum Folded {
    /// Part of the letter before it.
    Nothing,
    /// Stands between two words.
    Gap,
    /// Letters or digits, without marks and in lower case.
    Letters(String),
}

fn fold_char(original: char) -> Folded {
    if is_invisible(original) {
        return Folded::Nothing;
    }
    let mut letters = String::new();
    let mut gap = false;
    for part in std::iter::once(original).nfd() {
        if is_combining_mark(part) {
            continue;
        }
        for lower in part.to_lowercase().nfd() {
            if is_combining_mark(lower) {
                continue;
            }
            // The Icelandic letter is a common mistyping of "đ": the capitals look alike.
            let plain = if matches!(lower, 'đ' | 'ð') {
                'd'
            } else {
                lower
            };
            if plain.is_alphanumeric() {
                letters.push(plain);
            } else {
                gap = true;
            }
        }
    }
    match (letters.is_empty(), gap) {
        (false, _) => Folded::Letters(letters),
        (true, true) => Folded::Gap,
        (true, false) => Folded::Nothing,
    }
}

/// The form under which text is searched: lower case, without tone and vowel
/// marks, "đ" as "d", and one space for every run of anything that is neither
/// a letter nor a digit.
///
/// "Đổi mới, sáng-tạo" and "doi moi sang tao" have the same key. A key is its
/// own key.
pub fn search_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        match fold_char(c) {
            Folded::Nothing => {}
            Folded::Gap => gap = true,
            Folded::Letters(letters) => {
                if gap && !key.is_empty() {
                    key.push(' ');
                }
                gap = false;
                key.push_str(&letters);
            }
        }
    }
    key
}

/// The folded words of a search query, in order and without repeats, at most
/// [`MAX_QUERY_WORDS`] of them.
pub fn words(query: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in search_key(query).split(' ') {
        if out.len() == MAX_QUERY_WORDS {
            break;
        }
        if !word.is_empty() && !out.iter().any(|known| known == word) {
            out.push(word.to_owned());
        }
    }
    out
}

/// A word of the original text and where each of its folded characters ends.
#[derive(Default)]
pub(crate) struct Word {
    pub(crate) start: usize,
    pub(crate) folded: String,
    /// For each original letter: length of the folded word up to and including
    /// it, and the byte offset in the original just after it and its marks.
    pub(crate) ends: Vec<(usize, usize)>,
}

pub(crate) fn words_in_place(text: &str) -> Vec<Word> {
    let mut out = Vec::new();
    let mut word = Word::default();
    for (offset, c) in text.char_indices() {
        let after = offset + c.len_utf8();
        match fold_char(c) {
            Folded::Nothing => {
                if let Some(last) = word.ends.last_mut() {
                    last.1 = after;
                }
            }
            Folded::Gap => {
                if !word.folded.is_empty() {
                    out.push(std::mem::take(&mut word));
                }
            }
            Folded::Letters(letters) => {
                if word.folded.is_empty() {
                    word.start = offset;
                }
                word.folded.push_str(&letters);
                word.ends.push((word.folded.len(), after));
            }
        }
    }
    if !word.folded.is_empty() {
        out.push(word);
    }
    out
}

/// Where the words of `query` occur in `text`, for marking search results.
///
/// A query word matches the beginning of a word of the text, compared without
/// diacritics and case. The ranges are byte ranges of `text` on character
/// boundaries, in ascending order, and do not overlap.
pub fn highlight(text: &str, query: &str) -> Vec<Range<usize>> {
    let wanted = words(query);
    if wanted.is_empty() {
        return Vec::new();
    }
    words_in_place(text)
        .iter()
        .filter_map(|word| {
            let matched = wanted
                .iter()
                .filter(|wanted| word.folded.starts_with(wanted.as_str()))
                .map(String::len)
                .max()?;
            word.ends
                .iter()
                .find(|(folded, _)| *folded >= matched)
                .map(|&(_, end)| word.start..end)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{MAX_QUERY_WORDS, highlight, search_key, words};
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    /// The 67 small Vietnamese letters with a mark, by the plain letter.
    const MARKED: [(char, &str); 7] = [
        ('a', "àảãáạăằẳẵắặâầẩẫấậ"),
        ('e', "èẻẽéẹêềểễếệ"),
        ('i', "ìỉĩíị"),
        ('o', "òỏõóọôồổỗốộơờởỡớợ"),
        ('u', "ùủũúụưừửữứự"),
        ('y', "ỳỷỹýỵ"),
        ('d', "đ"),
    ];

    #[test]
    fn all_134_marked_letters_fold_to_their_plain_letter() {
        let mut seen = 0;
        for (plain, marked) in MARKED {
            for small in marked.chars() {
                for letter in std::iter::once(small).chain(small.to_uppercase()) {
                    let composed = letter.to_string();
                    let decomposed: String = composed.nfd().collect();
                    assert_eq!(search_key(&composed), plain.to_string(), "{letter}");
                    assert_eq!(search_key(&decomposed), plain.to_string(), "{letter}");
                    seen += 1;
                }
            }
        }
        assert_eq!(seen, 134);
    }

    #[test]
    fn punctuation_becomes_one_space_and_never_stands_at_the_ends() {
        assert_eq!(search_key("  «Đổi mới», sáng-tạo! "), "doi moi sang tao");
        assert_eq!(search_key("SK-2024/0012"), "sk 2024 0012");
        assert_eq!(search_key("…"), "");
    }

    #[test]
    fn the_icelandic_capital_that_looks_like_d_with_stroke_is_read_as_one() {
        assert_eq!(search_key("\u{d0}à Nẵng"), "da nang");
    }

    #[test]
    fn a_hidden_character_does_not_split_a_word() {
        assert_eq!(search_key("sá\u{200b}ng"), "sang");
    }

    #[test]
    fn every_character_has_a_key_that_is_its_own_key() {
        for c in '\0'..=char::MAX {
            let key = search_key(&c.to_string());
            assert_eq!(search_key(&key), key, "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn a_query_counts_each_word_once_and_no_more_than_the_limit() {
        assert_eq!(words("Sáng kiến sang KIẾN"), ["sang", "kien"]);
        assert!(words(" ,. ").is_empty());
        let long: Vec<String> = (0..40).map(|n| format!("tu{n}")).collect();
        assert_eq!(words(&long.join(" ")).len(), MAX_QUERY_WORDS);
    }

    #[test]
    fn matches_are_found_whatever_the_diacritics() {
        let title = "Sáng kiến: Cải tiến quy trình";
        let marked: Vec<&str> = highlight(title, "sang quy TRÌNH")
            .into_iter()
            .filter_map(|range| title.get(range))
            .collect();
        assert_eq!(marked, ["Sáng", "quy", "trình"]);
    }

    #[test]
    fn a_match_takes_the_separate_marks_of_its_last_letter_along() {
        let title: String = "Ðề án đổi mới".nfd().collect();
        let range = highlight(&title, "doi").pop().expect("one match");
        let marked = title.get(range).expect("a range of the title");
        assert_eq!(marked.nfc().collect::<String>(), "đổi");
    }

    #[test]
    fn the_longest_query_word_that_fits_is_marked() {
        let title = "kiến nghị";
        assert_eq!(highlight(title, "k kien ki"), vec![0.."kiến".len()]);
        assert_eq!(highlight(title, "hi"), vec![]);
    }

    proptest! {
        #[test]
        fn a_search_key_is_its_own_key(text in any::<String>()) {
            let key = search_key(&text);
            prop_assert_eq!(search_key(&key), key);
        }

        #[test]
        fn marked_ranges_lie_in_the_text_in_order(
            text in "[aăâđeêoôơuư\u{301}\u{323}İßfiﬁ ,\u{200b}A-Z]{0,40}",
            query in "[adeouifs ]{0,12}",
        ) {
            let mut last = 0;
            for range in highlight(&text, &query) {
                prop_assert!(range.start >= last && range.start < range.end);
                prop_assert!(text.get(range.clone()).is_some());
                last = range.end;
            }
        }
    }
}
