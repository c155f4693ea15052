//! The letters of TCVN3, VNI and VISCII.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// TCVN3 (ABC) from byte A1 on; a space has no letter. There are no capitals with a tone.
const TCVN3: &str = "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ ";

/// VISCII (RFC 1456) from byte 80 on.
const VISCII: &str = "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ";

/// What Windows puts in the place of the upper controls, from byte 80 on.
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

static TCVN3_LETTERS: LazyLock<Vec<char>> = LazyLock::new(|| TCVN3.chars().collect());
static VISCII_LETTERS: LazyLock<Vec<char>> = LazyLock::new(|| VISCII.chars().collect());

/// The byte a character of wrongly read text came from.
pub(super) fn byte(c: char) -> Option<u8> {
    match c {
        // Some extractions write the Greek letter for the micro sign.
        '\u{3bc}' => Some(0xb5),
        c if u32::from(c) < 0x100 => u8::try_from(u32::from(c)).ok(),
        c => {
            let at = WINDOWS.chars().position(|windows| windows == c)?;
            u8::try_from(0x80 + at).ok()
        }
    }
}

/// The character Windows shows for a byte.
pub(super) fn windows(byte: u8) -> char {
    match byte {
        0x80..0xa0 => WINDOWS
            .chars()
            .nth(usize::from(byte - 0x80))
            .unwrap_or(char::from(byte)),
        _ => char::from(byte),
    }
}

fn nth(table: &[char], first: u8, byte: u8) -> Option<char> {
    let at = byte.checked_sub(first)?;
    table
        .get(usize::from(at))
        .copied()
        .filter(|letter| *letter != ' ')
}

/// The letter of TCVN3 behind a character.
pub(super) fn tcvn3(c: char) -> Option<char> {
    nth(&TCVN3_LETTERS, 0xa1, byte(c)?)
}

/// The letter of TCVN3 behind a sign that a PDF names by its shape: the soft hyphen as a minus, the
/// middle dot as an operator.
pub(super) const fn tcvn3_by_shape(c: char) -> Option<char> {
    match c {
        '\u{2212}' => Some('ư'),
        '\u{2219}' => Some('ã'),
        _ => None,
    }
}

/// The letter of VISCII behind a character.
pub(super) fn viscii(c: char) -> Option<char> {
    match byte(c)? {
        0x02 => Some('Ẳ'),
        0x05 => Some('Ẵ'),
        0x06 => Some('Ẫ'),
        0x14 => Some('Ỷ'),
        0x19 => Some('Ỹ'),
        0x1e => Some('Ỵ'),
        byte => nth(&VISCII_LETTERS, 0x80, byte),
    }
}

/// A letter of VNI that needs no second character.
pub(super) const fn vni_alone(c: char) -> Option<char> {
    Some(match c {
        'ñ' => 'đ',
        'Ñ' => 'Đ',
        'ô' => 'ơ',
        'Ô' => 'Ơ',
        'ö' => 'ư',
        'Ö' => 'Ư',
        'æ' => 'ỉ',
        'Æ' => 'Ỉ',
        'ó' => 'ĩ',
        'Ó' => 'Ĩ',
        'ò' => 'ị',
        'Ò' => 'Ị',
        'î' => 'ỵ',
        'Î' => 'Ỵ',
        _ => return None,
    })
}

/// The letter that a base and a mark of VNI make together.
pub(super) fn vni_pair(base: char, mark: char) -> Option<char> {
    let plain = vni_alone(base).unwrap_or(base);
    let mark = mark.to_lowercase().next()?;
    let lower = plain.to_lowercase().next()?;
    let marks: &[char] = match mark {
        'ø' => &['\u{300}'],
        'ù' => &['\u{301}'],
        'û' => &['\u{309}'],
        'õ' => &['\u{303}'],
        'ï' => &['\u{323}'],
        'â' => &['\u{302}'],
        'à' => &['\u{302}', '\u{300}'],
        'á' => &['\u{302}', '\u{301}'],
        'å' => &['\u{302}', '\u{309}'],
        'ã' => &['\u{302}', '\u{303}'],
        'ä' => &['\u{302}', '\u{323}'],
        'ê' => &['\u{306}'],
        'è' => &['\u{306}', '\u{300}'],
        'é' => &['\u{306}', '\u{301}'],
        'ú' => &['\u{306}', '\u{309}'],
        'ü' => &['\u{306}', '\u{303}'],
        'ë' => &['\u{306}', '\u{323}'],
        _ => return None,
    };
    let fits = match mark {
        'ø' | 'ù' | 'û' | 'õ' | 'ï' => {
            matches!(lower, 'a' | 'e' | 'o' | 'u' | 'y' | 'ơ' | 'ư')
        }
        'ê' | 'è' | 'é' | 'ú' | 'ü' | 'ë' => lower == 'a',
        _ => matches!(lower, 'a' | 'e' | 'o'),
    };
    if !fits {
        return None;
    }
    let mut made = std::iter::once(plain).chain(marks.iter().copied()).nfc();
    let letter = made.next()?;
    made.next().is_none().then_some(letter)
}

static ENCODED: LazyLock<[HashMap<char, String>; 3]> = LazyLock::new(|| {
    super::Encoding::ALL.map(|encoding| {
        let single = (0x80..=0xff_u8).map(char::from).filter_map(|old| {
            let letter = match encoding {
                super::Encoding::Tcvn3 => tcvn3(old),
                super::Encoding::Viscii => viscii(old),
                super::Encoding::Vni => vni_alone(old),
            };
            Some((letter?, old.to_string()))
        });
        let mut out: HashMap<char, String> = single.collect();
        if encoding == super::Encoding::Vni {
            for base in "aeouyôö".chars() {
                for mark in "øùûõïâàáåãäêèéúüë".chars() {
                    if let Some(letter) = vni_pair(base, mark) {
                        out.entry(letter).or_insert_with(|| format!("{base}{mark}"));
                    }
                }
            }
        }
        out
    })
});

/// How an old encoding writes a small letter, as Windows shows it.
pub(super) fn encoded(letter: char, encoding: super::Encoding) -> Option<&'static str> {
    let [tcvn3, vni, viscii] = &*ENCODED;
    let table = match encoding {
        super::Encoding::Tcvn3 => tcvn3,
        super::Encoding::Vni => vni,
        super::Encoding::Viscii => viscii,
    };
    table.get(&letter).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tcvn3_has_its_74_letters_and_viscii_its_134() {
        let letters = (0xa1..=0xff_u8).filter_map(|byte| tcvn3(char::from(byte)));
        assert_eq!(letters.collect::<std::collections::HashSet<_>>().len(), 74);
        let letters = (0..=0xff_u8).filter_map(|byte| viscii(char::from(byte)));
        assert_eq!(letters.collect::<std::collections::HashSet<_>>().len(), 134);
    }

    #[test]
    fn vni_builds_every_marked_letter() {
        let bases = "aeouyôöAEOUYÔÖiI";
        let marks = "øùûõïâàáåãäêèéúüë";
        let mut letters: std::collections::HashSet<char> = bases
            .chars()
            .flat_map(|base| marks.chars().filter_map(move |mark| vni_pair(base, mark)))
            .collect();
        letters.extend("ñÑôÔöÖæÆóÓòÒîÎ".chars().filter_map(vni_alone));
        letters.extend("ìíÌÍ".chars());
        assert_eq!(letters.len(), 134);
    }
}
