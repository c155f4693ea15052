//! The files of the repository.

use std::fs;
use std::path::{Path, PathBuf};

/// A file with its path from the root of the repository, with forward slashes.
#[derive(Debug, Clone)]
pub(crate) struct SourceFile {
    /// Such as `crates/domain/src/share.rs`.
    pub(crate) path: String,
    /// Its content.
    pub(crate) text: String,
}

impl SourceFile {
    /// The crate's folder, if the file is in a crate.
    pub(crate) fn folder(&self) -> Option<&str> {
        self.path.strip_prefix("crates/")?.split('/').next()
    }

    /// Whether the whole file is compiled for tests only.
    pub(crate) fn is_test(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        self.path.contains("/tests/")
            || self.path.contains("/contract/")
            || ["tests.rs", "testing.rs", "tampering.rs"].contains(&name)
    }

    /// Lines of code that are part of the program: comments and the test module at the end of the
    /// file are left out. Each with its number, from 1.
    pub(crate) fn program_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .take_while(|(_, line)| *line != "#[cfg(test)]")
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
            .map(|(index, line)| (index + 1, line))
    }
}

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Every Rust file of the crates.
///
/// # Errors
/// A sentence naming the folder or file that cannot be read.
pub(crate) fn rust_files() -> Result<Vec<SourceFile>, String> {
    let mut files = Vec::new();
    walk(&root().join("crates"), "rs", &mut files)?;
    Ok(files)
}

/// Every page of documentation: at the root and under `docs/`.
///
/// # Errors
/// A sentence naming the folder or file that cannot be read.
pub(crate) fn documents() -> Result<Vec<SourceFile>, String> {
    let mut files = Vec::new();
    for entry in entries(&root())? {
        if entry.extension().is_some_and(|found| found == "md") {
            files.push(read(&entry)?);
        }
    }
    walk(&root().join("docs"), "md", &mut files)?;
    Ok(files)
}

fn walk(folder: &Path, extension: &str, files: &mut Vec<SourceFile>) -> Result<(), String> {
    for path in entries(folder)? {
        if path.is_dir() {
            walk(&path, extension, files)?;
        } else if path.extension().is_some_and(|found| found == extension) {
            files.push(read(&path)?);
        }
    }
    Ok(())
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut paths = fs::read_dir(folder)
        .and_then(|entries| {
            entries
                .map(|entry| entry.map(|entry| entry.path()))
                .collect::<Result<Vec<_>, _>>()
        })
        .map_err(|error| format!("{}: {error}", folder.display()))?;
    paths.sort();
    Ok(paths)
}

fn read(path: &Path) -> Result<SourceFile, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let path = path.strip_prefix(root()).unwrap_or(path);
    Ok(SourceFile {
        path: path.to_string_lossy().replace('\\', "/"),
        text,
    })
}
