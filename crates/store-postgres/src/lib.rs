//! PostgreSQL driver of the storage ports: several nodes, one database.
//!
//! Units of work run READ COMMITTED and take the rows that decide (the head of the audit log, the
//! next number of a series, the version of a dossier) by updating them; reading goes on in a
//! repeatable, read-only snapshot. A unit of work that the server ends (deadlock, time limit,
//! restart) leaves nothing and may be tried again: the failure is `Unavailable`.
//!
//! Connections are not encrypted by this driver: use a Unix socket, the loopback interface or an
//! encrypted tunnel.

mod dialect;
mod settings;
#[path = "../../store/shared/mod.rs"]
mod shared;

use std::time::Duration;

use async_trait::async_trait;
use sangkien_app::port::{Reading, Store, StoreError, Stored, Work};
use sangkien_store::schema;
use sqlx::postgres::PgPoolOptions;
use sqlx::{Connection as _, PgConnection, Pool, Postgres};

use shared::{UnitOfWork, migrate, probe, store_error};

/// The engine of this driver.
pub(crate) type Db = Postgres;

/// How long a unit of work waits for a free connection.
const QUEUE_PATIENCE: Duration = Duration::from_secs(20);

/// Storage in a PostgreSQL database.
#[derive(Debug, Clone)]
pub struct PostgresStore {
    pool: Pool<Db>,
}

impl PostgresStore {
    /// Connects to the database of `url` with at most `max_connections` connections, and brings
    /// it to the schema of this program.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when the server cannot be reached or a setting is not in force;
    /// [`StoreError::Damaged`] when the database belongs to a newer program.
    pub async fn connect(url: &str, max_connections: u32) -> Result<Self, StoreError> {
        let options = settings::options(url)?;
        // The pool tries again until its patience ends and then says only that it ended; one
        // connection beside it says at once what is wrong.
        let first = PgConnection::connect_with(&options)
            .await
            .map_err(store_error)?;
        first.close().await.map_err(store_error)?;
        let pool = PgPoolOptions::new()
            .max_connections(max_connections)
            .acquire_timeout(QUEUE_PATIENCE)
            .connect_with(options)
            .await
            .map_err(store_error)?;
        settings::assert_in_force(&pool).await?;
        migrate(&pool, &schema::migrations()).await?;
        Ok(Self { pool })
    }

    /// Closes every connection.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

#[async_trait]
impl Store for PostgresStore {
    async fn read(&self) -> Stored<Box<dyn Reading>> {
        let tx = self.pool.begin_with(dialect::BEGIN_READ).await;
        Ok(Box::new(UnitOfWork::new(tx.map_err(store_error)?)))
    }

    async fn begin(&self) -> Stored<Box<dyn Work>> {
        let tx = self.pool.begin_with(dialect::BEGIN_WRITE).await;
        Ok(Box::new(UnitOfWork::new(tx.map_err(store_error)?)))
    }

    // Old versions of the urn stay in the file until it is vacuumed.
    async fn forget_ballots(&self) -> Stored<()> {
        let vacuum = shared::query("VACUUM vote_urn, vote_key");
        let done = vacuum.execute(&self.pool).await;
        done.map(|_| ()).map_err(store_error)
    }

    async fn ready(&self) -> Stored<()> {
        probe(&self.pool).await
    }
}
