//! Places of words in a text.

use std::ops::Range;

/// Places with the same letters and figures as `quote`, whatever stands between them: line ends,
/// hyphens and quotation marks differ between a document and what is copied from it.
pub(super) fn letters(text: &str, quote: &str) -> Vec<Range<u32>> {
    let (bare, places) = bare(text);
    let (wanted, _) = self::bare(quote);
    if wanted.is_empty() {
        return Vec::new();
    }
    bare.match_indices(&wanted)
        .filter_map(|(at, found)| {
            let first = places.partition_point(|(byte, _)| *byte < at);
            let last = places.partition_point(|(byte, _)| *byte < at + found.len());
            Some(places.get(first)?.1..places.get(last.checked_sub(1)?)?.1 + 1)
        })
        .collect()
}

/// Letters and figures in lower case; for the first byte of each the scalar value it came from.
fn bare(text: &str) -> (String, Vec<(usize, u32)>) {
    let mut bare = String::new();
    let mut places = Vec::new();
    for (at, letter) in (0..).zip(text.chars()) {
        if letter.is_alphanumeric() {
            places.push((bare.len(), at));
            bare.extend(letter.to_lowercase());
        }
    }
    (bare, places)
}

/// Places of the words of a search, with or without diacritics.
pub(super) fn words(text: &str, query: &str) -> Vec<Range<u32>> {
    let ranges = sangkien_text::highlight(text, query);
    let mut at = 0;
    let mut scalars = 0_u32;
    let mut count = |to: usize| {
        let part = text.get(at..to).unwrap_or_default();
        scalars += u32::try_from(part.chars().count()).unwrap_or(0);
        at = to;
        scalars
    };
    ranges
        .into_iter()
        .map(|range| count(range.start)..count(range.end))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, place: &Range<u32>) -> String {
        let length = (place.end - place.start) as usize;
        text.chars()
            .skip(place.start as usize)
            .take(length)
            .collect()
    }

    #[test]
    fn a_quotation_is_found_across_line_ends_and_signs() {
        let text = "Trước đây\nngười dân chờ “lâu”,\nnay nhanh hơn.";
        let found = letters(text, "chờ \"lâu\" nay");
        assert_eq!(found.len(), 1);
        assert_eq!(cut(text, &found[0]), "chờ “lâu”,\nnay");
        assert!(letters(text, "cho lau").is_empty());
        assert!(letters(text, "…").is_empty());
    }

    #[test]
    fn words_are_found_without_their_marks_at_every_place() {
        let text = "Đường làng, đường phố";
        let found: Vec<String> = words(text, "duong")
            .iter()
            .map(|place| cut(text, place))
            .collect();
        assert_eq!(found, ["Đường", "đường"]);
    }
}
