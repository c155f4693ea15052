//! Abbreviations by first letters, as official writing has them: "UBND" for "Ủy ban nhân dân".
//!
//! Known ones that stand for one thing only are in a list; what a text declares itself, as in "phương
//! pháp dạy học (PPDH)", counts in that text and outweighs the list. One that a text declares in two
//! ways, and those that stand for several things ("HS" for a pupil or a dossier), stay as written
//! unless declared.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::reading::{Reading, Syllable};

/// What stands for one thing wherever it stands.
const KNOWN: [(&str, &str); 24] = [
    ("ANTT", "an ninh trật tự"),
    ("ATTP", "an toàn thực phẩm"),
    ("BGH", "ban giám hiệu"),
    ("BHXH", "bảo hiểm xã hội"),
    ("BHYT", "bảo hiểm y tế"),
    ("CBQL", "cán bộ quản lý"),
    ("CCVC", "công chức viên chức"),
    ("CNTT", "công nghệ thông tin"),
    ("DVC", "dịch vụ công"),
    ("ĐDDH", "đồ dùng dạy học"),
    ("GDĐT", "giáo dục đào tạo"),
    ("GV", "giáo viên"),
    ("GVCN", "giáo viên chủ nhiệm"),
    ("HĐND", "hội đồng nhân dân"),
    ("PCCC", "phòng cháy chữa cháy"),
    ("PHHS", "phụ huynh học sinh"),
    ("SGK", "sách giáo khoa"),
    ("SKKN", "sáng kiến kinh nghiệm"),
    ("THCS", "trung học cơ sở"),
    ("THPT", "trung học phổ thông"),
    ("TTHC", "thủ tục hành chính"),
    ("UBND", "ủy ban nhân dân"),
    ("VBQPPL", "văn bản quy phạm pháp luật"),
    ("VPCP", "văn phòng chính phủ"),
];

/// The list, by the letters without marks.
static TABLE: LazyLock<HashMap<u64, Vec<Syllable>>> = LazyLock::new(|| {
    let entry = |(short, long): (&str, &str)| {
        let short = Reading::of(short).syllables.first()?.skeleton;
        Some((short, Reading::of(long).syllables))
    };
    KNOWN.into_iter().filter_map(entry).collect()
});

/// Most letters of an abbreviation.
const LONGEST: usize = 8;

/// What an abbreviation in a text stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abbreviation {
    /// The number of the syllable it is read as.
    pub at: usize,
    /// What it stands for: each syllable stands where its first letter is written.
    pub syllables: Vec<Syllable>,
}

/// The abbreviations of a text that stand for one thing, in order. The place where one is declared is
/// none.
pub fn abbreviations(text: &str, reading: &Reading) -> Vec<Abbreviation> {
    let mut found = Vec::new();
    let mut declared: HashMap<u64, Option<Vec<Syllable>>> = HashMap::new();
    for (at, syllable) in reading.syllables.iter().enumerate() {
        let Some(letters) = letters(text, syllable) else {
            continue;
        };
        match declaration(text, (reading, at), letters) {
            None => found.push((at, letters)),
            Some(long) => {
                let same = |known: &Option<Vec<Syllable>>| {
                    known.as_deref().is_some_and(|known| alike(known, long))
                };
                let entry = declared.entry(syllable.skeleton);
                entry
                    .and_modify(|known| {
                        if !same(known) {
                            *known = None;
                        }
                    })
                    .or_insert_with(|| Some(long.to_vec()));
            }
        }
    }
    let mut out = Vec::new();
    for (at, letters) in found {
        let Some(short) = reading.syllables.get(at) else {
            continue;
        };
        let long = match declared.get(&short.skeleton) {
            Some(long) => long.as_ref(),
            None => TABLE.get(&short.skeleton),
        };
        if let Some(long) = long.filter(|long| long.len() == letters) {
            let syllables = spread(text, short, long);
            out.push(Abbreviation { at, syllables });
        }
    }
    out
}

/// How many letters a syllable has, if it is written as an abbreviation is: in capitals, or ending as
/// no syllable does, as whoever copies without capitals writes it and as old encodings have it.
fn letters(text: &str, syllable: &Syllable) -> Option<usize> {
    let no_rhyme = syllable.ends_in_no_rhyme();
    if syllable.has_digit() || !(no_rhyme || syllable.is_capital() && !syllable.was_decoded()) {
        return None;
    }
    let written = text.get(syllable.range())?;
    let count = written.chars().take(LONGEST + 1).count();
    let capitals = !written.chars().any(char::is_lowercase);
    let small = no_rhyme && !written.chars().any(char::is_uppercase);
    // In an old encoding two signs may be one letter.
    let letter_by_letter = !syllable.was_decoded() || syllable.plain()?.len() == count;
    let fits = (2..=LONGEST).contains(&count) && (capitals || small) && letter_by_letter;
    fits.then_some(count)
}

/// The syllables before an abbreviation in brackets whose first letters it has.
fn declaration<'reading>(
    text: &str,
    (reading, at): (&'reading Reading, usize),
    letters: usize,
) -> Option<&'reading [Syllable]> {
    let short = reading.syllables.get(at)?;
    let (start, end) = (short.start as usize, short.end as usize);
    let before = text.get(..start)?.strip_suffix('(')?;
    if !text.get(end..)?.starts_with(')') {
        return None;
    }
    let long = reading.syllables.get(at.checked_sub(letters)?..at)?;
    // Nothing else stands between them and the bracket.
    let last = long.last()?;
    if !before.get(last.end as usize..)?.trim().is_empty() {
        return None;
    }
    (initials(short) == first_letters(long)).then_some(long)
}

/// The letters of an abbreviation without marks; "y" and "i" are one, as in syllables.
fn initials(short: &Syllable) -> Option<String> {
    Some(short.plain()?.replace('y', "i"))
}

/// The first letters of syllables, likewise.
fn first_letters(long: &[Syllable]) -> Option<String> {
    let letters = long.iter().map(|one| one.plain()?.chars().next());
    let letters: Option<String> = letters.collect();
    Some(letters?.replace('y', "i"))
}

fn alike(one: &[Syllable], other: &[Syllable]) -> bool {
    let level = crate::reading::Level::Tone;
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a.equals(b, level))
}

/// Lets each syllable stand where its letter stands.
fn spread(text: &str, short: &Syllable, long: &[Syllable]) -> Vec<Syllable> {
    let written = text.get(short.range()).unwrap_or_default();
    let places = written.char_indices().map(|(at, letter)| {
        let from = short.start + u32::try_from(at).unwrap_or(0);
        (from, from + u32::try_from(letter.len_utf8()).unwrap_or(1))
    });
    let mut opens = short.opens_sentence();
    let stand = |(syllable, place): (&Syllable, (u32, u32))| {
        syllable.standing(place, std::mem::take(&mut opens))
    };
    long.iter().zip(places).map(stand).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::legacy::{Encoding, encode};

    fn read(text: &str) -> Vec<(usize, String, Vec<&str>)> {
        let reading = Reading::of(text);
        let found = abbreviations(text, &reading);
        let long = |one: &Abbreviation| {
            let plain: Vec<String> = one.syllables.iter().filter_map(Syllable::plain).collect();
            plain.join(" ")
        };
        let places = |one: &Abbreviation| {
            let parts = one.syllables.iter().map(Syllable::range);
            parts.filter_map(|range| text.get(range)).collect()
        };
        found
            .iter()
            .map(|one| (one.at, long(one), places(one)))
            .collect()
    }

    #[test]
    fn every_known_abbreviation_has_the_first_letters_of_what_it_stands_for() {
        for (short, long) in KNOWN {
            let short = Reading::of(short).syllables[0];
            let long = Reading::of(long).syllables;
            assert!(initials(&short).is_some());
            assert_eq!(initials(&short), first_letters(&long));
        }
    }

    #[test]
    fn a_known_abbreviation_is_read_as_what_it_stands_for_letter_by_letter() {
        let found = read("Theo HĐND xã, GV dạy tốt; Gv thì không rõ.");
        let hoi_dong = (1, "hoi dong nhan dan".to_owned(), vec!["H", "Đ", "N", "D"]);
        assert_eq!(
            found,
            [hoi_dong, (3, "giao vien".to_owned(), vec!["G", "V"])]
        );
    }

    #[test]
    fn an_abbreviation_that_ends_as_no_syllable_is_known_in_small_letters_and_old_encodings_too() {
        let text =
            "theo hđnd xã, tổ chức hướng dẫn thực hiện quy chế mới, bổ sung số liệu của đơn vị";
        let old = encode(text, Encoding::Tcvn3);
        let capitals = old.replace("h®nd", "H§ND");
        for (text, office) in [
            (text, ["h", "đ", "n", "d"]),
            (&old, ["h", "®", "n", "d"]),
            (&capitals, ["H", "§", "N", "D"]),
        ] {
            let whole = (1, "hoi dong nhan dan".to_owned(), office.to_vec());
            assert_eq!(read(text), [whole], "{text}");
        }
        assert_eq!(read("theo ubnd xã")[0].1, "uy ban nhan dan");
        // What may be a word stays one.
        assert!(read("Bộ An Ninh (BAN) và các ban").is_empty());
    }

    #[test]
    fn a_text_declares_its_own_and_outweighs_the_list() {
        let text = "Phương pháp dạy học (PPDH) đổi mới. PPDH ấy tốt. Gia vị (GV) là GV.";
        let found = read(text);
        assert_eq!(found.len(), 2);
        assert_eq!(
            (found[0].0, found[0].1.as_str()),
            (7, "phuong phap day hoc")
        );
        assert_eq!((found[1].0, found[1].1.as_str()), (14, "gia vi"));
    }

    #[test]
    fn what_could_be_two_things_stays_as_it_is_written() {
        for text in [
            "HS nộp đơn.",
            "Học sinh (HS) và hồ sơ (HS): HS nào?",
            "Học sinh giỏi (HS) và HS",
            "học sinh, (HS) HS",
            "QUYẾT ĐỊNH GVVV",
            "",
        ] {
            assert!(read(text).is_empty(), "{text}");
        }
        assert_eq!(
            read("Học sinh (HS), các học sinh (HS): HS")[0].1,
            "hoc sinh"
        );
    }
}
