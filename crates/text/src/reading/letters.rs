//! What each character of a text contributes to the syllable it stands in.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

use crate::normalise::is_invisible;

/// Circumflex, as in "â".
pub(crate) const CIRCUMFLEX: u16 = 1;
/// Breve or horn, as in "ă" and "ơ".
pub(crate) const BREVE: u16 = 2;
/// The stroke of "đ".
pub(crate) const STROKE: u16 = 3;

/// Tone mark of the syllable, from none to the dot below.
pub(crate) const ACUTE: u16 = 1;
/// See [`ACUTE`].
pub(crate) const GRAVE: u16 = 2;
/// See [`ACUTE`].
pub(crate) const HOOK: u16 = 3;
/// See [`ACUTE`].
pub(crate) const TILDE: u16 = 4;
/// See [`ACUTE`].
pub(crate) const DOT: u16 = 5;

/// One character, packed: plain letter or digit (7 bits), quality mark (2), tone (3), then flags.
///
/// Zero stands between syllables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Letter(u16);

impl Letter {
    const CAPITAL: u16 = 1 << 12;
    const DIGIT: u16 = 1 << 13;
    const JOINS: u16 = 1 << 14;
    const RARE: u16 = 1 << 15;

    /// Ends a sentence.
    pub(crate) const END: Self = Self(1 << 7);
    /// Ends a line.
    pub(crate) const LINE: Self = Self(2 << 7);
    /// Between syllables, and no Vietnamese text in Unicode has it: a hint at an old encoding.
    pub(crate) const ODD: Self = Self(3 << 7);
    /// Needs more than one entry can say.
    pub(crate) const SPECIAL: Self = Self(Self::RARE | Self::JOINS);

    const fn new(base: u8, quality: u16, tone: u16, flags: u16) -> Self {
        Self(base as u16 | quality << 7 | tone << 9 | flags)
    }

    pub(crate) const fn base(self) -> u8 {
        (self.0 & 0x7f) as u8
    }

    pub(crate) const fn quality(self) -> u16 {
        self.0 >> 7 & 3
    }

    pub(crate) const fn tone(self) -> u16 {
        self.0 >> 9 & 7
    }

    pub(crate) const fn is_capital(self) -> bool {
        self.0 & Self::CAPITAL != 0
    }

    pub(crate) const fn is_digit(self) -> bool {
        self.0 & Self::DIGIT != 0
    }

    /// Part of the letter before it: a mark, or a character that shows nothing.
    pub(crate) const fn joins(self) -> bool {
        self.0 & Self::JOINS != 0
    }

    /// No letter of Vietnamese, though it stands where old encodings put theirs.
    pub(crate) const fn is_odd(self) -> bool {
        self.0 & Self::RARE != 0
    }
}

/// The entries of the characters that Vietnamese text is made of.
pub(crate) struct Letters {
    low: Vec<Letter>,
    high: Vec<Letter>,
}

/// Below this the table answers; it ends after the combining marks.
const LOW: u32 = 0x370;
/// The block of letters with two marks.
const HIGH: std::ops::Range<u32> = 0x1e00..0x1f00;

static LETTERS: LazyLock<Letters> = LazyLock::new(|| Letters {
    low: (0..LOW).map(derive).collect(),
    high: HIGH.map(derive).collect(),
});

impl Letters {
    /// The table, made at the first call.
    pub(crate) fn get() -> &'static Self {
        &LETTERS
    }

    /// The entry of `c`.
    #[inline]
    pub(crate) fn of(&self, c: char) -> Letter {
        let code = u32::from(c);
        if code < LOW {
            return self.low.get(code as usize).copied().unwrap_or_default();
        }
        if HIGH.contains(&code) {
            let at = (code - HIGH.start) as usize;
            return self.high.get(at).copied().unwrap_or_default();
        }
        match c {
            '\u{2026}' => Letter::END,
            '\u{2010}'..='\u{2025}' | '\u{2030}'..='\u{205e}' | '\u{2000}'..='\u{200a}' => {
                Letter::default()
            }
            '\u{2028}' | '\u{2029}' => Letter::LINE,
            _ => Letter::SPECIAL,
        }
    }
}

/// The mark a combining character puts on its letter: quality and tone.
pub(crate) fn mark(c: char) -> (u16, u16) {
    match c {
        '\u{300}' | '\u{340}' => (0, GRAVE),
        '\u{301}' | '\u{341}' => (0, ACUTE),
        '\u{303}' => (0, TILDE),
        '\u{309}' => (0, HOOK),
        '\u{323}' => (0, DOT),
        '\u{302}' => (CIRCUMFLEX, 0),
        '\u{306}' | '\u{31b}' => (BREVE, 0),
        _ => (0, 0),
    }
}

/// Letters of other scripts and symbols that look like a Latin letter.
pub(crate) const fn look_alike(c: char) -> Option<char> {
    Some(match c {
        'а' | 'α' | 'ɑ' => 'a',
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'с' | 'ϲ' => 'c',
        'С' => 'C',
        'ԁ' => 'd',
        'е' => 'e',
        'Е' | 'Ε' => 'E',
        'ɡ' => 'g',
        'һ' => 'h',
        'Н' | 'Η' => 'H',
        'і' | 'ι' => 'i',
        'І' | 'Ι' => 'I',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'о' | 'ο' => 'o',
        'О' | 'Ο' => 'O',
        'р' | 'ρ' => 'p',
        'Р' | 'Ρ' => 'P',
        'ѕ' => 's',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'υ' => 'u',
        'ν' | 'ѵ' => 'v',
        'х' | 'χ' => 'x',
        'Х' | 'Χ' => 'X',
        'у' => 'y',
        'У' | 'Υ' => 'Y',
        'Ζ' => 'Z',
        'đ' | 'Đ' | 'ð' | 'Ð' | 'Ɖ' => 'đ',
        _ => return None,
    })
}

/// Whether `c` belongs to the 134 marked letters of Vietnamese.
fn is_vietnamese(c: char) -> bool {
    let mut parts = std::iter::once(c).nfd();
    let base = parts.next().unwrap_or(c).to_ascii_lowercase();
    let marks: Vec<(u16, u16)> = parts.map(mark).collect();
    if marks.is_empty() || marks.contains(&(0, 0)) || marks.len() > 2 {
        return matches!(c, 'đ' | 'Đ');
    }
    let quality = marks.iter().map(|mark| mark.0).max().unwrap_or(0);
    if marks.iter().filter(|mark| mark.1 != 0).count() > 1 {
        return false;
    }
    match base {
        'a' => true,
        'e' => quality != BREVE,
        'o' => !c.to_string().contains(['ŏ', 'Ŏ']),
        'u' => quality != CIRCUMFLEX && !matches!(c, 'ŭ' | 'Ŭ'),
        'i' | 'y' => quality == 0,
        _ => false,
    }
}

fn derive(code: u32) -> Letter {
    let Some(c) = char::from_u32(code) else {
        return Letter::default();
    };
    match c {
        '.' | '!' | '?' => return Letter::END,
        '\n' | '\r' | '\u{85}' => return Letter::LINE,
        ' ' | '\t' | '\u{a0}' => return Letter::default(),
        // Shows nothing, but two old encodings keep a letter there.
        '\u{ad}' => return Letter::new(0, 0, 0, Letter::JOINS | Letter::RARE),
        // Below the controls an old encoding hides capitals.
        '\u{2}' | '\u{5}' | '\u{6}' | '\u{14}' | '\u{19}' | '\u{1e}' => return Letter::ODD,
        _ => {}
    }
    if is_invisible(c) {
        return Letter::new(0, 0, 0, Letter::JOINS);
    }
    if is_combining_mark(c) || canonical_combining_class(c) != 0 {
        let (quality, tone) = mark(c);
        return Letter::new(0, quality, tone, Letter::JOINS);
    }
    let capital = if c.is_uppercase() { Letter::CAPITAL } else { 0 };
    if matches!(c, 'đ' | 'Đ' | 'Ɖ' | 'ð' | 'Ð') {
        let odd = if matches!(c, 'ð') { Letter::RARE } else { 0 };
        return Letter::new(b'd', STROKE, 0, capital | odd);
    }
    let (mut base, mut quality, mut tone) = (c, 0, 0);
    for (at, part) in std::iter::once(c).nfd().enumerate() {
        if at == 0 {
            base = part;
        } else {
            let (more, sound) = mark(part);
            quality |= more;
            tone |= sound;
        }
    }
    if base.is_ascii_alphanumeric() {
        let digit = if base.is_ascii_digit() {
            Letter::DIGIT
        } else {
            0
        };
        let old = (0x80..0x100).contains(&code) && !is_vietnamese(c);
        let odd = if old { Letter::RARE } else { 0 };
        let letter = u8::try_from(base.to_ascii_lowercase()).unwrap_or(b'?');
        return Letter::new(letter, quality, tone, capital | digit | odd);
    }
    if c.is_alphanumeric() && !matches!(c, 'ª' | 'º' | '¹' | '²' | '³' | 'µ' | '¼' | '½' | '¾')
    {
        return Letter::SPECIAL;
    }
    match c {
        '«' | '»' | '°' | '·' | '²' | '³' | '§' | '©' | '®' | '±' | '×' | '´' | '½' | '¼' | '¾'
        | 'º' => Letter::default(),
        '\u{80}'..='\u{ff}' => Letter::ODD,
        _ => Letter::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_with_two_marks_keeps_both() {
        let letters = Letters::get();
        let letter = letters.of('ệ');
        assert_eq!(
            (letter.base(), letter.quality(), letter.tone()),
            (b'e', CIRCUMFLEX, DOT)
        );
        let letter = letters.of('Ứ');
        assert_eq!(
            (letter.base(), letter.quality(), letter.tone()),
            (b'u', BREVE, ACUTE)
        );
        assert!(letter.is_capital());
        assert_eq!(letters.of('đ').quality(), STROKE);
    }

    #[test]
    fn exactly_the_134_marked_letters_are_vietnamese() {
        let count = ('\0'..='\u{1fff}').filter(|c| is_vietnamese(*c)).count();
        assert_eq!(count, 134);
    }

    #[test]
    fn no_letter_of_vietnamese_hints_at_an_old_encoding() {
        let letters = Letters::get();
        for c in ('\0'..='\u{1fff}').filter(|c| is_vietnamese(*c)) {
            assert!(!letters.of(c).is_odd(), "{c}");
        }
        assert!(letters.of('ä').is_odd() && letters.of('\u{ad}').is_odd());
    }
}
