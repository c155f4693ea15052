//! Databases that live as long as their test.

use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use sangkien::config::Database as Address;
use tempfile::TempDir;

/// The databases the product runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// One file.
    Sqlite,
    /// The server that `SANGKIEN_TEST_POSTGRES` names.
    Postgres,
}

pub(super) enum Database {
    Sqlite(TempDir),
    Postgres { maintenance: String, name: String },
}

impl Database {
    pub(super) fn make(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite => Self::Sqlite(tempfile::tempdir().unwrap()),
            Engine::Postgres => {
                let maintenance = std::env::var("SANGKIEN_TEST_POSTGRES").unwrap_or_else(|_| {
                    panic!(
                        "SANGKIEN_TEST_POSTGRES is not set. Start a server with \
                         scripts/postgres-for-tests.sh and set the variable to the URL it prints."
                    )
                });
                let name = fresh_name();
                psql(&maintenance, &format!("CREATE DATABASE {name}"));
                Self::Postgres { maintenance, name }
            }
        }
    }

    pub(super) fn address(&self) -> Address {
        match self {
            Self::Sqlite(folder) => Address::Sqlite(folder.path().join("sangkien.db")),
            Self::Postgres { maintenance, name } => {
                let server = maintenance
                    .rsplit_once('/')
                    .map_or(maintenance.as_str(), |(server, _)| server);
                Address::Postgres(format!("{server}/{name}"))
            }
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Self::Postgres { maintenance, name } = self {
            psql(
                maintenance,
                &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
            );
        }
    }
}

/// A name no other test uses, also not one of an earlier run that was killed.
#[expect(
    clippy::disallowed_methods,
    reason = "tells runs of the tests apart; no rule depends on it"
)]
fn fresh_name() -> String {
    static RUNNING: AtomicU64 = AtomicU64::new(0);
    let nanos = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_nanos();
    format!(
        "sangkien_world_{nanos}_{}_{}",
        std::process::id(),
        RUNNING.fetch_add(1, Ordering::Relaxed)
    )
}

fn psql(url: &str, statement: &str) {
    let output = Command::new("psql")
        .args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url, "-c"])
        .arg(statement)
        .output()
        .expect("psql is installed");
    let fault = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{statement}: {fault}");
}
