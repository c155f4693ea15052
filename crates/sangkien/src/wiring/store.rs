//! The database an instance works on.

use std::sync::Arc;

use sangkien_app::port::{Store, StoreError};
use sangkien_store_postgres::PostgresStore;
use sangkien_store_sqlite::SqliteStore;

use crate::config::Database;

/// Connections to a PostgreSQL server.
const CONNECTIONS: u32 = 16;

/// A database that has been opened.
#[derive(Debug, Clone)]
pub enum OpenStore {
    /// One file in the data folder.
    Sqlite(SqliteStore),
    /// A server.
    Postgres(PostgresStore),
}

impl OpenStore {
    /// Opens the database and brings it to the schema of this program.
    pub async fn open(database: &Database) -> Result<Self, StoreError> {
        match database {
            Database::Sqlite(path) => SqliteStore::open(path).await.map(Self::Sqlite),
            Database::Postgres(url) => PostgresStore::connect(url, CONNECTIONS)
                .await
                .map(Self::Postgres),
        }
    }

    /// The port the use cases ask.
    pub fn port(&self) -> Arc<dyn Store> {
        match self {
            Self::Sqlite(store) => Arc::new(store.clone()),
            Self::Postgres(store) => Arc::new(store.clone()),
        }
    }

    /// Closes every connection.
    pub async fn close(&self) {
        match self {
            Self::Sqlite(store) => store.close().await,
            Self::Postgres(store) => store.close().await,
        }
    }
}
