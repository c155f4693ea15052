//! Every procedure file of the packs is sound.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a panic is how a test fails"
)]

use std::fs;
use std::path::{Path, PathBuf};

use sangkien_casework::check::{Severity, check};
use sangkien_casework::definition::Procedure;
use sangkien_casework::engine::Compiled;

/// Every file `packs/**/procedures/*.toml`, in the order of paths.
fn files() -> Vec<PathBuf> {
    fn below(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                below(&path, found);
            } else if path
                .parent()
                .is_some_and(|folder| folder.ends_with("procedures"))
                && path.extension().is_some_and(|ending| ending == "toml")
            {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    below(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs")),
        &mut found,
    );
    found.sort();
    assert!(found.len() >= 2, "{found:?}");
    found
}

fn read(path: &Path) -> Procedure {
    let text = fs::read_to_string(path).expect("a file");
    Procedure::read(&text).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
}

#[test]
fn every_procedure_of_the_packs_may_be_activated() {
    for path in files() {
        let procedure = read(&path);
        let faults = check(&procedure);
        for fault in &faults {
            eprintln!("{}: {fault:?}", path.display());
        }
        assert!(
            faults.iter().all(|fault| fault.severity == Severity::Note),
            "{}",
            path.display()
        );
        Compiled::new(procedure).expect("a procedure without faults compiles");
    }
}

#[test]
fn every_procedure_of_the_packs_is_written_as_it_was_read() {
    for path in files() {
        let procedure = read(&path);
        let written = procedure.write().expect("it can be written");
        assert_eq!(
            Procedure::read(&written).expect("it can be read again"),
            procedure,
            "{}",
            path.display()
        );
    }
}
