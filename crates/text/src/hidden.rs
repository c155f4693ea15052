//! What a text hides from its reader: characters that show nothing or show as another letter.

use std::ops::Range;

use crate::normalise::is_invisible;
use crate::reading::letters::look_alike;

/// A way of writing that a reader does not see and a comparison of characters stumbles over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Trick {
    /// A character without width inside a word.
    NoWidth,
    /// A hyphen that shows only at the end of a line.
    SoftHyphen,
    /// A control that changes the direction of reading.
    Direction,
    /// A letter of another script among Latin letters that look the same.
    LookAlike,
    /// A code of a font's own, whose shape the text does not tell.
    PrivateUse,
}

/// Where `text` uses such characters, in bytes, in order; neighbours of one kind are one place.
///
/// A look-alike counts only in a word that also has Latin letters: a word wholly in Cyrillic is
/// Russian, not a trick. Marks of the file itself at the very start are left out.
pub fn hidden(text: &str) -> Vec<(Range<usize>, Trick)> {
    let mut out: Vec<(Range<usize>, Trick)> = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(|c: char| c.is_whitespace()) {
        let latin = word.chars().any(|c| c.is_ascii_alphabetic());
        for (offset, c) in word.char_indices() {
            let start = at + offset;
            let place = start..start + c.len_utf8();
            let Some(trick) = trick(c, latin) else {
                continue;
            };
            if start == 0 && c == '\u{feff}' {
                continue;
            }
            match out.last_mut() {
                Some((last, kind)) if *kind == trick && last.end == place.start => {
                    last.end = place.end;
                }
                _ => out.push((place, trick)),
            }
        }
        at += word.len();
    }
    out
}

fn trick(c: char, among_latin: bool) -> Option<Trick> {
    match c {
        '\u{ad}' => Some(Trick::SoftHyphen),
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some(Trick::Direction)
        }
        '\u{e000}'..='\u{f8ff}' => Some(Trick::PrivateUse),
        // These two are Vietnamese typing habits, not another script.
        'đ' | 'Đ' | 'ð' | 'Ð' | 'Ɖ' => None,
        c if is_invisible(c) => Some(Trick::NoWidth),
        c if among_latin && look_alike(c).is_some() => Some(Trick::LookAlike),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_and_replaced_characters_are_reported_with_their_places() {
        let text = "s\u{430}ng kiến\u{200b}\u{200b} mới\u{ad} \u{202e}x";
        let found: Vec<(&str, Trick)> = hidden(text)
            .into_iter()
            .map(|(place, trick)| (text.get(place).unwrap(), trick))
            .collect();
        let wanted = [
            ("\u{430}", Trick::LookAlike),
            ("\u{200b}\u{200b}", Trick::NoWidth),
            ("\u{ad}", Trick::SoftHyphen),
            ("\u{202e}", Trick::Direction),
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn russian_and_plain_vietnamese_hide_nothing() {
        assert_eq!(hidden("\u{feff}Đề tài về Москва và Ðà Nẵng"), vec![]);
    }
}
