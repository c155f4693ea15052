//! The commands about the encoder of sentences, with a model of a few numbers made here.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::binary::{printed, run};

/// Words in two spellings that the model holds for one.
const WORDS: [(&str, &str); 30] = [
    ("giảm", "hạ"),
    ("nhanh", "mau"),
    ("tăng", "nâng"),
    ("sửa", "chữa"),
    ("mua", "sắm"),
    ("dạy", "giảng"),
    ("ghi", "chép"),
    ("xem", "coi"),
    ("chia", "tách"),
    ("gom", "góp"),
    ("nhóm", "tổ"),
    ("lớp", "khối"),
    ("sổ", "vở"),
    ("đơn", "phiếu"),
    ("bảng", "biểu"),
    ("ngày", "hôm"),
    ("tháng", "kỳ"),
    ("nước", "dịch"),
    ("cây", "cành"),
    ("giống", "loại"),
    ("máy", "thiết"),
    ("đèn", "bóng"),
    ("kho", "vựa"),
    ("tin", "báo"),
    ("thư", "công"),
    ("nhà", "hộ"),
    ("trẻ", "em"),
    ("bác", "chú"),
    ("việc", "chuyện"),
    ("cách", "lối"),
];
/// Numbers of a vector.
const SIZE: usize = 32;

/// Numbers that look random and are the same each time.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

/// A model without layers: a sentence is the mean of its words.
pub(crate) fn model(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    let rows = WORDS.len() + 1;
    let sizes = json!({
        "model_type": "bert", "vocab_size": rows, "hidden_size": SIZE, "num_hidden_layers": 0,
        "num_attention_heads": 2, "intermediate_size": SIZE, "max_position_embeddings": 64,
        "type_vocab_size": 1, "layer_norm_eps": 1e-12,
    });
    fs::write(folder.join("config.json"), sizes.to_string()).unwrap();
    let mut vocabulary = BTreeMap::from([("<unk>", 0)]);
    for (number, (one, other)) in (1..).zip(WORDS) {
        vocabulary.extend([(one, number), (other, number)]);
    }
    let tokenizer = json!({
        "version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
        "normalizer": { "type": "Lowercase" }, "pre_tokenizer": { "type": "Whitespace" },
        "post_processor": null, "decoder": null,
        "model": { "type": "WordLevel", "vocab": vocabulary, "unk_token": "<unk>" },
    });
    fs::write(folder.join("tokenizer.json"), tokenizer.to_string()).unwrap();
    let mut random = Random(5);
    let words = (0..rows * SIZE)
        .map(|_| f32::from(i16::try_from(random.below(200)).unwrap()) / 100.0 - 1.0);
    let tensors: [(&str, Vec<usize>, Vec<f32>); 5] = [
        (
            "embeddings.word_embeddings.weight",
            vec![rows, SIZE],
            words.collect(),
        ),
        (
            "embeddings.position_embeddings.weight",
            vec![64, SIZE],
            vec![0.0; 64 * SIZE],
        ),
        (
            "embeddings.token_type_embeddings.weight",
            vec![1, SIZE],
            vec![0.0; SIZE],
        ),
        ("embeddings.LayerNorm.weight", vec![SIZE], vec![1.0; SIZE]),
        ("embeddings.LayerNorm.bias", vec![SIZE], vec![0.0; SIZE]),
    ];
    // A list of what is there and where, after its length; then the numbers.
    let (mut list, mut numbers) = (serde_json::Map::new(), Vec::new());
    for (name, shape, values) in tensors {
        let from = numbers.len();
        numbers.extend(values.into_iter().flat_map(f32::to_le_bytes));
        let entry =
            json!({ "dtype": "F32", "shape": shape, "data_offsets": [from, numbers.len()] });
        list.insert(name.to_owned(), entry);
    }
    let list = Value::Object(list).to_string();
    let mut bytes = u64::try_from(list.len()).unwrap().to_le_bytes().to_vec();
    bytes.extend(list.bytes());
    bytes.extend(numbers);
    fs::write(folder.join("model.safetensors"), bytes).unwrap();
}

/// Sentences of seven words each.
pub(crate) fn sentences(count: usize, seed: u64) -> Vec<Vec<usize>> {
    let mut random = Random(seed);
    let mut sentence = || (0..7).map(|_| random.below(WORDS.len())).collect();
    (0..count).map(|_| sentence()).collect()
}

/// The sentences in one spelling or the other.
pub(crate) fn spelled(sentences: &[Vec<usize>], anew: bool) -> Vec<String> {
    let word = |at: &usize| if anew { WORDS[*at].1 } else { WORDS[*at].0 };
    let sentence = |words: &Vec<usize>| {
        let text = words.iter().map(word).collect::<Vec<_>>().join(" ");
        let mut letters = text.chars();
        let first = letters.next().unwrap().to_uppercase();
        format!("{first}{}.", letters.as_str())
    };
    sentences.iter().map(sentence).collect()
}

fn value(arguments: &[&str]) -> Value {
    let output = run(arguments);
    assert!(output.status.success(), "{output:?}");
    serde_json::from_str(&printed(&output)).unwrap()
}

fn refused(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(!output.status.success(), "{output:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_section_written_anew_in_other_words_is_told_with_its_places_by_an_installed_model() {
    let place = tempfile::tempdir().unwrap();
    let at = |name: &str| place.path().join(name).to_str().unwrap().to_owned();
    let data = at("data");
    let section = sentences(6, 1);
    let (before, after) = (sentences(9, 2), sentences(10, 3));
    let first = [spelled(&before, false), spelled(&section, false)].concat();
    let second = [spelled(&section, true), spelled(&after, true)].concat();
    fs::write(at("first.txt"), first.join("\n")).unwrap();
    fs::write(at("second.txt"), second.join("\n")).unwrap();
    let (one, two) = (at("first.txt"), at("second.txt"));
    let compare = ["model", "compare", &one, &two, "--data", &data];
    assert!(refused(&compare).contains("Chưa cài mô hình nào"));

    model(&place.path().join("few-numbers"));
    let source = at("few-numbers");
    let install = [
        "model", "install", &source, "--prefix", "", "--data", &data, "--json",
    ];
    assert_eq!(value(&install)["name"], "few-numbers");
    let shown = value(&["model", "show", "--data", &data, "--json"]);
    assert_eq!(
        (&shown["layers"], &shown["size"]),
        (&json!(0), &json!(SIZE))
    );

    let found = value(&[&compare[..], &["--json"]].concat());
    let found = found["stretches"].as_array().unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    let text = |of: &[String], place: &Value| -> String {
        let bound = |at: usize| usize::try_from(place[at].as_u64().unwrap()).unwrap();
        let text = of.join("\n");
        text.chars().take(bound(1)).skip(bound(0)).collect()
    };
    assert_eq!(text(&first, &found[0]["first"]), first[9..].join("\n"));
    assert_eq!(text(&second, &found[0]["second"]), second[..6].join("\n"));
    let told = printed(&run(&compare));
    assert!(told.contains("Đoạn gần nghĩa 1, 6 câu"), "{told}");
    assert!(told.contains("không phải kết luận sao chép"), "{told}");

    let file = place.path().join("data/model/tokenizer.json");
    fs::write(&file, fs::read_to_string(&file).unwrap() + " ").unwrap();
    assert!(refused(&compare).contains("không phải tệp đã biết"));
}
