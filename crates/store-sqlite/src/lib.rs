//! SQLite driver of the storage ports: one file, no server.
//!
//! One connection writes and four read; WAL lets them work side by side, and every commit is on
//! disk before it returns. The settings on which that rests are read back at start, and the store
//! does not open if one of them is not in force.

mod dialect;
mod settings;
#[path = "../../store/shared/mod.rs"]
mod shared;

use std::path::Path;
use std::time::Duration;

use async_trait::async_trait;
use sangkien_app::port::{Reading, Store, StoreError, Stored, Work};
use sangkien_store::schema;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use sqlx::{Pool, Sqlite};

pub use settings::PragmaReport;
use shared::{UnitOfWork, migrate, probe, store_error};

/// The engine of this driver.
pub(crate) type Db = Sqlite;

/// Readers beside the one writer.
const READERS: u32 = 4;
/// How long a unit of work waits for the one before it.
const QUEUE_PATIENCE: Duration = Duration::from_secs(20);

/// Storage in one SQLite file.
#[derive(Debug, Clone)]
pub struct SqliteStore {
    writer: Pool<Db>,
    readers: Pool<Db>,
}

impl SqliteStore {
    /// Opens the file, making it if it is not there, and brings it to the schema of this program.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when the file cannot be opened or a setting is not in force;
    /// [`StoreError::Damaged`] when it is no database, or belongs to a newer program.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        let options = settings::options(path);
        let writer = pool(options.clone(), 1).await?;
        settings::assert_in_force(&writer, false).await?;
        migrate(&writer, &schema::migrations()).await?;
        let readers = pool(options.pragma("query_only", "ON"), READERS).await?;
        settings::assert_in_force(&readers, true).await?;
        Ok(Self { writer, readers })
    }

    /// The settings in force on the writing connection.
    pub async fn pragma_report(&self) -> Result<PragmaReport, StoreError> {
        settings::read(&self.writer).await
    }

    /// Closes every connection; what was committed is in the main file afterwards.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

async fn pool(options: SqliteConnectOptions, size: u32) -> Stored<Pool<Db>> {
    SqlitePoolOptions::new()
        .max_connections(size)
        .acquire_timeout(QUEUE_PATIENCE)
        // A file has no connection that could go stale.
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .connect_with(options)
        .await
        .map_err(store_error)
}

#[async_trait]
impl Store for SqliteStore {
    async fn read(&self) -> Stored<Box<dyn Reading>> {
        let tx = self.readers.begin_with(dialect::BEGIN_READ).await;
        Ok(Box::new(UnitOfWork::new(tx.map_err(store_error)?)))
    }

    async fn begin(&self) -> Stored<Box<dyn Work>> {
        let tx = self.writer.begin_with(dialect::BEGIN_WRITE).await;
        Ok(Box::new(UnitOfWork::new(tx.map_err(store_error)?)))
    }

    // `secure_delete` overwrites what is deleted when it is deleted.
    async fn forget_ballots(&self) -> Stored<()> {
        Ok(())
    }

    async fn ready(&self) -> Stored<()> {
        probe(&self.writer).await
    }
}
