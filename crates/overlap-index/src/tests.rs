//! Tests of folders, batches and sweeps.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use sangkien_novelty::candidates::Scratch;
use serde_json::Value;

use crate::folder::Folder;
use crate::index::{Asked, Index};
use crate::sweep::{Clusters, among, sweep};
use crate::{Error, batch};

const FIRST: &str = "Tổ khối lập cho mỗi em một tấm phiếu, thứ sáu hằng tuần các em tự tô số câu trả lời đúng \
    thành cột màu. Giáo viên nhìn cột màu mà chọn bài đọc vừa sức cho từng nhóm nhỏ, phụ huynh xem là hiểu ngay.";
const SECOND: &str = "Chúng tôi dán thẻ đỏ, vàng, xanh ở mép ngăn để báo còn ba tháng, sáu tháng hay lâu hơn. Người \
    trực chỉ được lấy từ ngăn có thẻ gần hết hạn nhất, sổ kiểm kê rút lại còn một trang giấy.";

fn corpus(folder: &Path, compressed: bool) -> std::path::PathBuf {
    let path = folder.join("corpus.jsonl");
    let lines = [("1", FIRST), ("\"b\"", SECOND)].map(|(id, text)| {
        let text = serde_json::to_string(text).unwrap();
        format!("{{\"id\": {id}, \"text\": {text}}}\n")
    });
    let lines = lines.concat();
    let file = fs::File::create(&path).unwrap();
    if compressed {
        let mut file = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
        file.write_all(lines.as_bytes()).unwrap();
        file.finish().unwrap();
    } else {
        (&file).write_all(lines.as_bytes()).unwrap();
    }
    path
}

fn made(folder: &Path) -> std::path::PathBuf {
    let place = folder.join("index");
    batch::index(&corpus(folder, false), &place, &[3; 32], |_| ()).unwrap();
    place
}

fn answers(place: &Path, folder: &Path, align: bool) -> Vec<Value> {
    let questions = folder.join("questions.jsonl");
    let text = serde_json::to_string(&format!("Mở đầu của tôi. {FIRST}")).unwrap();
    fs::write(&questions, format!("{{\"qid\": 7, \"text\": {text}}}\n")).unwrap();
    let index = Index::open(place).unwrap();
    let mut out = Vec::new();
    let asked = Asked { align, limit: 10 };
    batch::query(&index, &questions, asked, || 0, &mut out).unwrap();
    let lines = String::from_utf8(out).unwrap();
    lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn a_batch_answers_in_the_agreed_form_with_places_in_scalar_values() {
    let folder = tempfile::tempdir().unwrap();
    let place = made(folder.path());
    let answers = answers(&place, folder.path(), true);
    assert_eq!(answers.len(), 1);
    let answer = &answers[0];
    assert_eq!(answer["qid"], 7);
    assert_eq!(answer["hits"][0][0], 1);
    assert_eq!(answer["flagged"], serde_json::json!([1]));
    let passage = &answer["passages"][0];
    let start = "Mở đầu của tôi. ".chars().count();
    let length = FIRST.chars().count() - 1;
    assert_eq!(passage["query"], serde_json::json!([start, start + length]));
    assert_eq!(passage["source"], serde_json::json!([0, length]));
    assert_eq!(passage["kind"], "verbatim");
    assert!(answer["cpu_us"].is_u64());
}

#[test]
fn without_comparison_the_same_texts_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let place = made(folder.path());
    let answers = answers(&place, folder.path(), false);
    assert_eq!(answers[0]["hits"][0][0], 1);
    assert_eq!(answers[0]["passages"], serde_json::json!([]));
}

#[test]
fn a_compressed_corpus_gives_the_same_segments() {
    let (plain, packed) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let first = made(plain.path());
    let second = packed.path().join("index");
    batch::index(&corpus(packed.path(), true), &second, &[3; 32], |_| ()).unwrap();
    let name = &Folder::open(&first).unwrap().list().segments[0].0.clone();
    assert_eq!(
        fs::read(first.join(name)).unwrap(),
        fs::read(second.join(name)).unwrap()
    );
}

#[test]
fn a_removed_text_is_named_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let place = made(folder.path());
    let index = Index::open(&place).unwrap();
    let text = index.find("1").unwrap();
    let mut opened = Folder::open(&place).unwrap();
    opened.remove(index.position(text));
    opened.commit().unwrap();
    let answers = answers(&place, folder.path(), true);
    assert_eq!(answers[0]["hits"], serde_json::json!([]));
    assert_eq!(Index::open(&place).unwrap().find("1"), None);
}

#[test]
fn indexing_that_was_cut_off_leaves_the_old_index_answering() {
    let folder = tempfile::tempdir().unwrap();
    let place = made(folder.path());
    let before = answers(&place, folder.path(), true);
    // Everything of the next act is on disk except its last step.
    let mut next = Folder::create(&place, &[9; 32]).unwrap();
    next.learn(0, |_| Ok(())).unwrap();
    fs::write(place.join("overlap.json.new"), "{").unwrap();
    assert_eq!(answers(&place, folder.path(), true), before);
    batch::index(&corpus(folder.path(), false), &place, &[9; 32], |_| ()).unwrap();
    assert_eq!(answers(&place, folder.path(), true), before);
    let files = fs::read_dir(&place).unwrap().flatten();
    let segments = files.filter(|file| file.path().extension().is_some_and(|end| end == "segment"));
    assert_eq!(segments.count(), 1);
}

#[test]
fn a_damaged_segment_is_told_and_not_used() {
    let folder = tempfile::tempdir().unwrap();
    let place = made(folder.path());
    let name = Folder::open(&place).unwrap().list().segments[0].0.clone();
    let file = place.join(name);
    let mut bytes = fs::read(&file).unwrap();
    bytes[400] ^= 4;
    fs::write(&file, &bytes).unwrap();
    assert!(matches!(Index::open(&place), Err(Error::Segment { .. })));
    bytes.truncate(bytes.len() - 1);
    fs::write(&file, &bytes).unwrap();
    assert!(Index::open(&place).is_err());
}

#[test]
fn a_wrong_line_is_named_by_its_number() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wrong.jsonl");
    fs::write(&path, "{\"id\": 1, \"text\": \"a\"}\n{\"id\": 2}\n").unwrap();
    let place = folder.path().join("index");
    let outcome = batch::index(&path, &place, &[3; 32], |_| ());
    assert!(matches!(outcome, Err(Error::Line { line: 2, .. })));
    assert!(Index::open(&place).is_err());
}

#[test]
fn a_sweep_finds_each_pair_once_and_can_go_on_where_it_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("corpus.jsonl");
    let texts = [
        FIRST,
        SECOND,
        FIRST,
        "một hai ba",
        &format!("{SECOND} {FIRST}"),
    ];
    let lines: Vec<String> = texts
        .iter()
        .enumerate()
        .map(|(id, text)| format!("{}\n", serde_json::json!({ "id": id, "text": text })))
        .collect();
    fs::write(&path, lines.concat()).unwrap();
    let place = folder.path().join("index");
    batch::index(&path, &place, &[3; 32], |_| ()).unwrap();
    let index = Index::open(&place).unwrap();
    let pairs = |from: u32| {
        let mut pairs = Vec::new();
        let found = |pair: &crate::sweep::Pair| {
            pairs.push((pair.hit.text, pair.left));
            Ok(())
        };
        sweep(&index, from, found, |_| ()).unwrap();
        pairs
    };
    let mut all = pairs(0);
    all.sort_unstable();
    assert_eq!(all, [(0, 2), (0, 4), (1, 4), (2, 4)]);
    assert_eq!(pairs(3).len(), 3);
    // Told which texts to compare, as another machine would, it finds the same in the same places.
    let mut told = Vec::new();
    let everyone = (1..5).map(|text| (text, (0..text).collect())).collect();
    let keep = |pair: &crate::sweep::Pair| {
        told.push(pair.clone());
        Ok(())
    };
    among(&index, &everyone, keep, |_| ()).unwrap();
    let mut swept = Vec::new();
    let keep = |pair: &crate::sweep::Pair| {
        swept.push(pair.clone());
        Ok(())
    };
    sweep(&index, 0, keep, |_| ()).unwrap();
    assert_eq!(told, swept);
    // Whoever cannot take a pair ends it.
    let full = |_: &crate::sweep::Pair| Err(Error::Output(std::io::ErrorKind::StorageFull.into()));
    assert!(sweep(&index, 0, full, |_| ()).is_err());
    let mut clusters = Clusters::default();
    for (left, right) in &all {
        clusters.join(*left, *right);
    }
    assert_eq!(clusters.groups(), [vec![0, 1, 2, 4]]);
    let mut scratch = Scratch::default();
    let asked = Asked {
        align: false,
        limit: 5,
    };
    assert!(index.ask("", asked, &mut scratch).unwrap().hits.is_empty());
}
