use super::*;

fn part(key: &str, text: &str) -> Part {
    Part {
        key: key.into(),
        text: text.into(),
    }
}

fn one(old: &str, new: &str, asked: &[Asked]) -> Comparison {
    compare(&[part("a", old)], &[part("a", new)], asked)
}

fn quoting(quote: &str, found: &str, wanted: &str) -> Asked {
    Asked {
        parts: vec!["a".into()],
        page: None,
        quote: quote.into(),
        found: found.into(),
        wanted: wanted.into(),
    }
}

fn finding(old: &str, new: &str, asked: Asked) -> Finding {
    one(old, new, &[asked]).verdicts[0].finding
}

const TEXT: &str = "Đơn vị có 412 hộ tham gia. Lượng rác giảm từ 4,2 tấn xuống 2,9 tấn mỗi ngày. Kinh phí do xã chi trả.";

#[test]
fn a_changed_word_is_shown_in_its_sentence() {
    let new = TEXT.replace("412", "365");
    let found = one(TEXT, &new, &[]);
    assert_eq!(found.changes.len(), 1);
    let change = &found.changes[0];
    assert_eq!(change.kind, Kind::Altered);
    assert_eq!(
        change.pieces,
        [
            Piece::Same("Đơn vị có".into()),
            Piece::Removed("412".into()),
            Piece::Added("365".into()),
            Piece::Same("hộ tham gia.".into()),
        ]
    );
    assert_eq!(change.quote(), "Đơn vị có 412 hộ tham gia.");
    let before = change.before.as_ref().unwrap();
    assert_eq!(
        TEXT.get(before.range.clone()).unwrap(),
        "Đơn vị có 412 hộ tham gia."
    );
    assert_eq!(change.page(), None);
}

#[test]
fn other_lines_and_other_pages_are_no_change() {
    let new = TEXT.replace(". ", ".\n\n").replace(" xuống", "\u{c}xuống");
    assert!(one(TEXT, &new, &[]).changes.is_empty());
    assert!(one(TEXT, TEXT, &[]).changes.is_empty());
}

#[test]
fn a_block_that_only_moved_is_one_move() {
    let old = "Câu mở đầu của cả bài viết. Câu thứ hai dài hơn một chút. Câu thứ ba cũng thế mà thôi. Câu cuối cùng khép lại bài.";
    let new = "Câu thứ ba cũng thế mà thôi. Câu mở đầu của cả bài viết. Câu thứ hai dài hơn một chút. Câu cuối cùng khép lại bài.";
    let found = one(old, new, &[]);
    assert_eq!(found.changes.len(), 1);
    assert_eq!(found.changes[0].kind, Kind::Moved);
    assert_eq!(found.changes[0].quote(), "Câu thứ ba cũng thế mà thôi.");
    assert_eq!(
        finding(old, new, quoting("Câu thứ ba", "", "")),
        Finding::Unchanged
    );
}

#[test]
fn a_sentence_added_or_taken_out_is_a_change_of_its_own() {
    let new = TEXT.replace("Kinh phí", "Không ai phản đối. Kinh phí");
    let found = one(TEXT, &new, &[]);
    assert_eq!(found.changes.len(), 1);
    assert_eq!(found.changes[0].kind, Kind::Added);
    assert_eq!(found.changes[0].quote(), "Không ai phản đối.");
    let found = one(&new, TEXT, &[]);
    assert_eq!(found.changes[0].kind, Kind::Removed);
    assert_eq!(found.changes[0].quote(), "Không ai phản đối.");
}

#[test]
fn a_wish_is_met_when_the_wrong_words_are_gone_and_the_required_ones_stand_there() {
    let asked = || quoting("có 412 hộ", "412", "365");
    for (new, expected) in [
        (TEXT.replace("412", "365"), Finding::Fixed),
        (TEXT.replace("412", "356"), Finding::Partly),
        (
            TEXT.replace("hộ tham gia", "gia đình tham gia"),
            Finding::Partly,
        ),
        (TEXT.replace("2,9 tấn", "3,4 tấn"), Finding::Unchanged),
        (
            TEXT.replace("Đơn vị có 412 hộ tham gia. ", ""),
            Finding::Vanished,
        ),
    ] {
        assert_eq!(finding(TEXT, &new, asked()), expected, "{new}");
    }
    assert_eq!(
        finding(TEXT, TEXT, quoting("có 999 hộ", "", "")),
        Finding::NotFound
    );
}

#[test]
fn without_required_words_a_wish_is_met_when_the_quotation_changed() {
    let asked = || quoting("giảm từ 4,2 tấn xuống 2,9 tấn", "", "");
    let changed = TEXT.replace("2,9", "3,4");
    assert_eq!(finding(TEXT, &changed, asked()), Finding::Fixed);
    let beside = TEXT.replace("mỗi ngày", "mỗi tuần");
    assert_eq!(finding(TEXT, &beside, asked()), Finding::Partly);
}

#[test]
fn required_words_in_a_new_sentence_meet_the_wish() {
    let asked = quoting("Kinh phí do xã chi trả", "", "theo Nghị quyết 05");
    let new = format!("{TEXT} Mức chi theo Nghị quyết 05.");
    let found = one(TEXT, &new, &[asked]);
    assert_eq!(found.verdicts[0].finding, Finding::Fixed);
    assert_eq!(found.unrequested().count(), 0);
}

#[test]
fn a_change_beside_the_quotation_was_not_asked_for() {
    let asked = [quoting("có 412 hộ", "412", "365")];
    // The end of one sentence and the beginning of the next change together.
    let new = TEXT
        .replace("412 hộ tham gia. Lượng", "365 hộ đăng ký. Khối lượng")
        .replace("do xã", "do tỉnh");
    let found = one(TEXT, &new, &asked);
    let quotes: Vec<String> = found.unrequested().map(Change::quote).collect();
    assert_eq!(
        quotes,
        [
            "Lượng rác giảm từ 4,2 tấn xuống 2,9 tấn mỗi ngày.",
            "Kinh phí do xã chi trả."
        ]
    );
    assert_eq!(found.verdicts[0].changes.len(), 1);
}

#[test]
fn a_sentence_rewritten_beside_one_that_was_asked_for_is_shown_apart() {
    let asked = [quoting("Đơn vị có 412 hộ tham gia", "", "")];
    let new = "Toàn xã vận động được ba trăm sáu mươi lăm gia đình. Chưa có ai cân thử lần nào cả. Kinh phí do xã chi trả.";
    let found = one(TEXT, new, &asked);
    let quotes: Vec<String> = found.unrequested().map(Change::quote).collect();
    assert_eq!(
        quotes,
        ["Lượng rác giảm từ 4,2 tấn xuống 2,9 tấn mỗi ngày."]
    );
}

#[test]
fn a_wish_about_a_part_covers_the_part_and_nothing_else() {
    let asked = [Asked {
        parts: vec!["a".into()],
        ..Asked::default()
    }];
    let old = [part("a", "Một câu."), part("b", "Câu khác.")];
    let new = [
        part("a", "Hai câu."),
        part("b", "Câu khác hẳn."),
        part("c", "Mới."),
    ];
    let found = compare(&old, &new, &asked);
    assert_eq!(found.verdicts[0].finding, Finding::Fixed);
    let parts: Vec<&str> = found
        .unrequested()
        .map(|change| change.part.as_str())
        .collect();
    assert_eq!(parts, ["b", "c"]);
    let emptied = compare(&old, &old[1..], &asked);
    assert_eq!(emptied.verdicts[0].finding, Finding::Vanished);
}

#[test]
fn a_wish_about_a_page_covers_that_page() {
    let old = "Trang một nói.\u{c}Trang hai nói.\u{c}Trang ba nói.";
    let new = "Trang một nói.\u{c}Trang hai kể.\u{c}Trang ba kể.";
    let asked = [Asked {
        parts: vec!["a".into()],
        page: Some(2),
        ..Asked::default()
    }];
    let found = one(old, new, &asked);
    let pages: Vec<Option<u32>> = found.unrequested().map(Change::page).collect();
    assert_eq!(pages, [Some(3)]);
    assert_eq!(found.verdicts[0].finding, Finding::Fixed);
}

#[test]
fn a_quotation_that_stands_twice_is_done_when_both_are() {
    let old = "Xã Mẫu họp. Đoàn về xã Mẫu. Xã Mẫu họp.";
    let half = "Xã Mẫu họp. Đoàn về xã Mẫu. Phường Mẫu họp.";
    let whole = "Phường Mẫu họp. Đoàn về xã Mẫu. Phường Mẫu họp.";
    let asked = || quoting("Xã Mẫu họp", "Xã", "Phường");
    assert_eq!(finding(old, half, asked()), Finding::Partly);
    assert_eq!(finding(old, whole, asked()), Finding::Fixed);
}

#[test]
fn texts_made_to_be_hard_are_compared_without_delay() {
    let number = |seed: usize| seed.wrapping_mul(2_654_435_761) >> 7;
    let lines = |line: &dyn Fn(usize) -> String| -> String {
        (0..6_000).map(line).collect::<Vec<_>>().join("\n")
    };
    let ordered = lines(&|at| format!("Dòng số {at} của bản thảo này."));
    let reversed = lines(&|at| format!("Dòng số {} của bản thảo này.", 5_999 - at));
    let strange = lines(&|at| format!("khác{at} hẳn{} mọi{} thứ{}", at + 1, at + 2, at + 3));
    let two = |salt: usize| lines(&|at| format!("Câu {} rất hay.", number(at + salt) % 2));
    let asked = [quoting("Dòng", "Dòng", "Hàng"), quoting("hay", "", "")];
    for (old, new) in [
        (ordered.clone(), reversed),
        (ordered, strange),
        (two(1), two(90_000)),
    ] {
        assert!(!one(&old, &new, &asked).changes.is_empty());
    }
}

proptest::proptest! {
    #[test]
    fn every_word_of_both_versions_is_accounted_for(
        old in "([a-e]{1,2}[.]? ){0,40}",
        new in "([a-e]{1,2}[.]? ){0,40}",
    ) {
        let found = one(&old, &new, &[]);
        let count = |text: &str| text.split_whitespace().count();
        let (mut gone, mut came) = (0, 0);
        for change in found.changes.iter().filter(|change| change.kind != Kind::Moved) {
            for piece in &change.pieces {
                match piece {
                    Piece::Removed(text) => gone += count(text),
                    Piece::Added(text) => came += count(text),
                    Piece::Same(_) => {}
                }
            }
        }
        // What stays is as long in both versions.
        proptest::prop_assert_eq!(count(&old) - gone, count(&new) - came);
        proptest::prop_assert_eq!(found.changes.is_empty(), count(&old) == count(&new) && old.split_whitespace().eq(new.split_whitespace()));
    }
}
