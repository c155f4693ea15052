//! The storage contract, on SQLite.
#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use sangkien_app::port::{Store, StoreError};
use sangkien_store::contract::{Bench, ColumnShape, TableShape};
use sangkien_store_sqlite::SqliteStore;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, Row as _, SqlSafeStr as _};
use sqlx::{SqliteConnection, sqlite::SqliteRow};
use tempfile::TempDir;

struct SqliteBench {
    folder: TempDir,
    store: SqliteStore,
}

async fn open() -> Arc<dyn Bench> {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("test.db"))
        .await
        .unwrap();
    Arc::new(SqliteBench { folder, store })
}

impl SqliteBench {
    async fn raw(&self) -> SqliteConnection {
        let options = SqliteConnectOptions::new().filename(self.folder.path().join("test.db"));
        SqliteConnection::connect_with(&options).await.unwrap()
    }

    async fn rows(&self, sql: String) -> Vec<SqliteRow> {
        let mut raw = self.raw().await;
        sqlx::query(AssertSqlSafe(sql))
            .fetch_all(&mut raw)
            .await
            .unwrap()
    }

    /// Columns of the primary key and of each unique constraint.
    async fn unique(&self, table: &str) -> Vec<Vec<String>> {
        let mut unique = Vec::new();
        let mut key: BTreeMap<i64, String> = BTreeMap::new();
        for row in self.rows(format!("PRAGMA table_info({table})")).await {
            if row.get::<i64, _>("pk") > 0 {
                key.insert(row.get("pk"), row.get("name"));
            }
        }
        unique.push(key.into_values().collect());
        for row in self.rows(format!("PRAGMA index_list({table})")).await {
            if row.get::<String, _>("origin") == "u" {
                let index: String = row.get("name");
                let columns = self.rows(format!("PRAGMA index_info({index})")).await;
                unique.push(columns.iter().map(|row| row.get("name")).collect());
            }
        }
        unique.sort();
        unique
    }
}

#[async_trait]
impl Bench for SqliteBench {
    fn engine(&self) -> &'static str {
        "sqlite"
    }

    fn store(&self) -> &dyn Store {
        &self.store
    }

    async fn reopen(&self) -> Result<(), StoreError> {
        let again = SqliteStore::open(&self.folder.path().join("test.db")).await?;
        again.close().await;
        Ok(())
    }

    async fn run(&self, sql: &str) -> Result<(), String> {
        let mut raw = self.raw().await;
        sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))
            .execute(&mut raw)
            .await
            .map(|_| ())
            .map_err(|error| error.to_string())
    }

    async fn number(&self, sql: &str) -> i64 {
        self.rows(sql.to_owned()).await[0].get(0)
    }

    async fn prepare(&self, sql: &str) -> Result<(), String> {
        let mut raw = self.raw().await;
        (&mut raw)
            .prepare(AssertSqlSafe(sql.to_owned()).into_sql_str())
            .await
            .map(|_| ())
            .map_err(|error| error.to_string())
    }

    async fn tables(&self) -> Vec<TableShape> {
        let mut tables = Vec::new();
        let names = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
        for row in self.rows(names.to_owned()).await {
            let name: String = row.get(0);
            let columns = self.rows(format!("PRAGMA table_info({name})")).await;
            let columns = columns
                .iter()
                .map(|row| ColumnShape {
                    name: row.get("name"),
                    kind: row.get("type"),
                    nullable: row.get::<i64, _>("notnull") == 0,
                })
                .collect();
            let keys = self.rows(format!(
                "SELECT COUNT(DISTINCT id) FROM pragma_foreign_key_list('{name}')"
            ));
            let foreign_keys = usize::try_from(keys.await[0].get::<i64, _>(0)).unwrap();
            let unique = self.unique(&name).await;
            tables.push(TableShape {
                name,
                columns,
                unique,
                foreign_keys,
            });
        }
        tables
    }

    async fn close(&self) {
        self.store.close().await;
    }
}

sangkien_store::storage_contract!(crate::open);
