//! Covering names in a text that somebody is to read without knowing whose it is.

use std::ops::Range;

use crate::fold::{search_key, words_in_place};

/// Names to be covered, compared without diacritics and case.
#[derive(Debug, Clone, Default)]
pub struct Names(Vec<Vec<String>>);

/// A text with its names covered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Covered {
    /// The text.
    pub text: String,
    /// What was covered: its place before, in Unicode scalar values, and the length of what stands
    /// there now.
    edits: Vec<(Range<u32>, u32)>,
}

impl Covered {
    /// Where a place of the text before stands now; a place within a name comes to where its cover
    /// begins.
    pub fn place(&self, before: u32) -> u32 {
        let mut now = before;
        for (name, length) in &self.edits {
            if name.start >= before {
                break;
            }
            now = if before < name.end {
                now - (before - name.start)
            } else {
                now + length - (name.end - name.start)
            };
        }
        now
    }
}

impl Names {
    /// The names among `names` that have letters.
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut all: Vec<Vec<String>> = names
            .into_iter()
            .map(|name| {
                let key = search_key(name);
                let words = key.split(' ').filter(|word| !word.is_empty());
                words.map(str::to_owned).collect::<Vec<_>>()
            })
            .filter(|name| !name.is_empty())
            .collect();
        // The longest first: a name that holds another is covered whole.
        all.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        all.dedup();
        Self(all)
    }

    /// The text with `cover` in the place of every name and of what tells of a person or a body by
    /// itself: addresses with an "@", symbols of documents.
    pub fn cover(&self, text: &str, cover: &str) -> Covered {
        let mut found = self.places(text);
        found.extend(addresses(text));
        found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        let length = count(cover);
        let mut covered = Covered::default();
        let mut done = 0;
        let mut scalars = 0;
        for range in found {
            if range.start < done {
                continue;
            }
            let (Some(kept), Some(name)) = (text.get(done..range.start), text.get(range.clone()))
            else {
                continue;
            };
            scalars += count(kept);
            let from = scalars;
            scalars += count(name);
            covered.text.push_str(kept);
            covered.text.push_str(cover);
            covered.edits.push((from..scalars, length));
            done = range.end;
        }
        covered.text.push_str(text.get(done..).unwrap_or_default());
        covered
    }

    /// Where names stand, as byte ranges.
    fn places(&self, text: &str) -> Vec<Range<usize>> {
        let words = words_in_place(text);
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            let name = self.0.iter().find(|name| {
                let same = rest.iter().map(|word| &word.folded).take(name.len());
                // A name of one word may be a common word: then only where it begins with a capital.
                let capital = name.len() > 1
                    || rest.first().is_some_and(|word| {
                        text.get(word.start..)
                            .and_then(|from| from.chars().next())
                            .is_some_and(char::is_uppercase)
                    });
                capital && same.eq(name.iter())
            });
            let last = name.and_then(|name| rest.get(name.len() - 1));
            match (name, rest.first(), last.and_then(|word| word.ends.last())) {
                (Some(name), Some(first), Some((_, end))) => {
                    found.push(first.start..*end);
                    at += name.len();
                }
                _ => at += 1,
            }
        }
        found
    }
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// Words that tell of a person or a body by themselves, as byte ranges: those with an "@" within, and
/// symbols of documents without a year, such as "02/QĐ-PVHTT", which end with the body's letters.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (offset, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_whitespace() {
            if let Some(from) = start.take()
                && let Some(word) = text.get(from..offset)
                && (word.contains('@') || is_symbol(word))
            {
                found.push(from..offset);
            }
        } else {
            start.get_or_insert(offset);
        }
    }
    found
}

/// Whether a word is a number and the symbol of a body: digits, "/", letters, "-", letters.
fn is_symbol(word: &str) -> bool {
    let Some((number, symbol)) = word.split_once('/') else {
        return false;
    };
    let number = number.trim_start_matches(|c: char| !c.is_alphanumeric());
    let digits = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    let letters = |part: &str| part.chars().next().is_some_and(char::is_uppercase);
    digits
        && symbol
            .split_once('-')
            .is_some_and(|(kind, body)| letters(kind) && letters(body))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn names() -> Names {
        Names::new([
            "Nguyễn Văn Mẫu",
            "Văn Mẫu",
            "Trường Tiểu học Mẫu 01",
            "Hoa",
            "",
        ])
    }

    #[test]
    fn names_are_covered_however_they_are_written() {
        for (text, expected) in [
            ("Ông Nguyễn Văn Mẫu viết", "Ông … viết"),
            ("NGUYEN VAN MAU, nguyễn  văn\nmẫu", "…, …"),
            ("cô Văn Mẫu (Trường tiểu học Mẫu 01)", "cô … (…)"),
            ("chị Hoa trồng hoa", "chị … trồng hoa"),
            ("Văn bản mẫu", "Văn bản mẫu"),
            ("viết tới tac.gia@mau.vn nhé", "viết tới … nhé"),
            ("Quyết định 02/QĐ-PVHTT, ngày 5/4", "Quyết định … ngày 5/4"),
            ("Nghị định 13/2012/NĐ-CP", "Nghị định 13/2012/NĐ-CP"),
            ("", ""),
        ] {
            assert_eq!(names().cover(text, "…").text, expected);
        }
    }

    #[test]
    fn a_place_after_a_name_moves_with_the_text_and_one_within_it_to_its_cover() {
        let covered = names().cover("ab Văn Mẫu cd Hoa ef", "[..]");
        assert_eq!(covered.text, "ab [..] cd [..] ef");
        for (before, now) in [
            (0, 0),
            (3, 3),
            (5, 3),
            (10, 7),
            (11, 8),
            (14, 11),
            (17, 15),
            (20, 18),
        ] {
            assert_eq!(covered.place(before), now, "{before}");
        }
    }

    proptest! {
        #[test]
        fn no_name_is_left_and_what_is_covered_does_not_tell_which(
            words in proptest::collection::vec("[a-zđ]{1,6}|Văn Mẫu|NGUYỄN VĂN MẪU", 0..12)
        ) {
            let text = words.join(" ");
            let covered = names().cover(&text, "…").text;
            prop_assert!(!search_key(&covered).contains("van mau"));
            let other = text.replace("NGUYỄN VĂN MẪU", "Văn Mẫu");
            prop_assert_eq!(covered, names().cover(&other, "…").text);
        }
    }
}
