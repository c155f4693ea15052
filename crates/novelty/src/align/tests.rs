//! Tests of alignment.

use proptest::prelude::*;

use super::*;

const EARLIER: &str = "Nhóm tác giả mẫu xây dựng bộ phiếu theo dõi tiến bộ đọc hiểu cho từng học sinh \
    lớp ba, mỗi tuần giáo viên ghi lại số từ đọc đúng trong một phút rồi vẽ thành biểu đồ treo ở góc \
    lớp để các em tự so sánh với chính mình.";
const OTHER: &str = "Kho vật tư của trạm y tế được sắp xếp lại theo hạn dùng, mỗi ngăn có thẻ màu báo \
    trước ba tháng, nhờ vậy số thuốc phải hủy giảm rõ rệt sau hai quý.";

fn compare(query: &str, source: &str) -> Vec<Passage> {
    let (query, source) = (Document::of(query), Document::of(source));
    Aligner::of(&query, &Key::of(b"k"), &Phrases::default()).compare(&source)
}

fn words(count: usize, from: &str) -> String {
    from.split_whitespace()
        .take(count)
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn a_copied_passage_has_exact_ends_on_both_sides() {
    let query = format!("{OTHER} {EARLIER} {OTHER}");
    let found = compare(&query, EARLIER);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].kind, Kind::Verbatim);
    let start = Document::of(OTHER).tokens.len();
    let length = Document::of(EARLIER).tokens.len();
    assert_eq!(found[0].query, start..start + length);
    assert_eq!(found[0].source, 0..length);
    assert_eq!(found[0].counted as usize, length);
}

#[test]
fn what_differs_tells_the_kind() {
    let plain: String = sangkien_text::search_key(EARLIER);
    assert_eq!(compare(&plain, EARLIER)[0].kind, Kind::Marks);
    let edited = EARLIER
        .replace("mỗi tuần", "hằng tháng")
        .replace("biểu đồ", "bảng hình");
    assert_eq!(compare(&edited, EARLIER)[0].kind, Kind::Edited);
    let (left, right) = EARLIER.split_once(", ").unwrap();
    let turned = format!("{right} {left}");
    assert_eq!(compare(&turned, EARLIER)[0].kind, Kind::Reordered);
    let named = "Năm 2021 thầy cô trường Hoa Mai xây dựng bộ phiếu theo dõi cho học sinh lớp ba";
    let moved = "Năm 2024 thầy cô trường Sao Biển xây dựng bộ phiếu theo dõi cho học sinh lớp ba";
    assert_eq!(compare(moved, named)[0].kind, Kind::Names);
}

#[test]
fn a_report_full_of_names_is_one_passage_when_all_of_them_were_exchanged() {
    let there = "Tới dự có ông Nguyễn Văn An, bà Lê Thị Hoa, 35 em lớp 5A và 12 cô ở Hòa Bình. Nhờ thầy Đỗ Bảy \
        cùng 4 tổ ở xã Tân Lập, đến tháng 9 năm 2021 có 61 em đạt giải, hơn 3 em so với năm 2020 ở Mộc Châu.";
    let here = "Tới dự có ông Trần Bích, bà Phạm Mai, 104 em lớp 3 và 9 cô ở Sóc Trăng. Nhờ thầy Võ Tấn Tài \
        cùng 7 tổ ở xã Lộc Xuân, đến tháng 5 năm 2024 có 18 em đạt giải, hơn 6 em so với năm 2023 ở Bến Tre.";
    let query = format!("{OTHER} {here} {OTHER}");
    let found = compare(&query, there);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].kind, Kind::Names);
    assert!(found[0].source.len() * 10 >= Document::of(there).tokens.len() * 9);
    assert!(found[0].swapped >= 15);
}

#[test]
fn a_verbatim_copy_is_verbatim_though_it_repeats_itself_with_other_marks() {
    let (said, again) = (
        "người trực đêm ghi sổ giao ca",
        "nguời truc đêm ghi sổ giáo ca",
    );
    let source = format!("{EARLIER} Khi ấy {said}. Hôm sau thì {again}. {OTHER}");
    let found = compare(&format!("Trước đó. {source}"), &source);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].kind, Kind::Verbatim);
}

#[test]
fn unrelated_texts_share_nothing() {
    assert_eq!(compare(OTHER, EARLIER), vec![]);
    assert_eq!(compare("", EARLIER), vec![]);
    assert_eq!(compare(EARLIER, ""), vec![]);
}

#[test]
fn only_a_text_that_shares_a_passage_promises_one() {
    let query = Document::of(&format!("{OTHER} {}", words(20, EARLIER)));
    let aligner = Aligner::of(&query, &Key::of(b"k"), &Phrases::default());
    let sounds = |text: &str| -> Vec<u64> {
        let document = Document::of(text);
        document.tokens.iter().map(|token| token.skeleton).collect()
    };
    assert!(aligner.promises(&sounds(EARLIER)));
    assert!(!aligner.promises(&sounds(&words(5, EARLIER))));
    let rest: Vec<u64> = sounds(EARLIER).split_off(20);
    assert!(!aligner.promises(&rest));
}

#[test]
fn set_phrases_do_not_count() {
    let query = Document::of(EARLIER);
    let key = Key::of(b"k");
    let every = Phrases::of(prints(&query.tokens, &key));
    let mut aligner = Aligner::of(&query, &key, &every);
    assert_eq!(aligner.compare(&query), vec![]);
}

proptest! {
    #[test]
    fn comparing_is_symmetric(
        left in prop::collection::vec(0_usize..4, 1..8),
        right in prop::collection::vec(0_usize..4, 1..8),
        cut in 5_usize..30,
    ) {
        let parts = [EARLIER.to_owned(), OTHER.to_owned(), words(cut, EARLIER), words(cut, OTHER)];
        let join = |picks: &[usize]| {
            picks.iter().map(|pick| parts[*pick].as_str()).collect::<Vec<_>>().join(" ")
        };
        let (left, right) = (join(&left), join(&right));
        let mut there: Vec<_> = compare(&left, &right)
            .into_iter()
            .map(|passage| (passage.query, passage.source, passage.counted))
            .collect();
        let mut back: Vec<_> = compare(&right, &left)
            .into_iter()
            .map(|passage| (passage.source, passage.query, passage.counted))
            .collect();
        let order = |passage: &(Range<usize>, Range<usize>, u32)| {
            (passage.0.start, passage.0.end, passage.1.start, passage.1.end)
        };
        there.sort_by_key(order);
        back.sort_by_key(order);
        prop_assert_eq!(there, back);
    }
}
