//! Copies planted into texts, with the places of what was copied.

use std::ops::Range;

use sangkien_novelty::align::Kind;
use sangkien_text::legacy::Encoding;

use crate::numbers::Numbers;

/// A way of copying.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Word for word.
    Verbatim,
    /// Without diacritics.
    Plain,
    /// So many percent of the words changed, left out, put in or exchanged.
    Edited(usize),
    /// Sentences in another order.
    Shuffled,
    /// So many percent of the letters misread.
    Misread(usize),
    /// Names and numbers exchanged.
    Renamed,
    /// In an encoding older than Unicode, small letters only.
    Encoded(Encoding),
}

impl Way {
    /// The ways of the tables.
    pub const ALL: [Self; 11] = [
        Self::Verbatim,
        Self::Plain,
        Self::Edited(10),
        Self::Edited(20),
        Self::Edited(40),
        Self::Shuffled,
        Self::Misread(5),
        Self::Misread(15),
        Self::Renamed,
        Self::Encoded(Encoding::Tcvn3),
        Self::Encoded(Encoding::Vni),
    ];

    /// Its name in tables.
    pub fn name(self) -> String {
        match self {
            Self::Verbatim => "verbatim".to_owned(),
            Self::Plain => "no marks".to_owned(),
            Self::Edited(percent) => format!("edit {percent} %"),
            Self::Shuffled => "shuffled".to_owned(),
            Self::Misread(percent) => format!("OCR {percent} %"),
            Self::Renamed => "names".to_owned(),
            Self::Encoded(encoding) => encoding.code().to_owned(),
        }
    }

    /// What an answer should call it.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Verbatim => Kind::Verbatim,
            Self::Plain => Kind::Marks,
            Self::Edited(_) | Self::Misread(_) => Kind::Edited,
            Self::Shuffled => Kind::Reordered,
            Self::Renamed => Kind::Names,
            Self::Encoded(_) => Kind::Reencoded,
        }
    }

    /// Copies a passage this way. `words` are what edits put in.
    pub fn copy(self, passage: &str, words: &[&str], numbers: &mut Numbers) -> String {
        match self {
            Self::Verbatim => passage.to_owned(),
            Self::Plain => plain(passage),
            Self::Edited(percent) => edited(passage, percent, words, numbers),
            Self::Shuffled => shuffled(passage, numbers),
            Self::Misread(percent) => misread(passage, percent, numbers),
            Self::Renamed => renamed(passage, numbers),
            Self::Encoded(encoding) => sangkien_text::legacy::encode(passage, encoding),
        }
    }
}

fn plain(passage: &str) -> String {
    passage
        .split_inclusive(char::is_whitespace)
        .map(|word| {
            let space = word.len() - word.trim_end().len();
            let (word, space) = word.split_at(word.len() - space);
            let form = |c: char| match c {
                c if c.is_alphabetic() => sangkien_text::search_key(&c.to_string()),
                c => c.to_string(),
            };
            word.chars().map(form).collect::<String>() + space
        })
        .collect()
}

fn edited(passage: &str, percent: usize, words: &[&str], numbers: &mut Numbers) -> String {
    let mut out: Vec<String> = Vec::new();
    for word in passage.split_whitespace() {
        if !numbers.percent(percent) {
            out.push(word.to_owned());
            continue;
        }
        let other = numbers.pick(words).copied().unwrap_or("khác");
        match numbers.below(4) {
            0 => {}
            1 => out.extend([word.to_owned(), other.to_owned()]),
            2 if !out.is_empty() => out.insert(out.len() - 1, word.to_owned()),
            _ => out.push(other.to_owned()),
        }
    }
    out.join(" ")
}

fn shuffled(passage: &str, numbers: &mut Numbers) -> String {
    let mut sentences: Vec<&str> = sangkien_text::sentences(passage)
        .into_iter()
        .filter_map(|place| passage.get(place))
        .collect();
    numbers.shuffle(&mut sentences);
    sentences.join(" ")
}

/// What a recogniser of letters confuses, mostly marks.
const CONFUSED: [&str; 12] = [
    "ầấẩâ",
    "iíỉìl",
    "aảáà",
    "ưựửu",
    "oóọò",
    "ơợờở",
    "dđ",
    "nmu",
    "êềếễ",
    "cơe",
    "l1tI",
    "hbk",
];

fn misread(passage: &str, percent: usize, numbers: &mut Numbers) -> String {
    passage
        .chars()
        .map(|c| {
            if !c.is_alphabetic() || !numbers.percent(percent) {
                return c;
            }
            let group = CONFUSED.iter().find(|group| group.contains(c));
            // Half of the errors are of this sort, half hit any letter.
            match group.filter(|_| numbers.percent(50)) {
                Some(group) => {
                    let letters: Vec<char> = group.chars().collect();
                    numbers.pick(&letters).copied().unwrap_or(c)
                }
                None => char::from(b'a' + u8::try_from(numbers.below(26)).unwrap_or(0)),
            }
        })
        .collect()
}

const NAMES: [&str; 12] = [
    "Sao Biển",
    "Hoa Mai",
    "Bình Minh",
    "Tân Lập",
    "An Phú",
    "Đồng Tâm",
    "Phương Nam",
    "Sơn Ca",
    "Hòa Thắng",
    "Lộc Xuân",
    "Vĩnh Hưng",
    "Trường Giang",
];

fn renamed(passage: &str, numbers: &mut Numbers) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut inside = false;
    let mut opens = true;
    let words = passage.lines().flat_map(|line| {
        // A line opens a sentence as a full stop does.
        let words = line.split_whitespace().enumerate();
        words.map(|(at, word)| (at == 0, word))
    });
    for (first, word) in words {
        opens |= first;
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        if word.chars().any(|c| c.is_ascii_digit()) {
            out.push(format!("{}", numbers.below(900) + 10));
            inside = false;
        } else if capital && !opens {
            if !inside {
                out.push(
                    numbers
                        .pick(&NAMES)
                        .copied()
                        .unwrap_or("Hoa Mai")
                        .to_owned(),
                );
            }
            inside = true;
        } else {
            out.push(word.to_owned());
            inside = false;
        }
        opens = word.ends_with(['.', '!', '?', ':', '”', '"']);
    }
    out.join(" ")
}

/// A text with a copy in it.
#[derive(Debug, Clone)]
pub struct Planted {
    /// The text.
    pub text: String,
    /// Where the copy stands, in Unicode scalar values.
    pub query: Range<u32>,
    /// Where it was taken from, in Unicode scalar values of the source.
    pub source: Range<u32>,
}

/// A stretch of about so many words of a text, in whole words, in bytes.
pub fn stretch(text: &str, words: usize, numbers: &mut Numbers) -> Option<Range<usize>> {
    let starts: Vec<usize> = text
        .char_indices()
        .scan(true, |space, (at, c)| {
            let begins = *space && !c.is_whitespace();
            *space = c.is_whitespace();
            Some(begins.then_some(at))
        })
        .flatten()
        .collect();
    let last = starts.len().checked_sub(words)?;
    let from = numbers.below(last + 1);
    let start = *starts.get(from)?;
    let end = starts.get(from + words).copied().unwrap_or(text.len());
    let end = start + text.get(start..end)?.trim_end().len();
    Some(start..end)
}

/// Puts a copied passage between two parts of another text.
pub fn plant(
    (before, after): (&str, &str),
    source: &str,
    passage: &Range<usize>,
    way: Way,
    words: &[&str],
    numbers: &mut Numbers,
) -> Planted {
    let scalars = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let copied = way.copy(
        source.get(passage.clone()).unwrap_or_default(),
        words,
        numbers,
    );
    let from = scalars(before) + 1;
    let start = scalars(source.get(..passage.start).unwrap_or_default());
    let length = scalars(source.get(passage.clone()).unwrap_or_default());
    Planted {
        query: from..from + scalars(&copied),
        source: start..start + length,
        text: format!("{before}\n{copied}\n{after}"),
    }
}
