//! A sentence as a vector.
//!
//! The layers are those of BERT; the vector of a sentence is the mean over its parts, of length one.

use std::fs;

use candle_core::{D, DType, Device, Module as _, Tensor};
use candle_nn::{LayerNorm, Linear, VarBuilder, layer_norm, linear};
use tokenizers::Tokenizer;

use crate::folder::{Folder, Sizes, TOKENIZER, WEIGHTS};
use crate::{Error, Outcome, at};

/// A model, ready to be asked.
pub struct Encoder {
    tokenizer: Tokenizer,
    prefix: String,
    /// The vectors of parts of words, as they were published: they are most of a model.
    words: Tensor,
    places: Tensor,
    kind: Tensor,
    norm: LayerNorm,
    layers: Vec<Layer>,
    /// The number of the first place.
    first: u32,
    /// The most parts of a text.
    longest: usize,
}

impl std::fmt::Debug for Encoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Encoder({} layers)", self.layers.len())
    }
}

/// One layer.
struct Layer {
    heads: usize,
    query: Linear,
    key: Linear,
    value: Linear,
    joined: Linear,
    after_attention: LayerNorm,
    wide: Linear,
    narrow: Linear,
    after_all: LayerNorm,
}

impl Layer {
    fn of(sizes: &Sizes, vars: &VarBuilder<'_>) -> candle_core::Result<Self> {
        let (size, width, eps) = (
            sizes.hidden_size,
            sizes.intermediate_size,
            sizes.layer_norm_eps,
        );
        let attention = vars.pp("attention");
        let own = attention.pp("self");
        Ok(Self {
            heads: sizes.num_attention_heads,
            query: linear(size, size, own.pp("query"))?,
            key: linear(size, size, own.pp("key"))?,
            value: linear(size, size, own.pp("value"))?,
            joined: linear(size, size, attention.pp("output.dense"))?,
            after_attention: layer_norm(size, eps, attention.pp("output.LayerNorm"))?,
            wide: linear(size, width, vars.pp("intermediate.dense"))?,
            narrow: linear(width, size, vars.pp("output.dense"))?,
            after_all: layer_norm(size, eps, vars.pp("output.LayerNorm"))?,
        })
    }

    /// Parts by size, in and out.
    fn forward(&self, parts: &Tensor) -> candle_core::Result<Tensor> {
        let (length, size) = parts.dims2()?;
        let wide = size / self.heads;
        let by_head = |linear: &Linear| -> candle_core::Result<Tensor> {
            linear
                .forward(parts)?
                .reshape((length, self.heads, wide))?
                .transpose(0, 1)?
                .contiguous()
        };
        let (query, key, value) = (
            by_head(&self.query)?,
            by_head(&self.key)?,
            by_head(&self.value)?,
        );
        let scale = f64::from(u32::try_from(wide).unwrap_or(1)).sqrt().recip();
        let weights = (query.matmul(&key.transpose(1, 2)?.contiguous()?)? * scale)?;
        let weights = candle_nn::ops::softmax_last_dim(&weights)?;
        let seen = weights
            .matmul(&value)?
            .transpose(0, 1)?
            .reshape((length, size))?;
        let parts = self
            .after_attention
            .forward(&(parts + self.joined.forward(&seen)?)?)?;
        let within = self
            .narrow
            .forward(&self.wide.forward(&parts)?.gelu_erf()?)?;
        self.after_all.forward(&(parts + within)?)
    }
}

impl Encoder {
    /// Reads the model of a folder into memory.
    ///
    /// # Errors
    /// `Format` and `Model` when its files do not fit one another.
    pub fn open(folder: &Folder) -> Outcome<Self> {
        let sizes = &folder.sizes;
        let file = folder.file(TOKENIZER);
        let tokenizer =
            Tokenizer::from_file(&file).map_err(|error| crate::wrong(&file, error.to_string()))?;
        let file = folder.file(WEIGHTS);
        let bytes = fs::read(&file).map_err(at(&file))?;
        let device = Device::Cpu;
        let raw = candle_core::safetensors::BufferedSafetensors::new(bytes)?;
        let words = raw.load("embeddings.word_embeddings.weight", &device)?;
        if words.dims() != [sizes.vocab_size, sizes.hidden_size] {
            return Err(crate::wrong(&file, "the words are of another size"));
        }
        let vars = VarBuilder::from_backend(Box::new(raw), DType::F32, device);
        let beginning = vars.pp("embeddings");
        let size = sizes.hidden_size;
        let layers: candle_core::Result<Vec<Layer>> = (0..sizes.num_hidden_layers)
            .map(|number| Layer::of(sizes, &vars.pp(format!("encoder.layer.{number}"))))
            .collect();
        let first = sizes.first_place().unwrap_or_default();
        Ok(Self {
            prefix: folder.installed.prefix.clone(),
            words,
            places: beginning.get(
                (sizes.max_position_embeddings, size),
                "position_embeddings.weight",
            )?,
            kind: beginning
                .get(
                    (sizes.type_vocab_size, size),
                    "token_type_embeddings.weight",
                )?
                .get(0)?,
            norm: layer_norm(size, sizes.layer_norm_eps, beginning.pp("LayerNorm"))?,
            layers: layers?,
            longest: sizes.max_position_embeddings.saturating_sub(first),
            first: u32::try_from(first).unwrap_or_default(),
            tokenizer,
        })
    }

    /// The vector of a text, of length one. What is too long for the model is cut.
    ///
    /// # Errors
    /// `Model` when the text cannot be divided or computed with.
    pub fn vector(&self, text: &str) -> Outcome<Vec<f32>> {
        let text = format!("{}{}", self.prefix, text.trim());
        let divided = self
            .tokenizer
            .encode(text, true)
            .map_err(|error| Error::Model(error.to_string()))?;
        let ids = divided.get_ids();
        let mut kept: Vec<u32> = ids.iter().copied().take(self.longest).collect();
        if let (true, Some(cut), Some(end)) = (ids.len() > kept.len(), kept.last_mut(), ids.last())
        {
            *cut = *end;
        }
        let length = u32::try_from(kept.len()).unwrap_or(u32::MAX);
        let ids = Tensor::new(kept, &Device::Cpu)?;
        let places = Tensor::arange(self.first, self.first + length, &Device::Cpu)?;
        let words = self.words.index_select(&ids, 0)?.to_dtype(DType::F32)?;
        let places = self.places.index_select(&places, 0)?;
        let mut parts = self
            .norm
            .forward(&(words + places)?.broadcast_add(&self.kind)?)?;
        for layer in &self.layers {
            parts = layer.forward(&parts)?;
        }
        let mean = parts.mean(0)?;
        let length = mean.sqr()?.sum_all()?.sqrt()?.to_scalar::<f32>()?;
        let scale = f64::from(length.max(f32::MIN_POSITIVE)).recip();
        debug_assert_eq!(mean.dim(D::Minus1).ok(), Some(self.kind.elem_count()));
        Ok((mean * scale)?.to_vec1()?)
    }
}
