//! A sweep of an instance goes on where it stopped and compares only what is new.

use std::fs;
use std::io::Write as _;

use uuid::Uuid;

use super::*;

const FIRST: &str = "Tổ khối lập cho mỗi em một tấm phiếu, thứ sáu hằng tuần các em tự tô số câu trả lời đúng \
    thành cột màu. Giáo viên nhìn cột màu mà chọn bài đọc vừa sức cho từng nhóm nhỏ, phụ huynh xem là hiểu ngay.";
const SECOND: &str = "Chúng tôi dán thẻ đỏ, vàng, xanh ở mép ngăn để báo còn ba tháng, sáu tháng hay lâu hơn. Người \
    trực chỉ được lấy từ ngăn có thẻ gần hết hạn nhất, sổ kiểm kê rút lại còn một trang giấy.";

fn text(dossier: u128, submission: i64, words: &str) -> KeptText {
    KeptText {
        dossier: DossierId(Uuid::from_u128(dossier)),
        submission,
        edition: 0,
        text: words.to_owned(),
    }
}

fn open(folder: &Path) -> KeptTexts {
    KeptTexts::open(&folder.join("overlap"), [7; 32], Limits::DEFAULT)
}

fn pairs(kept: &KeptTexts) -> Vec<(u128, u128)> {
    let found = kept.pairs_found(0).unwrap();
    let mut pairs: Vec<(u128, u128)> = found
        .iter()
        .map(|pair| {
            let (one, other) = (pair.dossiers.0.0.as_u128(), pair.dossiers.1.0.as_u128());
            (one.min(other), one.max(other))
        })
        .collect();
    pairs.sort_unstable();
    pairs
}

fn swept(kept: &KeptTexts) -> usize {
    let mut steps = 0;
    while kept.sweep(1, Instant(2)).unwrap() {
        steps += 1;
    }
    steps
}

#[test]
fn a_sweep_goes_on_where_the_program_was_stopped_and_tells_each_pair_once() {
    let folder = tempfile::tempdir().unwrap();
    let kept = open(folder.path());
    let both = format!("{SECOND} {FIRST}");
    kept.keep(&[
        text(1, 1, FIRST),
        text(2, 1, SECOND),
        text(3, 1, FIRST),
        text(4, 1, &both),
    ])
    .unwrap();
    assert!(!kept.sweep(9, Instant(1)).unwrap(), "nobody began one");
    assert_eq!(kept.sweep_state().unwrap(), SweepState::default());
    kept.begin_sweep(Instant(1)).unwrap();
    for _ in 0..3 {
        assert!(kept.sweep(1, Instant(1)).unwrap());
    }
    let state = kept.sweep_state().unwrap();
    assert_eq!((state.percent, state.is_under_way()), (75, true));
    // Power goes while a line is being written.
    drop(kept);
    let file = folder.path().join("overlap/sweep/pairs.jsonl");
    let mut open_file = fs::File::options().append(true).open(&file).unwrap();
    open_file.write_all(b"{\"pair\":{\"names\":[\"x").unwrap();
    drop(open_file);
    let kept = open(folder.path());
    assert_eq!(kept.sweep_state().unwrap().percent, 75);
    assert_eq!(swept(&kept), 1, "one text was left");
    assert_eq!(pairs(&kept), [(1, 3), (1, 4), (2, 4), (3, 4)]);
    let state = kept.sweep_state().unwrap();
    assert_eq!(state.ended_at, Some(Instant(2)));
    assert_eq!((state.begun_at, state.percent), (Some(Instant(1)), 100));
    let found = kept.pairs_found(0).unwrap();
    let of_both = found
        .iter()
        .find(|pair| pair.dossiers.0.0.as_u128() == 4 && pair.dossiers.1.0.as_u128() == 1);
    assert_eq!(
        of_both.unwrap().share,
        10_000,
        "all of the one stands in the other"
    );
}

#[test]
fn a_second_sweep_compares_what_is_new_and_forgets_what_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let kept = open(folder.path());
    kept.keep(&[text(1, 1, FIRST), text(2, 1, FIRST), text(3, 1, SECOND)])
        .unwrap();
    kept.begin_sweep(Instant(1)).unwrap();
    swept(&kept);
    assert_eq!(pairs(&kept), [(1, 2)]);
    // The first was submitted again with other words, a fourth came, the second was deleted.
    kept.keep(&[text(1, 2, SECOND), text(4, 1, FIRST)]).unwrap();
    assert_eq!(pairs(&kept), []);
    kept.begin_sweep(Instant(1)).unwrap();
    assert_eq!(swept(&kept), 2);
    assert_eq!(pairs(&kept), [(1, 3), (2, 4)]);
    let left = [1, 3, 4].map(|id| DossierId(Uuid::from_u128(id)));
    kept.keep_only(&left.into_iter().collect()).unwrap();
    assert_eq!(pairs(&kept), [(1, 3)]);
    kept.begin_sweep(Instant(1)).unwrap();
    assert_eq!(swept(&kept), 0);
    let file = fs::read_to_string(folder.path().join("overlap/sweep/pairs.jsonl")).unwrap();
    let gone = Uuid::from_u128(2).to_string();
    assert!(!file.contains(&gone), "nothing of it is left: {file}");
    // Under other limits what was found says nothing.
    let stricter = Limits {
        passage: 400,
        ..Limits::DEFAULT
    };
    let kept = KeptTexts::open(&folder.path().join("overlap"), [7; 32], stricter);
    assert_eq!(kept.sweep_state().unwrap(), SweepState::default());
    assert_eq!(pairs(&kept), []);
}
