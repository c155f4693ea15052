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
    let decoded = declared("ab µ", &[(3..5, Some(Encoding::Tcvn3), true)]);
    assert_eq!(decoded.text, "ab À");
}

fn declared(text: &str, runs: &[(Range<usize>, Option<Encoding>, bool)]) -> Decoded {
    let mut decoded = decode_together(&[Declared { text, runs }]);
    decoded.pop().unwrap()
}

fn together(texts: &[(&str, Option<Encoding>)]) -> Vec<String> {
    let runs: Vec<_> = texts
        .iter()
        .map(|(text, encoding)| [(0..text.len(), *encoding, false)])
        .collect();
    let texts: Vec<_> = texts
        .iter()
        .zip(&runs)
        .map(|((text, _), runs)| Declared { text, runs })
        .collect();
    let decoded = decode_together(&texts);
    decoded.into_iter().map(|one| one.text).collect()
}

#[test]
fn a_cell_too_short_to_be_judged_goes_with_the_rest_of_its_document() {
    let line = encode("sổ kê khai tiền lương của tổ chức", Encoding::Tcvn3);
    let cell = encode("số", Encoding::Tcvn3);
    let alone = together(&[(&cell, None)]);
    assert_eq!(alone, [cell.as_str()], "it could be Unicode");
    let beside = together(&[(&cell, None), (&line, None)]);
    assert_eq!(beside, ["số", "sổ kê khai tiền lương của tổ chức"]);
    let beside = together(&[(&line, Some(Encoding::Tcvn3)), (&cell, None)]);
    assert_eq!(beside[1], "số");
    // A cell of a document that is Unicode for the most part stays as it is.
    let unicode = "Một dòng viết bằng bảng mã hiện nay thì được giữ nguyên như thế";
    let beside = together(&[(&line, None), (unicode, None), (&cell, None)]);
    assert_eq!(beside[2], cell);
}

#[test]
fn a_font_that_declares_another_encoding_than_its_text_shows_is_not_believed() {
    let text = "mua sắm thiết bị";
    let old = encode(text, Encoding::Tcvn3);
    assert_eq!(together(&[(&old, Some(Encoding::Vni))]), [text]);
    let vni = encode(text, Encoding::Vni);
    assert_eq!(together(&[(&vni, Some(Encoding::Vni))]), [text]);
    assert_eq!(Encoding::of_font("VNSTCVN3"), Some(Encoding::Tcvn3));
    // An odd word among many changes nothing; one of two does.
    let text = "mua sắm thiết bị cho tổ chức pkđ";
    let vni = encode(text, Encoding::Vni);
    assert_eq!(together(&[(&vni, Some(Encoding::Tcvn3))]), [text]);
    let place = encode("đăk lăk", Encoding::Vni);
    assert_eq!(together(&[(&place, Some(Encoding::Vni))]), ["đăk lăk"]);
    // Short cells of such a font go with those that are beyond doubt, and otherwise with their font.
    let (cell, two) = (
        encode("chiếc", Encoding::Vni),
        encode("đơn vị", Encoding::Vni),
    );
    let named = |text| (text, Some(Encoding::Tcvn3));
    let texts = [vni.as_str(), &cell, &two].map(named);
    assert_eq!(together(&texts), [text, "chiếc", "đơn vị"]);
    assert_eq!(together(&texts[1..]), ["chieỏc", "ủụn vũ"]);
    let right = encode("chiếc", Encoding::Tcvn3);
    assert_eq!(together(&[named(&vni), named(&right)]), [text, "chiếc"]);
}

#[test]
fn a_short_line_goes_with_the_lines_beside_it() {
    let (unicode, long) = (
        "Các thầy cô đã thực hiện đề tài từ đầu năm học, kết quả được ghi nhận ở mọi lớp.",
        "tổ chức hướng dẫn thực hiện quy chế mới, bổ sung số liệu của đơn vị",
    );
    let lines = [long, "bảo quyên", "cơ", long, "khánh"];
    let old = lines.map(|line| encode(line, Encoding::Tcvn3));
    let all = [
        &[unicode; 6][..],
        &old.each_ref().map(String::as_str),
        &[unicode],
    ]
    .concat();
    let right = [&[unicode; 6][..], &lines, &[unicode]].concat();
    assert_eq!(decode(&all.join("\n")).text, right.join("\n"));
}

#[test]
fn signs_that_a_pdf_names_by_their_shape_are_letters_within_words_only() {
    let old = encode("Thủ tướng lãnh đạo cả nước, giảm", Encoding::Tcvn3);
    let shapes = old
        .replace('\u{ad}', "\u{2212}")
        .replace('\u{b7}', "\u{2219}");
    let decoded = decode(&format!("{shapes} \u{2212}5 tû"));
    assert_eq!(
        decoded.text,
        "thủ tướng lãnh đạo cả nước, giảm \u{2212}5 tỷ"
    );
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

/// The letters of a text that is in this encoding beyond doubt.
fn converted(text: &str, encoding: Encoding) -> Decoded {
    let mut out = Decoded::default();
    convert(&mut out, text, 0..text.len(), encoding, false);
    out
}

proptest! {
    #[test]
    fn every_place_of_decoded_text_decodes_to_itself(from in 0_usize..300, length in 1_usize..60) {
        for (encoding, old) in OLD.iter().map(|(encoding, old)| (*encoding, old)) {
            let decoded = converted(old, encoding);
            let ends: Vec<usize> = decoded.text.char_indices().map(|(at, _)| at).collect();
            let from = ends[from.min(ends.len() - 1)];
            let to = ends.iter().copied().find(|at| *at >= from + length);
            let place = from..to.unwrap_or(decoded.text.len());
            let given = old.get(decoded.original(place.clone())).unwrap();
            let again = converted(given, encoding);
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
