//! The settings of a connection, and the proof that they are in force.

use sangkien_app::port::{StoreError, Stored};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, Pool, Row as _};

use crate::Db;
use crate::shared::store_error;

/// Settings asked for at connection and read back at start.
const WANTED: [(&str, &str); 6] = [
    // A commit is on disk before it returns.
    ("synchronous_commit", "on"),
    ("fsync", "on"),
    // Compiling a list's conditions takes ten times as long as finding a page of it.
    ("jit", "off"),
    ("statement_timeout", "30s"),
    ("lock_timeout", "10s"),
    ("idle_in_transaction_session_timeout", "1min"),
];

/// More than the program has statements, so that each is prepared once.
const STATEMENT_CACHE: usize = 256;

/// Options of every connection.
pub(crate) fn options(url: &str) -> Stored<PgConnectOptions> {
    let options: PgConnectOptions = url.parse().map_err(store_error)?;
    // Whether the server flushes at all is the server's own setting and can only be checked.
    let asked = WANTED.into_iter().filter(|(name, _)| *name != "fsync");
    Ok(options
        .application_name("sangkien")
        .statement_cache_capacity(STATEMENT_CACHE)
        .options(asked))
}

/// Refuses to go on unless every setting is in force.
pub(crate) async fn assert_in_force(pool: &Pool<Db>) -> Stored<()> {
    for (name, wanted) in WANTED {
        let row = sqlx::raw_sql(AssertSqlSafe(format!("SHOW {name}")))
            .fetch_one(pool)
            .await
            .map_err(store_error)?;
        let found: String = row.try_get(0).map_err(store_error)?;
        if found != wanted {
            return Err(StoreError::Unavailable(format!(
                "the setting {name} of the database is {found}, it must be {wanted}"
            )));
        }
    }
    Ok(())
}
