//! The schema: one migration source, translated for SQLite.
//!
//! # The source
//! PostgreSQL SQL with the types `UUID`, `BIGINT`, `TEXT`, `BYTEA` and `BOOLEAN`. A table ends
//! with a line `);`. What only one engine understands stands between the lines `-- only: postgres`
//! or `-- only: sqlite` and `-- end only`.
//!
//! # The translation
//! | PostgreSQL | SQLite |
//! |---|---|
//! | `UUID`, `BYTEA` | `BLOB` (sixteen bytes, resp. any) |
//! | `BIGINT`, `BOOLEAN` | `INTEGER` |
//! | `TEXT` | `TEXT` |
//! | `);` at the end of a table | `) STRICT;` |
//!
//! A migration that has been released is never edited; its hash is stored when it is applied and
//! compared at every start.

use sha2::{Digest, Sha256};

/// One step of the schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migration {
    /// Number of the step, from 1 without gaps.
    pub version: i64,
    /// Short name.
    pub name: &'static str,
    /// The source, common to both engines.
    pub source: &'static str,
}

impl Migration {
    /// SHA-256 of the source in lower-case hexadecimal; the same on both engines.
    pub fn sha256(&self) -> String {
        hex::encode(Sha256::digest(self.source.as_bytes()))
    }
}

/// Every step, in order.
pub fn migrations() -> Vec<Migration> {
    vec![
        Migration {
            version: 1,
            name: "foundation",
            source: concat!(
                include_str!("../migrations/0001_foundation/1_organisation.sql"),
                include_str!("../migrations/0001_foundation/2_dossiers.sql"),
                include_str!("../migrations/0001_foundation/3_councils_and_decisions.sql"),
                include_str!("../migrations/0001_foundation/4_history_and_guards.sql"),
            ),
        },
        Migration {
            version: 2,
            name: "procedures",
            source: include_str!("../migrations/0002_procedures/1_procedures.sql"),
        },
        Migration {
            version: 3,
            name: "corrections",
            source: include_str!("../migrations/0003_corrections/1_corrections.sql"),
        },
        Migration {
            version: 4,
            name: "casework",
            source: concat!(
                include_str!("../migrations/0004_casework/1_dossiers.sql"),
                include_str!("../migrations/0004_casework/2_steps.sql"),
            ),
        },
        Migration {
            version: 5,
            name: "law",
            source: include_str!("../migrations/0005_law/1_law.sql"),
        },
        Migration {
            version: 6,
            name: "veil",
            source: include_str!("../migrations/0006_veil/1_veil.sql"),
        },
        Migration {
            version: 7,
            name: "ends",
            source: include_str!("../migrations/0007_ends/1_ends.sql"),
        },
        Migration {
            version: 8,
            name: "waiting",
            source: include_str!("../migrations/0008_waiting/1_waiting.sql"),
        },
        Migration {
            version: 9,
            name: "component_files",
            source: include_str!("../migrations/0009_component_files/1_files.sql"),
        },
        Migration {
            version: 10,
            name: "fewer_indexes",
            source: include_str!("../migrations/0010_fewer_indexes/1_indexes.sql"),
        },
        Migration {
            version: 11,
            name: "councils",
            source: include_str!("../migrations/0011_councils/1_councils.sql"),
        },
        Migration {
            version: 12,
            name: "overlap",
            source: include_str!("../migrations/0012_overlap/1_overlap.sql"),
        },
        Migration {
            version: 13,
            name: "session_results",
            source: include_str!("../migrations/0013_session_results/1_results.sql"),
        },
        Migration {
            version: 14,
            name: "sheets",
            source: include_str!("../migrations/0014_sheets/1_sheets.sql"),
        },
        Migration {
            version: 15,
            name: "readings",
            source: include_str!("../migrations/0015_readings/1_readings.sql"),
        },
        Migration {
            version: 16,
            name: "assignment",
            source: include_str!("../migrations/0016_assignment/1_assignment.sql"),
        },
        Migration {
            version: 17,
            name: "meetings",
            source: include_str!("../migrations/0017_meetings/1_meetings.sql"),
        },
        Migration {
            version: 18,
            name: "session_lock",
            source: include_str!("../migrations/0018_session_lock/1_session_lock.sql"),
        },
        Migration {
            version: 19,
            name: "signing",
            source: include_str!("../migrations/0019_signing/1_signing.sql"),
        },
        Migration {
            version: 20,
            name: "blind",
            source: include_str!("../migrations/0020_blind/1_blind.sql"),
        },
        Migration {
            version: 21,
            name: "own_forms",
            source: include_str!("../migrations/0021_own_forms/1_own_forms.sql"),
        },
        Migration {
            version: 22,
            name: "rubrics",
            source: include_str!("../migrations/0022_rubrics/1_rubrics.sql"),
        },
        Migration {
            version: 23,
            name: "kept_files",
            source: include_str!("../migrations/0023_kept_files/1_indexes.sql"),
        },
        Migration {
            version: 24,
            name: "register",
            source: include_str!("../migrations/0024_register/1_register.sql"),
        },
        Migration {
            version: 25,
            name: "further_markers",
            source: include_str!("../migrations/0025_further_markers/1_further_markers.sql"),
        },
        Migration {
            version: 26,
            name: "training",
            source: include_str!("../migrations/0026_training/1_training.sql"),
        },
        Migration {
            version: 27,
            name: "round_councils",
            source: include_str!("../migrations/0027_round_councils/1_round_councils.sql"),
        },
        Migration {
            version: 28,
            name: "guests_and_public_votes",
            source: include_str!("../migrations/0028_guests_and_public_votes/1_sessions.sql"),
        },
        Migration {
            version: 29,
            name: "file_words",
            source: include_str!("../migrations/0029_file_words/1_words.sql"),
        },
        Migration {
            version: 30,
            name: "stamp_picture",
            source: include_str!("../migrations/0030_stamp_picture/1_stamp_picture.sql"),
        },
        Migration {
            version: 31,
            name: "forms_of_letters",
            source: include_str!("../migrations/0031_forms_of_letters/1_forms.sql"),
        },
    ]
}

/// The source as PostgreSQL runs it.
pub fn for_postgres(source: &str) -> String {
    lines_for(source, "postgres").join("\n")
}

/// The source as SQLite runs it.
pub fn for_sqlite(source: &str) -> String {
    let lines: Vec<String> = lines_for(source, "sqlite")
        .into_iter()
        .map(|line| {
            if line == ");" {
                ") STRICT;".to_owned()
            } else {
                with_sqlite_types(line)
            }
        })
        .collect();
    lines.join("\n")
}

/// The tables as the source declares them, in the types of the source: the common part with what
/// makes tables anew where they cannot be changed in place.
pub fn declarations(source: &str) -> String {
    lines_for(source, "sqlite").join("\n")
}

/// The lines common to both engines and those of `engine`, without comments.
fn lines_for<'a>(source: &'a str, engine: &str) -> Vec<&'a str> {
    let mut included = true;
    let mut lines = Vec::new();
    for line in source.lines() {
        match line.trim().strip_prefix("-- ") {
            Some("end only") => included = true,
            Some(comment) => {
                if let Some(only) = comment.strip_prefix("only: ") {
                    included = only == engine;
                }
            }
            None if included && line.trim() != "--" => lines.push(line),
            None => {}
        }
    }
    lines
}

fn with_sqlite_types(line: &str) -> String {
    line.split_inclusive(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .map(|piece| {
            let word = piece.trim_end_matches(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            match word {
                "UUID" | "BYTEA" => piece.replacen(word, "BLOB", 1),
                "BIGINT" | "BOOLEAN" => piece.replacen(word, "INTEGER", 1),
                _ => piece.to_owned(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_translated_as_whole_words_only() {
        assert_eq!(
            with_sqlite_types(
                "    id UUID, key BYTEA NOT NULL, on BOOLEAN, n BIGINT, my_UUID TEXT"
            ),
            "    id BLOB, key BLOB NOT NULL, on INTEGER, n INTEGER, my_UUID TEXT"
        );
    }

    #[test]
    fn each_engine_gets_the_common_part_and_its_own() {
        let source =
            "a UUID\n);\n-- only: postgres\np\n-- end only\n-- only: sqlite\ns\n-- end only\nz";
        assert_eq!(for_postgres(source), "a UUID\n);\np\nz");
        assert_eq!(for_sqlite(source), "a BLOB\n) STRICT;\ns\nz");
    }

    #[test]
    fn every_folder_of_migrations_is_a_step() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
        let mut folders: Vec<String> = std::fs::read_dir(root)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        folders.sort_unstable();
        let steps = migrations().into_iter();
        let steps: Vec<String> = steps
            .map(|step| format!("{:04}_{}", step.version, step.name))
            .collect();
        assert_eq!(folders, steps);
    }

    #[test]
    fn migrations_are_numbered_without_gap() {
        for (index, migration) in migrations().iter().enumerate() {
            assert_eq!(migration.version, i64::try_from(index).unwrap() + 1);
        }
    }

    #[test]
    fn every_table_is_strict_and_typed_within_the_subset() {
        for migration in migrations() {
            let sqlite = for_sqlite(migration.source);
            assert_eq!(
                sqlite.matches("CREATE TABLE").count(),
                sqlite.matches(") STRICT;").count()
            );
        }
    }
}
