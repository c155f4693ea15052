//! The crates of the workspace, as cargo reports them.

use std::process::Command;

use serde_json::Value;

use crate::source::root;

/// What a dependency is needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DependencyKind {
    /// By the crate itself.
    Normal,
    /// By its tests.
    Test,
    /// By its build script.
    Build,
}

/// One line of a crate's dependency tables.
#[derive(Debug, Clone)]
pub(crate) struct Dependency {
    /// Package name.
    pub(crate) name: String,
    /// What it is needed for.
    pub(crate) kind: DependencyKind,
    /// Whether it is a crate of this workspace.
    pub(crate) ours: bool,
}

/// A crate of the workspace.
#[derive(Debug, Clone)]
pub(crate) struct Crate {
    /// Its folder under `crates/`, by which ARCHITECTURE.md names it.
    pub(crate) folder: String,
    /// What it imports.
    pub(crate) dependencies: Vec<Dependency>,
}

impl Crate {
    /// The folder of a package of this workspace: its name without the common prefix.
    pub(crate) fn folder_of(package: &str) -> &str {
        package.strip_prefix("sangkien-").unwrap_or(package)
    }
}

/// Reads the workspace with `cargo metadata`, without resolving anything outside it.
///
/// # Errors
/// A sentence when cargo cannot be run or says something unexpected.
pub(crate) fn workspace() -> Result<Vec<Crate>, String> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--offline",
        ])
        .current_dir(root())
        .output()
        .map_err(|error| format!("cargo metadata: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let value: Value = serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("cargo metadata: {error}"))?;
    let packages = value
        .get("packages")
        .and_then(Value::as_array)
        .ok_or("cargo metadata names no packages")?;
    packages.iter().map(read_crate).collect()
}

fn read_crate(package: &Value) -> Result<Crate, String> {
    let name = text(package, "name")?;
    let folder = text(package, "manifest_path")?
        .replace('\\', "/")
        .rsplit('/')
        .nth(1)
        .unwrap_or_default()
        .to_owned();
    let dependencies = package
        .get("dependencies")
        .and_then(Value::as_array)
        .ok_or_else(|| format!("{name} has no list of dependencies"))?
        .iter()
        .map(|dependency| {
            Ok(Dependency {
                name: text(dependency, "name")?,
                kind: match dependency.get("kind").and_then(Value::as_str) {
                    Some("dev") => DependencyKind::Test,
                    Some("build") => DependencyKind::Build,
                    _ => DependencyKind::Normal,
                },
                ours: dependency.get("path").is_some_and(Value::is_string),
            })
        })
        .collect::<Result<_, String>>()?;
    Ok(Crate {
        folder,
        dependencies,
    })
}

fn text(value: &Value, key: &str) -> Result<String, String> {
    value
        .get(key)
        .and_then(Value::as_str)
        .map(str::to_owned)
        .ok_or_else(|| format!("cargo metadata lacks {key}"))
}
