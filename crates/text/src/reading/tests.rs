//! Tests of reading.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;

fn skeletons(text: &str) -> Vec<String> {
    Reading::of(text)
        .syllables
        .iter()
        .map(|syllable| syllable.plain().unwrap_or_else(|| "*".to_owned()))
        .collect()
}

fn same(left: &str, right: &str, level: Level) -> bool {
    let (left, right) = (Reading::of(left).syllables, Reading::of(right).syllables);
    left.len() == right.len()
        && left
            .iter()
            .zip(&right)
            .all(|(left, right)| left.equals(right, level))
}

#[test]
fn where_a_tone_mark_is_written_makes_no_difference() {
    for (old, new) in [
        ("hòa", "hoà"),
        ("hòe", "hoè"),
        ("thúy", "thuý"),
        ("QUÝ", "quí"),
    ] {
        assert!(same(old, new, Level::Tone), "{old} {new}");
    }
    assert!(!same("hòa", "hóa", Level::Tone));
    assert!(same("hòa", "hóa", Level::Vowel));
    assert!(!same("hoa", "hơa", Level::Vowel));
    assert!(same("hoa", "hơa", Level::Skeleton));
}

#[test]
fn y_and_i_are_one_only_where_writers_are_free() {
    for (left, right) in [
        ("kỹ", "kĩ"),
        ("lý", "lí"),
        ("mỹ", "mĩ"),
        ("tỷ", "tỉ"),
        ("y", "i"),
    ] {
        assert!(same(left, right, Level::Tone), "{left} {right}");
    }
    for (left, right) in [("tay", "tai"), ("thúy", "thúi"), ("ny", "ni")] {
        assert!(!same(left, right, Level::Skeleton), "{left} {right}");
    }
}

#[test]
fn composed_and_separate_marks_read_the_same() {
    let text = "Đề nghị công nhận sáng kiến cấp cơ sở; quyết định số 12/QĐ-UBND, ngày 3 tháng 4.";
    let apart: String = text.nfd().collect();
    assert!(same(text, &apart, Level::Tone));
}

#[test]
fn look_alikes_full_width_and_hidden_characters_do_not_part_a_word() {
    assert_eq!(skeletons("s\u{430}ng ki\u{435}n"), ["sang", "kien"]);
    assert_eq!(skeletons("ｓáｎｇ ﬁle"), ["sang", "file"]);
    assert_eq!(skeletons("sá\u{200b}ng ki\u{ad}ến"), ["sang", "kien"]);
    assert_eq!(skeletons("\u{d0}à Nẵng"), ["da", "nang"]);
}

#[test]
fn capitals_digits_and_sentence_starts_are_kept_beside() {
    let reading = Reading::of("Trường Hoa Mai có 12 lớp. Năm 2024 thêm 3.");
    let shape: Vec<(bool, bool, bool)> = reading
        .syllables
        .iter()
        .map(|s| (s.is_capital(), s.has_digit(), s.opens_sentence()))
        .collect();
    assert_eq!(shape[0], (true, false, true));
    assert_eq!(shape[1], (true, false, false));
    assert_eq!(shape[4], (false, true, false));
    assert_eq!(shape[6], (true, false, true));
}

#[test]
fn a_word_in_another_script_is_a_syllable_of_its_own() {
    assert_eq!(skeletons("a 漢字 b"), ["a", "*", "b"]);
    assert!(same("漢字", "漢字", Level::Tone) && !same("漢字", "漢", Level::Skeleton));
}

#[test]
fn forms_people_can_read_follow_the_levels() {
    assert_eq!(form("Hoà", Level::Tone), "hoa2");
    assert_eq!(form("Hòa", Level::Tone), "hoa2");
    assert_eq!(form("ĐƯỜNG", Level::Tone), "đương2");
    assert_eq!(form("ĐƯỜNG", Level::Vowel), "đương");
    assert_eq!(form("ĐƯỜNG", Level::Skeleton), "duong");
    assert_eq!(form("Kỹ", Level::Tone), "ki4");
}

#[test]
fn an_old_encoding_is_read_and_its_places_are_those_of_the_text_given() {
    let text = "Trước đây.\n§¬n vÞ ®· tæ chøc s¬ kÕt phong trµo thi ®ua vµ khen th\u{ad}ëng.\nHết.";
    let reading = Reading::of(text);
    let plain = skeletons(text);
    assert_eq!(plain[2..8], ["don", "vi", "da", "to", "chuc", "so"]);
    assert!(!reading.syllables[0].was_decoded() && reading.syllables[3].was_decoded());
    assert_eq!(text.get(reading.place(6..7)).unwrap(), "chøc");
    assert_eq!(
        text.get(reading.place(13..16)).unwrap(),
        "vµ khen th\u{ad}ëng"
    );
}

proptest! {
    #[test]
    fn any_span_of_syllables_read_alone_gives_them_again(
        text in "([a-zA-Zàấệớưđð0-9\u{301}\u{323}\u{200b}а漢ﬁＡ .,\n-]|§¬n vÞ |th\u{ad}ëng |Ñôn vò ){0,60}",
        from in 0_usize..40,
        length in 1_usize..20,
    ) {
        let (syllables, _) = read(&text);
        let reading = Reading { syllables, decoded: Vec::new() };
        let from = from.min(reading.syllables.len());
        let to = (from + length).min(reading.syllables.len());
        let place = reading.place(from..to);
        prop_assert!(text.get(place.clone()).is_some());
        let (again, _) = read(text.get(place).unwrap());
        prop_assert_eq!(again.len(), to - from);
        for (left, right) in again.iter().zip(&reading.syllables[from..to]) {
            prop_assert!(left.equals(right, Level::Tone));
        }
    }

    #[test]
    fn places_lie_in_the_text_in_order(text in any::<String>()) {
        let mut last = 0;
        for syllable in &Reading::of(&text).syllables {
            let range = syllable.range();
            prop_assert!(range.start >= last && range.start < range.end);
            prop_assert!(text.get(range.clone()).is_some());
            last = range.end;
        }
    }
}
