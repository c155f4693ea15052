//! What the documents say of the repository, held against the repository.

use std::collections::BTreeSet;
use std::fs;

use crate::markdown::{code_spans, links, rows};
use crate::source::{SourceFile, documents, root, rust_files};

fn page(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect(path)
}

fn assert_none(faults: &[String], how_to_mend: &str) {
    assert!(
        faults.is_empty(),
        "\n{}\n{how_to_mend}\n",
        faults.join("\n")
    );
}

/// Whether a code span is a path of the repository, and not a pattern or a command.
fn is_path(span: &str) -> bool {
    let folders = [
        "crates/", "docs/", "packs/", "scripts/", "e2e/", "assets/", ".ci/",
    ];
    folders.iter().any(|folder| span.starts_with(folder))
        && !span.contains(['*', '<', '{', ' ', '…'])
}

#[test]
fn every_path_a_document_names_exists() {
    let mut faults = Vec::new();
    for document in documents().expect("the documents") {
        for span in code_spans(&document.text)
            .iter()
            .filter(|span| is_path(span))
        {
            let path = span.split("::").next().unwrap_or(span);
            if !root().join(path).exists() {
                faults.push(format!("{}: {span}", document.path));
            }
        }
    }
    assert_none(
        &faults,
        "Name the file as it is now, or take the sentence out.",
    );
}

#[test]
fn every_link_between_documents_leads_somewhere() {
    let mut faults = Vec::new();
    for document in documents().expect("the documents") {
        let folder = root().join(&document.path);
        let folder = folder.parent().expect("a folder");
        for link in links(&document.text) {
            let target = link.split('#').next().unwrap_or_default();
            if target.is_empty() || target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            if !folder.join(target).exists() {
                faults.push(format!("{}: {link}", document.path));
            }
        }
    }
    assert_none(&faults, "Mend the link or add what it leads to.");
}

#[test]
fn the_table_of_functions_has_every_function_once_with_a_known_state() {
    let text = page("docs/functions.md");
    let table = rows(&text, "functions");
    let numbers: Vec<String> = table.iter().map(|row| row[0].clone()).collect();
    let wanted: Vec<String> = (1..=51).map(|number| format!("F{number}")).collect();
    assert_eq!(numbers, wanted);
    let beyond: Vec<String> = rows(&text, "beyond")
        .iter()
        .map(|row| row[0].clone())
        .collect();
    let wanted: Vec<String> = (1..=15).map(|number| format!("N{number}")).collect();
    assert_eq!(beyond, wanted);
    for row in rows(&text, "functions")
        .iter()
        .chain(&rows(&text, "beyond"))
    {
        let state = row.last().map(String::as_str).unwrap_or_default();
        assert!(
            ["done", "thin", "later"].contains(&state),
            "{}: {state}",
            row[0]
        );
        assert!(
            state == "later" || !row[3].is_empty(),
            "{} is said to be {state} without a test that shows it",
            row[0]
        );
    }
}

#[test]
fn every_test_named_in_the_table_of_functions_exists() {
    let text = page("docs/functions.md");
    let sources = rust_files().expect("the source");
    let mut faults = Vec::new();
    for row in rows(&text, "functions")
        .iter()
        .chain(&rows(&text, "beyond"))
    {
        for span in code_spans(&row[3]) {
            if !test_exists(&sources, &span) {
                faults.push(format!("{}: {span}", row[0]));
            }
        }
    }
    assert_none(
        &faults,
        "Written as the function's name, or as a path below e2e/.",
    );
}

fn test_exists(sources: &[SourceFile], span: &str) -> bool {
    if is_path(span) {
        return root().join(span).exists();
    }
    let declaration = format!("fn {span}(");
    sources.iter().any(|file| file.text.contains(&declaration))
}

#[test]
fn the_glossary_uses_the_words_of_the_screens() {
    let glossary = page("docs/glossary.md");
    let labels = page("crates/i18n/src/label.rs");
    let mut faults = Vec::new();
    for table in ["states", "roles", "acts"] {
        let rows = rows(&glossary, table);
        assert!(!rows.is_empty(), "docs/glossary.md has no table of {table}");
        for row in rows {
            let words = if table == "acts" {
                &row[1..3]
            } else {
                &row[1..2]
            };
            for word in words {
                if !labels.contains(&format!("\"{word}\"")) {
                    faults.push(format!("{}: {word}", row[0]));
                }
            }
        }
    }
    assert_none(&faults, "Take the word that crates/i18n/src/label.rs has.");
}

#[test]
fn every_decision_record_has_its_number_state_and_reason() {
    let mut numbers = BTreeSet::new();
    for document in documents().expect("the documents") {
        let Some(name) = document.path.strip_prefix("docs/adr/") else {
            continue;
        };
        let number = name.split('-').next().unwrap_or_default().to_owned();
        assert!(
            number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit()),
            "{name}: begins with four digits"
        );
        assert!(numbers.insert(number), "{name}: the number is taken");
        let first = document.text.lines().next().unwrap_or_default();
        assert!(first.starts_with("# "), "{name}: begins with its title");
        assert!(
            document.text.contains("Status: "),
            "{name}: says whether it is in force (“Status: …”)"
        );
    }
}

#[test]
fn no_lock_file_names_a_download_host() {
    let lock = page("e2e/package-lock.json");
    assert!(
        !lock.contains("\"resolved\""),
        "e2e/package-lock.json: run `npm install` in e2e/, whose .npmrc leaves addresses out"
    );
}
