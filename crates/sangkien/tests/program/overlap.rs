//! The commands about texts and their overlap.

use std::fs;

use serde_json::{Value, json};

use crate::binary::{printed, run};

const TEXT: &str = "Tổ khối lập cho mỗi em một tấm phiếu, thứ sáu hằng tuần các em tự tô số câu trả lời đúng thành \
    cột màu. Giáo viên nhìn cột màu mà chọn bài đọc vừa sức cho từng nhóm nhỏ.";

fn value(arguments: &[&str]) -> Value {
    let output = run(arguments);
    assert!(output.status.success(), "{output:?}");
    serde_json::from_str(&printed(&output)).unwrap()
}

#[test]
fn a_file_of_an_old_encoding_is_decoded_and_described() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.txt");
    let old: Vec<u8> = "§¬n vÞ ®· tæ chøc s¬ kÕt phong trµo thi ®ua vµ khen th\u{ad}ëng."
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    fs::write(&path, old).unwrap();
    let file = path.to_str().unwrap();
    let plain = "Đơn vị đã tổ chức sơ kết phong trào thi đua và khen thưởng.";
    assert_eq!(printed(&run(&["text", "decode", file])).trim_end(), plain);
    let described = value(&["text", "extract", file, "--json"]);
    assert_eq!(described["text"], plain);
    assert_eq!(described["runs"][0]["encoding"], "tcvn3");
    assert_eq!(described["sentences"], json!([[0, plain.chars().count()]]));
}

#[test]
fn an_archive_is_indexed_asked_swept_and_checked_against() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus.jsonl");
    let lines = [
        json!({ "id": "a", "text": TEXT }),
        json!({ "id": 2, "text": TEXT }),
    ];
    fs::write(&corpus, format!("{}\n{}\n", lines[0], lines[1])).unwrap();
    let queries = folder.path().join("queries.jsonl");
    fs::write(&queries, format!("{}\n", json!({ "qid": 1, "text": TEXT }))).unwrap();
    let index = folder.path().join("index");
    let (corpus, queries) = (corpus.to_str().unwrap(), queries.to_str().unwrap());
    let index = index.to_str().unwrap();
    assert_eq!(
        value(&["overlap", "index", corpus, index, "--json"])["texts"],
        2
    );
    assert_eq!(value(&["overlap", "stats", index, "--json"])["texts"], 2);
    let answer = value(&[
        "overlap", "query", index, queries, "--align", "--limit", "5",
    ]);
    assert_eq!(answer["flagged"], json!(["a", 2]));
    assert_eq!(answer["passages"][0]["kind"], "verbatim");
    let swept = printed(&run(&["overlap", "sweep", index]));
    assert_eq!(swept.lines().count(), 2);
    assert!(swept.contains("{\"clusters\":[[\"a\",2]]}"), "{swept}");
    assert_eq!(
        value(&["overlap", "remove", index, "a", "--json"])["removed"],
        1
    );
    let file = folder.path().join("new.txt");
    fs::write(&file, TEXT).unwrap();
    let file = file.to_str().unwrap();
    let checked = value(&["check", file, "--index", index, "--json"]);
    assert_eq!(checked[0]["sources"][0]["id"], 2);
    assert_eq!(checked[0]["share_hundredths"], 10_000);
    let words = printed(&run(&["check", file, "--index", index]));
    assert!(
        words.contains("100 % nội dung có trong các văn bản trước."),
        "{words}"
    );
    assert!(words.contains("nguyên văn"), "{words}");
    let page = printed(&run(&["check", file, "--index", index, "--html"]));
    assert!(
        page.starts_with("<!DOCTYPE html>") && page.contains("<q>Tổ khối"),
        "{page}"
    );
    let absent = run(&["check", file, "--index", "/nowhere"]);
    assert_eq!(absent.status.code(), Some(2));
}

#[test]
fn figures_that_do_not_follow_are_asked_about_beside_the_overlap() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    fs::write(
        at("corpus.jsonl"),
        format!("{}\n", json!({ "id": "a", "text": TEXT })),
    )
    .unwrap();
    value(&[
        "overlap",
        "index",
        &at("corpus.jsonl"),
        &at("index"),
        "--json",
    ]);
    let text = "Cuối kỳ có 25/30 em (73,5 %) đạt. Áp dụng từ ngày 05/09/2023 đến ngày 31/05/2023.";
    fs::write(at("new.txt"), text).unwrap();
    let checked = value(&["check", &at("new.txt"), "--index", &at("index"), "--json"]);
    let questions = checked[0]["questions"].as_array().unwrap();
    let kinds: Vec<&Value> = questions.iter().map(|question| &question["kind"]).collect();
    assert_eq!(kinds, ["percentage", "ends_before_it_begins"]);
    let place = &questions[0]["place"];
    let (from, to) = (place[0].as_u64().unwrap(), place[1].as_u64().unwrap());
    let skip = usize::try_from(from).unwrap();
    let said: String = text
        .chars()
        .skip(skip)
        .take(usize::try_from(to).unwrap() - skip)
        .collect();
    assert_eq!(said, "25/30 em (73,5 %");
    for form in [vec![], vec!["--html"]] {
        let told = printed(&run(&[
            vec!["check", &at("new.txt"), "--index", &at("index")],
            form,
        ]
        .concat()));
        assert!(told.contains("Điểm cần tác giả làm rõ"), "{told}");
        assert!(
            told.contains("25/30 bằng 83,33 %, văn bản ghi 73,5 %. Số nào đúng?"),
            "{told}"
        );
    }
}
