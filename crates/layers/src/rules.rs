//! The dependency rule of ARCHITECTURE.md, held against `cargo metadata` and the source.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::manifest::{Crate, DependencyKind, workspace};
use crate::markdown::{code_spans, rows};
use crate::source::{SourceFile, root, rust_files};

/// Longer than this, a file is divided by what its parts are about.
const LONGEST_FILE: usize = 450;

fn architecture() -> String {
    fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md")
}

struct Row {
    ring: String,
    may_import: BTreeSet<String>,
}

/// Crate folder → its row; `everything` stands for every crate.
fn rule(page: &str) -> BTreeMap<String, Row> {
    let table = rows(page, "crates");
    assert!(!table.is_empty(), "ARCHITECTURE.md has no table of crates");
    let all: BTreeSet<String> = table.iter().flat_map(|row| code_spans(&row[0])).collect();
    table
        .iter()
        .map(|row| {
            let name = code_spans(&row[0]).pop().expect("a crate's name");
            let may_import = if row[2] == "everything" {
                all.clone()
            } else {
                code_spans(&row[2]).into_iter().collect()
            };
            (
                name,
                Row {
                    ring: row[1].clone(),
                    may_import,
                },
            )
        })
        .collect()
}

fn assert_none(faults: &[String], how_to_mend: &str) {
    assert!(
        faults.is_empty(),
        "\n{}\n{how_to_mend}\n",
        faults.join("\n")
    );
}

#[test]
fn the_table_names_every_crate_and_no_other() {
    let named: BTreeSet<String> = rule(&architecture()).into_keys().collect();
    let found: BTreeSet<String> = workspace()
        .expect("the workspace")
        .into_iter()
        .map(|member| member.folder)
        .collect();
    assert_eq!(
        named, found,
        "left: ARCHITECTURE.md, right: the folder crates/"
    );
}

#[test]
fn a_crate_imports_only_what_the_table_allows() {
    let rule = rule(&architecture());
    let mut faults = Vec::new();
    for member in workspace().expect("the workspace") {
        let Some(row) = rule.get(&member.folder) else {
            continue;
        };
        // Tests of the outer rings may stand on anything; those of the inner rings stay inside.
        let inner = row.ring == "pure" || row.ring == "application";
        for dependency in member.dependencies.iter().filter(|found| found.ours) {
            let name = Crate::folder_of(&dependency.name).to_owned();
            if dependency.kind == DependencyKind::Test && (!inner || name == "packs") {
                continue;
            }
            if name != member.folder && !row.may_import.contains(&name) {
                faults.push(format!("crates/{} imports {name}", member.folder));
            }
        }
    }
    assert_none(
        &faults,
        "Import arrows point inward. Move the code, take it in through a port of `app`, or change \
         the table in ARCHITECTURE.md with a reason in docs/adr/.",
    );
}

#[test]
fn an_outside_library_is_imported_only_by_its_owner() {
    let page = architecture();
    let table = rows(&page, "libraries");
    assert!(
        !table.is_empty(),
        "ARCHITECTURE.md has no table of libraries"
    );
    let mut faults = Vec::new();
    let members = workspace().expect("the workspace");
    for row in &table {
        let owners: BTreeSet<String> = code_spans(&row[1]).into_iter().collect();
        for library in code_spans(&row[0]) {
            for member in &members {
                let imports = member.dependencies.iter().any(|dependency| {
                    dependency.name == library && dependency.kind != DependencyKind::Test
                });
                if imports && !owners.contains(&member.folder) {
                    faults.push(format!("crates/{} imports {library}", member.folder));
                }
            }
        }
    }
    assert_none(
        &faults,
        "Each of these libraries belongs to one place (ARCHITECTURE.md, table of libraries).",
    );
}

#[test]
fn a_pure_crate_imports_only_libraries_that_compute() {
    let page = architecture();
    let allowed: BTreeSet<String> = rows(&page, "pure-libraries")
        .iter()
        .flat_map(|row| code_spans(&row[0]))
        .collect();
    assert!(
        !allowed.is_empty(),
        "ARCHITECTURE.md does not say what pure crates may import"
    );
    let rule = rule(&page);
    let mut faults = Vec::new();
    for member in workspace().expect("the workspace") {
        if rule
            .get(&member.folder)
            .is_none_or(|row| row.ring != "pure")
        {
            continue;
        }
        for dependency in &member.dependencies {
            let production = dependency.kind != DependencyKind::Test && !dependency.ours;
            if production && !allowed.contains(&dependency.name) {
                faults.push(format!(
                    "crates/{} imports {}",
                    member.folder, dependency.name
                ));
            }
        }
    }
    assert_none(
        &faults,
        "Pure crates know no clock, randomness, file, socket, SQL or page.",
    );
}

#[test]
fn no_ring_contains_what_it_must_not() {
    let page = architecture();
    let rule = rule(&page);
    let forbidden = rows(&page, "forbidden");
    assert!(!forbidden.is_empty(), "ARCHITECTURE.md forbids nothing");
    let mut faults = Vec::new();
    for file in rust_files().expect("the source") {
        let Some(row) = file.folder().and_then(|folder| rule.get(folder)) else {
            continue;
        };
        let program = file.path.contains("/src/") || file.path.contains("/shared/");
        if file.is_test() || !program {
            continue;
        }
        for words in forbidden.iter().filter(|words| words[0] == row.ring) {
            find(&file, &code_spans(&words[1]), &mut faults);
        }
    }
    assert_none(
        &faults,
        "The table “forbidden” in ARCHITECTURE.md says why and what to do instead.",
    );
}

fn find(file: &SourceFile, words: &[String], faults: &mut Vec<String>) {
    for (number, line) in file.program_lines() {
        for word in words.iter().filter(|word| line.contains(word.as_str())) {
            faults.push(format!("{}:{number}: {word}", file.path));
        }
    }
}

#[test]
fn no_file_is_too_long_to_read_in_one_sitting() {
    let faults: Vec<String> = rust_files()
        .expect("the source")
        .iter()
        .map(|file| (file, file.text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST_FILE)
        .map(|(file, lines)| format!("{}: {lines} lines", file.path))
        .collect();
    assert_none(
        &faults,
        "At most 450 lines. Divide the file by what its parts are about, not by size.",
    );
}

#[test]
fn a_silenced_lint_always_says_why() {
    // `#[expect(…)]` without a reason is refused by clippy; `#![allow]` for a whole crate is not.
    let mut faults = Vec::new();
    for file in rust_files().expect("the source") {
        for (number, line) in file.program_lines() {
            let line = line.trim_start();
            if line.starts_with("#![allow(") || line.starts_with("#[allow(") {
                faults.push(format!("{}:{number}: {line}", file.path));
            }
        }
    }
    assert_none(
        &faults,
        "Use #[expect(lint, reason = \"…\")] on the smallest item.",
    );
}
