//! Tests of decoding.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;

const TEXT: &str = "Căn cứ Luật Tổ chức chính quyền địa phương; theo đề nghị của Giám đốc Sở, \
    Ủy ban nhân dân quyết định công nhận các giải pháp kỹ thuật đã được áp dụng thử có hiệu quả, \
    bảo đảm tính mới và khả năng phổ biến rộng rãi trong nhiều đơn vị ở địa phương";

static OLD: LazyLock<[(Encoding, String); 3]> =
    LazyLock::new(|| Encoding::ALL.map(|encoding| (encoding, encode(TEXT, encoding))));

#[test]
fn every_encoding_is_recognised_and_decoded() {
    for encoding in Encoding::ALL {
        let old = encode(TEXT, encoding);
        let decoded = decode(&old);
        assert_eq!(decoded.text, TEXT.to_lowercase(), "{old}");
        assert!(decoded.runs.iter().all(|run| run.1 == encoding));
    }
}

#[test]
fn a_document_may_mix_encodings_and_unicode() {
    let (old, vni) = (encode(TEXT, Encoding::Tcvn3), encode(TEXT, Encoding::Vni));
    let mixed = format!("{TEXT}\n{old}\n{TEXT}\n{vni}");
    let lower = TEXT.to_lowercase();
    assert_eq!(
        decode(&mixed).text,
        format!("{TEXT}\n{lower}\n{TEXT}\n{lower}")
    );
    let line = format!("Ông được nói rằng: {old} và được ghi lại");
    assert_eq!(
        decode(&line).text,
        format!("Ông được nói rằng: {lower} và được ghi lại")
    );
}

#[test]
fn a_short_heading_follows_the_text_below_it() {
    let old = format!("§Ò ¸n\n{}", encode(TEXT, Encoding::Tcvn3));
    assert!(decode(&old).text.starts_with("Đề án\n"));
}

#[test]
fn the_letter_under_the_soft_hyphen_is_not_lost() {
    assert_eq!(
        decode("tr\u{ad}êng th\u{ad}ëng n\u{ad}íc d\u{ad}íi").text,
        "trường thưởng nước dưới"
    );
}

#[test]
fn other_languages_and_plain_vietnamese_stay_as_they_are() {
    for text in [
        "Die Straße führt über die Brücke, schöne Grüße aus Köln",
        "El niño pequeño mañana vendrá; el español también, señor",
        "Le garçon a mangé près de la forêt où l'été était très chaud",
        "Xã là nơi có trà, cá và mía",
        "plain text only",
        TEXT,
    ] {
        assert_eq!(decode(text).text, text);
        assert!(decode(text).runs.is_empty(), "{text}");
    }
}

#[test]
fn fonts_declare_the_encoding() {
    assert_eq!(Encoding::of_font(".VnTime"), Some(Encoding::Tcvn3));
    assert_eq!(Encoding::of_font("ABCDEF+.VnArialH"), Some(Encoding::Tcvn3));
    assert!(Encoding::font_draws_capitals(".VnTimeH"));
    assert!(!Encoding::font_draws_capitals(".VnTime"));
    assert_eq!(Encoding::of_font("VNI-Times"), Some(Encoding::Vni));
    assert_eq!(Encoding::of_font("Times New Roman"), None);
    let decoded = decode_declared("ab µ", &[(3..5, Some(Encoding::Tcvn3), true)]);
    assert_eq!(decoded.text, "ab À");
}

#[test]
fn bytes_without_a_mark_are_read_as_windows_shows_them() {
    assert_eq!(from_bytes("đề".as_bytes()), "đề");
    assert_eq!(from_bytes(&[0xff, 0xfe, 0x61, 0]), "a");
    assert_eq!(decode(&from_bytes(b"tr\xad\xeang hoc")).runs, vec![]);
    let old: Vec<u8> = encode(TEXT, Encoding::Tcvn3)
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    assert_eq!(decode(&from_bytes(&old)).text, TEXT.to_lowercase());
}

proptest! {
    #[test]
    fn every_place_of_decoded_text_decodes_to_itself(from in 0_usize..300, length in 1_usize..60) {
        for (encoding, old) in OLD.iter().map(|(encoding, old)| (*encoding, old)) {
            let decoded = decode_declared(old, &[(0..old.len(), Some(encoding), false)]);
            let ends: Vec<usize> = decoded.text.char_indices().map(|(at, _)| at).collect();
            let from = ends[from.min(ends.len() - 1)];
            let to = ends.iter().copied().find(|at| *at >= from + length);
            let place = from..to.unwrap_or(decoded.text.len());
            let given = old.get(decoded.original(place.clone())).unwrap();
            let again = decode_declared(given, &[(0..given.len(), Some(encoding), false)]);
            prop_assert_eq!(again.text.as_str(), decoded.text.get(place).unwrap());
        }
    }

    #[test]
    fn decoding_never_fails_and_places_stay_inside(text in any::<String>()) {
        let decoded = decode(&text);
        let whole = decoded.original(0..decoded.text.len());
        prop_assert!(text.get(whole).is_some());
    }
}
