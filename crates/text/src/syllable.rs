//! Whether a word can be a Vietnamese syllable, by how the language builds them.
//!
//! Onset, rhyme and tone are judged together: "kề" can be one, "cề" cannot (before "ê" the sound
//! is written "k"), and a rhyme that ends in "c", "ch", "p" or "t" bears the acute or the dot.
//! About 8 000 words pass; this is what tells the right decoding of an old file from a wrong one.

use std::sync::LazyLock;

use crate::reading::letters::{ACUTE, DOT, Letters};

/// Rhymes by their first vowel, vowel marks kept, tones left out.
const RHYMES: &str = "a ac ach ai am an ang anh ao ap at au ay \
    ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên ênh êng êp êt êu \
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu \
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet \
    oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt \
    u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uôc uôi uôm uôn uông uôt uơ \
    uy uya uych uyn uynh uyt uyu uyêt uyên ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp \
    ươt ươu y yêm yên yêng yêt yêu";

/// What follows the onset "qu".
const AFTER_QU: &str = "a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt âc âm ân ât âu ây e \
    en eo et ê êch ên ênh êt êu i it inh in ich y yên yêt yt ynh yn ych yêu ơ ôc o oa";

const ONSETS: [&str; 26] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
    "nh", "p", "ph", "r", "s", "t", "th", "tr", "v",
];

/// The longest syllables have seven letters: "nghiêng".
const LONGEST: usize = 8;

/// Letters with their quality, one byte each, at most eight.
type Packed = u64;

struct Sound {
    rhymes: Vec<Packed>,
    after_qu: Vec<Packed>,
    onsets: Vec<Packed>,
}

static SOUND: LazyLock<Sound> = LazyLock::new(|| Sound {
    rhymes: sorted(RHYMES.split_whitespace().filter_map(pack)),
    after_qu: sorted(AFTER_QU.split_whitespace().filter_map(pack)),
    onsets: sorted(ONSETS.iter().copied().chain(["x"]).filter_map(pack)),
});

fn pack(word: &str) -> Option<Packed> {
    let (letters, length, _) = letters(word)?;
    Some(join(letters.get(..length)?))
}

fn sorted(words: impl Iterator<Item = Packed>) -> Vec<Packed> {
    let mut out: Vec<Packed> = words.collect();
    out.sort_unstable();
    out
}

fn join(letters: &[u8]) -> Packed {
    letters
        .iter()
        .fold(0, |packed, letter| packed << 8 | u64::from(*letter))
}

fn has(words: &[Packed], letters: &[u8]) -> bool {
    words.binary_search(&join(letters)).is_ok()
}

/// Letters as bytes, quality in the upper bits beside the base, how many, and the tone.
fn letters(word: &str) -> Option<([u8; LONGEST], usize, u16)> {
    let table = Letters::get();
    let mut out = [0; LONGEST];
    let (mut length, mut tone) = (0, 0);
    for c in word.chars() {
        let letter = table.of(c);
        // Separate marks have no base: composed text is read.
        if letter.is_odd() || letter.is_digit() || letter.base() == 0 {
            return None;
        }
        if tone != 0 && letter.tone() != 0 {
            return None;
        }
        *out.get_mut(length)? = code(letter.base(), letter.quality())?;
        length += 1;
        tone |= letter.tone();
    }
    Some((out, length, tone))
}

fn code(base: u8, quality: u16) -> Option<u8> {
    let quality = u8::try_from(quality).ok()?;
    Some(base - b'a' + 1 + quality * 32)
}

const fn is_vowel(letter: u8) -> bool {
    // a e i o u y
    matches!(letter & 31, 1 | 5 | 9 | 15 | 21 | 25)
}

/// Whether `word` can be a Vietnamese syllable; in either case, in composed letters (NFC).
pub fn is_syllable(word: &str) -> bool {
    let Some((letters, length, tone)) = letters(word) else {
        return false;
    };
    let letters = letters.get(..length).unwrap_or_default();
    if letters.is_empty() {
        return false;
    }
    if let [17, 21, rest @ ..] = letters {
        return has(&SOUND.after_qu, rest) && tone_fits(rest, tone);
    }
    let split = letters
        .iter()
        .take_while(|letter| !is_vowel(**letter))
        .count();
    let (onset, rhyme) = letters.split_at(split);
    let plain =
        has(&SOUND.onsets, onset) && has(&SOUND.rhymes, rhyme) && spelling_fits(onset, rhyme);
    if plain {
        return tone_fits(rhyme, tone);
    }
    // "gi" swallows the "i" of its rhyme: "giết", "gìn".
    match letters {
        [7, 9, rest @ ..] if !rest.is_empty() => {
            let whole: Vec<u8> = std::iter::once(9).chain(rest.iter().copied()).collect();
            let known = |rhyme: &[u8]| has(&SOUND.rhymes, rhyme);
            (known(rest) || known(&whole)) && tone_fits(rest, tone)
        }
        _ => false,
    }
}

/// "c", "g", "ng" stand before broad vowels; "k", "gh", "ngh" before e, ê, i, y.
fn spelling_fits(onset: &[u8], rhyme: &[u8]) -> bool {
    let narrow = rhyme
        .first()
        .is_some_and(|letter| matches!(letter & 31, 5 | 9 | 25));
    match onset {
        // c, ng
        [3] | [14, 7] => !narrow,
        // k, gh, ngh
        [11] | [7, 8] | [14, 7, 8] => narrow,
        [7] => !narrow || rhyme.first() == Some(&9),
        _ => true,
    }
}

fn tone_fits(rhyme: &[u8], tone: u16) -> bool {
    let stopped = matches!(rhyme, [.., 3 | 16 | 20] | [.., 3, 8]);
    !stopped || tone == ACUTE || tone == DOT
}

#[cfg(test)]
mod tests {
    use super::is_syllable;

    #[test]
    fn words_of_official_writing_are_syllables() {
        let text = "quyết định công nhận sáng kiến giải pháp kỹ thuật nghiên cứu khoa học được \
            áp dụng thử nghiệm giữ gìn giết giếng huyện khuyến khích ngoằn ngoèo thuở xưa yêu cầu \
            ủy ban nhân dân quận huỳnh quýnh khuỷu tay rượu gì nghĩa xuất bản quốc gia";
        for word in text.split_whitespace() {
            assert!(is_syllable(word), "{word}");
        }
    }

    #[test]
    fn what_the_language_does_not_build_is_none() {
        for word in [
            "cề", "ngiên", "ràc", "tæ", "vµ", "Ñaïi", "Straße", "über", "élan", "kà", "qúa",
        ] {
            // "qúa" is a common misplacing of the tone and is read as the syllable it means.
            assert_eq!(is_syllable(word), word == "qúa", "{word}");
        }
    }
}
