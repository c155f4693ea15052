//! The settings of a connection, and the proof that they are in force.

use std::path::Path;
use std::time::Duration;

use sangkien_app::port::{StoreError, Stored};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Pool, Row as _};

use crate::Db;
use crate::shared::{query, store_error};

/// How long a statement waits for a lock held by another program.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// More than the program has statements, so that each is prepared once.
const STATEMENT_CACHE: usize = 256;
/// Rows that the thread of a connection may be ahead of their reader: with few, a long list costs
/// more in waking one another than in reading.
const ROWS_AHEAD: usize = 1_000;

/// The settings in force on a connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PragmaReport {
    /// Version of the SQLite library.
    pub version: String,
    /// Journal mode; "wal".
    pub journal_mode: String,
    /// 2 is FULL: a commit is on disk before it returns.
    pub synchronous: i64,
    /// 1 when foreign keys are enforced.
    pub foreign_keys: i64,
    /// Patience with locks of other programs, in milliseconds.
    pub busy_timeout: i64,
    /// 1 on connections that only read.
    pub query_only: i64,
}

/// Options of every connection to the file at `path`.
pub(crate) fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .pragma("secure_delete", "ON")
        .busy_timeout(BUSY_TIMEOUT)
        .statement_cache_capacity(STATEMENT_CACHE)
        .row_buffer_size(ROWS_AHEAD)
}

/// Reads the settings back.
pub(crate) async fn read(pool: &Pool<Db>) -> Stored<PragmaReport> {
    let mut connection = pool.acquire().await.map_err(store_error)?;
    let row = query("SELECT sqlite_version()")
        .fetch_one(&mut *connection)
        .await
        .map_err(store_error)?;
    let version = row.try_get(0).map_err(store_error)?;
    let row = query("PRAGMA journal_mode")
        .fetch_one(&mut *connection)
        .await
        .map_err(store_error)?;
    let journal_mode = row.try_get(0).map_err(store_error)?;
    let mut numbers = [0_i64; 4];
    let statements = [
        "PRAGMA synchronous",
        "PRAGMA foreign_keys",
        "PRAGMA busy_timeout",
        "PRAGMA query_only",
    ];
    for (number, statement) in numbers.iter_mut().zip(statements) {
        let row = query(statement)
            .fetch_one(&mut *connection)
            .await
            .map_err(store_error)?;
        *number = row.try_get(0).map_err(store_error)?;
    }
    let [synchronous, foreign_keys, busy_timeout, query_only] = numbers;
    Ok(PragmaReport {
        version,
        journal_mode,
        synchronous,
        foreign_keys,
        busy_timeout,
        query_only,
    })
}

/// Refuses to go on unless every setting is in force.
pub(crate) async fn assert_in_force(pool: &Pool<Db>, reads_only: bool) -> Stored<()> {
    let found = read(pool).await?;
    let wanted = PragmaReport {
        version: found.version.clone(),
        journal_mode: "wal".to_owned(),
        synchronous: 2,
        foreign_keys: 1,
        busy_timeout: i64::try_from(BUSY_TIMEOUT.as_millis()).unwrap_or(i64::MAX),
        query_only: i64::from(reads_only),
    };
    if found == wanted {
        Ok(())
    } else {
        Err(StoreError::Unavailable(format!(
            "the settings of the database are not in force: wanted {wanted:?}, found {found:?}"
        )))
    }
}
