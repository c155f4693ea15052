//! The schema and the statements.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use sangkien_app::port::StoreError;

use super::{Bench, ColumnShape, TableShape, World};
use crate::schema::{declarations, migrations};

/// Most of the statements, in percent, that one engine may have for itself.
const DIALECT_CEILING: usize = 12;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn sql_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sql_files(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Every file of `queries/` is accepted by the engine it is for and used by the repositories, and
/// few of them are for one engine alone.
pub async fn every_statement_is_accepted(bench: Arc<dyn Bench>) {
    let queries = folder("queries");
    let mut sources = String::new();
    for entry in std::fs::read_dir(folder("shared")).unwrap() {
        sources.push_str(&std::fs::read_to_string(entry.unwrap().path()).unwrap());
    }
    let (mut common, mut own) = (0, 0);
    for file in sql_files(&queries) {
        let name = file.strip_prefix(&queries).unwrap().with_extension("");
        let name = name.to_str().unwrap().replace('\\', "/");
        let noun = name.split('/').next().unwrap();
        if ["sqlite", "postgres"].contains(&noun) {
            if noun != bench.engine() {
                continue;
            }
            own += 1;
        } else {
            common += 1;
            assert!(
                sources.contains(&format!("sql!(\"{name}\")")),
                "{name} is used nowhere"
            );
        }
        let sql = std::fs::read_to_string(&file).unwrap();
        if let Err(refusal) = bench.prepare(&sql).await {
            panic!("{name}: {refusal}");
        }
    }
    assert!(common > 80, "only {common} statements found");
    assert!(own * 100 <= (common + own) * DIALECT_CEILING);
}

/// The tables as the migration source states them, in order of name. A table made anew is declared
/// under the name `<table>_new`, filled, and takes the place of the old one.
fn declared_tables() -> Vec<TableShape> {
    let mut tables = Vec::new();
    let mut current: Option<TableShape> = None;
    for migration in migrations() {
        for line in declarations(migration.source).lines() {
            let line = line.trim();
            if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
                current = Some(TableShape {
                    name: rest.trim_end_matches(" (").to_owned(),
                    columns: Vec::new(),
                    unique: Vec::new(),
                    foreign_keys: 0,
                });
            } else if let Some(name) = line.strip_prefix("DROP TABLE ") {
                let name = name.trim_end_matches(';');
                tables.retain(|table: &TableShape| table.name != name);
            } else if line == ");" {
                let mut table = current.take().unwrap();
                table.unique.sort();
                tables.push(table);
            } else if let Some((old, new)) = line
                .strip_prefix("ALTER TABLE ")
                .and_then(|rest| rest.split_once(" RENAME TO "))
            {
                let found = tables.iter_mut().find(|table| table.name == old);
                new.trim_end_matches(';')
                    .clone_into(&mut found.unwrap().name);
            } else if let Some((name, column)) = line
                .strip_prefix("ALTER TABLE ")
                .and_then(|rest| rest.split_once(" ADD COLUMN "))
            {
                let found = tables.iter_mut().find(|table| table.name == name);
                declare(found.unwrap(), column.trim_end_matches(';'));
            } else if let Some(table) = &mut current {
                declare(table, line);
            }
        }
    }
    tables.sort_by(|a, b| a.name.cmp(&b.name));
    tables
}

/// Adds to a table what one line of its declaration states.
fn declare(table: &mut TableShape, line: &str) {
    table.foreign_keys += usize::from(line.contains("REFERENCES "));
    let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
    let kind = rest.split([' ', ',']).next().unwrap();
    if ["UUID", "BIGINT", "TEXT", "BYTEA", "BOOLEAN"].contains(&kind) {
        table.columns.push(ColumnShape {
            name: first.to_owned(),
            kind: kind.to_owned(),
            nullable: !line.contains("NOT NULL"),
        });
    } else if let Some((name, columns)) = rest
        .split_once(" PRIMARY KEY (")
        .or_else(|| rest.split_once(" UNIQUE ("))
    {
        let columns: Vec<String> = columns
            .trim_end_matches([',', ')'])
            .split(", ")
            .map(str::to_owned)
            .collect();
        // SQLite names a unique constraint by its columns only; the driver makes the name of them.
        let table_name = table.name.trim_end_matches("_new");
        let unique = format!("{table_name}_{}_unique", columns.join("_"));
        let primary = format!("{table_name}_pkey");
        assert!(
            name == primary || name == unique,
            "{name} should be {unique}"
        );
        table.unique.push(columns);
    }
}

/// The type under which an engine keeps a type of the source.
fn kept_as(engine: &str, kind: &str) -> &'static str {
    match (engine, kind) {
        ("sqlite", "UUID" | "BYTEA") => "BLOB",
        ("sqlite", "BIGINT" | "BOOLEAN") => "INTEGER",
        (_, "UUID") => "UUID",
        (_, "BYTEA") => "BYTEA",
        (_, "BIGINT") => "BIGINT",
        (_, "BOOLEAN") => "BOOLEAN",
        _ => "TEXT",
    }
}

/// The catalogue of each engine is compared with the one source, column by column.
pub async fn both_engines_have_the_same_tables(bench: Arc<dyn Bench>) {
    let mut declared = declared_tables();
    for column in declared.iter_mut().flat_map(|table| &mut table.columns) {
        column.kind = kept_as(bench.engine(), &column.kind).to_owned();
    }
    let found: Vec<TableShape> = bench
        .tables()
        .await
        .into_iter()
        .filter(|table| table.name != "schema_migration")
        .collect();
    assert_eq!(found.len(), declared.len());
    for (found, declared) in found.iter().zip(&declared) {
        assert_eq!(found, declared);
    }
}

/// Starting again changes nothing.
pub async fn a_database_is_opened_again_without_change(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    bench.reopen().await.unwrap();
    let mut read = bench.store().read().await.unwrap();
    assert!(read.round(world.round).await.unwrap().is_some());
    let steps = bench.number("SELECT COUNT(*) FROM schema_migration").await;
    assert_eq!(usize::try_from(steps).unwrap(), migrations().len());
}

async fn assert_refused(bench: &dyn Bench, word: &str) {
    match bench.reopen().await {
        Err(StoreError::Damaged(reason)) => assert!(reason.contains(word), "{reason}"),
        other => panic!("the database should have been refused, but: {other:?}"),
    }
}

/// An old program leaves the data of a newer one alone.
pub async fn a_newer_schema_is_refused(bench: Arc<dyn Bench>) {
    bench
        .run("INSERT INTO schema_migration (version, name, sha256, applied_at) VALUES (99, 'x', 'x', 'x')")
        .await
        .unwrap();
    assert_refused(&*bench, "newer").await;
}

/// What was applied must be what is known.
pub async fn an_edited_migration_is_refused(bench: Arc<dyn Bench>) {
    bench
        .run("UPDATE schema_migration SET sha256 = 'x' WHERE version = 1")
        .await
        .unwrap();
    assert_refused(&*bench, "foundation").await;
}
