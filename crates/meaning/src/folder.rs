//! A model in a folder.
//!
//! Three files as they are published for many encoders: `config.json` (sizes), `tokenizer.json` (how
//! text is divided), `model.safetensors` (the numbers). Installing adds `installed.json`: where the
//! model came from, its licence, what stands before each text, and the SHA-256 of the three. A model
//! whose files have changed since is not opened.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::{Error, Outcome, at, wrong};

/// Sizes of the model.
pub const CONFIG: &str = "config.json";
/// How text is divided.
pub const TOKENIZER: &str = "tokenizer.json";
/// The numbers.
pub const WEIGHTS: &str = "model.safetensors";
/// What was installed.
const INSTALLED: &str = "installed.json";
/// The files of a model.
pub(crate) const FILES: [&str; 3] = [CONFIG, TOKENIZER, WEIGHTS];

/// The sizes of an encoder of the family of BERT.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sizes {
    /// `bert`, or `xlm-roberta`, whose places are counted from two.
    pub model_type: String,
    /// Words and parts of words.
    pub vocab_size: usize,
    /// Numbers of a vector.
    pub hidden_size: usize,
    /// Layers.
    pub num_hidden_layers: usize,
    /// Heads of attention in each.
    pub num_attention_heads: usize,
    /// Width within a layer.
    pub intermediate_size: usize,
    /// The most places.
    pub max_position_embeddings: usize,
    /// Kinds of text.
    pub type_vocab_size: usize,
    /// Kept from zero in normalising.
    pub layer_norm_eps: f64,
}

impl Sizes {
    /// The number of the first place, or nothing for a kind of encoder that is not known here.
    pub(crate) fn first_place(&self) -> Option<usize> {
        match self.model_type.as_str() {
            "bert" => Some(0),
            "xlm-roberta" => Some(2),
            _ => None,
        }
    }
}

/// What was installed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Installed {
    /// Name of the model.
    pub name: String,
    /// Licence, as SPDX writes it; empty when nobody said.
    pub licence: String,
    /// What it was installed from.
    pub source: String,
    /// SHA-256 of what it was installed from; empty for a folder.
    pub source_sha256: String,
    /// Stands before each text, as the model was trained.
    pub prefix: String,
    /// SHA-256 of each file.
    pub files: BTreeMap<String, String>,
}

/// A model whose files are what was installed.
#[derive(Debug, Clone, PartialEq)]
pub struct Folder {
    path: PathBuf,
    /// What was installed.
    pub installed: Installed,
    /// Its sizes.
    pub sizes: Sizes,
}

impl Folder {
    /// Opens a folder and checks each file.
    ///
    /// # Errors
    /// `Hash` when a file has changed since it was installed.
    pub fn open(path: &Path) -> Outcome<Self> {
        let list = path.join(INSTALLED);
        let text = fs::read_to_string(&list).map_err(at(&list))?;
        let installed: Installed =
            serde_json::from_str(&text).map_err(|error| wrong(&list, error.to_string()))?;
        for name in FILES {
            let file = path.join(name);
            let wanted = installed.files.get(name).cloned().unwrap_or_default();
            let found = sha256(&file)?;
            if found != wanted {
                return Err(Error::Hash {
                    path: file,
                    wanted,
                    found,
                });
            }
        }
        Ok(Self {
            sizes: sizes(path)?,
            path: path.to_owned(),
            installed,
        })
    }

    /// The place of one of its files.
    pub fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Says what lies in a folder that has the three files.
    pub(crate) fn seal(path: &Path, mut installed: Installed) -> Outcome<Self> {
        for name in FILES {
            let hash = sha256(&path.join(name))?;
            installed.files.insert(name.to_owned(), hash);
        }
        let list = path.join(INSTALLED);
        let text = serde_json::to_string_pretty(&installed)
            .map_err(|error| wrong(&list, error.to_string()))?;
        fs::write(&list, text).map_err(at(&list))?;
        Self::open(path)
    }
}

/// What an installed model is known by: the hash of its list of files. They themselves are compared when
/// it is opened.
pub(crate) fn identity(path: &Path) -> Outcome<String> {
    sha256(&path.join(INSTALLED))
}

/// The sizes in a folder.
pub(crate) fn sizes(path: &Path) -> Outcome<Sizes> {
    let file = path.join(CONFIG);
    let text = fs::read_to_string(&file).map_err(at(&file))?;
    let sizes: Sizes =
        serde_json::from_str(&text).map_err(|error| wrong(&file, error.to_string()))?;
    let first = sizes.first_place().ok_or_else(|| {
        let kind = &sizes.model_type;
        wrong(&file, format!("{kind} is no kind of encoder known here"))
    })?;
    // A text has at least a beginning and an end.
    if sizes.hidden_size == 0 || sizes.max_position_embeddings < first + 2 {
        return Err(wrong(&file, "the model has no room for a text"));
    }
    let heads = sizes.num_attention_heads;
    if heads == 0 || !sizes.hidden_size.is_multiple_of(heads) {
        return Err(wrong(&file, "the heads do not divide the size"));
    }
    Ok(sizes)
}

/// The SHA-256 of a file.
pub(crate) fn sha256(path: &Path) -> Outcome<String> {
    let mut file = File::open(path).map_err(at(path))?;
    let mut digest = Sha256::new();
    let mut part = vec![0; 1 << 20];
    loop {
        let length = file.read(&mut part).map_err(at(path))?;
        if length == 0 {
            return Ok(hex::encode(digest.finalize()));
        }
        digest.update(part.get(..length).unwrap_or_default());
    }
}
