//! The order of the Vietnamese alphabet.
//!
//! Letters: a ă â b c d đ e ê … o ô ơ … u ư …; tones: ngang, huyền, hỏi, ngã,
//! sắc, nặng. The order is the one of the Unicode locale data for `vi`.

use std::sync::LazyLock;

use icu_collator::{Collator, CollatorBorrowed, options::CollatorOptions};
use icu_locale_core::locale;

use crate::fold::search_key;
use crate::normalise::normalise;

/// Version of the stored keys.
///
/// Keys written under different versions must not be compared: when this
/// number changes, every stored key is computed again. It changes whenever the
/// locale data behind the keys does.
pub const SORT_KEY_VERSION: u32 = 1;

/// Bytes whose plain comparison gives the Vietnamese order of the texts they
/// were made from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SortKey(Vec<u8>);

impl SortKey {
    /// The key as bytes, for a column that compares byte by byte.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The key in lower-case hexadecimal, for a text column. The order of the
    /// hexadecimal texts is the order of the keys.
    pub fn to_hex(&self) -> String {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        self.0
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 0x0f])
            .filter_map(|nibble| DIGITS.get(usize::from(nibble)))
            .map(|digit| char::from(*digit))
            .collect()
    }
}

static VIETNAMESE: LazyLock<Option<CollatorBorrowed<'static>>> =
    LazyLock::new(|| Collator::try_new(locale!("vi").into(), CollatorOptions::default()).ok());

fn append(key: &mut Vec<u8>, text: &str) {
    match &*VIETNAMESE {
        Some(collator) => {
            let Ok(()) = collator.write_sort_key_to(text, key);
        }
        // The locale data is compiled in, so this arm is not reached; the
        // folded text still gives a usable order if it ever were.
        None => key.extend_from_slice(search_key(text).as_bytes()),
    }
}

/// The key that sorts `text` in Vietnamese alphabetical order.
///
/// The text is normalised first and runs of white space count as one space.
pub fn sort_key(text: &str) -> SortKey {
    let mut key = Vec::new();
    append(&mut key, &one_line(text));
    SortKey(key)
}

/// The key that sorts people as Vietnamese lists do: by given name, the last
/// word of the full name, and then by the words before it.
pub fn person_sort_key(full_name: &str) -> SortKey {
    let name = one_line(full_name);
    let (rest, given) = name.rsplit_once(' ').unwrap_or(("", name.as_str()));
    let mut key = Vec::new();
    append(&mut key, given);
    // Zero is lower than every byte of a key, so a shorter given name comes first.
    key.push(0);
    append(&mut key, rest);
    SortKey(key)
}

fn one_line(text: &str) -> String {
    let normal = normalise(text);
    let words: Vec<&str> = normal.split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{SORT_KEY_VERSION, person_sort_key, sort_key};
    use proptest::prelude::*;

    fn assert_ascending(texts: &[&str]) {
        for pair in texts.windows(2) {
            assert!(sort_key(pair[0]) < sort_key(pair[1]), "{pair:?}");
            assert!(
                sort_key(pair[0]).to_hex() < sort_key(pair[1]).to_hex(),
                "{pair:?}"
            );
        }
    }

    #[test]
    fn letters_follow_the_vietnamese_alphabet() {
        assert_ascending(&[
            "az", "ăa", "ăz", "âa", "b", "c", "dz", "đa", "ez", "êa", "g", "h", "i", "k", "l", "m",
            "n", "oz", "ôa", "ôz", "ơa", "p", "q", "r", "s", "t", "uz", "ưa", "v", "x", "y",
        ]);
    }

    #[test]
    fn tones_follow_ngang_huyen_hoi_nga_sac_nang() {
        assert_ascending(&[
            "ma", "mà", "mả", "mã", "má", "mạ", "mă", "mằ", "mẳ", "mẵ", "mắ", "mặ",
        ]);
        assert_ascending(&["cô", "cồ", "cổ", "cỗ", "cố", "cộ"]);
    }

    #[test]
    fn a_tone_decides_only_between_otherwise_equal_texts() {
        assert_ascending(&["mạ a", "ma b"]);
        assert_ascending(&["an toàn", "an toán", "ăn"]);
    }

    #[test]
    fn the_way_marks_were_typed_does_not_matter() {
        assert_eq!(
            sort_key("Đổi  mới"),
            sort_key("Đo\u{302}\u{309}i mo\u{31b}\u{301}i ")
        );
    }

    #[test]
    fn people_are_listed_by_given_name_first() {
        let mut people = [
            "Trần Văn Ích",
            "Đỗ Thị Ánh",
            "Lê Văn An",
            "Đào Văn An",
            "Phạm Ân",
            "Dương Văn An",
        ];
        people.sort_by_key(|name| person_sort_key(name));
        assert_eq!(
            people,
            [
                "Dương Văn An",
                "Đào Văn An",
                "Lê Văn An",
                "Đỗ Thị Ánh",
                "Phạm Ân",
                "Trần Văn Ích"
            ]
        );
    }

    #[test]
    fn one_word_and_no_word_are_names_too() {
        assert!(person_sort_key("") < person_sort_key("An"));
        assert!(person_sort_key("An") < person_sort_key("Lê An"));
    }

    #[test]
    fn stored_keys_stay_valid_until_the_version_changes() {
        assert_eq!(SORT_KEY_VERSION, 1);
        assert_eq!(
            sort_key("Sáng kiến đổi mới").to_hex(),
            "4f2b4537043f3b34024504320248023b044348033b01448b04408b04428b02428b040501dc18"
        );
    }

    proptest! {
        #[test]
        fn the_hexadecimal_form_keeps_the_order(a in any::<String>(), b in any::<String>()) {
            let (a, b) = (person_sort_key(&a), person_sort_key(&b));
            prop_assert_eq!(a.cmp(&b), a.to_hex().cmp(&b.to_hex()));
        }
    }
}
