//! Encodings older than Unicode: TCVN3 (fonts `.Vn…`), VNI (fonts `VNI-…`) and VISCII.
//!
//! What reaches the program is text that was read as Windows or Latin-1 characters: "tæ chøc" for
//! "tổ chức". Each stretch is decided for itself, because documents mix encodings: by its font
//! where one is declared, otherwise by which decoding gives the most words that can be Vietnamese
//! ([`crate::syllable`]). Places in the decoded text lead back to the text given.

mod detect;
mod tables;

use std::ops::Range;

/// Fewer characters that no Vietnamese text has are no reason to look for an old encoding.
pub(crate) const FEWEST_HINTS: usize = 2;

/// An encoding older than Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Encoding {
    /// TCVN 5712:1993 VN3, "ABC".
    Tcvn3,
    /// VNI for Windows: a letter and a mark.
    Vni,
    /// RFC 1456.
    Viscii,
}

impl Encoding {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Tcvn3, Self::Vni, Self::Viscii];

    /// A short name for machines.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Tcvn3 => "tcvn3",
            Self::Vni => "vni",
            Self::Viscii => "viscii",
        }
    }

    /// The encoding a font's name stands for; the tag of a subset ("ABCDEF+") is left aside.
    pub fn of_font(name: &str) -> Option<Self> {
        let name = match name.split_once('+') {
            Some((tag, rest)) if tag.len() == 6 => rest,
            _ => name,
        };
        let name = name.trim_start_matches('/').to_ascii_lowercase();
        if name.starts_with(".vn") || name.contains("tcvn") {
            Some(Self::Tcvn3)
        } else if name.starts_with("vni") {
            Some(Self::Vni)
        } else if name.contains("viscii") {
            Some(Self::Viscii)
        } else {
            None
        }
    }

    /// Whether a font of this name draws small letters as capitals, as `.VnTimeH` does.
    pub fn font_draws_capitals(name: &str) -> bool {
        Self::of_font(name) == Some(Self::Tcvn3)
            && name
                .trim_end_matches(',')
                .to_ascii_lowercase()
                .ends_with('h')
    }
}

/// One stretch of decoded text and where it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    out: usize,
    given: usize,
    out_len: usize,
    given_len: usize,
}

/// Decoded text whose places lead back to the text given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decoded {
    /// The text in Unicode.
    pub text: String,
    /// What was decoded, in bytes of the text given, in order.
    pub runs: Vec<(Range<usize>, Encoding)>,
    pieces: Vec<Piece>,
}

impl Decoded {
    /// The bytes of the text given that `place` in the decoded text stands for; a place inside a
    /// letter that was one with its neighbour takes the whole of it.
    pub fn original(&self, place: Range<usize>) -> Range<usize> {
        let start = self.piece(place.start).map_or(place.start, |piece| {
            if piece.out_len == piece.given_len {
                piece.given + (place.start - piece.out).min(piece.given_len)
            } else {
                piece.given
            }
        });
        let end = place.end.checked_sub(1).and_then(|last| self.piece(last));
        let end = end.map_or(place.end, |piece| {
            if piece.out_len == piece.given_len {
                piece.given + (place.end - piece.out).min(piece.given_len)
            } else {
                piece.given + piece.given_len
            }
        });
        start..end.max(start)
    }

    fn piece(&self, at: usize) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.out <= at);
        self.pieces.get(after.checked_sub(1)?)
    }

    fn push(&mut self, letter: &str, given: Range<usize>) {
        let out = self.text.len();
        self.text.push_str(letter);
        let copied = letter.len() == given.len();
        if let Some(last) = self.pieces.last_mut()
            && copied
            && last.out_len == last.given_len
            && last.given + last.given_len == given.start
        {
            last.out_len += letter.len();
            last.given_len += given.len();
            return;
        }
        self.pieces.push(Piece {
            out,
            given: given.start,
            out_len: letter.len(),
            given_len: given.len(),
        });
    }

    fn push_char(&mut self, letter: char, given: Range<usize>) {
        self.push(letter.encode_utf8(&mut [0; 4]), given);
    }
}

/// Decodes the stretches of `text` that are not Unicode; the rest is taken over unchanged.
pub fn decode(text: &str) -> Decoded {
    let mut out = Decoded::default();
    let mut done = 0;
    for (run, encoding) in detect::runs(text) {
        out.push(
            text.get(done..run.start).unwrap_or_default(),
            done..run.start,
        );
        convert(&mut out, text, run.clone(), encoding, false);
        done = run.end;
        out.runs.push((run, encoding));
    }
    out.push(text.get(done..).unwrap_or_default(), done..text.len());
    out
}

/// A text of which the fonts are known: runs that follow one another from its start, the encoding that
/// the font of each declares, and whether it draws small letters as capitals.
#[derive(Debug, Clone, Copy)]
pub struct Declared<'text> {
    /// The text.
    pub text: &'text str,
    /// Its runs, in bytes.
    pub runs: &'text [(Range<usize>, Option<Encoding>, bool)],
}

/// Decodes the texts of one document. Runs without a declared encoding are judged together, and beside
/// those that have one, so that a short cell or line goes with the rest.
pub fn decode_together(texts: &[Declared<'_>]) -> Vec<Decoded> {
    let mut declared = [0; 3];
    let mut undeclared = Vec::new();
    // What some texts show against their fonts; short ones follow them.
    let mut contradicting = Vec::new();
    for Declared { text, runs } in texts {
        for (run, encoding, _) in *runs {
            let part = text.get(run.clone()).unwrap_or_default();
            match encoding {
                None => undeclared.push(part),
                Some(encoding) => {
                    contradicting.extend(detect::contradicted(part, *encoding, &[]));
                    let words = part.split_whitespace().filter(|word| !word.is_ascii());
                    let at = Encoding::ALL.iter().position(|other| other == encoding);
                    if let Some(counted) = at.and_then(|at| declared.get_mut(at)) {
                        *counted += words.count();
                    }
                }
            }
        }
    }
    contradicting.sort_unstable();
    contradicting.dedup();
    let mut judged = detect::runs_among(&undeclared, declared).into_iter();
    texts
        .iter()
        .map(|one| decode_declared(*one, &contradicting, &mut judged))
        .collect()
}

fn decode_declared(
    Declared { text, runs }: Declared<'_>,
    contradicting: &[Encoding],
    judged: &mut impl Iterator<Item = Vec<(Range<usize>, Encoding)>>,
) -> Decoded {
    let mut out = Decoded::default();
    let mut done = 0;
    for (run, encoding, capitals) in runs {
        let converted = if let Some(encoding) = encoding {
            let part = text.get(run.clone()).unwrap_or_default();
            let shown = detect::contradicted(part, *encoding, contradicting);
            vec![(run.clone(), shown.unwrap_or(*encoding))]
        } else {
            let judged = judged.next().unwrap_or_default().into_iter();
            let placed = |(found, encoding): (Range<usize>, Encoding)| {
                (run.start + found.start..run.start + found.end, encoding)
            };
            judged.map(placed).collect()
        };
        for (place, encoding) in converted {
            let before = done..place.start;
            out.push(text.get(before.clone()).unwrap_or_default(), before);
            convert(&mut out, text, place.clone(), encoding, *capitals);
            done = place.end;
            out.runs.push((place, encoding));
        }
    }
    out.push(text.get(done..).unwrap_or_default(), done..text.len());
    out
}

/// Writes text in an old encoding as Windows would show it, in small letters: TCVN3 has no others
/// with a tone. For tests and evaluation; what the encoding lacks stays as it is.
pub fn encode(text: &str, encoding: Encoding) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.to_lowercase().chars() {
        match tables::encoded(c, encoding) {
            Some(old) => out.push_str(old),
            None => out.push(c),
        }
    }
    out
}

/// The text of a file without declared encoding: UTF-8, UTF-16 with its mark, otherwise one byte a
/// character as Windows shows it, ready for [`decode`].
pub fn from_bytes(bytes: &[u8]) -> String {
    let pairs = |little: bool, rest: &[u8]| {
        let units: Vec<u16> = rest
            .chunks_exact(2)
            .filter_map(|pair| <[u8; 2]>::try_from(pair).ok())
            .map(|pair| {
                if little {
                    u16::from_le_bytes(pair)
                } else {
                    u16::from_be_bytes(pair)
                }
            })
            .collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => return pairs(true, rest),
        [0xfe, 0xff, rest @ ..] => return pairs(false, rest),
        _ => {}
    }
    let body = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    match std::str::from_utf8(body) {
        Ok(text) => text.to_owned(),
        Err(_) => body.iter().map(|byte| tables::windows(*byte)).collect(),
    }
}

/// Appends the run, letter by letter.
fn convert(out: &mut Decoded, text: &str, run: Range<usize>, encoding: Encoding, capitals: bool) {
    let part = text.get(run.clone()).unwrap_or_default();
    let mut letters = part.char_indices().peekable();
    let mut in_word = false;
    while let Some((at, c)) = letters.next() {
        let mut end = at + c.len_utf8();
        let next = letters.peek().map(|(_, next)| *next);
        let beside_letter = in_word || next.is_some_and(char::is_alphabetic);
        in_word = c.is_alphabetic();
        let letter = match encoding {
            Encoding::Tcvn3 => {
                tables::tcvn3(c).or_else(|| tables::tcvn3_by_shape(c).filter(|_| beside_letter))
            }
            Encoding::Viscii => tables::viscii(c),
            Encoding::Vni => {
                let pair = letters
                    .peek()
                    .and_then(|(_, mark)| Some((tables::vni_pair(c, *mark)?, mark.len_utf8())));
                if let Some((letter, length)) = pair {
                    end += length;
                    letters.next();
                    Some(letter)
                } else {
                    tables::vni_alone(c)
                }
            }
        };
        let given = run.start + at..run.start + end;
        let letter = letter.unwrap_or(c);
        let mut upper = letter.to_uppercase();
        match (capitals, upper.next(), upper.next()) {
            (true, Some(upper), None) => out.push_char(upper, given),
            _ => out.push_char(letter, given),
        }
    }
}

/// One word in an encoding, for judging it.
fn word_in(word: &str, encoding: Encoding, out: &mut String) {
    out.clear();
    let mut letters = word.chars().peekable();
    while let Some(c) = letters.next() {
        let letter = match encoding {
            Encoding::Tcvn3 => tables::tcvn3(c).or_else(|| tables::tcvn3_by_shape(c)),
            Encoding::Viscii => tables::viscii(c),
            Encoding::Vni => {
                let pair = letters.peek().and_then(|mark| tables::vni_pair(c, *mark));
                if pair.is_some() {
                    letters.next();
                }
                pair.or_else(|| tables::vni_alone(c))
            }
        };
        out.push(letter.unwrap_or(c));
    }
}

#[cfg(test)]
mod tests;
