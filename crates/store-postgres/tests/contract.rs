//! The storage contract, on PostgreSQL.
//!
//! Needs a server: `SANGKIEN_TEST_POSTGRES` names a maintenance database in which the tests may
//! create databases of their own. `scripts/postgres-for-tests.sh` starts one and prints its URL.
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::sync::Arc;

use async_trait::async_trait;
use sangkien_app::port::{Store, StoreError};
use sangkien_store::contract::{Bench, ColumnShape, TableShape};
use sangkien_store_postgres::PostgresStore;
use sqlx::postgres::{PgConnectOptions, PgRow};
use sqlx::{
    AssertSqlSafe, Connection as _, Executor as _, PgConnection, Row as _, SqlSafeStr as _,
};

struct PostgresBench {
    maintenance: String,
    name: String,
    url: String,
    store: PostgresStore,
}

fn maintenance_url() -> String {
    std::env::var("SANGKIEN_TEST_POSTGRES").unwrap_or_else(|_| {
        panic!(
            "SANGKIEN_TEST_POSTGRES is not set. Start a server with scripts/postgres-for-tests.sh and set the variable to the URL it prints."
        )
    })
}

async fn run_at(url: &str, sql: String) -> Result<(), String> {
    let mut raw = PgConnection::connect(url)
        .await
        .map_err(|error| error.to_string())?;
    let outcome = sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut raw).await;
    outcome.map(|_| ()).map_err(|error| error.to_string())
}

/// A name no other test uses, also not one that was killed and left its database behind.
async fn fresh_name(maintenance: &str) -> String {
    let mut raw = PgConnection::connect(maintenance).await.unwrap();
    let name = "SELECT 'sangkien_test_' || replace(gen_random_uuid()::text, '-', '')";
    let row = sqlx::raw_sql(name).fetch_one(&mut raw).await.unwrap();
    row.get(0)
}

async fn open() -> Arc<dyn Bench> {
    let maintenance = maintenance_url();
    let name = fresh_name(&maintenance).await;
    run_at(&maintenance, format!("CREATE DATABASE {name}"))
        .await
        .unwrap();
    let server = maintenance
        .rsplit_once('/')
        .map_or(maintenance.as_str(), |(server, _)| server);
    let url = format!("{server}/{name}");
    let store = PostgresStore::connect(&url, 8).await.unwrap();
    Arc::new(PostgresBench {
        maintenance,
        name,
        url,
        store,
    })
}

impl PostgresBench {
    async fn raw(&self) -> PgConnection {
        let options: PgConnectOptions = self.url.parse().unwrap();
        PgConnection::connect_with(&options).await.unwrap()
    }

    async fn rows(&self, sql: &str) -> Vec<PgRow> {
        let mut raw = self.raw().await;
        sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))
            .fetch_all(&mut raw)
            .await
            .unwrap()
    }
}

#[async_trait]
impl Bench for PostgresBench {
    fn engine(&self) -> &'static str {
        "postgres"
    }

    fn store(&self) -> &dyn Store {
        &self.store
    }

    async fn reopen(&self) -> Result<(), StoreError> {
        let again = PostgresStore::connect(&self.url, 1).await?;
        again.close().await;
        Ok(())
    }

    async fn run(&self, sql: &str) -> Result<(), String> {
        run_at(&self.url, sql.to_owned()).await
    }

    async fn number(&self, sql: &str) -> i64 {
        self.rows(sql).await[0].get(0)
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
        let names = "SELECT table_name::text FROM information_schema.tables \
            WHERE table_schema = 'public' ORDER BY table_name COLLATE \"C\"";
        let mut tables = Vec::new();
        for row in self.rows(names).await {
            let name: String = row.get(0);
            let columns = format!(
                "SELECT column_name::text, upper(data_type), is_nullable = 'YES' FROM information_schema.columns \
                 WHERE table_schema = 'public' AND table_name = '{name}' ORDER BY ordinal_position"
            );
            let columns = self.rows(&columns).await;
            let columns = columns
                .iter()
                .map(|row| ColumnShape {
                    name: row.get(0),
                    kind: row.get(1),
                    nullable: row.get(2),
                })
                .collect();
            let unique = format!(
                "SELECT ARRAY(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY k (number, place) \
                 JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number ORDER BY k.place) \
                 FROM pg_constraint c WHERE c.conrelid = '{name}'::regclass AND c.contype IN ('p', 'u')"
            );
            let unique = self.rows(&unique).await;
            let mut unique: Vec<Vec<String>> = unique.iter().map(|row| row.get(0)).collect();
            unique.sort();
            let keys = format!(
                "SELECT COUNT(*) FROM pg_constraint WHERE conrelid = '{name}'::regclass AND contype = 'f'"
            );
            let foreign_keys = usize::try_from(self.number(&keys).await).unwrap();
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
        let drop = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        run_at(&self.maintenance, drop).await.unwrap();
    }
}

sangkien_store::storage_contract!(crate::open);
