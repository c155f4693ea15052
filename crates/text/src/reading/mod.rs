//! A text as the sequence of its syllables, each with its place and its sound at three depths.
//!
//! A syllable is a run of letters and digits. Its *skeleton* is what remains without case, marks
//! and the choice between "y" and "i"; beside it stand the *marks*: the quality of each vowel and
//! the tone of the whole, so that where a tone mark is written makes no difference ("hòa" and
//! "hoà" are equal). Comparing skeleton and marks is level 1, without the tone level 2, the
//! skeleton alone level 3.
//!
//! Places are byte ranges of the text that was given, also when it had to be decoded first. The
//! invariant: reading the given text anew from the start of one syllable to the end of another
//! gives these syllables again.

pub(crate) mod letters;

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use self::letters::{Letter, Letters, look_alike, mark};
use crate::legacy::{self, Decoded};

/// How much of a syllable counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Letters, vowel marks and tone.
    Tone,
    /// Letters and vowel marks.
    Vowel,
    /// Plain letters only.
    Skeleton,
}

/// One syllable of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Syllable {
    /// Its plain letters: packed when there are at most eight, otherwise a hash with the top bit.
    pub skeleton: u64,
    /// Two bits of vowel quality for each of the first thirteen letters, then the tone.
    pub marks: u32,
    /// Where it starts, in bytes of the text given.
    pub start: u32,
    /// Where it ends, in bytes of the text given.
    pub end: u32,
    flags: u8,
}

const CAPITAL: u8 = 1;
const DIGIT: u8 = 2;
const OPENS: u8 = 4;
const LINE: u8 = 8;
const DECODED: u8 = 16;
const TONE_SHIFT: u32 = 28;

impl Syllable {
    /// Whether its last two letters are consonants that end no syllable, as in "HĐND"; never so for
    /// words of more than eight letters.
    pub const fn ends_in_no_rhyme(&self) -> bool {
        const fn consonant(letter: u8) -> bool {
            letter.is_ascii_lowercase()
                && !matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
        }
        let [.., last, end] = self.skeleton.to_be_bytes();
        let rhyme = matches!([last, end], [b'c' | b'n', b'h'] | [b'n', b'g']);
        self.skeleton >> 63 == 0 && consonant(last) && consonant(end) && !rhyme
    }

    /// Whether its first letter is a capital.
    pub const fn is_capital(&self) -> bool {
        self.flags & CAPITAL != 0
    }

    /// Whether it contains a digit.
    pub const fn has_digit(&self) -> bool {
        self.flags & DIGIT != 0
    }

    /// Whether it is the first of a sentence or line.
    pub const fn opens_sentence(&self) -> bool {
        self.flags & (OPENS | LINE) != 0
    }

    /// Whether it is the first of a line.
    pub const fn opens_line(&self) -> bool {
        self.flags & LINE != 0
    }

    /// Whether it was written in an encoding older than Unicode.
    pub const fn was_decoded(&self) -> bool {
        self.flags & DECODED != 0
    }

    /// Its vowel marks and, at [`Level::Tone`], its tone; zero for the skeleton.
    pub const fn marks_at(&self, level: Level) -> u32 {
        match level {
            Level::Tone => self.marks,
            Level::Vowel => self.marks & ((1 << TONE_SHIFT) - 1),
            Level::Skeleton => 0,
        }
    }

    /// The same sound in another place, as no name.
    pub(crate) const fn standing(self, (start, end): (u32, u32), opens: bool) -> Self {
        Self {
            start,
            end,
            flags: if opens { OPENS } else { 0 },
            ..self
        }
    }

    /// Whether both sound the same at this level.
    pub const fn equals(&self, other: &Self, level: Level) -> bool {
        self.skeleton == other.skeleton && self.marks_at(level) == other.marks_at(level)
    }

    /// Its plain letters, when there are at most eight and all are Latin.
    pub fn plain(&self) -> Option<String> {
        if self.skeleton >> 63 != 0 {
            return None;
        }
        let letters = self.skeleton.to_be_bytes();
        let letters = letters.into_iter().filter(|byte| *byte != 0).collect();
        String::from_utf8(letters).ok()
    }

    /// Where it stands, in bytes of the text given.
    pub const fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A text that has been read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The syllables in order.
    pub syllables: Vec<Syllable>,
    /// Stretches that had to be decoded, in bytes of the text given.
    pub decoded: Vec<(Range<usize>, legacy::Encoding)>,
}

impl Reading {
    /// Reads a text; stretches in TCVN3, VNI or VISCII are recognised and decoded.
    ///
    /// Of a text longer than 4 GiB the beginning is read.
    pub fn of(text: &str) -> Self {
        let (syllables, odd) = read(text);
        if odd < legacy::FEWEST_HINTS {
            return Self {
                syllables,
                decoded: Vec::new(),
            };
        }
        let decoded = legacy::decode(text);
        if decoded.runs.is_empty() {
            return Self {
                syllables,
                decoded: Vec::new(),
            };
        }
        Self::of_decoded(decoded)
    }

    /// Reads what was decoded by its declared fonts; places are those of the text before.
    pub fn of_decoded(decoded: Decoded) -> Self {
        let (mut syllables, _) = read(&decoded.text);
        let mut runs = decoded.runs.iter().peekable();
        for syllable in &mut syllables {
            let place = decoded.original(syllable.range());
            syllable.start = u32::try_from(place.start).unwrap_or(u32::MAX);
            syllable.end = u32::try_from(place.end).unwrap_or(u32::MAX);
            while runs.next_if(|run| run.0.end <= place.start).is_some() {}
            if runs.peek().is_some_and(|run| run.0.start < place.end) {
                syllable.flags |= DECODED;
            }
        }
        Self {
            syllables,
            decoded: decoded.runs,
        }
    }

    /// Where syllables `from..to` stand, in bytes of the text given; empty when there are none.
    pub fn place(&self, syllables: Range<usize>) -> Range<usize> {
        let Some(span) = self.syllables.get(syllables) else {
            return 0..0;
        };
        match (span.first(), span.last()) {
            (Some(first), Some(last)) => first.start as usize..last.end as usize,
            _ => 0..0,
        }
    }

    /// The syllables that touch the byte range `place` of the text given.
    pub fn within(&self, place: &Range<usize>) -> Range<usize> {
        let from = self
            .syllables
            .partition_point(|syllable| syllable.end as usize <= place.start);
        let to = self
            .syllables
            .partition_point(|syllable| (syllable.start as usize) < place.end);
        from..to.max(from)
    }
}

/// The form of one word at a level, for keys that people may read: "hoà" is "hoa2", "hoa", "hoa".
///
/// The tone stands as a digit behind the letters: 1 acute, 2 grave, 3 hook, 4 tilde, 5 dot.
pub fn form(word: &str, level: Level) -> String {
    let mut out = String::with_capacity(word.len());
    let mut tone = 0;
    for c in word.nfd() {
        let letter = Letters::get().of(c);
        if letter.joins() && letter != Letter::SPECIAL {
            tone = tone.max(letter.tone());
            if letter.quality() != 0 && level != Level::Skeleton {
                out.push(c);
            }
        } else if letter.base() == b'd' && letter.quality() != 0 && level != Level::Skeleton {
            out.push('đ');
        } else if letter.base() != 0 {
            out.push(char::from(letter.base()));
        } else if letter == Letter::SPECIAL {
            let plain = look_alike(c).unwrap_or(c);
            out.extend(plain.to_lowercase().filter(|plain| plain.is_alphanumeric()));
        }
    }
    let mut out: String = out.nfc().collect();
    let open = matches!(
        out.as_str(),
        "y" | "hy" | "ky" | "ly" | "my" | "sy" | "ty" | "vy" | "quy"
    );
    if open {
        out.pop();
        out.push('i');
    }
    if level == Level::Tone && tone != 0 {
        out.push(char::from(b'0' + u8::try_from(tone).unwrap_or(0)));
    }
    out
}

/// A syllable that is being read.
#[derive(Clone, Copy, Default)]
struct Open {
    skeleton: u64,
    marks: u32,
    letters: u32,
    start: u32,
    end: u32,
    flags: u8,
    tone: u16,
}

const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

impl Open {
    #[inline]
    fn letter(&mut self, base: u8, quality: u16) {
        if self.letters < 8 {
            self.skeleton = self.skeleton << 8 | u64::from(base);
        } else {
            self.skeleton = (self.skeleton.rotate_left(9) ^ u64::from(base)).wrapping_mul(SPREAD);
        }
        self.quality(quality, self.letters);
        self.letters += 1;
    }

    #[inline]
    fn quality(&mut self, quality: u16, at: u32) {
        self.marks |= u32::from(quality) << (2 * at.min(13));
    }

    /// A letter of another script.
    fn foreign(&mut self, c: char) {
        let mixed = self.skeleton.rotate_left(9) ^ u64::from(u32::from(c)) << 8;
        self.skeleton = mixed.wrapping_mul(SPREAD);
        self.letters = self.letters.max(8) + 1;
    }

    #[inline]
    fn close(&mut self) -> Syllable {
        if self.letters > 8 {
            self.skeleton |= 1 << 63;
        } else if self.letters <= 3 && self.skeleton & 0xff == u64::from(b'y') {
            self.settle_y();
        }
        let syllable = Syllable {
            skeleton: self.skeleton,
            // Fourteen fields of two bits end where the tone begins.
            marks: self.marks & ((1 << TONE_SHIFT) - 1) | u32::from(self.tone) << TONE_SHIFT,
            start: self.start,
            end: self.end,
            flags: self.flags,
        };
        *self = Self::default();
        syllable
    }

    /// "kỹ" and "kĩ" are the same word: "y" as the only vowel after these onsets is "i".
    fn settle_y(&mut self) {
        let onset = self.skeleton >> 8;
        let free = match onset {
            0 | 0x7175 => true,
            _ => u8::try_from(onset).is_ok_and(|onset| b"hklmstv".contains(&onset)),
        };
        if free {
            self.skeleton = onset << 8 | u64::from(b'i');
        }
    }
}

/// Reads Unicode text: its syllables, and how many characters hint at an old encoding.
fn read(text: &str) -> (Vec<Syllable>, usize) {
    let letters = Letters::get();
    let mut out = Vec::with_capacity(text.len() / 5);
    let mut open = Open::default();
    let mut odd = 0_usize;
    let mut pending = LINE;
    for (at, c) in text.char_indices() {
        let letter = letters.of(c);
        let Ok(at) = u32::try_from(at) else { break };
        odd += usize::from(letter.is_odd() && letter != Letter::SPECIAL);
        if letter.base() != 0 {
            if open.letters == 0 {
                open.start = at;
                open.flags = pending | u8::from(letter.is_capital());
                pending = 0;
            }
            open.letter(letter.base(), letter.quality());
            open.tone = open.tone.max(letter.tone());
            open.flags |= u8::from(letter.is_digit()) << 1;
            open.end = at + utf8_len(c);
        } else if letter == Letter::default() {
            if open.letters != 0 {
                out.push(open.close());
            }
        } else if letter == Letter::SPECIAL {
            // By value, so that the loop can keep its state in registers.
            let mut here = (open, pending);
            special(c, at, letters, &mut here, &mut out);
            (open, pending) = here;
        } else if letter.joins() {
            if open.letters != 0 {
                open.quality(letter.quality(), open.letters - 1);
                open.tone = open.tone.max(letter.tone());
                open.end = at + utf8_len(c);
            }
        } else {
            if open.letters != 0 {
                out.push(open.close());
            }
            match letter {
                Letter::LINE => pending |= LINE,
                Letter::END => pending |= OPENS,
                _ => odd += 1,
            }
        }
    }
    if open.letters != 0 {
        out.push(open.close());
    }
    (out, odd)
}

#[inline]
fn utf8_len(c: char) -> u32 {
    match u32::from(c) {
        0..0x80 => 1,
        0x80..0x800 => 2,
        0x800..0x1_0000 => 3,
        _ => 4,
    }
}

/// Characters outside the tables: look-alikes, compatibility forms, other scripts.
#[cold]
fn special(
    c: char,
    at: u32,
    letters: &Letters,
    (open, pending): &mut (Open, u8),
    out: &mut Vec<Syllable>,
) {
    if crate::normalise::is_invisible(c) {
        if open.letters != 0 {
            open.end = at + utf8_len(c);
        }
        return;
    }
    let capital = u8::from(c.is_uppercase());
    let seen = look_alike(c).unwrap_or(c);
    // A fraction in one character is one syllable, its stroke no gap.
    let letters_in_it = std::iter::once(seen).nfkd().any(char::is_alphanumeric);
    for part in std::iter::once(seen).nfkd() {
        let part = look_alike(part).unwrap_or(part);
        let letter = letters.of(part);
        let plain = letter.base() != 0;
        if letter != Letter::SPECIAL && letter.joins() || is_combining_mark(part) {
            if open.letters != 0 {
                let (quality, tone) = mark(part);
                open.quality(quality, open.letters - 1);
                open.tone = open.tone.max(tone);
                open.end = at + utf8_len(c);
            }
            continue;
        }
        if !plain && !part.is_alphanumeric() {
            if letters_in_it {
                continue;
            }
            if open.letters != 0 {
                out.push(open.close());
            }
            continue;
        }
        if open.letters == 0 {
            open.start = at;
            open.flags = *pending | capital;
            *pending = 0;
        }
        if plain {
            open.letter(letter.base(), letter.quality());
            open.tone = open.tone.max(letter.tone());
            open.flags |= u8::from(letter.is_digit()) << 1;
        } else {
            for lower in part.to_lowercase() {
                open.foreign(lower);
            }
        }
        open.end = at + utf8_len(c);
    }
}

#[cfg(test)]
mod tests;
