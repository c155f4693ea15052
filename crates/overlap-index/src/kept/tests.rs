//! A sweep of an instance goes on where it stopped and compares only what is new.

use std::fs;
use std::io::Write as _;

use uuid::Uuid;

use super::tidying::{Plan, live};
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

fn state(kept: &KeptTexts) -> SweepState {
    kept.swept(0).unwrap().0
}

fn pairs(kept: &KeptTexts) -> Vec<(u128, u128)> {
    let (_, found) = kept.swept(0).unwrap();
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

fn swept(kept: &KeptTexts) {
    while kept.sweep(1, Instant(2)).unwrap() {}
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
    assert_eq!(state(&kept), SweepState::default());
    kept.begin_sweep(Instant(1)).unwrap();
    for _ in 0..3 {
        assert!(kept.sweep(1, Instant(1)).unwrap());
    }
    let under_way = state(&kept);
    assert_eq!((under_way.percent, under_way.is_under_way()), (75, true));
    // Power goes while a line is being written.
    drop(kept);
    let file = folder.path().join("overlap/sweep/pairs.jsonl");
    let mut open_file = fs::File::options().append(true).open(&file).unwrap();
    open_file.write_all(b"{\"pair\":{\"names\":[\"x").unwrap();
    drop(open_file);
    let kept = open(folder.path());
    assert_eq!(state(&kept).percent, 75);
    assert!(!kept.sweep(1, Instant(2)).unwrap(), "one text was left");
    assert_eq!(pairs(&kept), [(1, 3), (1, 4), (2, 4), (3, 4)]);
    let (ended, found) = kept.swept(0).unwrap();
    assert_eq!(ended.ended_at, Some(Instant(2)));
    assert_eq!((ended.begun_at, ended.percent), (Some(Instant(1)), 100));
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
fn a_sweep_follows_what_comes_and_changes_and_forgets_what_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let kept = open(folder.path());
    kept.keep(&[text(1, 1, FIRST), text(2, 1, FIRST), text(3, 1, SECOND)])
        .unwrap();
    kept.begin_sweep(Instant(1)).unwrap();
    swept(&kept);
    assert_eq!(pairs(&kept), [(1, 2)]);
    assert!(!kept.sweep(9, Instant(3)).unwrap());
    let idle = state(&kept).ended_at;
    assert_eq!(idle, Some(Instant(2)), "nothing was compared meanwhile");
    // The first was submitted again with other words, a fourth came: nobody says that all is compared.
    kept.keep(&[text(1, 2, SECOND), text(4, 1, FIRST)]).unwrap();
    assert!(state(&kept).is_under_way());
    assert!(kept.sweep(1, Instant(3)).unwrap());
    assert!(!kept.sweep(9, Instant(4)).unwrap());
    assert_eq!(state(&kept).ended_at, Some(Instant(4)));
    assert_eq!(pairs(&kept), [(1, 3), (2, 4)]);
    // Whoever begins again changes nothing.
    kept.begin_sweep(Instant(5)).unwrap();
    assert_eq!(state(&kept).begun_at, Some(Instant(1)));
    // The second was deleted.
    let left = [1, 3, 4].map(|id| DossierId(Uuid::from_u128(id)));
    kept.keep_only(&left.into_iter().collect()).unwrap();
    assert_eq!(pairs(&kept), [(1, 3)]);
    swept(&kept);
    assert_eq!(state(&kept).ended_at, Some(Instant(4)));
    let file = fs::read_to_string(folder.path().join("overlap/sweep/pairs.jsonl")).unwrap();
    let gone = Uuid::from_u128(2).to_string();
    assert!(!file.contains(&gone), "nothing of it is left: {file}");
    // Under other limits what was found says nothing.
    let stricter = Limits {
        passage: 400,
        ..Limits::DEFAULT
    };
    let kept = KeptTexts::open(&folder.path().join("overlap"), [7; 32], stricter);
    assert_eq!(state(&kept), SweepState::default());
    assert_eq!(pairs(&kept), []);
}

fn found(kept: &KeptTexts, words: &str) -> Vec<u128> {
    let question = Question {
        text: words,
        itself: None,
        excluded: &[],
        limit: 100,
    };
    let found = kept.compare(question).unwrap().sources.into_iter();
    let mut found: Vec<u128> = found.map(|source| source.dossier.0.as_u128()).collect();
    found.sort_unstable();
    found
}

fn segments(folder: &Path) -> usize {
    let folder = Folder::open(&folder.join("overlap")).unwrap();
    folder.list().segments.len()
}

/// An account of its own for each number, so that none has a set phrase.
fn account(number: u128) -> String {
    let words: Vec<&str> = FIRST.split(' ').chain(SECOND.split(' ')).collect();
    let mut at = u64::try_from(number).unwrap().wrapping_add(1);
    let mut word = || {
        at = at.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(99);
        words[usize::try_from(at >> 33).unwrap() % words.len()]
    };
    (0..80).map(|_| word()).collect::<Vec<_>>().join(" ")
}

/// Texts that come one by one; each account comes twice.
fn come(kept: &KeptTexts, numbers: Range<u128>) {
    for number in numbers {
        let words = format!("Tổ {number}. {}", account(number / 2));
        kept.keep(&[text(number, 1, &words)]).unwrap();
    }
}

/// Who has each of the first accounts.
fn all(kept: &KeptTexts) -> Vec<Vec<u128>> {
    (0..30)
        .map(|number| found(kept, &account(number)))
        .collect()
}

#[test]
fn what_came_bit_by_bit_is_put_together_and_the_same_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let kept = open(folder.path());
    come(&kept, 0..20);
    kept.keep(&[text(2, 2, &account(25))]).unwrap();
    let before = all(&kept);
    assert_eq!(before[0], [0, 1]);
    assert_eq!((&before[1], &before[25]), (&vec![3], &vec![2]));
    assert_eq!(segments(folder.path()), 21);
    assert!(kept.tidy().unwrap());
    assert_eq!(segments(folder.path()), 1);
    assert!(!kept.tidy().unwrap(), "there is nothing more to do");
    assert_eq!(all(&kept), before);
    // A later start finds it as it was left.
    drop(kept);
    assert_eq!(all(&open(folder.path())), before);
}

#[test]
fn texts_come_and_go_while_segments_are_put_together_and_none_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let kept = open(folder.path());
    come(&kept, 0..20);
    std::thread::scope(|scope| {
        let putting = scope.spawn(|| (0..40).filter(|_| kept.tidy().unwrap()).count());
        come(&kept, 20..40);
        // What was there is submitted again in other words.
        for number in 0..20 {
            kept.keep(&[text(number, 2, &account(20 + number / 2))])
                .unwrap();
        }
        assert!(putting.join().unwrap() > 0);
    });
    while kept.tidy().unwrap() {}
    for number in 0..10 {
        let none: [u128; 0] = [];
        assert_eq!(found(&kept, &account(number)), none);
        let pair = [2 * number + 20, 2 * number + 21];
        assert_eq!(found(&kept, &account(number + 10)), pair);
        let pair = [2 * number, 2 * number + 1];
        assert_eq!(found(&kept, &account(number + 20)), pair);
    }
}

#[test]
fn what_comes_and_goes_between_making_and_counting_is_not_lost() {
    for (learns, from) in [(true, 0), (false, 2)] {
        let folder = tempfile::tempdir().unwrap();
        let kept = open(folder.path());
        come(&kept, 0..8);
        let state = kept.state();
        let index = state.index.as_ref().unwrap();
        let wanted = live(index, u32::try_from(from).unwrap()).collect();
        let made = kept.make(index, wanted, Plan { from, learns }).unwrap();
        // Two are submitted again in other words, one is new.
        for (dossier, submission, words) in [(5, 2, 20), (9, 1, 21), (0, 2, 22)] {
            kept.keep(&[text(dossier, submission, &account(words))])
                .unwrap();
        }
        kept.settle(made).unwrap();
        let whose: [&[u128]; 4] = [&[1], &[2, 3], &[4], &[6, 7]];
        assert_eq!(all(&kept)[..4], whose, "learning: {learns}");
        assert_eq!(all(&kept)[20..23], [[5], [9], [0]], "learning: {learns}");
    }
}

#[test]
fn a_stop_while_segments_are_put_together_leaves_what_was() {
    let folder = tempfile::tempdir().unwrap();
    let kept = open(folder.path());
    come(&kept, 0..20);
    let before = all(&kept);
    let path = folder.path().join("overlap");
    // All is made but does not count yet, and some of it has its name already.
    let made = Folder::beside(&path).unwrap();
    let beside = made.file("beside-000.segment");
    let first = made.file(&Folder::open(&path).unwrap().list().segments[0].0);
    fs::copy(&first, &beside).unwrap();
    fs::copy(&first, path.join("999999-000.segment")).unwrap();
    drop(kept);
    let kept = open(folder.path());
    assert_eq!(all(&kept), before);
    assert!(kept.tidy().unwrap());
    assert_eq!(all(&kept), before);
    assert!(!beside.exists());
    assert!(!path.join("999999-000.segment").exists());
}

#[test]
fn texts_of_an_earlier_engine_answer_until_they_are_read_anew() {
    let folder = tempfile::tempdir().unwrap();
    let mut kept = open(folder.path());
    kept.keep(&[text(1, 1, FIRST), text(2, 1, FIRST), text(3, 1, SECOND)])
        .unwrap();
    assert!(kept.outdated(9).is_empty());
    kept.engine += 1;
    assert_eq!(kept.outdated(9).len(), 3);
    assert_eq!(kept.outdated(1).len(), 1);
    assert!(kept.keeps(DossierId(Uuid::from_u128(1)), 1, 0));
    assert_eq!(found(&kept, FIRST), [1, 2]);
    kept.keep(&[text(1, 1, FIRST)]).unwrap();
    assert_eq!(kept.outdated(9).len(), 2);
    assert_eq!(found(&kept, FIRST), [1, 2]);
    kept.keep(&[text(2, 1, FIRST), text(3, 1, SECOND)]).unwrap();
    assert!(kept.outdated(9).is_empty());
    assert_eq!(found(&kept, FIRST), [1, 2]);
    assert_eq!(found(&kept, SECOND), [3]);
}
