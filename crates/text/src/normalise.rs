//! One stored form for typed and pasted text.

use unicode_normalization::UnicodeNormalization;

/// Characters that show nothing but change how the text around them is read:
/// zero-width spaces and joiners, soft hyphens, bidirectional controls,
/// interlinear annotation marks and tag characters.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00ad}'
            | '\u{034f}'
            | '\u{061c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// Brings text to the one form in which it is stored and compared.
///
/// * composed letters (Unicode NFC), so that "ế" is one character however it
///   was typed;
/// * line ends are `\n`, whether they came as CRLF, CR or the Unicode line and
///   paragraph separators;
/// * control characters other than `\n` and `\t` are dropped, and so are
///   zero-width characters and bidirectional controls, which can make a text
///   look different from what it says;
/// * a no-break space becomes an ordinary space;
/// * no line ends in white space.
///
/// Applying it twice changes nothing more.
pub fn normalise(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    visible.push('\n');
                }
            }
            '\u{2028}' | '\u{2029}' | '\u{0085}' => visible.push('\n'),
            '\u{00a0}' | '\u{202f}' => visible.push(' '),
            '\n' | '\t' => visible.push(c),
            c if c.is_control() || is_invisible(c) => {}
            c => visible.push(c),
        }
    }
    let composed: String = visible.nfc().collect();
    let mut out = String::with_capacity(composed.len());
    for (index, line) in composed.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
        }
        out.push_str(line.trim_end());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::normalise;
    use proptest::prelude::*;

    #[test]
    fn letters_typed_with_separate_marks_are_composed() {
        assert_eq!(normalise("sa\u{301}ng kie\u{302}\u{301}n"), "sáng kiến");
    }

    #[test]
    fn every_kind_of_line_end_becomes_one() {
        assert_eq!(
            normalise("a\r\nb\rc\nd\u{2028}e\u{85}f"),
            "a\nb\nc\nd\ne\nf"
        );
    }

    #[test]
    fn hidden_characters_are_dropped_and_tabs_kept() {
        assert_eq!(
            normalise("a\u{200b}b\u{202e}c\u{0}d\te\u{feff}\u{7f}"),
            "abcd\te"
        );
    }

    #[test]
    fn a_mark_split_from_its_letter_by_a_hidden_character_is_joined_again() {
        assert_eq!(normalise("a\u{200d}\u{301}"), "á");
    }

    #[test]
    fn no_line_ends_in_white_space() {
        assert_eq!(normalise("một  \n hai\u{a0}\t\n\n ba "), "một\n hai\n\n ba");
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing_more(text in any::<String>()) {
            let once = normalise(&text);
            prop_assert_eq!(normalise(&once), once);
        }
    }
}
