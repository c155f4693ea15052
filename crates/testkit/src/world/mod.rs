//! Whole instances in the process of the test.
#![expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

mod database;
mod invariant;
mod scene;
mod server;
mod wire;

use std::sync::Arc;

pub use database::Engine;
pub use invariant::check_invariants;
use sangkien::demo::organisation::{self, organisation};
use sangkien::wiring::{DemoClock, KeyRing, OfficialPapers, OpenStore};
use sangkien_app::port::{Clock, Meaning, NoMeaning, NoScanner, Scanner, Signing, Store};
use sangkien_app::{App, Caller, Origin, Ports, Quota, Settings};
use sangkien_domain::time::Instant;
use sangkien_novelty::report::Limits;
use sangkien_overlap_index::kept::KeptTexts;
use sangkien_packs::Plan;
pub use scene::Scene;
pub use server::{Answer, Server};
pub use wire::Wire;

use crate::world::database::Database;
use crate::{MemoryBlobs, PlainPasswords, PlainReader, PlainVerifier, SeededEntropy, SetClock};

/// An instance over a database of its own, which goes when the world is dropped.
pub struct World<C = SetClock> {
    /// The use cases.
    pub app: Arc<App>,
    /// The clock of the use cases.
    pub clock: Arc<C>,
    store: OpenStore,
    database: Database,
    _texts: tempfile::TempDir,
}

/// What an instance may have beside its clock.
pub struct Outfit {
    /// What signs documents.
    pub signing: Arc<dyn Signing>,
    /// What scans uploads.
    pub scanner: Arc<dyn Scanner>,
    /// How much one person may keep.
    pub quota: Quota,
    /// What compares by meaning.
    pub meaning: Arc<dyn Meaning>,
}

impl Default for Outfit {
    fn default() -> Self {
        Self {
            signing: Arc::new(KeyRing::default()),
            scanner: Arc::new(NoScanner),
            quota: Quota::default(),
            meaning: Arc::new(NoMeaning),
        }
    }
}

impl World<SetClock> {
    /// An empty instance whose clock stands at `at`.
    pub async fn at(engine: Engine, at: Instant) -> Self {
        Self::fitted(engine, at, Outfit::default()).await
    }

    /// The same with what signs documents.
    pub async fn signing(engine: Engine, at: Instant, signing: Arc<dyn Signing>) -> Self {
        let outfit = Outfit {
            signing,
            ..Outfit::default()
        };
        Self::fitted(engine, at, outfit).await
    }

    /// The same with what the test brings.
    pub async fn fitted(engine: Engine, at: Instant, outfit: Outfit) -> Self {
        Self::with_clock(engine, Arc::new(SetClock::at(at)), false, outfit).await
    }
}

impl World<DemoClock> {
    /// An instance with the sample plan, at the beginning of its story.
    pub async fn with_plan(engine: Engine, plan: &Plan) -> Self {
        let beginning = organisation::beginning(plan).unwrap();
        let clock = Arc::new(DemoClock::held_at(beginning));
        let world = Self::with_clock(engine, clock, true, Outfit::default()).await;
        world
            .app
            .load_organisation(&organisation(plan).unwrap(), true)
            .await
            .unwrap();
        let packs = sangkien_packs::embedded().unwrap();
        world.app.load_first_packs(&packs).await.unwrap().unwrap();
        world
    }
}

impl<C: Clock + 'static> World<C> {
    async fn with_clock(engine: Engine, clock: Arc<C>, demo: bool, outfit: Outfit) -> Self {
        let database = Database::make(engine);
        let store = OpenStore::open(&database.address()).await.unwrap();
        let port: Arc<dyn Clock> = Arc::<C>::clone(&clock);
        let texts = tempfile::tempdir().unwrap();
        let ports = Ports {
            store: store.port(),
            clock: Arc::clone(&port),
            entropy: Arc::new(SeededEntropy::new(7)),
            blobs: Arc::new(MemoryBlobs::default()),
            papers: Arc::new(OfficialPapers::new(port)),
            passwords: Arc::new(PlainPasswords),
            comparing: Arc::new(KeptTexts::open(
                &texts.path().join("overlap"),
                [9; 32],
                Limits::DEFAULT,
            )),
            meaning: outfit.meaning,
            reader: Arc::new(PlainReader),
            verifying: Arc::new(PlainVerifier::default()),
            signing: outfit.signing,
            scanner: outfit.scanner,
        };
        let settings = Settings {
            base_url: "http://sangkien.example".into(),
            demo,
            quota: outfit.quota,
        };
        Self {
            app: Arc::new(App::new(ports, settings)),
            clock,
            store,
            database,
            _texts: texts,
        }
    }

    /// The database port.
    pub fn store(&self) -> Arc<dyn Store> {
        self.store.port()
    }

    /// Where the database is, for tests that tamper with it.
    pub fn database(&self) -> sangkien::config::Database {
        self.database.address()
    }

    /// Somebody, as a command on the machine itself acts for them.
    pub async fn caller(&self, account: &str) -> Caller {
        self.app
            .act_as(account, Origin::local("test"))
            .await
            .unwrap()
    }

    /// Pages and API in this process.
    pub fn server(&self) -> Server {
        Server::new(Arc::clone(&self.app))
    }

    /// Fails the test when something that must always hold does not.
    pub async fn check(&self) {
        check_invariants(self.store().as_ref()).await;
    }

    /// Closes the database.
    pub async fn close(&self) {
        self.store.close().await;
    }
}
