//! Bringing a database to the schema of this program, and asking whether it serves.

use std::collections::BTreeMap;

use sangkien_app::port::{StoreError, Stored};
use sangkien_store::schema::Migration;
use sqlx::pool::PoolConnection;
use sqlx::{AssertSqlSafe, Connection as _, Pool, Row as _};

use super::{query, sql, store_error};
use crate::{Db, dialect};

/// Applies the steps of `known` that are missing, all or none.
///
/// # Errors
/// [`StoreError::Damaged`] when the database has a step that `known` lacks, so belongs to a newer
/// program, when an applied step was edited since, or when the steps would leave a row that refers
/// to nothing.
pub(crate) async fn migrate(pool: &Pool<Db>, known: &[Migration]) -> Stored<()> {
    let mut connection = pool.acquire().await.map_err(store_error)?;
    // An engine that cannot change a table makes it anew; meanwhile other tables refer to nothing.
    set_references(&mut connection, dialect::REFERENCES_OFF).await?;
    let outcome = apply(&mut connection, known).await;
    set_references(&mut connection, dialect::REFERENCES_ON).await?;
    outcome
}

async fn set_references(
    connection: &mut PoolConnection<Db>,
    statement: Option<&'static str>,
) -> Stored<()> {
    if let Some(statement) = statement {
        query(statement)
            .execute(&mut **connection)
            .await
            .map_err(store_error)?;
    }
    Ok(())
}

async fn apply(connection: &mut PoolConnection<Db>, known: &[Migration]) -> Stored<()> {
    let mut tx = connection
        .begin_with(dialect::BEGIN_WRITE)
        .await
        .map_err(store_error)?;
    if let Some(lock) = dialect::LOCK_SCHEMA {
        query(lock).execute(&mut *tx).await.map_err(store_error)?;
    }
    query(dialect::SCHEMA_TABLE)
        .execute(&mut *tx)
        .await
        .map_err(store_error)?;
    let rows = query(sql!("schema/applied"))
        .fetch_all(&mut *tx)
        .await
        .map_err(store_error)?;
    let mut applied: BTreeMap<i64, String> = BTreeMap::new();
    for row in rows {
        let version = row.try_get("version").map_err(store_error)?;
        applied.insert(version, row.try_get("sha256").map_err(store_error)?);
    }
    check(&applied, known)?;
    let missing: Vec<&Migration> = known
        .iter()
        .filter(|step| !applied.contains_key(&step.version))
        .collect();
    for step in &missing {
        // The text comes from this program's own source.
        sqlx::raw_sql(AssertSqlSafe(dialect::translate(step.source)))
            .execute(&mut *tx)
            .await
            .map_err(store_error)?;
        query(sql!("schema/insert"))
            .bind(step.version)
            .bind(step.name)
            .bind(step.sha256())
            .execute(&mut *tx)
            .await
            .map_err(store_error)?;
    }
    if let Some(lost) = dialect::LOST_REFERENCES.filter(|_| !missing.is_empty()) {
        let lost = query(lost).fetch_all(&mut *tx).await.map_err(store_error)?;
        if !lost.is_empty() {
            return Err(StoreError::Damaged(format!(
                "{} rows would refer to nothing after the schema steps; nothing was changed",
                lost.len()
            )));
        }
    }
    tx.commit().await.map_err(store_error)
}

/// Asks whether the database accepts writes, without leaving one.
pub(crate) async fn probe(pool: &Pool<Db>) -> Stored<()> {
    let tx = pool.begin_with(dialect::BEGIN_WRITE).await;
    let mut tx = tx.map_err(store_error)?;
    query(sql!("setting/probe"))
        .execute(&mut *tx)
        .await
        .map_err(store_error)?;
    tx.rollback().await.map_err(store_error)
}

fn check(applied: &BTreeMap<i64, String>, known: &[Migration]) -> Stored<()> {
    let newest = known.iter().map(|step| step.version).max().unwrap_or(0);
    for (version, sha256) in applied {
        let Some(step) = known.iter().find(|step| step.version == *version) else {
            return Err(StoreError::Damaged(format!(
                "the database has schema version {version}, this program knows {newest}: it needs a newer program"
            )));
        };
        if step.sha256() != *sha256 {
            return Err(StoreError::Damaged(format!(
                "schema step {version} ({}) is not the one that was applied to this database",
                step.name
            )));
        }
    }
    Ok(())
}
